"""What a user follows: it changes nothing for anybody else, so it is no Decision."""

from datetime import datetime

from django.contrib.auth.models import User

from claims.models import Alert, Claim, Entity, Outlet, Watch


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
