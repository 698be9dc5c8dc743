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
    for entity in new:
        row = Entity.objects.create(kind=entity.kind, name=entity.name, description=entity.description)
        known[entity.kind, entity.name] = row
        aliases = [(entity.name, ""), *((alias.text, alias.lang) for alias in entity.aliases)]
        Alias.objects.bulk_create(Alias(entity=row, text=text, folded=fold(text), lang=lang) for text, lang in aliases)
    by_name = {name: row for (_, name), row in known.items()}
    EntityRelation.objects.bulk_create(
        EntityRelation(
            subject=known[entity.kind, entity.name],
            relation=relation.relation,
            object=by_name[relation.object],
            role=relation.role,
        )
        for entity in new
        for relation in entity.relations
    )
    return len(new)
