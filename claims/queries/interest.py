"""Whether a statement's speaker speaks of the own house, a rival, a supplier, a customer, or none of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.corroborate import Tie
from claims.models import Entity, EntityRelation
from claims.models.houses import houses_by_day
from claims.queries.said import Said


@dataclass(frozen=True)
class NamedTie:
    kind: str  # of corroborate.TieKind
    house: str  # the speaker's
    other: str


@dataclass(frozen=True)
class Interest:
    """Without ties the speaker is known, and none is known to whom the statement is about."""

    speaker: str
    about: tuple[str, ...]
    ties: tuple[NamedTie, ...]


class Interests:
    """Of many statements, with three queries."""

    def __init__(self) -> None:
        related = EntityRelation.objects.all()
        self._names = dict(related.values_list("subject", "subject__name"))
        self._names |= related.values_list("object", "object__name")
        self._houses_on = houses_by_day()

    def of(self, said: Said, otherwise_about: Sequence[Entity] = ()) -> Interest | None:
        """None where the speaker is nobody known, or nothing known is spoken of.

        `otherwise_about` is taken where the statement's own words name nothing ("they will ship in May").
        """
        about = said.about or otherwise_about
        speakers = [each for each in (said.statement.speaker, said.statement.house) if each]
        if not speakers or not about:
            return None
        article = said.statement.revision.article
        houses = self._houses_on((article.published_at or article.first_seen_at).date())
        of_each = (houses.ties(speaker.pk, [entity.pk for entity in about]) for speaker in speakers)
        ties = next(filter(None, of_each), ())
        names = self._names | {entity.pk: entity.name for entity in (*speakers, *about)}
        return Interest(
            said.speaker, tuple(entity.name for entity in about), tuple(name_tie(tie, names) for tie in ties)
        )


def name_tie(tie: Tie, names: dict[int, str]) -> NamedTie:
    return NamedTie(tie.kind, names[tie.house], names[tie.other])
