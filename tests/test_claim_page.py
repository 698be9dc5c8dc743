"""What the page of a claim is given to show: who has it from whom, what happened, and what was known on a past day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from claims import pipeline
from claims.corroborate import Way
from claims.ingest.http import Request, Response
from claims.models import Article, Claim, Decision, EntityRelation, Link, Origin, OriginAssignment, Outlet, Statement
from claims.pipeline.work import Due
from claims.queries.articles import reading
from claims.queries.linked import LinkedStatement
from claims.queries.one_claim import ClaimView, claim_view
from claims.queries.timeline import Event, EventKind
from tests import build
from tests.build import NOW, Words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOW.date()
SAID = "„Wir liefern“, sagte Lind. Sie liefern, heißt es."


def view_of(claim: Claim, *, today: date = TODAY, as_of: date | None = None) -> ClaimView:
    return claim_view(claim, user_id=0, today=today, as_of=as_of)


def tell(
    outlet: str, content: str = "Wir liefern", *, at: datetime = NOW, lang: str = "de", **values: Any
) -> Statement:
    """An article of the outlet that says it; `values` go to the statement."""
    words = Words(content, values=values)
    article = build.make_article(
        f"{content}, hieß es.", statements=[words], outlet=build.make_outlet(outlet), lang=lang, published_at=at
    )
    return build.statement_of(article)


def rest(statement: Statement, origin: Origin | None, on: Statement | None = None, way: str = Way.CITES) -> None:
    build.assign_origin(statement, origin, rests_on=on, way=way)


def no_web(request: Request) -> Response:
    raise AssertionError(f"nothing is fetched, but {request.url} was asked for")


def settle(claim: Claim, now: datetime) -> Claim:
    Claim.objects.filter(pk=claim.pk).update(next_attempt_at=now)
    pipeline.run(Due("settle_claim", claim.pk), now, no_web)
    claim.refresh_from_db()
    return claim


def outlet_of(each: LinkedStatement | None) -> str:
    return each.said.outlet.name if each and each.said.outlet else ""


def events_of(claim: Claim, kind: EventKind, **known: Any) -> list[Event]:
    return [event for event in view_of(claim, **known).events if event.kind == kind]


# Statements


def test_only_an_articles_newest_revision_speaks_for_it() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    old = build.statement_of(article)
    new = build.make_statement(build.make_revision(article, SAID + " Bald."), Words("Wir liefern"))
    view = view_of(build.make_claim(statements=[old, new]))
    assert [(each.said.statement, each.gone_in) for each in view.statements] == [(new, None)]


def test_a_statement_that_an_article_dropped_says_since_when() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    old = build.statement_of(article)
    build.make_revision(article, "Etwas anderes.")
    view = view_of(build.make_claim(statements=[old]))
    assert [each.gone_in for each in view.statements] == [2]


def test_what_is_suggested_since_an_edit_does_not_hide_what_counted_before() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    old = build.statement_of(article)
    new = build.make_statement(build.make_revision(article, SAID + " Bald."), Words("Sie liefern"))
    claim = build.make_claim(statements=[old])
    build.make_link(claim, new, state=Link.State.SUGGESTED)
    view = view_of(claim)
    assert [(each.said.statement, each.gone_in) for each in view.statements] == [(old, 2)]
    assert [(each.said.statement, each.gone_in) for each in view.suggested] == [(new, None)]
    assert (view.standing, view.gone) == (0, 1)


def test_what_an_edit_brought_is_said_since_the_edit() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")], published_at=NOW - 9 * DAY)
    edited = build.make_revision(article, SAID + " Bald.", fetched_at=NOW + DAY)
    claim, statement = build.make_claim(), build.make_statement(edited, Words("Sie liefern"))
    build.make_link(claim, statement, made_at=NOW + DAY)
    assert [each.at for each in view_of(claim).statements] == [NOW + DAY]


def test_what_a_new_revision_took_over_is_said_since_the_article_came_out() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")], published_at=NOW - 9 * DAY)
    statement = build.make_statement(
        build.make_revision(article, SAID + " Bald.", fetched_at=NOW + DAY), Words("Wir liefern")
    )
    assert [each.at for each in view_of(build.make_claim(statements=[statement])).statements] == [NOW - 9 * DAY]


def test_a_suggested_statement_stands_apart() -> None:
    claim = build.make_claim()
    build.make_link(claim, tell("Chipkurier"), state=Link.State.SUGGESTED)
    view = view_of(claim)
    assert (len(view.statements), len(view.suggested)) == (0, 1)


def test_a_prediction_without_a_verdict_is_overdue_the_day_after() -> None:
    claim = build.make_claim(due_on=TODAY)
    assert not view_of(claim).is_overdue
    assert view_of(claim, today=date(2026, 5, 21)).is_overdue
    build.make_resolution(claim)
    assert not view_of(claim, today=date(2026, 5, 21)).is_overdue


# Who has it from whom


def test_statements_are_grouped_by_origin_and_those_without_one_stand_apart() -> None:
    origin = build.make_origin("Interview")
    unknown, first, second = tell("Leakbox"), tell("Ledger"), tell("Chipkurier", at=NOW + DAY)
    build.assign_origin(unknown, None)
    build.assign_origin(first, origin)
    build.assign_origin(second, origin)
    tree = view_of(build.make_claim(statements=[unknown, first, second])).tree
    assert [(group.origin, group.size) for group in tree.origins] == [(origin, 2)]
    assert [outlet_of(node.first) for node in tree.unresolved] == ["Leakbox"]


def test_an_article_stands_below_the_one_it_has_it_from() -> None:
    origin = build.make_origin()
    ledger, chip = tell("Ledger"), tell("Chipkurier", at=NOW + DAY)
    build.assign_origin(ledger, origin)
    rest(chip, origin, ledger)
    (group,) = view_of(build.make_claim(statements=[ledger, chip])).tree.origins
    (top,) = group.articles
    (below,) = top.below
    assert (outlet_of(top.first), outlet_of(below.first), below.from_name) == ("Ledger", "Chipkurier", "Ledger")


def test_an_article_that_says_it_twice_is_one_node_with_both_statements() -> None:
    origin = build.make_origin()
    article = build.make_article(SAID, statements=[Words("Wir liefern"), Words("Sie liefern")])
    statements = list(Statement.objects.filter(revision__article=article))
    for statement in statements:
        build.assign_origin(statement, origin)
    (group,) = view_of(build.make_claim(statements=statements)).tree.origins
    assert [len(node.statements) for node in group.articles] == [2]


def test_what_rests_on_an_earlier_revision_stands_below_the_articles_newest() -> None:
    origin = build.make_origin()
    article = build.make_article(SAID, statements=[Words("Wir liefern")], outlet=build.make_outlet("Ledger"))
    old = build.statement_of(article)
    echo = tell("Chipkurier", at=NOW + DAY)
    rest(echo, origin, old)
    new = build.make_statement(build.make_revision(article, SAID + " Bald."), Words("Wir liefern"))
    for statement in (old, new):
        build.assign_origin(statement, origin)
    (group,) = view_of(build.make_claim(statements=[old, new, echo])).tree.origins
    assert [outlet_of(node.first) for node in group.articles[0].below] == ["Chipkurier"]


def test_a_statement_in_the_other_language_than_the_one_it_rests_on_is_translated() -> None:
    origin = build.make_origin()
    ledger, german, copy = (
        tell("Ledger", "We ship", lang="en"),
        tell("NDT", at=NOW + DAY),
        tell("Sammler", at=NOW + DAY),
    )
    build.assign_origin(ledger, origin)
    rest(german, origin, ledger)
    rest(copy, origin, german, Way.COPIED)
    (group,) = view_of(build.make_claim(statements=[ledger, german, copy])).tree.origins
    (translated,) = group.articles[0].below
    assert (translated.lang_before, translated.below[0].lang_before) == ("en", "")


def test_a_speakers_words_in_the_other_language_are_translated_also_where_nobody_is_cited() -> None:
    origin = build.make_origin(kind=Origin.Kind.UTTERANCE)
    first, second = tell("Ledger", "We ship", lang="en"), tell("Chipkurier", at=NOW + DAY)
    for statement in (first, second):
        build.assign_origin(statement, origin)
    (group,) = view_of(build.make_claim(statements=[first, second])).tree.origins
    assert [node.lang_before for node in group.articles] == ["", "en"]


def test_an_outlet_that_is_cited_and_whose_article_is_not_here_is_named() -> None:
    statement = tell("Chipkurier")
    build.cite(statement, build.make_outlet("Leakbox"))
    rest(statement, build.make_origin())
    (group,) = view_of(build.make_claim(statements=[statement])).tree.origins
    assert group.articles[0].from_name == "Leakbox"


def test_a_citation_circle_is_named_and_is_no_origin() -> None:
    left, right = tell("Newsheap"), tell("Leakbox", at=NOW + DAY)
    rest(left, None, right)
    rest(right, None, left)
    tree = view_of(build.make_claim(statements=[left, right])).tree
    assert (tree.origins, tree.unresolved) == ((), ())
    (circle,) = tree.circles
    assert [(outlet_of(node.first), node.from_name) for node in circle] == [
        ("Newsheap", "Leakbox"),
        ("Leakbox", "Newsheap"),
    ]


# What happened


def test_what_happened_is_told_newest_first_with_before_and_after() -> None:
    claim = build.make_claim(opened_at=NOW - 3 * DAY)
    first = build.make_standing_change(claim, "single origin", at=NOW - 2 * DAY)
    second = build.make_standing_change(claim, "echoed", at=NOW)
    verdict = build.make_resolution(claim, at=NOW + DAY)
    newest, rose, counted, opened = view_of(claim).events
    assert (newest.kind, newest.resolution) == (EventKind.VERDICT, verdict)
    assert (rose.kind, rose.before, rose.after, rose.standing_changed) == (EventKind.ROSE, first, second, True)
    assert (counted.kind, counted.before) == (EventKind.COUNTED, None)
    assert opened.kind == EventKind.OPENED


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param(("unsourced", 0), ("single origin", 1), EventKind.ROSE, id="an origin was found"),
        pytest.param(("echoed", 1), ("corroborated", 2), EventKind.ROSE, id="a second origin"),
        pytest.param(("corroborated", 2), ("corroborated", 3), EventKind.ROSE, id="a third origin"),
        pytest.param(("corroborated", 3), ("corroborated", 2), EventKind.FELL, id="three became two"),
        pytest.param(("corroborated", 2), ("echoed", 1), EventKind.FELL, id="two were one"),
        pytest.param(("single origin", 1), ("contested", 1), EventKind.FELL, id="somebody denies it"),
        pytest.param(("contested", 1), ("denied", 0), EventKind.FELL, id="nobody stands by it"),
        pytest.param(("echoed", 1), ("echoed", 1), EventKind.COUNTED, id="one more article"),
    ],
)
def test_a_standing_rises_and_falls_with_what_speaks_for_it(
    before: tuple[str, int], after: tuple[str, int], kind: EventKind
) -> None:
    claim = build.make_claim()
    for day, (standing, independent) in enumerate((before, after)):
        build.make_standing_change(claim, standing, independent=independent, at=NOW + day * DAY)
    assert view_of(claim).events[0].kind == kind


def test_a_claim_is_first_heard_in_its_first_article() -> None:
    first, second = tell("Ledger"), tell("Chipkurier", at=NOW + DAY)
    (event,) = events_of(build.make_claim(statements=[second, first]), EventKind.FIRST_HEARD)
    assert (outlet_of(event.each), event.at) == ("Ledger", NOW)


def test_a_statement_after_more_than_thirty_days_of_silence_is_told() -> None:
    statements = [tell(outlet, at=NOW + days * DAY) for outlet, days in (("Ledger", 0), ("NDT", 30), ("Leakbox", 61))]
    (event,) = events_of(build.make_claim(statements=statements), EventKind.HEARD_AGAIN)
    assert (outlet_of(event.each), outlet_of(event.other)) == ("Leakbox", "NDT")


def test_a_denial_is_told_once_for_each_origin_that_denies() -> None:
    claim, origin = build.make_claim(), build.make_origin("Sprecherin")
    for outlet in ("Ledger", "NDT"):
        statement = tell(outlet)
        build.assign_origin(statement, origin)
        build.make_link(claim, statement, relation=Link.Relation.DENIES)
    (event,) = events_of(claim, EventKind.DENIED)
    assert outlet_of(event.each) == "Ledger"


def percent(text: str, low: float | None, high: float) -> list[dict[str, Any]]:
    comparator = "=" if low == high else "<="
    return [{"text": text, "low": low, "high": high, "unit": "%", "comparator": comparator, "span": [0, 1]}]


def test_another_number_is_told_with_what_differs_and_that_it_waits_for_a_curator() -> None:
    first = tell("Ledger", "40 Prozent schneller", quantities=percent("40 Prozent", 40.0, 40.0))
    other = tell("Labor", "22 Prozent schneller", at=NOW + DAY, quantities=percent("22 Prozent", 22.0, 22.0))
    claim = build.make_claim(statements=[first])
    build.make_link(claim, other, relation=Link.Relation.QUALIFIES, state=Link.State.SUGGESTED)
    (event,) = events_of(claim, EventKind.OTHER_VALUE)
    assert event.reasons == ("the number was “40 Prozent”, now “22 Prozent”",)
    assert (outlet_of(event.other), event.each and event.each.is_counted) == ("Ledger", False)


def test_a_bound_that_was_lost_in_retelling_is_told_against_the_one_it_rests_on() -> None:
    origin = build.make_origin()
    first = tell("Ledger", "bis zu 40 Prozent schneller", quantities=percent("bis zu 40 Prozent", None, 40.0))
    retold = tell("Chipkurier", "40 Prozent schneller", at=NOW + DAY, quantities=percent("40 Prozent", 40.0, 40.0))
    build.assign_origin(first, origin)
    rest(retold, origin, first)
    (event,) = events_of(build.make_claim(statements=[first, retold]), EventKind.RETOLD_HARDER)
    assert (outlet_of(event.other), outlet_of(event.each)) == ("Ledger", "Chipkurier")
    assert event.reasons == ("the number was “bis zu 40 Prozent”, now “40 Prozent”, which is more exact",)


def test_a_denial_is_not_held_against_what_it_denies() -> None:
    origin = build.make_origin()
    first = tell("Ledger", "bis zu 40 Prozent schneller", quantities=percent("bis zu 40 Prozent", None, 40.0))
    denial = tell("Chipkurier", "40 Prozent schneller", at=NOW + DAY, quantities=percent("40 Prozent", 40.0, 40.0))
    claim = build.make_claim(statements=[first])
    build.make_link(claim, denial, relation=Link.Relation.DENIES)
    for statement in (first, denial):
        build.assign_origin(statement, origin)
    assert events_of(claim, EventKind.RETOLD_HARDER) == []


def test_a_due_date_is_told_once_it_has_passed() -> None:
    claim = build.make_claim(due_on=TODAY)
    assert events_of(claim, EventKind.DUE) == []
    (event,) = events_of(claim, EventKind.DUE, today=TODAY + DAY)
    assert event.at.isoformat() == "2026-05-21T00:00:00+02:00"


# Late chains: the real count, article after article


def anonymous(outlet: str, *, citing: str = "") -> Statement:
    statement = tell(outlet, source_kind="anonymous", source_text="Insider")
    if citing:
        build.cite(statement, build.make_outlet(citing))
    return statement


def test_when_a_late_chain_makes_three_origins_one_the_fall_names_the_chains() -> None:
    claim = build.make_claim(statements=[anonymous("Rackmount"), anonymous("Chipkurier", citing="Leakbox")])
    settle(claim, NOW + DAY)
    build.make_link(claim, anonymous("Newsheap", citing="Sammler"))
    assert settle(claim, NOW + 2 * DAY).independent == 3
    for outlet in ("Leakbox", "Sammler"):
        build.make_link(claim, anonymous(outlet, citing="Rackmount"))
    assert settle(claim, NOW + 3 * DAY).independent == 1
    (fell,) = events_of(claim, EventKind.FELL)
    assert fell.before is not None
    assert (fell.before.independent, fell.after and fell.after.independent) == (3, 1)
    assert [(outlet_of(chain.each), str(chain.before), str(chain.after.origin)) for chain in fell.chains] == [
        ("Chipkurier", "unnamed sources of Leakbox", "unnamed sources of Rackmount"),
        ("Newsheap", "unnamed sources of Sammler", "unnamed sources of Rackmount"),
    ]
    (group,) = view_of(claim).tree.origins
    (top,) = group.articles
    assert [[outlet_of(node.first), [outlet_of(under.first) for under in node.below]] for node in top.below] == [
        ["Leakbox", ["Chipkurier"]],
        ["Sammler", ["Newsheap"]],
    ]


def test_a_second_origin_is_told_as_new_and_an_echo_is_not() -> None:
    claim = build.make_claim(statements=[anonymous("Rackmount")])
    settle(claim, NOW + DAY)
    build.make_link(claim, anonymous("Chipkurier", citing="Rackmount"))
    settle(claim, NOW + 2 * DAY)
    build.make_link(claim, anonymous("Fabscope"))
    settle(claim, NOW + 3 * DAY)
    (event,) = events_of(claim, EventKind.NEW_ORIGIN)
    assert (outlet_of(event.each), str(event.origin)) == ("Fabscope", "unnamed sources of Fabscope")


def test_a_reprint_rests_on_its_original_with_the_share_that_stands_there() -> None:
    text = " ".join(f"Wort{number}" for number in range(30))
    for outlet, more in (("NDT", ""), ("Sammler", " Dazu ein Satz von uns über dies und das")):
        words = Words("Wort1 Wort2", source="Insider", values={"source_kind": "anonymous"})
        at = NOW + (DAY if more else timedelta(0))
        build.make_article(
            f"{text}{more} Insider.", statements=[words], outlet=build.make_outlet(outlet), published_at=at
        )
    claim = settle(build.make_claim(statements=Statement.objects.all()), NOW + DAY)
    copy = OriginAssignment.objects.get(way=Way.COPIED)
    assert copy.rests_on is not None
    assert copy.rests_on.revision.article.outlet == Outlet.objects.get(name="NDT")
    assert 0.6 < copy.copied_share < 0.8
    assert claim.independent == 1


# As of a past day


def test_as_of_a_day_only_what_was_linked_by_its_end_is_known() -> None:
    claim = build.make_claim(statements=[tell("Ledger")])
    build.make_link(claim, tell("Chipkurier"), made_at=NOW + 2 * DAY)
    assert [outlet_of(each) for each in view_of(claim, as_of=TODAY + DAY).statements] == ["Ledger"]
    assert len(view_of(claim, as_of=TODAY + 2 * DAY).statements) == 2


def test_as_of_a_day_an_article_says_what_it_said_then() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    old = build.statement_of(article)
    new = build.make_statement(
        build.make_revision(article, SAID + " Bald.", fetched_at=NOW + 5 * DAY), Words("Wir liefern")
    )
    claim = build.make_claim(statements=[old, new])
    assert [each.said.statement for each in view_of(claim, as_of=TODAY).statements] == [old]
    assert [each.said.statement for each in view_of(claim).statements] == [new]


def test_as_of_a_day_the_numbers_the_verdict_and_the_events_are_those_of_then() -> None:
    claim = build.make_claim(standing="corroborated", independent=2)
    build.make_standing_change(claim, "echoed", independent=1, standing_why="One interview.")
    build.make_standing_change(claim, "corroborated", independent=2, at=NOW + 2 * DAY)
    build.make_resolution(claim, at=NOW + 3 * DAY, as_of=TODAY)
    then = view_of(claim, as_of=TODAY + DAY)
    assert (then.claim.standing, then.claim.independent, then.claim.standing_why) == ("echoed", 1, "One interview.")
    assert then.line.resolution is None
    assert [event.kind for event in then.events] == [EventKind.COUNTED, EventKind.OPENED]
    claim.refresh_from_db()
    assert claim.standing == "corroborated"


def test_as_of_a_day_before_it_was_counted_a_claim_has_no_numbers() -> None:
    then = view_of(build.make_claim(standing="echoed", articles=7), as_of=TODAY)
    assert (then.claim.standing, then.claim.articles) == ("unsourced", 0)


def test_as_of_a_day_a_statement_has_the_origin_that_was_found_by_then() -> None:
    statement, thought, known = tell("Ledger"), build.make_origin("Bericht"), build.make_origin("Interview")
    build.assign_origin(statement, thought, superseded_at=NOW + 2 * DAY)
    build.assign_origin(statement, known, at=NOW + 2 * DAY)
    claim = build.make_claim(statements=[statement])
    assert [group.origin for group in view_of(claim, as_of=TODAY).tree.origins] == [thought]
    assert [group.origin for group in view_of(claim).tree.origins] == [known]


def test_as_of_a_day_a_due_date_had_not_passed_yet() -> None:
    claim = build.make_claim(due_on=TODAY + DAY)
    assert view_of(claim, today=TODAY + 9 * DAY).is_overdue
    assert not view_of(claim, today=TODAY + 9 * DAY, as_of=TODAY).is_overdue


def test_as_of_a_day_what_was_rejected_later_still_counted() -> None:
    claim, statement = build.make_claim(), tell("Ledger")
    link = build.make_link(claim, statement, state=Link.State.REJECTED)
    Decision.objects.create(
        actor=build.make_user("curator"),
        at=NOW + 2 * DAY,
        action="reject link",
        object_type="link",
        object_id=link.pk,
        before={"state": "linked", "relation": "asserts"},
        after={"state": "rejected", "relation": "asserts"},
    )
    assert view_of(claim).statements == ()
    then = view_of(claim, as_of=TODAY)
    assert [each.said.statement for each in then.statements] == [statement]
    assert then.line.said is not None
    assert then.line.said.statement == statement


# In whose interest


def interests(about: str) -> list[str]:
    """Of a statement of Norvik's chief, whose rival is Torva, about somebody."""
    lind = build.make_person("Ada Lind", employer="Norvik")
    EntityRelation.objects.create(
        subject=build.make_entity("Norvik"), relation="competitor of", object=build.make_entity("Torva")
    )
    words = Words("Wir liefern", speaker=lind, about=[build.make_entity(about)])
    article: Article = build.make_article(SAID, statements=[words])
    (read,) = reading(article).statements
    (linked,) = view_of(build.make_claim(statements=[build.statement_of(article)])).statements
    assert read.interest == linked.interest
    assert read.interest is not None
    return [f"{tie.kind}: {tie.house}, {tie.other}" for tie in read.interest.ties]


@pytest.mark.parametrize(
    ("about", "ties"),
    [("Norvik", ["own house: Norvik, Norvik"]), ("Torva", ["rival: Norvik, Torva"]), ("Fremd", [])],
)
def test_a_statement_tells_whom_its_speaker_speaks_of(about: str, ties: list[str]) -> None:
    assert interests(about) == ties


def test_words_that_name_nobody_are_about_what_the_claim_is_about() -> None:
    lind = build.make_person("Ada Lind", employer="Norvik")
    bare = build.statement_of(build.make_article(SAID, statements=[Words("Wir liefern", speaker=lind)]))
    naming = build.statement_of(
        build.make_article(SAID, statements=[Words("Wir liefern", about=[build.make_entity("Norvik")])])
    )
    view = view_of(build.make_claim(statements=[bare, naming]))
    assert [each.interest and each.interest.about for each in view.statements] == [("Norvik",), None]
