"""A domain is asked one request at a time, with a gap; pages that robots.txt closes are left alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest

from claims import pipeline
from claims.ingest.addresses import Allowlist
from claims.ingest.http import FetchError, Request, Response
from claims.models import Article, HostSlot, RobotsFile
from claims.pipeline.politeness import IN_FLIGHT, HostBusyError, PoliteFetch, host_slot
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

GAP = timedelta(seconds=2)
PAGE = "https://www.example.org/artikel/1"


class Web:
    """Answers and remembers what it was asked; `robots` is a robots.txt, or the error that its address gives."""

    def __init__(self, robots: str | FetchError = "") -> None:
        self.robots = robots
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Response:
        self.asked.append(request.url)
        if request.url.endswith("/robots.txt"):
            if isinstance(self.robots, FetchError):
                raise self.robots
            return Response(request.url, 200, self.robots.encode())
        return Response(request.url, 200, b"page")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with patch("claims.pipeline.politeness.timezone.now", clock):
        yield clock


def polite(web: Web, *, own: tuple[str, ...] = ()) -> PoliteFetch:
    return PoliteFetch(web, GAP, Allowlist.of(own))


def page(url: str = PAGE) -> Request:
    return Request(url, obeys_robots=True)


def test_the_same_domain_is_not_asked_again_before_the_gap_is_over(clock: Clock) -> None:
    web = Web()
    fetch = polite(web)
    fetch(Request(PAGE))
    with pytest.raises(HostBusyError):
        fetch(Request("https://feeds.example.org/rss"))
    fetch(Request("https://example.com/"))
    clock.now += GAP
    fetch(Request("https://feeds.example.org/rss"))
    assert len(web.asked) == 3


def test_whoever_comes_too_early_is_given_a_time_of_its_own(clock: Clock) -> None:
    fetch = polite(Web())
    fetch(Request(PAGE))
    times = []
    for _ in range(3):
        with pytest.raises(HostBusyError) as busy:
            fetch(Request(PAGE))
        times.append(busy.value.until - clock.now)
    assert times == [GAP, 2 * GAP, 3 * GAP]


def test_a_request_that_never_ends_does_not_hold_its_domain_for_ever(clock: Clock) -> None:
    slot = host_slot("example.org", GAP)
    slot.__enter__()
    with pytest.raises(HostBusyError):
        polite(Web())(Request(PAGE))
    clock.now += IN_FLIGHT
    assert polite(Web())(Request(PAGE)).status == 200


def test_the_gap_is_kept_after_a_failure_too(clock: Clock) -> None:
    def failing(request: Request) -> Response:
        raise FetchError(f"{request.url} did not answer", kind="timeout")

    with pytest.raises(FetchError):
        PoliteFetch(failing, GAP, Allowlist())(Request(PAGE))
    assert HostSlot.objects.get().free_at == clock.now + GAP


def test_the_operators_own_hosts_are_not_held_back(clock: Clock) -> None:
    web = Web("User-agent: *\nDisallow: /")
    fetch = polite(web, own=("www.example.org", "127.0.0.0/8"))
    for url in (PAGE, PAGE, "http://127.0.0.1:8000/x"):
        fetch(page(url))
    assert web.asked == [PAGE, PAGE, "http://127.0.0.1:8000/x"]


def test_a_worker_comes_back_to_a_busy_domain_and_no_try_is_counted(clock: Clock) -> None:
    article = build.make_waiting_article(PAGE)
    with host_slot("example.org", GAP):
        pipeline.run(Due("read_article", article.pk), NOW, polite(Web()))
    article.refresh_from_db()
    assert (article.next_attempt_at, article.attempts, article.stage) == (NOW + GAP, 0, Article.Stage.READ)


def test_whoever_can_wait_waits_for_the_domain(clock: Clock) -> None:
    def sleep(seconds: float) -> None:
        clock.now += timedelta(seconds=seconds)

    web = Web()
    fetch = replace(polite(web), waits=True)
    with patch("claims.pipeline.politeness.time.sleep", sleep):
        for _ in range(3):
            fetch(Request(PAGE))
    assert clock.now >= NOW + 2 * GAP
    assert len(web.asked) == 3


def test_a_page_that_robots_txt_closes_is_not_asked_for(clock: Clock) -> None:
    web = Web("User-agent: claim-tracker\nDisallow: /artikel/")
    with pytest.raises(FetchError, match="closed to robots") as refused:
        polite(web)(page())
    assert (refused.value.kind, refused.value.permanent) == ("robots", True)
    assert web.asked == ["https://www.example.org/robots.txt"]


def test_rules_for_other_robots_do_not_concern_us(clock: Clock) -> None:
    web = Web("User-agent: otherbot\nDisallow: /\n\nUser-agent: *\nDisallow: /privat/")
    assert polite(web)(page()).body == b"page"


def test_feeds_are_published_to_be_polled_and_robots_txt_is_not_asked(clock: Clock) -> None:
    web = Web("User-agent: *\nDisallow: /")
    polite(web)(Request(PAGE))
    assert web.asked == [PAGE]


def test_robots_txt_is_asked_for_once_a_day(clock: Clock) -> None:
    web = Web()
    fetch = polite(web)
    for hours in (0, 1, 23, 25):
        clock.now = NOW + timedelta(hours=hours)
        fetch(page())
    assert web.asked.count("https://www.example.org/robots.txt") == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_a_robots_txt_closes_nothing(clock: Clock, status: int) -> None:
    web = Web(FetchError("GET: no", kind="http", status=status))
    assert polite(web)(page()).body == b"page"


@pytest.mark.parametrize("error", [("http", 503), ("http", 429), ("timeout", None)])
def test_a_site_whose_robots_txt_cannot_be_asked_is_left_alone_for_now(
    clock: Clock, error: tuple[str, int | None]
) -> None:
    web = Web(FetchError("robots.txt: no", kind=error[0], status=error[1]))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        polite(web)(page())
    assert PAGE not in web.asked


def test_an_old_robots_txt_holds_while_the_new_one_cannot_be_asked(clock: Clock) -> None:
    RobotsFile.objects.create(
        origin="https://www.example.org", text="User-agent: *\nDisallow: /", fetched_at=NOW - timedelta(days=3)
    )
    with pytest.raises(FetchError, match="closed to robots"):
        polite(Web(FetchError("503", kind="http", status=503)))(page())


def test_a_crawl_delay_lengthens_the_gap(clock: Clock) -> None:
    polite(Web("User-agent: *\nCrawl-delay: 7"))(page())
    assert HostSlot.objects.get().free_at == clock.now + timedelta(seconds=7)


def test_a_crawl_delay_of_hours_is_not_waited_for(clock: Clock) -> None:
    polite(Web("User-agent: *\nCrawl-delay: 86400"))(page())
    assert HostSlot.objects.get().free_at == clock.now + timedelta(seconds=30)


def storm(*, retry_at: datetime | None = None, status: int = 429) -> FetchError:
    return FetchError("too often", kind="http", status=status, retry_at=retry_at)


@pytest.mark.parametrize(
    ("wished", "left_alone"),
    [
        (timedelta(minutes=20), timedelta(minutes=20)),
        (timedelta(days=3), timedelta(hours=1)),
        (None, timedelta(minutes=5)),
        (timedelta(days=-1), GAP),
    ],
)
def test_a_domain_that_was_asked_too_often_is_left_alone_as_a_whole(
    clock: Clock, wished: timedelta | None, left_alone: timedelta
) -> None:
    def fetch(request: Request) -> Response:
        raise storm(retry_at=clock.now + wished if wished else None)

    with pytest.raises(FetchError):
        PoliteFetch(fetch, GAP, Allowlist())(Request(PAGE))
    for url in ("https://feeds.example.org/rss", "https://example.org/"):
        with pytest.raises(HostBusyError) as busy:
            polite(Web())(Request(url))
        assert busy.value.until >= clock.now + left_alone
    assert polite(Web())(Request("https://example.com/")).status == 200
    clock.now += left_alone
    assert polite(Web())(Request(PAGE)).status == 200


def test_a_storm_at_robots_txt_cools_the_domain_down_too(clock: Clock) -> None:
    with pytest.raises(FetchError):
        polite(Web(storm()))(page())
    assert HostSlot.objects.get().free_at == clock.now + timedelta(minutes=5)


def test_a_server_that_is_out_of_service_holds_back_nobody_else(clock: Clock) -> None:
    with pytest.raises(FetchError):
        polite(Web(storm(status=503, retry_at=clock.now + timedelta(hours=1))))(page())
    assert HostSlot.objects.get().free_at == clock.now + GAP


def test_a_cool_down_is_not_waited_for_on_the_spot(clock: Clock) -> None:
    with pytest.raises(FetchError):
        polite(Web(storm()))(page())
    with pytest.raises(HostBusyError):
        replace(polite(Web()), waits=True)(page())
