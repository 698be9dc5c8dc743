"""The queue of review: what waits in which order, who has it in hand, what is answered, and whether people agree."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, GivenAnswer, reviewing
from claims.models import Claim, Decision, Link, ReviewItem, Statement
from tests import build, build_review, build_verdicts
from tests.build import NOW

pytestmark = pytest.mark.django_db

YES = GivenAnswer("accepted", "as the text says")
NO = GivenAnswer("rejected", "nobody says it")
LATER = NOW + reviewing.HELD_FOR


@pytest.fixture
def ada() -> User:
    return build.make_user("curator", "ada")


@pytest.fixture
def ben() -> User:
    return build.make_user("curator", "ben")


def refusal_of(change: Callable[[], object]) -> str:
    count = Decision.objects.count()
    with pytest.raises(CurationError) as refusal:
        change()
    assert Decision.objects.count() == count
    return refusal.value.message


def asked() -> list[tuple[str, str]]:
    rows = ReviewItem.objects.filter(answer="").order_by("-weight", "pk")
    return [(item.question, item.statement.confidence) for item in rows.select_related("statement")]


def sampled(item: ReviewItem, user: User, given: GivenAnswer = YES) -> ReviewItem:
    """The question that somebody else is asked after this answer."""
    with patch.object(reviewing, "SAMPLED", 1):
        curation.answer_item(user, item, given, now=NOW)
    return ReviewItem.objects.get(reading=2)


def test_what_the_machine_is_sure_of_is_not_asked_about() -> None:
    for confidence in ("high", "medium", "low"):
        build_review.queue(build_review.make_doubtful(confidence=confidence))
    assert sorted(asked()) == [("statement", "low"), ("statement", "medium")]


def test_a_suggested_part_is_a_question_of_its_own_and_a_possible_contradiction_comes_first() -> None:
    claim = build.make_told_claim()
    for relation in ("asserts", "qualifies"):
        build_review.queue(build_verdicts.suggest(claim, relation=relation).statement)
    assert [question for question, _ in asked()] == ["contradiction", "link"]


def test_a_denial_of_what_others_assert_may_contradict_and_a_further_denial_does_not() -> None:
    article = build.make_article("Lind bestreitet, dass es stockt.", statements=[build.Words("es stockt", "Lind")])
    denied = build.make_claim("Es stockt")
    build.make_link(denied, build.statement_of(article), relation="denies")
    for relation in ("denies", "asserts"):
        build_review.queue(build_verdicts.suggest(denied, "Es stockt", relation=relation).statement)
    found = {item.link.relation: item.question for item in ReviewItem.objects.all() if item.link}
    assert found == {"denies": "link", "asserts": "contradiction"}


def test_what_is_followed_goes_before_what_is_not() -> None:
    first, second = build_review.make_item(), build_review.make_item()
    build.make_watch(build.make_user(), claim=second.statement.links.get().claim)
    build_review.queue(first.statement, second.statement)
    assert list(ReviewItem.objects.order_by("-weight", "pk")) == [second, first]


def test_a_claim_that_is_counted_anew_weighs_what_waits_there_anew() -> None:
    item = build_review.make_item()
    Claim.objects.update(next_attempt_at=NOW)
    build.work_until_idle()
    item.refresh_from_db()
    assert "one outlet has the claim" in item.why


def test_what_an_article_says_no_longer_is_not_asked_about(ada: User) -> None:
    item = build_review.make_item()
    build.make_revision(item.statement.revision.article, "Neu.")
    assert curation.take_next(ada, now=NOW) is None


def test_two_people_get_two_questions(ada: User, ben: User) -> None:
    build_review.make_item()
    build_review.make_item()
    first, second = curation.take_next(ada, now=NOW), curation.take_next(ben, now=NOW)
    assert first
    assert second
    assert first != second
    assert curation.take_next(build.make_user("curator"), now=NOW) is None


def test_one_comes_back_to_the_question_that_one_has_in_hand(ada: User) -> None:
    build_review.make_item()
    assert curation.take_next(ada, now=NOW) == curation.take_next(ada, now=NOW)


def test_of_two_who_are_equally_fast_one_gets_it(ada: User, ben: User) -> None:
    item = build_review.make_item()
    same = ReviewItem.objects.get(pk=item.pk)
    assert curation.take_item(ada, item, now=NOW)
    assert not curation.take_item(ben, same, now=NOW)


def test_a_question_is_free_again_when_its_time_is_over_or_it_was_let_go(ada: User, ben: User) -> None:
    item = build_review.make_item()
    curation.take_item(ada, item, now=NOW)
    assert curation.take_next(ben, now=NOW) is None
    assert curation.take_next(ben, now=LATER) == item
    curation.release_item(ben, item)
    assert curation.take_next(ada, now=NOW) == item


def test_a_question_that_is_held_longer_is_not_free_when_the_first_time_is_over(ada: User, ben: User) -> None:
    item = build_review.make_item()
    curation.take_item(ada, item, now=NOW)
    assert curation.take_item(ada, item, now=NOW + timedelta(minutes=4))
    assert curation.take_next(ben, now=LATER) is None


def test_what_somebody_else_has_in_hand_is_not_answered(ada: User, ben: User) -> None:
    item = build_review.make_item()
    curation.take_item(ben, item, now=NOW)
    assert refusal_of(lambda: curation.answer_item(ada, item, YES, now=NOW)).startswith("ben has this in hand")


def test_a_question_is_answered_once(ada: User, ben: User) -> None:
    item = build_review.make_item()
    curation.answer_item(ada, item, YES, now=NOW)
    message = refusal_of(lambda: curation.answer_item(ben, item, NO, now=NOW))
    assert message == "ada has answered this already: accepted."


def test_what_was_passed_over_is_left_out(ada: User) -> None:
    first, second = build_review.make_item(), build_review.make_item()
    assert curation.take_next(ada, passed_over=[first.pk], now=NOW) == second


def test_an_answer_about_a_part_decides_the_link(ada: User) -> None:
    link = build_verdicts.suggest(build.make_told_claim())
    item = build_review.make_item(link.statement)
    curation.answer_item(ada, item, GivenAnswer("accepted", "the same", relation="denies"), now=NOW)
    link.refresh_from_db()
    assert (link.relation, link.state, link.machine_relation) == ("denies", "confirmed", "qualifies")
    item.refresh_from_db()
    assert item.decision
    assert (item.answer, item.answered_by, item.decision.reason) == ("accepted", ada, "the same")


def test_an_answer_about_a_part_needs_a_reason_too(ada: User) -> None:
    item = build_review.make_item(build_verdicts.suggest(build.make_told_claim()).statement)
    refusal_of(lambda: curation.answer_item(ada, item, GivenAnswer("rejected", " "), now=NOW))


def test_a_rejected_statement_leaves_no_question_about_its_parts(ada: User) -> None:
    statement = build_review.make_doubtful()
    build.make_link(build.make_claim(), statement, state="suggested")
    item = build_review.make_item(statement)
    assert item.link
    build_review.queue(statement)
    about_statement = ReviewItem.objects.get(link=None)
    decision = curation.answer_item(ada, about_statement, NO, now=NOW)
    assert not curation.waiting(ada).exists()
    curation.undo_answer(ada, decision, now=NOW)
    assert curation.waiting(ada).count() == 2


def test_what_was_merged_into_another_is_asked_about_no_more(ada: User) -> None:
    item = build_review.make_item()
    other = build.make_statement(item.statement.revision, build_review.doubtful(build_review.TOLD))
    build_review.queue(other)
    curation.answer_item(ada, item, GivenAnswer("merged", "one statement in two", other=other), now=NOW)
    assert not curation.waiting(ada).exists()


def test_an_undone_answer_waits_again_in_the_hand_of_who_undid_it(ada: User, ben: User) -> None:
    item = build_review.make_item()
    decision = curation.answer_item(ada, item, NO, now=NOW)
    assert curation.undo_answer(ada, decision, now=NOW) == item
    item.refresh_from_db()
    assert (item.answer, item.held_by, item.statement.state) == ("", ada, "found")
    assert curation.take_next(ben, now=NOW) is None


def test_a_sample_is_asked_of_somebody_else(ada: User, ben: User) -> None:
    second = sampled(build_review.make_item(), ada)
    assert curation.take_next(ada, now=NOW) is None
    assert curation.take_next(ben, now=NOW) == second
    assert "somebody else is asked" in refusal_of(lambda: curation.answer_item(ada, second, YES, now=NOW))


def test_few_are_asked_twice(one_in_so_many_is_read_twice: int) -> None:
    items = [ReviewItem(pk=pk) for pk in range(1, 3001)]
    with patch.object(reviewing, "SAMPLED", one_in_so_many_is_read_twice):
        assert 150 < sum(map(reviewing.is_sampled, items)) < 250


def test_who_agrees_changes_nothing(ada: User, ben: User) -> None:
    second = sampled(build_review.make_item(), ada)
    decision = curation.answer_item(ben, second, YES, now=NOW)
    assert decision.action == "second look"
    assert Statement.objects.get().state == "confirmed"


def test_who_does_not_agree_undoes_the_first_answer(ada: User, ben: User) -> None:
    second = sampled(build_review.make_item(), ada, NO)
    curation.answer_item(ben, second, YES, now=NOW)
    assert Statement.objects.get().state == "confirmed"
    assert Link.objects.get().state == "linked"
    assert ReviewItem.objects.order_by("reading").values_list("answer", flat=True)[0] == "rejected"


def test_where_the_second_answer_took_the_place_of_the_first_undoing_it_asks_from_the_beginning(
    ada: User, ben: User
) -> None:
    item = build_review.make_item()
    decision = curation.answer_item(ben, sampled(item, ada, NO), YES, now=NOW)
    assert curation.undo_answer(ben, decision, now=NOW) == item
    assert (Statement.objects.get().state, ReviewItem.objects.get().answer) == ("found", "")


def test_an_undone_first_answer_is_not_asked_about_again(ada: User) -> None:
    item = build_review.make_item()
    sampled(item, ada)
    decision = ReviewItem.objects.get(pk=item.pk).decision
    assert decision
    curation.undo_answer(ada, decision, now=NOW)
    assert not ReviewItem.objects.filter(reading=2).exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda user, _item: curation.take_next(user, now=NOW),
        lambda user, item: curation.take_item(user, item, now=NOW),
        lambda user, item: curation.answer_item(user, item, YES, now=NOW),
    ],
)
def test_only_a_curator_is_asked(change: Callable[[User, ReviewItem], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user("analyst"), build_review.make_item())
