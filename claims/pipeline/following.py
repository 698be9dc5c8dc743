"""Telling those who follow."""

from datetime import datetime

from django.db.models import Q

from claims.models import Alert, Claim, Statement, Watch


def tell_followers(claim: Claim, message: str, now: datetime) -> None:
    Alert.objects.bulk_create(Alert(watch=watch, claim=claim, message=message, at=now) for watch in watches_of(claim))


def watches_of(claim: Claim) -> list[Watch]:
    statements = Statement.objects.filter(links__claim=claim)
    return list(
        Watch.objects.filter(
            Q(claim=claim)
            | Q(entity__in=statements.values("speaker"))
            | Q(entity__in=statements.values("about"))
            | Q(outlet__in=statements.values("revision__article__outlet"))
        ).distinct()
    )
