"""What a user follows and what it told them."""

from dataclasses import dataclass

from claims.models import Alert, Watch
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of


@dataclass(frozen=True)
class Following:
    alerts: Page[Alert]
    unread: int
    claims: tuple[ClaimLine, ...]
    others: tuple[Watch, ...]  # entities, outlets and searches

    @property
    def is_empty(self) -> bool:
        return not self.claims and not self.others


def following(user_id: int, *, number: int = 1) -> Following:
    alerts = Alert.objects.filter(watch__user=user_id)
    shown = alerts.select_related("claim", "watch__entity", "watch__claim", "watch__outlet", "watch__search")
    watches = list(
        Watch.objects.filter(user=user_id, entity__merged_into=None)
        .select_related("entity", "claim", "outlet", "search")
        .order_by("-since")
    )
    return Following(
        alerts=page_of(shown.order_by("-at", "-pk"), number),
        unread=alerts.filter(read_at=None).count(),
        claims=tuple(claim_lines([watch.claim for watch in watches if watch.claim is not None])),
        others=tuple(watch for watch in watches if watch.claim is None),
    )
