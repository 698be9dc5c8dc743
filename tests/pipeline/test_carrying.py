"""What still stands in a new revision keeps its claims and what people decided; what does not is told."""

from typing import Any

import pytest

from claims import pipeline
from claims.ingest.http import Request, Response
from claims.models import Alert, Article, Claim, Link, Revision, Statement, StatementFate
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW, Words
from tests.build_keys import give_keys

pytestmark = pytest.mark.django_db

FIRST = "Die neue Fertigung in Graz läuft seit Montag, sagte Ada Lind."
SOFTER = "Die neue Fertigung in Graz läuft vermutlich seit Montag, sagte Ada Lind."
KEYS_OF_FIRST = [
    "s:ada lind",
    *(f"w:{word}" for word in ("new", "fertigung", "graz", "laufen", "montag", "vermutlich")),
]
LONGER = f"Das Werk hat dreihundert Beschäftigte. {FIRST}"
OTHER = "Das Werk hat dreihundert Beschäftigte."
SAID = Words("Die neue Fertigung in Graz läuft seit Montag", source="Ada Lind", cue="sagte")
SAID_SOFTER = Words(
    "Die neue Fertigung in Graz läuft vermutlich seit Montag",
    source="Ada Lind",
    cue="sagte",
    values={"hedges": ["vermutlich"], "modality": "hedged"},
)


def no_web(request: Request) -> Response:
    raise AssertionError(f"nothing is fetched, but {request.url} was asked for")


def first_article() -> Article:
    return build.make_article(FIRST, statements=[SAID])


def edit(article: Article, text: str, *words: Words, **values: Any) -> Revision:
    """The article's next revision, with these statements, matched to claims."""
    waiting = {"stage": Revision.Stage.MATCH, "next_attempt_at": NOW, **values}
    revision = build.make_revision(article, text, statements=words, **waiting)
    pipeline.run(Due("match_revision", revision.pk), NOW, no_web)
    revision.refresh_from_db()
    assert revision.stage == Revision.Stage.DONE, revision.last_error
    return revision


def link_of(revision: Revision) -> Link:
    return Link.objects.get(statement__revision=revision)


def linked(article: Article, **values: Any) -> Link:
    return build.make_link(build.make_claim(), build.statement_of(article), **values)


def fates() -> list[str]:
    return list(StatementFate.objects.order_by("pk").values_list("fate", flat=True))


def test_what_stands_keeps_its_claim_and_says_since_when() -> None:
    article = first_article()
    old = linked(article)
    link = link_of(edit(article, LONGER, SAID))
    assert (link.claim_id, link.relation, link.state) == (old.claim_id, "asserts", "linked")
    assert (link.machine_score, link.machine_version, link.made_at) == (0.9, "1", NOW)
    assert link.why == "carried over from revision 1: the same words"
    assert fates() == ["kept"]


def test_what_a_person_decided_outlives_any_number_of_revisions() -> None:
    article = first_article()
    decided = linked(article, relation="mentions", state="confirmed", machine_relation="denies")
    edit(article, LONGER, SAID)
    link = link_of(edit(article, f"{LONGER} Es ist groß.", SAID))
    assert (link.claim_id, link.relation, link.state) == (decided.claim_id, "mentions", "confirmed")
    assert link.machine_relation == "denies"
    assert link.why == "carried over from revision 1: the same words"


def test_what_a_person_kept_apart_is_not_matched_again() -> None:
    article = first_article()
    decided = linked(article, state="rejected")
    link = link_of(edit(article, LONGER, SAID))
    assert (link.claim_id, link.state) == (decided.claim_id, "rejected")
    assert Claim.objects.count() == 1


def test_what_a_person_confirmed_stays_where_its_words_stand_though_the_extraction_lost_it() -> None:
    article = first_article()
    decided = linked(article, state="confirmed", relation="mentions")
    old = decided.statement
    old.quantities = [{"span": [4, 8], "text": "neue", "low": 1, "high": 1}]
    old.save()
    old.hops.create(position=0, relation="said to", agent="Radio Graz", start=4, end=8)
    revision = edit(article, LONGER)
    link = link_of(revision)
    assert (link.claim_id, link.relation, link.state) == (decided.claim_id, "mentions", "confirmed")
    new = link.statement
    start = LONGER.index("Die neue")
    spans = {(span.role, LONGER[span.start : span.end]) for span in new.spans.all()}
    assert spans == {("content", SAID.content), ("source", "Ada Lind"), ("cue", "sagte")}
    assert new.quantities == [{**old.quantities[0], "span": [start + 4, start + 8]}]
    assert new.hops.get().agent == "Radio Graz"
    assert "as a person had confirmed it" in new.why
    assert fates() == ["kept"]


