"""The machine links only where a wrong link is unlikely, and never decides a contradiction."""

from datetime import date

import pytest

from claims.corroborate import Amount, Features, KnownClaim, Match, Rarity, choose_claims, describe, rank_claims
from claims.corroborate.matching import NAME, SPEAKER, STORY, Likeness, may_link
from claims.extract.quantities import quantities_in
from claims.text import Span

NORVIK, KESTREL, LIND = 1, 2, 3


SAID = date(2026, 9, 14)


def features(content: str, *entities: int, speaker: int | None = None) -> Features:
    amounts = [
        Amount(each.span.of(content), each.low, each.high, each.unit, each.comparator)
        for each in quantities_in(content, Span(0, len(content)), "en")
    ]
    return describe(content, "en", entities, amounts=amounts, said_on=SAID, speaker=str(speaker or ""))


def known(content: str, *entities: int, speaker: int | None = None) -> KnownClaim:
    return KnownClaim(10, (features(content, *entities, speaker=speaker),))


def choose(found: Features, *claims: KnownClaim, denied: bool = False) -> list[Match]:
    return choose_claims(found, denied=denied, candidates=claims, rarity=Rarity({}, 100))


def test_the_same_words_about_the_same_things_are_linked() -> None:
    claim = known("the new chip ships in October", NORVIK, KESTREL)
    (match,) = choose(features("the new chip will ship in October", NORVIK, KESTREL), claim)
    assert (match.claim_id, match.relation, match.state) == (10, "asserts", "linked")


def test_the_same_speaker_is_enough_where_no_name_is_in_the_words() -> None:
    claim = known("they are moving very fast", speaker=LIND)
    (match,) = choose(features("a rival that moves fast", speaker=LIND), claim)
    assert (match.claim_id, match.state) == (10, "linked")
    assert "the same speaker" in match.why


@pytest.mark.parametrize(
    ("grounds", "score", "expected"),
    [
        ((STORY,), 0.47, False),
        ((STORY,), 0.5, True),
        ((SPEAKER, STORY), 0.47, True),
        ((NAME,), 0.47, True),
        ((NAME,), 0.44, False),
        ((), 0.9, False),
    ],
)
def test_articles_about_the_same_link_less_readily_than_a_shared_speaker_or_name(
    grounds: tuple[str, ...], score: float, *, expected: bool
) -> None:
    assert may_link(Likeness(score, 10, features("the new chip"), grounds, "")) is expected


def test_nothing_in_common_opens_a_claim() -> None:
    (match,) = choose(features("prices of memory rise again", KESTREL), known("the new chip ships soon", NORVIK))
    assert match.claim_id is None


@pytest.mark.parametrize(
    ("content", "difference"),
    [
        ("the chip is 12 percent faster", "12 % against 40 %"),
        ("the chip is 12 percent faster, 3 tests of 14 say", "12 % against 40 %"),
    ],
)
def test_another_number_opens_a_claim_and_suggests_that_it_qualifies_the_known_one(
    content: str, difference: str
) -> None:
    claim = known("the chip is up to 40 percent faster", NORVIK, KESTREL)
    own, doubt = choose(features(content, NORVIK, KESTREL), claim)
    assert (own.claim_id, own.state) == (None, "linked")
    assert (doubt.claim_id, doubt.relation, doubt.state) == (10, "qualifies", "suggested")
    assert difference in doubt.why


def test_another_date_opens_a_claim_too() -> None:
    claim = known("it will ship by the end of Q3 2026", NORVIK)
    own, doubt = choose(features("it will ship by the end of Q1 2027", NORVIK), claim)
    assert own.claim_id is None
    assert "2027-03 against 2026-09" in doubt.why


def test_a_denial_of_an_asserted_claim_denies_it() -> None:
    claim = known("it acquires the plant in Graz", NORVIK, KESTREL)
    (match,) = choose(features("it acquires the plant in Graz", NORVIK, KESTREL), claim, denied=True)
    assert (match.relation, match.state) == ("denies", "linked")


def test_words_alone_are_at_most_suggested() -> None:
    claim = known("the new chip for laptops ships to customers in October", NORVIK)
    (match,) = choose(features("the new chip for laptops ships to customers in October", KESTREL), claim)
    assert (match.claim_id, match.state) == (10, "suggested")


def test_a_few_common_words_alone_are_not_even_suggested() -> None:
    (match,) = choose(features("they move very fast"), known("the rival moves very fast", NORVIK))
    assert match.claim_id is None


WORDS = "cracked hinges are replaced free of charge after complaints from students"


def test_words_alone_link_where_nobody_known_is_named_and_no_other_claim_is_nearly_as_like() -> None:
    (match,) = choose(features("complaints of students: cracked hinges replaced free of charge"), known(WORDS))
    assert (match.claim_id, match.state) == (10, "linked")
    assert "no other claim is nearly as like it" in match.why


def test_words_alone_are_suggested_where_two_claims_are_about_as_like() -> None:
    twin = KnownClaim(11, (features(WORDS.replace("students", "teachers")),))
    (match,) = choose(features(WORDS.replace("students", "pupils")), known(WORDS), twin)
    assert match.state == "suggested"


def test_an_article_that_is_about_nobody_known_is_not_of_another_story() -> None:
    about = describe(WORDS, "en", [], said_on=SAID, main_ids=[NORVIK])
    of_nobody = describe(WORDS, "en", [], said_on=SAID)
    of_another = describe(WORDS, "en", [], said_on=SAID, main_ids=[KESTREL])
    claim = KnownClaim(10, (about,))
    (of_nobodys,), (of_anothers,) = choose(of_nobody, claim), choose(of_another, claim)
    assert of_nobodys.score > of_anothers.score


def test_claims_are_ranked_by_their_nearest_wording_even_if_too_little_is_shared_to_suggest_them() -> None:
    near = KnownClaim(10, (features("prices of memory rise"), features("the hinges crack")))
    far = KnownClaim(11, (features("the hinges of the doors squeak when it rains"),))
    found = features("cracked hinges")
    ranked = rank_claims(found, denied=False, candidates=[far, near], rarity=Rarity({}, 100))
    assert [each.claim_id for each in ranked] == [10, 11]
    (match,) = choose(found, near)
    assert match.claim_id is None


def test_features_survive_being_stored() -> None:
    described = features("the chip is 12 percent faster", NORVIK, speaker=LIND)
    assert Features.of(described.stored) == described
