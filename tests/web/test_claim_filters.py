"""Narrowing the list of claims: what an address asks for, what it is told when that makes no sense, what is offered."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.models import SavedSearch
from claims.pipeline.searchable import keep_claim_words
from tests import build
from tests.build import NOW, Words
from tests.build_searches import make_saved_search
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db


def test_hits_are_marked_as_they_stand_in_the_words_and_in_the_names(reader: Client) -> None:
    build.make_told_claim("Die Speicherpreise steigen", speaker=build.make_person("Bo Berg"))
    page = load(reader, "/claims/?q=preis+berg")
    assert texts_of(page, ".claim-line .words mark") == ["Speicherpreise"]
    assert texts_of(page, ".claim-line .speaker mark") == ["Berg"]
    assert not page.select(".passage")


def test_a_claim_found_by_another_statement_shows_whose_that_is_and_where(reader: Client) -> None:
    claim = build.make_told_claim("Die Speicherpreise steigen")
    other = build.make_article(
        "Der Aufschlag ist „enorm“, sagte Bo Berg.",
        statements=[Words("Der Aufschlag ist „enorm“", source="Bo Berg")],
        outlet=build.make_outlet("Leiterbahn"),
    )
    build.make_link(claim, build.statement_of(other))
    keep_claim_words(claim)
    page = load(reader, "/claims/?q=aufschlag")
    assert text_of(page, ".passage") == "also Bo Berg in Leiterbahn: Der Aufschlag ist „enorm“"
    assert texts_of(page, ".passage mark") == ["Aufschlag"]


def test_what_the_list_is_narrowed_to_stands_above_it_each_with_a_way_without_it(reader: Client) -> None:
    outlet = build.make_outlet("Leiterbahn")
    page = load(reader, f"/claims/?standing=denied&standing=echoed&outlet={outlet.pk}&said_from=2026-05-01&sort=due")
    assert texts_of(page, ".narrow .chip b") == ["Leiterbahn", "denied", "echoed", "1 May 2026"]
    assert page.select(f'.narrow a[href="/claims/?outlet={outlet.pk}&standing=echoed&said_from=2026-05-01&sort=due"]')


def test_beside_a_value_stands_how_many_claims_there_would_be_with_it(reader: Client) -> None:
    build.make_claim(standing="echoed", type="plan")
    build.make_claim(standing="echoed", type="fact")
    build.make_claim(standing="denied", type="fact", lang="en")
    page = load(reader, "/claims/?standing=echoed&type=fact")
    assert text_of(page, "#choices-standing li:has([value=denied]) .numbers") == "1"
    assert text_of(page, "#choices-standing li:has([value=echoed]) .numbers") == "1"
    assert text_of(page, "#choices-type li:has([value=plan]) .numbers") == "1"
    assert texts_of(page, "#id_lang option")[1:] == ["German (1)", "English (0)"]
    assert "1 claim fits" in text_of(page, ".results")


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("standing=wobbly", "standing", "wobbly is not one of the available choices"),
        ("outlet=x", "outlet", "Enter a whole number"),
        ("outlet=4711", "outlet", "There is no such outlet"),
        ("speaker=Wer", "speaker", "Nobody of this name has said anything here"),
        ("about=Wer", "about", "is known here"),
        ("said_from=gestern", "said_from", "like 2026-03-04"),
        ("seen_from=2026-05-02&seen_to=2026-05-01", "seen_to", "ends before it begins"),
        ("q=%25", "q", "There is no word in this"),
        ("sort=best", "sort", "best is not one of the available choices"),
        ("sort=relevance&q=-chip", "sort", "There are no words to be relevant to"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_no_claims_stand_there_as_if_it_had_been(
    query: str, field: str, message: str, reader: Client
) -> None:
    build.make_claim("Eine Behauptung")
    page = load(reader, f"/claims/?{query}", 400)
    (control,) = page.select(f"main [name={field}]")[:1]
    told_at = control.find_parent(class_="field") or control.find_parent("details")
    assert told_at is not None
    assert message in told_at.get_text()
    assert message in text_of(page, ".results [role=alert]")
    assert "Eine Behauptung" not in page.get_text()


def test_a_misspelt_filter_is_not_taken_for_none(reader: Client) -> None:
    assert "“spaeker” is no filter of claims." in load(reader, "/claims/?spaeker=Lind", 400).get_text()


def test_htmx_is_told_what_cannot_be_read_with_a_status_that_it_shows(reader: Client) -> None:
    response = reader.get("/claims/?standing=wobbly", headers={"HX-Request": "true"})
    assert "wobbly is not one of the available choices" in text_of(parse(response), "[role=alert]")


def test_htmx_gets_the_counts_beside_the_values_too_and_the_address_in_its_one_order(reader: Client) -> None:
    build.make_claim(standing="echoed")
    response = reader.get("/claims/?sort=due&standing=echoed&q=&speaker=", headers={"HX-Request": "true"})
    swapped = [tag["id"] for tag in parse(response).select("[hx-swap-oob]")]
    assert swapped == ["choices-standing", "choices-type", "id_lang"]
    assert response["HX-Push-Url"] == "/claims/?standing=echoed&sort=due"


def test_every_filter_can_be_asked_for_without_a_script(reader: Client) -> None:
    page = load(reader, "/claims/")
    named = {str(control["name"]) for control in page.select(".filters [name]")}
    assert named == {
        *("q", "speaker", "about", "outlet", "standing", "resolution", "type", "kind", "modality", "confidence"),
        *("lang", "said_from", "said_to", "seen_from", "seen_to", "followed", "sort"),
    }
    assert page.select(".filters button")


def test_a_search_is_saved_from_the_list_and_stands_beside_it(reader: Client) -> None:
    build.make_told_claim("Wir liefern")
    form = load(reader, "/claims/?q=liefern&sort=due").select_one(".results form")
    assert form is not None
    query = form.select_one("[name=query]")
    assert query is not None
    answered = reader.post(str(form["action"]), {"name": "Lieferungen", "query": query["value"]})
    assert answered["Location"] == "/claims/?q=liefern&sort=due"
    page = load(reader, answered["Location"])
    assert texts_of(page, ".saved li a") == ["Lieferungen"]
    assert "Saved: Lieferungen." in text_of(page, ".toasts")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "Neu", "query": ""}, "This field is required"),
        ({"name": "Neu", "query": "sort=due"}, "Narrow the list of claims first"),
        ({"name": "Neu", "query": "standing=wobbly"}, "Narrow the list of claims first"),
        ({"name": " ", "query": "q=chip"}, "Give the search a name"),
    ],
)
def test_a_search_that_cannot_be_saved_is_refused_with_what_to_do(
    given: dict[str, str], message: str, reader: Client
) -> None:
    page = parse(reader.post(reverse("searches"), given), 422)
    assert message in text_of(page, "form.inline")
    assert not SavedSearch.objects.exists()


def test_what_is_new_in_a_followed_search_is_counted_until_it_is_opened(client: Client) -> None:
    user = build.make_user()
    client.force_login(user)
    search = make_saved_search(user, name="Lieferungen", looked_at=NOW)
    curation.follow_search(search, now=NOW)
    build.make_told_claim("Wir liefern früher", opened_at=NOW)
    build.make_told_claim("Wir liefern später", opened_at=NOW.replace(hour=13))
    (menu,) = load(client, "/claims/").select(".saved[hx-trigger=load]")
    assert texts_of(load(client, str(menu["hx-get"])), ".saved li .numbers") == ["1 new"]
    opened = client.get(f"/searches/{search.pk}/?newest=1")
    assert opened["Location"] == "/claims/?q=liefern&sort=opened"
    assert not load(client, "/searches/menu/").select(".numbers, [hx-get]")


def test_a_search_is_followed_renamed_and_deleted_where_all_are_listed(client: Client) -> None:
    user = build.make_user()
    client.force_login(user)
    search = make_saved_search(user, "standing=denied", name="Alt")
    assert texts_of(load(client, "/searches/"), ".saved-line .chip b") == ["denied"]
    client.post(f"/searches/{search.pk}/follow/")
    client.post(f"/searches/{search.pk}/rename/", {"name": "Neu"})
    page = load(client, "/searches/")
    assert texts_of(page, ".saved-line [aria-pressed=true]") == ["Following"]
    assert text_of(page, ".saved-line h2") == "Neu"
    assert "Neu search since" in load(client, "/following/").get_text(" ", strip=True)
    client.post(f"/searches/{search.pk}/delete/")
    assert load(client, "/searches/").select(".empty")
    assert load(client, "/following/").select(".empty")


def test_somebody_elses_search_is_not_there(reader: Client) -> None:
    search = make_saved_search(build.make_user())
    for address in (f"/searches/{search.pk}/delete/", f"/searches/{search.pk}/rename/"):
        assert reader.post(address, {"name": "Meins"}).status_code == 404
    assert reader.get(f"/searches/{search.pk}/").status_code == 404
    assert SavedSearch.objects.get().looked_at == NOW


def test_articles_are_found_by_their_text_and_show_where(reader: Client) -> None:
    build.make_article("Viel davor.\n\nDie Rechenzentren wachsen weiter.", title="Ein Bericht")
    page = load(reader, "/articles/?q=rechenzentrum")
    assert texts_of(page, ".passage mark") == ["Rechenzentren"]
    assert "Ein Bericht" in text_of(page, "tbody th")


def test_each_message_leads_to_its_field(reader: Client) -> None:
    page = load(reader, "/claims/?standing=wobbly&said_from=gestern", 400)
    leads = [str(link["href"]) for link in page.select(".results [role=alert] p a")]
    assert leads == ["#id_standing", "#id_said_from"]
    assert all(page.select(lead) for lead in leads)


def test_a_claim_for_which_nothing_counts_any_more_is_not_listed(reader: Client) -> None:
    build.make_claim("Norvik liefert ab Mai", articles=0)
    build.make_claim("Norvik liefert ab Juni")
    text = load(reader, "/claims/").get_text()
    assert ("ab Mai" in text, "ab Juni" in text) == (False, True)
