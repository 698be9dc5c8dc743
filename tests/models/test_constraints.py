"""The database itself refuses what must never be, whether the admin, the shell or later code tries it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from claims.models import (
    Article,
    Block,
    DecidingEvidence,
    Decision,
    Hop,
    Mention,
    Note,
    OriginAssignment,
    Proposal,
    ProposalAnswer,
    Resolution,
    Revision,
    SiteRules,
    StandingChange,
    Statement,
    StatementFate,
    StatementSpan,
    Submission,
    Watch,
)
from tests import build, build_api, build_verdicts

pytestmark = pytest.mark.django_db
TEXT = "Die Fertigung läuft seit Montag, sagte Ada Lind."
BEYOND = len(TEXT) + 1


def statement() -> Statement:
    words = build.Words("Die Fertigung läuft seit Montag", source="Ada Lind", cue="sagte")
    return build.statement_of(build.make_article(TEXT, statements=[words]))


def second_article_at_one_address() -> None:
    build.make_article(url="https://post.example/1")
    build.make_waiting_article("https://post.example/1")


def second_revision_with_one_number() -> None:
    article = build.make_article(TEXT)
    first = article.revisions.get()
    build.make_revision(article, TEXT, number=first.number)


def two_current_revisions() -> None:
    article = build.make_article(TEXT)
    build.make_revision(article, "Anders.")
    article.revisions.update(superseded_at=None)


def a_revision_with_a_false_length() -> None:
    build.make_revision(build.make_article(TEXT), "Kurz.", length=400)


def a_statement_span_beyond_its_text() -> None:
    StatementSpan.objects.create(statement=statement(), role="content", start=40, end=BEYOND)


def a_statement_span_moved_beyond_its_text() -> None:
    statement().spans.filter(role="content").update(end=BEYOND)


def an_empty_statement_span() -> None:
    StatementSpan.objects.create(statement=statement(), role="content", start=5, end=5)


def a_hop_beyond_its_text() -> None:
    Hop.objects.create(statement=statement(), position=9, relation="via", agent="Post", start=1, end=BEYOND)


def a_mention_beyond_its_text() -> None:
    Mention.objects.create(revision=statement().revision, start=1, end=BEYOND, text="Post")


def a_block_beyond_its_text() -> None:
    Block.objects.create(revision=statement().revision, position=9, role="body", start=1, end=BEYOND)


def a_comment_within_the_text() -> None:
    Block.objects.create(revision=statement().revision, position=9, role="comment", start=1, end=5)


def a_changed_text_of_a_revision() -> None:
    Revision.objects.filter(pk=statement().revision_id).update(text="Neu", length=3)


def decision() -> Decision:
    return Decision.objects.create(
        actor=build.make_user("curator"), at=build.NOW, action="add feed", object_type="feed", object_id=1
    )


def a_changed_decision() -> None:
    Decision.objects.filter(pk=decision().pk).update(reason="another")


def a_deleted_decision() -> None:
    decision().delete()


def another_article_for_a_key() -> None:
    Submission.objects.filter(pk=build_api.make_submission().pk).update(article=build.make_article())


def the_same_key_of_one_user_twice() -> None:
    known = build_api.make_submission()
    Submission.objects.create(user=known.user, key=known.key, fingerprint="x", article=known.article, at=known.at)


def a_changed_verdict() -> None:
    build.make_resolution(build.make_claim())
    Resolution.objects.update(as_of=date(2020, 1, 1))


def a_deleted_verdict() -> None:
    build.make_resolution(build.make_claim()).delete()


def a_changed_note() -> None:
    build.make_note(build.make_claim())
    Note.objects.update(text="Etwas anderes.")


def a_deleted_note() -> None:
    build.make_note(build.make_claim()).delete()


def an_empty_note() -> None:
    build.make_note(build.make_claim(), "")


def a_verdict_seconded_by_who_set_it() -> None:
    curator = build.make_user("curator")
    build.make_resolution(build.make_claim(), by=curator, seconded_by=curator)


def a_changed_proposal() -> None:
    build_verdicts.make_proposal(build.make_claim())
    Proposal.objects.update(value="withdrawn")


def a_proposal_that_needs_no_second_person() -> None:
    build_verdicts.make_proposal(build.make_claim(), "confirmed")


def two_answers_to_a_proposal() -> None:
    proposal = build_verdicts.make_proposal(build.make_claim())
    for _ in range(2):
        ProposalAnswer.objects.create(proposal=proposal, confirms=False, by=proposal.by, at=build.NOW)


def a_changed_answer_to_a_proposal() -> None:
    proposal = build_verdicts.make_proposal(build.make_claim())
    ProposalAnswer.objects.create(proposal=proposal, confirms=False, by=proposal.by, at=build.NOW)
    ProposalAnswer.objects.update(confirms=True)


def evidence_of_nothing() -> None:
    build_verdicts.make_evidence(build.make_claim(), title="")


def evidence_that_is_a_statement_and_a_document() -> None:
    build_verdicts.make_evidence(build.make_claim(), statement=statement(), title="Messbericht")


def changed_evidence() -> None:
    build_verdicts.make_evidence(build.make_claim())
    DecidingEvidence.objects.update(title="Ein anderer Bericht")


def evidence_taken_from_a_proposal() -> None:
    build_verdicts.make_proposal(build.make_claim()).evidence.clear()


def two_deadlines_on_one_day() -> None:
    claim = build.make_claim(due_on=date(2026, 9, 30))
    build_verdicts.make_deadline(claim)
    build_verdicts.make_deadline(claim)


def a_changed_history_of_a_standing() -> None:
    build.make_standing_change(build.make_claim(), "echoed")
    StandingChange.objects.update(standing="corroborated")


def a_changed_fate_of_a_statement() -> None:
    build.make_fate(statement(), statement().revision)
    StatementFate.objects.update(fate="kept")


def a_deleted_fate_of_a_statement() -> None:
    build.make_fate(statement(), statement().revision)
    StatementFate.objects.all().delete()


def a_duplicate_of_itself() -> None:
    article = build.make_article()
    Article.objects.filter(pk=article.pk).update(duplicate_of=article)


def a_changed_version_of_site_rules() -> None:
    build.make_site_rules("post.example")
    SiteRules.objects.update(keep="main")


def a_deleted_version_of_site_rules() -> None:
    build.make_site_rules("post.example").delete()


def two_site_rules_of_one_version() -> None:
    build.make_site_rules("post.example")
    build.make_site_rules("post.example", version=1)


def two_current_origins_of_a_statement() -> None:
    said = statement()
    for _ in range(2):
        OriginAssignment.objects.create(statement=said, rule="none", why="", at=build.NOW)


def two_links_of_a_statement_to_one_claim() -> None:
    said = statement()
    claim = build.make_claim(statements=[said])
    build.make_link(claim, said)


def a_watch_of_two_things() -> None:
    Watch.objects.create(user=build.make_user(), claim=build.make_claim(), entity=build.make_entity(), since=build.NOW)


def a_watch_of_nothing() -> None:
    Watch.objects.create(user=build.make_user(), since=build.NOW)


def a_relation_that_ends_before_it_begins() -> None:
    first, last = date(2020, 5, 2), date(2020, 5, 1)
    build.relate(build.make_entity(), "owned by", build.make_entity(), since=first, until=last)


def one_relation_twice() -> None:
    subject, other = build.make_entity(), build.make_entity()
    for _ in range(2):
        build.relate(subject, "owned by", other)


def one_name_twice_in_a_statement() -> None:
    for _ in range(2):
        build.make_unlinked(Statement.objects.first() or statement(), "Velt Labs")


REFUSED: list[Callable[[], None]] = [
    a_relation_that_ends_before_it_begins,
    one_relation_twice,
    one_name_twice_in_a_statement,
    second_article_at_one_address,
    second_revision_with_one_number,
    two_current_revisions,
    a_revision_with_a_false_length,
    a_statement_span_beyond_its_text,
    a_statement_span_moved_beyond_its_text,
    an_empty_statement_span,
    a_hop_beyond_its_text,
    a_mention_beyond_its_text,
    a_block_beyond_its_text,
    a_comment_within_the_text,
    a_changed_text_of_a_revision,
    a_changed_decision,
    a_deleted_decision,
    another_article_for_a_key,
    the_same_key_of_one_user_twice,
    a_changed_verdict,
    a_deleted_verdict,
    a_changed_note,
    a_deleted_note,
    an_empty_note,
    a_verdict_seconded_by_who_set_it,
    a_changed_proposal,
    a_proposal_that_needs_no_second_person,
    two_answers_to_a_proposal,
    a_changed_answer_to_a_proposal,
    evidence_of_nothing,
    evidence_that_is_a_statement_and_a_document,
    changed_evidence,
    evidence_taken_from_a_proposal,
    two_deadlines_on_one_day,
    a_changed_history_of_a_standing,
    a_changed_fate_of_a_statement,
    a_deleted_fate_of_a_statement,
    a_duplicate_of_itself,
    a_changed_version_of_site_rules,
    a_deleted_version_of_site_rules,
    two_site_rules_of_one_version,
    two_current_origins_of_a_statement,
    two_links_of_a_statement_to_one_claim,
    a_watch_of_two_things,
    a_watch_of_nothing,
]


@pytest.mark.parametrize("attempt", REFUSED, ids=lambda attempt: attempt.__name__)
def test_the_database_refuses(attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


def test_offsets_are_characters_also_beyond_the_basic_plane() -> None:
    text = "🚀 „Wir starten“, sagte Ada Lind. 🚀"
    words = build.Words("Wir starten", source="Ada Lind", cue="sagte")
    said = build.statement_of(build.make_article(text, statements=[words]))
    StatementSpan.objects.create(statement=said, role="content", start=len(text) - 1, end=len(text))
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementSpan.objects.create(statement=said, role="content", start=1, end=len(text) + 1)


def test_every_refusal_of_a_trigger_says_why() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        decision().delete()


def test_one_may_have_the_same_role_a_second_time() -> None:
    lind, norvik = build.make_person("Ada Lind"), build.make_entity("Norvik")
    build.relate(lind, "works for", norvik, role="CEO", since=date(2010, 1, 1), until=date(2012, 1, 1))
    build.relate(lind, "works for", norvik, role="CEO", since=date(2020, 1, 1))
    assert lind.relations.count() == 2


def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    wanted = str(settings.DATABASES["default"]["ENGINE"]).rsplit(".", 1)[-1]
    assert connection.vendor == {"sqlite3": "sqlite"}.get(wanted, wanted)
