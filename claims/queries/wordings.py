"""The statements of a claim by what they say: who has the very same words stands together."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.queries.linked import LinkedStatement
from claims.text import fold


@dataclass(frozen=True)
class Wording:
    first: LinkedStatement
    others: tuple[LinkedStatement, ...]  # with the same words, part and speaker, later

    @property
    def against(self) -> LinkedStatement | None:
        """What its words can be held against: what it retells, if that is in the same language."""
        retells = self.first.retells
        return retells if retells and retells.said.lang == self.first.said.lang else None


def wordings(statements: Iterable[LinkedStatement]) -> tuple[Wording, ...]:
    """In the order of the statements."""
    same: dict[tuple[str, ...], list[LinkedStatement]] = {}
    for each in statements:
        words, said = fold(each.said.statement.content_text), each.said
        same.setdefault((words, said.lang, said.speaker, each.link.relation, str(each.gone_in)), []).append(each)
    return tuple(Wording(first, tuple(others)) for first, *others in same.values())
