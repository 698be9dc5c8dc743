"""Numbers with a unit, a magnitude or a currency in a stretch of text, with the words that bound them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extract.amounts import HEAD, QUANTITY, code_amounts, parse_number, unit_kinds
from claims.extract.attribution import Quantity
from claims.extract.lexicon_files import entries, table
from claims.periods.words import Coded, read_words
from claims.text import Span

RANGE = "range"
SHARE = "share"
TIMES = "x"
# What makes "from 20 to 30 percent" the two ends of a range and not a change from one to the other.
RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|prices?|priced|spans?|spanning)\W*$", re.I
)
RANGING_REACH = 24  # characters
WORD_BEFORE = re.compile(r"([^\W_]+)\s$")
JOINED = re.compile(r"[^\W\d_][-\u2011]$")  # of "VX-9 chips"
WORD_REACH = 40  # characters
DIMENSION = re.compile(r"\s?\d")  # "240 x 320"
GROUP_BEFORE = re.compile(r"(?<![\w.,])\d{1,3} $")
COMPARING = re.compile(r"\s(?:so|as|the)$")  # of "doppelt so", "double the"
SIGNED = re.compile(r"(?:^|[\s(])[-−]$")
# Below it "won" behind a number is the English verb.
FEWEST_WON = 100


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number; `factor` is what its magnitude multiplied it by, `ends_in_unit` that its unit stands behind it."""

    span: Span
    value: float
    factor: float
    unit: str
    sign: str
    ends_in_unit: bool


def quantities_in(text: str, span: Span, lang: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(text, code_amounts(read_words(text, span.start, span.end), lang), lang))


def find_quantities(text: str, coded: Coded, lang: str, first: int = 0, last: int | None = None) -> Iterator[Quantity]:
    """Those among the coded words from `first` to the one before `last`, in the order of the text."""
    last = len(coded.codes) if last is None else last
    if not HEAD.search(coded.codes, first, last):
        return
    for match in QUANTITY.finditer(coded.codes, first, last):
        yield from _read(match, coded, text, lang)


def _read(match: re.Match[str], coded: Coded, text: str, lang: str) -> list[Quantity]:
    if match["times"] or match["part"]:
        return [_whole(match, coded, text, TIMES if match["times"] else SHARE)]
    if match["one"]:
        return _single(_amount(match.span("one"), coded, text, lang), text, lang)
    names = ("low", "high") if match["low"] else ("first", "second")
    low, high = (_amount(match.span(name), coded, text, lang) for name in names)
    if low is None or high is None or not _stands(high, text, lang):
        return [*_single(low, text, lang), *_single(high, text, lang)]
    changes = _changes(match, coded, text, lang)
    shared = _sharing(low, high, rises=not changes)
    if changes:
        return [*_single(shared, text, lang), *_single(high, text, lang)]
    if match["join"] == "O" or shared.unit != high.unit or shared.value >= high.value:
        return [*_single(low, text, lang), *_single(high, text, lang)]
    start = coded.starts[match.start()] if match["low"] or (lang == "de" and match["lead"]) else low.span.start
    return [Quantity(Span(start, high.span.end), None, shared.value, high.value, high.unit, RANGE)]


def _whole(match: re.Match[str], coded: Coded, text: str, unit: str) -> Quantity:
    """A number that is one entry of the word lists: "doppelt so", "a third"."""
    first, last = match.span()
    sign = coded.values[last - 2] if last - first > 1 else "="
    span = coded.span(first, last)
    words = COMPARING.sub("", span.of(text))
    return _quantity(Span(span.start, span.start + len(words)), float(coded.values[last - 1]), unit, sign)


def _single(amount: _Amount | None, text: str, lang: str) -> list[Quantity]:
    if amount is None or not _stands(amount, text, lang):
        return []
    return [_quantity(amount.span, amount.value, amount.unit, amount.sign)]


def _quantity(span: Span, value: float, unit: str, sign: str) -> Quantity:
    low = None if sign in ("<", "<=") else value
    high = None if sign in (">", ">=") else value
    return Quantity(span, value, low, high, unit, sign)


def _changes(match: re.Match[str], coded: Coded, text: str, lang: str) -> bool:
    """ "von 20 auf 30 Prozent", "from 20 to 30 percent"; but "von 20 bis 30", "ranging from 20 to 30"."""
    if not match["lead"]:
        return False
    if lang == "de":
        return match["join"] == "O"
    at = coded.starts[match.start()]
    return match["join"] == "T" and not RANGING.search(text[max(0, at - RANGING_REACH) : at])


