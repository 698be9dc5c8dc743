"""What extraction finds: one attributed utterance, with the spans that show it and the reason it was found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.text import Span


class Kind(StrEnum):
    DIRECT = "direct"  # the words themselves, in quotation marks
    INDIRECT = "indirect"  # a clause that gives the content: "said that ...", "laut X ..."
    MIXED = "mixed"  # a clause with quoted fragments in it
    REPORTED = "reported"  # a speech act without its wording: "spoke of a close coupling"
    FREE_INDIRECT = "free indirect"  # subjunctive or "soll" without a frame of its own
    DOCUMENT = "document"  # a filing, a benchmark, a press release says
    ATTITUDE = "attitude"  # criticises, welcomes, wants: no words of its own


class SourceKind(StrEnum):
    NAMED = "named"
    ROLE = "role"  # "a spokesman", "der Konzern"
    ANONYMOUS = "anonymous"  # "people familiar with the matter", "interne Quellen"
    DOCUMENT = "document"
    NONE = "none"  # nobody is named


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    ASSERTED = "asserted"
    HEDGED = "hedged"
    HEARSAY = "hearsay"
    CONDITIONAL = "conditional"
    PREDICTED = "predicted"
    DEMANDED = "demanded"
    ASKED = "asked"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Relation(StrEnum):
    """How a statement passed from one hop of its chain to the next."""

    SAID_TO = "said to"
    REPORTED_BY = "reported by"
    CITING = "citing"
    VIA = "via"
    TRANSLATED_FROM = "translated from"


class Channel(StrEnum):
    INTERVIEW = "interview"
    PRESS_RELEASE = "press release"
    FILING = "filing"
    EARNINGS_CALL = "earnings call"
    POST = "post"
    LEAK = "leak"
    REPORT = "report"
    BENCHMARK = "benchmark"
    KEYNOTE = "keynote"
    CONFERENCE = "conference"
    COURT_DOCUMENT = "court document"
    MEMO = "memo"
    PODCAST = "podcast"
    UNKNOWN = ""


@dataclass(frozen=True)
class Speaker:
    """Whom the words are attributed to, resolved within the article.

    `name` is the fullest mention found ("Jensen Huang" where the source reads "der NVIDIA-Chef"), "" where nobody is
    named; `mention` is where that name stands; `inferred` says that no words beside the cue name the speaker. `house`
    is the organisation that the article has somebody speak for or belong to, "" where it tells none, or where the
    organisation speaks itself.
    """

    name: str
    kind: SourceKind
    mention: Span | None = None
    inferred: bool = False
    why: str = ""
    house: str = ""


@dataclass(frozen=True)
class ChainHop:
    """One step from the speaker towards the article: "in einem Interview mit Bloomberg"."""

    agent: str
    relation: Relation
    channel: Channel = Channel.UNKNOWN
    span: Span | None = None  # the agent's mention, or the words that name the channel
    inferred: bool = False  # set up elsewhere in the article and taken to hold here
    why: str = ""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `low` and `high` bound it ("bis zu 40 %": low None, high 40)."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str
    comparator: str


@dataclass(frozen=True)
class DateMention:
    """A day or a stretch of days that the text names: "noch in diesem Quartal", "am 3. Mai".

    `first` and `last` are its first and last day; None where an end is open ("bis Ende 2027": first None), and
    both None where only the article's own date could tell and that is not known.
    """

    span: Span
    first: date | None
    last: date | None
    why: str = ""


@dataclass(frozen=True)
class Attribution:
    """One attributed utterance. Every span lies within the text it was extracted from."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    speaker: Speaker
    about: tuple[Span, ...] = ()
    via: tuple[ChainHop, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    hedges: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()  # that the content speaks of
    said: DateMention | None = None  # when it was said, by the words beside the cue
    is_past: bool = False  # held once and not now: "noch vor einem Jahr war Konsens, dass"
    confidence: Confidence = Confidence.MEDIUM
    rule: str = ""
    why: str = ""


@dataclass(frozen=True)
class Extraction:
    """All that was found in one text, in the order of the text; `lang` is "" where it could not be told."""

    lang: str
    lang_why: str
    attributions: tuple[Attribution, ...]
