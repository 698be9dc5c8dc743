"""Beside a claim stand those that may contradict it and those about the same."""

import pytest

from claims.models import Claim, ClaimKey, KeyFrequency, Link
from claims.queries.related import MOST_ENTRIES, related_claims
from tests import build
from tests.queries.told import tell

pytestmark = pytest.mark.django_db


def about(*keys: str) -> Claim:
    """A claim that is found by these keys."""
    claim = build.make_claim()
    for key in (*keys, KeyFrequency.ALL_CLAIMS):
        frequency, _ = KeyFrequency.objects.get_or_create(key=key)
        frequency.claims += 1
        frequency.save()
        if key:
            ClaimKey.objects.create(claim=claim, key=key)
    return claim


def contradictions_of(claim: Claim) -> list[tuple[Claim, str, bool]]:
    return [(each.line.claim, each.relation, each.is_decided) for each in related_claims(claim).contradictions]


@pytest.mark.parametrize("state", ["suggested", "confirmed"])
@pytest.mark.parametrize("relation", ["denies", "qualifies"])
def test_a_statement_of_one_that_is_held_against_the_other_stands_beside_both(relation: str, state: str) -> None:
    statement = tell("Ledger")
    claim, other = build.make_claim(statements=[statement]), build.make_claim()
    build.make_link(other, statement, relation=relation, state=state)
    is_decided = state == "confirmed"
    assert contradictions_of(claim) == [(other, relation, is_decided)]
    assert contradictions_of(other) == [(claim, relation, is_decided)]


def test_what_a_curator_rejected_contradicts_nothing() -> None:
    statement = tell("Ledger")
    claim, other = build.make_claim(statements=[statement]), build.make_claim()
    build.make_link(other, statement, relation="denies", state=Link.State.REJECTED)
    assert contradictions_of(claim) == contradictions_of(other) == []


def test_what_two_claims_only_share_contradicts_neither() -> None:
    statement = tell("Ledger")
    claim, other = build.make_claim(statements=[statement]), build.make_claim()
    build.make_link(other, statement, relation="mentions")
    assert contradictions_of(claim) == []


def test_claims_about_the_same_are_related_the_nearest_first() -> None:
    claim = about("e:1", "n:40 %", "w:ship", "w:autumn", "s:7")
    near = about("e:1", "n:40 %", "w:ship")
    nearer = about("e:1", "n:40 %", "w:ship", "w:autumn")
    about("w:ship")  # one word is not enough
    about("s:7", "w:chair")  # nor is the same speaker
    assert [(each.line.claim, each.shared, each.of) for each in related_claims(claim).related] == [
        (nearer, 4, 4),
        (near, 3, 4),
    ]


def test_what_is_common_to_many_claims_relates_none() -> None:
    claim, other = about("w:ship", "w:chip", "w:autumn"), about("w:ship", "w:chip")
    KeyFrequency.objects.filter(key__in=["w:ship", "w:chip"]).update(claims=MOST_ENTRIES)
    assert not related_claims(claim).related
    assert not related_claims(other).related


def test_what_contradicts_it_is_not_named_a_second_time() -> None:
    statement = tell("Ledger")
    claim, other = about("e:1", "w:ship"), about("e:1", "w:ship")
    build.make_link(claim, statement)
    build.make_link(other, statement, relation="denies", state="suggested")
    assert not related_claims(claim).related
