"""Changing the rules of a site: who may, what is refused, and what is written down of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, GivenRules
from claims.models import Article, Decision, SiteRules
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db
SITE = "post.example"
GIVEN = GivenRules(
    remove=".hit\n\n  aside.more ", keep="article", headers="Cookie: session=geheim\naccept-language: de"
)


def set_rules(actor: User, given: GivenRules = GIVEN, **values: Any) -> SiteRules:
    values = {"reason": "Werbung im Text", "based_on": SiteRules.objects.count(), "now": NOW, **values}
    return curation.set_site_rules(actor, SITE, given, **values)


def test_each_change_is_a_version_of_its_own_and_none_before_it_is_lost() -> None:
    curator = build.make_user("curator")
    set_rules(curator)
    set_rules(curator, GivenRules(keep="main"))
    set_rules(curator, GivenRules())
    found = SiteRules.objects.order_by("version").values_list("version", "remove", "keep")
    assert list(found) == [(1, [".hit", "aside.more"], "article"), (2, [], "main"), (3, [], "")]


def test_the_record_names_who_and_why_and_holds_no_secret() -> None:
    curator = build.make_user("curator")
    set_rules(curator)
    set_rules(curator, GivenRules(headers="Cookie: session=streng-geheim\nAccept-Language: de"))
    newest, first = Decision.objects.all()
    assert (newest.actor, newest.action, newest.reason) == (curator, "set site rules", "Werbung im Text")
    assert newest.before["headers"] == {"Cookie": "hidden", "Accept-Language": "de"}
    assert newest.after["changed headers"] == ["Cookie"]
    assert "geheim" not in json.dumps([newest.before, newest.after, first.before, first.after])


@pytest.mark.parametrize(
    ("given", "values", "field"),
    [
        (GivenRules(remove="..twice"), {}, "remove"),
        (GivenRules(keep="article >"), {}, "keep"),
        (GivenRules(headers="Host: x"), {}, "headers"),
        (GivenRules(headers="Cookie"), {}, "headers"),
        (GIVEN, {"reason": "  "}, "reason"),
        (GIVEN, {"based_on": 7}, ""),
        (GivenRules(), {}, ""),
    ],
    ids=["remove", "keep", "header", "no colon", "no reason", "overtaken", "nothing changed"],
)
def test_what_cannot_be_saved_is_refused_at_its_field(given: GivenRules, values: dict[str, Any], field: str) -> None:
    with pytest.raises(CurationError) as refusal:
        set_rules(build.make_user("curator"), given, **values)
    assert refusal.value.field == field
    assert not SiteRules.objects.exists()
    assert not Decision.objects.exists()


def test_what_another_saved_meanwhile_is_not_overwritten() -> None:
    curator = build.make_user("curator")
    set_rules(curator)
    with pytest.raises(CurationError, match="saved version 1 of these rules meanwhile"):
        set_rules(curator, GivenRules(keep="main"), based_on=0)


def test_a_refused_header_is_not_said_aloud() -> None:
    with pytest.raises(CurationError) as refusal:
        set_rules(build.make_user("curator"), GivenRules(headers="session=a-very-long-and-very-secret-value"))
    assert "very-secret" not in refusal.value.message


@pytest.mark.parametrize(
    ("given", "site"),
    [
        ("https://www.Post.example/a?b=c", "post.example"),
        ("blog.post.example", "blog.post.example"),
        (" post.example ", "post.example"),
    ],
)
def test_a_site_is_found_by_its_name_or_by_any_of_its_addresses(given: str, site: str) -> None:
    assert curation.find_site(given) == site


@pytest.mark.parametrize("given", ["", "two words", "ftp://post.example", "https://", "post..example"])
def test_what_names_no_site_is_refused(given: str) -> None:
    with pytest.raises(CurationError) as refusal:
        curation.find_site(given)
    assert refusal.value.field == "site"


def test_reading_a_site_again_takes_its_own_articles_and_what_failed_of_them() -> None:
    stored = build.make_article(url="https://www.post.example/a")
    failed = build.make_waiting_article("https://post.example/b", stage="failed", next_attempt_at=None)
    elsewhere = build.make_article(url="https://outpost.example/a")
    build.make_site_rules(SITE, keep="main")
    later = NOW + timedelta(hours=1)
    assert curation.reread_site(build.make_user("curator"), SITE, now=later) == curation.Rereading(1, 1)
    found = Article.objects.in_bulk([stored.pk, failed.pk, elsewhere.pk])
    assert [found[each.pk].stage for each in (stored, failed, elsewhere)] == ["reread", "read", "kept"]
    assert found[stored.pk].next_attempt_at == found[failed.pk].next_attempt_at == later
    assert Decision.objects.get().after == {"site": SITE, "version": 1, "stored": 1, "failed": 1}


def test_a_host_below_a_site_is_read_again_alone() -> None:
    for url in ("https://blog.example.org/a", "https://www.example.org/a", "https://oldblog.example.org/a"):
        build.make_article(url=url)
    build.make_site_rules("blog.example.org", keep="main")
    assert curation.reread_site(build.make_user("curator"), "blog.example.org", now=NOW).stored == 1
    assert Article.objects.get(stage="reread").canonical_url == "https://blog.example.org/a"


def test_a_site_without_rules_has_nothing_to_be_read_again_by() -> None:
    with pytest.raises(CurationError, match="no rules yet"):
        curation.reread_site(build.make_user("curator"), SITE, now=NOW)


@pytest.mark.parametrize("role", ["", "reader", "analyst"])
def test_who_may_not_manage_feeds_changes_no_site(role: str) -> None:
    actor = build.make_user(role)
    build.make_site_rules(SITE, keep="main")
    with pytest.raises(PermissionDenied):
        set_rules(actor)
    with pytest.raises(PermissionDenied):
        curation.reread_site(actor, SITE, now=NOW)
    assert SiteRules.objects.count() == 1
