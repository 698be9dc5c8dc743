"""What a new claim says, of which type it is, and by when it is settled."""

import re
from dataclasses import dataclass
from datetime import date

from claims.corroborate.deadlines import find_deadline

MAX_HEADLINE = 300
QUOTE_MARKS = "„“”\"»«‚‘’'"
LEADING = re.compile(r"^(?:dass|daß|ob|that|whether)\s+", re.I)
FUTURE = re.compile(r"\b(?:wird|werden|soll|sollen|will|would|plans? to|planen|plant|expects? to)\b", re.I)
MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:Euro|Dollar|US-Dollar|euros?|dollars?|[$€£])", re.I)
COMPARING = re.compile(
    r"\b(?:als|than|vergleichbar\w*|Augenhöhe|comparable|on (?:a )?par|entspricht|equals?|matche?s|konkurrieren|"
    r"compete|schneller|faster|ebenbürtig)\b",
    re.I,
)
MEASURED = re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|Prozent|percent|nm|GHz|GB|TB|W\b|Watt|FPS|mm|mAh|TOPS|PFLOPS)", re.I)


@dataclass(frozen=True)
class Proposition:
    headline: str
    type: str  # one of models.Claim.Type
    due_on: date | None


def propose_claim(content: str, *, modality: str, said_on: date | None) -> Proposition:
    due_on = find_deadline(content, said_on)
    # A period that was over when it was said is when something happened, not when it is due.
    if due_on and (due_on <= said_on if said_on else not FUTURE.search(content)):
        due_on = None
    return Proposition(headline(content), claim_type(content, modality, due_on), due_on)


def headline(content: str) -> str:
    """The statement's words without the marks and the conjunction that tie them to its sentence."""
    words = LEADING.sub("", " ".join(content.split()).strip(" ,;:–-."))
    bare = words.strip(QUOTE_MARKS + " ,;:–-.")
    # Marks around the whole go; a quotation within the words keeps its own.
    words = words if any(mark in bare for mark in '„“”"»«') else bare
    if len(words) > MAX_HEADLINE:
        words = words[:MAX_HEADLINE].rsplit(" ", 1)[0] + " …"
    return words[:1].upper() + words[1:]


def claim_type(content: str, modality: str, due_on: date | None) -> str:
    if modality == "predicted" or due_on:
        return "prediction"
    if MONEY.search(content):
        return "price"
    if COMPARING.search(content):
        return "comparison"
    if MEASURED.search(content):
        return "spec"
    if FUTURE.search(content):
        return "plan"
    return "fact"
