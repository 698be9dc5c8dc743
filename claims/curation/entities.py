"""Who and what is known: new entities, what they go by, and names that are none.

Each change has the texts concerned linked anew in the background, and can be undone (undoing.py).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, pgettext

from claims import link
from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.models import Alias, Decision, DismissedName, Entity
from claims.pipeline import recount, relink
from claims.pipeline.relinking import claims_of, revisions_by_names, revisions_with_unlinked
from claims.text import fold

CURATE = "claims.curate"
LONGEST_NAME = 200


def add_entity(
    actor: User,
    *,
    kind: str,
    name: str,
    description: str = "",
    aliases: Iterable[str] = (),
    reason: str = "",
    now: datetime,
) -> Decision:
    """A new entity that goes by its name and these aliases."""
    demand(actor, CURATE)
    with transaction.atomic():
        entity = make_entity(kind, name, description)
        rows = [make_alias(entity, text) for text in dict.fromkeys([entity.name, *clean(aliases)])]
        relink_by(rows, now)
        return record_new_entity(actor, entity, rows, reason=reason, now=now)


def add_alias(
    actor: User,
    entity: Entity,
    *,
    text: str,
    kind: str = link.AliasKind.NAME,
    lang: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    reason: str = "",
    now: datetime,
) -> Decision:
    demand(actor, CURATE)
    refuse_merged(entity)
    if valid_from and valid_to and valid_to < valid_from:
        raise CurationError("valid_to", gettext("It ends before it begins."))
    with transaction.atomic():
        row = make_alias(entity, text, kind=kind, lang=lang, valid_from=valid_from, valid_to=valid_to)
        relink_by([row], now)
        return record_new_alias(actor, row, reason=reason, now=now)


def dismiss_name(actor: User, text: str, *, now: datetime) -> Decision:
    """Never suggest this name again."""
    demand(actor, CURATE)
    key = link.unlinked_key(text)
    if not key:
        raise CurationError("text", gettext("Give the name that is none."))
    with transaction.atomic():
        row, is_new = DismissedName.objects.get_or_create(key=key, defaults={"text": text.strip()[:LONGEST_NAME]})
        if not is_new:
            raise CurationError("text", gettext("“%(row)s” is not suggested any more already.") % {"row": row})
        return record(actor, "dismiss name", row, now=now, after={"text": row.text})


def record_new_entity(
    actor: User, entity: Entity, aliases: Collection[Alias], *, reason: str, now: datetime
) -> Decision:
    names = {"aliases": ids_of(aliases), "texts": [alias.text for alias in aliases]}
    after = {"kind": entity.kind, "name": entity.name, **names}
    return record(actor, "add entity", entity, now=now, after=after, reason=reason.strip())


def record_new_alias(actor: User, alias: Alias, *, reason: str, now: datetime) -> Decision:
    after = {"aliases": [alias.pk], "texts": [alias.text], "kind": alias.kind, "lang": alias.lang}
    return record(actor, "add alias", alias.entity, now=now, after=after, reason=reason.strip())


def make_entity(kind: str, name: str, description: str) -> Entity:
    name = " ".join(name.split())
    if not link.name_key(name) or len(name) > LONGEST_NAME:
        raise CurationError(
            "name",
            gettext("Give a name of up to %(longest_name)s characters, with a letter or a number in it.")
            % {"longest_name": LONGEST_NAME},
        )
    refuse_unknown("kind", kind, "entity kind", Entity.Kind.values)
    known = Entity.objects.filter(kind=kind, name=name).select_related("merged_into").first()
    if known and known.merged_into:
        raise CurationError(
            "name",
            gettext("“%(known)s” was merged into %(merged_into)s; undo that on its page.")
            % {"known": known, "merged_into": known.merged_into},
        )
    if known:
        raise CurationError(
            "name",
            gettext("There is %(kind)s “%(known)s” already. Give what is missing there as an alias.")
            % {"kind": pgettext("entity kind", known.kind), "known": known},
        )
    return Entity.objects.create(kind=kind, name=name, description=description.strip()[:300])


def make_alias(
    entity: Entity,
    text: str,
    *,
    kind: str = link.AliasKind.NAME,
    lang: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Alias:
    text = " ".join(text.split())
    if not link.name_key(text) or len(text) > LONGEST_NAME:
        raise CurationError(
            "text",
            gettext("Give a name of up to %(longest_name)s characters, with a letter or a number in it.")
            % {"longest_name": LONGEST_NAME},
        )
    if entity.aliases.filter(text=text, lang=lang).exists():
        raise CurationError(
            "text", gettext("%(entity)s goes by “%(text)s” already.") % {"entity": entity, "text": text}
        )
    return Alias.objects.create(
        entity=entity, text=text, folded=fold(text), kind=kind, lang=lang, valid_from=valid_from, valid_to=valid_to
    )


def clean(texts: Iterable[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts if text.strip()]


def relink_by(aliases: Iterable[Alias], now: datetime) -> None:
    """Link anew where these names stand, linked or not, and count anew what their entities say."""
    rows = list(aliases)
    relink(revisions_by_names(rows) | revisions_with_unlinked(row.text for row in rows), now)
    recount(claims_of({row.entity for row in rows}), now)


def refuse_merged(entity: Entity) -> None:
    if entity.merged_into:
        raise CurationError(
            "",
            gettext("“%(entity)s” was merged into %(merged_into)s; go on there.")
            % {"entity": entity, "merged_into": entity.merged_into},
        )


def ids_of(rows: Iterable[Alias]) -> list[int]:
    return [row.pk for row in rows]
