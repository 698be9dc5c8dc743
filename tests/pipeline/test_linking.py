"""Revisions are linked by the names of their day, and anew when names have changed."""

from datetime import UTC, date, datetime

import pytest

from claims.extract import Attribution, Kind, SourceKind, Speaker
from claims.models import Claim, ClaimKey, Entity, EntityRelation, Mention, Revision, Statement, UnlinkedName
from claims.models.houses import houses_by_day
from claims.pipeline import relink
from claims.pipeline.language import keep_statements
from claims.queries.interest import Interests
from claims.queries.said import all_said, statements_to_show
from claims.text import Span
from tests import build
from tests.build import NOW, Words
from tests.build_keys import give_keys

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2020, 3, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
LAST_OLD, FIRST_NEW = date(2021, 10, 27), date(2021, 10, 28)
TEXT = "„Nordwerk liefert ab Mai“, sagte Ada Lind. Jon Ruddock widersprach."


def make_renamed() -> Entity:
    norvik = build.make_entity("Norvik")
    build.make_alias(norvik, "Nordwerk", kind="former name", valid_to=LAST_OLD)
    return norvik


def make_linked(text: str = TEXT, *, at: datetime = LATE, statements: tuple[Words, ...] = ()) -> Revision:
    """An article of a day, linked by the names that are known."""
    words = statements or (Words("Nordwerk liefert ab Mai", source="Ada Lind"),)
    revision = build.make_article(text, statements=words, published_at=at).revisions.get()
    link_anew(revision)
    return revision


def link_anew(revision: Revision) -> None:
    relink([revision.pk], NOW)
    build.work_until_idle()


def about(revision: Revision) -> list[str]:
    return [entity.name for statement in revision.statements.all() for entity in statement.about.all()]


def unlinked(revision: Revision) -> list[tuple[str, str]]:
    rows = UnlinkedName.objects.filter(statement__revision=revision).order_by("pk")
    return [(row.place, row.text) for row in rows]


def test_a_former_name_links_the_articles_of_its_days_alone() -> None:
    make_renamed()
    before, after = make_linked(at=EARLY), make_linked(at=LATE)
    assert about(before) == ["Norvik"]
    assert before.mentions.get().why == "“Nordwerk” is a former name of Norvik"
    assert about(after) == []
    assert not after.mentions.exists()


def test_names_that_nothing_known_fits_are_kept_where_they_stand_in_a_statement() -> None:
    build.make_entity("Norvik")
    build.make_outlet("Funkpost")
    words = Words("Norvik und Velt Labs", source="Jon Ruddock", names=["Norvik", "Velt Labs", "Funkpost"])
    revision = make_linked("Norvik und Velt Labs warten auf Funkpost, sagte Jon Ruddock.", statements=(words,))
    assert unlinked(revision) == [("speaker", "Jon Ruddock"), ("about", "Velt Labs")]


def test_a_mention_makes_no_entity_however_often_it_comes() -> None:
    for _ in range(3):
        words = Words("Velt Labs liefert", source="Jon Ruddock", names=["Velt Labs"])
        make_linked("Velt Labs liefert, sagte Jon Ruddock.", statements=(words,))
    assert UnlinkedName.objects.count() == 6
    assert not Entity.objects.exists()


@pytest.mark.parametrize("source_kind", ["role", "anonymous", "document"])
def test_a_role_is_no_name(source_kind: str) -> None:
    words = Words("Nordwerk liefert ab Mai", source="Ada Lind", values={"source_kind": source_kind})
    assert unlinked(make_linked(statements=(words,))) == []


def test_what_extraction_found_named_in_the_content_is_kept_with_the_statement() -> None:
    revision = build.make_article(TEXT).revisions.get()
    found = Attribution(
        (Span(34, 42),), (Span(28, 33),), (Span(1, 24),), Kind.DIRECT, Speaker("Ada Lind", SourceKind.NAMED),
        about=(Span(1, 9),), why="quotation marks",
    )  # fmt: skip
    keep_statements(revision, [found])
    names = revision.statements.get().spans.filter(role="about")
    assert [TEXT[span.start : span.end] for span in names] == ["Nordwerk"]


def test_a_revision_is_linked_anew_by_what_is_known_now_and_its_claims_are_found_by_it() -> None:
    revision = make_linked()
    statement = revision.statements.get()
    claim = build.make_claim(statements=[statement])
    give_keys(claim, "w:nordwerk")
    assert unlinked(revision) == [("speaker", "Ada Lind")]
    lind, nordwerk = build.make_person("Ada Lind"), build.make_entity("Nordwerk")
    link_anew(revision)
    statement.refresh_from_db()
    assert statement.speaker == lind
    assert about(revision) == ["Nordwerk"]
    assert unlinked(revision) == []
    assert Mention.objects.filter(revision=revision).count() == 2
    keys = set(claim.keys.values_list("key", flat=True))
    assert {f"e:{nordwerk.pk}", f"c:{nordwerk.pk}", f"s:{lind.pk}"} <= keys
    claim.refresh_from_db()
    assert (claim.standing, claim.independent, claim.next_attempt_at) == ("single origin", 1, None)


def test_linking_anew_twice_changes_nothing() -> None:
    build.make_entity("Nordwerk")
    revision = make_linked()
    build.make_claim(statements=[revision.statements.get()])
    link_anew(revision)
    before = list(ClaimKey.objects.order_by("key").values_list("key", flat=True))
    link_anew(revision)
    assert list(ClaimKey.objects.order_by("key").values_list("key", flat=True)) == before
    revision.refresh_from_db()
    assert (revision.stage, revision.next_attempt_at) == ("done", None)


