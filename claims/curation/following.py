"""What a user follows: it changes nothing for anybody else, so it is no Decision."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from claims.models import Alert, Claim, Entity, Outlet, Visit, Watch

VISIT = timedelta(minutes=30)  # who comes back sooner is still on the same visit


def follow(
    user: User,
    *,
    entity: Entity | None = None,
    claim: Claim | None = None,
    outlet: Outlet | None = None,
    now: datetime,
) -> Watch:
    """A watch is a user's own and changes nothing for anybody else, so it is no Decision."""
    watch, _ = Watch.objects.get_or_create(
        user=user, entity=entity, claim=claim, outlet=outlet, search=None, defaults={"since": now}
    )
    return watch


def read_alerts(user: User, *, now: datetime) -> None:
    Alert.objects.filter(watch__user=user, read_at=None).update(read_at=now)


def unfollow(
    user: User, *, entity: Entity | None = None, claim: Claim | None = None, outlet: Outlet | None = None
) -> None:
    Watch.objects.filter(user=user, entity=entity, claim=claim, outlet=outlet, search=None).delete()


def look_at_today(user: User, *, now: datetime) -> None:
    """Whoever was away for a while begins a new visit, and is told what changed since the last one ended."""
    visit, is_first = Visit.objects.get_or_create(user=user, defaults={"looked_at": now})
    if is_first:
        return
    if visit.looked_at <= now - VISIT:
        visit.since = visit.looked_at
    visit.looked_at = now
    visit.save(update_fields=["looked_at", "since"])
