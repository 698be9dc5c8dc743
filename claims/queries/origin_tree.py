"""Who has it from whom, with the articles: one tree for each origin, circles and what leads nowhere apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.corroborate import Branch, Holder, Tree, Way, trace_descent
from claims.models import Origin
from claims.queries.linked import LinkedStatement

ALWAYS_SHOWN = 3

Told = Mapping[int, Sequence[LinkedStatement]]  # what the articles of the nodes say, oldest first


@dataclass(frozen=True)
class TreeArticle:
    """An article with what it says of the claim, and those that have it from there.

    `from_name` is the outlet that it has it from, "" where it names none; `lang_before` is the language that it was
    translated from, "" where it was not.
    """

    statements: tuple[LinkedStatement, ...]
    below: tuple["TreeArticle", ...]
    from_name: str
    lang_before: str

    @property
    def first(self) -> LinkedStatement:
        return self.statements[0]

    @property
    def stands(self) -> bool:
        """Some article still says it; what none says any more is shown and does not count."""
        return any(each.gone_in is None for each in self.statements) or any(article.stands for article in self.below)

    @property
    def is_copy(self) -> bool:
        assignment = self.first.assignment
        return assignment is not None and assignment.way == Way.COPIED

    @property
    def stack(self) -> tuple["TreeArticle", ...]:
        """Articles that copied this one and that nobody has it from: of several, how many they are says it all."""
        copies = tuple(article for article in self.below if article.is_copy and not article.below)
        return copies if len(copies) > 1 else ()

    @property
    def branches(self) -> tuple["TreeArticle", ...]:
        """The articles below that stand on their own."""
        stacked = self.stack
        return tuple(article for article in self.below if article not in stacked)

    @property
    def shown(self) -> tuple["TreeArticle", ...]:
        branches = self.branches
        return branches if len(branches) <= ALWAYS_SHOWN + 1 else branches[:ALWAYS_SHOWN]

    @property
    def folded(self) -> tuple["TreeArticle", ...]:
        return self.branches[len(self.shown) :]


@dataclass(frozen=True)
class OriginGroup:
    origin: Origin
    articles: tuple[TreeArticle, ...]  # that have it from the origin itself, as far as they say
    size: int

    @property
    def first(self) -> LinkedStatement:
        return self.articles[0].first

    @property
    def stands(self) -> bool:
        return any(article.stands for article in self.articles)


@dataclass(frozen=True)
class OriginTree:
    origins: tuple[OriginGroup, ...]
    circles: tuple[tuple[TreeArticle, ...], ...]
    unresolved: tuple[TreeArticle, ...]


def origin_tree(statements: Sequence[LinkedStatement]) -> OriginTree:
    """One node for each article and origin; the statements come oldest first."""
    nodes: dict[tuple[int, int], list[LinkedStatement]] = {}
    for each in statements:
        nodes.setdefault((_origin_id(each), each.article_id), []).append(each)
    numbers = {key: number for number, key in enumerate(nodes, start=1)}
    told = dict(enumerate(nodes.values(), start=1))
    descent = trace_descent(
        Holder(number, _origin_id(each[0]), numbers.get(_rests_on(each)), each[0].at) for number, each in told.items()
    )
    origins = {each.origin.pk: each.origin for each in statements if each.origin}
    return OriginTree(
        origins=tuple(_origin_group(tree, origins[tree.origin], told) for tree in descent.origins),
        circles=tuple(_circle(circle, told) for circle in descent.circles),
        unresolved=tuple(_article(branch, told) for branch in descent.unresolved),
    )


def _origin_id(each: LinkedStatement) -> int:
    return each.origin.pk if each.origin else 0


def _rests_on(told: Sequence[LinkedStatement]) -> tuple[int, int]:
    """The key of the node that the article's statements rest on; (0, 0), which is none, where they rest on nothing."""
    for each in told:
        rests_on = each.assignment.rests_on if each.assignment else None
        if rests_on is not None:
            return _origin_id(each), rests_on.revision.article_id
    return 0, 0


def _origin_group(tree: Tree, origin: Origin, told: Told) -> OriginGroup:
    first = told[tree.branches[0].id][0]
    is_utterance = origin.kind == Origin.Kind.UTTERANCE
    articles = (
        _article(branch, told, first_heard_in=first.said.lang if is_utterance else "") for branch in tree.branches
    )
    return OriginGroup(origin, tuple(articles), tree.size)


def _circle(circle: Sequence[Branch], told: Told) -> tuple[TreeArticle, ...]:
    """Each member has it from the next; which language came first cannot be told."""
    following = [*circle[1:], *circle[:1]]
    articles = (_article(each, told, told[other.id][0]) for each, other in zip(circle, following, strict=True))
    return tuple(replace(article, lang_before="") for article in articles)


def _article(
    branch: Branch, told: Told, above: LinkedStatement | None = None, *, first_heard_in: str = ""
) -> TreeArticle:
    statements = tuple(told[branch.id])
    lang_before = above.said.lang if above else first_heard_in
    return TreeArticle(
        statements=statements,
        below=tuple(_article(each, told, statements[0]) for each in branch.below),
        from_name=_from_name(statements[0], above),
        lang_before=lang_before if lang_before != statements[0].said.lang else "",
    )


def _from_name(each: LinkedStatement, above: LinkedStatement | None) -> str:
    if above is not None:
        return above.said.outlet.name if above.said.outlet else ""
    if each.assignment is None or each.assignment.way != Way.CITES:
        return ""
    statement = each.said.statement
    own = statement.revision.article.outlet_id
    cited = (hop.outlet.name for hop in statement.hops.all() if hop.outlet and hop.outlet_id != own)
    return next(cited, each.said.speaker)
