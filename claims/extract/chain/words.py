"""The words a chain is named with: channels, events, platforms, languages, and what may stand before their noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extract.attribution import Channel
from claims.extract.chain.agents import TIME_WORDS, Agent, known_outlet_name
from claims.extract.lexicon_files import entries, table
from claims.extract.tokens import LONGEST_WORD, Shape, Token

LONGEST_CHANNEL = 3  # tokens
LONGEST_ATTRIBUTE = 5  # words between an article and its noun
LEADING_TO_OWNER = frozenset("von vom des by from in of auf im".split())
GERMAN_ENDINGS = ("", "s", "es", "e", "en", "n", "er")
GERMAN_TIME_PREPOSITIONS = frozenset("am im vom gestern heute kürzlich zuvor später".split())


@dataclass(frozen=True, slots=True)
class NamedChannel:
    channel: Channel
    end: int  # token behind it
    outlet: str = ""  # "Bloomberg-Interview"


@lru_cache(maxsize=65_536)
def begins_channel(word: str, lang: str) -> bool:
    if lang == "de":
        return word[:1].isupper() and _german_channel(word.lower()) is not None
    return word.lower() in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(channel.split()[0] for channel in table("en", "channels")) | {
        channel.split()[0] + "s" for channel in table("en", "channels")
    }


def channel_at(tokens: Sequence[Token], i: int, lang: str) -> NamedChannel | None:
    if i >= len(tokens) or not begins_channel(tokens[i].text, lang):
        return None
    if lang == "de":
        channel = _german_channel(tokens[i].lower)
        first, _, rest = tokens[i].text.partition("-")
        outlet = known_outlet_name(first, lang) if rest else ""
        return NamedChannel(channel, i + 1, outlet) if channel is not None else None
    known = table("en", "channels")
    for length in range(min(LONGEST_CHANNEL, len(tokens) - i), 0, -1):
        named = " ".join(t.lower for t in tokens[i : i + length])
        for form in (named, named.removesuffix("s")):
            if form in known:
                return NamedChannel(Channel(known[form]), i + length)
    return None


@lru_cache(maxsize=65_536)
def _german_channel(word: str) -> Channel | None:
    """The noun itself, inflected, or as the last part of a compound: "Reuters-Bericht", "Medienberichts"."""
    known = table("de", "channels")
    for ending in GERMAN_ENDINGS:
        bare = word.removesuffix(ending) if ending else word
        if not word.endswith(ending) or len(bare) < 4:
            continue
        if bare in known:
            return Channel(known[bare])
        last = bare.rsplit("-", 1)[-1]
        if last in known:
            return Channel(known[last])
        longest = max((c for c in known if len(c) > 6 and bare.endswith(c)), key=len, default="")
        if longest:
            return Channel(known[longest])
    return None


@lru_cache(maxsize=65_536)
def _is_attribute(word: str, lang: str) -> bool:
    lower = word.lower()
    if lower in TIME_WORDS[lang]:
        return True
    if lang == "de":
        return (word[:1].islower() and lower.endswith(("e", "en", "er", "em"))) or lower in GERMAN_TIME_PREPOSITIONS
    return not any(lower in entries("en", name) for name in ("prepositions", "pronouns", "determiners", "finite_verbs"))


def may_stand_before_noun(token: Token, lang: str) -> bool:
    if token.shape is Shape.NUMBER:
        return True
    return token.shape is Shape.WORD and len(token.text) <= LONGEST_WORD and _is_attribute(token.text, lang)


@cache
def _listed(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries("any", name):
        parts = tuple(entry.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(known, key=len, reverse=True)) for first, known in found.items()}


def begins_listed(word: str, name: str) -> bool:
    return word in _listed(name)


def listed_at(tokens: Sequence[Token], i: int, name: str) -> tuple[Agent, int] | None:
    """An event or a platform of the list at token i, with where it ends."""
    if i >= len(tokens):
        return None
    for parts in _listed(name).get(tokens[i].text, ()):
        end = i + len(parts)
        if tuple(t.text for t in tokens[i:end]) != parts or _goes_on(tokens, end, parts):
            continue
        agent = Agent(" ".join(parts), tokens[i].start, tokens[end - 1].end)
        return agent, end + (end < len(tokens) and tokens[end].shape is Shape.NUMBER)
    return None


def _goes_on(tokens: Sequence[Token], end: int, parts: tuple[str, ...]) -> bool:
    """X Elite, X 3D: a single letter is a platform only on its own."""
    if len(parts[0]) > 1 or end >= len(tokens):
        return False
    return tokens[end].is_capitalised or tokens[end].shape is Shape.NUMBER


@lru_cache(maxsize=65_536)
def tongue(word: str, ending: str, lang: str) -> str | None:
    """Chinesischen: Chinesisch; chinesischsprachige, Korean-language: with the ending the construction asks for."""
    lower = word.lower()
    tongues = table(lang, "tongues")
    if lang == "en":
        return tongues.get(lower.removesuffix(ending) if ending else lower) if lower.endswith(ending) else None
    if ending:
        stem, found, _ = lower.partition(ending)
        return tongues.get(stem.removesuffix("-")) if found else None
    return next((name for stem, name in tongues.items() if lower in (stem, stem + "e", stem + "en")), None)
