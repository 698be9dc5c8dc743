"""Notes on claims are written by whoever works with them and stay as they are; a curator hides one with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.models import Decision, Note
from claims.queries.notes import notes_of
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db


def test_an_analyst_writes_a_note_with_name_and_time() -> None:
    ada, claim = build.make_user("analyst"), build.make_claim()
    note = curation.add_note(ada, claim, text="  Wer hat das gemessen?\n", now=NOW)
    assert [(each.note, each.note.author, each.note.at, each.note.text) for each in notes_of(claim)] == [
        (note, ada, NOW, "Wer hat das gemessen?")
    ]
    decision = Decision.objects.get()
    assert (decision.action, decision.after) == ("add note", {"claim": claim.pk, "text": note.text})


def test_a_reader_writes_none() -> None:
    with pytest.raises(PermissionDenied):
        curation.add_note(build.make_user("reader"), build.make_claim(), text="Hm.", now=NOW)


@pytest.mark.parametrize(("text", "says"), [(" \n", "Write what others"), ("x" * 4001, "at most 4000 characters")])
def test_a_note_says_something_and_not_too_much(text: str, says: str) -> None:
    with pytest.raises(curation.CurationError, match=says) as refused:
        curation.add_note(build.make_user("analyst"), build.make_claim(), text=text, now=NOW)
    assert refused.value.field == "text"
    assert not Note.objects.exists()


def test_a_curator_hides_a_note_with_a_reason_and_shows_it_again() -> None:
    ada, claim = build.make_user("curator"), build.make_claim()
    note = build.make_note(claim)
    hiding = curation.hide_note(ada, note, reason="Nennt eine Privatadresse.", now=NOW)
    assert [each.hiding for each in notes_of(claim)] == [hiding]
    shown = curation.show_note(ada, note, now=NOW)
    assert [each.hiding for each in notes_of(claim)] == [None]
    assert (shown.undoes, shown.before, shown.after) == (hiding, {"hidden": True}, {"hidden": False})
    again = curation.hide_note(ada, note, reason="Doch.", now=NOW)
    assert [each.hiding for each in notes_of(claim)] == [again]


def test_hiding_takes_a_curator_and_a_reason() -> None:
    note = build.make_note(build.make_claim())
    with pytest.raises(PermissionDenied):
        curation.hide_note(note.author, note, reason="Meine eigene.", now=NOW)
    with pytest.raises(curation.CurationError, match="Say why") as refused:
        curation.hide_note(build.make_user("curator"), note, reason=" ", now=NOW)
    assert refused.value.field == "reason"


def test_what_is_done_already_is_refused() -> None:
    ada, note = build.make_user("curator"), build.make_note(build.make_claim())
    with pytest.raises(curation.CurationError, match="is not hidden"):
        curation.show_note(ada, note, now=NOW)
    curation.hide_note(ada, note, reason="Doppelt.", now=NOW)
    with pytest.raises(curation.CurationError, match="hidden already"):
        curation.hide_note(ada, note, reason="Doppelt.", now=NOW)


def test_as_of_a_past_day_only_what_was_written_by_then_is_there_and_what_is_hidden_stays_hidden() -> None:
    ada, claim = build.make_user("curator"), build.make_claim()
    early = build.make_note(claim)
    build.make_note(claim, "Später.", at=NOW + timedelta(days=2))
    hiding = curation.hide_note(ada, early, reason="Nennt eine Privatadresse.", now=NOW + timedelta(days=3))
    assert [(each.note, each.hiding) for each in notes_of(claim, NOW.date())] == [(early, hiding)]
