"""revision -> its statements."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from claims import extract
from claims.extract.as_json import date_to_dict, quantity_to_dict
from claims.extract.attribution import Attribution
from claims.ingest.http import Fetch
from claims.models import Hop, Revision, Statement, StatementSpan
from claims.pipeline.duplicates import set_aside_duplicate
from claims.pipeline.work import Due, storing
from claims.text import Span


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
        for role, spans in spans_by_role(each)
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


def spans_by_role(found: Attribution) -> list[tuple[StatementSpan.Role, tuple[Span, ...]]]:
    role = StatementSpan.Role
    return [
        (role.SOURCE, found.source),
        (role.CUE, found.cue),
        (role.CONTENT, found.content),
        (role.ABOUT, found.about),
    ]


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
        house_name=found.speaker.house[:300],
        hedges=[span.of(text) for span in found.hedges],
        quantities=[quantity_to_dict(quantity, text) for quantity in found.quantities],
        dates=[date_to_dict(named, text) for named in found.dates],
        said=date_to_dict(found.said, text) if found.said else None,
        is_past=found.is_past,
    )


def join_spans(text: str, spans: tuple[Span, ...]) -> str:
    """The words of several spans as one shown text; what was left out between them is marked."""
    return " … ".join(span.of(text) for span in spans)
