"""Two revisions of a text are shown as one text with what came and what went."""

import pytest

from claims.web.text_changes import Change, Stretch, compare_texts

SIGNS = {Change.SAME: "{}", Change.REMOVED: "[-{}]", Change.ADDED: "[+{}]"}
BEFORE = "Die Anlage liefert 40 Stück. Das sagte Lind am Montag. Mehr nicht.\n\nAndere warten noch."


def shown(stretches: tuple[Stretch, ...]) -> list[str]:
    return [
        f"{paragraph.change}: " + "".join(SIGNS[piece.change].format(piece.text) for piece in paragraph.pieces)
        for stretch in stretches
        for paragraph in stretch.paragraphs
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Die Anlage liefert 40 Stück.",
            "Die Anlage liefert bis zu 30 Stück.",
            ["changed: Die Anlage liefert [-40] [+bis zu 30] Stück."],
        ),
        (
            "Sie liefert. Das sagte Lind. Mehr nicht.",
            "Sie liefert. Mehr nicht.",
            ["changed: Sie liefert. [-Das sagte Lind. ]Mehr nicht."],
        ),
        ("Sie liefert.\n\nEs eilt.", "Sie liefert.", ["unchanged: Sie liefert.", "removed: [-Es eilt.]"]),
        ("Sie liefert.", "Es eilt.\n\nSie liefert.", ["added: [+Es eilt.]", "unchanged: Sie liefert."]),
        # Another sentence at the same place is no wording of the one before.
        (
            "Sie liefert im Mai.",
            "Andere Häuser schweigen.",
            ["removed: [-Sie liefert im Mai.]", "added: [+Andere Häuser schweigen.]"],
        ),
    ],
    ids=["words", "a sentence", "a paragraph less", "a paragraph more", "another sentence"],
)
def test_what_came_and_what_went_is_marked(before: str, after: str, expected: list[str]) -> None:
    assert shown(compare_texts(before, after)) == expected


def test_other_typography_is_no_change() -> None:
    (stretch,) = compare_texts("“We ship - soon,” she said.", '"We ship – soon," she said.')
    assert not stretch.is_changed


def test_what_follows_each_other_unchanged_is_one_stretch() -> None:
    stretches = compare_texts("Eins.\n\nZwei.\n\nDrei ist es.", "Eins.\n\nZwei.\n\nDrei war es.")
    assert [(stretch.is_changed, len(stretch.paragraphs)) for stretch in stretches] == [(False, 2), (True, 1)]


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        "Die Anlage liefert bis zu 30 Stück. Mehr nicht. Das war es.\n\nAndere warten noch.",
        "Andere warten noch.\n\nDie Anlage liefert  40 Stück,\nsagte Lind.",
        "Ganz anderes.",
    ],
)
def test_what_stayed_and_what_came_is_the_later_text(after: str) -> None:
    paragraphs = [paragraph for stretch in compare_texts(BEFORE, after) for paragraph in stretch.paragraphs]
    later = ["".join(piece.text for piece in each.pieces if piece.change is not Change.REMOVED) for each in paragraphs]
    assert [text.split() for text in later if text] == [text.split() for text in after.split("\n\n")]
