"""German sentences cut at their commas, and what is known of a cue verb's clause."""

from dataclasses import dataclass

from claims.extract.german import phrases
from claims.extract.german.verbs import CueVerb
from claims.extract.tokens import Shape, Token


@dataclass(slots=True)
class CueGroup:
    """One cue verb with everything that belongs to it: "hat ... angekündigt", "teilte ... mit"."""

    verb: CueVerb
    finite: int
    parts: tuple[int, ...]
    segment: tuple[int, int]
    verb_final: bool
    passive: bool
    subject: tuple[int, int] | None = None
    relative: int | None = None  # the pronoun that stands for the subject: "Friis, der sagte"
    inverted: bool = False  # the subject follows the finite verb
    after: int = 0  # where a complement may begin to be looked for


def segments(tokens: list[Token]) -> list[tuple[int, int]]:
    found = []
    start = 0
    for i, token in enumerate(tokens):
        if token.is_mark(phrases.SEPARATORS) and not inside_compound(tokens, i):
            if i > start:
                found.append((start, i))
            start = i + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


def inside_compound(tokens: list[Token], i: int) -> bool:
    """The hyphen of "Mittel- und Oberklasse" or of a range touches a word."""
    return tokens[i].text == "-" and i > 0 and tokens[i - 1].end == tokens[i].start


def is_point_inside(tokens: list[Token], i: int) -> bool:
    """The point of "am 3. Mai" or "Dr. Kern": the sentence goes on behind it."""
    return tokens[i].text == "." and i + 1 < len(tokens) and tokens[i + 1].shape in (Shape.WORD, Shape.NUMBER)


def clause_end(tokens: list[Token], i: int, marks: str = ",;:.!?–—") -> int:
    """The first of the marks from token i on, or the end of the sentence."""
    while i < len(tokens) and not (tokens[i].is_mark(marks) and not is_point_inside(tokens, i)):
        i += 1
    return i


def segment_start(tokens: list[Token], i: int) -> int:
    while i > 0 and not (tokens[i - 1].is_mark(phrases.SEPARATORS) and not inside_compound(tokens, i - 1)):
        i -= 1
    return i
