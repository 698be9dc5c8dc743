"""The statements of a text, read as the flow reads them."""

from claims.corroborate import Amount, Stated
from claims.extract import Attribution, extract


def read(text: str, lang: str) -> list[Stated]:
    return [to_stated(number, found, text, lang) for number, found in enumerate(extract(text, lang).attributions)]


def to_stated(number: int, found: Attribution, text: str, lang: str) -> Stated:
    return Stated(
        id=number,
        lang=lang,
        content=found.content,
        source=found.source,
        cue=found.cue,
        source_text=" ".join(span.of(text) for span in found.source),
        speaker=found.speaker.name,
        polarity=found.polarity,
        modality=found.modality,
        hedges=tuple(span.of(text) for span in found.hedges),
        quantities=tuple(
            Amount(each.span.of(text), each.low, each.high, each.unit, each.comparator) for each in found.quantities
        ),
        dates=tuple(
            Amount(
                each.span.of(text),
                each.first.isoformat() if each.first else None,
                each.last.isoformat() if each.last else None,
            )
            for each in found.dates
        ),
    )
