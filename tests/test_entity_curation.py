"""Curators say who and what is known; each decision can be undone, and leaves nothing behind."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError
from claims.models import (
    Alias,
    Claim,
    ClaimKey,
    Decision,
    DismissedName,
    Entity,
    EntityRelation,
    KeyFrequency,
    Mention,
    Revision,
    Statement,
    UnlinkedName,
    Watch,
)
from claims.pipeline import relink
from claims.pipeline.matching import describe
from claims.queries.following import following
from tests import build
from tests.build import NOW, Words
from tests.build_keys import give_keys

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def curator() -> User:
    return build.make_user("curator")


def tell(speaker: str, content: str, *, names: tuple[str, ...] = (), outlet: str = "Platinenpost") -> Statement:
    """An article in which somebody says something, linked by what is known, with its claim."""
    words = Words(content, source=speaker, names=names)
    text = f"{content}, sagte {speaker}."
    revision = build.make_article(text, statements=[words], outlet=build.make_outlet(outlet)).revisions.get()
    relink([revision.pk], NOW)
    build.work_until_idle()
    statement = Statement.objects.select_related("revision__article").get(revision=revision)
    claim = build.make_claim(content, statements=[statement])
    give_keys(claim, *describe(statement, []).stored)
    relink([revision.pk], NOW)
    build.work_until_idle()
    return statement


def work() -> None:
    build.work_until_idle(LATER)


def snapshot() -> dict[str, Any]:
    """All that a decision about entities may change."""
    return {
        "entities": list(Entity.objects.order_by("pk").values()),
        "aliases": list(Alias.objects.order_by("pk").values()),
        "relations": list(EntityRelation.objects.order_by("pk").values()),
        "watches": list(Watch.objects.order_by("pk").values()),
        "said": list(Statement.objects.order_by("pk").values("pk", "speaker", "speaker_link_why")),
        "about": list(Statement.about.through.objects.order_by("statement", "entity").values("statement", "entity")),
        "mentions": list(
            Mention.objects.order_by("revision", "start").values("revision", "start", "end", "entity", "score", "why")
        ),
        "unlinked": list(UnlinkedName.objects.order_by("statement", "key").values("statement", "key", "place")),
        "keys": list(ClaimKey.objects.order_by("claim", "key").values("claim", "key")),
        "frequencies": list(KeyFrequency.objects.filter(claims__gt=0).order_by("key").values("key", "claims")),
        "counts": list(Claim.objects.order_by("pk").values("pk", "standing", "origins", "independent", "interested")),
        "dismissed": list(DismissedName.objects.values()),
        "due": Revision.objects.exclude(next_attempt_at=None).count(),
    }


def undo(curator: User, decision: Decision) -> Decision:
    return curation.undo_entity_decision(curator, decision, now=LATER)


def merge(curator: User, entity: Entity, into: Entity, **given: Any) -> Decision:
    return curation.merge_entities(curator, entity, into, **{"reason": "one firm", "now": LATER, **given})


def make_rivals() -> tuple[Entity, Entity]:
    """Norvik and Nordwerk, of whom two people speak; taken for two so far."""
    norvik, nordwerk = build.make_entity("Norvik", aliases=["Norvik AG"]), build.make_entity("Nordwerk")
    velt = build.make_entity("Velt")
    build.relate(build.make_person("Ada Lind"), "works for", norvik, role="CEO")
    build.relate(build.make_person("Ben Holt"), "works for", nordwerk, role="CEO")
    build.relate(norvik, "competitor of", velt)
    build.relate(nordwerk, "competitor of", velt)
    build.relate(nordwerk, "competitor of", norvik)
    build.relate(nordwerk, "owned by", velt, until=date(2020, 1, 1))
    for who in ("Ada Lind", "Ben Holt"):
        tell(who, f"Norvik und Nordwerk liefern ab {'Mai' if who == 'Ada Lind' else 'Juni'}")
    tell("Nordwerk", "Die Fertigung läuft")
    return norvik, nordwerk


def test_merging_takes_everything_along(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    reader = build.make_user()
    curation.follow(reader, entity=nordwerk, now=NOW)
    merge(curator, nordwerk, norvik)
    work()
    nordwerk.refresh_from_db()
    assert nordwerk.merged_into == norvik
    assert set(norvik.aliases.values_list("text", flat=True)) == {"Norvik", "Norvik AG", "Nordwerk"}
    assert Statement.objects.get(speaker_name="Nordwerk").speaker == norvik
    assert not Statement.objects.filter(about=nordwerk).exists()
    assert not Mention.objects.filter(entity=nordwerk).exists()
    assert not ClaimKey.objects.filter(key__in=[f"{kind}:{nordwerk.pk}" for kind in "ecs"]).exists()
    assert EntityRelation.objects.filter(object=norvik, relation="works for").count() == 2
    assert norvik.relations.filter(relation="owned by").exists()
    assert Watch.objects.get(user=reader).entity == norvik


def test_undoing_a_merge_restores_exactly_what_was(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    for user in (build.make_user(), curator):
        curation.follow(user, entity=nordwerk, now=NOW)
    curation.follow(curator, entity=norvik, now=NOW)
    work()
    before = snapshot()
    decision = merge(curator, nordwerk, norvik)
    work()
    assert snapshot() != before
    undoing = undo(curator, decision)
    work()
    assert snapshot() == before
    assert (undoing.undoes, undoing.after) == (decision, decision.before)


def test_what_was_linked_after_a_merge_goes_back_too(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    decision = merge(curator, nordwerk, norvik)
    work()
    statement = tell("Nordwerk", "Die Fertigung steht")
    assert statement.speaker == norvik
    undo(curator, decision)
    work()
    statement.refresh_from_db()
    assert statement.speaker == nordwerk


def test_who_follows_both_sees_one_after_a_merge(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    for entity in (norvik, nordwerk):
        curation.follow(curator, entity=entity, now=NOW)
    merge(curator, nordwerk, norvik)
    assert [watch.entity for watch in following(curator.pk).others] == [norvik]


def test_two_houses_that_become_one_are_counted_anew(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    claim = Claim.objects.get(headline="Norvik und Nordwerk liefern ab Mai")
    build.make_link(claim, Statement.objects.get(speaker_name="Ben Holt"))
    Claim.objects.filter(pk=claim.pk).update(next_attempt_at=LATER)
    work()
    claim.refresh_from_db()
    assert claim.independent == 2
    decision = merge(curator, nordwerk, norvik)
    work()
    claim.refresh_from_db()
    assert claim.independent == 1
    undo(curator, decision)
    work()
    claim.refresh_from_db()
    assert claim.independent == 2
    assert [change.independent for change in claim.standing_changes.order_by("pk")] == [1, 2, 1, 2]


def test_a_merge_on_a_shared_alias_asks_first_and_then_links_what_was_ambiguous(curator: User) -> None:
    firm, other = build.make_entity("Mercury Ltd", aliases=["Mercury"]), build.make_entity("Mercury AG")
    build.make_alias(other, "Mercury")
    statement = tell("Mercury", "Wir liefern ab Mai")
    assert statement.speaker is None
    before = snapshot()
    with pytest.raises(CurationError, match="Both go by “Mercury”") as refusal:
        merge(curator, other, firm)
    assert refusal.value.field == "is_sure"
    decision = merge(curator, other, firm, is_sure=True)
    work()
    statement.refresh_from_db()
    assert statement.speaker == firm
    undo(curator, decision)
    work()
    assert snapshot() == before


def test_a_merge_of_two_kinds_asks_first(curator: User) -> None:
    with pytest.raises(CurationError, match="One is product, the other organisation"):
        merge(curator, build.make_entity("Norvik One", kind="product"), build.make_entity("Norvik"))


def test_what_would_move_is_shown_before(curator: User) -> None:
    norvik, nordwerk = make_rivals()
    moving = curation.look_at_merge(nordwerk, norvik)
    assert (len(moving.aliases), len(moving.relations), moving.said, moving.said_of, moving.mentions) == (1, 3, 1, 2, 3)
    assert moving.doubts == ()


def test_what_is_merged_is_not_merged_again(curator: User) -> None:
    norvik, nordwerk, velt = (build.make_entity(name) for name in ("Norvik", "Nordwerk", "Velt"))
    merge(curator, nordwerk, norvik)
    nordwerk.refresh_from_db()
    for entity, into in ((nordwerk, velt), (velt, nordwerk), (norvik, norvik)):
        with pytest.raises(CurationError):
            merge(curator, entity, into)


def test_a_merge_that_others_rest_on_is_undone_after_them(curator: User) -> None:
    norvik, nordwerk, velt = (build.make_entity(name) for name in ("Norvik", "Nordwerk", "Velt"))
    first = merge(curator, nordwerk, norvik)
    second = merge(curator, norvik, velt)
    with pytest.raises(CurationError, match="“Nordwerk” belongs to Velt by now"):
        undo(curator, first)
    undo(curator, second)
    undo(curator, first)
    assert not Entity.objects.exclude(merged_into=None).exists()
    assert nordwerk.aliases.get().text == "Nordwerk"


def test_splitting_takes_aliases_and_what_was_linked_by_them(curator: User) -> None:
    norvik = build.make_entity("Norvik", aliases=["Nordwerk"])
    statements = [tell(name, f"{name} liefert ab Mai") for name in ("Norvik", "Nordwerk")]
    work()
    before = snapshot()
    decision = curation.split_entity(
        curator,
        norvik,
        alias_ids=[norvik.aliases.get(text="Nordwerk").pk],
        kind="organisation",
        name="Nordwerk SE",
        reason="two firms",
        now=LATER,
    )
    work()
    new = Entity.objects.get(name="Nordwerk SE")
    for statement in statements:
        statement.refresh_from_db()
    assert [statement.speaker for statement in statements] == [norvik, new]
    assert set(new.aliases.values_list("text", flat=True)) == {"Nordwerk", "Nordwerk SE"}
    undo(curator, decision)
    work()
    assert snapshot() == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"alias_ids": []}, "aliases"),
        ({"name": "Norvik"}, "name"),
        ({"name": " - "}, "name"),
        ({"kind": "firm"}, "kind"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_split_that_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str, curator: User) -> None:
    norvik = build.make_entity("Norvik", aliases=["Nordwerk"])
    ids = [norvik.aliases.get(text="Nordwerk").pk]
    given = {"alias_ids": ids, "kind": "organisation", "name": "Nordwerk SE", "reason": "two firms", **wrong}
    with pytest.raises(CurationError) as refusal:
        curation.split_entity(curator, norvik, now=LATER, **given)
    assert refusal.value.field == field
    assert norvik.aliases.count() == 2
    assert not Decision.objects.exists()


def test_an_entity_keeps_its_own_name(curator: User) -> None:
    norvik = build.make_entity("Norvik", aliases=["Nordwerk"])
    with pytest.raises(CurationError, match="has to stay"):
        curation.split_entity(
            curator,
            norvik,
            alias_ids=[alias.pk for alias in norvik.aliases.all()],
            kind="organisation",
            name="Nordwerk SE",
            reason="two firms",
            now=LATER,
        )


def test_a_new_entity_gets_the_statements_of_its_names_and_gives_them_back(curator: User) -> None:
    said = tell("Jon Ruddock", "Velt Labs liefert ab Mai", names=("Velt Labs",))
    before = snapshot()
    person = curation.add_entity(curator, kind="person", name="Jon Ruddock", aliases=["Ruddock", " "], now=LATER)
    firm = curation.add_entity(curator, kind="organisation", name=" Velt  Labs ", now=LATER)
    work()
    said.refresh_from_db()
    assert (said.speaker_id, [entity.name for entity in said.about.all()]) == (person.object_id, ["Velt Labs"])
    assert not UnlinkedName.objects.exists()
    for decision in (firm, person):
        undo(curator, decision)
    work()
    assert snapshot() == before


def test_an_entity_that_has_more_by_now_is_not_taken_back(curator: User) -> None:
    decision = curation.add_entity(curator, kind="person", name="Jon Ruddock", now=LATER)
    ruddock = Entity.objects.get()
    curation.add_alias(curator, ruddock, text="Ruddock", now=LATER)
    with pytest.raises(CurationError, match="goes by “Ruddock” since"):
        undo(curator, decision)
    ruddock.aliases.filter(text="Ruddock").delete()
    build.relate(ruddock, "works for", build.make_entity("Velt"))
    with pytest.raises(CurationError, match="has relations by now"):
        undo(curator, decision)


def test_a_new_alias_links_what_stood_unlinked_and_can_be_taken_back(curator: User) -> None:
    norvik = build.make_entity("Norvik")
    said = tell("Nordwerk", "Wir liefern ab Mai")
    before = snapshot()
    decision = curation.add_alias(curator, norvik, text="Nordwerk", kind="former name", lang="de", now=LATER)
    work()
    said.refresh_from_db()
    assert said.speaker == norvik
    assert decision.after == {
        "aliases": [norvik.aliases.get(text="Nordwerk").pk],
        "texts": ["Nordwerk"],
        "kind": "former name",
        "lang": "de",
    }
    undo(curator, decision)
    work()
    assert snapshot() == before


def test_an_alias_of_two_links_nothing_any_more(curator: User) -> None:
    build.make_entity("Norvik", aliases=["Nord"])
    other = build.make_entity("Nordwerk")
    said = tell("Nord", "Wir liefern ab Mai")
    assert said.speaker is not None
    curation.add_alias(curator, other, text="Nord", now=LATER)
    work()
    said.refresh_from_db()
    assert said.speaker is None
    assert said.speaker_link_why == "“Nord” is a name of Nordwerk, Norvik"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "Norvik"}, "text"),
        ({"text": "…"}, "text"),
        ({"valid_from": date(2021, 1, 2), "valid_to": date(2021, 1, 1)}, "valid_to"),
    ],
)
def test_an_alias_that_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str, curator: User) -> None:
    norvik = build.make_entity("Norvik")
    with pytest.raises(CurationError) as refusal:
        curation.add_alias(curator, norvik, now=LATER, **{"text": "Nordwerk", **wrong})
    assert refusal.value.field == field


def test_what_is_no_name_is_said_once_and_can_be_taken_back(curator: User) -> None:
    decision = curation.dismiss_name(curator, "Kreise", now=LATER)
    with pytest.raises(CurationError):
        curation.dismiss_name(curator, "kreise", now=LATER)
    undo(curator, decision)
    assert not DismissedName.objects.exists()


def test_a_decision_is_undone_once_and_only_by_what_knows_how(curator: User) -> None:
    decision = curation.dismiss_name(curator, "Kreise", now=LATER)
    undoing = undo(curator, decision)
    for other in (decision, undoing):
        with pytest.raises(CurationError):
            undo(curator, other)


CHANGES: list[Callable[[User], object]] = [
    lambda actor: curation.add_entity(actor, kind="person", name="Jon Ruddock", now=LATER),
    lambda actor: curation.add_alias(actor, build.make_entity(), text="Nordwerk", now=LATER),
    lambda actor: curation.dismiss_name(actor, "Kreise", now=LATER),
    lambda actor: merge(actor, build.make_entity(), build.make_entity()),
    lambda actor: curation.split_entity(
        actor, build.make_entity(), alias_ids=[], kind="person", name="Jon", reason="two", now=LATER
    ),
    lambda actor: undo(actor, curation.dismiss_name(build.make_user("curator"), "Kreise", now=LATER)),
]


@pytest.mark.parametrize("role", ["", "reader", "analyst"])
@pytest.mark.parametrize("change", CHANGES)
def test_who_may_not_curate_changes_no_entity(change: Callable[[User], object], role: str) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user(role))
