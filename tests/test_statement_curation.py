"""What people decide about statements: every row stays, others stand in its place, and all of it can be undone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, GivenMark
from claims.models import Claim, Decision, Link, Statement
from claims.pipeline.marking import MarkedHop
from tests import build, build_review
from tests.build import NOW, Words
from tests.build_review import SAID, TEXT, TOLD

pytestmark = pytest.mark.django_db

WHY = "as the text says"
LONGER = "Die neue Fertigung in Graz läuft"


@pytest.fixture
def curator() -> User:
    return build.make_user("curator")


def refusal_of(change: Callable[[], object]) -> str:
    count = Decision.objects.count()
    with pytest.raises(CurationError) as refusal:
        change()
    assert Decision.objects.count() == count
    return refusal.value.message


def correct(curator: User, statement: Statement, **given: object) -> Statement:
    """The statement by hand that stands there after the correction."""
    words = {"content": str(SAID.content), "source": SAID.source, "cue": SAID.cue}
    mark = GivenMark(**{**words, **given})  # type: ignore[arg-type]
    curation.correct_statement(curator, statement, mark, reason="other words", now=NOW)
    return Statement.objects.in_force().get(by_hand=True)


def links_of(statement: Statement) -> list[tuple[int, str, str]]:
    return list(statement.links.order_by("pk").values_list("claim_id", "relation", "state"))


def states() -> list[str]:
    return list(Statement.objects.order_by("pk").values_list("state", flat=True))


def test_a_confirmed_statement_is_asked_about_no_more_and_keeps_what_the_machine_thought(curator: User) -> None:
    statement = build_review.make_doubtful()
    decision = curation.confirm_statement(curator, statement, reason=WHY, now=NOW)
    statement.refresh_from_db()
    assert (statement.state, statement.confidence) == ("confirmed", "medium")
    assert decision.before["statements"][0]["state"] == "found"
    assert decision.after["statements"][0] == {
        "id": statement.pk,
        "state": "confirmed",
        "content": SAID.content,
        "source": "Ada Lind",
        "speaker": "Ada Lind",
        "chain": [],
    }


def test_a_statement_that_the_machine_was_unsure_of_gets_a_claim_once_it_is_confirmed(curator: User) -> None:
    statement = build_review.make_doubtful(confidence="low")
    assert not statement.links.exists()
    decision = curation.confirm_statement(curator, statement, reason=WHY, now=NOW)
    claim = Claim.objects.get()
    assert links_of(statement) == [(claim.pk, "asserts", "linked")]
    curation.undo_statement(curator, decision, now=NOW)
    assert links_of(statement) == [(claim.pk, "asserts", "rejected")]
    curation.confirm_statement(curator, statement, reason=WHY, now=NOW)
    assert links_of(statement) == [(claim.pk, "asserts", "linked")]


def test_a_rejected_statement_counts_nowhere_until_that_is_undone(curator: User) -> None:
    statement = build_review.make_doubtful()
    claim = Claim.objects.get()
    decision = curation.reject_statement(curator, statement, reason="nobody says it", now=NOW)
    build.work_until_idle()
    claim.refresh_from_db()
    assert (states(), claim.articles) == (["rejected"], 0)
    curation.undo_statement(curator, decision, now=NOW)
    build.work_until_idle()
    claim.refresh_from_db()
    assert (states(), claim.articles) == (["found"], 1)
    assert links_of(statement) == [(claim.pk, "asserts", "linked")]


def test_other_words_are_another_statement_in_the_place_of_the_first(curator: User) -> None:
    statement = build_review.make_doubtful()
    new = correct(curator, statement, content=LONGER)
    statement.refresh_from_db()
    assert (statement.state, statement.content_text) == ("replaced", SAID.content)
    assert list(statement.spans.values_list("role", flat=True).order_by("role")) == ["content", "cue", "source"]
    assert (new.state, new.content_text, new.source_text) == ("confirmed", LONGER, "Ada Lind")
    span = new.spans.get(role="content")
    assert TEXT[span.start : span.end] == LONGER
    assert list(new.replaces.all()) == [statement]
    assert [(relation, state) for _, relation, state in links_of(new)] == [("asserts", "linked")]
    assert [state for *_, state in links_of(statement)] == ["rejected"]


def test_what_the_new_words_say_is_read_anew(curator: User) -> None:
    text = "Das Werk liefert vermutlich 40 Prozent mehr bis Ende Mai, sagte Ada Lind."
    statement = build_review.make_doubtful(text, Words("Das Werk liefert", source="Ada Lind", cue="sagte"))
    new = correct(curator, statement, content="Das Werk liefert vermutlich 40 Prozent mehr bis Ende Mai")
    assert (new.hedges, [each["text"] for each in new.quantities]) == (["vermutlich"], ["40 Prozent"])
    assert [each["text"] for each in new.dates] == ["bis Ende Mai"]
    assert new.modality == "hedged"


def test_a_second_correction_replaces_all_that_stood_there_before(curator: User) -> None:
    statement = build_review.make_doubtful()
    first = correct(curator, statement, content=LONGER)
    second = correct(curator, first, content="Die neue Fertigung in Graz")
    assert set(second.replaces.all()) == {statement, first}


def test_the_words_are_looked_for_where_they_were_selected(curator: User) -> None:
    text = "Es läuft, sagte Lind. Es läuft, sagte Moser."
    statement = build_review.make_doubtful(text, Words("Es läuft", source="Lind", cue="sagte"))
    new = correct(curator, statement, content="Es läuft", source="Moser", near=22)
    assert new.spans.get(role="content").start == 22


def test_words_that_stand_nowhere_are_named(curator: User) -> None:
    statement = build_review.make_doubtful()
    assert "“steht seit Montag” stands nowhere" in refusal_of(
        lambda: correct(curator, statement, content="steht seit Montag")
    )


def test_a_known_speaker_is_chosen_by_name_and_names_decide_it_no_more(curator: User) -> None:
    statement = build_review.make_doubtful()
    moser = build.make_person("Eva Moser")
    new = correct(curator, statement, speaker="eva moser")
    assert (new.speaker, new.speaker_name, new.speaker_is_chosen) == (moser, "Eva Moser", True)


def test_an_unknown_speaker_is_kept_as_typed_and_a_name_of_several_is_refused(curator: User) -> None:
    statement = build_review.make_doubtful()
    for name in ("Eva Moser", "Ivo Moser"):
        build.make_alias(build.make_person(name), "Moser")
    assert "Several are called “Moser”" in refusal_of(lambda: correct(curator, statement, speaker="Moser"))
    new = correct(curator, statement, speaker="ein Vorarbeiter", source_kind="role")
    assert (new.speaker, new.speaker_name, new.source_kind) == (None, "ein Vorarbeiter", "role")


def test_a_chosen_speaker_survives_linking_anew_and_follows_a_merge(curator: User) -> None:
    lind = build.make_person("Ada Lind")
    statement = build_review.make_doubtful()
    moser, other = build.make_person("Eva Moser"), build.make_person("E. Moser")
    new = correct(curator, statement, speaker="Eva Moser")
    curation.add_alias(curator, lind, text="Lind", now=NOW)
    merged = curation.merge_entities(curator, moser, other, is_sure=True, reason="one person", now=NOW)
    build.work_until_idle()
    new.refresh_from_db()
    assert new.speaker == other
    curation.undo_entity_decision(curator, merged, now=NOW)
    build.work_until_idle()
    new.refresh_from_db()
    assert new.speaker == moser


def test_the_chain_is_corrected_hop_by_hop(curator: User) -> None:
    outlet = build.make_outlet("Radio Graz")
    statement = build_review.make_doubtful()
    new = correct(curator, statement, hops=[MarkedHop("Radio Graz", "said to", "interview"), MarkedHop(" ", "via")])
    hop = new.hops.get()
    assert (hop.agent, hop.relation, hop.channel, hop.outlet) == ("Radio Graz", "said to", "interview", outlet)
    message = refusal_of(lambda: correct(curator, new, hops=[MarkedHop("Radio Graz", "shouted at")]))
    assert message.startswith("Choose one of: said to, reported by")


def test_what_stands_there_already_is_no_correction(curator: User) -> None:
    statement = build_review.make_doubtful()
    assert refusal_of(lambda: correct(curator, statement)).startswith("This stands there already")


def test_a_correction_is_undone_with_all_its_links(curator: User) -> None:
    statement = build_review.make_doubtful()
    before = links_of(statement)
    new = correct(curator, statement, content=LONGER)
    undo = curation.undo_statement(curator, Decision.objects.get(action="correct statement"), now=NOW)
    assert states() == ["found", "withdrawn"]
    assert links_of(statement) == before
    assert [state for *_, state in links_of(new)] == ["rejected"]
    assert undo.parts.count() == undo.undoes.parts.count() == 2  # type: ignore[union-attr]


def test_one_statement_is_split_into_two_of_which_the_first_keeps_the_claim(curator: User) -> None:
    text = "Graz läuft und Linz wird 2027 geschlossen, sagte Ada Lind."
    statement = build_review.make_doubtful(
        text, Words("Graz läuft und Linz wird 2027 geschlossen", source="Ada Lind", cue="sagte")
    )
    claim = Claim.objects.get()
    curation.split_statement(
        curator, statement, first="Graz läuft", second="Linz wird 2027 geschlossen", reason="two things", now=NOW
    )
    first, second = Statement.objects.in_force().order_by("position")
    assert (first.content_text, second.content_text) == ("Graz läuft", "Linz wird 2027 geschlossen")
    assert [link.claim_id for link in first.links.all()] == [claim.pk]
    assert [link.claim_id for link in second.links.all()] == [Claim.objects.exclude(pk=claim.pk).get().pk]
    assert {new.speaker_name for new in (first, second)} == {"Ada Lind"}


def test_the_two_of_a_split_share_no_word(curator: User) -> None:
    statement = build_review.make_doubtful()
    message = refusal_of(
        lambda: curation.split_statement(curator, statement, first=LONGER, second="Graz", reason="two", now=NOW)
    )
    assert message == "The two share words. Give each word to one of them."


def test_two_statements_are_merged_into_one_with_the_claims_of_both(curator: User) -> None:
    statement = build_review.make_doubtful()
    other = build.make_statement(statement.revision, TOLD)
    claims = {Claim.objects.get().pk, build.make_claim("Linz folgt", statements=[other]).pk}
    decision = curation.merge_statements(curator, statement, other, reason="one sentence", now=NOW)
    new = Statement.objects.in_force().get()
    assert new.content_text == f"{SAID.content} … {TOLD.content}"
    assert {link.claim_id for link in new.links.all()} == claims
    curation.undo_statement(curator, decision, now=NOW)
    assert states() == ["found", "found", "withdrawn"]


def test_a_statement_is_merged_with_another_of_its_own_text_only(curator: User) -> None:
    statement, other = build_review.make_doubtful(), build_review.make_doubtful()
    assert "another statement of the same text" in refusal_of(
        lambda: curation.merge_statements(curator, statement, other, reason="one", now=NOW)
    )


def test_a_statement_is_moved_to_another_claim_and_back(curator: User) -> None:
    statement = build_review.make_doubtful()
    before, claim = links_of(statement), build.make_claim("Graz läuft")
    decision = curation.move_statement(curator, statement, claim, relation="qualifies", reason="other", now=NOW)
    assert [(relation, state) for _, relation, state in links_of(statement)] == [
        ("asserts", "rejected"),
        ("qualifies", "confirmed"),
    ]
    curation.undo_statement(curator, decision, now=NOW)
    assert links_of(statement)[:1] == before
    assert links_of(statement)[1][2] == "rejected"


def test_a_statement_opens_a_claim_of_its_own(curator: User) -> None:
    statement = build_review.make_doubtful()
    known = Claim.objects.get()
    curation.move_statement(curator, statement, None, relation="asserts", reason="another thing", now=NOW)
    opened = Claim.objects.exclude(pk=known.pk).get()
    assert opened.headline == SAID.content
    assert links_of(statement)[-1] == (opened.pk, "asserts", "confirmed")


def test_what_was_decided_since_is_not_undone_over(curator: User) -> None:
    statement = build_review.make_doubtful()
    decision = curation.confirm_statement(curator, statement, reason=WHY, now=NOW)
    curation.reject_statement(curator, statement, reason="nobody says it", now=NOW)
    assert "decided otherwise since" in refusal_of(lambda: curation.undo_statement(curator, decision, now=NOW))


def test_a_decision_needs_a_reason(curator: User) -> None:
    statement = build_review.make_doubtful()
    assert refusal_of(lambda: curation.reject_statement(curator, statement, reason=" ", now=NOW)).startswith("Choose")


def test_nothing_is_decided_about_what_was_rejected_or_superseded(curator: User) -> None:
    statement = build_review.make_doubtful()
    build.make_revision(statement.revision.article, "Neu.")
    assert "newer revision" in refusal_of(lambda: curation.confirm_statement(curator, statement, reason=WHY, now=NOW))
    other = build_review.make_doubtful()
    curation.reject_statement(curator, other, reason="nobody says it", now=NOW)
    assert "the statement is rejected" in refusal_of(
        lambda: curation.confirm_statement(curator, other, reason=WHY, now=NOW)
    )


@pytest.mark.parametrize("confirms", [True, False])
def test_many_are_decided_as_one_and_undone_as_one(curator: User, *, confirms: bool) -> None:
    statements = [build_review.make_doubtful() for _ in range(3)]
    answer, state = ("accepted", "confirmed") if confirms else ("rejected", "rejected")
    given = {"answer": answer, "chosen_by": "outlet=Platinenpost", "reason": "a column of jokes", "now": NOW}
    whole = curation.decide_statements(curator, statements, **given)  # type: ignore[arg-type]
    assert states() == [state] * 3
    assert whole.parts.count() == 3
    curation.undo_answer(curator, whole, now=NOW)
    assert states() == ["found"] * 3
    assert all(link.state == Link.State.LINKED for link in Link.objects.all())


def test_too_many_at_once_and_none_are_refused(curator: User) -> None:
    statement = build_review.make_doubtful()

    def reject(chosen: list[Statement]) -> None:
        curation.decide_statements(curator, chosen, answer="rejected", chosen_by="", reason="jokes", now=NOW)

    assert refusal_of(lambda: reject([])).startswith("No statement is chosen")
    assert refusal_of(lambda: reject([statement] * 201)).startswith("These are 201")


@pytest.mark.parametrize(
    "change",
    [
        lambda user, one: curation.confirm_statement(user, one, reason=WHY, now=NOW),
        lambda user, one: curation.reject_statement(user, one, reason=WHY, now=NOW),
        lambda user, one: correct(user, one, content=LONGER),
        lambda user, one: curation.split_statement(user, one, first="a", second="b", reason=WHY, now=NOW),
        lambda user, one: curation.merge_statements(user, one, one, reason=WHY, now=NOW),
        lambda user, one: curation.move_statement(user, one, None, relation="asserts", reason=WHY, now=NOW),
        lambda user, one: curation.decide_statements(user, [one], answer="rejected", chosen_by="", reason=WHY, now=NOW),
    ],
)
def test_only_a_curator_decides(change: Callable[[User, Statement], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user("analyst"), build_review.make_doubtful())


def test_an_analyst_flags_what_looks_wrong_and_a_reader_does_not() -> None:
    statement = build_review.make_doubtful()
    curation.flag_statement(build.make_user("analyst"), statement, note="Das sagt die Redaktion.", now=NOW)
    item = statement.review_items.get()
    assert (item.flag, "somebody flagged it" in item.why) == ("Das sagt die Redaktion.", True)
    with pytest.raises(PermissionDenied):
        curation.flag_statement(build.make_user("reader"), statement, note="Falsch.", now=NOW)