def test_what_only_the_machine_had_found_goes_with_the_extraction() -> None:
    article = first_article()
    linked(article)
    revision = edit(article, LONGER)
    assert not revision.statements.exists()
    assert fates() == ["unread"]


def test_softer_words_are_matched_anew_and_the_old_claim_is_suggested_to_be_qualified() -> None:
    article = first_article()
    old = linked(article, state="confirmed")
    revision = edit(article, SOFTER, SAID_SOFTER)
    links = Link.objects.filter(statement__revision=revision)
    suggested = links.get(claim=old.claim_id)
    assert (suggested.relation, suggested.state) == ("qualifies", "suggested")
    assert "softened since the revision before" in suggested.why
    assert "“vermutlich”" in suggested.why
    assert links.exclude(claim=old.claim_id).get().state == "linked"


def test_an_old_claim_that_matching_finds_by_itself_is_not_suggested_too() -> None:
    article = first_article()
    statement = build.statement_of(article)
    claim = build.make_claim(FIRST, statements=[statement])
    give_keys(claim, *KEYS_OF_FIRST)
    link = link_of(edit(article, SOFTER, SAID_SOFTER))
    assert (link.claim_id, link.relation) == (claim.pk, "asserts")


def test_softer_words_do_not_come_back_to_a_claim_that_a_person_kept_them_from() -> None:
    article = first_article()
    statement = build.statement_of(article)
    claim = build.make_claim(FIRST)
    build.make_link(claim, statement, state="rejected")
    give_keys(claim, *KEYS_OF_FIRST)
    assert link_of(edit(article, SOFTER, SAID_SOFTER)).claim_id != claim.pk


def test_what_is_gone_keeps_its_rows_and_counts_no_more() -> None:
    article = first_article()
    link = linked(article)
    edit(article, OTHER)
    pipeline.run(Due("settle_claim", link.claim_id), NOW, no_web)
    fate = StatementFate.objects.get()
    assert (fate.statement_id, fate.fate, fate.successor) == (link.statement_id, "gone", None)
    assert Link.objects.get() == link
    assert Claim.objects.get().articles == 0


def test_those_who_follow_a_claim_are_told_of_an_edit_and_of_nothing_else() -> None:
    article = first_article()
    link = linked(article)
    build.make_watch(build.make_user(), claim=link.claim)
    edit(article, LONGER, SAID)
    assert not Alert.objects.exists()
    edit(article, SOFTER, SAID_SOFTER)
    message = Alert.objects.get().message
    assert "Platinenpost edited" in message
    assert "softened" in message
    assert "Now: “Die neue Fertigung in Graz läuft vermutlich seit Montag”" in message


def test_a_first_revision_and_one_whose_forerunner_was_never_read_are_compared_with_nothing() -> None:
    article = first_article()
    Revision.objects.update(stage=Revision.Stage.FAILED)
    edit(article, SOFTER, SAID_SOFTER)
    assert fates() == []


def test_a_revision_is_compared_with_the_newest_that_was_read() -> None:
    article = first_article()
    failed = build.make_revision(article, OTHER, stage=Revision.Stage.FAILED)
    edit(article, LONGER, SAID)
    assert StatementFate.objects.get().statement.revision.number < failed.number
    assert fates() == ["kept"]


def test_the_new_words_alone_speak_for_the_article() -> None:
    article = first_article()
    linked(article)
    revision = edit(article, LONGER, SAID)
    assert Statement.objects.filter(links__claim__isnull=False, revision__superseded_at=None).get().revision == revision


def test_what_only_our_own_reading_changed_is_no_edit_and_nobody_is_told() -> None:
    article = first_article()
    old = linked(article)
    build.make_watch(build.make_user("analyst"), claim=old.claim)
    softer = edit(article, SOFTER, SAID_SOFTER, change_kind="reread")
    assert (link_of(softer).claim_id, link_of(softer).relation) == (old.claim_id, "asserts")
    edit(article, OTHER, change_kind="reread")
    assert fates() == ["kept", "unread"]
    assert "its page was read anew" in StatementFate.objects.latest("pk").why
    assert not Alert.objects.exists()
