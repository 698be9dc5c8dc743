"""Django's admin as the product has it: registries are kept there, and everything else is looked at."""

import json

import pytest
from bs4 import Tag
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import curation
from claims.models import Alias, Claim, Decision, Entity, Outlet
from tests import build
from tests.build import NOW, Words
from tests.web.conftest import SignIn
from tests.web.pages import load, parse, text_of, texts_of

LISTS = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry
    if model._meta.app_label != "axes"
)


def make_administrator() -> User:
    user = build.make_user("administrator", "ada")
    user.is_staff = True
    user.save()
    return user


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(make_administrator())
    return client


def make_rows(count: int) -> None:
    """Some of each kind that the admin lists, none with anything in common."""
    for _ in range(count):
        person = build.make_person(employer=build.make_outlet().name, role="CEO")
        words = Words("Es geht", source="Lind", speaker=person)
        outlet = build.make_outlet(domain=f"{person.pk}.example")
        article = build.make_article("Es geht, sagte Lind.", statements=[words], outlet=outlet)
        build.make_claim(statements=[build.statement_of(article)])
        build.make_fetch(build.make_feed(outlet=outlet))
        build.make_site_rules(f"{person.pk}.example", remove=[".ad"])
        curation.save_row(User.objects.get(username="ada"), Alias(entity=person, text=f"Frau {person.pk}"), now=NOW)
        build.make_user("curator")


