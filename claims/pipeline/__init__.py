"""What happens to an article, from a feed's URL to a claim's standing.

    poll_feed         ask the feed; a new entry becomes an article that waits to be read
    read_article      fetch the page, or take one that is here; read its blocks; keep a revision if it says more
    extract_revision  find who said what in the revision's text
    link_revision     find whom and what those statements are of and about
    match_revision    let what still stands keep its claims; give each other statement its claim, or open one
    settle_claim      find where the claim's statements come from, and count how it stands
    pass_deadline     a week before a claim is due, and once that day is over: keep that nobody settled it, and tell
    relink_revision   link a finished revision anew, since names have changed
    send_digest       mail a user what changed on what they follow
    call_webhook      send the same to an address of the user's own

Each step takes its row (work.py), calls one pure stage, stores what that made together with the row's next state in
one transaction, and returns what can be done next; who calls it decides when. With a broker that is tasks.py, without
one `manage.py work`: both ask `find_due` for what is due and `run` to do it.
"""

import functools
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from claims import ingest
from claims.ingest.addresses import Allowlist
from claims.ingest.http import Fetch
from claims.ingest.robots import AGENT
from claims.models import Article, Claim, Deadline, DigestMail, Feed, Revision, Webhook
from claims.pipeline.backlog import Backlog, WorkState, backlog_of, state_of_work
from claims.pipeline.deadlines import pass_deadline, schedule_deadline
from claims.pipeline.digests import mail_of, next_digest_at, send_digest
from claims.pipeline.duplicates import find_article
from claims.pipeline.language import extract_revision
from claims.pipeline.ledger import settle_claim
from claims.pipeline.linking import link_revision
from claims.pipeline.matching import match_revision
from claims.pipeline.moves import keep_old_address
from claims.pipeline.outlets import find_or_make_outlet, find_outlet
from claims.pipeline.politeness import HostBusyError, PoliteFetch
from claims.pipeline.polling import poll_feed
from claims.pipeline.preview import Preview, preview_rules
from claims.pipeline.reading import read_again_at, read_article, read_sample, wall_of
from claims.pipeline.relinking import recount, relink, relink_revision
from claims.pipeline.texts_of_feeds import take_texts_of_feed
from claims.pipeline.webhooks import call_webhook, try_webhook
from claims.pipeline.work import MAX_ATTEMPTS, Due, LeaseLostError, PermanentFailureError, Step, due_rows, perform

__all__ = [
    "MAX_ATTEMPTS",
    "STEPS",
    "Backlog",
    "Due",
    "HostBusyError",
    "LeaseLostError",
    "PermanentFailureError",
    "Preview",
    "Step",
    "WorkState",
    "backlog",
    "fetcher",
    "find_article",
    "find_due",
    "find_or_make_outlet",
    "find_outlet",
    "keep_old_address",
    "mail_of",
    "next_digest_at",
    "polite_fetcher",
    "preview_rules",
    "read_again_at",
    "read_sample",
    "recount",
    "relink",
    "run",
    "schedule_deadline",
    "state_of_work",
    "take_texts_of_feed",
    "try_webhook",
    "wall_of",
]


def revision_step(name: str, queue: str, stage: Revision.Stage, run: Callable[..., list[Due]]) -> Step:
    failed = {"stage": Revision.Stage.FAILED, "failed_stage": stage}
    return Step(name, queue, Revision, Q(stage=stage), run, failed)


# In the order in which they are looked for: what is nearest to a result first, so that a backlog of feeds never
# keeps a pasted article waiting for its statements.
STEPS = {
    step.name: step
    for step in (
        Step("call_webhook", "fetching", Webhook, Q(), call_webhook),
        Step("send_digest", "fetching", DigestMail, Q(), send_digest),
        Step("pass_deadline", "ledger", Deadline, Q(), pass_deadline),
        Step("settle_claim", "ledger", Claim, Q(), settle_claim),
        revision_step("match_revision", "ledger", Revision.Stage.MATCH, match_revision),
        revision_step("link_revision", "language", Revision.Stage.LINK, link_revision),
        revision_step("extract_revision", "language", Revision.Stage.EXTRACT, extract_revision),
        Step("relink_revision", "language", Revision, Q(stage=Revision.Stage.DONE), relink_revision),
        Step("read_article", "fetching", Article, Q(), read_article, {"stage": Article.Stage.FAILED}),
        Step("poll_feed", "polling", Feed, Q(is_paused=False, gone_at=None), poll_feed),
    )
}


def find_due(now: datetime, *, queues: frozenset[str] | None = None, limit: int = 100) -> list[Due]:
    """Up to `limit` rows of each step that are due, the steps in the order of STEPS."""
    return [
        due for step in STEPS.values() if queues is None or step.queue in queues for due in due_rows(step, now, limit)
    ]


def backlog(now: datetime) -> list[Backlog]:
    """In the order of the flow."""
    return [backlog_of(step, now) for step in reversed(STEPS.values())]


def run(due: Due, now: datetime, fetch: Fetch) -> list[Due]:
    """Do one thing, if it is still due; returns what can be done next because of it."""
    return perform(STEPS[due.step], due.pk, now, fetch)


@functools.cache
def fetcher() -> Fetch:
    """The way to the web for what a person waits for, as the settings allow it."""
    return ingest.open_fetcher(user_agent=f"{AGENT}/0.1 (+{settings.FETCH_CONTACT})", allow=settings.FETCH_ALLOW)


@functools.cache
def polite_fetcher(*, waits: bool = False) -> Fetch:
    """The way to the web for work in the background, which comes back later or, with `waits`, waits for its turn."""
    return PoliteFetch(fetcher(), timedelta(seconds=settings.FETCH_GAP), Allowlist.of(settings.FETCH_ALLOW), waits)
