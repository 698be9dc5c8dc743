"""Which of the people or organisations named before is meant by a word that names nobody."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from claims.extract.attribution import SourceKind, Speaker
from claims.extract.document import Sentence
from claims.extract.mentions import INDEFINITE
from claims.extract.names import Names, Place
from claims.extract.organisations import Organisation
from claims.extract.people import Person
from claims.extract.roles import is_document, person_role
from claims.extract.tokens import Shape, Token
from claims.text import Span

REACH = 6  # sentences; whoever was named longer ago is not meant
JUST_SPOKE = 2  # sentences
CHIEF = 3  # times as often named as the next one


@dataclass(frozen=True, slots=True)
class Turn:
    """Who spoke before, and in which sentence."""

    speaker: Speaker
    who: Person | Organisation | None
    sentence: int
    several: bool = False
    gender: str = ""  # of the noun it was put by: der Konzern, die NASA


@dataclass(slots=True)
class Heard:
    """An article up to the statement that is being read."""

    text: str
    lang: str
    names: Names
    sentences: list[Sentence]
    turn: Turn | None = None
    outer: Turn | None = None  # the last one that was not itself told by another source
    roles: list[Turn] = field(default_factory=list)  # those who spoke without a name

    def sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1)

    def again(self, why: str, sentence: int, last: "Turn | None" = None) -> Turn:
        """The source of the statement before."""
        last = last or self.turn
        if last is None:
            nobody = Speaker("", SourceKind.NONE, inferred=True, why="no statement before it names a source")
            return Turn(nobody, None, sentence)
        speaker = Speaker(last.speaker.name, last.speaker.kind, last.speaker.mention, inferred=True, why=why)
        return Turn(speaker, last.who, sentence, last.several, last.gender)

    def document_in(self, sentence: int, before: int) -> Span | None:
        """The one document that a sentence names: "Dem Taktgeber liegt das Urteil vor."."""
        if sentence < 0:
            return None
        tokens = [t for t in self.sentences[sentence].tokens if t.end <= before]
        found = [t.span for t in tokens if t.shape is Shape.WORD and is_document(t.lower, self.lang)]
        return found[0] if len(found) == 1 else None

    def role_in(self, sentence: int, before: int, gender: str) -> Span | None:
        """The one role of a sentence, with whose it is: "ein Sprecher von Ostwerk"."""
        if not 0 <= sentence < len(self.sentences):
            return None
        tokens = [t for t in self.sentences[sentence].tokens if t.end <= before]
        found = [
            i for i, t in enumerate(tokens) if i and self._is_role(t, gender) and tokens[i - 1].lower in INDEFINITE
        ]
        if len(found) != 1:
            return None
        stop = found[0] + 1
        if stop + 1 < len(tokens) and tokens[stop].lower in ("von", "bei", "of", "for", "at", "from"):
            stop += 2
            while stop < len(tokens) and tokens[stop].is_capitalised:
                stop += 1
        return Span(tokens[found[0]].start, tokens[stop - 1].end)

    def _is_role(self, token: Token, gender: str) -> bool:
        role = person_role(token.lower, self.lang) if token.shape is Shape.WORD else None
        return role is not None and not role.several and role.gender in (gender, "")

    def nearest(self, position: int, sentence: int, fits: "Fits") -> "Found":
        return nearest(self.names, position, sentence, fits, self.turn)


@dataclass(frozen=True, slots=True)
class Found:
    who: Person | Organisation | None
    rivals: tuple[str, ...] = ()  # who fit equally


Fits = Callable[[Person | Organisation], bool]
NOBODY = Found(None)


def nearest(names: Names, position: int, sentence: int, fits: Fits, turn: Turn | None) -> Found:
    """Sentence by sentence backwards, the first in which somebody fits decides."""
    spoke = turn if turn and turn.who is not None and fits(turn.who) and sentence - turn.sentence <= REACH else None
    for number, group in _by_sentence(names, position, sentence):
        here = [p for p in group if fits(p.who)]
        if not here:
            if spoke and spoke.sentence >= number:
                return Found(spoke.who)
            continue
        if spoke and spoke.sentence > number:
            return Found(spoke.who)
        return _decide(here, spoke, sentence)
    return Found(spoke.who) if spoke else NOBODY


def _by_sentence(names: Names, position: int, sentence: int) -> Iterator[tuple[int, list[Place]]]:
    for number, group in groupby(names.before(position), key=lambda place: place.sentence):
        if sentence - number > REACH:
            return
        yield number, list(group)


def _decide(here: list[Place], spoke: Turn | None, sentence: int) -> Found:
    members = list(dict.fromkeys(place.who for place in reversed(here)))
    if spoke is not None and spoke.who in members:
        return Found(spoke.who)
    subjects = list(dict.fromkeys(place.who for place in reversed(here) if not place.is_oblique))
    if len(members) == 1:
        if not subjects and spoke is not None and sentence - spoke.sentence <= JUST_SPOKE:
            return Found(spoke.who)
        return Found(members[0])
    if len(subjects) == 1:
        return Found(subjects[0])
    chief = _chief([m for m in members if isinstance(m, Organisation)]) if len(members) > 1 else None
    if chief is not None:
        return Found(chief)
    return Found(None, tuple(m.name for m in members))


def chief_of(organisations: list[Organisation]) -> Organisation | None:
    """The one the article is chiefly about: the only one, or named far more often than any other."""
    if len(organisations) == 1:
        return organisations[0]
    return _chief(organisations)


def _chief(organisations: list[Organisation]) -> Organisation | None:
    ranked = sorted(organisations, key=lambda o: -o.mentions)
    if len(ranked) < 2 or ranked[0].mentions < CHIEF * max(1, ranked[1].mentions):
        return None
    return ranked[0]


def just_before(names: Names, position: int, text: str) -> Person | Organisation | None:
    """The name that a relative clause hangs on: "Huang, der ...", "Ostwerk, which ..."."""
    place = next(names.before(position), None)
    if place is None or text[place.end : position].strip(" ,\n") or position - place.end > len(" , "):
        return None
    return place.who


def two_before(names: Names, position: int, sentence: int, fits: Fits) -> list[Person | Organisation]:
    """In the order of the text, whoever fits in the last sentence that names two: for "the former", "the latter"."""
    for _, group in _by_sentence(names, position, sentence):
        members = list(dict.fromkeys(place.who for place in reversed(group) if fits(place.who)))
        if members:
            return members
    return []
