"""The extract command reads texts as they were copied: what stands beside the article is blanked, in place."""

from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.asides import blank_asides

ARTICLE = "\n\n".join(
    [
        "Norvik stellt neuen Beschleuniger vor",
        "Der Hersteller Norvik hat in Bergen einen Beschleuniger gezeigt, der im Mai in den Handel kommen soll.",
        "Bild: Norvik",
        "Die Karte ist laut Norvik doppelt so schnell wie ihr Vorgänger und braucht trotzdem weniger Strom als dieser.",
        "Kommentare",
        "gast17",
        "Wer sagt denn, dass die Karte wirklich kommt?",
    ]
)


def test_comments_and_captions_become_spaces_and_nothing_moves() -> None:
    blanked = blank_asides(ARTICLE)
    assert len(blanked) == len(ARTICLE)
    assert "Bild: Norvik" not in blanked
    assert "Wer sagt denn" not in blanked
    for kept in ("Norvik stellt neuen", "Der Hersteller Norvik", "Die Karte ist laut Norvik"):
        assert blanked.index(kept) == ARTICLE.index(kept)


def test_a_text_with_nothing_beside_it_stays_as_it_is() -> None:
    text = ARTICLE.split("\n\nBild")[0]
    assert blank_asides(text) == text


def test_wrapped_lines_and_bullets_are_found_again() -> None:
    wrapped = ARTICLE.replace(" der im Mai", "\nder im Mai").replace("Die Karte ist", "• Die Karte ist")
    assert blank_asides(wrapped).split("Kommentare")[0].rstrip().endswith("als dieser.")


@given(
    st.text(st.characters(), max_size=300)
    | st.lists(st.sampled_from([*ARTICLE.split("\n\n"), "\r\n", "\u00ad", "-"])).map("\n".join)
)
def test_any_text_keeps_its_length_and_its_line_breaks(text: str) -> None:
    blanked = blank_asides(text)
    assert len(blanked) == len(text)
    assert [c for c in blanked if c in "\r\n"] == [c for c in text if c in "\r\n"]
    assert all(new in (old, " ") for new, old in zip(blanked, text, strict=True))
