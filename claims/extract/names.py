"""Who is named where in an article: its people and organisations, the short forms they go by, every place of them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extract.document import Document, Sentence
from claims.extract.lexicon_files import entries
from claims.extract.organisations import Organisation, find_organisations
from claims.extract.people import Person, bare_forms, bare_name, find_people, runs_of
from claims.extract.tokens import Shape, Token
from claims.text import Span

PREPOSITIONS = {
    "de": frozenset(
        "von vom mit bei beim für gegen an am auf aus über durch nach laut um zu zum zur in im gegenüber seit ohne"
        " neben zwischen unter statt wegen per via des".split()
    ),
    "en": frozenset("of by with for to from against at on in about via through over than between like into".split()),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a person or an organisation, outside of quotations."""

    start: int
    end: int
    sentence: int
    who: Person | Organisation
    is_oblique: bool  # behind a preposition or as a genitive: not what the sentence is about


@dataclass(slots=True)
class Names:
    lang: str
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    by_word: dict[str, list[Person]]  # first and last names, each with those who have it
    places: list[Place]  # in the order of the text
    words: frozenset[str]  # of every name that is surely one
    heads: frozenset[str]  # the first word of every organisation
    called: dict[str, set[str]]  # "chipfertiger": the organisations that the article calls so

    def person_called(self, words: Collection[str], position: int) -> Person | None:
        """A name in full, or a part of one that only one person has; of two, the one last named in full."""
        wanted = list(words)
        full = self.people.get(" ".join(wanted))
        if full is not None:
            return full
        having = [p for p in self.by_word.get(wanted[-1], []) if _has_words(p, wanted)]
        if len(having) <= 1:
            return having[0] if having else None
        return self._nearest(having, position)

    def _nearest(self, having: list[Person], position: int) -> Person | None:
        """Of several with one last name: the one named last in full, if the others are not as near."""
        before = [
            p for p in self.places[: bisect_left(self.places, position, key=lambda p: p.start)] if p.who in having
        ]
        if not before:
            return None
        last = before[-1]
        rivals = [p for p in before if p.who is not last.who and p.sentence == last.sentence]
        return last.who if isinstance(last.who, Person) and not rivals else None

    def organisation_called(self, name: str) -> Organisation | None:
        found = self.organisations.get(name)
        if found is None and self.lang == "de" and name.endswith("s"):
            found = self.organisations.get(name[:-1])
        return found

    def before(self, position: int) -> Iterator[Place]:
        """Backwards from a place of the text."""
        for i in range(bisect_left(self.places, position, key=lambda p: p.start) - 1, -1, -1):
            yield self.places[i]

    def first_from(self, position: int) -> Place | None:
        i = bisect_left(self.places, position, key=lambda p: p.start)
        return self.places[i] if i < len(self.places) else None

    def in_sentence(self, number: int) -> Iterator[Place]:
        for i in range(bisect_left(self.places, number, key=lambda p: p.sentence), len(self.places)):
            if self.places[i].sentence != number:
                return
            yield self.places[i]

    def firms(self) -> list[Organisation]:
        return [o for o in self.organisations.values() if o.is_sure and not o.is_outlet]


def _has_words(person: Person, wanted: list[str]) -> bool:
    own = person.name.split()
    return all(word in own or word.rstrip(".") in own for word in wanted)


def collect_names(document: Document, lang: str, sources: Collection[Span] = ()) -> Names:
    """`sources` are the places of the text that statements are attributed to."""
    said_by = {_stripped(span.of(document.text)) for span in sources}
    runs = runs_of(document)
    people = find_people(runs, lang, said_by)
    organisations = find_organisations(runs, lang, people, said_by)
    by_word: dict[str, list[Person]] = {}
    for person in people.values():
        own = person.name.split()
        for word in {own[0], own[-1]}:
            by_word.setdefault(word, []).append(person)
    sure = [name for name, organisation in organisations.items() if organisation.is_sure]
    words = frozenset(w for name in (*people, *sure) for w in name.split())
    heads = frozenset(name.split()[0] for name in organisations)
    names = Names(lang, people, organisations, by_word, [], words, heads, _called(organisations.values()))
    for sentence in document.sentences:
        names.places.extend(_places(sentence, names))
    for place in names.places:
        if isinstance(place.who, Organisation):
            place.who.mentions += 1
    _drop_false_people(names)
    return names


