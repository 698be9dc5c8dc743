"""revision -> its statements -> the entities they are of and about."""

from datetime import date, datetime

from django.utils import timezone

from claims import extract, link
from claims.extract.as_json import date_to_dict, quantity_to_dict
from claims.extract.attribution import Attribution
from claims.ingest.http import Fetch
from claims.models import Alias, Entity, Hop, Mention, Outlet, Revision, Statement, StatementSpan
from claims.pipeline.duplicates import set_aside_duplicate
from claims.pipeline.work import Due, storing
from claims.text import Span, fold


def extract_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    if set_aside_duplicate(revision):
        return []
    found = extract.extract(revision.text, revision.lang or None, published=published_on(revision))
    outcome = {
        "stage": Revision.Stage.LINK,
        "next_attempt_at": now,
        "extractor_version": extract.VERSION,
        "extraction_note": f"Read as {found.lang or 'neither German nor English'}: {found.lang_why}.",
    }
    with storing(revision, **outcome):
        for position, attribution in enumerate(found.attributions):
            keep_statement(revision, position, attribution)
    return [Due("link_revision", revision.pk)]


def published_on(revision: Revision) -> date:
    """The day by which "next year" in the text is read."""
    article = revision.article
    return timezone.localdate(article.published_at or article.first_seen_at)


def keep_statement(revision: Revision, position: int, found: Attribution) -> None:
    text = revision.text
    source, cue, content = (join_spans(text, spans) for spans in (found.source, found.cue, found.content))
    statement = Statement.objects.create(
        revision=revision,
        position=position,
        kind=found.kind,
        source_kind=found.speaker.kind,
        polarity=found.polarity,
        modality=found.modality,
        confidence=found.confidence,
        rule=found.rule,
        why=found.why,
        source_text=source,
        cue_text=cue,
        content_text=content,
        speaker_name=found.speaker.name[:300],
        speaker_why=found.speaker.why,
        speaker_inferred=found.speaker.inferred,
        hedges=[span.of(text) for span in found.hedges],
        quantities=[quantity_to_dict(quantity, text) for quantity in found.quantities],
        dates=[date_to_dict(named, text) for named in found.dates],
        said=date_to_dict(found.said, text) if found.said else None,
        is_past=found.is_past,
        search_text=fold(f"{found.speaker.name} {source} {content}"),
    )
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=statement, role=role, start=span.start, end=span.end)
        for role, spans in (("source", found.source), ("cue", found.cue), ("content", found.content))
        for span in spans
    )
    Hop.objects.bulk_create(
        Hop(
            statement=statement,
            position=order,
            relation=hop.relation,
            channel=hop.channel,
            agent=hop.agent[:300],
            start=hop.span.start if hop.span else None,
            end=hop.span.end if hop.span else None,
            inferred=hop.inferred,
            why=hop.why,
        )
        for order, hop in enumerate(found.via)
    )


def join_spans(text: str, spans: tuple[Span, ...]) -> str:
    """The words of several spans as one shown text; what was left out between them is marked."""
    return " … ".join(span.of(text) for span in spans)


def link_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    gazetteer = load_gazetteer()
    mentions = link.find_mentions(revision.text, gazetteer)
    statements = list(revision.statements.prefetch_related("spans", "hops"))
    outlets = {fold(outlet.name): outlet for outlet in Outlet.objects.all()}
    with storing(revision, stage=Revision.Stage.MATCH, next_attempt_at=now):
        Mention.objects.bulk_create(
            Mention(
                revision=revision,
                start=mention.span.start,
                end=mention.span.end,
                text=mention.span.of(revision.text)[:300],
                entity_id=mention.entity_id,
                score=mention.score,
                why=mention.why,
            )
            for mention in mentions
        )
        for statement in statements:
            link_statement(statement, mentions, gazetteer, outlets)
    return [Due("match_revision", revision.pk)]


def link_statement(
    statement: Statement, mentions: list[link.LinkedMention], gazetteer: link.Gazetteer, outlets: dict[str, Outlet]
) -> None:
    spans = list(statement.spans.all())
    source = [Span(span.start, span.end) for span in spans if span.role == StatementSpan.Role.SOURCE]
    content = [Span(span.start, span.end) for span in spans if span.role == StatementSpan.Role.CONTENT]
    speaker = link.resolve_speaker(statement.speaker_name, source, mentions, gazetteer)
    Statement.objects.filter(pk=statement.pk).update(speaker_id=speaker.entity_id, speaker_link_why=speaker.why)
    about = {
        mention.entity_id
        for mention in mentions
        if mention.entity_id and any(span.covers(mention.span) for span in content)
    }
    statement.about.set(about - {speaker.entity_id})
    for hop in statement.hops.all():
        outlet = outlets.get(fold(hop.agent))
        if outlet:
            Hop.objects.filter(pk=hop.pk).update(outlet=outlet)


def load_gazetteer() -> link.Gazetteer:
    """Every alias of every entity; merged entities answer with the one they were merged into."""
    entities = Entity.objects.in_bulk()
    names = []
    for alias in Alias.objects.order_by("pk"):
        entity = entities[alias.entity_id]
        while entity.merged_into_id:
            entity = entities[entity.merged_into_id]
        names.append(link.KnownName(alias.text, entity.pk, entity.name, entity.kind, alias.lang))
    return link.Gazetteer(names)
