"""revision -> its statements -> the entities they are of and about."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from claims import extract, link
from claims.extract.as_json import date_to_dict, quantity_to_dict
from claims.extract.attribution import Attribution
from claims.ingest.http import Fetch
from claims.models import Alias, Entity, Hop, Mention, Outlet, Revision, Statement, StatementSpan
from claims.pipeline.duplicates import set_aside_duplicate
from claims.pipeline.work import Due, storing
from claims.text import Span, fold

About = Statement.about.through


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
        keep_statements(revision, found.attributions)
    return [Due("link_revision", revision.pk)]


def published_on(revision: Revision) -> date:
    """The day by which "next year" in the text is read."""
    article = revision.article
    return timezone.localdate(article.published_at or article.first_seen_at)


def keep_statements(revision: Revision, found: Sequence[Attribution]) -> None:
    statements = Statement.objects.bulk_create(
        statement_row(revision, position, attribution) for position, attribution in enumerate(found)
    )
    pairs = list(zip(statements, found, strict=True))
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=statement, role=role, start=span.start, end=span.end)
        for statement, each in pairs
        for role, spans in (("source", each.source), ("cue", each.cue), ("content", each.content))
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
        for statement, each in pairs
        for order, hop in enumerate(each.via)
    )


def statement_row(revision: Revision, position: int, found: Attribution) -> Statement:
    text = revision.text
    source, cue, content = (join_spans(text, spans) for spans in (found.source, found.cue, found.content))
    return Statement(
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
        link_statements(statements, mentions, gazetteer, outlets)
    return [Due("match_revision", revision.pk)]


def link_statements(
    statements: list[Statement],
    mentions: list[link.LinkedMention],
    gazetteer: link.Gazetteer,
    outlets: dict[str, Outlet],
) -> None:
    abouts, hops = [], []
    for statement in statements:
        spans = list(statement.spans.all())
        source = [Span(span.start, span.end) for span in spans if span.role == StatementSpan.Role.SOURCE]
        content = [Span(span.start, span.end) for span in spans if span.role == StatementSpan.Role.CONTENT]
        speaker = link.resolve_speaker(statement.speaker_name, source, mentions, gazetteer)
        statement.speaker_id, statement.speaker_link_why = speaker.entity_id, speaker.why
        about = {
            mention.entity_id
            for mention in mentions
            if mention.entity_id and any(span.covers(mention.span) for span in content)
        }
        abouts += [About(statement_id=statement.pk, entity_id=pk) for pk in sorted(about - {speaker.entity_id})]
        for hop in statement.hops.all():
            if outlet := outlets.get(fold(hop.agent)):
                hop.outlet = outlet
                hops.append(hop)
    Statement.objects.bulk_update(statements, ["speaker", "speaker_link_why"])
    About.objects.bulk_create(abouts)
    Hop.objects.bulk_update(hops, ["outlet"])


def load_gazetteer() -> link.Gazetteer:
    """Every alias of every entity; merged entities answer with the one they were merged into."""
    entities = Entity.objects.order_by("pk").values_list("pk", "name", "kind", "merged_into_id")
    return make_gazetteer(tuple(entities), tuple(Alias.objects.order_by("pk").values_list("text", "entity_id", "lang")))


@lru_cache(maxsize=1)
def make_gazetteer(
    entities: tuple[tuple[int, str, str, int | None], ...], aliases: tuple[tuple[str, int, str], ...]
) -> link.Gazetteer:
    """Kept until a row is another one: asking for the rows costs little, folding all names does not."""
    known = {pk: (pk, name, kind, merged_into) for pk, name, kind, merged_into in entities}
    names = []
    for text, entity_id, lang in aliases:
        pk, name, kind, merged_into = known[entity_id]
        while merged_into:
            pk, name, kind, merged_into = known[merged_into]
        names.append(link.KnownName(text, pk, name, kind, lang))
    return link.Gazetteer(names)
