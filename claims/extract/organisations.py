"""The companies and bodies that an article names, found by how it writes of them; there is no list of them.

What makes a name an organisation's: its legal form, "Ostwerk-Chefin", "Ostwerk's CEO", "der Hersteller Ostwerk",
"Ostwerk, a maker of ...", "Sprecherin von Ostwerk", standing before a verb of business, or speaking.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from claims.extract.dictionary import (
    NOUN_ENDINGS,
    function_words,
    is_common,
    is_genitive,
    is_german_name,
    is_german_noun,
)
from claims.extract.document import Sentence
from claims.extract.lexicon_files import entries
from claims.extract.people import Runs, bare_name, given_gender
from claims.extract.places import is_place_word, origin_of, place_named
from claims.extract.roles import Role, is_listed, organisation_role, person_role
from claims.extract.tokens import Shape, Token
from claims.text import Span

LONGEST_NAME = 4  # words
FIRM = "firm"
LED = frozenset("leads led runs ran heads headed founded owns leitet leitete führt führte gründete".split())  # Ostwerk
AUXILIARIES = frozenset("has had will is was would could may must does did".split())
OF = frozenset("of at for with from von bei vom beim".split())
PLACE_CUES = frozenset("based headquartered aus sitz ansässig ansässige ansässigen".split())


@dataclass(slots=True, eq=False)
class Organisation:
    name: str
    span: Span
    kinds: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)  # the words for what it is: "chipfertiger"
    places: set[str] = field(default_factory=set)
    is_outlet: bool = False
    is_sure: bool = False  # more than a name that stands as a subject
    mentions: int = 0


def find_organisations(
    runs: Runs, lang: str, people: Collection[str], sources: Collection[str]
) -> dict[str, Organisation]:
    """By name, without its legal form."""
    found: dict[str, Organisation] = {}
    names = {word for person in people for word in person.split()}
    for sentence, start, end in runs:
        if not _is_plain(sentence.tokens, start, end, lang, sources):
            _Run(found, sentence, start, end, lang, names, sources).read()
    _join_genitives(found, lang)
    return found


def _is_plain(tokens: Sequence[Token], start: int, end: int, lang: str, sources: Collection[str]) -> bool:
    """An everyday word by itself, which only what stands before it or speaking could make a name."""
    if end - start > 1:
        return False
    word = bare_name(tokens[start].text)
    if "-" in word or (is_german_name(word) if lang == "de" else start or not is_common(word, "en")):
        return False
    before = tokens[start - 1].lower if start else ""
    return word not in sources and before not in LED and organisation_role(before, lang) is None


@dataclass(slots=True)
class _Run:
    """One run of words with capitals, and what its neighbours say about it."""

    found: dict[str, Organisation]
    sentence: Sentence
    start: int
    end: int
    lang: str
    people: Collection[str]
    sources: Collection[str]

    def read(self) -> None:
        tokens = self.sentence.tokens
        for i in range(self.start, self.end):
            if "-" in tokens[i].text:
                self._compound(i)
        own = self._named_by_its_trade()
        if own is not None:
            adjective = tokens[self.start].text.removesuffix("n").removesuffix("r")
            place = self.sentence.span(self.start, self.end)
            self._store(f"{adjective} {tokens[self.start + 1].text}", place, own.kind).is_sure = True
            return
        self._owner_of_a_role()
        begin, role = self._after_role()
        if self.end - begin < 1 or begin >= self.end:
            return
        if tokens[self.end - 1].lower in entries("any", "legal_forms") and self.end - begin >= 2:
            self._add(begin, self.end - 1, FIRM, sure=True)
        elif role is not None:
            if not self._is_everyday(begin):
                self._add(begin, self.end, role.kind, called=role.word, sure=True)
        elif (ahead := self._apposition()) is not None:
            self._add(begin, self.end, ahead.kind, called=ahead.word)
        elif self._stands_with_a_role(begin) or self._does_business(begin):
            self._add(begin, self.end, "", sure=begin > 0 and tokens[begin - 1].lower in LED)
        elif " ".join(bare_name(t.text) for t in tokens[begin : self.end]) in self.sources:
            if not self._is_everyday(begin):
                self._add(begin, self.end, "", sure=not self._is_determined(begin))
        elif self._may_be_subject(begin):
            self._add(begin, self.end, "", weak=True)

    def _compound(self, i: int) -> None:
        """Ostwerk-Chefin, Ostwerk-Sprecher"""
        token = self.sentence.tokens[i]
        prefix, _, tail = token.text.rpartition("-")
        if tail[:1].isupper() and person_role(tail.lower(), self.lang) and is_german_name(prefix):
            self._store(prefix, Span(token.start, token.start + len(prefix)), FIRM).is_sure = True

    def _owner_of_a_role(self) -> None:
        """Ostwerk's CEO, Ostwerk CEO Mara Lind, an Ostwerk spokesperson"""
        if self.lang != "en":
            return
        tokens = self.sentence.tokens
        stop = next((i for i in range(self.start, self.end) if person_role(tokens[i].lower, "en")), self.end)
        head = tokens[stop] if stop < len(tokens) else None
        owns = head is not None and (
            person_role(head.lower, "en") is not None
            or (head.lower in ("chief", "senior", "founder") and stop + 1 < len(tokens))
        )
        if owns and stop > self.start and not person_role(tokens[stop - 1].lower, "en"):
            begin = self._without_function_words(self.start, stop)
            self._add(begin, stop, FIRM)

    def _after_role(self) -> tuple[int, Role | None]:
        """der Hersteller Ostwerk, chip maker Ostwerk: where the name begins, and the word before it."""
        tokens = self.sentence.tokens
        begin, role = self.start, None
        if self.start and (before := tokens[self.start - 1]).shape is Shape.WORD:
            role = organisation_role(before.lower, self.lang)
        for i in range(self.start, self.end - 1):
            here = organisation_role(tokens[i].lower, self.lang)
            if here is not None and (self.lang == "de" or not tokens[i].text[:1].isupper()):
                begin, role = i + 1, here
            elif person_role(tokens[i].lower, self.lang):
                begin, role = i + 1, None
        return self._without_function_words(begin, self.end), role if role and not role.several else None

    def _without_function_words(self, begin: int, end: int) -> int:
        tokens = self.sentence.tokens
        while begin < end and (tokens[begin].lower in function_words(self.lang) or tokens[begin].shape is Shape.PUNCT):
            begin += 1
        while begin + 1 < end and (size := self._words_of_a_place(begin)):  # South Korea's, Cupertino-based
            begin = min(begin + size, end - 1)
        if self.lang == "de" and begin + 1 < end and is_genitive(tokens[begin].text, tokens[begin + 1].text):
            begin += 1  # Tarnwalds NimbusGrid
        return begin

    def _named_by_its_trade(self) -> Role | None:
        """der Deutschen Bank, die Europäische Kommission"""
        tokens = self.sentence.tokens
        first = tokens[self.start]
        if (
            self.lang != "de"
            or self.end - self.start != 2
            or self.start == 0
            or not first.text.endswith(("e", "en", "er"))
        ):
            return None
        role = organisation_role(tokens[self.start + 1].lower, "de")
        named = role is not None and role.gender == "f" and not role.several
        return role if named and is_common(first.lower, "de") and not person_role(first.lower, "de") else None

    def _words_of_a_place(self, begin: int) -> int:
        first, second = (bare_name(t.text) for t in self.sentence.tokens[begin : begin + 2])
        if first.endswith("-based") or is_place_word(first, self.lang):
            return 1
        return 2 if second.endswith("-based") or is_place_word(f"{first} {second}", self.lang) else 0

    def _is_led_by_a_place(self, begin: int) -> bool:
        return begin > self.start and self._words_of_a_place(self.start) > 0

    def _apposition(self) -> Role | None:
        """Ostwerk, a maker of memory; Ostwerk, ein Hersteller von Speicher"""
        tokens = self.sentence.tokens
        if self.end + 2 >= len(tokens) or tokens[self.end].text != ",":
            return None
        if tokens[self.end + 1].lower not in ("a", "an", "the", "ein", "eine", "der", "die", "das"):
            return None
        for token in tokens[self.end + 2 : self.end + 8]:
            if token.shape is Shape.PUNCT or token.lower in OF:
                return None
            role = organisation_role(token.lower, self.lang)
            if role is not None:
                return role
        return None

    def _stands_with_a_role(self, begin: int) -> bool:
        """Sprecherin von Ostwerk, an analyst at Halden Research"""
        tokens = self.sentence.tokens
        if begin < 2 or tokens[begin - 1].lower not in OF:
            return False
        return person_role(tokens[begin - 2].lower, self.lang) is not None

    def _does_business(self, begin: int) -> bool:
        tokens = self.sentence.tokens
        verbs = entries(self.lang, "business_verbs")
        after = tokens[self.end].lower if self.end < len(tokens) else ""
        first = self.start if self._is_led_by_a_place(begin) else begin
        before = tokens[first - 1].lower if first else ""
        if after in verbs:
            return first == 0 or before in ("", ",", "that", "dass", "the", "die", "but", "and", "und", "aber", "wie")
        if before in LED:
            return True
        return before in verbs and (self.lang == "de" or before not in ("said", "says"))

    def _may_be_subject(self, begin: int) -> bool:
        """A name before a word that is no preposition: somebody or something that acts."""
        tokens = self.sentence.tokens
        if self.end - begin > 2:
            return False
        before = tokens[begin - 1].lower if begin else ""
        if self.lang == "de":
            may_be = before not in OF and not self._is_determined(begin) and (before.islower() or self._acts())
        else:
            may_be = begin == 0 and self._acts()
        return may_be and not any(c.isdigit() for t in tokens[begin : self.end] for c in t.text)

    def _acts(self) -> bool:
        """What follows may be its verb."""
        tokens = self.sentence.tokens
        after = tokens[self.end] if self.end < len(tokens) else None
        if after is None or not after.text.islower():
            return False
        return self.lang == "de" or after.lower not in function_words("en") - AUXILIARIES

    def _is_everyday(self, begin: int) -> bool:
        """A word that some list has as a role or a document, or an English one with an article."""
        lower = self.sentence.tokens[self.end - 1].lower
        if is_listed(lower, self.lang):
            return True
        single = self.end - begin == 1
        if self.lang == "de" and single and lower.endswith(("n", "e", "er", *NOUN_ENDINGS)):
            return not is_german_name(self.sentence.tokens[begin].text)
        return self.lang == "en" and single and self._is_determined(begin) and is_common(lower, "en")

    def _is_determined(self, begin: int) -> bool:
        """A noun has an article, a name in German seldom has."""
        before = self.sentence.tokens[begin - 1].lower if begin else ""
        return before in entries(self.lang, "determiners") or before in ("the", "im", "vom", "zum", "zur", "beim", "am")

    def _add(
        self, begin: int, end: int, kind: str, *, called: str = "", sure: bool = False, weak: bool = False
    ) -> None:
        tokens = self.sentence.tokens
        if not 1 <= end - begin <= LONGEST_NAME:
            return
        words = [bare_name(t.text) if t.shape is Shape.WORD else "" for t in tokens[begin:end]]
        if "" in words or words[0] in self.people or words[-1] in self.people or not self._is_name(words, sure=sure):
            return
        span = self.sentence.span(begin, end)
        name = " ".join(words)
        organisation = self._store(name, Span(span.start, span.start + max(1, len(name))), kind)
        organisation.is_sure = organisation.is_sure or not weak
        if called:
            organisation.called.add(called)
        organisation.places |= _places_around(tokens, begin, end, self.lang)

    def _is_name(self, words: list[str], *, sure: bool) -> bool:
        if all(is_place_word(w, self.lang) for w in words) or " ".join(words) in entries(self.lang, "time_nouns"):
            return False
        if len(words) > 1 and given_gender(words[0]) and not sure:
            return False
        if any(w.lower() in function_words(self.lang) and w.islower() for w in words):
            return False
        if self.lang == "de":
            return sure or any(is_german_name(w) for w in words) or (len(words) > 1 and not is_german_noun(words[0]))
        if len(words) == 1 and words[0].lower() in entries("en", "generic_names"):
            return False
        return sure or len(words) > 1 or self.start > 0 or not is_common(words[0], "en")

    def _store(self, name: str, span: Span, kind: str) -> Organisation:
        organisation = self.found.get(name)
        if organisation is None:
            organisation = self.found[name] = Organisation(name, span, is_outlet=name in entries(self.lang, "outlets"))
        if kind:
            organisation.kinds.add(kind)
        own = organisation_role(name.split()[-1].lower(), self.lang)
        if own is not None:
            organisation.kinds.add(own.kind)
        return organisation


