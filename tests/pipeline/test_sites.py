"""A site's rules are followed when its pages are fetched and read, and never blamed on the outlet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import curation, pipeline
from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.models import Article, RawPage, Revision, SiteParagraph
from claims.pipeline.sites import ENOUGH, rules_for
from claims.pipeline.work import Due
from tests import build

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SITE = "example.org"
SAID = "“The chip is ready,” said Ada Lind, chief executive of Norvik, at the plant in Graz on Monday morning."
PLANT = "The plant in Graz has been working on the chip for two years now, and has bought many machines for it."
MARKET = "Analysts expect the market for such chips to double within three years, mostly because of new cars."
DEAL = "Today only: the fastest card that Norvik has ever made is 299 dollars instead of 499 at all the dealers."
PITCH = "Our free newsletter brings you the most important news of the chip business every morning before nine."
BACKGROUND = "Norvik said in May that the chip would ship before the end of this year and cost less than 500 dollars."


def page(*paragraphs: str, deal: str = DEAL) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (SAID, PLANT, MARKET, *paragraphs))
    return (
        "<html lang='en'><head><title>A chip</title></head><body><article><h1>A chip</h1>"
        f"{text}<div class='hit'><p>{deal}</p></div></article></body></html>"
    )


def stories(count: int, *shared: str) -> list[str]:
    """Pages that have nothing in common but what they share."""
    return [
        page(*shared, deal="").replace("Graz", f"town {n}").replace("Analysts", f"Analyst {n}") for n in range(count)
    ]


class Web:
    """Answers every address with one page, and remembers what it was asked."""

    def __init__(self, body: str = "", error: FetchError | None = None) -> None:
        self.body = body
        self.error = error
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        if self.error:
            raise self.error
        return Response(request.url, 200, self.body.encode(), {"content-type": "text/html; charset=utf-8"})


def read(article: Article, fetch: Fetch, *, after: timedelta = timedelta(0)) -> Article:
    pipeline.run(Due("read_article", article.pk), NOW + after, fetch)
    article.refresh_from_db()
    return article


def hand_in(number: int = 1, **given: Any) -> Article:
    return curation.hand_in(url=f"https://www.{SITE}/{number}", how=RawPage.How.FETCHED, now=NOW, **given)


def make_read(bodies: Sequence[str]) -> list[Article]:
    return [read(hand_in(number), Web(body)) for number, body in enumerate(bodies, start=1)]


def reread(article: Article, **rules: Any) -> Article:
    if rules:
        build.make_site_rules(SITE, **rules)
    curation.reread_site(build.make_user("curator"), SITE, now=NOW + timedelta(minutes=5))
    return read(article, Web(error=FetchError("nobody is asked", kind="dns")), after=timedelta(minutes=6))


def current(article: Article) -> Revision:
    return article.revisions.get(superseded_at=None)


def test_rules_are_those_of_the_most_particular_site_that_has_any() -> None:
    build.make_site_rules("example.org", keep="main")
    build.make_site_rules("blog.example.org", keep="article")
    assert rules_for("https://www.example.org/a").keep == "main"
    assert rules_for("https://a.blog.example.org/a").keep == "article"
    assert rules_for("https://outpost.example/a").keep == ""


def test_the_newest_version_counts_and_an_empty_one_takes_the_rules_back() -> None:
    for keep in ("main", "article"):
        build.make_site_rules("blog.example.org", keep=keep)
    assert rules_for("https://blog.example.org/a").keep == "article"
    build.make_site_rules("example.org", keep="main")
    build.make_site_rules("blog.example.org")
    assert rules_for("https://blog.example.org/a").keep == "main"


def test_a_page_is_fetched_with_the_headers_of_its_site_and_read_by_its_rules() -> None:
    build.make_site_rules(SITE, remove=[".hit"], headers=[["Cookie", "consent=yes"]])
    web = Web(page())
    article = read(hand_in(), web)
    assert [(asked.headers.site, asked.headers.pairs) for asked in web.asked] == [(SITE, (("Cookie", "consent=yes"),))]
    assert DEAL not in current(article).text
    assert current(article).blocks.get(aside=DEAL).why == "removed by the site's rule “.hit”"


def test_a_stored_page_is_read_again_without_asking_anybody() -> None:
    article = read(hand_in(), Web(page()))
    read(article, Web(page()), after=timedelta(hours=1))
    seen = current(article).last_seen_at
    reread(article, remove=[".hit"])
    newest = current(article)
    assert (newest.number, newest.change_kind, DEAL in newest.text) == (2, "reread", False)
    assert "the outlet changed nothing" in newest.change_why
    assert (newest.fetched_at, newest.previous_fetched_at, newest.last_seen_at) == (NOW, None, seen)
    assert article.stage == "kept"
    assert article.next_attempt_at


def test_a_stored_page_that_says_the_same_by_the_new_rules_stays_as_it_was() -> None:
    article = read(hand_in(), Web(page()))
    reread(article, remove=[".gone"])
    assert (current(article).number, current(article).last_seen_at, article.stage) == (1, None, "kept")


def test_rules_that_leave_nothing_of_a_stored_page_leave_its_text_as_it_was() -> None:
    article = read(hand_in(), Web(page()))
    reread(article, remove=["article"])
    assert (current(article).number, article.stage) == (1, "kept")
    assert "No article text was found" in article.last_error


def test_a_page_that_was_only_pasted_is_read_again_and_never_fetched() -> None:
    url = f"https://www.{SITE}/1"
    given: dict[str, Any] = {"url": url, "how": RawPage.How.PASTED, "content_type": "text/html", "now": NOW}
    article = read(curation.hand_in(body=page().encode(), **given), Web(page()))
    for selector in (".hit", "article"):
        article = reread(article, remove=[selector])
        assert (article.stage, article.next_attempt_at) == ("kept", None)


def test_a_later_fetch_by_changed_rules_is_no_change_of_the_outlets() -> None:
    article = read(hand_in(), Web(page()))
    build.make_site_rules(SITE, remove=[".hit"])
    read(article, Web(page(deal="Tomorrow only: another card.")), after=timedelta(hours=1))
    assert (current(article).change_kind, current(article).previous_fetched_at) == ("reread", None)


def test_what_the_outlet_changed_is_told_from_what_changed_rules_left_out() -> None:
    article = read(hand_in(), Web(page()))
    build.make_site_rules(SITE, remove=[".hit"])
    read(article, Web(page("Its shares rose by four per cent after that.")), after=timedelta(hours=1))
    newest = current(article)
    assert (newest.change_kind, newest.change_why) == ("addition", "all earlier sentences still stand, 1 added")
    assert newest.previous_fetched_at == NOW


def test_an_older_page_that_was_handed_in_and_never_read_is_past_once_a_newer_one_is_read() -> None:
    article = hand_in(body=page("An older text of the very same article.").encode(), content_type="text/html")
    hand_in(body=page().encode(), content_type="text/html")
    read(article, Web(page()))
    read(article, Web(page()), after=timedelta(hours=1))
    assert "An older text" not in current(article).text


def test_a_paragraph_of_three_articles_of_a_site_is_left_out_of_the_third() -> None:
    articles = make_read(stories(3, PITCH))
    assert [PITCH in current(article).text for article in articles] == [True, True, False]
    assert current(articles[2]).blocks.get(aside=PITCH).why == "stands in at least 3 articles of this site"


def test_the_articles_before_it_lose_the_paragraph_when_they_are_read_again_and_no_outlet_is_blamed() -> None:
    bodies = stories(3, PITCH)
    first = make_read(bodies)[0]
    read(first, Web(bodies[0]), after=timedelta(hours=1))
    assert PITCH not in current(first).text
    assert current(first).change_kind == "reread"


def test_background_in_which_somebody_speaks_stays_in_every_follow_up() -> None:
    articles = make_read(stories(4, BACKGROUND))
    assert all(BACKGROUND in current(article).text for article in articles)


def test_the_same_article_at_several_addresses_keeps_its_text() -> None:
    articles = make_read([page()] * 4)
    assert all(PLANT in current(article).text for article in articles)


def test_what_recurs_is_remembered_once_for_each_article_and_not_for_ever() -> None:
    bodies = stories(ENOUGH + 2, PITCH)
    first = make_read(bodies)[0]
    read(first, Web(bodies[0]), after=timedelta(hours=1))
    counts = SiteParagraph.objects.values_list("fingerprint", flat=True)
    assert max(list(counts).count(fingerprint) for fingerprint in set(counts)) == ENOUGH


def test_a_paragraph_that_an_article_no_longer_has_is_forgotten() -> None:
    article = read(hand_in(), Web(page(PITCH)))
    before = article.paragraphs.count()
    read(article, Web(page()), after=timedelta(hours=1))
    assert article.paragraphs.count() == before - 1


WALL = "<html lang='en'><head><title>Post</title></head><body><p>Before you continue to the Post</p></body></html>"


@pytest.mark.parametrize(
    ("web", "wall"),
    [
        (Web(WALL), "consent wall"),
        (Web(error=FetchError("403", kind="http", status=403)), "bot check"),
        (Web(error=FetchError("503", kind="http", status=503)), ""),
        (Web("%PDF-1.7"), ""),
    ],
    ids=["consent wall", "forbidden", "out of service", "no page"],
)
def test_what_stood_in_front_of_an_article_is_known_until_it_is_read(web: Web, wall: str) -> None:
    article = read(hand_in(), web)
    assert article.wall == wall
    again = Article.objects.filter(pk=article.pk)
    again.update(stage="read", next_attempt_at=NOW)
    assert read(article, Web(page())).wall == ""


def test_an_article_that_was_read_before_keeps_its_text_and_knows_the_wall() -> None:
    article = read(hand_in(), Web(page()))
    read(article, Web(WALL), after=timedelta(hours=1))
    assert (article.wall, article.stage, current(article).number) == ("consent wall", "kept", 1)
