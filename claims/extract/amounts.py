"""Where a stretch of text names an amount, in letters: one for each word, by what the word lists say of it."""

import re
from functools import cache

from claims.extract.lexicon_files import rows, table
from claims.periods.words import OTHER, UNKNOWN, Coded, Found, Lookup, Words, build_lookup, code_words

NUMBER_CODES = {
    "number": "W",
    "article": "a",
    "half": "H",
    "part": "E",  # a share only with "of" behind it: "a third of", never "a third party"
    "fraction": "G",
    "of": "o",
    "times": "D",
    "to": "T",
    "or": "V",
    "between": "B",
    "and": "&",
    "from": "R",
    "into": "O",
    "minus": "m",
    "hyphen": "z",
    "other": OTHER,
}
UNIT_CODES = {"symbol": "C", "model": "Y"}
MAGNITUDE_CODES = {"word": "S", "letter": "L"}
COMPARATOR_CODES = {"before": "K", "after": "P"}
GROUPING = {"de": ".", "en": ","}
STRICT_LENGTH = 3  # "mm" is a unit, "MM" is none; a longer word may be in capitals at the head of a sentence

VALUE = r"(?>NL(?=P?z?[UCY])|N(?:&aH)?(?:z?S)*|W(?:z?[WS]|(?<=S)&(?=W)|&aH)*|aS+|a?HaS+|a?HS+|a?Ha?(?=z?U)|a(?=z?[UY]))"
AMOUNT = rf"(?:K*(?:Cm?NL|C?m?{VALUE}P?(?:z?[UCY]|L)?)P?)"
QUANTITY = re.compile(
    rf"B(?P<low>{AMOUNT})&(?P<high>{AMOUNT})"
    rf"|(?P<lead>R)?(?:(?P<first>{AMOUNT})z?(?P<join>[TVOz])(?P<second>{AMOUNT})|(?P<one>{AMOUNT}))"
    rf"|(?P<times>K*D)|(?P<part>K*(?:[EH](?=o)|G)|K+H)"
)
HEAD = re.compile(r"[NWSDEGH]|a[zUY]")  # no amount without one of these

_ONES = "ein zwei drei vier fünf sechs sieben acht neun".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


# What a word can be to an amount, as flags: one by itself ("twice", "Hälfte"), a number, a unit, an article, and what
# makes an article a number ("at least a year", "a million").
WHOLE, NUMBER, UNIT, ARTICLE, BOUND = 1, 2, 4, 8, 16
HINTS = {
    **dict.fromkeys("NWH", NUMBER),
    **dict.fromkeys("UCY", UNIT),
    **dict.fromkeys("SL", UNIT | BOUND),
    **dict.fromkeys("KP", BOUND),
    **dict.fromkeys("DEG", WHOLE),
    "a": ARTICLE,
}
COMMON = frozenset({"as", "so", "the"})


def hint_of(word: str, lang: str) -> int:
    lower = word.lower()
    hint = HINTS.get(_lookup(lang)(word).code, 0)
    hint |= WHOLE if lower in _endings(lang, "numbers") else 0
    return hint | (BOUND if lower in _endings(lang, "comparators") else 0)


def can_be_amount(hints: int) -> bool:
    """Whether the words of a stretch, whose hints these are together, can name an amount."""
    number = hints & NUMBER or (hints & ARTICLE and hints & BOUND)
    return bool(hints & WHOLE or (number and hints & UNIT))


@cache
def _endings(lang: str, name: str) -> frozenset[str]:
    """The last words of shares ("third" of "a third", which alone is an ordinal) or of bounds ("least")."""
    kinds = ("part", "fraction", "times", "before", "after")
    words = [row[0] for row in rows(lang, name) if not {*row}.isdisjoint(kinds)]
    return frozenset(each.lower().replace("-", " ").split()[-1] for each in words if each[-1].isalpha()) - COMMON


def code_amounts(words: Words, lang: str) -> Coded:
    return code_words(words, _lookup(lang))


@cache
def _lookup(lang: str) -> Lookup:
    entries = [(written, UNIT_CODES.get(kind, "U"), unit) for written, unit, kind in rows(lang, "units")]
    entries += [(word, MAGNITUDE_CODES[kind], factor) for word, factor, kind in rows(lang, "magnitudes")]
    entries += [(words, COMPARATOR_CODES[place], sign) for words, sign, place in rows(lang, "comparators")]
    entries += [(words, NUMBER_CODES[kind], value) for words, kind, value in rows(lang, "numbers")]
    if lang == "de":
        entries += [(word, "W", str(value)) for word, value in _german_compounds().items()]
    short = [written for written in table(lang, "units") if len(written) <= STRICT_LENGTH]
    return build_lookup(entries, _code_number, strict=short)


def _german_compounds() -> dict[str, int]:
    """ "einundzwanzig" to "neunundneunzig", "zweihundert", "fünftausend"."""
    ones = {word: number for number, word in enumerate(_ONES, start=1)}
    tens = {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    pairs = {f"{one}und{ten}": tens[ten] + ones[one] for ten in tens for one in ones}
    hundreds = {f"{one}hundert": 100 * ones[one] for one in ones if one != "ein"}
    thousands = {
        f"{word}tausend": 1000 * number for word, number in (ones | {"zehn": 10} | tens).items() if word != "ein"
    }
    return pairs | hundreds | thousands


def _code_number(word: str) -> Found:
    number = word.rstrip(",-–")
    if not number[:1].isdigit() or not number[-1].isdigit() or ":" in number or "/" in number:
        return UNKNOWN
    return Found("N", number)


@cache
def unit_kinds(lang: str) -> dict[str, str]:
    return {unit: kind for _, unit, kind in rows(lang, "units")}


# A date ("2016-06-29") and a number in other digits ("٣") are none of ours.
NUMBER_WRITTEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def parse_number(written: str, lang: str, *, is_whole: bool) -> float | None:
    """A number in German or English writing, in either language's text; None for a version or the like.

    `is_whole` says that thousandths make no sense there ("1,299 Euro"): three digits behind a mark are a group.
    """
    plain = re.sub(r"['’\s]", "", written)
    if not NUMBER_WRITTEN.fullmatch(plain):
        return None
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return float(plain)
    mark = marks[-1]
    if len(set(marks)) == 2:
        whole, decimals = plain.rsplit(mark, 1)
        return float(f"{whole.replace(marks[0], '')}.{decimals}") if marks.count(mark) == 1 else None
    if len(marks) > 1:
        return float(plain.replace(mark, "")) if re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}})+", plain) else None
    whole, decimals = plain.split(mark)
    may_group = len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if may_group and (is_whole or mark == GROUPING[lang]):
        return float(whole + decimals)
    return float(f"{whole}.{decimals}")
