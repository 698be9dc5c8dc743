"""From a feed's address to an article's blocks and revisions.

A poll asks a feed's URL: `open_fetcher` gives the way to the web, and only fetch.py opens sockets, only to the open
internet. `parse_feed` reads the entries behind a gate that refuses entity declarations; `find_feeds` finds feeds from
any page; `next_poll` decides when to ask again. Each entry's page, or what a person pasted, goes through `read_page`:
the site's rules are followed, boxes, captions and readers' comments are taken aside, the main text is found, and every
paragraph gets a role and a reason for it; `without_recurring` takes out what stands in many articles of the site.
`decide_revision` says whether that is news. Nothing here knows of Django or of rows.
"""

from claims.ingest.as_json import inspect_feed, inspect_page
from claims.ingest.comparison import ComparedBlock, Difference, compare_readings
from claims.ingest.discovery import find_feeds
from claims.ingest.feeds import parse_feed
from claims.ingest.fetch import Fetcher, open_fetcher
from claims.ingest.opml import Subscription, read_opml, write_opml
from claims.ingest.page import read_page
from claims.ingest.reading import PageReading, PageRefused
from claims.ingest.recurring import paragraph_fingerprints, without_recurring
from claims.ingest.rereading import is_restless, next_reading
from claims.ingest.revisions import ChangeKind, RevisionDecision, decide_revision
from claims.ingest.schedule import NextPoll, fresh_for, next_poll
from claims.ingest.site_rules import NO_RULES, BadRulesError, SiteRules, masked, read_rules, site_rules
from claims.ingest.urls import (
    LONGEST_URL,
    host_of,
    is_web_address,
    normalise_url,
    registered_domain,
    site_of,
    sites_above,
)

__all__ = [
    "LONGEST_URL",
    "NO_RULES",
    "BadRulesError",
    "ChangeKind",
    "ComparedBlock",
    "Difference",
    "Fetcher",
    "NextPoll",
    "PageReading",
    "PageRefused",
    "RevisionDecision",
    "SiteRules",
    "Subscription",
    "compare_readings",
    "decide_revision",
    "find_feeds",
    "fresh_for",
    "host_of",
    "inspect_feed",
    "inspect_page",
    "is_restless",
    "is_web_address",
    "masked",
    "next_poll",
    "next_reading",
    "normalise_url",
    "open_fetcher",
    "paragraph_fingerprints",
    "parse_feed",
    "read_opml",
    "read_page",
    "read_rules",
    "registered_domain",
    "site_of",
    "site_rules",
    "sites_above",
    "without_recurring",
    "write_opml",
]
