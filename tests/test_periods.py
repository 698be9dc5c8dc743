"""The periods that a text names, row by row of tests/cases/periods, and the days they are read as."""

import itertools
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.periods import Bound, Period, find_periods

TABLES = Path(__file__).parent / "cases" / "periods"
LEXICON = resources.files("claims.periods") / "lexicon"
PUBLISHED = date(2026, 9, 14)  # a Monday
PIECES = (
    "3. 3 May Mai 2027 Q3 bis by to - Ende end of des Jahres nächsten next last zwei two weeks Wochen vor ago in im"
    " 99.99. 2027-13-45 31/31/99 dritten third Quartal quarter half Dienstag Tuesday zwischen und , am on Winter early"
    " Mitte year"
).split()


def rows(lang: str) -> list[tuple[str, str]]:
    lines = (TABLES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    return [(words, expected) for words, expected in (line.split("\t") for line in lines if not line.startswith("#"))]


def show(period: Period, text: str) -> str:
    days = f"{period.first or ''}..{period.last or ''}"
    if period.first == period.last:
        days = f"{period.first or 'unresolved'}"
    return f"{period.span.of(text)} = {days}"


def only(text: str, lang: str, published: date | None = PUBLISHED) -> Period:
    (period,) = find_periods(text, lang, published=published)
    return period


@pytest.mark.parametrize(("words", "expected"), rows("de"))
def test_german_words_name_their_days(words: str, expected: str) -> None:
    assert (" | ".join(show(p, words) for p in find_periods(words, "de", published=PUBLISHED)) or "none") == expected


@pytest.mark.parametrize(("words", "expected"), rows("en"))
def test_english_words_name_their_days(words: str, expected: str) -> None:
    assert (" | ".join(show(p, words) for p in find_periods(words, "en", published=PUBLISHED)) or "none") == expected


@pytest.mark.parametrize(("words", "lang"), [("im Mai", "de"), ("next year", "en"), ("vor einem Jahr", "de")])
def test_without_the_articles_date_a_relative_period_stays_open_and_says_so(words: str, lang: str) -> None:
    period = only(words, lang, published=None)
    assert (period.first, period.last, period.has_year) == (None, None, False)
    assert "not known" in period.why


def test_without_the_articles_date_a_full_date_is_read_all_the_same() -> None:
    assert only("am 3. Mai 2027", "de", published=None).first == date(2027, 5, 3)


def test_a_fiscal_year_is_read_as_the_calendar_year_and_says_so() -> None:
    assert "fiscal" in only("fiscal 2027", "en").why
    assert "fiscal" in only("im Geschäftsjahr 2027", "de").why


def test_what_lasts_beyond_a_period_keeps_the_days_that_are_named() -> None:
    period = only("ab Oktober 2026", "de")
    assert (period.bound, period.last, period.named) == (Bound.FROM, None, (date(2026, 10, 1), date(2026, 10, 31)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("It will ship in May.", date(2027, 5, 1)), ("It was shipped in May.", date(2026, 5, 1))],
)
def test_a_month_without_a_year_lies_where_the_words_look(words: str, expected: date) -> None:
    assert only(words, "en").first == expected


@pytest.mark.parametrize("published", [date.min, date.max, date(2024, 2, 29)])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_ends_of_the_calendar_break_nothing(published: date, lang: str) -> None:
    for words, _ in rows(lang):
        find_periods(words, lang, published=published)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join), st.sampled_from(["de", "en"]))
def test_periods_lie_in_the_text_in_its_order_and_never_end_before_they_begin(text: str, lang: str) -> None:
    periods = find_periods(text, lang, published=PUBLISHED)
    assert all(p.span.end <= len(text) for p in periods)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(periods))
    assert all(p.first <= p.last for p in periods if p.first and p.last)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_word_list_is_sorted_and_names_nothing_twice(lang: str) -> None:
    lines = (LEXICON / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if not line.startswith("#")]
    words = [entry[0] for entry in entries]
    assert lines[0].startswith("# ")
    assert words == sorted(set(words))
    assert all(len(entry) == 3 and all(cell == cell.strip() for cell in entry) for entry in entries)
