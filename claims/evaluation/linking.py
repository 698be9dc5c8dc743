"""How well statements came together in claims, and how near the claims' numbers are to what people counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from claims.evaluation.scoring import Score

NUMBERS = ("standing", "articles", "outlets", "origins", "independent", "interested", "unresolved")


@dataclass(frozen=True)
class Linked:
    """A labelled statement that belongs to a claim, and where the machine put it.

    `found_claim` is None where it was put nowhere; `suggested` are the claims that a person is asked about.
    """

    claim: str
    relation: str
    lang: str
    found_claim: int | None
    found_relation: str = ""
    suggested: frozenset[int] = frozenset()


@dataclass(frozen=True)
class BCubed:
    """The mean over statements: how much of its found claim is of its claim (precision), and the other way round."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Linking:
    """`pairs` are pairs of statements in one claim: hits in both, `predicted` as found, `gold` as labelled.

    `asked` is `bcubed` with each suggestion taken as a link, as if a person had said yes to all. `relations` counts
    (labelled, found) for statements in the right claim; `numbers` says of how many claims each number is exactly as
    people counted it. `apart` are statements outside of their claim, of which `suggested` are suggested to it.
    """

    statements: int
    claims: int
    bcubed: BCubed
    asked: BCubed
    pairs: Score
    pairs_across_languages: Score
    relations: Mapping[tuple[str, str], int]
    numbers: Mapping[str, int]
    apart: int
    suggested: int

    @property
    def relations_right(self) -> Score:
        right = sum(count for (labelled, found), count in self.relations.items() if labelled == found)
        total = sum(self.relations.values())
        return Score(right, total, total)


def measure_linking(
    statements: Sequence[Linked],
    labelled: Mapping[str, Mapping[str, int | str]],
    counted: Mapping[int, Mapping[str, int | str]],
) -> Linking:
    """`labelled` and `counted` hold the NUMBERS of each claim, as people counted them and as the machine did."""
    home = homes(statements)
    in_place = [each for each in statements if each.found_claim == home.get(each.claim) is not None]
    apart = [each for each in statements if each.claim in home and each.found_claim != home[each.claim]]
    return Linking(
        statements=len(statements),
        claims=len(labelled),
        bcubed=bcubed([(each.claim, found_cluster(at, each)) for at, each in enumerate(statements)]),
        asked=bcubed([(each.claim, asked_cluster(at, each)) for at, each in enumerate(statements)]),
        pairs=score_pairs(statements, lambda _left, _right: True),
        pairs_across_languages=score_pairs(statements, lambda left, right: left.lang != right.lang),
        relations=Counter((each.relation, each.found_relation) for each in in_place),
        numbers={
            name: sum(
                counted[home[claim]][name] == numbers[name] for claim, numbers in labelled.items() if claim in home
            )
            for name in NUMBERS
        },
        apart=len(apart),
        suggested=sum(home[each.claim] in each.suggested for each in apart),
    )


def found_cluster(at: int, statement: Linked) -> Hashable:
    """What was put nowhere is a cluster of its own."""
    return statement.found_claim if statement.found_claim is not None else ("alone", at)


def asked_cluster(at: int, statement: Linked) -> Hashable:
    return min(statement.suggested) if statement.suggested else found_cluster(at, statement)


def bcubed(items: Sequence[tuple[Hashable, Hashable]]) -> BCubed:
    """Of items as (labelled cluster, found cluster)."""
    if not items:
        return BCubed(0.0, 0.0)
    gold, found, both = (Counter(cluster) for cluster in ((g for g, _ in items), (f for _, f in items), items))
    precision = sum(both[item] / found[item[1]] for item in items) / len(items)
    recall = sum(both[item] / gold[item[0]] for item in items) / len(items)
    return BCubed(precision, recall)


def homes(statements: Iterable[Linked]) -> dict[str, int]:
    """Labelled claim -> the found claim that holds most of its statements; one found claim is home to one at most."""
    votes: Counter[tuple[str, int]] = Counter(
        (each.claim, each.found_claim) for each in statements if each.found_claim is not None
    )
    home: dict[str, int] = {}
    for (claim, found), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if claim not in home and found not in home.values():
            home[claim] = found
    return home


def score_pairs(statements: Sequence[Linked], wanted: Callable[[Linked, Linked], bool]) -> Score:
    by_gold: dict[str, list[Linked]] = defaultdict(list)
    by_found: dict[int, list[Linked]] = defaultdict(list)
    for each in statements:
        by_gold[each.claim].append(each)
        if each.found_claim is not None:
            by_found[each.found_claim].append(each)

    def pairs(groups: Iterable[list[Linked]]) -> list[tuple[Linked, Linked]]:
        # Each pair twice, in both orders, which no ratio of pairs notices.
        return [
            (one, other)
            for group in groups
            for one, other in product(group, group)
            if one is not other and wanted(one, other)
        ]

    found = pairs(by_found.values())
    hits = sum(one.claim == other.claim for one, other in found)
    return Score(hits, len(found), len(pairs(by_gold.values())))
