"""Registries are changed through one door: each change is recorded, and what follows from it is done."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, TakenAs
from claims.curation.registries import Row
from claims.models import Alias, Claim, Decision, Entity, EntityRelation, Outlet, OutletDomain, Statement
from claims.pipeline import relink
from claims.spreadsheet import csv_lines
from tests import build
from tests.build import NOW, Words

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def administrator() -> User:
    return build.make_user("administrator")


def tell(speaker: str) -> Statement:
    """An article in which somebody says something, linked by what is known now."""
    article = build.make_article(f"Es geht, sagte {speaker}.", statements=[Words("Es geht", source=speaker)])
    relink(article.revisions.values_list("pk", flat=True), NOW)
    build.work_until_idle()
    return build.statement_of(article)


def speaker_of(statement: Statement) -> str:
    build.work_until_idle(LATER)
    statement.refresh_from_db()
    return statement.speaker.name if statement.speaker else ""


def test_a_new_name_links_texts_and_can_be_undone_like_a_curators(administrator: User) -> None:
    lind = build.make_entity("Ada Lind", kind="person")
    statement = tell("Frau Lind")
    decision = curation.save_row(administrator, Alias(entity=lind, text=" Frau  Lind "), reason="Register", now=LATER)
    assert speaker_of(statement) == "Ada Lind"
    assert decision
    assert (decision.action, decision.object_id, decision.reason) == ("add alias", lind.pk, "Register")
    curation.undo_entity_decision(administrator, decision, now=LATER)
    assert speaker_of(statement) == ""


def test_a_name_that_is_changed_links_nothing_by_its_old_form(administrator: User) -> None:
    alias = build.make_alias(build.make_entity("Ada Lind", kind="person"), "Ruddock")
    statement = tell("Ruddock")
    assert speaker_of(statement) == "Ada Lind"
    alias.text = "Ruddeck"
    decision = curation.save_row(administrator, alias, now=LATER)
    assert speaker_of(statement) == ""
    assert decision
    assert decision.before == {"row": "Ruddock", "text": "Ruddock"}
    assert decision.after == {"row": "Ruddeck", "text": "Ruddeck"}


def test_a_name_that_is_taken_out_links_nothing_any_more(administrator: User) -> None:
    alias = build.make_alias(build.make_entity("Ada Lind", kind="person"), "Ruddock")
    statement = tell("Ruddock")
    curation.delete_row(administrator, alias, reason="jemand anders", now=LATER)
    assert speaker_of(statement) == ""
    assert Decision.objects.get().before["text"] == "Ruddock"


def test_a_renamed_entity_goes_by_its_new_name_too(administrator: User) -> None:
    norvik = build.make_entity("Norvik")
    norvik.name = "Norvik Systems"
    curation.save_row(administrator, norvik, now=LATER)
    assert set(norvik.aliases.values_list("text", flat=True)) == {"Norvik", "Norvik Systems"}


def test_another_owner_has_the_claims_of_an_outlet_counted_anew(administrator: User) -> None:
    outlet = build.make_outlet("Platinenpost")
    statement = build.statement_of(build.make_article("Es geht.", statements=[Words("Es geht")], outlet=outlet))
    claim = build.make_claim(statements=[statement])
    Claim.objects.update(next_attempt_at=None)
    outlet.owner_group = "Auwiese Medien"
    curation.save_row(administrator, outlet, now=LATER)
    claim.refresh_from_db()
    assert claim.next_attempt_at == LATER


def test_a_relation_has_the_claims_of_both_counted_anew(administrator: User) -> None:
    lind, norvik = build.make_person("Ada Lind"), build.make_entity("Norvik")
    words = Words("Wir liefern", source="Lind", speaker=lind)
    article = build.make_article("Wir liefern, sagte Lind.", statements=[words])
    claim = build.make_claim(statements=[build.statement_of(article)])
    Claim.objects.update(next_attempt_at=None)
    curation.save_row(administrator, EntityRelation(subject=lind, relation="works for", object=norvik), now=LATER)
    claim.refresh_from_db()
    assert claim.next_attempt_at == LATER
    assert Decision.objects.get().object_id == lind.pk


def test_what_says_nothing_new_is_no_decision(administrator: User) -> None:
    assert curation.save_row(administrator, build.make_outlet("Platinenpost"), now=LATER) is None
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["reader", "analyst", "curator"])
def test_registries_are_for_administrators(role: str) -> None:
    user, outlet = build.make_user(role), build.make_outlet("Platinenpost")
    with pytest.raises(PermissionDenied):
        curation.save_row(user, Outlet(name="Chipkurier"), now=LATER)
    with pytest.raises(PermissionDenied):
        curation.delete_row(user, outlet, now=LATER)


def test_what_is_needed_stays(administrator: User) -> None:
    norvik = build.make_entity("Norvik")
    read_outlet = build.make_outlet("Platinenpost")
    build.make_feed(outlet=read_outlet)
    needed: list[tuple[Row, str]] = [
        (norvik, "Merge it into another"),
        (norvik.aliases.get(text="Norvik"), "has to stay"),
        (read_outlet, "has feeds or articles"),
    ]
    for row, fault in needed:
        with pytest.raises(CurationError, match=fault):
            curation.delete_row(administrator, row, now=LATER)
    assert not Decision.objects.exists()


def test_a_merged_entity_is_left_alone(administrator: User) -> None:
    norvik = build.make_entity("Norvik")
    old = build.make_entity("Norvik AG", merged_into=norvik)
    with pytest.raises(CurationError, match="was merged into Norvik"):
        curation.save_row(administrator, Alias(entity=old, text="NAG"), now=LATER)


TABLES = curation.TABLES


def import_text(user: User, table: str, text: str, *, is_trial: bool = False) -> list[curation.TakenRow]:
    records = curation.read_records(TABLES[table].columns, text.encode())
    return curation.take_over(user, TABLES[table], records, reason="Umzug", now=LATER, is_trial=is_trial)


def make_registries() -> None:
    outlet = build.make_outlet("=Platinenpost", domain="platinenpost.example", owner_group="Auwiese")
    OutletDomain.objects.create(outlet=outlet, domain="www.platinenpost.example")
    lind = build.make_person("Ada Lind", employer="Norvik", role="CEO")
    build.make_alias(lind, "Norvik-Chefin", lang="de", kind="description", valid_from=NOW.date())


def as_file(table: str, form: str) -> str:
    rows = TABLES[table].model._default_manager.all()
    if form == "json":
        return json.dumps(TABLES[table].records(rows))
    return "".join(csv_lines(TABLES[table].of(rows), TABLES[table].columns))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_exported_can_be_imported_elsewhere_and_a_second_time_changes_nothing(
    administrator: User, form: str
) -> None:
    make_registries()
    files = {name: as_file(name, form) for name in TABLES}
    for model in (EntityRelation, Alias, Entity, OutletDomain, Outlet):
        model._default_manager.all().delete()
    for name, text in files.items():
        taken = import_text(administrator, name, text)
        own_names = {"Ada Lind, Ada Lind", "Norvik, Norvik"}  # came with their entities
        assert {row.taken for row in taken if row.name not in own_names or name != "aliases"} == {TakenAs.ADDED}
    decisions = Decision.objects.count()
    assert {name: as_file(name, form) for name in TABLES} == files
    for name, text in files.items():
        assert {row.taken for row in import_text(administrator, name, text)} == {TakenAs.SAME}
    assert Decision.objects.count() == decisions


def test_a_trial_says_what_would_become_of_each_row_and_keeps_none(administrator: User) -> None:
    build.make_entity("Norvik", kind="organisation", description="maker of chips")
    text = "kind;name;description\norganisation;Norvik;maker of network chips\nperson;Ada Lind;\n"
    changed, added = import_text(administrator, "entities", text, is_trial=True)
    assert (changed.taken, changed.changes) == (
        TakenAs.CHANGED,
        (("description", "maker of chips", "maker of network chips"),),
    )
    assert (added.taken, added.number) == (TakenAs.ADDED, 2)
    assert not Entity.objects.filter(name="Ada Lind").exists()
    assert not Decision.objects.exists()


def test_a_column_that_is_left_out_stays_as_it_is(administrator: User) -> None:
    build.make_outlet("Platinenpost", owner_group="Auwiese", kind="agency")
    import_text(administrator, "outlets", "name,lang\nPlatinenpost,en\n")
    outlet = Outlet.objects.get()
    assert (outlet.lang, outlet.kind, outlet.owner_group) == ("en", "agency", "Auwiese")


def test_what_no_database_holds_is_left_out(administrator: User) -> None:
    import_text(administrator, "outlets", '[{"name": "Chip\\u0000kurier"}]')
    assert Outlet.objects.get().name == "Chipkurier"


REFUSED = {
    ("entities", "kind,name\nfirm,Norvik"): ("kind", "not one of: person, organisation"),
    ("entities", "name\nNorvik"): ("kind", "column kind is missing"),
    ("entities", "kind,name\nperson,!!!"): ("name", "no letter"),
    ("aliases", "entity,name\nNobody,Niemand"): ("entity", "Import entities first"),
    ("aliases", "entity,name\nApple,Apfel"): ("entity", "entity_kind"),
    ("aliases", "entity,name,valid_from\nNorvik,Nordwerk,May 2026"): ("valid_from", "2026-03-31"),
    ("aliases", "entity,name,valid_from,valid_to\nNorvik,Nordwerk,2026-02-01,2026-01-01"): ("all", "ends before"),
    ("relations", "subject,relation,object\nNorvik,works for,Norvik"): ("all", "themselves"),
    ("outlets", "name,domains\nChipkurier,platinenpost.example"): ("domains", "belongs to Platinenpost"),
}


@pytest.mark.parametrize(("table", "text"), list(REFUSED))
def test_a_refused_row_names_its_column_and_the_way_out_and_nothing_is_imported(
    administrator: User, table: str, text: str
) -> None:
    build.make_entity("Norvik")
    build.make_entity("Apple", kind="organisation")
    build.make_entity("Apple", kind="product")
    build.make_outlet("Platinenpost", domain="platinenpost.example")
    column, fault = REFUSED[table, text]
    before = {name: as_file(name, "json") for name in TABLES}
    [row] = import_text(administrator, table, text)
    assert (row.taken, row.column, row.number) == (TakenAs.REFUSED, column, 1)
    assert fault in row.message
    assert {name: as_file(name, "json") for name in TABLES} == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name\n", "no rows"),
        ("name,colour\nChipkurier,red", "“colour” is not known. There are: name, kind"),
        ("name,kind\nChipkurier,agency,de", "Line 2 has more cells"),
        ('name\n"Chipkurier', "Line 2 is no CSV"),
        ('{"name": "Chipkurier"}', "no list of objects"),
        ('[{"name": ', "no JSON"),
        ("name\n" + "Chipkurier\n" * 2001, "more than 2000"),
        ("name\n" + "x" * 2_000_001, "larger than"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(text: str, fault: str) -> None:
    with pytest.raises(CurationError, match=fault):
        curation.read_records(TABLES["outlets"].columns, text.encode())


def test_a_file_in_another_encoding_is_refused_with_the_way_to_save_it() -> None:
    with pytest.raises(CurationError, match="CSV UTF-8"):
        curation.read_records(TABLES["outlets"].columns, "name\nLötfahne".encode("latin-1"))