def _places_around(tokens: list[Token], begin: int, end: int, lang: str) -> set[str]:
    """das kalifornische Unternehmen Ostwerk, Cupertino-based Ostwerk, Ostwerk mit Sitz in Taipeh, Taiwan's Ostwerk"""
    found: set[str] = set()
    for i in range(max(0, begin - 5), begin):
        token = tokens[i]
        two = f"{tokens[i - 1].text} {token.text}" if i else ""
        if token.lower.endswith("-based"):
            city = token.text[: -len("-based")]
            found.add(place_named(f"{tokens[i - 1].text} {city}" if i else "", lang) or place_key(city, lang))
        elif i + 1 < len(tokens) and tokens[i + 1].lower.startswith("ansässig"):
            found.add(place_key(token.text, lang))
        elif i >= begin - 3:
            found.add(origin_of(two, lang) or origin_of(token.text, lang))
            if token.text.endswith(("'s", "’s")):
                found.add(place_named(f"{tokens[i - 1].text} {bare_name(token.text)}" if i else "", lang))
                found.add(place_named(bare_name(token.text), lang))
    ahead = tokens[end : end + 8]
    for j in range(len(ahead) - 1):
        if ahead[j].lower in PLACE_CUES:
            k = j + 2 if ahead[j + 1].lower == "in" else j + 1
            if k < len(ahead) and ahead[k].text[:1].isupper():
                two = " ".join(t.text for t in ahead[k : k + 2])
                found.add(place_named(two, lang) or place_key(ahead[k].text, lang))
            break
        if ahead[j].text == ".":
            break
    return found - {""}


def place_key(word: str, lang: str) -> str:
    """A place that no list has is known by its name alone: "die Walldorfer"."""
    return place_named(word, lang) or word.lower()


def _join_genitives(found: dict[str, Organisation], lang: str) -> None:
    """Nordlichts is Nordlicht, and Hanbit is Hanbit Semiconductor."""
    for name in list(found):
        short = name[:-1] if lang == "de" and name.endswith("s") else name.split()[0] if " " in name else ""
        if short in found and short != name:
            _merge(found[short], found.pop(name))


def _merge(kept: Organisation, other: Organisation) -> None:
    kept.kinds |= other.kinds
    kept.is_sure = kept.is_sure or other.is_sure
    kept.called |= other.called
    kept.places |= other.places
