"""One statement of a claim in the terms in which occasions and origins are found."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Report:
    """One statement of a claim, as far as its origin can be told from it.

    `cites` are the outlets its chain names, nearest to the speaker first; `told_to` is the one the speaker spoke to.
    `copied_from` is the statement of an earlier article that this one's text was copied from, `copied_share` how much
    of the text stands there.
    """

    statement_id: int
    article_id: int
    outlet_id: int | None
    outlet_name: str
    outlet_kind: str
    said_at: datetime
    source_kind: str  # as extract.SourceKind
    speaker: str  # "" where nobody is named
    speaker_id: int | None = None
    # The company of the speaker, by its number or else by its name; itself where it is the one that speaks.
    house: int | str | None = None
    speaks_for_house: bool = False  # "the company said", "a spokeswoman said": no person whom one could tell again
    speaker_outlet_id: int | None = None  # the speaker is itself an outlet: "Reuters reports"
    cites: tuple[tuple[int, str], ...] = ()  # (outlet id, name)
    told_to: tuple[int | None, str] | None = None  # the outlet's number, None where it is not known here
    channel: str = ""  # as extract.Channel
    copied_from: int | None = None
    copied_share: float = 0.0
