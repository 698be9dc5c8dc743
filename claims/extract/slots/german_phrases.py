"""The noun phrases of a German clause that may be its subject or its object, with their case and number."""

from dataclasses import dataclass

from claims.extract.german import phrases
from claims.extract.lexicon_files import entries
from claims.extract.slots.parts import Place, is_folded, numerals
from claims.extract.tokens import Shape, Token

NOMINATIVE = frozenset("er ich wir man niemand".split())
EITHER_CASE = frozenset("sie es das dies beide alle".split())
NO_SUBJECT = frozenset("nichts".split())
PRONOUN_NUMBERS = dict.fromkeys("er man niemand es das dies nichts".split(), "s") | dict.fromkeys(
    "wir beide alle".split(), "p"
)
ACCUSATIVE = frozenset("den einen keinen diesen jenen seinen ihren unseren meinen".split())
PLURALS = frozenset("alle beide viele einige mehrere zwei drei vier fünf sechs sieben acht neun zehn zwölf".split())
SINGULARS = frozenset("der das ein eine dieses jeder jede jedes dieser kein den einen keinen diesen".split())
# Behind "der" these are datives and genitives; other nouns there are nominatives.
FEMININE_ENDINGS = ("ung", "heit", "keit", "schaft", "tät", "ion", "ik", "ei", "ur", "anz", "enz", "ie", "e", "in")
FEMININES = frozenset("firma bank software hardware kamera stadt welt zahl hand zeit leistung app cloud".split())
# What compares or counts is followed by no subject, like what stands behind a preposition.
BEHIND_THESE = phrases.PREPOSITIONS | frozenset("wie als je pro namens".split())
ENDS_FIELD = frozenset("dass daß weil ob wenn sondern".split())
MEASURES = frozenset(
    "mehr weniger weit lang hoch breit schwer tief alt entfernt schneller langsamer größer kleiner teurer".split()
)


@dataclass(frozen=True)
class Phrase:
    """`case` is n, a, or "" where it may be either; `number` s, p, or ""."""

    place: Place
    case: str
    number: str
    is_pronoun: bool = False


def noun_phrases(tokens: list[Token], start: int, end: int) -> list[Phrase]:
    """Those that stand behind no preposition, up to the end of the clause; no datives, genitives and measures."""
    found: list[Phrase] = []
    i = start
    while i < end and not (tokens[i].is_mark(",;:–—") or tokens[i].lower in ENDS_FIELD):
        lower = tokens[i].lower
        stop = phrase_end(tokens, i, end)
        if lower in BEHIND_THESE and stop == i:
            i = max(phrase_end(tokens, i + 1, end), i + 1)
        elif stop == i:
            i += 1
        else:
            case = _case(tokens, i, stop)
            if case is not None and not _is_measure(tokens, stop, end):
                pronoun = stop == i + 1 and lower in ("sie", "es")
                found.append(Phrase((i, stop), case, _number(tokens, i, stop), pronoun))
            i = stop
    return found


def phrase_end(tokens: list[Token], i: int, end: int) -> int:
    """Where the noun phrase that begins at token i ends; i itself where none does."""
    if i >= end or tokens[i].shape is Shape.PUNCT:
        return i
    lower = tokens[i].lower
    at = _behind_comparator(tokens, i, end)
    if at == i and lower in phrases.NOT_NOUNS and lower not in phrases.DETERMINERS and lower not in NO_SUBJECT:
        return i
    stop = _core_end(tokens, at, end)
    if stop > at:
        return stop
    return i + 1 if lower in NOMINATIVE | EITHER_CASE | NO_SUBJECT else i


def _core_end(tokens: list[Token], at: int, end: int) -> int:
    stop = phrases.noun_phrase_end(tokens, at, end)
    if stop == at and at + 1 < end and tokens[at].shape is Shape.NUMBER and tokens[at + 1].lower == "der":
        stop = phrases.noun_phrase_end(tokens, at + 1, end)  # "130 der Aufgaben"
    stop = next((j for j in range(at, stop) if is_folded(tokens[j]) or (j > at and tokens[j].lower == "aus")), stop)
    if not any(phrases.is_noun(token) or token.shape is Shape.QUOTE for token in tokens[at:stop]):
        return at
    numbered = stop < end and tokens[stop].text.isdigit() and tokens[stop - 1].is_capitalised
    if numbered and not (stop + 1 < end and (phrases.is_noun(tokens[stop + 1]) or tokens[stop + 1].is_mark("-"))):
        stop = _behind_number(tokens, stop + 1, end)  # "Helm 3", "die Version 9 der Datenbank"
    return stop


def _behind_number(tokens: list[Token], at: int, end: int) -> int:
    if at < end and tokens[at].lower in ("der", "des", "von"):
        return max(at, phrases.noun_phrase_end(tokens, at + (tokens[at].lower == "von"), end))
    return at


def _behind_comparator(tokens: list[Token], i: int, end: int) -> int:
    """ "mindestens 130", "bis zu sechs": what bounds a number belongs to its phrase."""
    for size in (3, 2, 1):
        words = " ".join(token.lower for token in tokens[i : i + size])
        at = i + size
        bounds = words in entries("de", "comparators") and (words == "bis zu" or words not in phrases.PREPOSITIONS)
        if bounds and at < end and _is_number(tokens[at]):
            return at
    return i


def _is_number(token: Token) -> bool:
    return token.shape is Shape.NUMBER or not numerals("de").isdisjoint((token.text, token.lower))


def _is_measure(tokens: list[Token], stop: int, end: int) -> bool:
    """ "8 Prozent mehr", "780 Kilometer weit": how much, and not what."""
    return tokens[stop - 1].text == "Uhr" or (stop < end and tokens[stop].lower in MEASURES)


def _case(tokens: list[Token], start: int, stop: int) -> str | None:
    """None for a dative or genitive."""
    first = tokens[start].lower
    following = tokens[start + 1] if start + 1 < stop else None
    if stop == start + 1 and first in NOMINATIVE:
        return "n"
    if first in ACCUSATIVE or first in NO_SUBJECT:
        return "a"
    if first == "der":
        return "n" if following is not None and _is_masculine(tokens[start + 1]) else None
    if phrases.DETERMINERS.get(first) == "o":
        return None
    adjective = following if first in phrases.DETERMINERS else tokens[start]
    if following is None or adjective is None or not phrases.is_adjective(adjective):
        return ""
    if adjective.lower.endswith("er"):  # "ein neuer Chip"; but "das Training großer Modelle"
        return "n" if first in phrases.DETERMINERS or start == 0 else None
    return "a" if adjective is tokens[start] and adjective.lower.endswith("en") else ""


def _is_masculine(behind: Token) -> bool:
    """What stands behind "der": it is the nominative of a masculine and not the dative of a feminine."""
    if phrases.is_adjective(behind):
        return behind.lower.endswith("e")
    head = behind.lower.rpartition("-")[2]
    return head not in FEMININES and not head.endswith(FEMININE_ENDINGS)


def _number(tokens: list[Token], start: int, stop: int) -> str:
    words = [token.lower for token in tokens[start:stop]]
    if stop == start + 1 and words[0] in PRONOUN_NUMBERS:
        return PRONOUN_NUMBERS[words[0]]
    if "und" in words or "sowie" in words or words[0] in PLURALS:
        return "p"
    if _behind_comparator(tokens, start, stop) > start or tokens[start].shape is Shape.NUMBER:
        return "s" if words[0] == "1" else "p"
    return "s" if words[0] in SINGULARS else ""
