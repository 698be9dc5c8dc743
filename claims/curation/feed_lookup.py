"""What an address leads to, before anything is stored: a feed, or a page and the feeds that it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext

from claims import ingest
from claims.curation.decisions import CurationError
from claims.ingest.feed_entry import FeedError, ParsedFeed
from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.models import Feed

LOOK_UP_BYTES = 5_000_000
MOST_NAMED = 30  # feeds of one page to choose from


@dataclass(frozen=True)
class FeedCandidate:
    """A feed that an address leads to; `title` is "" until it was read."""

    url: str
    title: str = ""


@dataclass(frozen=True)
class FoundFeed:
    url: str  # after redirects
    parsed: ParsedFeed
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def candidate(self) -> FeedCandidate:
        return FeedCandidate(self.url, self.parsed.title)


@dataclass(frozen=True)
class LookUp:
    """The feed at an address, or None and the addresses of the feeds to choose from, best first."""

    feed: FoundFeed | None
    named: tuple[str, ...] = ()


def look_up(url: str, *, fetch: Fetch) -> LookUp:
    """A page that names one feed leads to that feed."""
    response = _fetch(url, fetch)
    try:
        return LookUp(_as_feed(response))
    except FeedError as error:
        named = ingest.find_feeds(response.body, response.url)[:MOST_NAMED]
        if not named:
            raise CurationError(
                "url",
                gettext(
                    "No feed is at this address, and the page there names none. %(error)s Give the feed's own address."
                )
                % {"error": error},
            ) from error
    if len(named) > 1:
        return LookUp(None, tuple(named))
    try:
        return LookUp(_as_feed(_fetch(named[0], fetch)))
    except FeedError as error:
        raise CurationError(
            "url", gettext("The page names one feed, %(url)s, but there %(error)s.") % {"url": named[0], "error": error}
        ) from error


def find_known(url: str) -> Feed | None:
    """The feed at the address, or the one that was there before it moved."""
    spellings = {url.strip()}
    if ingest.is_web_address(url):
        spellings.add(ingest.normalise_url(url))
    return Feed.objects.filter(Q(url__in=spellings) | Q(aliases__url__in=spellings)).first()


def find_successors(feed: Feed, *, fetch: Fetch) -> tuple[str, ...]:
    """Other feeds that the outlet's site names: whatever is at the feed's address now, and the front pages."""
    found, refused = _named_by([feed.url, *_front_pages(feed)], fetch)
    known = set(Feed.objects.filter(url__in=found).values_list("url", flat=True))
    fresh = tuple(address for address in found if address not in known)
    if not fresh:
        reason = " ".join(refused) or gettext("Its pages name only feeds that are here already.")
        raise CurationError(
            "url",
            gettext(
                "No other feed was found on the outlet's site. %(reason)s"
                " Look for one in a browser, and give its address."
            )
            % {"reason": reason},
        )
    return fresh[:MOST_NAMED]


def _front_pages(feed: Feed) -> list[str]:
    address = urlsplit(feed.url)
    domains = feed.outlet.domains.exclude(domain=ingest.host_of(feed.url)).values_list("domain", flat=True)
    return [f"{address.scheme}://{address.netloc}/", *(f"https://{domain}/" for domain in domains)]


def _named_by(pages: Iterable[str], fetch: Fetch) -> tuple[list[str], list[str]]:
    """The feeds that the pages lead to, each once, and what stood in the way."""
    found: dict[str, None] = {}
    refused = []
    for page in pages:
        try:
            looked = look_up(page, fetch=fetch)
        except CurationError as refusal:
            refused.append(refusal.message)
        else:
            found |= dict.fromkeys([looked.feed.url] if looked.feed else looked.named)
    return list(found), refused


def _fetch(url: str, fetch: Fetch) -> Response:
    try:
        return fetch(Request(ingest.normalise_url(url), max_bytes=LOOK_UP_BYTES))
    except (ValueError, FetchError) as error:
        raise CurationError("url", str(error)) from error


def _as_feed(response: Response) -> FoundFeed:
    parsed = ingest.parse_feed(response.body, url=response.url, content_type=response.content_type)
    return FoundFeed(response.url, parsed, response.headers)
