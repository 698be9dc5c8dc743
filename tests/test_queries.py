"""What the screens are given to show."""

from datetime import timedelta

import pytest

from claims.models import Article, Claim, Link, Revision, Statement
from claims.pipeline.searchable import keep_article_words
from claims.queries import articles, claims, entities, feeds, following, search
from claims.queries.lines import claim_lines
from claims.queries.progress import progress
from claims.queries.said import said, statements_to_show, underline
from tests import build
from tests.build import NOW, Words

pytestmark = pytest.mark.django_db

SAID = "„Wir liefern“, sagte Lind. Sie liefern, heißt es."


def headlines(**wanted: object) -> list[str]:
    """In the order of the list."""
    found = claims.claim_list(claims.ClaimFilter(**wanted), user_id=0)  # type: ignore[arg-type]
    return [line.claim.headline for line in found.page.lines]


def state_of(article: Article) -> list[str]:
    return [step.state for step in progress(article).steps]


# The claim line


def test_the_first_asserting_statement_speaks_for_a_claim() -> None:
    late = build.statement_of(build.make_article(SAID, statements=[Words("Wir liefern")], published_at=NOW))
    early = build.statement_of(
        build.make_article(SAID, statements=[Words("Sie liefern")], published_at=NOW - timedelta(days=3))
    )
    denial = build.statement_of(
        build.make_article(SAID, statements=[Words("Wir liefern")], published_at=NOW - timedelta(days=9))
    )
    claim = build.make_claim(statements=[late, early])
    build.make_link(claim, denial, relation=Link.Relation.DENIES)
    (line,) = claim_lines([claim])
    assert line.said is not None
    assert line.said.statement == early


def test_a_doubtful_statement_speaks_for_a_claim_only_where_no_other_does() -> None:
    low = Words("Sie liefern", values={"confidence": "low"})
    revision = build.make_article(SAID, statements=[low, Words("Wir liefern")]).revisions.get()
    doubtful, sure = revision.statements.order_by("position")
    (line,) = claim_lines([build.make_claim(statements=[doubtful, sure])])
    assert line.said is not None
    assert line.said.statement == sure


def test_a_rejected_statement_never_speaks_for_a_claim() -> None:
    statement = build.statement_of(build.make_article(SAID, statements=[Words("Wir liefern")]))
    claim = build.make_claim()
    build.make_link(claim, statement, state=Link.State.REJECTED)
    (line,) = claim_lines([claim])
    assert line.said is None


def test_on_a_speakers_page_a_claim_is_told_in_that_speakers_words() -> None:
    lind, berg = build.make_person("Ada Lind"), build.make_person("Bo Berg")
    first = Words("Wir liefern", source="Lind", speaker=lind)
    second = Words("Sie liefern", speaker=berg)
    revision = build.make_article(SAID, statements=[first, second]).revisions.get()
    claim = build.make_claim(statements=revision.statements.all())
    (line,) = claim_lines([claim], speaker=berg)
    assert line.said is not None
    assert line.said.speaker == "Bo Berg"


def test_a_line_shows_the_newest_verdict() -> None:
    claim = build.make_claim()
    build.make_resolution(claim, "confirmed", at=NOW - timedelta(days=2))
    build.make_resolution(claim, "refuted", at=NOW)
    (line,) = claim_lines([claim])
    assert line.resolution is not None
    assert line.resolution.value == "refuted"


def shown(words: Words, **article: object) -> Statement:
    statement = build.statement_of(build.make_article(SAID, statements=[words], **article))  # type: ignore[arg-type]
    return statements_to_show().get(pk=statement.pk)


def test_a_chain_leads_from_the_speaker_over_the_hops_to_the_outlet() -> None:
    words = Words("Wir liefern", source="Lind", via=[("Radio Lindau", "interview")])
    chain = said(shown(words, outlet=build.make_outlet("Platinenpost"))).chain
    assert [(step.name, step.note) for step in chain] == [
        ("Lind", ""),
        ("Radio Lindau", "interview"),
        ("Platinenpost", ""),
    ]


def test_a_chain_that_ends_at_the_articles_own_outlet_names_it_once() -> None:
    words = Words("Wir liefern", source="Lind", via=[("Platinenpost", "interview")])
    assert [step.name for step in said(shown(words, outlet=build.make_outlet("Platinenpost"))).chain] == [
        "Lind",
        "Platinenpost",
    ]


def test_a_known_speaker_comes_with_the_present_role() -> None:
    lind = build.make_person("Ada Lind", employer="Norvik", role="CEO")
    assert said(shown(Words("Wir liefern", speaker=lind))).role == "Norvik, CEO"


