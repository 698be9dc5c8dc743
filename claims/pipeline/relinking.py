"""Names changed -> the finished revisions that have them are linked anew, and the claims they bear on counted anew.

A finished revision that is due is one to be linked anew. Claims keep their statements, and people's decisions stand.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet

from claims import link
from claims.ingest.http import Fetch
from claims.models import Alias, Claim, Entity, Mention, Revision, Statement, UnlinkedName
from claims.pipeline.batches import in_batches
from claims.pipeline.candidates import change_keys
from claims.pipeline.language import published_on
from claims.pipeline.linking import keep_links, load_known
from claims.pipeline.matching import describe, main_entities
from claims.pipeline.slots import find_slots_anew
from claims.pipeline.work import Due, lock_ledger, storing


def relink_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    known = load_known(published_on(revision))
    mentions = link.find_mentions(revision.text, known.gazetteer)
    with storing(revision):
        lock_ledger()
        keep_links(revision, mentions, known)
        find_by_new_names(revision)
        claims = Claim.objects.filter(links__statement__revision=revision)
        touched = sorted(set(claims.values_list("pk", flat=True)))
        find_slots_anew(claims)
        recount(claims, now)
    return [Due("settle_claim", pk) for pk in touched]


def find_by_new_names(revision: Revision) -> None:
    """Let what the revision says be compared, and its claims be found, by whom it names now."""
    main_ids = main_entities(revision)
    compared = revision.statements.exclude(keys=[]).select_related("revision__article")
    statements = list(compared.prefetch_related("about__aliases"))
    for statement in statements:
        statement.keys = sorted(describe(statement, main_ids).stored)
    Statement.objects.bulk_update(statements, ["keys"])
    for claim in Claim.objects.filter(links__statement__revision=revision).distinct():
        change_keys(claim)


def relink(revision_ids: Iterable[int], now: datetime) -> None:
    """Have these revisions linked anew in the background."""
    for some in in_batches(sorted(set(revision_ids))):
        revisions = Revision.objects.filter(pk__in=some)
        again = {"next_attempt_at": now, "attempts": 0}
        revisions.filter(stage=Revision.Stage.DONE).update(**again)
        revisions.filter(stage=Revision.Stage.MATCH).update(stage=Revision.Stage.LINK, **again)
        revisions.filter(failed_stage=Revision.Stage.MATCH).update(failed_stage=Revision.Stage.LINK)


def recount(claims: QuerySet[Claim], now: datetime) -> None:
    Claim.objects.filter(pk__in=claims.values("pk")).update(next_attempt_at=now, attempts=0)


def claims_of(entities: Collection[Entity]) -> QuerySet[Claim]:
    """What these entities say or is said of them."""
    statements = Statement.objects.filter(Q(speaker__in=entities) | Q(about__in=entities))
    return Claim.objects.filter(links__statement__in=statements.values("pk"))


def revisions_with_unlinked(texts: Iterable[str]) -> set[int]:
    """Where one of these names is linked to nothing, since nothing known fits it."""
    names = UnlinkedName.objects.filter(key__in={link.unlinked_key(text) for text in texts})
    return set(names.values_list("statement__revision", flat=True))


def revisions_by_names(aliases: Collection[Alias]) -> set[int]:
    """Where one of these aliases is linked to whoever has it or had it, or to nobody because several do."""
    keys = {link.name_key(alias.text) for alias in aliases}
    owners = set(Alias.objects.filter(folded__in=[alias.folded for alias in aliases]).values_list("entity", flat=True))
    owners.update(alias.entity_id for alias in aliases)
    mentions = Mention.objects.filter(Q(entity__in=owners) | Q(entity=None))
    spoken = Statement.objects.filter(speaker__in=owners)
    named = chain(
        mentions.values_list("revision", "text").iterator(),
        spoken.values_list("revision", "speaker_name").iterator(),
    )
    return {revision_id for revision_id, text in named if is_one_of(text, keys)}


def is_one_of(text: str, keys: Collection[tuple[str, ...]]) -> bool:
    key = link.name_key(text)
    return key in keys or (bool(key) and (*key[:-1], link.strip_genitive(key[-1])) in keys)
