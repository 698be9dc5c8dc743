"""The words and names by which the parts of a page are known that are not its article.

The long lists are data, in lexicon/: everything there is about a kind of box or line, never about one site.
"""

import re
from pathlib import Path
from re import IGNORECASE

LEXICON = Path(__file__).parent / "lexicon"


def read_sections(name: str) -> dict[str, str]:
    """A lexicon's sections, each as one pattern that matches what any of its lines does."""
    sections: dict[str, list[str]] = {}
    for number, line in enumerate((LEXICON / f"{name}.txt").read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace(" ", "").replace(":", "").isalnum():
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            if not sections:
                raise ValueError(f"{name}.txt, line {number}: no [section] above it")
            lines.append(line)
    return {title: "|".join(f"(?:{line})" for line in lines) for title, lines in sections.items()}


def read_patterns(name: str) -> dict[str, re.Pattern[str]]:
    return {title: re.compile(pattern, IGNORECASE) for title, pattern in read_sections(name).items()}


def read_boxes() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """(why, how many characters of paragraphs such a box may hold, pattern of a whole class or id token)."""
    parts = ((*title.rpartition(":"), pattern) for title, pattern in read_sections("boxes").items())
    return tuple((why, int(longest), re.compile(pattern, IGNORECASE)) for why, _, longest, pattern in parts)


BOXES = read_boxes()
PARAGRAPHS = read_patterns("paragraphs")
CREDITS = read_patterns("credits")
CLOSING_BOXES = read_patterns("closing_boxes")
COMMENT_LINES = read_patterns("comments")
WALLS = read_patterns("walls")

HIDDEN_TOKENS = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader screen-reader-only a11y-hidden u-hidden"
    " element-invisible sronly hide-visually is-visually-hidden u-visually-hidden".split()
)
COMMENT_SECTIONS = re.compile(
    r"comments?|comments?-(?:area|list|section|container|wrapper|thread|block|box|feed)|commentlist|comment-?respond"
    r"|disqus_thread|kommentare?|kommentar-?(?:bereich|liste|box|block)|user-?comments|reader-?comments|leserkommentare"
    r"|respond|discussion-?(?:list|thread)",
    IGNORECASE,
)
COMMENT_ITEM = re.compile(
    r"comment|comment-(?:item|body|entry|wrapper)|kommentar|post-comment|user-comment", IGNORECASE
)
COMMENT_TEXT = re.compile(
    r"comment-?(?:content|text|body|message)|kommentar-?text|comment__(?:body|text|content)", IGNORECASE
)
COMMENT_AUTHOR = re.compile(
    r"fn|comment-?author(?:-?name)?|author|user-?name|kommentar-?autor|comment__author", IGNORECASE
)
CAPTION_TOKENS = re.compile(
    r"(?:.*[-_])?(?:wp-caption-text|caption|captions|captiontext|bildunterschrift|bildtext|image-?credits?|photo-?credits?"
    r"|img-?credits?|bildnachweis|bildquelle|copyright|credits?)(?:[-_](?:text|inner|wrapper))?",
    IGNORECASE,
)

MONTHS = (
    "jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|mär|apr(?:il)?|may|mai|june?|juni?|july?|juli?"
    "|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
DATE_LINE = re.compile(
    r"(?:(?:stand|update[ds]?|(?:aktualisiert|veröffentlicht|erstellt)(?: am)?|(?:published|posted)(?: on)?"
    r"|last (?:updated|modified)|vom)\b[\s:.,]*)?"
    r"(?:(?:[a-zäöü]{2,10}\.?,?\s+)?"
    rf"(?:\d{{1,2}}\.?\s*(?:\d{{1,2}}\.|(?:{MONTHS})\.?)\s*,?\s*\d{{2,4}}|(?:{MONTHS})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"|\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?|uhr|[A-Z]{2,4})\b)[^.!?]{0,40}$",
    IGNORECASE,
)
READING_TIME = re.compile(
    r"(?:lesedauer|lesezeit|reading time)\b|\d+\s*(?:min(?:ute)?n?s?\.?)\s*(?:read|lesezeit|lesedauer)\b", IGNORECASE
)
BYLINE_START = re.compile(r"\W*(?:[Vv]on|VON|[Bb]y|BY|[Ww]ritten by|[Tt]ext:|[Aa]utor(?:in)?:)\s+(?=[A-ZÄÖÜ])")
BYLINE = re.compile(
    BYLINE_START.pattern + r"[A-ZÄÖÜ][\w.'’-]+(?:\s+(?:[A-ZÄÖÜ][\w.'’-]*|von|van|de|und|and|[|/,]))*\s*,?[^.!?]{0,30}$"
    r"|(?:[Ss]taff [Rr]eports?|[Rr]edaktion)$"
)
# As in: Der neue Beschleuniger (Bild: Beispiel GmbH)
CAPTION_END = re.compile(
    r"[(\[](?:bild|foto|grafik|quelle|image|photo|picture|source|credit|screenshot|symbolbild|symbolfoto)s?\b"
    r"\s*(?:credit|source|quelle)?\s*[:©][^()\[\]]{1,80}[)\]]\.?$",
    IGNORECASE,
)
