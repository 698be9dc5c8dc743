"""Whose somebody is: the organisation that an article has its people and its spokespersons belong to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from claims.extract.antecedents import Heard, Turn
from claims.extract.attribution import SourceKind
from claims.extract.organisations import Organisation
from claims.extract.people import Person
from claims.extract.references import is_sure
from claims.extract.roles import person_role
from claims.text import Span

# Who is this is so of an organisation, named or not: "a spokeswoman", "Finanzchefin Mara Lind".
OF_A_HOUSE = frozenset({"spokesperson", "head", "executive"})


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
            self.found[place] = self._of_role(turn.speaker.name, place)
        return self.found[place]

    def _of_person(self, person: Person) -> str:
        if person.organisations:
            return self._only(o for o in self.heard.names.organisations.values() if is_called(o, person.organisations))
        return self._nearest(person.span.start) if person.roles & OF_A_HOUSE else ""

    def _of_role(self, role: str, place: Span) -> str:
        places = takewhile(lambda named: named.end > place.start, self.heard.names.before(place.end))
        within = [named.who for named in places if isinstance(named.who, Organisation)]
        if within:
            return self._only(within)
        bare = person_role(role.lower(), self.heard.lang)  # none of "Manager eines anderen Kunden"
        return self._nearest(place.start) if bare and bare.kind in OF_A_HOUSE else ""

    def _only(self, organisations: Iterable[Organisation]) -> str:
        names = {organisation.name for organisation in organisations}
        return names.pop() if len(names) == 1 else ""

    def _nearest(self, position: int) -> str:
        """The one named last, a sure one before a word that may be one."""
        sentence = self.heard.sentence_at(position)
        sure = self.heard.nearest(position, sentence, lambda who: may_be_house(who) and is_sure(who))
        found = sure if sure.who or sure.rivals else self.heard.nearest(position, sentence, may_be_house)
        return found.who.name if found.who else ""


def may_be_house(who: Person | Organisation) -> bool:
    return isinstance(who, Organisation) and not who.is_outlet


def is_called(organisation: Organisation, names: Collection[str]) -> bool:
    """`names` in lower case, of which some are the first word of a name, or have the ending of a genitive."""
    name = organisation.name.lower()
    return name in names or name.split()[0] in names
