"""What a user follows and what it told them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.models import Alert, Claim, Watch
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of


@dataclass(frozen=True)
class Notice:
    """What was told once, though it may have been by several things that the user follows."""

    message: str
    at: datetime
    is_new: bool
    watches: tuple[Watch, ...]


@dataclass(frozen=True)
class NoticeGroup:
    claim: Claim
    notices: tuple[Notice, ...]  # the newest first


@dataclass(frozen=True)
class Following:
    alerts: Page[NoticeGroup]  # counted in alerts, shown by claim
    unread: int
    claims: tuple[ClaimLine, ...]
    others: tuple[Watch, ...]  # entities, outlets and searches

    @property
    def is_empty(self) -> bool:
        return not self.claims and not self.others


def following(user_id: int, *, number: int = 1) -> Following:
    alerts = Alert.objects.filter(watch__user=user_id)
    shown = alerts.select_related("claim", "watch__entity", "watch__claim", "watch__outlet", "watch__search")
    page = page_of(shown.order_by("-at", "-pk"), number)
    watches = list(
        Watch.objects.filter(user=user_id, entity__merged_into=None)
        .select_related("entity", "claim", "outlet", "search")
        .order_by("-since")
    )
    return Following(
        alerts=page.with_lines(grouped(page.lines)),
        unread=alerts.filter(read_at=None).count(),
        claims=tuple(claim_lines([watch.claim for watch in watches if watch.claim is not None])),
        others=tuple(watch for watch in watches if watch.claim is None),
    )


def grouped(alerts: Iterable[Alert]) -> tuple[NoticeGroup, ...]:
    """By claim, in the order of their first alerts."""
    by_claim: dict[Claim, dict[tuple[datetime, str], list[Alert]]] = {}
    for alert in alerts:
        by_claim.setdefault(alert.claim, {}).setdefault((alert.at, alert.message), []).append(alert)
    return tuple(
        NoticeGroup(
            claim,
            tuple(
                Notice(message, at, any(each.read_at is None for each in same), tuple(each.watch for each in same))
                for (at, message), same in told.items()
            ),
        )
        for claim, told in by_claim.items()
    )
