"""One request at a time to each registered domain, with a gap between them, and no page that robots.txt closes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from claims.ingest import registered_domain
from claims.ingest.addresses import Allowlist
from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.ingest.robots import LARGEST, crawl_delay, may_read, robots_address
from claims.models import HostSlot, RobotsFile

# Longer than a page and its robots.txt may take together, so that a living request keeps its slot.
IN_FLIGHT = timedelta(seconds=90)
ROBOTS_AGE = timedelta(hours=24)
LONGEST_WAIT = timedelta(seconds=40)  # of one who waits here for a domain to be free; more than one Crawl-delay
# A domain that was asked too often (429) is left alone as a whole: as long as it wishes, but a feed's wish for days
# does not stop all the others of a large host.
COOL_DOWN = timedelta(minutes=5)
LONGEST_COOL_DOWN = timedelta(hours=1)


class HostBusyError(Exception):
    """The domain is being asked, or was a moment ago; `until` is when the one who asks may come again."""

    def __init__(self, domain: str, until: datetime) -> None:
        super().__init__(f"{domain} is not asked before {until:%H:%M:%S}")
        self.until = until


@dataclass(frozen=True)
class PoliteFetch:
    """Callable as `Fetch`, for work that can wait. Hosts that the operator allows by name are not held back.

    `waits`: a domain that is busy for a moment is waited for here, instead of HostBusyError for a worker that has other
    things to do.
    """

    fetch: Fetch
    gap: timedelta
    own: Allowlist
    waits: bool = False

    def __call__(self, request: Request) -> Response:
        if self.own.names(urlsplit(request.url).hostname or ""):
            return self.fetch(request)
        while True:
            try:
                return self._in_turn(request)
            except HostBusyError as busy:
                if not self.waits or busy.until - timezone.now() > LONGEST_WAIT:
                    raise
                time.sleep(max(0.0, (busy.until - timezone.now()).total_seconds()))

    def _in_turn(self, request: Request) -> Response:
        with host_slot(registered_domain(request.url), self.gap) as slot:
            try:
                return self._asked(request, slot)
            except FetchError as error:
                if error.status == HTTPStatus.TOO_MANY_REQUESTS:
                    slot.cool_down = cool_down(error.retry_at)
                raise

    def _asked(self, request: Request, slot: "Slot") -> Response:
        if request.obeys_robots:
            robots = self._robots(request.url)
            slot.gap = max(slot.gap, timedelta(seconds=crawl_delay(robots)))
            if not may_read(robots, request.url):
                raise FetchError(
                    f"{request.url} is closed to robots by the site's robots.txt; if you may read it, paste its"
                    " text under “Hand in an article”",
                    kind="robots",
                    permanent=True,
                )
        return self.fetch(request)

    def _robots(self, url: str) -> str:
        address = robots_address(url)
        origin = address.removesuffix("/robots.txt")
        known = RobotsFile.objects.filter(origin=origin).first()
        now = timezone.now()
        if known and known.fetched_at > now - ROBOTS_AGE:
            return known.text
        try:
            text = self._ask(address)
        except FetchError:
            if known:
                return known.text
            raise
        RobotsFile.objects.update_or_create(origin=origin, defaults={"text": text, "fetched_at": now})
        return text

    def _ask(self, address: str) -> str:
        """A site without a robots.txt closes nothing; one that cannot say at present is left alone."""
        try:
            return self.fetch(Request(address, max_bytes=LARGEST)).body.decode("utf-8", "replace").replace("\x00", "")
        except FetchError as error:
            if error.kind in ("too large", "encoding"):
                return ""
            if error.kind == "http" and error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return ""
            raise


@dataclass
class Slot:
    """What is learned of the domain while it is asked: the gap until the next request, or how long it is left alone."""

    gap: timedelta
    cool_down: timedelta | None = None


@contextmanager
def host_slot(domain: str, gap: timedelta) -> Iterator[Slot]:
    """The domain for as long as one request takes; HostBusyError if somebody else has it."""
    now = timezone.now()
    HostSlot.objects.get_or_create(domain=domain, defaults={"free_at": now, "last_ticket_at": now})
    taken = now + IN_FLIGHT
    if not HostSlot.objects.filter(domain=domain, free_at__lte=now).update(free_at=taken):
        raise HostBusyError(domain, next_ticket(domain, gap, now))
    slot = Slot(gap)
    try:
        yield slot
    finally:
        mine = HostSlot.objects.filter(domain=domain, free_at=taken)
        if slot.cool_down is None:
            mine.update(free_at=timezone.now() + slot.gap)
        else:
            until = timezone.now() + max(slot.cool_down, slot.gap)
            mine.update(free_at=until, last_ticket_at=Greatest(F("last_ticket_at"), until))


def cool_down(retry_at: datetime | None) -> timedelta:
    wished = retry_at - timezone.now() if retry_at else COOL_DOWN
    return min(max(wished, timedelta(0)), LONGEST_COOL_DOWN)


def next_ticket(domain: str, gap: timedelta, now: datetime) -> datetime:
    """A time behind everybody else's who waits for this domain."""
    slots = HostSlot.objects.filter(domain=domain)
    slots.update(last_ticket_at=Greatest(F("last_ticket_at"), now) + max(gap, timedelta(milliseconds=100)))
    return slots.values_list("last_ticket_at", flat=True).get()
