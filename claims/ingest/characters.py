"""Characters that no reader sees and no quote should stumble over."""

import re
import unicodedata

# Soft hyphen, zero-width characters, directional marks, BOM, controls (but not tab and line breaks), lone surrogates.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# Joiners carry meaning inside emoji and some scripts, and none between Latin letters.
LATIN_JOINER = re.compile("(?<=[ -\u024f])[\u200c\u200d]|[\u200c\u200d](?=[ -\u024f])")
WHITESPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """NFC without the characters that nobody sees; line breaks stay."""
    return unicodedata.normalize("NFC", LATIN_JOINER.sub("", INVISIBLE.sub("", text)))


def one_line(text: str) -> str:
    return WHITESPACE.sub(" ", visible(text)).strip()
