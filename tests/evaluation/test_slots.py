"""How found slots are judged against those that a person labelled."""

from pathlib import Path

import pytest

from claims.evaluation import GoldError
from claims.evaluation.slots import Answer, judge, measure_slots, read_labelled_slots, slot_table
from claims.extract.slots import SlotRole

HELD = Path(__file__).parent.parent / "cases" / "slots" / "held.tsv"


@pytest.mark.parametrize(
    ("labelled", "found", "answer"),
    [
        ("Norvik", "Norvik", "right"),
        ("-", "-", "rightly none"),
        ("der neue Chip", "Chip", "other bounds"),
        ("Norvik", "-", "empty"),
        ("Norvik", "der Chip", "wrong"),
        ("-", "der Chip", "wrong"),
    ],
)
def test_a_slot_is_right_empty_or_wrong(labelled: str, found: str, answer: str) -> None:
    assert judge(labelled, found) == answer


def test_each_slot_is_counted_by_itself(tmp_path: Path) -> None:
    table = tmp_path / "slots.tsv"
    table.write_text("# a comment\nde\tNorvik verkauft den Chip\tNorvik\tverkaufte\tden Chip\t3 Watt\t-\n")
    counted = measure_slots(read_labelled_slots(table))
    assert counted[SlotRole.SUBJECT] == {Answer.RIGHT: 1}
    assert counted[SlotRole.PREDICATE] == {Answer.WRONG: 1}
    assert counted[SlotRole.QUANTITY] == {Answer.EMPTY: 1}
    assert counted[SlotRole.PERIOD] == {Answer.NONE: 1}
    assert [line.split() for line in slot_table(counted)][1] == ["subject", "1", "0", "0", "0", "0"]


def test_a_row_that_lacks_a_slot_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "slots.tsv"
    table.write_text("de\tNorvik verkauft\tNorvik\tverkauft\n")
    with pytest.raises(GoldError, match="“Norvik verkauft” has 2 slots, and not 5"):
        read_labelled_slots(table)


def test_of_the_held_statements_few_slots_are_wrong() -> None:
    """Empty is better than wrong."""
    counted = measure_slots(read_labelled_slots(HELD))
    assert {role.value: answers[Answer.WRONG] for role, answers in counted.items() if answers[Answer.WRONG] > 4} == {}
