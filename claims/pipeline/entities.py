"""Entities from a table -> rows; what is there already is left as people have made it."""

from collections.abc import Sequence

from django.db import transaction

from claims.link.starter import StarterEntity
from claims.models import Alias, Entity, EntityRelation
from claims.text import fold


@transaction.atomic
def keep_entities(entities: Sequence[StarterEntity]) -> int:
    """Add the entities that are not known by kind and name; returns how many were."""
    known = {(entity.kind, entity.name): entity for entity in Entity.objects.all()}
    new = [entity for entity in entities if (entity.kind, entity.name) not in known]
    rows = Entity.objects.bulk_create(
        Entity(kind=entity.kind, name=entity.name, description=entity.description) for entity in new
    )
    known |= {(row.kind, row.name): row for row in rows}
    Alias.objects.bulk_create(
        Alias(
            entity=known[entity.kind, entity.name],
            text=alias.text,
            folded=fold(alias.text),
            lang=alias.lang,
            kind=alias.kind,
            valid_from=alias.since,
            valid_to=alias.until,
        )
        for entity in new
        for alias in entity.known_as
    )
    # Of two with one name (Facebook, the company and the network) a relation means the organisation.
    by_name = {
        name: row for (kind, name), row in sorted(known.items(), key=lambda item: item[1].kind == "organisation")
    }
    EntityRelation.objects.bulk_create(
        EntityRelation(
            subject=known[entity.kind, entity.name],
            relation=relation.relation,
            object=by_name[relation.object],
            role=relation.role,
            since=relation.since,
            until=relation.until,
        )
        for entity in new
        for relation in entity.relations
    )
    return len(new)
