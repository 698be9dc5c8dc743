"""What counts as a new revision, and as which kind of change."""

import pytest

from claims.ingest import decide_revision
from claims.ingest.revisions import Version

OLD = ("Velora delays Quasar", "The chip comes in autumn. Kramer said 4,000 cards are ordered.\n\nHalden gains.")


def edited(old: str, new: str) -> Version:
    assert old in OLD[1]
    return OLD[0], OLD[1].replace(old, new)


@pytest.mark.parametrize(
    ("new", "kind", "why"),
    [
        (edited("autumn.", "autumn.  "), "unchanged", "say the same"),
        (edited("ordered.", "ordered"), "cosmetic", "punctuation"),
        (edited("Halden gains", "Halden gainns"), "cosmetic", "“gains” to “gainns”"),
        (edited("gains.", "gains. Its shares rose."), "addition", "1 added"),
        (edited("4,000", "4,500"), "substantive", "1 sentences gone or changed"),
        (edited("4,000", "4000"), "substantive", "1 sentences gone or changed"),
        (edited("comes in", "never comes in"), "substantive", "gone or changed"),
        (
            edited("is ordered" if "is ordered" in OLD[1] else "are ordered", "are not ordered"),
            "substantive",
            "changed",
        ),
        (edited("\n\nHalden gains.", ""), "substantive", "1 sentences gone"),
        (("Velora cancels Quasar", OLD[1]), "substantive", "the title was “Velora delays Quasar”"),
        (
            edited("gains.", "gains.\n\nCorrection: an earlier text gave a wrong date."),
            "correction",
            "notes a correction",
        ),
        (edited("gains.", "gains. In einer früheren Version des Artikels stand Winter."), "correction", "früheren"),
    ],
)
def test_a_change_has_its_kind_and_its_reason(new: Version, kind: str, why: str) -> None:
    decision = decide_revision(OLD, new)
    assert (decision.change_kind, decision.keep) == (kind, kind != "unchanged")
    assert why in decision.why


def test_the_first_reading_is_kept() -> None:
    decision = decide_revision(None, OLD)
    assert decision.keep
    assert decision.change_kind == "first"


def test_a_standing_correction_note_is_no_new_correction() -> None:
    noted = edited("gains.", "gains. Correction: the date was wrong.")
    assert decide_revision(noted, (noted[0], noted[1] + " More soon.")).change_kind == "addition"


def test_other_quotation_marks_are_no_change() -> None:
    assert not decide_revision(("A", "Er sagte: „Ja – gern“…"), ("A", 'Er sagte: "Ja - gern"...')).keep


READ_ANEW = (OLD[0], OLD[1].replace("\n\nHalden gains.", ""))


def test_what_the_old_page_says_too_if_it_is_read_today_is_no_change_of_the_outlet() -> None:
    decision = decide_revision(OLD, READ_ANEW, old_as_read_today=READ_ANEW)
    assert (decision.change_kind, decision.keep) == ("reread", True)
    assert "the outlet changed nothing" in decision.why
    assert "1 sentences left out, 0 taken in" in decision.why


def test_what_the_outlet_changed_is_told_from_what_is_only_read_anew() -> None:
    added = (READ_ANEW[0], READ_ANEW[1] + " Its shares rose.")
    assert decide_revision(OLD, added).change_kind == "substantive"
    decision = decide_revision(OLD, added, old_as_read_today=READ_ANEW)
    assert (decision.change_kind, decision.why) == ("addition", "all earlier sentences still stand, 1 added")


def test_the_same_text_is_no_revision_however_it_was_read() -> None:
    assert not decide_revision(OLD, OLD, old_as_read_today=READ_ANEW).keep
