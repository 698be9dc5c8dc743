"""The notes on a claim, and which of them are hidden."""

from dataclasses import dataclass
from datetime import date

from claims.models import Claim, Decision, Note
from claims.queries.moments import end_of, known_by


@dataclass(frozen=True)
class ShownNote:
    note: Note
    hiding: Decision | None  # by whom and why its words are not shown


def notes_of(claim: Claim, as_of: date | None = None) -> tuple[ShownNote, ...]:
    """Oldest first; as of a past day those written by its end. What is hidden now is hidden there, too."""
    written = known_by("at", end_of(as_of) if as_of else None)
    notes = list(claim.notes.filter(written).select_related("author").order_by("at", "pk"))
    decisions = Decision.objects.filter(
        object_type="note", object_id__in=[note.pk for note in notes], action=Note.HIDE, undone_by=None
    )
    hidden = {decision.object_id: decision for decision in decisions.select_related("actor")}
    return tuple(ShownNote(note, hidden.get(note.pk)) for note in notes)
