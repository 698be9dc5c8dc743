"""Who speaks about whom around an entity, counted in claims: what many articles repeat is one claim."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from claims.models import Entity, Link, Statement

ON_EACH_SIDE = 12
AMONG_THE_OTHERS = 24


@dataclass(frozen=True)
class Tie:
    """One speaks about the other in so many claims; the one in the middle may speak about itself."""

    speaker: Entity
    about: Entity
    claims: int


@dataclass(frozen=True)
class Network:
    """`speakers` mostly speak about the entity, `topics` are mostly spoken about by it; the strongest ties first."""

    entity: Entity
    speakers: tuple[Entity, ...]
    topics: tuple[Entity, ...]
    ties: tuple[Tie, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.speakers or self.topics)


def has_network(entity: Entity) -> bool:
    """Whether anybody else speaks about it, or it about anybody else: far sooner known than who all does."""
    abouts = Statement.about.through.objects.filter(statement__links__state__in=Link.COUNTED)
    about_it = abouts.filter(entity=entity, statement__speaker__isnull=False).exclude(statement__speaker=entity)
    it_about = abouts.filter(statement__speaker=entity).exclude(entity=entity)
    return about_it.exists() or it_about.exists()


def network_of(entity: Entity) -> Network:
    about_it = _counts(_links().filter(statement__about=entity), "statement__speaker", without=entity)
    it_about = _counts(_links().filter(statement__speaker=entity), "statement__about", without=entity)
    speakers = _strongest({pk: claims for pk, claims in about_it.items() if claims >= it_about.get(pk, 0)})
    topics = _strongest({pk: claims for pk, claims in it_about.items() if claims > about_it.get(pk, 0)})
    around = Entity.objects.in_bulk([entity.pk, *speakers, *topics])
    return Network(
        entity=entity,
        speakers=tuple(around[pk] for pk in speakers),
        topics=tuple(around[pk] for pk in topics),
        ties=_ties_among(around, of=entity),
    )


def _links() -> QuerySet[Link]:
    """Of a statement that somebody rejected every link is rejected too, so that the links alone say what counts."""
    return Link.objects.filter(state__in=Link.COUNTED).order_by()


def _counts(links: QuerySet[Link], whom: str, *, without: Entity) -> dict[int, int]:
    rows = links.values_list(whom).annotate(claims=Count("claim", distinct=True))
    return {pk: claims for pk, claims in rows if pk not in (None, without.pk)}


def _strongest(claims: dict[int, int]) -> list[int]:
    return sorted(claims, key=lambda pk: (-claims[pk], pk))[:ON_EACH_SIDE]


def _ties_among(entities: dict[int, Entity], *, of: Entity) -> tuple[Tie, ...]:
    """All those of the one that it is about, and the strongest that the others have among themselves."""
    found = _links().filter(statement__speaker__in=entities, statement__about__in=entities)
    rows = found.values_list("statement__speaker", "statement__about").annotate(claims=Count("claim", distinct=True))
    ties = sorted(
        (Tie(entities[speaker], entities[about], claims) for speaker, about, claims in rows),
        key=lambda tie: (-tie.claims, tie.speaker.name, tie.about.name, tie.speaker.pk),
    )
    others = [tie for tie in ties if of not in (tie.speaker, tie.about) and tie.speaker != tie.about]
    kept = set(others[:AMONG_THE_OTHERS])
    return tuple(tie for tie in ties if tie in kept or of in (tie.speaker, tie.about))
