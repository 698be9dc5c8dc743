"""Which doubt a person should settle first: what hangs on it, who waits for it, how young and how uncertain it is."""

from dataclasses import dataclass
from datetime import date

# In days: what weighs 30 goes before all that weighs nothing and is up to 30 days younger.
FLAGGED = 60
CONTRADICTS = 40
DECIDES_STANDING = 30
FOLLOWED = 20
SEVERAL_OUTLETS = 10
IN_A_CLAIM = 5
LEAST_SURE = 3
FEW_ORIGINS = 2
# Days are counted from a fixed one, so that what waits keeps its order as time goes by.
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Doubt:
    """`outlets` and `independent` are the numbers of the claim with the most outlets that it bears on, 0 for none."""

    said_on: date
    confidence: str
    outlets: int = 0
    independent: int = 0
    followers: int = 0
    may_contradict: bool = False
    is_flagged: bool = False


@dataclass(frozen=True)
class Weighed:
    weight: float
    why: str


def weigh_doubt(doubt: Doubt) -> Weighed:
    reasons: list[tuple[float, str]] = []
    if doubt.is_flagged:
        reasons.append((FLAGGED, "somebody flagged it"))
    if doubt.may_contradict:
        reasons.append((CONTRADICTS, "it may contradict the claim"))
    if doubt.outlets > 1 and doubt.independent <= FEW_ORIGINS:
        origins = count(doubt.independent, "independent origin")
        reasons.append((DECIDES_STANDING, f"the claim rests on {origins}, so its standing can turn on this"))
    if doubt.followers:
        reasons.append((FOLLOWED, f"followed by {count(doubt.followers, 'person', 'people')}"))
    if doubt.outlets > 1:
        reasons.append((SEVERAL_OUTLETS, f"{doubt.outlets} outlets have the claim"))
    elif doubt.outlets:
        reasons.append((IN_A_CLAIM, "one outlet has the claim"))
    if doubt.confidence == "low":
        reasons.append((LEAST_SURE, "low confidence"))
    reasons.append((0, f"said on {doubt.said_on.isoformat()}"))
    weight = sum(points for points, _ in reasons) + (doubt.said_on - FIRST_DAY).days
    return Weighed(weight, "; ".join(reason for _, reason in reasons))


def count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"
