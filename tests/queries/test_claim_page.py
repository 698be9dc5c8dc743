"""What the page of a claim is given to show: its statements, who has it from whom, and in whose interest."""

from datetime import date

import pytest

from claims.corroborate import Way
from claims.models import Article, EntityRelation, Link, Origin, Statement
from claims.queries.articles import reading
from tests import build
from tests.build import NOW, Words
from tests.queries.told import DAY, SAID, TODAY, outlet_of, rest, tell, view_of

pytestmark = pytest.mark.django_db


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


def test_copies_of_one_article_are_one_stack_and_a_copy_that_others_have_it_from_is_none() -> None:
    origin = build.make_origin()
    ledger, *copies = (tell(name, at=NOW + day * DAY) for day, name in enumerate(("Ledger", "NDT", "Sammler", "Heap")))
    echo = tell("Chipkurier", at=NOW + 9 * DAY)
    build.assign_origin(ledger, origin)
    for copy in copies:
        rest(copy, origin, ledger, Way.COPIED)
    rest(echo, origin, copies[0])
    (group,) = view_of(build.make_claim(statements=[ledger, *copies, echo])).tree.origins
    (top,) = group.articles
    assert [outlet_of(node.first) for node in top.branches] == ["NDT"]
    assert [outlet_of(node.first) for node in top.stack] == ["Sammler", "Heap"]


def test_a_single_copy_stands_on_its_own() -> None:
    origin = build.make_origin()
    ledger, copy = tell("Ledger"), tell("NDT", at=NOW + DAY)
    build.assign_origin(ledger, origin)
    rest(copy, origin, ledger, Way.COPIED)
    (group,) = view_of(build.make_claim(statements=[ledger, copy])).tree.origins
    assert (group.articles[0].stack, len(group.articles[0].shown)) == ((), 1)


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
