"""The words that weaken what is said: "vermutlich", "appears to", "soll"."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from claims.extract.attribution import Kind
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.text import Span

WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
REACH = 24  # characters beside a word that decide whether it is a hedge there
NUMBER_FOLLOWS = re.compile(
    r"\s+(?:[$€£¥]?\d|(?:zwei|drei|vier|fünf|zehn|two|three|four|five|ten|half|hundert|tausend)\b)",
    re.IGNORECASE,
)
WEAK_PASSIVES = frozenset("said believed thought rumored rumoured alleged reported suspected claimed".split())
HEARSAY_OF_OTHERS = frozenset({"soll", "sollen"})  # in somebody's own words they are plans and duties
# What stands before or behind a word and makes it another one. word: (before it, behind it)
NO_HEDGES: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    "likely": (re.compile(r"\b(?:less|more|as|how|equally|not|most)\s$"), None),
    "could": (None, re.compile(r"\s+not\b")),
    "might": (re.compile(r"\b(?:the|its|their|his|her|of|all|military|economic)\s$"), None),
    "wohl": (
        re.compile(r"\b(?:wie|sich|sehr|so|uns|mich|dich|ihr|sein|das|zum|ums)\s$"),
        re.compile(r"\s+(?:oder übel|fühl|gefühlt|bekomm)"),
    ),
    "denkbar": (None, re.compile(r"\s+(?:\w+(?:ste|sten|ster)\b|schlecht|einfach|knapp|ungünstig|eng)")),
    "könnte": (None, re.compile(r"\s+(?:kaum|nicht)\s+\w+er\b")),
    "könnten": (re.compile(r"\b(?:nur|doch|bloß)\s$"), re.compile(r"\s+(?:kaum|nicht)\s+\w+er\b")),
    "unlikely": (re.compile(r"\bnot\s$"), None),
}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    known = "|".join(re.escape(words) for words in sorted(table(lang, "hedges"), key=len, reverse=True))
    return re.compile(rf"(?:{known})\b", re.IGNORECASE)


@cache
def _first_words(lang: str) -> frozenset[str]:
    return frozenset(words.split()[0] for words in table(lang, "hedges"))


def _matches(text: str, span: Span, lang: str) -> Iterator[re.Match[str]]:
    """Word by word, for most words begin no hedge."""
    first, end = _first_words(lang), span.start
    if first.isdisjoint(WORD.findall(span.of(text).lower())):
        return
    for word in WORD.finditer(text, span.start, span.end):
        if word.start() >= end and word.group().lower() in first:
            match = _pattern(lang).match(text, word.start(), span.end)
            if match is not None:
                yield match
                end = match.end()


def hedges_in(text: str, frame: Frame, amounts: Collection[Span], lang: str) -> tuple[Span, ...]:
    """Those in the content and a cue that is one itself; `amounts` are the quantities, whose words are their own."""
    found = [
        Span(*match.span())
        for span in frame.content
        for match in _matches(text, span, lang)
        if _is_hedge(text, match, frame, lang)
    ]
    found = [hedge for hedge in found if not any(amount.overlaps(hedge) for amount in amounts)]
    cues = [cue for cue in frame.cue if _is_hedging_cue(cue.of(text).lower(), frame, lang)]
    return tuple(sorted({*found, *(cue for cue in cues if not any(hedge.overlaps(cue) for hedge in found))}))


def _is_hedging_cue(cue: str, frame: Frame, lang: str) -> bool:
    """reportedly; is said to, is believed to"""
    passive = frame.source is None and frame.rule.startswith("passive") and cue.split()[-1] in WEAK_PASSIVES
    return passive or cue in table(lang, "hedges")


def _is_hedge(text: str, match: re.Match[str], frame: Frame, lang: str) -> bool:
    word = match.group().lower()
    if match.group()[0].isupper() and not _opens(text, match.start(), frame):
        return False  # "im Mai", "das Wohl": a noun, a name, a month
    if word == "may" and match.group() == "May":
        return False
    if word in HEARSAY_OF_OTHERS and frame.kind is Kind.DIRECT:
        return False
    before = text[max(0, match.start() - REACH) : match.start()].lower()
    behind = text[match.end() : match.end() + REACH].lower()
    if table(lang, "hedges")[word] == "amount" and NUMBER_FOLLOWS.match(behind):
        return False
    not_behind, not_before = NO_HEDGES.get(word, (None, None))
    return not (not_behind and not_behind.search(before)) and not (not_before and not_before.match(behind))


def _opens(text: str, start: int, frame: Frame) -> bool:
    if any(start - span.start <= 1 for span in frame.content if start >= span.start):
        return True
    before = text[max(0, start - 3) : start].rstrip(" „“\"»«'‚‘")
    return not before or before[-1] in ".!?:\n"
