"""The rules of a site: setting them, and having its stored pages read again by them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from claims import ingest
from claims.curation.decisions import CurationError, demand, record
from claims.models import Article, SiteRules
from claims.pipeline.sites import as_rules

HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")
LONGEST_HOST = 253


@dataclass(frozen=True)
class GivenRules:
    """As a form has them: a selector or a header a line."""

    remove: str = ""
    keep: str = ""
    headers: str = ""


@dataclass(frozen=True)
class Rereading:
    """How many articles are read again from their stored pages, and how many that failed are fetched again."""

    stored: int
    failed: int


def find_site(given: str) -> str:
    """The site that an address or a host names: "https://www.example.org/a" is "example.org"'s."""
    given = given.strip()
    try:
        host = ingest.host_of(given if "://" in given else f"https://{given}")
    except ValueError as error:
        raise CurationError("site", str(error)) from error
    if not HOST.fullmatch(host) or len(host) > LONGEST_HOST:
        raise CurationError(
            "site",
            gettext("“%(given)s” names no site. Give an address, or a name such as example.org.")
            % {"given": given[:80]},
        )
    return host


def check_rules(site: str, given: GivenRules) -> ingest.SiteRules:
    headers = [line.partition(":") for line in given.headers.splitlines() if line.strip()]
    for name, colon, _ in headers:
        if not colon:
            raise CurationError(
                "headers",
                gettext("“%(name)s…” has no colon. Write one header a line, as in “Cookie: a=b”.")
                % {"name": name[:20]},
            )
    pairs = [(name, value) for name, _, value in headers]
    try:
        return ingest.site_rules(site, remove=given.remove.splitlines(), keep=given.keep, headers=pairs)
    except ingest.BadRulesError as error:
        raise CurationError(error.field, str(error)) from error


def newest_rules(site: str) -> SiteRules | None:
    return SiteRules.objects.filter(site=site).order_by("version").last()


def set_site_rules(
    actor: User, site: str, given: GivenRules, *, reason: str, based_on: int, now: datetime
) -> SiteRules:
    """A new version. `based_on` is the one that was looked at, 0 for none: what another made meanwhile is not lost."""
    demand(actor, "claims.manage_feeds")
    rules = check_rules(site, given)
    if not reason.strip():
        raise CurationError("reason", gettext("Say why, for whoever reads these rules next."))
    newest = newest_rules(site)
    version = newest.version if newest else 0
    if version != based_on:
        raise _overtaken(version)
    if rules == (as_rules(newest) if newest else ingest.site_rules(site)):
        raise CurationError("", gettext("These are the rules that count already; nothing was changed."))
    try:
        with transaction.atomic():
            row = SiteRules.objects.create(
                site=site,
                version=version + 1,
                remove=list(rules.remove),
                keep=rules.keep,
                headers=[list(pair) for pair in rules.headers.pairs],
                reason=reason.strip(),
                by=actor,
                at=now,
            )
            before, after = (described(newest) if newest else {}), described(row)
            after["changed headers"] = _changed_headers(newest, row)
            record(actor, "set site rules", row, now=now, before=before, after=after, reason=row.reason)
    except IntegrityError as error:
        raise _overtaken(version + 1) from error
    return row


def described(row: SiteRules) -> dict[str, Any]:
    """For the record, which many may read: without the secrets."""
    return {
        "site": row.site,
        "version": row.version,
        "remove": row.remove,
        "keep": row.keep,
        "headers": dict(ingest.masked((name, value) for name, value in row.headers)),
    }


def _changed_headers(old: SiteRules | None, new: SiteRules) -> list[str]:
    before, after = dict(old.headers if old else []), dict(new.headers)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _overtaken(version: int) -> CurationError:
    return CurationError(
        "",
        gettext(
            "Somebody saved version %(version)s of these rules meanwhile. Open them again and make your change there."
        )
        % {"version": version},
    )


def reread_site(actor: User, site: str, *, now: datetime) -> Rereading:
    """Have the stored pages of the site read by its rules of today, and what failed there fetched once more."""
    demand(actor, "claims.manage_feeds")
    rules = newest_rules(site)
    if rules is None:
        raise CurationError("", gettext("%(site)s has no rules yet. Set some first.") % {"site": site})
    articles = Article.objects.of_site(site)
    again = {"next_attempt_at": now, "attempts": 0}
    with transaction.atomic():
        stored = articles.filter(stage=Article.Stage.KEPT).update(stage=Article.Stage.REREAD, **again)
        failed = articles.filter(stage=Article.Stage.FAILED).update(stage=Article.Stage.READ, **again)
        after = {"site": site, "version": rules.version, "stored": stored, "failed": failed}
        record(actor, "reread site", rules, now=now, after=after)
    return Rereading(stored, failed)
