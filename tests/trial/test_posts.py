"""Posts are matched among claims as statements are, and none of them changes what the next one finds."""

from pathlib import Path

import pytest

from claims.evaluation import read_posts
from claims.models import Claim, KeyFrequency, Link
from claims.trial import match_posts
from tests.evaluation.matching_corpora import write_posts

pytestmark = pytest.mark.django_db


def test_a_post_is_linked_to_its_claim_and_to_none_where_that_is_not_known(tmp_path: Path) -> None:
    hinges, racks, weather = match_posts(read_posts(write_posts(tmp_path / "p")))
    assert (hinges.ranked[0], hinges.linked, hinges.linked_without) == (1, 1, False)
    assert racks.ranked[0] == 2
    assert (weather.ranked, weather.linked) == ([], None)


def test_the_claims_are_kept_with_every_wording_and_their_keys_counted_once_for_each(tmp_path: Path) -> None:
    answers = match_posts(read_posts(write_posts(tmp_path / "p")))
    assert Claim.objects.count() == 3
    assert Link.objects.filter(claim=2).count() == 3
    assert KeyFrequency.objects.get(key="w:satellite").claims == 1
    assert KeyFrequency.objects.get(key=KeyFrequency.ALL_CLAIMS).claims == 3
    assert len(answers) == 3
