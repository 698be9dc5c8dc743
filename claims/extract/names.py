"""Who is named in an article: full names, the short forms they go by, and the roles the article gives them."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from claims.extract.document import Document, Sentence
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token
from claims.text import STOPWORDS, Span

LONGEST_NAME = 4  # words
HEADS_OF_FIRMS = frozenset(
    "ceo chef chefin vorstandschef vorstandschefin konzernchef konzernchefin firmenchef chief boss".split()
)
NAME_PARTICLES = frozenset("von van de der den al el bin ter zu".split())


@dataclass(slots=True)
class Person:
    name: str
    span: Span  # the first place where the full name stands
    roles: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    goes_by_last: bool = False  # the article uses the last name alone, later: only people are named so


@dataclass(slots=True)
class Names:
    """`people` by full name; `by_last` only where one person has that last name."""

    people: dict[str, Person]
    by_last: dict[str, Person]
    places: list[tuple[int, str]]  # every place of a full or last name, in order of the text

    def before(self, position: int) -> Person | None:
        """The person named last before a place of the text, if that name is clearly a person's."""
        i = bisect_right(self.places, (position, "")) - 1
        person = self.people[self.places[i][1]] if i >= 0 else None
        if person is None or not (person.roles or person.goes_by_last or len(self.people) == 1):
            return None
        return person

    def head_of(self, organisation: str) -> Person | None:
        """Whom the article calls its head; a head of nothing in particular counts if there is but one."""
        heads = [p for p in self.people.values() if p.roles & HEADS_OF_FIRMS]
        of_it = [p for p in heads if organisation in p.organisations]
        if len(of_it) == 1:
            return of_it[0]
        unbound = [p for p in heads if not p.organisations]
        return unbound[0] if not of_it and len(unbound) == 1 and len(heads) == 1 else None


def collect_names(document: Document, lang: str) -> Names:
    people: dict[str, Person] = {}
    roles = entries(lang, "person_roles")
    for sentence in document.sentences:
        for start, end in _name_runs(sentence, roles, lang):
            _add_person(people, sentence, start, end, roles, lang)
    by_last: dict[str, Person | None] = {}
    for person in people.values():
        last = person.name.split()[-1]
        by_last[last] = person if last not in by_last else None
    unique = {last: person for last, person in by_last.items() if person is not None}
    places = _places(document, unique)
    return Names(people, {last: p for last, p in unique.items() if not _stands_alone_first(p, places)}, places)


def _stands_alone_first(person: Person, places: list[tuple[int, str]]) -> bool:
    """A last name that stands alone before the full name is no last name ("Strava ... Camp Strava")."""
    own = [start for start, name in places if name == person.name]
    last_word = person.span.end - len(person.name.split()[-1])
    person.goes_by_last = any(start > person.span.end for start in own)
    return bool(own) and own[0] < min(person.span.start, last_word)


def _name_runs(sentence: Sentence, roles: frozenset[str], lang: str) -> list[tuple[int, int]]:
    """Runs of two to four capitalised words; a run that opens a sentence needs a role before or in it."""
    tokens = sentence.tokens
    runs = []
    i = 0
    while i < len(tokens):
        if not _is_name_word(tokens[i]):
            i += 1
            continue
        start = i
        while i < len(tokens) and (
            _is_name_word(tokens[i])
            or (
                tokens[i].lower in NAME_PARTICLES
                and i + 1 < len(tokens)
                and _is_name_word(tokens[i + 1])
                and lang == "de"
                and tokens[i].lower not in ("der", "den", "zu")
            )
        ):
            i += 1
        begin = max((j + 1 for j in range(start, i - 2) if role_of(tokens[j].lower, roles)), default=start)
        while begin < i and (role_of(tokens[begin].lower, roles) or tokens[begin].lower in function_words(lang)):
            begin += 1
        if begin == start and any(t.lower in NAME_PARTICLES for t in tokens[begin:i]):
            continue  # "Bericht von Nikkei" is no person, "Ministerin Ursula von Halm" is one
        bare_opening = (
            start == 0 and begin == start and lang == "de" and tokens[0].lower.endswith(("e", "en", "er", "es"))
        )
        if (
            2 <= i - begin <= LONGEST_NAME
            and not bare_opening
            and not any(c.isdigit() for t in tokens[begin:i] for c in t.text)
        ):
            runs.append((begin, i))
    return runs


@cache
def function_words(lang: str) -> frozenset[str]:
    """What may stand with a capital at the start of a sentence and is no name."""
    lists = {
        "de": ("determiners", "pronouns", "adverbs", "hedges", "organisation_roles"),
        "en": ("determiners", "pronouns", "adverbs", "hedges", "subordinators", "prepositions", "time_words"),
    }
    extra = {
        "de": STOPWORDS["de"] | {"dass", "laut", "wie", "als", "nachdem", "während", "obwohl", "zudem", "auch"},
        "en": STOPWORDS["en"],
    }
    return frozenset().union(*(entries(lang, name) for name in lists[lang]), extra[lang])


def _is_name_word(token: Token) -> bool:
    return token.is_capitalised and len(token.text) > 1


def role_of(word: str, roles: frozenset[str]) -> str:
    """The role that a word is or ends in ("nvidia-chef" -> "chef"), "" for none."""
    if word in roles:
        return word
    tail = word.rsplit("-", 1)[-1]
    if tail in roles:
        return tail
    return next(
        (
            role
            for role in sorted(roles, key=len, reverse=True)
            if (len(role) >= 6 or role == "chef") and word.endswith(role)
        ),
        "",
    )


def _add_person(
    people: dict[str, Person], sentence: Sentence, start: int, end: int, roles: frozenset[str], lang: str
) -> None:
    tokens = sentence.tokens
    name = " ".join(bare_name(t.text) for t in tokens[start:end])
    before = tokens[start - 1].lower if start else ""
    role = role_of(before, roles) if before else ""
    if not role and end + 1 < len(tokens) and tokens[end].is_mark(",("):
        role = next((r for t in tokens[end + 1 : end + 6] if (r := role_of(t.lower, roles))), "")
    if name not in people:
        if not role and not _looks_like_person(tokens, start, end):
            return
        people[name] = Person(name, sentence.span(start, end))
    if role:
        people[name].roles.add(role)
        organisation = tokens[start - 1].text.rsplit("-", 1)[0] if "-" in before else ""
        if not organisation and lang == "en" and start >= 2 and tokens[start - 2].is_capitalised:
            organisation = bare_name(tokens[start - 2].text)
        if organisation:
            people[name].organisations.add(organisation.lower())


def _looks_like_person(tokens: list[Token], start: int, end: int) -> bool:
    """Two plain words, no compound, no capitals throughout: enough for a first and a last name."""
    plain = all(t.text[1:].islower() or ("-" in t.text and len(t.text) < 16) for t in tokens[start:end])
    determined = start > 0 and tokens[start - 1].lower in (
        "the",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "des",
        "ein",
        "eine",
        "einer",
    )
    return plain and not determined and end - start <= 3


def bare_name(word: str) -> str:
    """Without the possessive: "Huang’s", "Huangs" stays."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _places(document: Document, by_last: dict[str, Person]) -> list[tuple[int, str]]:
    places = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.shape is Shape.WORD:
                person = by_last.get(bare_name(token.text))
                if person is not None:
                    places.append((token.start, person.name))
    return places
