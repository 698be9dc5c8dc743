"""Sources with a preposition: nach Angaben von X, laut X, gemäß der Mitteilung, X zufolge, seiner Meinung nach."""

import re

from claims.extract.attribution import Modality
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.beside import frame_beside, main_end, main_start
from claims.extract.german.dependent import behind_handing_relative, is_relative
from claims.extract.german.subjects import can_speak, is_document, is_reporting, is_verb, main_clause
from claims.extract.german.verbs import AUXILIARY
from claims.extract.lexicon_files import entries, table
from claims.extract.tokens import Shape, Token

ATTRIBUTION_NOUNS = table("de", "attribution_nouns")
COMPOUND_HEADS = (
    "angaben", "berichten", "informationen", "aussagen", "einschätzung", "schätzungen", "kreisen", "meinung", "meldung",
    "angabe", "ansicht", "bericht", "mitteilung",
)  # fmt: skip
# With an article these are as often a time as a source: "nach dem Bericht" is when it was out.
OWN = re.compile(r"(?:unser|mein)(?:e[mnrs]?)?")  # the author's view
TIMES = frozenset(
    "Bericht Erklärung Ankündigung Mitteilung Untersuchung Tests Meldung Umfrage Studie Bewertung Ankündigungen Urteil"
    " Vorstellung Stellungnahme Ergebnissen Veröffentlichung Veröffentlichungen Nachricht Nachrichten Bekanntmachung"
    " Brief Schreiben Interview Klage Anklage Beschluss Messung Antrag Ausschreibung Verlautbarung".split()
)
PREPOSITIONS = frozenset("nach laut gemäß lt zufolge".split())
# Acts as well: "nach Angabe der Nummer öffnet sich ...". Only with somebody who can speak are they words.
ACTS = frozenset("Angabe Ansicht Vorstellung".split())
POSTPOSED = frozenset("Ansicht Meinung Einschätzung Auffassung Aussage Überzeugung Angaben Worten Darstellung".split())
LONG_ATTRIBUTE = 12  # tokens of "einer gestern in der Zeitschrift X veröffentlichten Studie"
PARTICIPLES = ("ten", "nen", "te", "ne")
LONGEST_APPOSITION = 18
SOLL = frozenset(("soll", "sollen"))
PART_CLAUSES = frozenset("darunter davon wobei womit".split())


def match_according(sentence: Sentence, cuts: list[tuple[int, int]]) -> list[Frame]:
    frames = []
    for cut in cuts:
        for i in range(*cut):
            lower = sentence.tokens[i].lower
            if lower in PREPOSITIONS or (lower == "aus" and _is_view(sentence.tokens, i)):
                frame = _preposed(sentence, cut, i) or _postposed(sentence, cut, i)
                if frame is not None:
                    frames.append(frame)
    return frames


def _is_view(tokens: list[Token], i: int) -> bool:
    """aus Sicht des Betreibers, aus Unternehmenssicht"""
    return i + 1 < len(tokens) and tokens[i + 1].lower.endswith("sicht")


