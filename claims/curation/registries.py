"""Registries: outlets and their domains, entities and what belongs to them, one row at a time.

A row is given as it shall be; what it was is read from the database. What follows for texts and claims is done once for
all rows that are changed together.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext

from claims import link
from claims.curation.decisions import CurationError, demand, record
from claims.curation.entities import make_alias, record_new_alias, record_new_entity, refuse_merged, relink_by
from claims.models import Alias, Claim, Decision, Entity, EntityRelation, Outlet, OutletDomain
from claims.pipeline import recount
from claims.pipeline.relinking import claims_of
from claims.text import fold

Row = Outlet | OutletDomain | Entity | Alias | EntityRelation
# As decisions call them.
NAMES: dict[type[Row], str] = {
    Outlet: "outlet",
    OutletDomain: "domain",
    Entity: "entity",
    Alias: "alias",
    EntityRelation: "relation",
}
REGISTRY_ACTIONS = [
    *(f"{verb} {name}" for verb in ("add", "change", "delete") for name in NAMES.values()),
    "change user",
]


@dataclass
class Touched:
    """What has to be linked or counted anew."""

    aliases: list[Alias] = field(default_factory=list)
    entities: set[Entity] = field(default_factory=set)
    outlets: set[Outlet] = field(default_factory=set)

    def add(self, row: Row) -> None:
        if isinstance(row, Alias):
            self.aliases.append(row)
        elif isinstance(row, Entity):
            self.aliases += row.aliases.all()
        elif isinstance(row, EntityRelation):
            self.entities |= {row.subject, row.object}
        elif isinstance(row, Outlet):
            self.outlets.add(row)

    def settle(self, now: datetime) -> None:
        if self.aliases:
            relink_by(self.aliases, now)
        recount(claims_of(self.entities), now)
        recount(Claim.objects.filter(links__statement__revision__article__outlet__in=self.outlets), now)


def save_row(actor: User, row: Row, *, reason: str = "", now: datetime) -> Decision | None:
    """None where the row says nothing new."""
    with transaction.atomic():
        touched = Touched()
        decision = keep_row(actor, row, touched, reason=reason, now=now)
        touched.settle(now)
        return decision


def keep_row(actor: User, row: Row, touched: Touched, *, reason: str, now: datetime) -> Decision | None:
    """Save the row, and leave what follows from it to the caller."""
    was: Any = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    verb = "change" if was else "add"
    demand(actor, f"claims.{verb}_{row._meta.model_name}")
    tidy(row)
    before, after = values_of(was) if was else {}, values_of(row)
    if before == after:
        return None
    check(row)
    changed = [name for name in after if before.get(name) != after[name]]
    row.save()
    if isinstance(row, Entity) and not row.aliases.filter(text=row.name, lang="").exists():
        make_alias(row, row.name)
    if changed != ["description"]:
        touched.add(row)
        if was:
            touched.add(was)
    if was is None and isinstance(row, Alias):
        return record_new_alias(actor, row, reason=reason, now=now)
    if was is None and isinstance(row, Entity):
        return record_new_entity(actor, row, row.aliases.all(), reason=reason, now=now)
    return record(
        actor,
        f"{verb} {NAMES[type(row)]}",
        owner_of(row),
        now=now,
        before={"row": str(was), **{name: before[name] for name in changed}} if was else {},
        after={"row": str(row), **{name: after[name] for name in changed}},
        reason=reason.strip(),
    )


def delete_row(actor: User, row: Row, *, reason: str = "", now: datetime) -> Decision:
    demand(actor, f"claims.delete_{row._meta.model_name}")
    refuse_needed(row)
    with transaction.atomic():
        touched = Touched()
        touched.add(row)
        before = {"row": str(row), **values_of(row)}
        decision = record(
            actor, f"delete {NAMES[type(row)]}", owner_of(row), now=now, before=before, reason=reason.strip()
        )
        try:
            row.delete()
        except ProtectedError as error:
            raise CurationError(
                "", gettext("“%(row)s” has feeds or articles, which would be nobody's.") % {"row": row}
            ) from error
        touched.outlets.clear()  # one that could be deleted had no articles
        touched.settle(now)
        return decision


def record_user(
    actor: User, user: User, before: dict[str, Any], after: dict[str, Any], *, now: datetime
) -> Decision | None:
    """What somebody may do, which Django's own form changed; None where it is what it was."""
    demand(actor, "auth.change_user")
    return record(actor, "change user", user, now=now, before=before, after=after) if before != after else None


def refuse_needed(row: Row) -> None:
    if isinstance(row, Entity):
        raise CurationError(
            "",
            gettext("“%(row)s” stays: what was said hangs on it. Merge it into another on its page instead.")
            % {"row": row},
        )
    if isinstance(row, Alias) and row.text == row.entity.name and not row.lang:
        raise CurationError(
            "",
            gettext("“%(name)s” is what %(entity)s is called here, so it has to stay.")
            % {"name": row.text, "entity": row.entity},
        )


def tidy(row: Row) -> None:
    if isinstance(row, Alias):
        row.text = " ".join(row.text.split())
        row.folded = fold(row.text)
    elif isinstance(row, Entity | Outlet):
        row.name = " ".join(row.name.split())
    elif isinstance(row, OutletDomain):
        row.domain = row.domain.strip().lower()


def check(row: Row) -> None:
    """Refuse what the registry could not hold, in the words of the first fault."""
    try:
        row.full_clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise CurationError(name.strip("_"), messages[0]) from error
    if isinstance(row, Entity | Alias | EntityRelation):
        refuse_merged(owner_of(row))
    called = row.text if isinstance(row, Alias) else row.name if isinstance(row, Entity) else None
    if called is not None and not link.name_key(called):
        raise CurationError("name", gettext("“%(name)s” has no letter and no number in it.") % {"name": called})


def owner_of(row: Any) -> Any:
    """What decisions about the row are recorded with: an entity for its names, any other row for itself."""
    if isinstance(row, Alias):
        return row.entity
    if isinstance(row, EntityRelation):
        return row.subject
    return row.outlet if isinstance(row, OutletDomain) else row


def values_of(row: Row) -> dict[str, str]:
    """As words, for the record and to be compared."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "folded"]
    values = {each.name: getattr(row, each.name) for each in fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}
