"""The page of an entity through time, the names that nothing known fits, and what curators do about them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.models import Decision, DismissedName, Entity, Revision
from tests import build
from tests.build import NOW, Words
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
PAST = date(2021, 10, 27)


def address(name: str, *args: int) -> str:
    return reverse(name, args=args)


def page_of(entity: Entity) -> str:
    return address("entity", entity.pk)


def recur(name: str, times: int = 3, *, outlets: int = 2) -> None:
    """Articles of several outlets in which somebody of this name says something."""
    for number in range(times):
        words = Words("Wir liefern ab Mai", source=name)
        outlet = build.make_outlet(f"Funkpost {number % outlets}")
        article = build.make_article(f"Wir liefern ab Mai, sagte {name}.", statements=[words], outlet=outlet)
        build.make_unlinked(build.statement_of(article))


def names_on(client: Client) -> list[str]:
    return texts_of(load(client, address("unlinked-names")), ".names h2")


def test_former_names_and_past_roles_stand_apart_with_their_days(reader: Client) -> None:
    norvik, velt, lind = build.make_entity("Norvik"), build.make_entity("Velt"), build.make_person("Ada Lind")
    build.make_alias(norvik, "Nordwerk", kind="former name", valid_to=PAST)
    build.make_alias(norvik, "der Chipkonzern", kind="description", lang="de", valid_from=PAST)
    build.relate(lind, "works for", norvik, role="CEO", since=date(2019, 1, 1), until=PAST)
    build.relate(norvik, "competitor of", velt, since=PAST)
    page = load(reader, page_of(norvik))
    assert texts_of(page, "[aria-labelledby=aliases] li") == [
        "Norvik",
        "der Chipkonzern (description, de, since 27 Oct 2021 )",
    ]
    assert texts_of(page, "[aria-labelledby=former-aliases] li") == ["Nordwerk (former name, until 27 Oct 2021 )"]
    assert texts_of(page, "[aria-labelledby=relations] li") == ["competitor of Velt , since 27 Oct 2021"]
    past = texts_of(page, "[aria-labelledby=former-relations] li")
    assert past == ["Ada Lind works for it, CEO, 2019 to 27 Oct 2021"]


def test_the_list_shows_the_roles_of_today(reader: Client) -> None:
    lind = build.make_person("Ada Lind")
    build.relate(lind, "works for", build.make_entity("Norvik"), role="CEO", until=PAST)
    build.relate(lind, "works for", build.make_entity("Velt"), role="chair")
    row = load(reader, f"{address('entities')}?q=Lind").select_one("tbody tr")
    assert row is not None
    assert "Velt, chair" in row.get_text()
    assert "Norvik" not in row.get_text()


def test_a_name_is_suggested_once_three_articles_of_two_outlets_have_it(curator: Client) -> None:
    recur("Jon Ruddock", 2)
    recur("Velt Labs", 3, outlets=1)
    assert names_on(curator) == []
    assert "Every recurring name is known" in text_of(load(curator, address("unlinked-names")), ".empty")
    recur("Jon Ruddock", 1)
    recur("Velt Labs", 2)
    assert names_on(curator) == ["Velt Labs", "Jon Ruddock"]


def test_what_an_article_says_no_longer_is_not_suggested(curator: Client) -> None:
    recur("Jon Ruddock")
    Revision.objects.update(superseded_at=NOW)
    assert names_on(curator) == []


def test_a_suggestion_shows_who_says_what_where(curator: Client) -> None:
    recur("Jon Ruddock", 4)
    page = load(curator, address("unlinked-names"))
    assert "in 4 articles of 2 outlets; somebody of this name speaks" in text_of(page, ".names")
    assert len(page.select(".examples li")) == 3
    assert texts_of(page, ".examples li")[0] == "Jon Ruddock: „Wir liefern ab Mai“ Funkpost 1"


def test_a_name_that_is_none_is_never_suggested_again_unless_that_is_undone(curator: Client) -> None:
    recur("Kreise")
    page = parse(curator.post(address("dismiss-name"), {"text": "Kreise"}, follow=True))
    assert texts_of(page, ".names h2") == []
    assert "“Kreise” is none, says" in text_of(page, "[aria-labelledby=dismissed]")
    undo = page.select_one(".toast form")
    assert undo is not None
    curator.post(str(undo["action"]))
    assert names_on(curator) == ["Kreise"]
    assert not DismissedName.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind", "aliases"),
    [("Jon Ruddock", "person", "Ruddock"), ("Kestrel 9", "product", ""), ("Velt Labs", "organisation", "")],
)
def test_a_new_entity_begins_with_what_is_likely(name: str, kind: str, aliases: str, curator: Client) -> None:
    page = load(curator, f"{address('add-entity')}?name={name}")
    assert (text_of(page, "#id_kind [selected]"), text_of(page, "#id_aliases")) == (kind, aliases)
    field = page.select_one("#id_name")
    assert field is not None
    assert field["value"] == name


def test_a_recurring_name_becomes_an_entity_with_its_statements(curator: Client) -> None:
    recur("Jon Ruddock")
    sent = {"name": "Jon Ruddock", "kind": "person", "aliases": "Ruddock\nJ. Ruddock"}
    page = parse(curator.post(address("add-entity"), sent, follow=True))
    assert "3 texts are being linked anew" in text_of(page, ".notice")
    assert "Added, going by “Jon Ruddock”, “Ruddock”, “J. Ruddock”" in text_of(page, "[aria-labelledby=decisions]")
    build.work_until_idle(NOW + timedelta(days=365))
    ruddock = Entity.objects.get()
    assert ruddock.statements.count() == 3
    assert names_on(curator) == []


def test_a_recurring_name_becomes_an_alias_of_whom_is_chosen(curator: Client) -> None:
    norvik = build.make_entity("Norvik")
    recur("Norvik Labs")
    page = load(curator, f"{address('choose-owner')}?text=Norvik Labs")
    link = page.select_one(".lines a")
    assert link is not None
    assert link["href"] == f"{address('add-alias', norvik.pk)}?text=Norvik%20Labs"
    sent = {"text": "Norvik Labs", "kind": "former name", "valid_to": "2026-12-31"}
    page = parse(curator.post(address("add-alias", norvik.pk), sent, follow=True))
    assert "Goes by “Norvik Labs” too" in text_of(page, "[aria-labelledby=decisions]")
    build.work_until_idle(NOW + timedelta(days=365))
    assert norvik.statements.count() == 3


def test_who_has_a_part_of_the_name_can_be_chosen(curator: Client) -> None:
    build.make_entity("Norvik")
    build.make_entity("Velt")
    page = load(curator, f"{address('choose-owner')}?text=Norvik Photonics AG")
    assert texts_of(page, ".lines a") == ["Norvik"]


def test_a_name_that_fits_nobody_leads_to_a_new_entity(curator: Client) -> None:
    page = load(curator, f"{address('choose-owner')}?text=Velt Labs")
    assert "Nothing is known by this name" in text_of(page, ".empty")


def test_what_is_wrong_is_answered_at_its_field_with_what_was_typed(curator: Client) -> None:
    norvik = build.make_entity("Norvik")
    page = parse(curator.post(address("add-alias", norvik.pk), {"text": "Norvik", "kind": "name"}), 422)
    assert text_of(page, "#id_text-error") == "Norvik goes by “Norvik” already."
    page = parse(curator.post(address("add-entity"), {"name": "Norvik", "kind": "organisation"}), 422)
    assert "There is organisation “Norvik” already" in text_of(page, "#id_name-error")


def test_a_merge_shows_what_would_move_and_asks(curator: Client) -> None:
    norvik, other = build.make_entity("Norvik"), build.make_entity("Norvik One", kind="product", aliases=["Norvik"])
    page = load(curator, f"{address('merge-entity', other.pk)}?q=Norvik")
    chosen = page.select_one(".lines a")
    assert chosen is not None
    page = load(curator, str(address("merge-entity", other.pk)) + f"?into={norvik.pk}")
    assert texts_of(page, "#doubts p")[1:] == [
        "One is product, the other organisation.",
        "Both go by “Norvik”: two may share a name and still be two.",
    ]
    assert "0 statements" in text_of(page, "[aria-labelledby=moves]")
    here = f"{address('merge-entity', other.pk)}?into={norvik.pk}"
    page = parse(curator.post(here, {"reason": "one thing"}), 422)
    assert "Say that you are sure" in text_of(page, "#id_is_sure-error")
    assert text_of(parse(curator.post(here, {"is_sure": "on"}), 422), "#id_reason-error")
    page = parse(curator.post(here, {"is_sure": "on", "reason": "one thing"}, follow=True))
    assert "“Norvik One” was merged into “Norvik”" in text_of(page, "[aria-labelledby=decisions]")
    assert curator.get(page_of(other))["Location"] == page_of(norvik)


def test_a_merge_is_undone_on_the_page_of_the_one_that_is_left(curator: Client) -> None:
    norvik, other = build.make_entity("Norvik"), build.make_entity("Nordwerk")
    curation.merge_entities(build.make_user("curator"), other, norvik, reason="one firm", now=NOW)
    button = load(curator, page_of(norvik)).select_one("[aria-labelledby=decisions] form")
    assert button is not None
    page = parse(curator.post(str(button["action"]), follow=True))
    assert text_of(page, "h1") == "Nordwerk"
    assert "“Nordwerk” was taken out of “Norvik” again" in text_of(page, "[aria-labelledby=decisions]")
    again = parse(curator.post(str(button["action"]), follow=True))
    assert "undone already" in text_of(again, ".toast-error")


def test_merging_into_what_was_merged_says_where_to_go(curator: Client) -> None:
    norvik, nordwerk, velt = (build.make_entity(name) for name in ("Norvik", "Nordwerk", "Velt"))
    curation.merge_entities(build.make_user("curator"), nordwerk, norvik, reason="one firm", now=NOW)
    page = parse(curator.get(f"{address('merge-entity', velt.pk)}?into={nordwerk.pk}", follow=True))
    assert "“Nordwerk” was merged into Norvik; go on there." in text_of(page, ".toast-error")


def test_a_split_shows_how_often_each_name_is_met(curator: Client) -> None:
    norvik = build.make_entity("Norvik", aliases=["Nordwerk"])
    revision = build.make_article("Nordwerk liefert.").revisions.get()
    revision.mentions.create(start=0, end=8, text="Nordwerk", entity=norvik)
    page = load(curator, address("split-entity", norvik.pk))
    assert texts_of(page, ".choices label") == ["Nordwerk named so 1 time"]
    sent = {"aliases": norvik.aliases.get(text="Nordwerk").pk, "name": "Nordwerk SE", "kind": "organisation"}
    page = parse(curator.post(address("split-entity", norvik.pk), sent), 422)
    assert text_of(page, "#id_reason-error")
    assert page.select_one(".choices input[checked]") is not None
    page = parse(curator.post(address("split-entity", norvik.pk), sent | {"reason": "two firms"}, follow=True))
    assert "“Nordwerk SE” was split off, with “Nordwerk”" in text_of(page, "[aria-labelledby=decisions]")
    new = load(curator, page_of(Entity.objects.get(name="Nordwerk SE")))
    assert "“Nordwerk SE” was split off" in text_of(new, "[aria-labelledby=decisions]")


def test_what_goes_by_its_own_name_alone_has_nothing_to_split(curator: Client) -> None:
    page = load(curator, address("split-entity", build.make_entity("Norvik").pk))
    assert "nothing to split off" in text_of(page, ".empty")


def test_readers_see_what_was_decided_and_no_button(reader: Client) -> None:
    norvik = build.make_entity("Norvik")
    curation.add_alias(User.objects.create_superuser("ada"), norvik, text="Nordwerk", reason="its website", now=NOW)
    page = load(reader, page_of(norvik))
    assert "Goes by “Nordwerk” too, by ada: its website" in text_of(page, "[aria-labelledby=decisions]")
    assert page.select("[aria-labelledby=decisions] form") == []
    assert address("merge-entity", norvik.pk) not in str(page)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", ["add-entity", "add-alias", "split-entity", "merge-entity", "choose-owner"])
def test_every_field_has_a_label_and_nothing_is_inline(name: str, curator: Client) -> None:
    norvik, other = build.make_entity("Norvik", aliases=["Nordwerk"]), build.make_entity("Norvik", kind="product")
    of_entity = name in ("add-alias", "split-entity", "merge-entity")
    query = f"?into={other.pk}" if name == "merge-entity" else "?text=Norvik"
    page = load(curator, address(name, *([norvik.pk] if of_entity else [])) + query)
    labelled = {label["for"] for label in page.select("label[for]")}
    for field in page.select("main input, main select, main textarea"):
        if field.get("type") != "hidden" and field.find_parent("label") is None:
            assert field.get("id") in labelled
    assert not page.select("[style], main script, main style")