def test_only_direct_speech_is_the_speakers_own_words() -> None:
    assert said(shown(Words("Wir liefern"))).are_own_words
    assert not said(shown(Words("Sie liefern", values={"kind": "indirect"}))).are_own_words


@pytest.mark.parametrize(
    ("kind", "modality", "line"),
    [
        ("direct", "asserted", "solid"),
        ("mixed", "asserted", "solid"),
        ("indirect", "asserted", "dotted"),
        ("indirect", "hearsay", "wavy"),
        ("free indirect", "asserted", "wavy"),
        ("document", "asserted", "dashed"),
    ],
)
def test_the_kind_of_a_statement_decides_its_line(kind: str, modality: str, line: str) -> None:
    assert underline(kind, modality) == line


# The list of claims


def test_claims_are_found_by_the_words_of_their_headline_in_any_order_and_spelling() -> None:
    build.make_claim("Die Größe der Chips wächst")
    build.make_claim("Die Preise fallen")
    assert headlines(q="CHIPS grosse") == ["Die Größe der Chips wächst"]


def test_claims_are_found_by_a_speakers_alias() -> None:
    build.make_told_claim("Wir liefern", speaker=build.make_entity("Ada Lind", kind="person", aliases=["die Chefin"]))
    build.make_told_claim("Wir warten", speaker=build.make_person("Bo Berg"))
    assert headlines(speaker="Die Chefin") == ["Wir liefern"]


def test_claims_are_found_by_a_speaker_whom_nobody_knows() -> None:
    statement = build.statement_of(build.make_article(SAID, statements=[Words("Wir liefern", source="Lind")]))
    build.make_unlinked(statement)
    build.make_claim("Unbekannt", statements=[statement])
    assert headlines(speaker="lind") == ["Unbekannt"]


def test_filters_combine() -> None:
    outlet = build.make_outlet("Platinenpost")
    build.make_told_claim("Beides", outlet=outlet, standing="echoed")
    build.make_told_claim("Nur der Stand", outlet=build.make_outlet("Leiterbahn"), standing="echoed")
    build.make_told_claim("Nur das Haus", outlet=outlet)
    assert headlines(outlet=outlet.pk, standing=("echoed",), about="Norvik") == ["Beides"]


def test_a_claim_without_a_verdict_is_open() -> None:
    build.make_claim("Offen")
    settled = build.make_claim("Entschieden")
    build.make_resolution(settled, "open", at=NOW - timedelta(days=1))
    build.make_resolution(settled, "refuted", at=NOW)
    assert headlines(resolution=("open",)) == ["Offen"]
    assert headlines(resolution=("refuted",)) == ["Entschieden"]


@pytest.mark.parametrize("sort", claims.SORTS)
def test_every_order_can_be_asked_for(sort: str) -> None:
    build.make_claim("Eine")
    assert headlines(sort=sort, q="eine") == ["Eine"]


def test_a_page_beyond_the_end_is_the_last_one() -> None:
    for _ in range(30):
        build.make_claim()
    page = claims.claim_list(claims.ClaimFilter(), user_id=0, number=99).page
    assert (page.number, page.first, page.last, page.total, page.next) == (2, 26, 30, 30, None)


# Articles


def test_a_waiting_article_is_at_its_first_step() -> None:
    assert state_of(build.make_waiting_article()) == ["current", "waiting", "waiting", "waiting", "waiting"]


@pytest.mark.parametrize(("stage", "done"), [("extract", 1), ("link", 2), ("match", 3)])
def test_a_revision_is_at_the_step_it_waits_for(stage: str, done: int) -> None:
    article = build.make_article()
    Revision.objects.filter(article=article).update(stage=stage)
    assert state_of(article) == ["done"] * done + ["current"] + ["waiting"] * (4 - done)


def test_an_article_whose_claims_are_still_to_be_counted_is_being_worked_on() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    claim = build.make_claim(statements=[build.statement_of(article)], next_attempt_at=NOW)
    assert state_of(article) == ["done", "done", "done", "done", "current"]
    Claim.objects.filter(pk=claim.pk).update(next_attempt_at=None)
    assert state_of(article) == ["done"] * 5
    assert not progress(article).is_working


def test_a_failure_shows_its_step_its_reason_and_its_attempts() -> None:
    article = build.make_waiting_article(stage="failed", last_error="404 Not Found", attempts=5)
    now_at = progress(article)
    assert state_of(article) == ["failed", "waiting", "waiting", "waiting", "waiting"]
    assert (now_at.has_failed, now_at.is_working, now_at.last_error, now_at.attempts) == (
        True,
        False,
        "404 Not Found",
        5,
    )


