"""Whom a name means, as a reader types it."""

from django.db.models import Q, QuerySet

from claims import text
from claims.models import Entity


def entities_named(name: str) -> QuerySet[Entity]:
    """Those who have exactly this among their names, whatever its capitals and accents."""
    return Entity.objects.filter(Q(name__iexact=name) | Q(aliases__folded=text.fold(name)))
