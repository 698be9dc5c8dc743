"""The digest: what changed within a period, on what somebody follows and on all else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Model

from claims.models import Claim
from claims.queries.digest import OF_STANDING, Digest, NewsKind, Period, digest, news_page
from claims.queries.news import news_of
from tests import build, build_digests
from tests.build import NOW
from tests.build_searches import make_saved_search

pytestmark = pytest.mark.django_db
PERIOD = Period(NOW - timedelta(days=1), NOW)
BEFORE = PERIOD.since - timedelta(minutes=1)


def kinds(period: Period = PERIOD) -> list[str]:
    return [each.kind for each in news_of(period)]


def followed_claims(told: Digest) -> set[Claim]:
    return {change.line.claim for group in told.followed for change in group.lines}


@pytest.mark.parametrize("kind", NewsKind)
def test_every_kind_of_change_is_told_in_its_time_and_no_other(kind: NewsKind) -> None:
    claim = build_digests.HAPPENINGS[kind](NOW)
    build_digests.HAPPENINGS[kind](BEFORE)
    build_digests.HAPPENINGS[kind](NOW + timedelta(seconds=1))
    assert [(each.kind, each.claim_id) for each in news_of(PERIOD)] == [(kind, claim.pk)]


def test_two_periods_that_meet_tell_each_change_once() -> None:
    build_digests.make_news(at=NOW)
    later = Period(NOW, NOW + timedelta(days=1))
    assert (len(kinds()), kinds(later)) == (len(NewsKind), [])


def test_a_standing_that_came_back_to_what_it_was_is_no_news() -> None:
    claim = build_digests.make_old_claim()
    build_digests.change_standing(claim, "echoed", "contested", at=NOW - timedelta(hours=2))
    build.make_standing_change(claim, "echoed", at=NOW - timedelta(hours=1))
    assert kinds() == []


def test_of_several_changes_the_way_from_before_to_now_is_told() -> None:
    claim = build_digests.make_old_claim()
    build_digests.change_standing(claim, "single origin", "denied", at=NOW - timedelta(hours=2))
    build.make_standing_change(claim, "corroborated", at=NOW)
    (told,) = news_of(PERIOD)
    assert (told.kind, told.before, told.after) == (NewsKind.ROSE, "single origin", "corroborated")


def test_the_first_count_of_a_new_claim_is_no_change_of_its_standing() -> None:
    claim = build.make_told_claim(opened_at=NOW)
    build.make_standing_change(claim, "single origin", at=NOW)
    assert kinds() == [NewsKind.NEW]


def test_two_edits_of_one_claim_are_one_line_that_counts_them() -> None:
    claim = build_digests.edit(build_digests.make_old_claim(), at=NOW - timedelta(hours=2))
    build_digests.edit(claim, "gone", at=NOW)
    (told,) = news_of(PERIOD)
    assert (told.kind, told.times, told.at) == (NewsKind.EDITED, 2, NOW)


@pytest.mark.parametrize("fate", ["kept", "moved", "unread"])
def test_what_an_outlet_left_as_it_was_is_no_edit(fate: str) -> None:
    build_digests.edit(build_digests.make_old_claim(), fate)
    assert kinds() == []


def test_a_contradiction_that_somebody_decided_about_is_news_no_more() -> None:
    claim = build_digests.suggest_contradiction(build_digests.make_old_claim())
    claim.links.filter(state="suggested").update(state="rejected")
    assert kinds() == []


@pytest.mark.parametrize("followed", ["claim", "entity", "outlet", "search"])
def test_what_somebody_follows_is_told_apart_whatever_it_is(followed: str) -> None:
    user, outlet = build.make_user(), build.make_outlet()
    speaker = build.make_person()
    wanted = build.make_told_claim("Wir pausieren die Fertigung", speaker=speaker, outlet=outlet, opened_at=NOW)
    build.make_told_claim(opened_at=NOW, outlet=build.make_outlet())
    rows: dict[str, Callable[[], Model]] = {
        "claim": lambda: wanted,
        "entity": lambda: speaker,
        "outlet": lambda: outlet,
        "search": lambda: make_saved_search(user, "q=pausieren"),
    }
    build.make_watch(user, **{followed: rows[followed]()})
    told = digest(user.pk, PERIOD)
    assert followed_claims(told) == {wanted}
    assert [group.total for group in told.elsewhere] == [1]


def test_what_others_follow_is_theirs() -> None:
    build.make_watch(build.make_user(), claim=build.make_told_claim(opened_at=NOW))
    assert digest(build.make_user().pk, PERIOD).followed == ()


def test_a_group_shows_its_first_few_and_counts_the_rest() -> None:
    for _ in range(4):
        build.make_told_claim(opened_at=NOW)
    (group,) = digest(build.make_user().pk, PERIOD).elsewhere
    assert (group.total, group.more, len(group.lines)) == (4, 1, 3)


def test_the_most_widely_told_comes_first() -> None:
    for outlets in (1, 5, 3):
        Claim.objects.filter(pk=build.make_told_claim(opened_at=NOW).pk).update(outlets=outlets)
    assert [each.outlets for each in news_of(PERIOD)] == [5, 3, 1]


def test_who_wants_to_hear_of_standings_alone_hears_of_nothing_else() -> None:
    build_digests.make_news()
    told = digest(build.make_user().pk, PERIOD, kinds=OF_STANDING)
    assert {group.kind for group in told.elsewhere} == OF_STANDING


def test_all_of_one_kind_can_be_read_page_by_page() -> None:
    for _ in range(26):
        build.make_told_claim(opened_at=NOW)
    page = news_page(build.make_user().pk, PERIOD, NewsKind.NEW, is_followed=False, number=2)
    assert (page.total, page.pages, len(page.lines)) == (26, 2, 1)


def test_all_of_one_kind_is_what_somebody_follows_or_all_else() -> None:
    user = build.make_user()
    followed, other = (build.make_told_claim(opened_at=NOW) for _ in range(2))
    build.make_watch(user, claim=followed)
    for is_followed, claim in ((True, followed), (False, other)):
        page = news_page(user.pk, PERIOD, NewsKind.NEW, is_followed=is_followed)
        assert [change.line.claim for change in page.lines] == [claim]