def _sharing(low: _Amount, high: _Amount, *, rises: bool) -> _Amount:
    """ "20 to 30 percent", "$10 to $15 million": what stands behind the second number holds for the first too."""
    share_factor = high.factor > 1 and low.factor == 1 and not low.ends_in_unit
    if (low.unit or rises) and low.value * high.factor > high.value:
        share_factor = False  # "$500 to $2 million"
    value = _rounded(low.value * high.factor) if share_factor else low.value
    return replace(low, value=value, unit=low.unit or high.unit, factor=high.factor if share_factor else low.factor)


def _stands(amount: _Amount, text: str, lang: str) -> bool:
    """A number is a quantity by its unit or magnitude, unless it is the number of a product: "RTX 5090 GPUs"."""
    if not amount.unit:
        return amount.factor > 1
    if amount.unit == TIMES and DIMENSION.match(text, amount.span.end):
        return False
    if amount.unit == "KRW" and lang == "en" and amount.value < FEWEST_WON:
        return text[amount.span.start] == "₩"
    if unit_kinds(lang).get(amount.unit) not in ("count", "model"):
        return True
    return (amount.value % 1 == 0 or amount.factor > 1) and not _follows_name(text, amount.span.start, lang)


def _follows_name(text: str, start: int, lang: str) -> bool:
    if JOINED.search(text, max(0, start - 2), start):
        return True
    word = WORD_BEFORE.search(text, max(0, start - WORD_REACH), start)
    if word is None:
        return False
    name = word[1]
    has_capitals_inside = any(c.isupper() for c in name[1:])
    return has_capitals_inside or any(c.isdigit() for c in name) or name in entries(lang, "model_words")


def _amount(place: tuple[int, int], coded: Coded, text: str, lang: str) -> _Amount | None:
    first, last = place
    codes, values = coded.codes[first:last], coded.values[first:last]
    unit = _unit(codes, values)
    number = _evaluate(codes, values, lang, is_whole="S" not in codes and _is_whole(unit, lang))
    begins = coded.starts[first]
    if number is None or _touches_word(text, begins):
        return None
    if _is_whole(unit, lang) and GROUP_BEFORE.search(text, max(0, begins - 6), begins):
        return None  # "12 500 Euro", or "PlayStation 5 500 Euro"
    value, factor = number
    if codes.endswith("L") and "C" not in codes:  # "40 m" without a currency is a length
        unit = table(lang, "units").get(text[coded.starts[last - 1] : coded.ends[last - 1]], "")
        if not unit:
            return None
        value, factor = value / factor, 1.0
    signs = [value for code, value in zip(codes, values, strict=True) if code in "KP"]
    if "a" in codes and factor == 1 and "H" not in codes and not signs:
        return None  # "ein Jahr" is an article
    if SIGNED.search(text, max(0, begins - 2), begins):
        value, begins = -value, begins - 1
    return _Amount(
        Span(begins, coded.ends[last - 1]),
        _rounded(value),
        factor,
        unit,
        signs[-1] if signs else "=",
        codes[-1] in "UCY",
    )


def _unit(codes: str, values: Sequence[str]) -> str:
    if codes.endswith("Y"):
        return "parameter" if "L" in codes else values[-1]
    return next((value for code, value in zip(reversed(codes), reversed(values), strict=True) if code in "UC"), "")


def _is_whole(unit: str, lang: str) -> bool:
    return unit_kinds(lang).get(unit) in ("symbol", "money", "count")


def _evaluate(codes: str, values: Sequence[str], lang: str, *, is_whole: bool) -> tuple[float, float] | None:
    """The number that the words make, and the magnitude in it."""
    total, current, factor = 0.0, None, 1.0
    for i, (code, value) in enumerate(zip(codes, values, strict=True)):
        if code == "N":
            current = parse_number(value, lang, is_whole=is_whole)
            if current is None:
                return None
        elif code in "WH":
            current = (current or 0.0) + float(value)
        elif code == "a" and current is None and codes[i + 1 : i + 2] != "H":
            current = 1.0
        elif code in "SL":
            factor *= float(value)
            current = (current if current is not None else 1.0) * float(value)
            if float(value) >= 1000:
                total, current = total + current, None
    value_ = total + (current or 0.0)
    return (-value_ if "m" in codes else value_), factor


def _touches_word(text: str, start: int) -> bool:
    """The digits of "x86" or "1.2.3" are no number of their own."""
    return start > 0 and text[start].isdigit() and (text[start - 1].isalnum() or text[start - 1] in "_.,")


def _rounded(value: float) -> float:
    """Without the dust of binary fractions: 2.3e6, not 2299999.9999999995."""
    return float(f"{value:.12g}")
