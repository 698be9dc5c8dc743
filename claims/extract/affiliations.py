"""Whose somebody is: the organisation that an article has its people and its spokespersons belong to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from claims.extract.antecedents import Heard, Turn
from claims.extract.attribution import SourceKind
from claims.extract.dictionary import function_words
from claims.extract.lexicon_files import entries
from claims.extract.organisations import Organisation
from claims.extract.people import Person
from claims.extract.places import is_place_word
from claims.extract.tokens import Shape, Token
from claims.text import Span

REACH = 2  # sentences; an organisation named longer ago is not whose spokeswoman speaks
LONGEST_ROLE = 3  # words of "chief financial officer"
SAYING = frozenset("said says told added".split())


@dataclass
class Affiliations:
    """Found once for each person, and for each place where somebody is put by a role alone."""

    heard: Heard
    found: dict[Person | Span, str] = field(default_factory=dict)

    def house_of(self, turn: Turn) -> str:
        """The organisation's name as the article gives it, "" where it tells none."""
        if isinstance(turn.who, Person):
            if turn.who not in self.found:
                self.found[turn.who] = self._of_person(turn.who)
            return self.found[turn.who]
        place = turn.speaker.mention
        if turn.speaker.kind is not SourceKind.ROLE or turn.several or place is None or turn.who is not None:
            return ""
        if place not in self.found:
            self.found[place] = self._of_role(place)
        return self.found[place]

    def _of_person(self, person: Person) -> str:
        if person.organisations:
            known = self.heard.names.organisations.values()
            return self._only(each for each in known if is_called(each, person.organisations))
        return self._named_last(person.span.start) if self._is_role_of_a_firm(person.span.start) else ""

    def _of_role(self, place: Span) -> str:
        within = list(takewhile(lambda named: named.end > place.start, self.heard.names.before(place.end)))
        if any(isinstance(named.who, Organisation) for named in within):
            return self._only(named.who for named in within)
        return self._named_last(place.start) if self._is_role_of_a_firm(place.end) else ""

    def _is_role_of_a_firm(self, end: int) -> bool:
        """Whether a role ends there that says by itself that somebody is of an organisation, and names none: not the
        spokesman of "Trump campaign spokesman"."""
        sentence = self.heard.sentences[self.heard.sentence_at(end - 1)]
        tokens = [token for token in sentence.tokens if token.end <= end]
        roles = entries(self.heard.lang, "roles_of_firms")
        for size in range(min(LONGEST_ROLE, len(tokens)), 0, -1):
            if " ".join(token.lower for token in tokens[-size:]) in roles:
                return self.heard.lang == "de" or size == len(tokens) or begins_behind(tokens[-size - 1])
        return False

    def _named_last(self, position: int) -> str:
        """Of the last sentence that names one; a sure one before a word that may be one, a subject before an object."""
        sentence = self.heard.sentence_at(position)
        near = takewhile(lambda place: sentence - place.sentence <= REACH, self.heard.names.before(position))
        places = [place for place in near if self._may_be_house(place.who)]
        places = [place for place in places if place.who.is_sure] or places
        together = [place for place in places if place.sentence == places[0].sentence]
        return self._only(place.who for place in [p for p in together if not p.is_oblique] or together)

    def _only(self, those: Iterable[Person | Organisation]) -> str:
        names = {who.name for who in those if self._may_be_house(who)}
        return names.pop() if len(names) == 1 else ""

    def _may_be_house(self, who: Person | Organisation) -> bool:
        if not isinstance(who, Organisation) or who.is_outlet or who.name.lower() in entries("any", "no_houses"):
            return False
        return not is_place_word(who.name, self.heard.lang)


def begins_behind(token: Token) -> bool:
    """Whether the next token begins a phrase: "a spokeswoman", "said spokesman Colm Feeney"."""
    return token.shape is not Shape.WORD or token.lower in function_words("en") | SAYING


def is_called(organisation: Organisation, names: Collection[str]) -> bool:
    """`names` in lower case, of which some are the first word of a name, or have the ending of a genitive."""
    name = organisation.name.lower()
    return name in names or name.split()[0] in names
