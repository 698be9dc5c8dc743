"""The health page: what needs attention, worst first, each with its next action."""

from datetime import datetime, timedelta

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import pipeline
from claims.models import Article, Decision, Feed
from claims.pipeline import WorkState
from tests import build
from tests.build import NOW
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

HEALTH = "/health/"


def set_aside(kind: str) -> Article:
    return build.make_waiting_article(
        stage=Article.Stage.FAILED,
        next_attempt_at=None,
        outlet=build.make_outlet("Platinenpost"),
        error_kind=kind,
        last_error="It failed.",
    )


def behind_wall(wall: str, url: str) -> Article:
    return build.make_waiting_article(
        url,
        stage=Article.Stage.FAILED,
        next_attempt_at=None,
        outlet=build.make_outlet("Platinenpost"),
        error_kind=wall,
        last_error="It failed.",
        wall=wall,
    )


def headings(client: Client) -> list[str]:
    return texts_of(load(client, HEALTH), "h2")


def test_all_is_well_says_so_calmly(reader: Client) -> None:
    build.make_fetch(build.make_feed())
    assert headings(reader) == ["All is well", "What waits to be done"]


def test_feeds_come_first_then_walls_then_other_pages_then_failed_steps(reader: Client) -> None:
    build.make_fetch(build.make_feed(title="Leiterbahn"), "timeout")
    set_aside("timeout")
    behind_wall("consent wall", "https://leiterbahn.example/a")
    build.make_revision(build.make_article(), "Neu.", stage="failed", failed_stage="extract", last_error="KeyError")
    assert headings(reader) == [
        "Feeds that cannot be read",
        "Sites that refuse us",
        "Pages that could not be read",
        "Texts on which the work failed",
        "What waits to be done",
    ]


def test_a_feed_that_is_gone_stands_before_one_that_fails(reader: Client) -> None:
    build.make_fetch(build.make_feed(title="Aa"), "timeout")
    build.make_fetch(build.make_feed(title="Bb", gone_at=NOW), "http", status=410)
    build.make_fetch(build.make_feed(title="Cc"))
    assert texts_of(load(reader, HEALTH), "section:first-of-type tbody th") == ["Bb", "Aa"]


def test_more_feeds_than_are_shown_are_counted(reader: Client) -> None:
    for _ in range(12):
        build.make_fetch(build.make_feed(), "timeout")
    page = load(reader, HEALTH)
    assert "12 feeds, 10 shown" in text_of(page, ".section-head")
    assert len(page.select("section:first-of-type tbody tr")) == 10


def test_walls_are_put_together_by_site_and_kind_the_most_first(reader: Client) -> None:
    behind_wall("paywall", "https://leiterbahn.example/a")
    for number in range(3):
        behind_wall("consent wall", f"https://www.platinenpost.example/{number}")
    rows = texts_of(load(reader, HEALTH), "section:first-of-type tbody tr")
    assert [row.split(" ")[0] for row in rows] == ["platinenpost.example", "leiterbahn.example"]
    assert "consent wall 3 articles, 3 set aside" in rows[0]
    assert "copy the cookie" in rows[0]


def test_an_article_that_is_tried_again_by_itself_counts_and_is_not_set_aside(analyst: Client) -> None:
    build.make_waiting_article("https://leiterbahn.example/a", wall="bot check")
    page = load(analyst, HEALTH)
    assert "1 article, none set aside" in text_of(page, "section:first-of-type")
    assert not page.select(f'form[action="{reverse("retry-set-aside")}"]')


def test_an_article_that_kept_its_text_behind_a_wall_needs_nobody(reader: Client) -> None:
    build.make_article("https://leiterbahn.example/a", wall="paywall")
    assert headings(reader)[0] == "All is well"


def test_what_was_pasted_has_no_site_and_stands_with_the_other_pages(reader: Client) -> None:
    behind_wall("paywall", "urn:sha256:0")
    assert headings(reader)[0] == "Pages that could not be read"


def press(client: Client, button: str) -> Tag:
    page = load(client, HEALTH)
    form = next(form for form in page.select("form") if button in texts_of(form, "button"))
    sent = {str(field["name"]): str(field["value"]) for field in form.select("input[value]")}
    return parse(client.post(str(form["action"]), sent, follow=True))


def stages(*articles: Article) -> set[str]:
    return {Article.objects.get(pk=article.pk).stage for article in articles}


def test_all_articles_behind_one_wall_are_tried_again_at_once(analyst: Client) -> None:
    articles = [behind_wall("consent wall", f"https://platinenpost.example/{number}") for number in range(2)]
    others = [behind_wall("paywall", "https://platinenpost.example/c"), set_aside("consent wall")]
    others.append(behind_wall("consent wall", "https://leiterbahn.example/a"))
    page = press(analyst, "Try all 2 again")
    assert "2 articles are tried again now" in text_of(page, ".toast")
    assert stages(*articles) == {"read"}
    assert stages(*others) == {"failed"}


