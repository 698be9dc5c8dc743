"""A suggested part of a statement in a claim: confirmed, rejected, undone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation, pipeline
from claims.curation import CurationError
from claims.ingest.http import Request, Response
from claims.models import Claim, Decision, Link
from tests import build, build_verdicts
from tests.build import NOW, Words

pytestmark = pytest.mark.django_db


def no_fetch(request: Request) -> Response:
    raise AssertionError("nothing is fetched")


def suggested() -> Link:
    return build_verdicts.suggest(build.make_told_claim("Wir liefern 40 Stück"))


def confirm(link: Link, relation: str = "qualifies", *, by: User | None = None) -> Decision:
    return curation.confirm_link(by or build.make_user("curator"), link, relation=relation, now=NOW)


def refusal_of(change: Callable[[], object]) -> str:
    count = Decision.objects.count()
    with pytest.raises(CurationError) as refusal:
        change()
    assert Decision.objects.count() == count
    return refusal.value.message


def count_anew(claim: Claim) -> Claim:
    for due in pipeline.find_due(NOW):
        pipeline.run(due, NOW, no_fetch)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("relation", Link.Relation.values)
def test_a_suggestion_is_confirmed_with_the_part_that_a_person_chose(relation: str) -> None:
    link = suggested()
    decision = confirm(link, relation)
    link.refresh_from_db()
    assert (link.relation, link.state) == (relation, "confirmed")
    assert (decision.before, decision.after) == (
        {"relation": "qualifies", "state": "suggested"},
        {"relation": relation, "state": "confirmed"},
    )


def test_what_the_machine_thought_stays_beside_the_decision() -> None:
    link = suggested()
    confirm(link, "denies")
    link.refresh_from_db()
    assert (link.machine_relation, link.machine_score, link.why) == ("qualifies", 0.9, "the same words")


def test_a_rejected_suggestion_counts_no_more() -> None:
    link = suggested()
    curation.reject_link(build.make_user("curator"), link, now=NOW)
    link.refresh_from_db()
    assert (link.relation, link.state) == ("qualifies", "rejected")


def test_the_claim_is_counted_anew_with_what_was_decided() -> None:
    link = suggested()
    confirm(link, "denies")
    assert count_anew(link.claim).standing in ("denied", "contested")


@pytest.mark.parametrize(("relation", "articles"), [("qualifies", 2), ("mentions", 1)])
def test_who_qualifies_or_mentions_a_claim_is_neither_for_nor_against_it(relation: str, articles: int) -> None:
    link = suggested()
    confirm(link, relation)
    claim = count_anew(link.claim)
    assert (claim.articles, claim.origins, claim.independent) == (articles, 1, 1)


def test_a_decision_is_undone_by_another_that_names_it() -> None:
    link = suggested()
    first = confirm(link, "denies")
    undo = curation.undo_link(build.make_user("curator"), first, now=NOW)
    link.refresh_from_db()
    assert (link.relation, link.state) == ("qualifies", "suggested")
    assert undo.undoes == first


def test_nothing_is_undone_twice_or_over_a_later_decision() -> None:
    curator, link = build.make_user("curator"), suggested()
    first = confirm(link)
    curation.undo_link(curator, first, now=NOW)
    assert "undone or decided otherwise" in refusal_of(lambda: curation.undo_link(curator, first, now=NOW))
    second = confirm(link)
    Link.objects.update(state="rejected")
    assert "undone or decided otherwise" in refusal_of(lambda: curation.undo_link(curator, second, now=NOW))


def test_what_was_decided_meanwhile_is_not_decided_over() -> None:
    link = suggested()
    confirm(link, "denies")
    assert refusal_of(lambda: confirm(link)) == "This was decided meanwhile: it is confirmed as “denies”."


def test_a_part_that_is_none_is_refused() -> None:
    link = suggested()
    assert refusal_of(lambda: confirm(link, "likes")).startswith("Choose one of: asserts")


def test_only_a_decision_about_a_link_is_undone_here() -> None:
    curator = build.make_user("curator")
    other = curation.record(curator, "add feed", build.make_feed(), now=NOW)
    assert "cannot be undone here" in refusal_of(lambda: curation.undo_link(curator, other, now=NOW))


def test_a_decision_also_holds_where_a_newer_revision_took_the_suggestion_over() -> None:
    link = suggested()
    article = link.statement.revision.article
    revision = build.make_revision(article, "Wir liefern 26 Stück, sagte Lind heute.")
    successor = build.make_statement(revision, Words("Wir liefern 26 Stück", source="Lind"))
    build.make_fate(link.statement, revision, "kept", successor=successor)
    carried = build.make_link(link.claim, successor, relation="qualifies", state="suggested")
    decision = confirm(link, "denies")
    carried.refresh_from_db()
    assert (carried.relation, carried.state) == ("denies", "confirmed")
    curation.undo_link(build.make_user("curator"), decision, now=NOW)
    carried.refresh_from_db()
    assert (carried.relation, carried.state) == ("qualifies", "suggested")


@pytest.mark.parametrize(
    "change",
    [
        lambda analyst: confirm(suggested(), by=analyst),
        lambda analyst: curation.reject_link(analyst, suggested(), now=NOW),
        lambda analyst: curation.undo_link(analyst, confirm(suggested()), now=NOW),
    ],
)
def test_only_a_curator_decides(change: Callable[[User], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user("analyst"))
