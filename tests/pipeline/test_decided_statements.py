"""What a person decided about a statement holds in its article's next revisions, whatever is found there."""

import pytest
from django.contrib.auth.models import User

from claims import curation, pipeline
from claims.curation import GivenMark
from claims.models import Article, Claim, Decision, ReviewItem, Revision, Statement
from claims.pipeline.work import Due
from tests import build, build_review
from tests.build import NOW, Words
from tests.build_review import SAID, TEXT

pytestmark = pytest.mark.django_db

LONGER = f"Das Werk hat dreihundert Beschäftigte. {TEXT}"
SHORT = "Die neue Fertigung in Graz läuft"


@pytest.fixture
def curator() -> User:
    return build.make_user("curator")


@pytest.fixture
def article() -> Article:
    return build_review.make_doubtful().revision.article


def edit(article: Article, text: str = LONGER, *words: Words) -> Revision:
    """The article's next revision, in which the extraction finds these statements."""
    waiting = {"stage": Revision.Stage.MATCH, "next_attempt_at": NOW}
    revision = build.make_revision(article, text, statements=words, **waiting)
    pipeline.run(Due("match_revision", revision.pk), NOW, build_review.no_web)
    revision.refresh_from_db()
    assert revision.stage == Revision.Stage.DONE, revision.last_error
    return revision


def found_again() -> Words:
    return build_review.doubtful(SAID)


def correct(curator: User, article: Article, content: str = SHORT) -> Statement:
    given = GivenMark(content=content, source=SAID.source, cue=SAID.cue)
    curation.correct_statement(curator, build.statement_of(article), given, reason="other words", now=NOW)
    return Statement.objects.in_force().get(revision__article=article, revision__superseded_at=None)


def words_in(revision: Revision) -> list[str]:
    return [row.content_text for row in revision.statements.in_force()]


def test_what_was_rejected_is_not_found_again(curator: User, article: Article) -> None:
    curation.reject_statement(curator, build.statement_of(article), reason="nobody says it", now=NOW)
    revision = edit(article, LONGER, found_again())
    revision = edit(article, f"{LONGER} Es ist groß.", found_again())
    assert words_in(revision) == []
    assert not ReviewItem.objects.filter(statement__revision=revision).exists()


def test_a_rejection_that_is_undone_later_is_undone_in_every_revision_since(curator: User, article: Article) -> None:
    decision = curation.reject_statement(curator, build.statement_of(article), reason="nobody says it", now=NOW)
    revision = edit(article, f"{LONGER} Es ist groß.", found_again())
    curation.undo_statement(curator, decision, now=NOW)
    assert words_in(revision) == [SAID.content]


def test_what_was_confirmed_stays_confirmed_and_is_not_asked_about_again(curator: User, article: Article) -> None:
    curation.confirm_statement(curator, build.statement_of(article), reason="as the text says", now=NOW)
    revision = edit(article, LONGER, found_again())
    assert revision.statements.get().state == "confirmed"
    assert not ReviewItem.objects.filter(statement__revision=revision).exists()


def test_what_was_confirmed_stays_where_the_extraction_finds_nothing_any_more(curator: User, article: Article) -> None:
    curation.confirm_statement(curator, build.statement_of(article), reason="as the text says", now=NOW)
    revision = edit(article, LONGER)
    assert [(row.content_text, row.state) for row in revision.statements.all()] == [(SAID.content, "confirmed")]


def test_corrected_words_stand_in_the_place_of_what_the_extraction_finds(curator: User, article: Article) -> None:
    correct(curator, article)
    for text in (LONGER, f"{LONGER} Es ist groß."):
        revision = edit(article, text, found_again())
        assert words_in(revision) == [SHORT]
        by_hand = revision.statements.get(by_hand=True)
        assert list(by_hand.replaces.all()) == [revision.statements.get(by_hand=False)]
        assert [link.claim_id for link in by_hand.links.exclude(state="rejected")] == [Claim.objects.get().pk]


def test_corrected_words_stand_also_where_the_extraction_comes_to_the_same(curator: User, article: Article) -> None:
    moser = build.make_person("Eva Moser")
    given = GivenMark(content=SHORT, source=SAID.source, cue=SAID.cue, speaker="Eva Moser")
    curation.correct_statement(curator, build.statement_of(article), given, reason="her words", now=NOW)
    revision = edit(article, LONGER, build_review.doubtful(Words(SHORT, source=SAID.source, cue=SAID.cue)))
    assert [(row.content_text, row.speaker) for row in revision.statements.in_force()] == [(SHORT, moser)]


def test_a_correction_of_words_that_stand_no_more_leaves_the_field_to_the_extraction(
    curator: User, article: Article
) -> None:
    correct(curator, article)
    changed = TEXT.replace("Die neue Fertigung in Graz läuft", "In Graz läuft die neue Fertigung")
    found = build_review.doubtful(Words("In Graz läuft die neue Fertigung seit Montag", source="Ada Lind", cue="sagte"))
    assert words_in(edit(article, changed, found)) == ["In Graz läuft die neue Fertigung seit Montag"]


def test_a_correction_that_is_undone_later_gives_every_revision_its_own_words_back(
    curator: User, article: Article
) -> None:
    correct(curator, article)
    revision = edit(article, LONGER, found_again())
    curation.undo_statement(curator, Decision.objects.get(action="correct statement"), now=NOW)
    assert words_in(revision) == [SAID.content]


def test_a_correction_that_was_undone_keeps_nothing_away_from_later_revisions(curator: User, article: Article) -> None:
    correct(curator, article)
    curation.undo_statement(curator, Decision.objects.get(action="correct statement"), now=NOW)
    assert words_in(edit(article, LONGER, found_again())) == [SAID.content]


def test_what_was_found_only_in_the_place_of_corrected_words_stands_again_when_they_are_withdrawn(
    curator: User, article: Article
) -> None:
    correct(curator, article)
    found = Words(SHORT, source="Das Werk", cue="sagte")
    revision = edit(article, LONGER, build_review.doubtful(found))
    assert [row.by_hand for row in revision.statements.in_force()] == [True]
    curation.undo_statement(curator, Decision.objects.get(action="correct statement"), now=NOW)
    assert [row.by_hand for row in revision.statements.in_force()] == [False]
