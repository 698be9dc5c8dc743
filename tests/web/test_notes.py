"""Notes on the page of a claim."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.models import Claim, Note
from tests import build
from tests.build import NOW
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return build.make_told_claim()


def test_an_analyst_writes_a_note_below_the_claim(claim: Claim, analyst: Client) -> None:
    address = reverse("add-note", args=[claim.pk])
    page = parse(analyst.post(address, {"text": "Wer hat das gemessen?\nNorvik selbst?"}, follow=True))
    note = Note.objects.get()
    assert "Your note stands below the claim" in text_of(page, ".toast")
    assert page.select(f'.toast a[href="#note-{note.pk}"]')
    assert text_of(page, f"#note-{note.pk} .note-text") == "Wer hat das gemessen? Norvik selbst?"
    assert text_of(page, f"#note-{note.pk} .facts").startswith(note.author.username)


def test_an_empty_note_is_refused_at_its_field(claim: Claim, analyst: Client) -> None:
    page = parse(analyst.post(reverse("add-note", args=[claim.pk]), {"text": " "}), 422)
    assert "Write what others should know" in text_of(page, "#id_text-error")


def test_a_note_that_is_too_long_keeps_what_was_typed(claim: Claim, analyst: Client) -> None:
    page = parse(analyst.post(reverse("add-note", args=[claim.pk]), {"text": "Hm. " * 1001}), 422)
    assert "at most 4000 characters" in text_of(page, "#id_text-error")
    assert text_of(page, "#id_text").startswith("Hm. Hm.")


def test_a_reader_reads_notes_and_is_told_who_writes_them(claim: Claim, reader: Client) -> None:
    page = load(reader, claim.get_absolute_url())
    assert "Notes are written by analysts and curators." in page.get_text()
    assert not page.select("#id_text")
    build.make_note(claim, "Siehe <b>dort</b>: https://norvik.example/datenblatt")
    page = load(reader, claim.get_absolute_url())
    assert text_of(page, ".note-text") == "Siehe <b>dort</b>: https://norvik.example/datenblatt"
    assert page.select('.note-text a[href="https://norvik.example/datenblatt"]')


def test_a_hidden_note_leaves_who_hid_it_and_why(claim: Claim, curator: Client, reader: Client) -> None:
    note = build.make_note(claim, "Lind wohnt in der Gasse 3.")
    page = parse(curator.post(reverse("hide-note", args=[note.pk]), {"reason": "Privat."}, follow=True))
    assert page.select(f'.toast form[action="{reverse("show-note", args=[note.pk])}"]')
    assert "Lind wohnt" in text_of(page, f"#note-{note.pk} .why")
    shown = load(reader, claim.get_absolute_url())
    assert "Lind wohnt" not in shown.get_text()
    assert text_of(shown, f"#note-{note.pk} .quiet").endswith(": Privat.")
    curator.post(reverse("show-note", args=[note.pk]))
    assert "Lind wohnt" in load(reader, claim.get_absolute_url()).get_text()


def test_a_note_is_not_hidden_without_a_reason(claim: Claim, curator: Client) -> None:
    note = build.make_note(claim)
    page = parse(curator.post(reverse("hide-note", args=[note.pk]), {"reason": ""}, follow=True))
    assert "Say why" in text_of(page, ".toast-error")
    assert texts_of(page, ".note-text") == [note.text]


def test_a_rewound_claim_shows_the_notes_of_then_and_takes_none(claim: Claim, curator: Client) -> None:
    build.make_note(claim, "Damals.")
    curation.add_note(build.make_user("analyst"), claim, text="Heute.", now=NOW.replace(year=2027))
    page = load(curator, f"{claim.get_absolute_url()}?as_of=2026-05-20")
    assert texts_of(page, ".note-text") == ["Damals."]
    assert not page.select("#id_text, .note-hide")
