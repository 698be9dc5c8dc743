"""The pages in German and English: how a language is chosen, and that nothing is left in the other one."""

import ast
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from django.test import Client
from django.utils import timezone, translation

from claims.management import texts
from claims.templatetags.tracker import day, from_now
from tests.web.bare_text import bare_texts
from tests.web.pages import load, parse, texts_of

[GERMAN] = texts.po_files()
TEMPLATES = sorted((texts.ROOT / "templates").rglob("*.html"))
ANSWERING = sorted(path for folder in ("curation", "web") for path in (texts.ROOT / "claims" / folder).glob("*.py"))
REFUSES = ("CurationError", "ValidationError", "add_error", "error")
PLACES_AND_TAGS = re.compile(r"%(?:\(\w+\))?[ds]|</?\w+")


def test_the_browsers_language_counts_until_somebody_chooses(client: Client) -> None:
    asks_for_german = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
    assert parse(client.get("/sign-in/", headers=asks_for_german)).select("html[lang=de]")
    client.post("/language/", {"language": "en-gb"})
    assert parse(client.get("/sign-in/", headers=asks_for_german)).select("html[lang=en-gb]")


def test_who_asks_for_neither_language_reads_english(client: Client) -> None:
    assert parse(client.get("/sign-in/", headers={"accept-language": "fr"})).select("html[lang=en-gb]")


def test_the_language_is_kept_and_can_be_changed_back(reader: Client) -> None:
    reader.post("/language/", {"language": "de"})
    page = load(reader, "/claims/")
    assert page.select("html[lang=de]")
    assert texts_of(page, "[name=language][aria-pressed=true]") == ["Deutsch"]
    reader.post("/language/", {"language": "en-gb"})
    assert texts_of(load(reader, "/claims/"), "[name=language][aria-pressed=true]") == ["English"]


def test_the_switch_leads_back_but_never_away(client: Client) -> None:
    assert client.post("/language/", {"language": "de", "next": "/feeds/"})["Location"] == "/feeds/"
    assert client.post("/language/", {"language": "de", "next": "https://evil.example/"})["Location"] == "/"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-3, "vor 3 Stunden"),
        (-27, "vor 1 Tag, 3 Stunden"),
        (-50, "vor 2 Tagen, 2 Stunden"),
        (49, "in 2 Tagen, 1 Stunde"),
    ],
)
def test_a_time_from_now_is_good_german(hours: int, said: str) -> None:
    with translation.override("de"):
        shown = from_now(timezone.now() + timedelta(hours=hours, seconds=30 if hours > 0 else 0))
    assert " ".join(shown.split()) == said


def test_a_day_is_written_as_its_language_does() -> None:
    with translation.override("de"):
        assert ">4. Mär 2026<" in day(date(2026, 3, 4))


def test_every_text_of_the_product_is_in_the_catalogue_and_no_other() -> None:
    """If this fails: manage.py collect_texts."""
    catalog, collected = texts.read(GERMAN), texts.collect()
    assert {(each.context, each.id) for each in catalog} == {(each.context, each.id) for each in collected}
    assert not catalog.obsolete


def test_every_text_is_translated_and_none_is_a_guess() -> None:
    catalog = texts.read(GERMAN)
    assert not texts.untranslated(catalog)
    assert not [each.id for each in catalog if each.id and each.fuzzy]


def test_a_translation_keeps_the_places_and_tags_of_its_text() -> None:
    for message in texts.read(GERMAN):
        if message.id:
            originals = [PLACES_AND_TAGS.findall(each) for each in texts.forms(message.id)]
            for form in texts.forms(message.string):
                assert sorted(PLACES_AND_TAGS.findall(form)) in map(sorted, originals), message.id


def test_what_the_pages_read_is_compiled_from_what_people_wrote() -> None:
    """bin/test and bin/start compile; a catalogue that is older than its texts would go unnoticed."""
    compiled = BytesIO()
    write_mo(compiled, texts.read(GERMAN))
    assert GERMAN.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(texts.ROOT / "templates")))
def test_a_template_has_no_words_that_no_translation_reaches(path: Path) -> None:
    assert bare_texts(path) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Read it</p>", ["Read it"]),
        ("<p>{% if so %}Read it{% endif %}</p>", ["Read it"]),
        ('<p>{% translate "Read it" %}, {% blocktranslate %}or {{ not }}{% endblocktranslate %}</p>', []),
        ('<td data-label="Title" class="number">{{ title|default:"none" }}</td>', ["Title", "none"]),
        ('<p class="{{ kind|default:"row" }}">{{ title|default:_("none") }}</p>', []),
        ('{% include "field.html" with label="Name" hint=_("In full") %}', ["Name"]),
        ('{% comment %}What it is.{% endcomment %}<code>manage.py</code> <b lang="de">Deutsch</b> 12 %', []),
    ],
)
def test_bare_words_are_found(template: str, found: list[str], tmp_path: Path) -> None:
    path = tmp_path / "template.html"
    path.write_text(template, encoding="utf-8")
    assert bare_texts(path) == found


@pytest.mark.parametrize("path", ANSWERING, ids=lambda path: str(path.relative_to(texts.ROOT / "claims")))
def test_no_refusal_is_written_in_one_language_only(path: Path) -> None:
    """The last argument of what refuses is what somebody reads."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    refusals = [call for call in calls if call.args and ast.unparse(call.func).split(".")[-1] in REFUSES]
    assert [ast.unparse(call) for call in refusals if isinstance(call.args[-1], ast.Constant | ast.JoinedStr)] == []
