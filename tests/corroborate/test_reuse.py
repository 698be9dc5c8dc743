"""A reprint shares most of its words in their order; two reports of one event do not."""

from datetime import UTC, datetime, timedelta

from claims.corroborate.reuse import (
    COPIED_AT,
    FEWEST_WORDS,
    Copy,
    Published,
    containment,
    find_copies,
    fingerprint,
    may_be_alike,
    same_text,
    shingles,
)

ORIGINAL = (
    "Norvik will ship its new accelerator in October, two months later than planned, three people said on Monday."
)


def test_a_reprint_is_recognised_and_a_shared_quote_is_not() -> None:
    reprint = shingles(f"(NPA) {ORIGINAL}")
    own_words = shingles(
        "The maker has told partners to expect delays, a fact that weighs on its shares; it had promised that Norvik "
        "will ship its new accelerator in August, and analysts had believed it until the very last week of the summer."
    )
    assert containment(reprint, shingles(ORIGINAL)) >= COPIED_AT
    assert containment(own_words, shingles(ORIGINAL)) < COPIED_AT


FIRST_DAY = datetime(2026, 3, 1, tzinfo=UTC)


def published(number: int, *, day: int, outlet: int | None = None, text: str = ORIGINAL) -> Published:
    return Published(number, outlet or number, FIRST_DAY + timedelta(days=day), text)


def test_a_reprint_is_of_the_first_who_had_it() -> None:
    copies = find_copies([published(3, day=2), published(1, day=0), published(2, day=1)])
    assert copies == {2: Copy(1, 1.0), 3: Copy(1, 1.0)}


def test_a_reprint_of_a_reprint_is_one_of_the_first_however_long_that_takes() -> None:
    copies = find_copies([published(1, day=0), published(2, day=6), published(3, day=12)])
    assert {later: copy.of for later, copy in copies.items()} == {2: 1, 3: 1}


def test_the_same_words_after_more_than_a_week_are_no_reprint() -> None:
    assert find_copies([published(1, day=0), published(2, day=8)]) == {}


def test_an_outlet_does_not_copy_itself() -> None:
    assert find_copies([published(1, day=0, outlet=7), published(2, day=1, outlet=7)]) == {}


LONG = " ".join(
    f"{name} builds racks in hall {hall}." for name in ("Norvik", "Brevis", "Ardenfab") for hall in "abcdef"
)


def test_like_texts_have_like_fingerprints_and_others_have_not() -> None:
    edited = LONG.replace("Norvik builds racks in hall c", "Norvik makes racks in hall c")
    other = " ".join(f"The {part} of the phone was tested by {lab} this week." for part in "abc" for lab in "defg")
    assert may_be_alike(fingerprint(LONG), fingerprint(edited))
    assert not may_be_alike(fingerprint(LONG), fingerprint(other))
    assert len(fingerprint(LONG)) == 16


def test_a_short_text_has_no_fingerprint_and_is_like_nothing() -> None:
    words = LONG.split()
    assert fingerprint(" ".join(words[: FEWEST_WORDS - 1])) == ""
    assert not may_be_alike("", "")


def test_one_text_twice_is_the_same_and_one_that_went_on_is_not() -> None:
    assert same_text(LONG, LONG.upper()) == 1
    assert same_text(LONG, f"{LONG} {ORIGINAL}") == 0


def test_a_number_or_a_negation_makes_two_texts_of_one() -> None:
    assert same_text(f"{LONG} It has 40 halls.", f"{LONG} It has 50 halls.") == 0
    assert same_text(LONG, LONG.replace("Brevis builds", "Brevis never builds", 1)) == 0


def test_a_text_shorter_than_a_shingle_is_copied_from_nothing() -> None:
    assert containment(shingles("Too short"), shingles(ORIGINAL)) == 0