def test_a_person_decision_about_a_link_outlives_linking_anew() -> None:
    revision = make_linked()
    claim = build.make_claim()
    link = build.make_link(claim, revision.statements.get(), state="rejected", relation="denies")
    link_anew(revision)
    link.refresh_from_db()
    assert (link.claim, link.state, link.relation) == (claim, "rejected", "denies")


@pytest.mark.parametrize(
    ("stage", "failed_stage", "expected"),
    [("match", "", ("link", "")), ("failed", "match", ("failed", "link")), ("extract", "", ("extract", ""))],
)
def test_a_revision_on_its_way_is_linked_by_the_new_names(
    stage: str, failed_stage: str, expected: tuple[str, str]
) -> None:
    revision = build.make_article(TEXT).revisions.get()
    Revision.objects.filter(pk=revision.pk).update(stage=stage, failed_stage=failed_stage)
    relink([revision.pk], NOW)
    revision.refresh_from_db()
    assert (revision.stage, revision.failed_stage) == expected


def test_a_speaker_has_the_role_of_the_day() -> None:
    lind = build.make_person("Ada Lind")
    works_for = EntityRelation.Relation.WORKS_FOR
    build.relate(lind, works_for, build.make_entity("Norvik"), role="CEO", until=LAST_OLD)
    build.relate(lind, works_for, build.make_entity("Velt"), role="chair", since=FIRST_NEW)
    for at in (EARLY, LATE):
        words = Words("Nordwerk liefert ab Mai", source="Ada Lind", speaker=lind)
        build.make_article(TEXT, statements=[words], published_at=at)
    assert [said.role for said in all_said(statements_to_show().order_by("pk"))] == ["Norvik, CEO", "Velt, chair"]


def test_a_house_is_the_one_of_the_day() -> None:
    lind, norvik, velt = build.make_person("Ada Lind"), build.make_entity("Norvik"), build.make_entity("Velt")
    build.relate(lind, "works for", norvik, until=LAST_OLD)
    build.relate(norvik, "owned by", velt, since=FIRST_NEW)
    before, after = map(houses_by_day(), (EARLY.date(), LATE.date()))
    assert [houses.of(lind.pk) for houses in (before, after)] == [norvik.pk, lind.pk]
    assert [houses.of(norvik.pk) for houses in (before, after)] == [norvik.pk, velt.pk]


def test_an_interest_is_the_one_of_the_day() -> None:
    lind, norvik, velt = build.make_person("Ada Lind"), build.make_entity("Norvik"), build.make_entity("Velt")
    build.relate(lind, "works for", norvik)
    build.relate(norvik, "competitor of", velt, since=FIRST_NEW)
    before, after = map(houses_by_day(), (EARLY.date(), LATE.date()))
    assert [houses.is_interested(lind.pk, [velt.pk]) for houses in (before, after)] == [False, True]


def test_two_of_one_house_are_one_as_long_as_they_are_of_it() -> None:
    """Two people say the same; what they count for is what their house was on the day they said it."""
    norvik = build.make_entity("Norvik")
    for day, expected in ((EARLY, 1), (LATE, 2)):
        claim = build.make_claim()
        for name, until in (("Ada Lind", None), ("Ben Holt", LAST_OLD)):
            person = build.make_person(f"{name} {day.year}")
            build.relate(person, "works for", norvik, until=until)
            words = Words("Die Fertigung läuft", source=name, speaker=person)
            article = build.make_article(
                f"Die Fertigung läuft, sagte {name}.", statements=[words], outlet=build.make_outlet(), published_at=day
            )
            build.make_link(claim, Statement.objects.get(revision__article=article))
        Claim.objects.filter(pk=claim.pk).update(next_attempt_at=NOW)
        build.work_until_idle()
        claim.refresh_from_db()
        assert claim.independent == expected


def test_an_unknown_manager_is_of_the_house_that_the_article_gives_her() -> None:
    """What she says and what the company says count once, and her interest is the company's."""
    norvik, torva = build.make_entity("Norvik"), build.make_entity("Torva")
    build.relate(norvik, "competitor of", torva)
    text = "Torva liefert zu spät, sagte Norvik-Finanzchefin Carla Boe. Torva liefert erst im Mai, teilte Norvik mit."
    manager = Words("Torva liefert zu spät", source="Carla Boe", values={"house_name": "Norvik"})
    revision = make_linked(text, statements=(manager, Words("Torva liefert erst im Mai", source="Norvik")))
    of_manager, of_company = revision.statements.order_by("position")
    assert (of_manager.speaker, of_manager.house, of_company.speaker) == (None, norvik, norvik)
    claim = build.make_claim(statements=[of_manager, of_company])
    Claim.objects.filter(pk=claim.pk).update(next_attempt_at=NOW)
    build.work_until_idle()
    claim.refresh_from_db()
    assert (claim.origins, claim.independent, claim.interested) == (1, 1, 1)
    shown = next(said for said in all_said(statements_to_show()) if said.statement == of_manager)
    interest = Interests().of(shown)
    assert (shown.role, interest and [tie.kind for tie in interest.ties]) == ("Norvik", ["rival"])


def test_a_house_that_is_not_known_is_shown_and_may_become_an_entity() -> None:
    words = Words("Torva liefert", source="Carla Boe", values={"house_name": "Boe AG"})
    revision = make_linked("Torva liefert, sagte Carla Boe, Chefin der Boe AG.", statements=(words,))
    assert ("house", "Boe AG") in unlinked(revision)
    build.make_alias(build.make_entity("Boe"), "Boe AG")
    link_anew(revision)
    assert revision.statements.get().house == Entity.objects.get(name="Boe")
