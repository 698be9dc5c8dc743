"""The statements of one claim, each with its part in it, its origin, and what it made of the one that it retells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from claims.corroborate import Retelling, compare_retelling
from claims.models import Claim, Decision, Entity, Link, Origin, OriginAssignment, Revision, Statement
from claims.models.stated import to_stated
from claims.queries.interest import Interest, Interests
from claims.queries.moments import known_by
from claims.queries.said import Said, said, statements_to_show


@dataclass(frozen=True)
class LinkedStatement:
    """A statement's part in a claim. `gone_in` is the number of the revision that no longer has it.

    `retells` is the statement that it rests on, else the first one of the same origin, or of all where it has none.
    """

    link: Link
    said: Said
    assignment: OriginAssignment | None
    gone_in: int | None
    interest: Interest | None
    retells: "LinkedStatement | None" = None
    retelling: Retelling = field(default_factory=Retelling)

    @property
    def at(self) -> datetime:
        """Since when the article says it: since it came out, or since the edit that brought it."""
        revision = self.said.statement.revision
        is_edit = revision.change_kind not in (Revision.ChangeKind.FIRST, Revision.ChangeKind.REREAD)
        if is_edit and self.link.made_at >= revision.fetched_at:
            return revision.fetched_at
        return revision.article.published_at or revision.article.first_seen_at

    @property
    def origin(self) -> Origin | None:
        return self.assignment.origin if self.assignment else None

    @property
    def article_id(self) -> int:
        return self.said.statement.revision.article_id

    @property
    def denies(self) -> bool:
        return self.link.relation == Link.Relation.DENIES

    @property
    def is_counted(self) -> bool:
        return self.link.state in Link.COUNTED


@dataclass(frozen=True)
class Linked:
    """The statements that are shown, oldest first, and every origin that any of the claim's was ever assigned."""

    statements: tuple[LinkedStatement, ...]
    assignments: tuple[OriginAssignment, ...]


def linked_statements(claim: Claim, before: datetime | None = None) -> Linked:
    """As known now, or before a moment."""
    links = {link.statement_id: link for link in _links(claim, before) if link.state != Link.State.REJECTED}
    statements = list(statements_to_show().filter(pk__in=links).prefetch_related("spans"))
    assignments = _assignments(links, before)
    current = {each.statement_id: each for each in assignments if _was_current(each, before)}
    interests = Interests()
    newest = _newest_of_each_article(statements, links, before)
    saids = [(said(statement), gone_in) for statement, gone_in in newest]
    named = tuple(dict.fromkeys(entity for each, _ in saids for entity in each.about))
    about = named or tuple(Entity.objects.filter(pk__in=claim.main_subject_ids()))
    linked = [
        LinkedStatement(
            links[each.statement.pk], each, current.get(each.statement.pk), gone_in, interests.of(each, about)
        )
        for each, gone_in in saids
    ]
    in_time = sorted(linked, key=lambda each: (each.at, each.said.statement.pk))
    return Linked(tuple(_with_retellings(in_time)), assignments)


def _links(claim: Claim, before: datetime | None) -> list[Link]:
    """With a moment: those of statements that were stored by then, as people had decided until then."""
    stored = known_by("made_at", before) & known_by("statement__revision__fetched_at", before)
    links = {link.pk: link for link in claim.links.filter(stored).order_by("pk")}
    if before:
        later = Decision.objects.filter(object_type="link", object_id__in=links, at__gte=before)
        for decision in later.order_by("-at", "-pk"):
            link = links[decision.object_id]
            link.state = decision.before.get("state", link.state)
            link.relation = decision.before.get("relation", link.relation)
    return list(links.values())


def _assignments(links: Mapping[int, Link], before: datetime | None) -> tuple[OriginAssignment, ...]:
    rows = (
        OriginAssignment.objects.filter(known_by("at", before), statement__in=links)
        .select_related("origin__actor", "origin__outlet", "rests_on__revision")
        .defer("rests_on__revision__text")
    )
    return tuple(rows.order_by("at", "pk"))


def _was_current(assignment: OriginAssignment, before: datetime | None) -> bool:
    ended = assignment.superseded_at
    return ended is None or (before is not None and ended >= before)


def _newest_of_each_article(
    statements: Sequence[Statement], links: Mapping[int, Link], before: datetime | None
) -> list[tuple[Statement, int | None]]:
    """An article's newest revision speaks for it; where that dropped the statement, the last one that had it does.

    What is only suggested stands beside what counts, and never in its place.
    """
    numbers: dict[int, list[int]] = {}
    article_ids = {statement.revision.article_id for statement in statements}
    rows = Revision.objects.filter(known_by("fetched_at", before), article__in=article_ids, stage=Revision.Stage.DONE)
    for article_id, number in rows.order_by("number").values_list("article_id", "number"):
        numbers.setdefault(article_id, []).append(number)
    last_with: dict[tuple[int, bool], int] = {}
    parts = [
        (statement, (statement.revision.article_id, links[statement.pk].state in Link.COUNTED))
        for statement in statements
    ]
    for statement, part in parts:
        last_with[part] = max(statement.revision.number, last_with.get(part, 0))
    kept = []
    for statement, part in parts:
        if statement.revision.number == last_with[part]:
            later = (number for number in numbers.get(part[0], []) if number > statement.revision.number)
            kept.append((statement, next(later, None)))
    return kept


def _with_retellings(in_time: Sequence[LinkedStatement]) -> Iterator[LinkedStatement]:
    """Each against what it retells: always in another article and on the same side, for or against the claim."""
    of_article: dict[tuple[int, bool], list[LinkedStatement]] = {}
    first_of_origin: dict[tuple[Origin | None, bool], LinkedStatement] = {}
    for each in (each for each in in_time if each.is_counted):
        of_article.setdefault((each.article_id, each.denies), []).append(each)
        first_of_origin.setdefault((each.origin, each.denies), each)
        first_of_origin.setdefault((None, each.denies), each)
    for each in in_time:
        rests_on = each.assignment.rests_on if each.assignment else None
        if rests_on is not None:
            # By article: another revision of it may speak for it now.
            there = of_article.get((rests_on.revision.article_id, each.denies), [])
            retells = next((one for one in there if one.said.statement == rests_on), there[0] if there else None)
        else:
            first = first_of_origin.get((each.origin, each.denies))
            retells = first if first and first.at < each.at else None
        yield _against(each, retells) if retells and retells.article_id != each.article_id else each


def _against(each: LinkedStatement, retells: LinkedStatement) -> LinkedStatement:
    told, retold = (to_stated(one.said.statement, one.said.lang) for one in (retells, each))
    return replace(each, retells=retells, retelling=compare_retelling(told, retold))