def address(name: str, view: str = "changelist", *args: object) -> str:
    return reverse(f"admin:{name}_{view}", args=args)


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_takes_no_more_queries(administrator: Client, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert administrator.get(address(name)).status_code == 200
        return len(captured)

    make_rows(3)
    few = queries()
    make_rows(3)
    assert queries() == few


@pytest.mark.parametrize("name", LISTS)
def test_a_row_of_each_list_can_be_opened(administrator: Client, name: str) -> None:
    make_rows(1)
    rows = load(administrator, address(name)).select("#result_list tbody th a")
    page = load(administrator, str(rows[0]["href"]))
    assert text_of(page, "h1")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_german_for_germans(administrator: Client, name: str) -> None:
    make_rows(1)
    english, german = (
        parse(administrator.get(address(name), headers={"accept-language": lang})) for lang in ("en", "de")
    )
    assert text_of(german, "html[lang=de] h1") not in ("", text_of(english, "h1")) or name == "claims_feed"
    columns = [texts_of(page, "#result_list thead .text") for page in (german, english)]
    same = {one for one, other in zip(*columns, strict=True) if one == other}
    assert same <= {"", "Name", "Domains", "Feeds", "Person"}


@pytest.mark.parametrize("role", ["signed out", "reader", "analyst", "curator"])
def test_the_admin_is_for_administrators(sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    for name in LISTS:
        assert client.get(address(name)).status_code == 302
    for view in ("import", "export_csv", "export_json"):
        assert client.get(address("claims_entity", view)).status_code == 302


def test_it_looks_like_the_workbench_and_leads_back(administrator: Client) -> None:
    administrator.cookies["theme"] = "dark"
    page = load(administrator, "/admin/")
    assert page.select('head meta[name="colours-dark"]')
    assert page.select('head link[href*="claims/tokens"], head link[href*="claims/admin"]')
    assert {link["href"] for link in page.select("#header a")} >= {"/", "/admin/"}
    assert not page.select("script[src*=theme], link[href*=dark_mode], style")


def fields_of(page: Tag) -> dict[str, str]:
    """What the form of a row would send if nothing were changed."""
    sent = {}
    for field in page.select("#content-main form [name]"):
        name = str(field["name"])
        chosen = field.select_one("option[selected]")
        if field.get("type") not in ("checkbox", "submit", "file") and "__prefix__" not in name:
            sent[name] = str(chosen["value"]) if chosen else str(field.get("value", ""))
    return sent


def change(client: Client, registry: str, pk: int, **values: str) -> Tag:
    """The page that changing a row leads to."""
    there = address(registry, "change", pk)
    response = client.post(there, {**fields_of(load(client, there)), **values, "_continue": "1"}, follow=True)
    return parse(response)


def test_what_is_changed_in_a_form_is_a_decision_with_its_reason(administrator: Client) -> None:
    outlet = build.make_outlet("Platinenpost", domain="platinenpost.example")
    change(
        administrator,
        "claims_outlet",
        outlet.pk,
        owner_group="Auwiese",
        **{"domains-0-domain": "platinenblatt.example"},
        reason="Impressum",
    )
    domain, owner = Decision.objects.all()
    assert owner.after == {"row": "Platinenpost", "owner_group": "Auwiese"}
    assert (domain.action, domain.object_id) == ("change domain", outlet.pk)
    assert {domain.reason, owner.reason} == {"Impressum"}


def test_names_are_added_and_taken_out_in_the_form_of_their_entity(administrator: Client) -> None:
    norvik = build.make_entity("Norvik")
    build.make_alias(norvik, "Nordwerk")
    texts = list(norvik.aliases.order_by("text").values_list("text", flat=True))
    new = {"aliases-TOTAL_FORMS": "3", "aliases-2-text": "NVK", "aliases-2-kind": "ticker", "aliases-2-id": ""}
    gone = {f"aliases-{texts.index('Nordwerk')}-DELETE": "on"}
    change(administrator, "claims_entity", norvik.pk, **new, **gone)
    assert set(norvik.aliases.values_list("text", "kind")) == {("Norvik", "name"), ("NVK", "ticker")}
    assert set(Decision.objects.values_list("action", flat=True)) == {"add alias", "delete alias"}


def test_the_history_of_a_row_is_what_people_decided_wherever_they_did(administrator: Client) -> None:
    norvik, other = build.make_entity("Norvik"), build.make_entity("Ardenfab")
    curation.add_alias(build.make_user("curator", "mara"), norvik, text="Nordwerk", now=NOW)
    curation.add_alias(User.objects.get(username="mara"), other, text="Arden", now=NOW)
    change(administrator, "claims_entity", norvik.pk, description="maker of chips")
    for registry, row in (("claims_entity", norvik), ("claims_alias", Alias.objects.get(text="Nordwerk"))):
        page = load(administrator, address(registry, "change", row.pk))
        [history] = [link for link in page.select(".object-tools a") if link.text == "History"]
        told = load(administrator, str(history["href"]))
        assert texts_of(told, "#result_list .field-done") == ["change entity", "add alias"]


def test_the_page_of_an_entity_tells_what_was_changed_here(administrator: Client) -> None:
    norvik = build.make_entity("Norvik")
    change(administrator, "claims_entity", norvik.pk, name="Norvik Systems", reason="Handelsregister")
    told = text_of(load(administrator, norvik.get_absolute_url()), ".events")
    assert "Change entity: Norvik → Norvik Systems, by ada: Handelsregister" in told


def test_what_curation_refuses_is_told_and_nothing_is_kept(administrator: Client) -> None:
    norvik = build.make_entity("Norvik")
    page = change(administrator, "claims_entity", norvik.pk, description="maker of chips", **{"aliases-0-DELETE": "on"})
    assert "so it has to stay" in text_of(page, ".messagelist .error")
    norvik.refresh_from_db()
    assert norvik.description == ""
    assert norvik.aliases.get().text == "Norvik"


def test_a_fault_is_told_in_words(administrator: Client) -> None:
    norvik = build.make_entity("Norvik")
    days = {"aliases-0-valid_from": "2026-02-01", "aliases-0-valid_to": "2026-01-01"}
    assert "It ends before it begins." in text_of(
        change(administrator, "claims_entity", norvik.pk, **days), "#content-main form"
    )


@pytest.mark.parametrize("kind", ["claim", "statement", "article", "feed", "siterules", "decision"])
def test_what_the_workbench_decides_cannot_be_changed_here(administrator: Client, kind: str) -> None:
    make_rows(1)
    name = f"claims_{kind}"
    there = str(load(administrator, address(name)).select("#result_list tbody th a")[0]["href"])
    page = load(administrator, there)
    assert not page.select("#content-main input[type=text], #content-main [name=_save]")
    assert administrator.post(there, {"headline": "Anders"}).status_code == 403
    assert administrator.get(address(name, "add")).status_code == 403


def test_a_claim_leads_to_its_page_in_the_workbench(administrator: Client) -> None:
    make_rows(1)
    claim = Claim.objects.get()
    page = load(administrator, address("claims_claim", "change", claim.pk))
    assert claim.get_absolute_url() in [link["href"] for link in page.select("#content-main a")]


def test_roles_are_given_on_a_users_page_and_recorded(administrator: Client) -> None:
    reader = build.make_user("reader", "rita")
    curators = build.make_user("curator").groups.get()
    there = address("auth_user", "change", reader.pk)
    sent = fields_of(load(administrator, there)) | {"groups": str(curators.pk), "is_active": "on"}
    administrator.post(there, sent)
    [decision] = Decision.objects.all()
    assert (decision.before, decision.after) == ({"roles": ["reader"]}, {"roles": ["curator"]})


def test_a_file_is_looked_at_and_then_imported(administrator: Client) -> None:
    build.make_outlet("Platinenpost", owner_group="Auwiese")
    there = address("claims_outlet", "import")
    text = "name,owner_group,domains\nPlatinenpost,Auwiese Medien,\nChipkurier,,chipkurier.example\n"
    page = parse(administrator.post(there, {"file": SimpleUploadedFile("a.csv", text.encode()), "do": "look"}))
    assert "1 added, 1 changed, 0 as it is here, 0 refused" in text_of(page, "#preview p")
    assert texts_of(page, "#preview ins") == ["Auwiese Medien"]
    assert not Outlet.objects.filter(name="Chipkurier").exists()
    looked_at = {**fields_of(page), "text": page.select("textarea[name=text]")[0].text, "do": "import"}
    response = administrator.post(there, looked_at, follow=True)
    assert "2 rows were added or changed" in text_of(parse(response), ".messagelist")
    assert Outlet.objects.get(name="Chipkurier").domains.get().domain == "chipkurier.example"


def test_a_file_with_a_refused_row_cannot_be_imported(administrator: Client) -> None:
    text = "kind,name\nperson,Ada Lind\nfirm,Norvik\n"
    page = parse(administrator.post(address("claims_entity", "import"), {"text": text, "do": "import"}), 422)
    assert "2 firm, Norvik refused ( kind ): “firm” is not one of" in text_of(page, "#preview tbody")
    assert not page.select("[value=import]")
    assert not Entity.objects.exists()


@pytest.mark.parametrize("given", [{"text": ""}, {"text": "name\n"}])
def test_a_file_that_is_none_is_refused(administrator: Client, given: dict[str, str]) -> None:
    page = parse(administrator.post(address("claims_outlet", "import"), given), 422)
    assert text_of(page, ".errorlist")


def test_an_export_has_what_the_list_shows_and_runs_nothing_in_a_spreadsheet(administrator: Client) -> None:
    build.make_outlet("=Platinenpost", kind="agency")
    build.make_outlet("Chipkurier", kind="newsroom")
    csv = administrator.get(address("claims_outlet", "export_csv"), {"kind__exact": "agency"})
    assert csv["Content-Type"] == "text/csv; charset=utf-8"
    assert csv.content.decode().splitlines()[1:] == ["'=Platinenpost,agency,,,"]
    found = json.loads(administrator.get(address("claims_outlet", "export_json"), {"q": "chip"}).content)
    assert [row["name"] for row in found] == ["Chipkurier"]


def test_an_entity_shows_what_was_said_last(administrator: Client) -> None:
    make_rows(1)
    person = Entity.objects.get(kind="person")
    page = load(administrator, address("claims_entity", "change", person.pk))
    assert "Es geht" in text_of(page, "section[aria-labelledby=preview] li")


def test_an_outlet_shows_its_feeds_with_their_state(administrator: Client) -> None:
    outlet = build.make_outlet()
    build.make_fetch(build.make_feed(outlet=outlet, title="Alles"), "timeout")
    page = load(administrator, address("claims_outlet", "change", outlet.pk))
    assert text_of(page, "section[aria-labelledby=preview] tbody").startswith("Alles failing")


def test_rules_show_what_they_take_out_of_the_newest_page(administrator: Client) -> None:
    build.make_article("Der erste Absatz.\n\nDer zweite Absatz.", url="https://platinenpost.example/a")
    rules = build.make_site_rules("platinenpost.example", remove=[".ad"], headers=[["Cookie", "geheim"]])
    page = load(administrator, address("claims_siterules", "change", rules.pk))
    assert "paragraphs kept" in text_of(page, "section[aria-labelledby=preview]")
    assert "geheim" not in page.text
