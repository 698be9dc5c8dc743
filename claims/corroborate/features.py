"""What a statement is about, in terms that another statement, also one in the other language, can be compared by."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import simplemma

from claims.corroborate.amounts import Amount
from claims.corroborate.deadlines import due_day, periods_named, settling_period
from claims.corroborate.vocabulary import is_empty, particle_verb, parts_of_compound, shared_word
from claims.periods import Form
from claims.text import TURNING, fold

WORD = re.compile(r"[^\W\d_]{3,}")
# 1.200, 1,200, 40, 2.5; a separator before exactly three digits groups thousands.
NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)(?![\w]|[.,]\d)")
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# A year places a claim in time; it is no value that two statements could differ in.
YEAR = re.compile(r"(?:19|20)\d\d")
NAME_BEFORE = re.compile(r"(?<!^)\b[A-ZÄÖÜ][\w-]+ $")  # "the Gatelet 500": no amount
TOKEN = re.compile(r"\w+(?:['’]\w+)?")
# "#OpenRacks" and "@lena_aurich" are words run together; a link is none.
TAG = re.compile(r"(?<!\w)[#@](\w+)")
SEAM = re.compile(r"_+|(?<=[^\W\d_A-ZÄÖÜ])(?=[A-ZÄÖÜ\d])")
LINK = re.compile(r"(?:https?://|www\.)\S+")
SENTENCE_BREAK = re.compile(r"[.!?…]\W+\w")
NEGATIONS = TURNING - {"ohne", "without", "kaum"}
CORRECTIONS = frozenset({"sondern", "rather"})
MAX_KEY_LENGTH = 80
LONGEST_MONTH = timedelta(days=31)
CONTEXT = "cspt"


@dataclass(frozen=True)
class Features:
    """What is compared, and where it was said.

    `keys` are what claims are found by: "e:12" an entity, "n:40 %" a number with its unit, "d:2026-09" the month by
    which it is settled and "d:2026-09-30" the day, "w:launch" a word in its basic form. `context` is whom the article
    is mainly about ("c:12"), who spoke ("s:7"), the day ("t:2026-09-14") and whether a negation turns the words round
    ("p:not"): it makes a match surer or less sure and never makes one.
    """

    keys: frozenset[str]
    context: frozenset[str] = frozenset()

    @classmethod
    def of(cls, stored: Iterable[str]) -> "Features":
        """The features that were kept as one set of keys."""
        known = frozenset(stored)
        context = frozenset(key for key in known if key[0] in CONTEXT)
        return cls(known - context, context)

    @property
    def stored(self) -> frozenset[str]:
        return self.keys | self.context

    def keys_of(self, kind: str) -> frozenset[str]:
        return frozenset(key for key in self.keys if key[0] == kind)

    def context_of(self, kind: str) -> frozenset[str]:
        return frozenset(key for key in self.context if key[0] == kind)

    @functools.cached_property
    def words(self) -> frozenset[str]:
        return frozenset(key[2:] for key in self.keys_of("w"))

    @functools.cached_property
    def numbers(self) -> dict[str, str]:
        """Value -> unit, "" where it has none."""
        pairs = (key[2:].partition(" ") for key in self.keys_of("n"))
        return {value: unit for value, _, unit in pairs}

    @functools.cached_property
    def is_turned(self) -> bool:
        return "p:not" in self.context

    @functools.cached_property
    def day(self) -> date | None:
        return next((date.fromisoformat(key[2:]) for key in self.context_of("t")), None)


def describe(
    content: str,
    lang: str,
    entity_ids: Iterable[int],
    *,
    known_names: Iterable[str] = (),
    amounts: Iterable[Amount] = (),
    said_on: date | None = None,
    main_ids: Iterable[int] = (),
    speaker: str = "",
) -> Features:
    """`known_names` are the entities' words in the content, which are compared as entities and not as words too;
    `speaker` is the known entity's number, or the name of one who is not known.
    """
    known_names, amounts = list(known_names), list(amounts)
    periods = [period.span.of(content) for period in periods_named(content, said_on, lang)]
    rest = spell_out(without(content, known_names, [*(amount.text for amount in amounts), *periods]))
    keys = {f"e:{entity_id}" for entity_id in entity_ids}
    keys |= {f"n:{number}" for amount in amounts for number in amount_keys(amount)}
    keys |= {f"n:{number}" for number in numbers(rest)}
    keys |= {f"w:{year}" for year in NUMBER.findall(rest) if YEAR.fullmatch(year)}
    keys = {key for key in keys if len(key) <= MAX_KEY_LENGTH}
    keys |= {f"d:{day}" for day in days_named(content, said_on, lang)}
    keys |= {f"w:{word}"[:MAX_KEY_LENGTH] for word in content_words(rest, lang)}
    context = {f"c:{entity_id}" for entity_id in main_ids}
    context |= {f"s:{speaker}"[:MAX_KEY_LENGTH]} if speaker else set()
    context |= {f"t:{said_on}"} if said_on else set()
    context |= {"p:not"} if is_negated(content) else set()
    return Features(frozenset(keys), frozenset(context))


def is_negated(content: str) -> bool:
    """Whether a negation turns it round; "not A but B" still says B, and in several sentences it turns one of them."""
    tokens = {token.lower() for token in TOKEN.findall(content)}
    return bool(tokens & NEGATIONS) and not tokens & CORRECTIONS and not SENTENCE_BREAK.search(content)


def days_named(content: str, said_on: date | None, lang: str) -> set[str]:
    """The month by which it is settled, and the day if the text names one: "2026-10", "2026-10-01"; those of other
    days that it names, too."""
    settling = settling_period(content, said_on, lang)
    found: set[str] = set()
    for period in periods_named(content, said_on, lang):
        if period.named is None or (period != settling and (period.form is not Form.DAYS or is_long(period.named))):
            continue
        last = (due_day(period) if period == settling else None) or period.named[1]
        found |= {f"{last:%Y-%m}"} | ({f"{last}"} if period.named[0] == period.named[1] else set())
    return found


def is_long(days: tuple[date, date]) -> bool:
    """Longer than a month: that something was so in a year places it in time, and sets it apart from nothing."""
    return days[1] - days[0] > LONGEST_MONTH


def without(text: str, names: Iterable[str], pieces: Iterable[str]) -> str:
    """What is compared as a name, an amount or a date is not compared as words too; nor is a number behind a name."""
    for name in names:
        text = re.sub(rf"{re.escape(name)}(?: \d[\d.]*\b)?", " … ", text)
    for piece in pieces:
        text = text.replace(piece, " … ")
    return text


def spell_out(text: str) -> str:
    """The words of tags and of account names apart, and no links."""
    return TAG.sub(lambda match: SEAM.sub(" ", match[1]), LINK.sub(" ", text))


def amount_keys(amount: Amount) -> set[str]:
    """By its bounds: "40 %" and "up to 40 %" are of one number, "52 to 55 %" is of two."""
    bounds = (bound for bound in (amount.low, amount.high) if isinstance(bound, int | float))
    return {f"{bound:.12g} {amount.unit}".strip() for bound in bounds}


def numbers(text: str) -> set[str]:
    """Numbers without a unit in one spelling: "1.200", "1,200", "2,5" -> "1200", "1200", "2.5"; none of a name's."""
    found = set()
    for match in NUMBER.finditer(text):
        digits = match[1]
        plain = re.sub(r"[.,]", "", digits) if GROUPED.fullmatch(digits) else digits.replace(",", ".")
        if not YEAR.fullmatch(plain) and not NAME_BEFORE.search(text[: match.start()]):
            found.add(plain)
    return found


def content_words(text: str, lang: str) -> set[str]:
    """Basic forms of the words that carry meaning; those of the glossary in the form that both languages share."""
    particle = last_word(text) if lang == "de" else ""
    found: set[str] = set()
    for word in WORD.findall(text):
        if not is_empty(word, lang):
            found |= meanings(word, lang, particle)
    return found


def last_word(text: str) -> str:
    tokens = TOKEN.findall(text)
    return tokens[-1] if tokens else ""


@functools.lru_cache(maxsize=50_000)
def meanings(word: str, lang: str, particle: str = "") -> frozenset[str]:
    """The word's basic form, or its meaning in the glossary; of a German compound both parts.

    `particle` is the last word of a German clause, where that of a verb may stand ("hebt die Preise an").
    """
    lemma = fold(simplemma.lemmatize(word, lang=lang)) if lang else fold(word)
    if lang == "de" and word.islower() and (verb := particle_verb(lemma, particle)):
        return frozenset({shared_word(verb, lang)})
    parts = parts_of_compound(lemma) if lang == "de" else ()
    return frozenset(shared_word(part, lang) for part in parts or (lemma,) if not is_empty(part, lang))