def test_all_of_a_kind_are_tried_again_at_once(analyst: Client) -> None:
    articles = [set_aside("timeout"), set_aside("timeout")]
    others = [set_aside("robots"), behind_wall("timeout", "https://platinenpost.example/c")]
    page = press(analyst, "Try all 2 again")
    assert "2 articles are tried again now" in text_of(page, ".toast")
    assert stages(*articles) == {"read"}
    assert stages(*others) == {"failed"}


def test_what_is_left_unread_is_no_trouble_any_more_and_can_be_found_again(curator: Client) -> None:
    gone = [set_aside("status 404"), behind_wall("paywall", "https://platinenpost.example/c")]
    for button in ("Leave unread", "Leave unread"):
        page = press(curator, button)
        assert "1 article is left unread" in text_of(page, ".toast")
    assert headings(curator)[0] == "All is well"
    assert len(load(curator, reverse("articles") + "?state=dismissed").select("tbody tr")) == 2
    page = load(curator, gone[0].get_absolute_url())
    assert "A curator left this article unread" in text_of(page, ".notice")
    assert not page.select(f'form[action="{reverse("dismiss-article", args=[gone[0].pk])}"]')


def test_an_article_can_be_left_unread_on_its_own_page(curator: Client) -> None:
    gone = set_aside("status 410")
    assert load(curator, gone.get_absolute_url()).select(f'form[action="{reverse("dismiss-article", args=[gone.pk])}"]')
    curator.post(reverse("dismiss-article", args=[gone.pk]), {"reason": "It was an advertisement."})
    assert stages(gone) == {"dismissed"}
    assert Decision.objects.get().reason == "It was an advertisement."


def test_failed_steps_are_tried_again(analyst: Client) -> None:
    revision = build.make_revision(build.make_article(), "Neu.", stage="failed", failed_stage="extract")
    page = parse(analyst.post(reverse("retry-set-aside"), {"stage": "extract"}, follow=True))
    assert "1 article is tried again now" in text_of(page, ".toast")
    revision.refresh_from_db()
    assert revision.stage == "extract"


def test_what_names_nothing_is_refused(analyst: Client) -> None:
    page = parse(analyst.post(reverse("retry-set-aside"), {"stage": "nonsense"}, follow=True))
    assert "Load it anew" in text_of(page, ".toast-error")
    assert not Decision.objects.exists()


def test_a_reader_sees_the_trouble_without_the_buttons(reader: Client) -> None:
    set_aside("not a page")
    page = load(reader, HEALTH)
    assert not page.select(f'form[action="{reverse("retry-set-aside")}"]')
    assert "paste it" in text_of(page, "section:first-of-type")


def test_what_is_due_and_since_when_is_shown_for_each_step(reader: Client) -> None:
    build.make_feed(next_attempt_at=timezone.now() - timedelta(minutes=2))
    build.make_feed(next_attempt_at=timezone.now() + timedelta(hours=3))
    build.make_feed(next_attempt_at=timezone.now(), is_paused=True)
    rows = texts_of(load(reader, HEALTH), "tbody tr")
    assert rows[0].startswith("Poll feeds 1 2 minutes ago")
    assert "1, the first 2 hours" in rows[0]
    assert rows[1] == "Read pages nothing nothing"


def test_a_worker_that_does_not_run_is_missed(reader: Client) -> None:
    build.make_feed(next_attempt_at=timezone.now() - timedelta(minutes=20))
    page = load(reader, HEALTH)
    assert "No worker seems to run" in text_of(page, ".notice-error")
    assert "All is well" not in page.get_text()


# Whether anybody does the work, from the rows alone


def state(now: datetime, last_sign: datetime | None) -> WorkState:
    return pipeline.state_of_work(pipeline.backlog(now), last_sign, now)


@pytest.mark.parametrize(
    ("due_since", "last_sign", "expected"),
    [
        (None, None, "on time"),
        (timedelta(minutes=4), None, "on time"),
        (timedelta(minutes=6), timedelta(minutes=1), "behind"),
        (timedelta(minutes=6), timedelta(minutes=6), "stopped"),
        (timedelta(minutes=6), None, "stopped"),
    ],
)
def test_work_is_late_after_five_minutes(
    due_since: timedelta | None, last_sign: timedelta | None, expected: str
) -> None:
    if due_since:
        build.make_feed(next_attempt_at=NOW - due_since)
    assert state(NOW, NOW - last_sign if last_sign is not None else None) == expected


def test_an_article_that_was_put_before_the_others_is_not_late_for_that() -> None:
    build.make_waiting_article(first_seen_at=NOW, next_attempt_at=NOW - timedelta(days=1))
    assert state(NOW, None) == "on time"
    assert state(NOW + timedelta(minutes=6), None) == "stopped"


def test_paused_and_gone_feeds_are_nobodys_work() -> None:
    for stopped in ({"is_paused": True}, {"gone_at": NOW}):
        build.make_feed(next_attempt_at=NOW - timedelta(days=1), **stopped)
    assert state(NOW, None) == "on time"
    assert Feed.objects.count() == 2
