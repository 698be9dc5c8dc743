"""revision -> whom and what its statements are of and about, by the names that were known on its day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from claims import link
from claims.extract import SourceKind
from claims.ingest.http import Fetch
from claims.models import Alias, Entity, Hop, Mention, Outlet, Revision, Statement, StatementSpan, UnlinkedName
from claims.pipeline.language import published_on
from claims.pipeline.work import Due, storing
from claims.text import Span, fold

About = Statement.about.through
# pk, name, kind, merged into
EntityRow = tuple[int, str, str, int | None]
# text, entity, language, kind, valid from, valid to
AliasRow = tuple[str, int, str, str, date | None, date | None]


@dataclass(frozen=True)
class Known:
    """What names are compared with."""

    gazetteer: link.Gazetteer
    outlets: dict[str, Outlet]


def link_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    known = load_known(published_on(revision))
    mentions = link.find_mentions(revision.text, known.gazetteer)
    with storing(revision, stage=Revision.Stage.MATCH, next_attempt_at=now):
        keep_links(revision, mentions, known)
    return [Due("match_revision", revision.pk)]


def keep_links(revision: Revision, mentions: Sequence[link.LinkedMention], known: Known) -> None:
    """Instead of those that the revision may have: whatever is known now decides."""
    revision.mentions.all().delete()
    Mention.objects.bulk_create(
        Mention(
            revision=revision,
            start=mention.span.start,
            end=mention.span.end,
            text=mention.text[:300],
            entity_id=mention.entity_id,
            score=mention.score,
            why=mention.why,
        )
        for mention in mentions
    )
    statements = list(revision.statements.select_related("chosen_speaker").prefetch_related("spans", "hops"))
    link_statements(statements, mentions, known)
    keep_unlinked(revision, [each for each in statements if each.is_in_force], mentions, known)


def link_statements(statements: Sequence[Statement], mentions: Sequence[link.LinkedMention], known: Known) -> None:
    abouts, hops = [], []
    for statement in statements:
        source, content = (
            spans_of(statement, role) for role in (StatementSpan.Role.SOURCE, StatementSpan.Role.CONTENT)
        )
        if statement.speaker_is_chosen:
            speaker = chosen_speaker(statement)
        else:
            speaker = link.resolve_speaker(
                statement.speaker_name,
                source,
                mentions,
                known.gazetteer,
                is_named=statement.source_kind == SourceKind.NAMED,
            )
        statement.speaker_id, statement.speaker_link_why = speaker.entity_id, speaker.why
        statement.house_id = link.resolve_house(statement.house_name, known.gazetteer)
        about = {
            mention.entity_id
            for mention in mentions
            if mention.entity_id and any(span.covers(mention.span) for span in content)
        }
        abouts += [About(statement_id=statement.pk, entity_id=pk) for pk in sorted(about - {speaker.entity_id})]
        for hop in statement.hops.all():
            if outlet := known.outlets.get(fold(hop.agent)):
                hop.outlet = outlet
                hops.append(hop)
    Statement.objects.bulk_update(statements, ["speaker", "speaker_link_why", "house"])
    About.objects.filter(statement__in=statements).delete()
    About.objects.bulk_create(abouts)
    Hop.objects.bulk_update(hops, ["outlet"])


def chosen_speaker(statement: Statement) -> link.LinkedSpeaker:
    """Whom a person chose, or whoever that was merged into since."""
    entity = statement.chosen_speaker
    while entity and entity.merged_into:
        entity = entity.merged_into
    return link.LinkedSpeaker(entity.pk if entity else None, "a person said who it is")


def keep_unlinked(
    revision: Revision, statements: Sequence[Statement], mentions: Sequence[link.LinkedMention], known: Known
) -> None:
    rows = []
    for statement in statements:
        about = link.outside_mentions(spans_of(statement, StatementSpan.Role.ABOUT), mentions)
        names: list[tuple[str, str]] = [(UnlinkedName.Place.ABOUT, span.of(revision.text)) for span in about]
        is_unknown = statement.speaker_id is None and not statement.speaker_is_chosen
        if is_unknown and statement.source_kind == SourceKind.NAMED:
            names.insert(0, (UnlinkedName.Place.SPEAKER, statement.speaker_name))
        if statement.house_id is None:
            names.append((UnlinkedName.Place.HOUSE, statement.house_name))
        unknown = link.find_unlinked([each for each in names if fold(each[1]) not in known.outlets], known.gazetteer)
        rows += [UnlinkedName(statement=statement, place=name.place, text=name.text, key=name.key) for name in unknown]
    UnlinkedName.objects.filter(statement__revision=revision).delete()
    UnlinkedName.objects.bulk_create(rows)


def spans_of(statement: Statement, role: StatementSpan.Role) -> list[Span]:
    return [Span(span.start, span.end) for span in statement.spans.all() if span.role == role]


def load_known(day: date) -> Known:
    """Every alias of every entity as of the day; merged entities answer with the one they were merged into."""
    entities = Entity.objects.order_by("pk").values_list("pk", "name", "kind", "merged_into_id")
    aliases = Alias.objects.order_by("pk").values_list("text", "entity_id", "lang", "kind", "valid_from", "valid_to")
    outlets = {fold(outlet.name): outlet for outlet in Outlet.objects.all()}
    return Known(make_gazetteer(tuple(entities), tuple(aliases)).on(day), outlets)


@lru_cache(maxsize=1)
def make_gazetteer(entities: Collection[EntityRow], aliases: Collection[AliasRow]) -> link.Gazetteer:
    """Kept until a row is another one: asking for the rows costs little, folding all names does not."""
    known = {row[0]: row for row in entities}
    names = []
    for text, entity_id, lang, alias_kind, since, until in aliases:
        pk, name, kind, merged_into = known[entity_id]
        while merged_into:
            pk, name, kind, merged_into = known[merged_into]
        names.append(link.KnownName(text, pk, name, kind, lang, alias_kind, since, until))
    return link.Gazetteer(names)