def test_a_reading_hides_doubtful_statements_until_asked_for_them() -> None:
    low = Words("Sie liefern", values={"confidence": "low"})
    article = build.make_article(SAID, statements=[Words("Wir liefern"), low])
    view = articles.reading(article)
    assert (len(view.statements), view.hidden_low, view.shown_low) == (1, 1, 0)
    view = articles.reading(article, with_low=True)
    assert (len(view.statements), view.hidden_low, view.shown_low) == (2, 0, 1)


def test_speakers_are_numbered_in_the_order_of_the_text() -> None:
    words = [Words("Wir liefern", source="Lind"), Words("Sie liefern"), Words("liefern", source="Lind")]
    view = articles.reading(build.make_article(SAID, statements=words))
    assert [statement.speaker_number for statement in view.statements] == [1, 0, 1]
    assert [(speaker.name, speaker.statements) for speaker in view.speakers] == [("Lind", 2)]


def test_comments_and_what_was_dropped_stand_apart_from_the_text() -> None:
    article = build.make_article(SAID)
    revision = article.revisions.get()
    build.make_aside(revision, "comment", "Na endlich.")
    build.make_aside(revision, "caption", "Bild: Norvik")
    build.make_aside(revision, "boilerplate", "Spenden Sie")
    view = articles.reading(article)
    assert (len(view.blocks), len(view.comments), len(view.dropped)) == (1, 1, 2)


def test_an_older_revision_can_be_read_and_one_that_never_was_cannot() -> None:
    article = build.make_article(SAID)
    build.make_revision(article, "Etwas anderes.")
    view = articles.reading(article, number=1)
    assert view.revision is not None
    assert (view.revision.text, view.is_newest) == (SAID, False)
    with pytest.raises(articles.NoSuchRevisionError):
        articles.reading(article, number=3)


def test_articles_are_listed_by_the_state_of_their_work() -> None:
    done, waiting = build.make_article(), build.make_waiting_article()
    failed = build.make_waiting_article(stage="failed")
    listed = {
        state: articles.article_page(articles.ArticleFilter(state=state)).lines for state in ("working", "failed")
    }
    assert [line.article for line in listed["working"]] == [waiting]
    assert [line.article for line in listed["failed"]] == [failed]
    assert done in [line.article for line in articles.article_page(articles.ArticleFilter()).lines]


# Entities, feeds, search, following


def test_an_entity_is_found_by_a_part_of_an_alias() -> None:
    norvik = build.make_entity("Norvik", aliases=["Die Nördlichen"])
    build.make_entity("Tessel")
    assert [line.entity for line in entities.entity_page(q="nordlich").lines] == [norvik]


def test_an_entity_that_was_merged_is_not_listed() -> None:
    build.make_entity("Norvik GmbH", merged_into=build.make_entity("Norvik"))
    assert [line.entity.name for line in entities.entity_page().lines] == ["Norvik"]


def test_an_entity_shows_what_it_said_and_what_is_said_of_it() -> None:
    lind = build.make_person("Ada Lind")
    claim = build.make_told_claim("Wir liefern", speaker=lind)
    own = entities.entity_view(lind, user_id=0)
    assert ([line.claim for line in own.said], own.said_of_total) == ([claim], 0)
    other = entities.entity_view(build.make_entity("Norvik"), user_id=0)
    assert ([line.claim for line in other.said_of], other.said_total) == ([claim], 0)


def test_a_feeds_state_says_what_matters_most() -> None:
    feed = build.make_feed()
    assert feeds.feed_view(feed, NOW).state == "new"
    build.make_fetch(feed, "read")
    assert feeds.feed_view(feed, NOW).state == "reading"
    build.make_fetch(feed, "timeout", at=NOW + timedelta(hours=1), status=None)
    assert feeds.feed_view(feed, NOW).state == "failing"
    feed.is_paused = True
    feed.save()
    assert feeds.feed_view(feed, NOW).state == "paused"
    feed.gone_at = NOW
    feed.save()
    assert feeds.feed_view(feed, NOW).state == "gone"


def test_a_search_finds_claims_articles_and_entities() -> None:
    build.make_told_claim("Norvik liefert", speaker=build.make_person("Bo Berg"))
    article = Article.objects.get()
    keep_article_words(article, title="Norvik", author="", text="", lang="de")
    found = search.find("NORVIK")
    assert (found.claims_total, found.articles_total, found.entities_total) == (1, 1, 1)


def test_following_shows_own_notices_only() -> None:
    ada, ben = build.make_user(name="ada"), build.make_user(name="ben")
    claim = build.make_claim()
    build.make_alert(build.make_watch(ada, claim=claim), claim)
    assert following.following(ada.pk).unread == 1
    assert following.following(ben.pk).is_empty
