"""Which claims a statement is compared with, and that many claims are found as fast as few."""

from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.corroborate import Features
from claims.models import Claim, ClaimKey, KeyFrequency
from claims.pipeline import candidates
from claims.pipeline.candidates import Candidates, KnownClaims
from tests import build
from tests.build_keys import give_keys

pytestmark = pytest.mark.django_db


def make_claim(*keys: str) -> Claim:
    claim = build.make_told_claim()
    give_keys(claim, *keys)
    return claim


def find(features: Features, apart_from: Iterable[int] = ()) -> Candidates:
    return KnownClaims([features]).find(features, set(apart_from))


def found(*keys: str, apart_from: Iterable[int] = ()) -> list[int]:
    return [claim.id for claim in find(Features.of(keys), apart_from).claims]


def test_a_claim_is_found_by_any_key_it_shares() -> None:
    claim = make_claim("e:1", "w:launch")
    make_claim("w:price")
    assert found("w:launch", "n:40") == [claim.pk]


def test_who_spoke_and_what_an_article_is_about_find_no_claim() -> None:
    make_claim("w:launch", "s:7", "c:3")
    assert found("s:7", "c:3") == []


def test_a_claim_that_a_person_kept_it_from_is_not_found() -> None:
    claim = make_claim("w:launch")
    assert found("w:launch", apart_from=[claim.pk]) == []


def test_each_key_knows_of_how_many_claims_it_is() -> None:
    make_claim("w:launch", "w:price", "s:7")
    make_claim("w:launch")
    counted = dict(KeyFrequency.objects.values_list("key", "claims"))
    assert counted == {"": 2, "w:launch": 2, "w:price": 1}


def test_a_claim_is_found_by_the_words_of_each_of_its_statements_and_they_are_counted_once() -> None:
    claim = make_claim("w:launch")
    said = Features.of(["w:launch", "w:release"])
    known = KnownClaims([said])
    known.add(claim.pk, said)
    known.store()
    assert found("w:release") == [claim.pk]
    counted = dict(KeyFrequency.objects.values_list("key", "claims"))
    assert counted == {"": 1, "w:launch": 1, "w:release": 1}


def test_what_one_statement_of_a_text_opens_or_adds_is_found_by_the_next_and_stored_at_the_end() -> None:
    first, second = Features.of(["w:launch", "w:price"]), Features.of(["w:launch", "w:release"])
    known, claim = KnownClaims([first, second]), build.make_told_claim()
    known.open(claim.pk, first)
    assert [each.id for each in known.find(second).claims] == [claim.pk]
    known.add(claim.pk, second)
    (compared,) = known.find(first).claims
    assert set(compared.wordings) == {first, second}
    assert known.find(first).rarity.total == 1
    assert not ClaimKey.objects.exists()
    known.store()
    assert set(claim.keys.values_list("key", flat=True)) == {"w:launch", "w:price", "w:release"}
    counted = dict(KeyFrequency.objects.values_list("key", "claims"))
    assert counted == {"": 1, "w:launch": 1, "w:price": 1, "w:release": 1}


def test_a_text_of_many_statements_costs_no_more_queries_than_one() -> None:
    def queries(*asked: Features) -> int:
        with CaptureQueriesContext(connection) as made:
            known = KnownClaims(asked)
            for features in asked:
                known.find(features)
        return len(made)

    for number in range(9):
        make_claim("w:launch", f"w:word{number}", f"w:other{number}")
    one, *more = [Features.of(["w:launch", f"w:word{number}"]) for number in range(9)]
    assert queries(one, *more) == queries(one)


def test_a_claim_is_compared_by_what_its_statements_say_as_far_as_they_differ() -> None:
    claim = make_claim("w:launch")
    for keys in (["w:launch"], ["w:release"]):
        article = build.make_article(statements=[build.Words("Die Fertigung läuft seit Montag", source="Ada Lind")])
        statement = build.statement_of(article)
        statement.keys = keys
        statement.save()
        build.make_link(claim, statement)
    (known,) = find(Features.of(["w:launch"])).claims
    assert [wording.words for wording in known.wordings] == [{"launch"}, {"release"}]


def test_the_frequencies_cover_the_keys_of_the_claims_that_were_found() -> None:
    make_claim("w:launch", "w:price")
    rarity = find(Features.of(["w:launch", "w:unheard"])).rarity
    assert (rarity.frequency["w:price"], rarity.frequency.get("w:unheard", 0), rarity.total) == (1, 0, 1)


def test_of_a_key_of_too_many_claims_only_the_newest_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_POSTINGS", 2)
    monkeypatch.setattr(candidates, "NEWEST_OF_COMMON", 1)
    claims = [make_claim("e:1") for _ in range(4)]
    assert found("e:1") == [claims[-1].pk]


def test_rare_keys_find_an_old_claim_among_many_that_share_a_common_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_POSTINGS", 2)
    monkeypatch.setattr(candidates, "NEWEST_OF_COMMON", 1)
    old = make_claim("e:1", "w:photonic")
    for _ in range(4):
        make_claim("e:1")
    assert old.pk in found("e:1", "w:photonic")


def test_those_that_share_the_rarest_keys_are_compared_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_CANDIDATES", 1)
    rare = make_claim("w:photonic")
    for _ in range(3):
        make_claim("w:launch")
    assert found("w:launch", "w:photonic") == [rare.pk]


def test_many_claims_cost_no_more_queries_than_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found("w:launch", "w:price", "e:1")
        return len(asked)

    make_claim("w:launch", "w:other")
    few = queries()
    for number in range(40):
        make_claim("w:launch", "w:price", "e:1", f"w:word{number}")
    assert queries() == few
