"""What a matcher hands on: one reading of one stretch of text, not yet weighed against the others."""

from dataclasses import dataclass

from claims.extract.attribution import Kind, Modality
from claims.text import Span


@dataclass(slots=True)
class Frame:
    rule: str  # id in lexicon/<lang>/rules.tsv, which has its band and its wording for people
    sentence: int
    content: tuple[Span, ...]
    kind: Kind
    cue: tuple[Span, ...] = ()
    source: Span | None = None
    verb_class: str = ""
    modality: Modality = Modality.ASSERTED
    inherits: bool = False  # no source of its own: takes the one of the statement before it
    negated: bool = False
    denies: bool = False  # "bestreitet, dass", "glaubt nicht, dass"
    inside: bool = False  # stands in what another source says
    around: bool = False  # what it says holds the statement of another source that a better rule found
    fragment: bool = False  # a quotation inside another frame's content, kept beside it
    source_why: str = ""
    relative: Span | None = None  # the pronoun that stands for the source: "Friis, who said"

    @property
    def start(self) -> int:
        return self.content[0].start