def _preposed(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    tokens = sentence.tokens
    lower = tokens[i].lower
    if lower == "zufolge" or i + 1 >= cut[1] or (i == cut[0] > 0 and behind_handing_relative(tokens, i) is not None):
        return None
    if lower in ("nach", "aus"):
        return _nach(sentence, cut, i)
    at = i + 2 if lower == "lt" and tokens[i + 1].is_mark(".") else i + 1
    stop = _source_end(tokens, at, cut[1])
    if stop == at:
        return None
    said = any(_stands_for_words(t.text) for t in tokens[at:stop]) or can_speak(tokens, (at, stop))
    if lower == "gemäß" and not said:
        return None
    return _beside_clause(sentence, cut, (i, stop), (at, stop), (i, i + 1))


def _source_end(tokens: list[Token], at: int, end: int) -> int:
    """A noun phrase, or a quoted name in small letters („tagesschau.de“)."""
    if at < end and tokens[at].shape is Shape.QUOTE and tokens[at].size <= phrases.LONGEST_NAME_QUOTE:
        return at + 1
    for words in (2, 1):
        name = " ".join(t.text for t in tokens[at : min(end, at + words)])
        if name in entries("de", "outlets") and name.islower():
            return at + words
    stop = phrases.noun_phrase_end(tokens, at, end)
    if stop > at or at >= end or tokens[at].lower not in phrases.DETERMINERS:
        return stop
    return _end_behind_attribute(tokens, at, end)


def _end_behind_attribute(tokens: list[Token], at: int, end: int) -> int:
    """laut einer gestern in der Zeitschrift X veröffentlichten Studie"""
    for j in range(at + 2, min(end, at + LONG_ATTRIBUTE)):
        attribute = tokens[j - 1]
        if tokens[j].is_capitalised and not attribute.is_capitalised and attribute.lower.endswith(PARTICIPLES):
            return phrases.noun_phrase_end(tokens, j, end)
    return at


def _nach(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    """Only with a noun that stands for words: "nach dem Spiel" is a time."""
    tokens = sentence.tokens
    noun = _head(tokens, i + 1, cut[1])
    if noun is None:
        return None
    definite = any(tokens[j].lower in ("dem", "der", "den") for j in range(i + 1, noun))
    if tokens[noun].text in TIMES and definite and not _is_retold(tokens):
        return None
    stop = phrases.noun_phrase_end(tokens, noun, cut[1])
    holder = _holder_start(tokens, noun, stop)
    if holder is None:
        stop = _further_origin(tokens, max(stop, noun + 1), cut[1])
    if tokens[noun].text in ACTS and not (holder is not None and _is_somebody(tokens, (holder, stop))):
        return None
    return _beside_clause(sentence, cut, (i, stop), (holder or i + 1, stop), (i, holder or i + 1))


def _is_somebody(tokens: list[Token], holder: tuple[int, int]) -> bool:
    head = next((t for t in tokens[slice(*holder)] if phrases.is_noun(t)), None)
    return can_speak(tokens, holder) and head is not None and not is_document(head.lower)


def _is_retold(tokens: list[Token]) -> bool:
    """ "Nach dem Bericht soll ...": what is told so has a source."""
    clause = main_clause(tokens)
    return clause is not None and (tokens[clause.finite].lower in SOLL or is_reporting(tokens[clause.finite]))


def _head(tokens: list[Token], i: int, end: int) -> int | None:
    """The first noun behind the preposition, past a name in the genitive: "nach ersten Angaben", "nach Xs Idee"."""
    first = next((j for j in range(i, min(end, i + 4)) if tokens[j].is_capitalised), None)
    if first is None:
        return None
    if _stands_for_words(tokens[first].text) and not any(t.lower in phrases.PREPOSITIONS for t in tokens[i:first]):
        return first
    if (
        first == i
        and tokens[first].text.endswith("s")
        and first + 1 < end
        and _stands_for_words(tokens[first + 1].text)
    ):
        return first + 1
    for j in range(i + 2, min(end, i + LONG_ATTRIBUTE)):
        attribute = tokens[j - 1].lower.endswith(("ten", "nen")) and not tokens[j - 1].is_capitalised
        if attribute and tokens[j].is_capitalised and _stands_for_words(tokens[j].text):
            return j
    return None


def _holder_start(tokens: list[Token], noun: int, stop: int) -> int | None:
    """Angaben von X, Ansicht des X: where X begins."""
    if ATTRIBUTION_NOUNS.get(tokens[noun].text) != "words" or noun + 1 >= stop:
        return None
    following = tokens[noun + 1].lower
    if following in ("von", "vom", "aus"):
        return noun + 2 if noun + 2 < stop else None
    return noun + 1 if following in phrases.GENITIVE else None


def _stands_for_words(noun: str) -> bool:
    return noun in ATTRIBUTION_NOUNS or noun.lower().endswith(COMPOUND_HEADS)


def _further_origin(tokens: list[Token], at: int, end: int) -> int:
    """Behind the noun phrase: "Angaben aus Kreisen der Zulieferer"."""
    if at + 1 < end and tokens[at].lower in ("aus", "von", "durch"):
        return max(phrases.noun_phrase_end(tokens, at + 1, end), at)
    return at


def _postposed(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    """X zufolge: the noun phrase in front of it."""
    tokens = sentence.tokens
    if tokens[i].lower not in ("nach", "zufolge"):
        return None
    if tokens[i].lower == "nach" and i > cut[0] and tokens[i - 1].text == "Vernehmen":
        return _hearsay(sentence, cut, i)
    if tokens[i].lower == "nach" and not (i > cut[0] and tokens[i - 1].text in POSTPOSED):
        return None
    for start in range(cut[0], i):
        if phrases.noun_phrase_end(tokens, start, i) == i:
            return _beside_clause(sentence, cut, (start, i + 1), (start, i), (i, i + 1))
    return None


def _hearsay(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    """Dem Vernehmen nach: nobody is named."""
    start = max(cut[0], i - 2)
    frame = _beside_clause(sentence, cut, (start, i + 1), (start, i), (start, i + 1))
    if frame is not None:
        frame.source, frame.modality = None, Modality.HEARSAY
    return frame


def _beside_clause(
    sentence: Sentence, cut: tuple[int, int], phrase: tuple[int, int], source: tuple[int, int], cue: tuple[int, int]
) -> Frame | None:
    """The content is the clause that the phrase stands in, without the phrase."""
    tokens = sentence.tokens
    asked = any(tokens[j].text == "Ihrer" for j in range(max(1, source[0]), source[1]))
    if asked or OWN.fullmatch(tokens[source[0]].lower):
        return None
    attribute = _attribute_end(tokens, phrase)
    if attribute is not None:
        return frame_beside(sentence, "according_attribute", [(phrase[1], attribute)], source, cue)
    first = tokens[cut[0]].lower
    opens = first in phrases.SUBORDINATORS or first in phrases.RELATIVES or first in PART_CLAUSES
    opens = opens or (
        first in phrases.PREPOSITIONS and tokens[cut[0] + 1].lower in phrases.RELATIVES and is_relative(tokens, cut[0])
    )
    if cut[0] > 0 and opens and phrase[0] > cut[0]:
        return frame_beside(sentence, "according", [(cut[0], phrase[0]), (phrase[1], cut[1])], source, cue)
    begin = cut[0] if _is_second_main_clause(tokens, cut, phrase[0]) else main_start(sentence, phrase[0])
    end = main_end(sentence, phrase[1])
    resumed = _behind_apposition(tokens, phrase[1], end)
    return frame_beside(
        sentence,
        "according",
        [(begin, phrase[0]), (resumed, end)],
        (source[0], max(source[1], resumed - 1)) if resumed > phrase[1] else source,
        cue,
    )


def _is_second_main_clause(tokens: list[Token], cut: tuple[int, int], phrase: int) -> bool:
    """Die Mutter soll ..., die Taten seien aber laut X verjährt: the first clause is not X's."""
    if cut[0] == 0 or tokens[0].lower in phrases.SUBORDINATORS or _is_finite(tokens[cut[0]]):
        return False
    if phrase == cut[0] and tokens[cut[0]].lower == "laut" and tokens[0].lower in ("zwar", "während"):
        return True
    main = any(_is_finite(tokens[j]) for j in range(cut[0] + 1, phrase))
    return main and any(_is_finite(tokens[j]) for j in range(1, cut[0] - 1))


def _attribute_end(tokens: list[Token], phrase: tuple[int, int]) -> int | None:
    """die laut Hersteller 5 GHz schnelle CPU: the noun phrase that the source stands in."""
    start = phrase[0]
    if start < 1 or tokens[start - 1].lower not in phrases.DETERMINERS or phrase[1] >= len(tokens):
        return None
    if tokens[start - 1].lower in phrases.RELATIVES and (start < 2 or tokens[start - 2].shape is Shape.PUNCT):
        return None
    stop = phrases.noun_phrase_end(tokens, phrase[1], len(tokens))
    return stop if stop > phrase[1] else None


def _behind_apposition(tokens: list[Token], at: int, end: int) -> int:
    """nach Ansicht von X, Vorsitzender des Y, hat ...: the statement goes on behind the second comma."""
    if at >= end - 2 or not tokens[at].is_mark(","):
        return at
    comma = next((j for j in range(at + 1, min(end - 1, at + LONGEST_APPOSITION)) if tokens[j].is_mark(",")), None)
    if comma is None:
        return at
    finite = _is_finite(tokens[comma + 1])
    relative = tokens[at + 1].lower in phrases.RELATIVES and _is_finite(tokens[comma - 1])
    named = phrases.noun_phrase_end(tokens, at + 1, comma) == comma and all(
        t.is_capitalised for t in tokens[at + 1 : comma]
    )
    return comma + 1 if (finite and not _is_finite(tokens[at + 1])) or relative or named else at


def _is_finite(token: Token) -> bool:
    return not token.is_capitalised and (token.lower in AUXILIARY or (bool(token.lower) and is_verb(token.lower)))
