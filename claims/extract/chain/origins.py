"""What a report rests on: "citing two people familiar with the matter", "unter Berufung auf das Handelsblatt"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.extract.attribution import Channel
from claims.extract.chain import words
from claims.extract.chain.agents import (
    ARTICLES,
    TIME_WORDS,
    Agent,
    agents_at,
    is_rare_word,
    known_outlet,
)
from claims.extract.lexicon_files import entries
from claims.extract.roles import person_role
from claims.extract.tokens import Shape, Token

LONGEST_ORIGIN = 14  # tokens
INDEFINITE = frozenset("a an ein eine einen einem einer eines its their".split())
STOPS = {
    "de": frozenset(
        "dass daß ob wie wonach demnach heißt und beruft berufen berief beriefen stützt stützen bezieht beziehen"
        " bezog".split()
    ),
    "en": frozenset("who that which as while but said says when because after although where".split()),
}
# "Angaben von Zulieferern", "comments by suppliers": those whose words they are.
WORDS_OF = frozenset(
    "angaben aussagen informationen quellenangaben berichte meldungen comments information remarks statements".split()
)
OF = frozenset("von vom des der by from of in bei".split())
SOURCE_LISTS = ("anonymous_sources", "document_sources", "organisation_roles", "outlet_kinds")


@dataclass(frozen=True, slots=True)
class Origin:
    agents: tuple[Agent, ...]
    end: int  # token behind it
    channel: Channel = Channel.UNKNOWN


def origin_at(tokens: Sequence[Token], i: int, lang: str, *, anything: bool) -> Origin | None:
    """`anything` where the construction leaves no doubt that a source follows ("unter Berufung auf ...")."""
    end = _end(tokens, i, lang)
    start = i
    while start < end and tokens[start].lower in (ARTICLES[lang] | INDEFINITE):
        start += 1
    if start == end:
        return None
    outlets = agents_at(tokens, i, lang)
    if outlets is not None and not _owns_next(tokens, outlets[1]):
        return Origin(*outlets)
    reported = _report_of(tokens, start, end, lang)
    if reported is not None:
        return reported
    if start + 2 < end and tokens[start].lower in WORDS_OF and tokens[start + 1].lower in OF:
        return origin_at(tokens, start + 2, lang, anything=anything)
    if not anything and not any(_is_source_word(t, lang, first=k == 0) for k, t in enumerate(tokens[start:end])):
        return None
    if lang == "en" and start > i and tokens[start - 1].lower in ("a", "an"):
        start -= 1  # "a person with knowledge of the talks"
    return Origin((_agent(tokens, start, end, lang),), end)


def _end(tokens: Sequence[Token], i: int, lang: str) -> int:
    at = i
    while at < len(tokens) and at - i < LONGEST_ORIGIN:
        token = tokens[at]
        if token.shape is Shape.PUNCT and token.text not in "-&/’'":
            break
        if token.shape is Shape.QUOTE and known_outlet(tokens, at, lang) is None:
            break
        if at > i and _stops_at(tokens, at, lang):
            break
        at += 1
    while at > i + 1 and (tokens[at - 1].lower in TIME_WORDS[lang] or tokens[at - 1].lower in ("on", "am", "im")):
        at -= 1
    return at


def _stops_at(tokens: Sequence[Token], at: int, lang: str) -> bool:
    lower = tokens[at].lower
    if lower == "und":
        return at + 1 == len(tokens) or not tokens[at + 1].is_capitalised
    return lower in STOPS[lang] or (
        lang == "de" and not tokens[at].is_capitalised and lower in entries("de", "report_verbs")
    )


def _owns_next(tokens: Sequence[Token], end: int) -> bool:
    """Reuters' sources, Nikkei reporters: somebody of the outlet, still the outlet's; "Time Warner" is not."""
    return end < len(tokens) and tokens[end].is_capitalised and tokens[end].shape is Shape.WORD


def _report_of(tokens: Sequence[Token], start: int, end: int, lang: str) -> Origin | None:
    """einen Bericht des Handelsblatts, a report by Nikkei, a Reuters report, einen Reuters-Bericht."""
    for at in range(start, min(end, start + 4)):
        named = words.channel_at(tokens, at, lang)
        if named is None:
            continue
        if named.outlet:
            return Origin((Agent(named.outlet, tokens[at].start, tokens[at].end),), named.end, named.channel)
        if named.end < len(tokens) and tokens[named.end].lower in OF:
            owner = agents_at(tokens, named.end + (tokens[named.end].lower not in ("der", "des")), lang, any_name=True)
            if owner is not None:
                return Origin(owner[0], owner[1], named.channel)
    owner = agents_at(tokens, start, lang)
    named = words.channel_at(tokens, owner[1], lang) if owner else None
    return Origin(owner[0], named.end, named.channel) if owner and named else None


def _is_source_word(token: Token, lang: str, *, first: bool) -> bool:
    if token.shape is not Shape.WORD:
        return False
    if lang == "en" and first and token.is_capitalised:
        return True
    return _names_source(token.lower, lang) or (lang == "de" and token.is_capitalised and is_rare_word(token.text))


@lru_cache(maxsize=65_536)
def _names_source(word: str, lang: str) -> bool:
    forms = (word, word.removesuffix("s"))
    if any(form in entries(lang, name) for name in SOURCE_LISTS for form in forms) or words.begins_channel(
        word.capitalize(), lang
    ):
        return True
    return person_role(word, lang) is not None


def _agent(tokens: Sequence[Token], start: int, end: int, lang: str) -> Agent:
    """Analyst Jana Friis: the name without the role before it."""
    for at in range(start, end - 2):
        if person_role(tokens[at].lower, lang) is not None and all(t.is_capitalised for t in tokens[at + 1 : end]):
            start = at + 1
            break
    name = "".join(
        (" " if k and t.start > tokens[start + k - 1].end else "") + t.text for k, t in enumerate(tokens[start:end])
    )
    return Agent(name, tokens[start].start, tokens[end - 1].end)
