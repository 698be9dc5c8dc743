"""A reprint shares most of its words in their order; two reports of one event do not."""

from claims.corroborate.reuse import COPIED_AT, containment, shingles

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


def test_a_text_shorter_than_a_shingle_is_copied_from_nothing() -> None:
    assert containment(shingles("Too short"), shingles(ORIGINAL)) == 0
