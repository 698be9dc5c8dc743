"""Two wordings side by side show which words of each the other does not have."""

import pytest

from claims.web.wording import compare_wordings


def marked(before: str, after: str) -> tuple[str, str]:
    wordings = compare_wordings(before, after)
    left, right = (
        "".join(f"[{words.text}]" if words.differs else words.text for words in side)
        for side in (wordings.before, wordings.after)
    )
    return left, right


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("ist 40 % schneller", "ist bis zu 40 % schneller", ("ist 40 % schneller", "ist [bis zu] 40 % schneller")),
        ("„Wir liefern“", "„Wir liefern bald“", ("„Wir liefern“", "„Wir liefern [bald]“")),
        ("“We ship in May,”", '"We ship in June,"', ("“We ship in [May],”", '"We ship in [June],"')),
        ("der 1.200-Watt-Chip", "der 1.300-Watt-Chip", ("der [1.200-Watt-Chip]", "der [1.300-Watt-Chip]")),
        ("ganz anders", "", ("[ganz anders]", "")),
    ],
)
def test_only_the_words_that_differ_are_marked(before: str, after: str, expected: tuple[str, str]) -> None:
    assert marked(before, after) == expected


def test_what_is_worded_anew_is_not_alike() -> None:
    before = "die Anlage liefert 40 Stück"
    assert compare_wordings(before, "die Anlage liefert 30 Stück").are_alike
    assert not compare_wordings(before, "im Herbst soll es so weit sein").are_alike
