"""Every pair of colours in use is computed from the tokens file: 4.5:1 for text, 3:1 for what is not text.

Who asks the browser for more contrast gets 7:1 and 4.5:1.
"""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "claims" / "static" / "claims"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
USUAL, MORE_CONTRAST = (
    {name: {"light": light, "dark": dark} for name, light, dark in TOKEN.findall(part)}
    for part in (STATIC / "tokens.css").read_text().split("@media (prefers-contrast: more)")
)
COLOURS = {"usual": USUAL, "more": USUAL | MORE_CONTRAST}
# The contrast that somebody asks for -> what text has, and what a line that means something has.
LEAST = {"usual": (4.5, 3), "more": (7, 4.5)}

GROUNDS = ("paper", "sunk")
GREYS = ("paper", "sunk", "line", "edge", "faint", "quiet", "text", "ink")
MEANINGS = ("unsourced", "single-origin", "echoed", "corroborated", "contested", "denied")
TINTS = tuple(f"tint-{number}" for number in range(7))

TEXT_PAIRS = [
    *((text, ground) for text in ("quiet", "text", "ink") for ground in GROUNDS),
    *((meaning, ground) for meaning in MEANINGS for ground in (*GROUNDS, f"{meaning}-soft")),
    *(("text", f"{meaning}-soft") for meaning in MEANINGS),
    *(("quiet", f"{meaning}-soft") for meaning in ("corroborated", "contested", "denied")),
    # A link, a card and the words themselves on a speaker's ground.
    *((text, tint) for text in ("ink", "text", "quiet", "single-origin") for tint in TINTS),
    # A link in a notice or a toast.
    *(("single-origin", f"{meaning}-soft") for meaning in ("corroborated", "contested", "denied")),
    ("paper", "ink"),
]
LINE_PAIRS = [
    ("faint", "paper"),
    *((f"{tint}-line", ground) for tint in TINTS for ground in ("paper", tint)),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_definition_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_there_are_eight_greys_and_six_meanings() -> None:
    expected = {*GREYS, *MEANINGS, *(f"{meaning}-soft" for meaning in MEANINGS)}
    expected |= {*TINTS, *(f"{tint}-line" for tint in TINTS)}
    assert set(USUAL) == expected
    assert set(MORE_CONTRAST) < expected


@pytest.mark.parametrize("asked", ["usual", "more"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, theme: str, asked: str) -> None:
    colours, (least, _) = COLOURS[asked], LEAST[asked]
    assert contrast(colours[text][theme], colours[ground][theme]) >= least


@pytest.mark.parametrize("asked", ["usual", "more"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_a_line_that_means_something_can_be_seen(line: str, ground: str, theme: str, asked: str) -> None:
    colours, (_, least) = COLOURS[asked], LEAST[asked]
    assert contrast(colours[line][theme], colours[ground][theme]) >= least


def test_colours_stand_in_the_tokens_file_only() -> None:
    for path in STATIC.glob("*.css"):
        if path.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text()), path.name


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"--([\w-]+):", "".join(path.read_text() for path in STATIC.glob("*.css"))))
    for path in STATIC.glob("*.css"):
        assert set(re.findall(r"var\(--([\w-]+)", path.read_text())) <= defined, path.name
