"""The pages in German and English: how a language is chosen, and that nothing is left in the other one."""

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.test import Client

from claims.management import texts
from tests.web.pages import load, parse, texts_of

[GERMAN] = texts.po_files()


def test_the_browsers_language_counts_until_somebody_chooses(client: Client) -> None:
    asks_for_german = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
    assert parse(client.get("/sign-in/", headers=asks_for_german)).select("html[lang=de]")
    client.post("/language/", {"language": "en-gb"})
    assert parse(client.get("/sign-in/", headers=asks_for_german)).select("html[lang=en-gb]")


def test_who_asks_for_neither_language_reads_english(client: Client) -> None:
    assert parse(client.get("/sign-in/", headers={"accept-language": "fr"})).select("html[lang=en-gb]")


def test_the_language_is_kept_and_can_be_changed_back(reader: Client) -> None:
    reader.post("/language/", {"language": "de"})
    page = load(reader, "/")
    assert page.select("html[lang=de]")
    assert texts_of(page, "[name=language][aria-pressed=true]") == ["Deutsch"]
    reader.post("/language/", {"language": "en-gb"})
    assert texts_of(load(reader, "/"), "[name=language][aria-pressed=true]") == ["English"]


def test_the_switch_leads_back_but_never_away(client: Client) -> None:
    assert client.post("/language/", {"language": "de", "next": "/feeds/"})["Location"] == "/feeds/"
    assert client.post("/language/", {"language": "de", "next": "https://evil.example/"})["Location"] == "/"


def test_every_text_of_the_product_is_in_the_catalogue_and_no_other() -> None:
    """If this fails: manage.py collect_texts."""
    catalog, collected = texts.read(GERMAN), texts.collect()
    assert {(each.context, each.id) for each in catalog} == {(each.context, each.id) for each in collected}
    assert not catalog.obsolete


def test_what_the_pages_read_is_compiled_from_what_people_wrote() -> None:
    """bin/test and bin/start compile; a catalogue that is older than its texts would go unnoticed."""
    with GERMAN.with_suffix(".mo").open("rb") as file:
        assert _translations(read_mo(file)) == _translations(texts.read(GERMAN))


def _translations(catalog: Catalog) -> dict[tuple[str | None, object], tuple[str, ...]]:
    return {(each.context, each.id): texts.forms(each.string) for each in catalog if each.id and any(each.string)}
