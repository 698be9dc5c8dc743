"""The vocabulary that every stage shares: spans of a text, words, folding, and which language a text is in.

Knows nothing of Django, of articles or of statements.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[^\W_]++(?:['’\-&.][^\W_]++)*+")

# Typographic variants that content systems exchange from one rendering to the next, each of one character.
TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\n+")
# A word whose coming or going turns a sentence round, however little it is.
TURNING = frozenset(
    "nicht kein keine keinen keiner nie not no never don't doesn't didn't won't isn't wasn't kaum ohne without".split()
)
SAME_WORD = 0.75  # similarity from which a changed word counts as a spelling of the old one


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of a text in characters, end exclusive: `text[span.start:span.end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


def words(text: str) -> list[str]:
    return WORD.findall(text)


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, no accents, ß as ss, single spaces.

    For comparing and searching, never for offsets: its length differs from the text's.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def is_respelling(left: str, right: str) -> bool:
    """One word in two spellings; numbers and negations never are."""
    if any(character.isdigit() for character in left + right) or {left.lower(), right.lower()} & TURNING:
        return False
    return SequenceMatcher(None, left.lower(), right.lower()).ratio() >= SAME_WORD


# The most frequent words that the other language does not have ("die", "in", "an", "was", "war", "will" are in both).
STOPWORDS = {
    "de": frozenset(
        "der und den das von mit ist auf für nicht dem ein eine einer eines einem einen sich des auch als bei aus nach"
        " wird werden hat haben oder aber noch wie zum zur sind wurde dass über durch nur bereits soll sollen kann"
        " können ich wir sie er es ihr laut seit vor zwischen unter gegen".split()
    ),
    "en": frozenset(
        "the of and to is for that on with as it by from at are be this has have had its not or but which were been"
        " their they he she his we you would can could said says more than about into"
        " after over when".split()
    ),
}

# Measured on German and English news: 99 of 100 articles have a share of .18 or more, those in Dutch, Danish, French,
# Spanish or Swedish .09 to .12 at most.
ENOUGH_WORDS = 30
LEAST_SHARE = 0.1
SHARE_AGAINST_DECLARED = 0.15


@dataclass(frozen=True)
class LanguageGuess:
    """`lang` is "" where the text gives no ground to decide; `why` can be shown to a person."""

    lang: str
    why: str


def detect_language(text: str, declared: str | None = None) -> LanguageGuess:
    """German, English or undecided, by the words that only one of them has.

    What the text itself says beats what a page or feed declares; the declaration decides where the text is
    too short to tell. A text in a third language has a few of these words too, but far fewer than these two.
    """
    found = WORD.findall(text[:20_000].lower())
    votes = count_function_words(found)
    winner, loser = sorted(votes, key=lambda lang: -votes[lang])
    tally = f"{votes['de']} German and {votes['en']} English function words among {len(found)}"
    declared_lang = (declared or "").lower().replace("_", "-").split("-")[0]
    third = declared_lang if declared_lang not in STOPWORDS else ""
    share = votes[winner] / max(len(found), 1)
    if len(found) >= ENOUGH_WORDS and share < (SHARE_AGAINST_DECLARED if third else LEAST_SHARE):
        if declared_lang in STOPWORDS:
            return LanguageGuess(declared_lang, f"declared as {declared_lang}; {tally}")
        return LanguageGuess("", f"{tally}, which is too few{f'; declared as {third}' if third else ''}")
    if votes[winner] >= 3 and votes[winner] >= 2 * votes[loser]:
        return LanguageGuess(winner, tally)
    if declared_lang in STOPWORDS:
        return LanguageGuess(declared_lang, f"declared as {declared_lang}; {tally}")
    if votes[winner] > votes[loser] and not third:
        return LanguageGuess(winner, f"{tally}, nothing declared")
    return LanguageGuess("", f"{tally}, {f'declared as {third}' if third else 'nothing declared'}")


def count_function_words(found: Sequence[str]) -> dict[str, int]:
    """Of lower-case words, by language."""
    return {lang: sum(map(stopwords.__contains__, found)) for lang, stopwords in STOPWORDS.items()}