def _called(organisations: Iterable[Organisation]) -> dict[str, set[str]]:
    called: dict[str, set[str]] = {}
    for organisation in organisations:
        for word in organisation.called:
            called.setdefault(word, set()).add(organisation.name)
    return called


def _stripped(source: str) -> str:
    first, _, rest = source.partition(" ")
    return rest if first.lower() in ("the", "der", "die", "das", "dem", "den") else source


def _places(sentence: Sentence, names: Names) -> Iterator[Place]:
    tokens = sentence.tokens
    taken = 0
    for i, token in enumerate(tokens):
        if token.shape is not Shape.WORD or i < taken or not token.text[0].isupper():
            continue
        who, size = _named_at(tokens, i, names)
        if who is None:
            continue
        taken = i + size
        before = tokens[i - 1].lower if i else ""
        oblique = before in PREPOSITIONS[names.lang] or token.text.endswith(("'s", "’s"))
        yield Place(token.start, tokens[i + size - 1].end, sentence.number, who, oblique)


def _named_at(tokens: list[Token], i: int, names: Names) -> tuple[Person | Organisation | None, int]:
    text = bare_name(tokens[i].text)
    for form in _forms(text, names.lang):
        having = names.by_word.get(form)
        if having:
            for person in having:
                if size := _reads(tokens, i, person.name.split(), names.lang):
                    return person, size
            if len(having) == 1 and having[0].last == form and not _goes_on(tokens, i):
                return having[0], 1
        if form in names.heads and (size := _longest(tokens, i, form, names)):
            return names.organisations[_joined(tokens, i, size, form)], size
    return names.organisations.get(text.split("-", 1)[0]) if "-" in text else None, 1


def _forms(text: str, lang: str) -> Sequence[str]:
    """As a name may be inflected: Huangs, der Deutschen Bank"""
    if lang == "en":
        return (text,)
    if text.endswith("s"):
        return (text, text[:-1])
    return (text, text[:-1]) if text.endswith(("en", "er")) else (text,)


def _longest(tokens: list[Token], i: int, first: str, names: Names) -> int:
    return next((n for n in (4, 3, 2, 1) if _joined(tokens, i, n, first) in names.organisations), 0)


def _reads(tokens: list[Token], i: int, name: list[str], lang: str) -> int:
    """How many tokens from the i-th on are the name, 0 where they are not."""
    at = i
    for word in name:
        if at >= len(tokens) or not (
            tokens[at].text.rstrip(".") == word.rstrip(".") or word.lower() in bare_forms(tokens[at].text, lang)
        ):
            return 0
        at += (
            2
            if word.endswith(".") and tokens[at].text[-1] != "." and at + 1 < len(tokens) and tokens[at + 1].text == "."
            else 1
        )
    return at - i


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Another given name before it: somebody else's family name."""
    return i > 0 and tokens[i - 1].shape is Shape.WORD and tokens[i - 1].text in entries("any", "given_names")


def _joined(tokens: list[Token], i: int, size: int, first: str) -> str:
    if i + size > len(tokens):
        return ""
    return " ".join([first, *(bare_name(t.text) for t in tokens[i + 1 : i + size])])


def _drop_false_people(names: Names) -> None:
    """Two words with capitals whose last stands alone before them are no person ("Strava ... Camp Strava")."""
    first_alone: dict[str, int] = {}
    for place in names.places:
        if isinstance(place.who, Person) and place.end - place.start < len(place.who.name):
            first_alone.setdefault(place.who.name, place.start)
            place.who.goes_by_last = place.who.goes_by_last or place.start > place.who.span.end
    for name, person in list(names.people.items()):
        alone = first_alone.get(name, person.span.end)
        if not person.is_sure and (alone < person.span.start or not person.goes_by_last):
            del names.people[name]
            for word in {name.split()[0], person.last}:
                names.by_word[word].remove(person)
    names.places = [p for p in names.places if isinstance(p.who, Organisation) or p.who.name in names.people]
