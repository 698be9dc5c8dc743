"""What must hold among the entries of all tables together."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from claims.link.starter.entries import StarterAlias, StarterEntity
from claims.text import fold


def find_faults(entities: Sequence[StarterEntity]) -> list[str]:
    """Sentences that each name the entry at fault; none if the tables can be used."""
    return [*double_entries(entities), *unknown_objects(entities), *wrong_days(entities), *shared_aliases(entities)]


def double_entries(entities: Sequence[StarterEntity]) -> list[str]:
    faults = []
    seen: dict[tuple[str, str], StarterEntity] = {}
    for entity in entities:
        first = seen.setdefault((entity.kind, fold(entity.name)), entity)
        if first is not entity:
            faults.append(f"{entity} stands in {first.source} already")
        aliases = Counter((alias.text, alias.lang) for alias in entity.known_as)
        faults += [f"{entity} has the alias “{text}” twice" for (text, _), times in aliases.items() if times > 1]
        relations = Counter((each.relation, each.object, each.role, each.since) for each in entity.relations)
        faults += [
            f"{entity} says twice: {relation} “{other}”"
            for (relation, other, *_), times in relations.items()
            if times > 1
        ]
    return faults


def unknown_objects(entities: Sequence[StarterEntity]) -> list[str]:
    names = {entity.name for entity in entities}
    faults = []
    for entity in entities:
        for relation in entity.relations:
            if relation.object not in names:
                faults.append(f"{entity}: {relation.relation} “{relation.object}”, which has no entry")
            elif relation.object == entity.name:
                faults.append(f"{entity}: {relation.relation} itself")
    return faults


def wrong_days(entities: Sequence[StarterEntity]) -> list[str]:
    spans = [
        (entity, what, since, until)
        for entity in entities
        for what, since, until in (
            *((alias.text, alias.since, alias.until) for alias in entity.aliases),
            *((relation.object, relation.since, relation.until) for relation in entity.relations),
        )
    ]
    return [
        f"{entity}: “{what}” ends on {until}, before it begins on {since}"
        for entity, what, since, until in spans
        if since and until and until < since
    ]


def shared_aliases(entities: Sequence[StarterEntity]) -> list[str]:
    """An alias of two entities of one kind at one time would be linked to neither."""
    faults = []
    owners: dict[tuple[str, str], list[tuple[StarterEntity, StarterAlias]]] = defaultdict(list)
    for entity in entities:
        for alias in entity.known_as:
            for owner, theirs in owners[entity.kind, fold(alias.text)]:
                same_language = not alias.lang or not theirs.lang or alias.lang == theirs.lang
                if owner.name != entity.name and same_language and overlap(alias, theirs):
                    faults.append(f"{entity} shares the alias “{alias.text}” with {owner}")
            owners[entity.kind, fold(alias.text)].append((entity, alias))
    return faults


def overlap(one: StarterAlias, other: StarterAlias) -> bool:
    return max(one.since or date.min, other.since or date.min) <= min(one.until or date.max, other.until or date.max)
