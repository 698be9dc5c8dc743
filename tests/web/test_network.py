"""Who speaks about whom around an entity: drawn, told in a table, and had as a file."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.models import Claim, Entity, Statement
from claims.queries.network import ON_EACH_SIDE, has_network, network_of
from tests import build
from tests.build import NOW, Words
from tests.web.pages import load, text_of, texts_of
from tests.web.test_charts import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def norvik() -> Entity:
    return build.make_entity("Norvik")


def speak(speaker: Entity | None, about: Entity, *, claim: Claim | None = None, **link: str) -> Statement:
    """The statement, which is the only one of its claim or one more of the given."""
    words = Words("Wir liefern", source="Lind", speaker=speaker, about=[about])
    statement = build.statement_of(build.make_article("Wir liefern, sagte Lind.", statements=[words]))
    build.make_link(claim or build.make_claim(), statement, **link)
    return statement


def address_of(entity: Entity) -> str:
    return reverse("entity-network", args=[entity.pk])


def ties_of(entity: Entity) -> list[tuple[str, str, int]]:
    return [(tie.speaker.name, tie.about.name, tie.claims) for tie in network_of(entity).ties]


def test_what_many_articles_repeat_is_one_claim(norvik: Entity) -> None:
    lind, claim = build.make_person("Ada Lind"), build.make_claim()
    for _ in range(3):
        speak(lind, norvik, claim=claim)
    speak(lind, norvik)
    assert ties_of(norvik) == [("Ada Lind", "Norvik", 2)]


def test_each_stands_on_the_side_of_what_it_mostly_does(norvik: Entity) -> None:
    lind, brandt, kestrel = build.make_person("Ada Lind"), build.make_person("Jo Brandt"), build.make_entity("Kestrel")
    for speaker, about in ((lind, norvik), (lind, norvik), (norvik, lind), (brandt, norvik), (norvik, kestrel)):
        speak(speaker, about)
    network = network_of(norvik)
    assert [each.name for each in network.speakers] == ["Ada Lind", "Jo Brandt"]
    assert [each.name for each in network.topics] == ["Kestrel"]


def test_those_around_are_tied_to_each_other_too(norvik: Entity) -> None:
    lind, kestrel = build.make_person("Ada Lind"), build.make_entity("Kestrel")
    for speaker, about in ((lind, norvik), (norvik, kestrel), (lind, kestrel)):
        speak(speaker, about)
    assert ("Ada Lind", "Kestrel", 1) in ties_of(norvik)


def test_who_has_nothing_to_do_with_it_is_not_there(norvik: Entity) -> None:
    speak(build.make_person("Ada Lind"), build.make_entity("Kestrel"))
    speak(None, norvik)
    assert network_of(norvik).is_empty
    assert ties_of(norvik) == []


def test_what_does_not_count_is_no_tie(norvik: Entity) -> None:
    lind = build.make_person("Ada Lind")
    speak(lind, norvik, state="suggested")
    rejected = speak(lind, norvik)
    curation.reject_statement(build.make_user("curator"), rejected, reason="nobody says it", now=NOW)
    assert network_of(norvik).is_empty


def test_only_the_strongest_are_shown(norvik: Entity) -> None:
    for _ in range(ON_EACH_SIDE):
        speaker = build.make_person()
        speak(speaker, norvik)
        speak(speaker, norvik)
    speak(build.make_person("Ada Lind"), norvik)
    network = network_of(norvik)
    assert len(network.speakers) == ON_EACH_SIDE
    assert "Ada Lind" not in {each.name for each in network.speakers}


def test_names_lead_to_their_pages_and_numbers_to_their_claims(reader: Client, norvik: Entity) -> None:
    lind = build.make_person("Ada Lind")
    speak(lind, norvik)
    speak(lind, build.make_entity("Kestrel"))
    page = load(reader, address_of(norvik))
    assert [link["href"] for link in page.select("svg.network a")] == [lind.get_absolute_url()]
    assert texts_of(page, ".network line title") == ["Ada Lind about Norvik: 1"]
    assert text_of(page, "figure tbody tr") == "Ada Lind Norvik 1"
    (number,) = page.select("figure td.number a")
    assert len(load(reader, str(number["href"])).select("a.words")) == 1


def test_the_ties_are_had_as_a_file(reader: Client, norvik: Entity) -> None:
    speak(build.make_person("=Lind()"), norvik)
    assert rows_of(reader, reverse("entity-network-csv", args=[norvik.pk])) == [
        {"speaker": "'=Lind()", "about": "Norvik", "claims": "1"}
    ]


def test_the_page_of_an_entity_leads_there_and_fetches_the_picture_later(reader: Client, norvik: Entity) -> None:
    speak(build.make_person("Ada Lind"), norvik)
    section = load(reader, norvik.get_absolute_url()).select_one("section[aria-labelledby=network]")
    assert section is not None
    assert [link["href"] for link in section.select("a")] == [address_of(norvik)]
    (later,) = section.select("[hx-trigger=revealed]")
    part = reader.get(str(later["hx-get"]), headers={"HX-Request": "true"}).content.decode()
    assert "<figure" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    ("speaker", "about", "has_one"),
    [("Lind", "Norvik", True), ("Norvik", "Lind", True), ("Norvik", "Norvik", False), ("", "Norvik", False)],
)
def test_a_network_takes_two(speaker: str, about: str, *, has_one: bool) -> None:
    entities = {name: build.make_entity(name) for name in ("Norvik", "Lind")}
    speak(entities.get(speaker), entities[about])
    assert has_network(entities["Norvik"]) is has_one
    assert network_of(entities["Norvik"]).is_empty is not has_one


def test_an_entity_that_nobody_speaks_about_has_no_picture(reader: Client, norvik: Entity) -> None:
    assert not load(reader, norvik.get_absolute_url()).select("[aria-labelledby=network]")
    page = load(reader, address_of(norvik))
    assert not page.select("svg.network")
    assert [link["href"] for link in page.select(".empty a.button")] == [norvik.get_absolute_url()]


def test_the_network_of_a_merged_entity_is_that_of_the_other(reader: Client, norvik: Entity) -> None:
    other = build.make_entity("Norvik AG")
    curation.merge_entities(build.make_user("curator"), other, norvik, reason="one firm", now=NOW)
    assert reader.get(address_of(other))["Location"] == address_of(norvik)
