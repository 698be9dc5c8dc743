"""Words that a person marked: where they stand, and what they say by the rules that read all other statements."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claims.extract.attribution import DateMention, Kind, Modality, Quantity
from claims.extract.dates import StatedReader
from claims.extract.document import read_document
from claims.extract.frame import Frame
from claims.extract.hedges import hedges_in
from claims.extract.languages import LANGUAGES
from claims.extract.modality import modality_of
from claims.text import Span

# Between the parts of what is said in several places of a text.
LEFT_OUT = "…"
# What the words themselves need not show: who reports says so.
BY_THE_REPORTER = (Modality.HEARSAY, Modality.DEMANDED)


@dataclass(frozen=True)
class Marked:
    """What the marked words say; see Attribution."""

    modality: Modality
    hedges: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    said: DateMention | None = None
    is_past: bool = False


def find_words(text: str, written: str, near: int) -> tuple[Span, ...]:
    """Where the words stand, as they stand in the text but for white space; their parts in the order of the text.

    Of several places the one nearest to `near` is meant. Raises LookupError with the part that stands nowhere.
    """
    found: list[Span] = []
    for part in written.split(LEFT_OUT):
        pattern = r"\s+".join(re.escape(word) for word in part.split())
        if not pattern:
            continue
        places = [Span(*match.span()) for match in re.finditer(pattern, text)]
        if not places:
            raise LookupError(" ".join(part.split()))
        found.append(min(places, key=lambda span: abs(span.start - near)))
        near = found[-1].end
    return tuple(sorted(found))


def overlapping(spans: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for at, one in enumerate(spans) for other in spans[at + 1 :])


def join(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In the order of the text, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def read_marked(
    text: str,
    lang: str,
    *,
    content: tuple[Span, ...],
    cue: tuple[Span, ...],
    kind: Kind,
    modality: Modality,
    published: date | None,
) -> Marked:
    """`kind` and `modality` are those of the statement that the words were corrected from."""
    kept = modality if modality in BY_THE_REPORTER else Modality.ASSERTED
    if lang not in LANGUAGES:
        return Marked(modality)
    document = read_document(text, LANGUAGES[lang].splits_after)
    sentence = next((each.number for each in document.sentences if each.end > content[0].start), None)
    if sentence is None:
        return Marked(modality)
    frame = Frame(rule="", sentence=sentence, content=content, cue=cue, kind=kind, modality=kept)
    stated = StatedReader(document, [frame], lang, published).read(frame)
    hedges = hedges_in(text, frame, [quantity.span for quantity in stated.quantities], lang)
    return Marked(
        modality=modality_of(frame, text, hedges, lang),
        hedges=hedges,
        quantities=stated.quantities,
        dates=stated.dates,
        said=stated.said,
        is_past=bool(stated.past),
    )
