"""The machine links only where a wrong link is unlikely, and never decides a contradiction."""

from claims.corroborate import Features, KnownClaim, Match, choose_claim, describe

NORVIK, KESTREL = 1, 2


def claim(content: str, *entities: int, claim_id: int = 10, denied: bool = False) -> KnownClaim:
    return KnownClaim(claim_id, content, describe(content, "en", entities), denied)


def choose(features: Features, *claims: KnownClaim, denied: bool = False) -> Match:
    return choose_claim(features, denied=denied, candidates=claims, frequency={}, total=100)


def test_the_same_words_about_the_same_things_are_linked() -> None:
    known = claim("the new chip ships in October", NORVIK, KESTREL)
    match = choose(describe("the new chip will ship in October", "en", [NORVIK, KESTREL]), known)
    assert (match.claim_id, match.relation, match.state) == (10, "asserts", "linked")


def test_nothing_in_common_opens_a_claim() -> None:
    known = claim("the new chip ships in October", NORVIK)
    match = choose(describe("prices of memory rise again", "en", [KESTREL]), known)
    assert match.claim_id is None


def test_another_number_is_suggested_as_a_qualification() -> None:
    known = claim("the chip is up to 40 percent faster", NORVIK, KESTREL)
    match = choose(describe("the chip is 12 percent faster", "en", [NORVIK, KESTREL]), known)
    assert (match.claim_id, match.relation, match.state) == (10, "qualifies", "suggested")
    assert "12% against 40%" in match.why


def test_a_denial_of_an_asserted_claim_denies_it() -> None:
    known = claim("it acquires the plant in Graz", NORVIK, KESTREL)
    match = choose(describe("it acquires the plant in Graz", "en", [NORVIK, KESTREL]), known, denied=True)
    assert match.relation == "denies"


def test_words_without_a_shared_name_are_at_most_suggested() -> None:
    known = claim("the new chip ships in October", NORVIK)
    match = choose(describe("the new chip ships in October", "en", [KESTREL]), known)
    assert match.state != "linked"
