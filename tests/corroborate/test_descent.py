"""The tree of who has it from whom."""

from datetime import UTC, datetime, timedelta

from claims.corroborate import Branch, Holder, trace_descent

MONDAY = datetime(2026, 9, 14, 8, tzinfo=UTC)


def holder(number: int, rests_on: int | None = None, *, origin: int = 7, after: int | None = None) -> Holder:
    """Each an hour later than the one before, if nothing else is said."""
    return Holder(number, origin, rests_on, MONDAY + timedelta(hours=number if after is None else after))


def only_tree(*holders: Holder) -> tuple[Branch, ...]:
    (tree,) = trace_descent(holders).origins
    return tree.branches


def test_what_rests_on_an_article_stands_below_it() -> None:
    assert only_tree(holder(1), holder(2, 1), holder(3, 2), holder(4, 1)) == (
        Branch(1, (Branch(2, (Branch(3),)), Branch(4))),
    )


def test_the_first_publisher_stands_on_top_whatever_the_order_of_reading() -> None:
    assert only_tree(holder(1, after=9), holder(2, after=3)) == (Branch(2), Branch(1))


def test_a_tree_counts_all_of_its_articles() -> None:
    (tree,) = trace_descent([holder(1), holder(2, 1), holder(3, 2), holder(4)]).origins
    assert tree.size == 4
    assert tree.branches[0].size == 3


def test_forty_that_cite_one_hang_below_that_one() -> None:
    (top,) = only_tree(holder(1), *(holder(number, 1) for number in range(2, 42)))
    assert len(top.below) == 40


def test_origins_come_in_the_order_in_which_they_were_first_heard_of() -> None:
    found = trace_descent([holder(1, origin=9, after=5), holder(2, origin=8, after=1)])
    assert [tree.origin for tree in found.origins] == [8, 9]


def test_what_rests_on_an_article_that_is_not_here_or_of_another_origin_stands_on_top() -> None:
    found = trace_descent([holder(1, 99), holder(2, 1, origin=8)])
    assert [tree.branches for tree in found.origins] == [(Branch(1),), (Branch(2),)]


def test_two_without_an_origin_that_rest_on_each_other_are_a_circle_and_not_unresolved() -> None:
    found = trace_descent([holder(1, 2, origin=0), holder(2, 1, origin=0), holder(3, origin=0)])
    assert found.circles == ((Branch(1), Branch(2)),)
    assert found.unresolved == (Branch(3),)


def test_a_circle_of_three_is_told_in_the_order_in_which_they_cite_from_the_first_publisher_on() -> None:
    found = trace_descent([holder(1, 2, origin=0), holder(2, 3, origin=0, after=0), holder(3, 1, origin=0)])
    assert found.circles == ((Branch(2), Branch(3), Branch(1)),)


def test_what_repeats_a_member_of_a_circle_hangs_below_it() -> None:
    found = trace_descent([holder(1, 2, origin=0), holder(2, 1, origin=0), holder(3, 2, origin=0)])
    assert found.circles == ((Branch(1), Branch(2, (Branch(3),))),)
    assert found.unresolved == ()


def test_of_two_that_cite_each_other_for_a_known_origin_the_first_has_it_from_there() -> None:
    found = trace_descent([holder(1, 2), holder(2, 1)])
    assert found.circles == ()
    assert found.origins[0].branches == (Branch(1, (Branch(2),)),)


def test_an_article_that_cites_its_own_outlet_is_no_circle() -> None:
    assert only_tree(holder(1, 1)) == (Branch(1),)
