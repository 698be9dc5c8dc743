"""Notes on claims: written by whoever works with them, hidden by a curator with a reason."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.curation.decisions import CurationError, demand, record
from claims.models import Claim, Decision, Note

WRITE, CURATE = "claims.add_note", "claims.curate"
LONGEST = 4_000


def add_note(actor: User, claim: Claim, *, text: str, now: datetime) -> Note:
    demand(actor, WRITE)
    text = text.strip()
    if not text:
        raise CurationError("text", _("Write what others should know about this claim."))
    if len(text) > LONGEST:
        raise CurationError("text", _("A note has at most %d characters.") % LONGEST)
    with transaction.atomic():
        note = Note.objects.create(claim=claim, author=actor, text=text, at=now)
        record(actor, "add note", note, now=now, after={"claim": claim.pk, "text": text})
    return note


def hide_note(actor: User, note: Note, *, reason: str, now: datetime) -> Decision:
    """It stays where it was, without its words."""
    demand(actor, CURATE)
    if not reason.strip():
        raise CurationError("reason", _("Say why, for its author and whoever misses it."))
    with transaction.atomic():
        if hiding_of(note):
            raise CurationError("", _("This note is hidden already."))
        return record(
            actor, Note.HIDE, note, now=now, before={"hidden": False}, after={"hidden": True}, reason=reason.strip()
        )


def show_note(actor: User, note: Note, *, now: datetime) -> Decision:
    demand(actor, CURATE)
    with transaction.atomic():
        hiding = hiding_of(note)
        if hiding is None:
            raise CurationError("", _("This note is not hidden."))
        return record(actor, Note.SHOW, note, now=now, before=hiding.after, after=hiding.before, undoes=hiding)


def hiding_of(note: Note) -> Decision | None:
    """The decision that hides it, read with its note locked."""
    Note.objects.select_for_update().get(pk=note.pk)
    return Decision.objects.filter(object_type="note", object_id=note.pk, action=Note.HIDE, undone_by=None).first()
