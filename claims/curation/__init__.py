"""The one door for human changes: each checks its input, changes the rows and writes the Decision, all or nothing.

Who may do what is asked of the user's permissions here, so that no other door needs to be watched.
"""

from claims.curation.articles import MAX_PASTED, hand_in, keep_apart, retry_article, submit_article
from claims.curation.decisions import CurationError, record
from claims.curation.feed_lists import Taken, TakenRow, export_feeds, import_feeds
from claims.curation.feeds import FeedCandidate, add_feed, find_feeds, keep_feed, pause_feed, poll_feed_now, resume_feed
from claims.curation.following import follow, read_alerts, unfollow
from claims.curation.sites import (
    GivenRules,
    Rereading,
    check_rules,
    find_site,
    newest_rules,
    reread_site,
    set_site_rules,
)
from claims.curation.verdicts import resolve_claim

__all__ = [
    "MAX_PASTED",
    "CurationError",
    "FeedCandidate",
    "GivenRules",
    "Rereading",
    "Taken",
    "TakenRow",
    "add_feed",
    "check_rules",
    "export_feeds",
    "find_feeds",
    "find_site",
    "follow",
    "hand_in",
    "import_feeds",
    "keep_apart",
    "keep_feed",
    "newest_rules",
    "pause_feed",
    "poll_feed_now",
    "read_alerts",
    "record",
    "reread_site",
    "resolve_claim",
    "resume_feed",
    "retry_article",
    "set_site_rules",
    "submit_article",
    "unfollow",
]
