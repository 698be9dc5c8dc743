"""The slots of a proposition: its clause taken apart, the amounts and periods in it, and whom its parts name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.extract.attribution import Quantity
from claims.extract.document import Document, read_document
from claims.extract.english.reading import readable
from claims.extract.languages import LANGUAGES
from claims.extract.quantities import quantities_in
from claims.extract.slots.english import read_english
from claims.extract.slots.german import read_german
from claims.extract.slots.parts import Clause, Place, fold_spans
from claims.extract.tokens import Token
from claims.periods import Period, find_periods
from claims.text import Span

BETWEEN = " … "  # where other words stand between the parts of a predicate


class SlotRole(StrEnum):
    SUBJECT = "subject"
    PREDICATE = "predicate"
    OBJECT = "object"
    QUANTITY = "quantity"
    PERIOD = "period"


@dataclass(frozen=True)
class Slot:
    """Some of the words of a proposition. A quantity has its bounds and unit, a period its first and last day."""

    role: SlotRole
    text: str
    spans: tuple[Span, ...] = ()
    entity_id: int | None = None  # the known entity that a subject or an object names, if it names one alone
    quantity: Quantity | None = None
    period: Period | None = None
    why: str = ""


def find_slots(
    words: str, lang: str, *, said_on: date | None = None, names: Mapping[str, int] | None = None
) -> tuple[Slot, ...]:
    """In the order of SlotRole; what cannot be told is missing. `names` are known names and whose they are."""
    if lang not in LANGUAGES or not words:
        return ()
    periods = find_periods(words, lang, published=said_on)
    document = read_document(words, LANGUAGES[lang].splits_after)
    parts = _read_first_clause(document, lang, [period.span for period in periods])
    clause = [] if parts is None else list(_clause_slots(words, *parts, names or {}))
    return (*clause, *_amounts(words, lang, periods))


def read_amounts(words: str, lang: str, *, said_on: date | None = None) -> tuple[Slot, ...]:
    """The quantities and periods alone."""
    if lang not in LANGUAGES or not words:
        return ()
    return tuple(_amounts(words, lang, find_periods(words, lang, published=said_on)))


def _read_first_clause(document: Document, lang: str, periods: Sequence[Span]) -> tuple[Clause, Sequence[Token]] | None:
    """Of the first sentence that has a verb."""
    for sentence in readable(document) if lang == "en" else document.sentences:
        tokens = fold_spans(sentence.tokens, periods)
        clause = read_english(tokens) if lang == "en" else read_german(tokens)
        if clause is not None:
            return clause, tokens
    return None


def _clause_slots(words: str, clause: Clause, tokens: Sequence[Token], names: Mapping[str, int]) -> Iterator[Slot]:
    for role, places in (
        (SlotRole.SUBJECT, (clause.subject,)),
        (SlotRole.PREDICATE, clause.predicate),
        (SlotRole.OBJECT, (clause.object,)),
    ):
        spans = tuple(_span(tokens, place) for place in places if place is not None)
        if spans:
            text = BETWEEN.join(span.of(words) for span in spans)
            entity_id = None if role is SlotRole.PREDICATE else named_in(text, names)
            yield Slot(role, text, spans, entity_id, why=clause.why if role is SlotRole.SUBJECT else "")


def _span(tokens: Sequence[Token], place: Place) -> Span:
    return Span(tokens[place[0]].start, tokens[place[1] - 1].end)


def named_in(text: str, names: Mapping[str, int]) -> int | None:
    """Whose name stands in it; None where nobody's does or several do."""
    shown = text.casefold()
    found = {entity_id for name, entity_id in names.items() if _stands_in(name.casefold(), shown)}
    return found.pop() if len(found) == 1 else None


def _stands_in(name: str, text: str) -> bool:
    """As a word of its own, or with a genitive: "Nordsils Chip"."""
    at = text.find(name) if name else -1
    while at >= 0:
        behind = text[at + len(name) :]
        opens = at == 0 or not text[at - 1].isalnum()
        if opens and (not behind[:1].isalnum() or (behind[:1] == "s" and not behind[1:2].isalnum())):
            return True
        at = text.find(name, at + 1)
    return False


def _amounts(words: str, lang: str, periods: Sequence[Period]) -> Iterator[Slot]:
    for quantity in quantities_in(words, Span(0, len(words)), lang):
        if not any(quantity.span.overlaps(period.span) for period in periods):  # "in the first twelve months"
            yield Slot(SlotRole.QUANTITY, quantity.span.of(words), (quantity.span,), quantity=quantity)
    for period in periods:
        yield Slot(SlotRole.PERIOD, period.span.of(words), (period.span,), period=period, why=period.why)
