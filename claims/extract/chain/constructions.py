"""The constructions of lexicon/<lang>/constructions.tsv, matched token by token: "in an interview with OUTLET"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from claims.extract.attribution import Channel, Relation
from claims.extract.chain import words
from claims.extract.chain.agents import Agent, agents_at, begins_outlet, may_be_outlet
from claims.extract.chain.origins import origin_at
from claims.extract.lexicon_files import entries, rows
from claims.extract.tokens import LONGEST_WORD, WORDS_KEPT, Shape, Token

GAP = 6  # words that may stand between two parts of a construction
FAR = 25
NEEDED = {"OUTLET": 1, "CHANNEL": 2, "EVENT": 4, "PLATFORM": 8, "TELLS": 16, "REPORTS": 32, "TONGUE": 64}


@dataclass(frozen=True, slots=True)
class Caught:
    """What the elements matched so far have named."""

    agents: tuple[Agent, ...] = ()
    channel: Channel = Channel.UNKNOWN
    channel_at: tuple[int, int] | None = None


NOTHING_CAUGHT = Caught()


@dataclass(frozen=True, slots=True)
class Element:
    kind: str  # a name in capitals, or "words"
    words: frozenset[str] = frozenset()
    argument: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Construction:
    elements: tuple[Element, ...]
    relation: Relation | None  # None points back to the report named before
    channel: Channel
    # What a sentence must hold somewhere, so that most are ruled out at a glance: bits of NEEDED, and one of each set.
    needs: int
    wanted: tuple[frozenset[str], ...]


@dataclass(slots=True)
class Line:
    """The tokens of a sentence, with what was read at each of them."""

    tokens: Sequence[Token]
    lang: str
    agents: dict[tuple[int, bool], tuple[tuple[Agent, ...], int] | None] = field(default_factory=dict)

    def agents_at(self, i: int, *, any_name: bool) -> tuple[tuple[Agent, ...], int] | None:
        key = (i, any_name)
        if key not in self.agents:
            self.agents[key] = agents_at(self.tokens, i, self.lang, any_name=any_name)
        return self.agents[key]


@dataclass(frozen=True, slots=True)
class Match:
    construction: Construction
    start: int  # tokens
    end: int
    caught: Caught


@cache
def _constructions(lang: str) -> tuple[Construction, ...]:
    found = []
    for pattern, relation, channel in rows(lang, "constructions"):
        elements = tuple(_element(part) for part in pattern.split())
        needs = sum(NEEDED.get(kind, 0) for kind in {e.kind for e in elements if not e.optional})
        found.append(
            Construction(
                elements,
                None if relation == "back" else Relation(relation),
                Channel.UNKNOWN if channel == "-" else Channel(channel),
                needs,
                tuple(e.words for e in elements[1:] if e.words and not e.optional),
            )
        )
    return tuple(found)


def _element(written: str) -> Element:
    part = written.removesuffix("?")
    optional = part != written
    kind, _, argument = part.partition(":")
    if kind.isupper() and kind.isalpha():
        return Element(kind, argument=argument, optional=optional)
    return Element("words", frozenset(part.lower().split("|")), optional=optional)


@cache
def _reader(lang: str) -> Callable[[str], tuple[int, tuple[Construction, ...]]]:
    """What a word may be, in bits of NEEDED, and the constructions that it may begin."""
    literal, others = _by_first_element(lang)

    @lru_cache(maxsize=WORDS_KEPT)
    def read(word: str) -> tuple[int, tuple[Construction, ...]]:
        can_be = sum(bit for kind, bit in NEEDED.items() if _may_be(kind, word, lang))
        beginning = literal.get(word.lower(), ())
        for element, constructions in others:
            if _may_begin(element, word, lang):
                beginning += constructions
        return can_be, beginning

    return read


@cache
def _by_first_element(
    lang: str,
) -> tuple[dict[str, tuple[Construction, ...]], tuple[tuple[Element, tuple[Construction, ...]], ...]]:
    literal: dict[str, tuple[Construction, ...]] = {}
    others: dict[Element, tuple[Construction, ...]] = {}
    for construction in _constructions(lang):
        first = construction.elements[0]
        for word in first.words:
            literal[word] = (*literal.get(word, ()), construction)
        if not first.words:
            others[first] = (*others.get(first, ()), construction)
    return literal, tuple(others.items())


def _may_be(kind: str, word: str, lang: str) -> bool:
    if kind == "TONGUE":
        return any(word.lower().startswith(stem) for stem in entries(lang, "tongues"))
    return _may_begin(Element(kind), word, lang)


def _may_begin(element: Element, word: str, lang: str) -> bool:
    lower = word.lower()
    match element.kind:
        case "words":
            return lower in element.words
        case "CHANNEL":
            return words.begins_channel(word, lang)
        case "OUTLET":
            return may_be_outlet(word, lang)
        case "TELLS":
            return lower in entries(lang, "telling_verbs")
        case "REPORTS":
            return lower in entries(lang, "report_verbs")
        case "TONGUE":
            return words.tongue(word, element.argument, lang) is not None
        case "EVENT" | "PLATFORM":
            return words.begins_listed(word, f"{element.kind.lower()}s")
    raise LookupError(f"a construction cannot begin with {element.kind}")


def matches_in(tokens: Sequence[Token], lang: str) -> Iterator[Match]:
    holds = 0
    starts: list[tuple[int, str]] = []
    read_word, punct = _reader(lang), Shape.PUNCT
    for i, token in enumerate(tokens):
        word = token.text
        if token.shape is not punct and len(word) <= LONGEST_WORD:
            can_be, beginning = read_word(word)
            holds |= can_be
            if beginning:
                starts.append((i, word))
    possible = [(i, construction) for i, word in starts for construction in _possible(word, lang, holds)]
    if not possible:
        return
    present = {token.lower for token in tokens}
    line = Line(tokens, lang)
    for i, construction in possible:
        if any(one.isdisjoint(present) for one in construction.wanted):
            continue
        found = _match(construction.elements, line, i, NOTHING_CAUGHT)
        if found is not None:
            yield Match(construction, i, *found)


@lru_cache(maxsize=WORDS_KEPT)
def _possible(word: str, lang: str, holds: int) -> tuple[Construction, ...]:
    """Of those that a word may begin, those whose parts the sentence holds."""
    return tuple(c for c in _reader(lang)(word)[1] if not c.needs & ~holds)


def _match(elements: Sequence[Element], line: Line, i: int, caught: Caught) -> tuple[int, Caught] | None:
    if not elements:
        return i, caught
    for at, now in _steps(elements[0], line, i, caught):
        found = _match(elements[1:], line, at, now)
        if found is not None:
            return found
    return None


Step = Iterator[tuple[int, Caught]]


def _steps(element: Element, line: Line, i: int, caught: Caught) -> Step:
    yield from READERS[element.kind](element, line, i, caught)
    if element.optional:
        yield i, caught


def _words(element: Element, line: Line, i: int, caught: Caught) -> Step:
    if i < len(line.tokens) and line.tokens[i].lower in element.words:
        yield i + 1, caught


def _determiner(_element: Element, line: Line, i: int, caught: Caught) -> Step:
    if i < len(line.tokens) and line.tokens[i].lower in entries(line.lang, "determiners"):
        yield i + 1, caught


def _before_noun(_element: Element, line: Line, i: int, caught: Caught) -> Step:
    yield i, caught
    for at in range(i, min(len(line.tokens), i + words.LONGEST_ATTRIBUTE)):
        if not words.may_stand_before_noun(line.tokens[at], line.lang):
            return
        yield at + 1, caught


def _gap(_element: Element, line: Line, i: int, caught: Caught) -> Step:
    yield i, caught
    for at in range(i, min(len(line.tokens), i + GAP)):
        if line.tokens[at].shape in (Shape.PUNCT, Shape.QUOTE):
            return
        yield at + 1, caught


def _far(_element: Element, line: Line, i: int, caught: Caught) -> Step:
    for at in range(i, min(len(line.tokens), i + FAR)):
        yield at, caught


def _verb(name: str) -> "Reader":
    def read(_element: Element, line: Line, i: int, caught: Caught) -> Step:
        if i < len(line.tokens) and line.tokens[i].lower in entries(line.lang, name):
            yield i + 1, caught

    return read


def _name_ends(_element: Element, line: Line, i: int, caught: Caught) -> Step:
    """Nobody is named behind the noun: "the report said", not "the report by Nikkei said"."""
    if i >= len(line.tokens) or (
        line.tokens[i].lower not in words.LEADING_TO_OWNER and not begins_outlet(line.tokens[i].text, line.lang)
    ):
        yield i, caught


def _channel(element: Element, line: Line, i: int, caught: Caught) -> Step:
    found = words.channel_at(line.tokens, i, line.lang)
    if found is None or not found.channel.value.startswith(element.argument):
        return
    agents = caught.agents
    if found.outlet:
        agents = (Agent(found.outlet, line.tokens[i].start, line.tokens[i].start + len(found.outlet)),)
    yield found.end, Caught(agents, found.channel, (i, found.end))


def _agents(*, any_name: bool) -> "Reader":
    def read(_element: Element, line: Line, i: int, caught: Caught) -> Step:
        found = line.agents_at(i, any_name=any_name)
        if found is not None:
            yield found[1], replace(caught, agents=found[0])

    return read


def _origin(*, anything: bool) -> "Reader":
    def read(_element: Element, line: Line, i: int, caught: Caught) -> Step:
        found = origin_at(line.tokens, i, line.lang, anything=anything)
        if found is not None:
            yield found.end, replace(caught, agents=found.agents, channel=found.channel)

    return read


def _listed(name: str) -> "Reader":
    def read(_element: Element, line: Line, i: int, caught: Caught) -> Step:
        found = words.listed_at(line.tokens, i, name)
        if found is not None:
            yield found[1], replace(caught, agents=(found[0],))

    return read


def _tongue(element: Element, line: Line, i: int, caught: Caught) -> Step:
    name = words.tongue(line.tokens[i].text, element.argument, line.lang) if i < len(line.tokens) else None
    if name is not None:
        yield i + 1, replace(caught, agents=(Agent(name, line.tokens[i].start, line.tokens[i].end),))


Reader = Callable[[Element, Line, int, Caught], Step]
READERS: dict[str, Reader] = {
    "words": _words,
    "DET": _determiner,
    "ADJ": _before_noun,
    "GAP": _gap,
    "FAR": _far,
    "END": _name_ends,
    "TELLS": _verb("telling_verbs"),
    "REPORTS": _verb("report_verbs"),
    "CHANNEL": _channel,
    "OUTLET": _agents(any_name=False),
    "NAME": _agents(any_name=True),
    "ORIGIN": _origin(anything=False),
    "PHRASE": _origin(anything=True),
    "EVENT": _listed("events"),
    "PLATFORM": _listed("platforms"),
    "TONGUE": _tongue,
}
