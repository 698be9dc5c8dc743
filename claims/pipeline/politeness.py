"""One request at a time to each registered domain, with a gap between them, and no page that robots.txt closes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
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


class HostBusyError(Exception):
    """The domain is being asked, or was a moment ago; `until` is when the one who asks may come again."""

    def __init__(self, domain: str, until: datetime) -> None:
        super().__init__(f"{domain} is not asked before {until:%H:%M:%S}")
        self.until = until


@dataclass(frozen=True)
class PoliteFetch:
    """Callable as `Fetch`, for work that can wait. Hosts that the operator allows by name are not held back.

    `waits`: a busy domain is waited for here, instead of HostBusyError for a worker that has other things to do.
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
                if not self.waits:
                    raise
                time.sleep(max(0.0, (busy.until - timezone.now()).total_seconds()))

    def _in_turn(self, request: Request) -> Response:
        with host_slot(registered_domain(request.url), self.gap) as slot:
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
    gap: timedelta


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
        HostSlot.objects.filter(domain=domain, free_at=taken).update(free_at=timezone.now() + slot.gap)


def next_ticket(domain: str, gap: timedelta, now: datetime) -> datetime:
    """A time behind everybody else's who waits for this domain."""
    slots = HostSlot.objects.filter(domain=domain)
    slots.update(last_ticket_at=Greatest(F("last_ticket_at"), now) + max(gap, timedelta(milliseconds=100)))
    return slots.values_list("last_ticket_at", flat=True).get()
