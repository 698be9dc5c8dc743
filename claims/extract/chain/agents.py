"""Names in a chain: the outlets somebody speaks to, that report, that are cited."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from claims.extract.dictionary import function_words
from claims.extract.lexicon_files import entries, rows
from claims.extract.people import bare_name
from claims.extract.roles import person_role
from claims.extract.tokens import Shape, Token

LONGEST_NAME = 4  # tokens
LONGEST_QUOTED_NAME = 4  # words
ARTICLES = {
    "de": frozenset("der die das dem den des".split()),
    "en": frozenset("the".split()),
}
JOINING = frozenset("und sowie and &".split())
QUOTE_MARKS = "„“”\"»«‚‘'’ "
POSSESSIVE = ("'s", "’s", "'", "’")
TIME_WORDS = {
    "de": frozenset(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august"
        " september oktober november dezember anfang mitte ende".split()
    ),
    "en": entries("en", "time_words"),
}
# "told Time Warner", "der Welt des Handels", "gegenüber der Zeit vor der Krise": the word, not the outlet.
BEHIND_A_COMMON_WORD = frozenset("of des der vor nach von".split())


@dataclass(frozen=True, slots=True)
class Agent:
    name: str
    start: int  # characters
    end: int


@dataclass(frozen=True, slots=True)
class Outlet:
    words: tuple[str, ...]  # without its article
    name: str
    is_common_word: bool
    article: str  # of the name itself: "The Verge"


@cache
def _outlets(lang: str) -> dict[str, tuple[Outlet, ...]]:
    """Known outlets by their first word, the longest first; "the Verge" is The Verge."""
    found: dict[str, list[Outlet]] = {}
    for name, kind in rows(lang, "outlets"):
        words = tuple(name.split())
        article = words[0] if words[0] in ("The", "Der", "Die", "Das") else ""
        outlet = Outlet(words[1:] if article else words, name, kind == "word", article)
        if not any(o.words == outlet.words for o in found.get(outlet.words[0], ())):
            found.setdefault(outlet.words[0], []).append(outlet)
    return {first: tuple(sorted(known, key=lambda o: -len(o.words))) for first, known in found.items()}


@lru_cache(maxsize=65_536)
def begins_outlet(word: str, lang: str) -> bool:
    return any(form in _outlets(lang) for form in _bare_forms(word, lang))


@lru_cache(maxsize=65_536)
def may_be_outlet(word: str, lang: str) -> bool:
    """Nothing is an outlet in a sentence without such a word."""
    if word[:1] in QUOTE_MARKS:
        return word[:1] != ""
    return begins_outlet(word, lang) or is_outlet_kind(word, lang) or bare_name(word) in entries(lang, "outlet_endings")


def known_outlet_name(word: str, lang: str) -> str:
    """The outlet of one word that this is ("Bloomberg"), "" for none."""
    return next((o.name for o in _outlets(lang).get(word, ()) if len(o.words) == 1), "")


def _bare_forms(word: str, lang: str) -> tuple[str, ...]:
    bare = bare_name(word)
    if lang == "de" and bare.endswith("s") and len(bare) > 3:
        return word, bare, bare[:-1]
    return word, bare


def known_outlet(tokens: Sequence[Token], i: int, lang: str) -> tuple[Agent, int] | None:
    """The listed outlet that begins at token i, with where it ends; inflected too: "des Handelsblatts"."""
    if i >= len(tokens):
        return None
    if tokens[i].shape is Shape.QUOTE:
        return _quoted_outlet(tokens[i], i, lang)
    known = _outlets(lang)
    for form in _bare_forms(tokens[i].text, lang):
        for outlet in known.get(form, ()):
            end = i + len(outlet.words)
            if end > len(tokens) or (end > i + 1 and not _continues(tokens, i + 1, outlet.words[1:], lang)):
                continue
            if outlet.is_common_word and _is_common_there(tokens, i, end, lang):
                continue
            if outlet.article and not _has_article(tokens, i, outlet.article, lang):
                continue
            return Agent(outlet.name, tokens[i].start, tokens[end - 1].end), end
    return None


def _quoted_outlet(token: Token, i: int, lang: str) -> tuple[Agent, int] | None:
    inner = token.text.strip(QUOTE_MARKS)
    first = inner.split(" ")[0]
    first = inner.split(" ")[1] if first in ("The", "Der", "Die", "Das") and " " in inner else first
    known = any(inner in (o.name, " ".join(o.words)) for o in _outlets(lang).get(first, ()))
    return (Agent(inner, token.start, token.end), i + 1) if known else None


def _continues(tokens: Sequence[Token], i: int, words: tuple[str, ...], lang: str) -> bool:
    return all(word in _bare_forms(tokens[i + k].text, lang) for k, word in enumerate(words))


def _has_article(tokens: Sequence[Token], i: int, article: str, lang: str) -> bool:
    """The Information, the Verge, dem Guardian; not "Information" alone."""
    before = tokens[i - 1].text if i else ""
    if before == article or (lang == "en" and before.lower() == "the"):
        return True
    return before.lower() in ARTICLES[lang] and (article != "The" or is_rare_word(tokens[i].text))


def _is_common_there(tokens: Sequence[Token], i: int, end: int, lang: str) -> bool:
    following = tokens[end] if end < len(tokens) else None
    before = tokens[i - 1].lower if i else ""
    if lang == "en" and (before in ("a", "an", "this", "that") or (before == "the" and tokens[i].text != "AP")):
        return True
    if following is None:
        return False
    if lang == "en" and following.is_capitalised and following.lower != "magazine":
        return True
    return following.lower in BEHIND_A_COMMON_WORD


def agents_at(
    tokens: Sequence[Token], i: int, lang: str, *, any_name: bool = False
) -> tuple[tuple[Agent, ...], int] | None:
    """One or more outlets: "Reuters", "the newspaper Foo Times", "dem Spiegel und der dpa"; any name on request."""
    found: list[Agent] = []
    at = i
    while True:
        one = _agent_at(tokens, at, lang, any_name=any_name)
        if one is None:
            break
        found.append(one[0])
        at = one[1]
        if at + 1 >= len(tokens) or not (tokens[at].lower in JOINING or tokens[at].is_mark(",&")):
            break
        if tokens[at].is_mark(",") and not begins_outlet(tokens[at + 1].text, lang):
            break
        if _agent_at(tokens, at + 1, lang, any_name=False) is None:
            break
        at += 1
    return (tuple(found), at) if found else None


def _agent_at(tokens: Sequence[Token], i: int, lang: str, *, any_name: bool) -> tuple[Agent, int] | None:
    at = i
    while at < len(tokens) and at < i + 4 and _leads_to_name(tokens, at, lang):
        at += 1
    outlet = known_outlet(tokens, at, lang)
    if outlet is not None:
        return outlet[0], _past_kind(tokens, outlet[1], lang)
    kind = next((j for j in range(at, min(at + 2, len(tokens))) if _is_kind(tokens[j], lang)), None)
    if kind is not None and (kind == at or not tokens[at].is_capitalised):
        named = known_outlet(tokens, kind + 1, lang) or _name_at(tokens, kind + 1, lang)
        if named is None and kind > i and lang == "en" and tokens[kind - 1].is_capitalised:
            before = tokens[kind - 1]  # "Dockside magazine", which looked like "Korean magazine"
            return Agent(bare_name(before.text), before.start, before.end), kind + 1
        return named
    if at < len(tokens) and tokens[at].is_capitalised and "-" in tokens[at].text and lang == "de":
        return None
    named = _name_at(tokens, at, lang)
    if named is None:
        return None
    agent, end = named
    if at > i and tokens[at - 1].text == "The":
        agent = Agent(f"The {agent.name}", tokens[at - 1].start, agent.end)
        named = agent, end
    is_outlet = agent.name.split()[-1] in entries(lang, "outlet_endings") and " " in agent.name
    if lang == "en" and end < len(tokens) and _is_kind(tokens[end], lang):
        return agent, end + 1
    return named if is_outlet or (any_name and _can_be_agent(agent, lang)) else None


def _leads_to_name(tokens: Sequence[Token], i: int, lang: str) -> bool:
    """Articles, adjectives and the country an outlet is from: "the Korean outlet", "der US-amerikanischen"."""
    token = tokens[i]
    if token.lower in ARTICLES[lang] or token.lower in ("a", "an", "einem", "einer", "eines", "its"):
        return True
    if _is_kind(token, lang) or begins_outlet(token.text, lang):
        return False
    if lang == "de":
        return (
            not token.is_capitalised and token.lower.endswith(("en", "e", "er", "em")) and "prachig" not in token.lower
        )
    nationality = token.is_capitalised and i + 1 < len(tokens) and _is_outlet_or_kind(tokens, i + 1, lang)
    return nationality or (token.lower in ("tech", "news", "technology", "business", "local", "trade", "financial"))


def _is_outlet_or_kind(tokens: Sequence[Token], i: int, lang: str) -> bool:
    if _is_kind(tokens[i], lang) or begins_outlet(tokens[i].text, lang):
        return True
    return tokens[i].lower in ("tech", "news", "business") and i + 1 < len(tokens) and _is_kind(tokens[i + 1], lang)


@lru_cache(maxsize=65_536)
def is_outlet_kind(word: str, lang: str) -> bool:
    """The magazine, das Portal, der Branchendienst; as written, for German nouns have a capital."""
    if word[:1].isupper() != (lang == "de"):
        return False
    kinds, lower = entries(lang, "outlet_kinds"), word.lower()
    return lower in kinds or (lang == "de" and any(lower.endswith(kind) for kind in kinds if len(kind) > 5))


def _is_kind(token: Token, lang: str) -> bool:
    return token.shape is Shape.WORD and is_outlet_kind(token.text, lang)


def without_kind(name: str, lang: str) -> str:
    """Magazin Taktgeber: Taktgeber."""
    first, _, rest = name.partition(" ")
    return rest if rest and is_outlet_kind(first, lang) else name


def _past_kind(tokens: Sequence[Token], end: int, lang: str) -> int:
    """Time magazine, Bloomberg TV, Bloomberg News: one agent."""
    if end < len(tokens) and (
        _is_kind(tokens[end], lang) or tokens[end].text in ("TV", "News", "Television", "Radio", "Online", "Asia")
    ):
        return end + 1
    return end


def _name_at(tokens: Sequence[Token], i: int, lang: str) -> tuple[Agent, int] | None:
    if i >= len(tokens):
        return None
    if tokens[i].shape is Shape.QUOTE:
        inner = tokens[i].text.strip(QUOTE_MARKS)
        short = inner[:1].isupper() and tokens[i].size <= LONGEST_QUOTED_NAME and inner[-1:] not in ".!?,"
        return (Agent(inner, tokens[i].start, tokens[i].end), i + 1) if short else None
    end = i
    while end < len(tokens) and end - i < LONGEST_NAME and _is_name_word(tokens[end], lang, first=end == i):
        end += 1
        if tokens[end - 1].text.endswith(POSSESSIVE):
            break
    if end == i:
        return None
    name = " ".join(bare_name(t.text) for t in tokens[i:end])
    return Agent(name, tokens[i].start, tokens[i].start + len(name)), end


def _is_name_word(token: Token, lang: str, *, first: bool) -> bool:
    if token.shape is Shape.NUMBER:
        return token.text[-1:].isalpha() or not first
    if token.shape is not Shape.WORD or not token.is_capitalised or len(token.text) < 2:
        return False
    return token.lower not in function_words(lang) and token.lower not in TIME_WORDS[lang]


def _can_be_agent(agent: Agent, lang: str) -> bool:
    """A name, not a group that listens, a role, or (German, where nouns are capitalised too) a plain noun."""
    words = agent.name.split()
    last = words[-1].lower()
    if last in entries(lang, "audiences") or person_role(last, lang):
        return False
    return lang == "en" or len(words) > 1 or is_rare_word(words[0])


@lru_cache(maxsize=65_536)
def is_rare_word(word: str) -> bool:
    """German capitalises nouns: a name has inner capitals or digits, or is in no dictionary."""
    if any(c.isdigit() for c in word) or sum(c.isupper() for c in word) > 1:
        return True
    return (
        len(word) < 20 and not simplemma.is_known(word, lang="de") and not simplemma.is_known(word.lower(), lang="de")
    )
