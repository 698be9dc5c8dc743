"""Sources that stand beside a whole clause: nach Angaben von X, laut X, X zufolge, so X, wie X mitteilte."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup
from claims.extract.lexicon_files import table
from claims.extract.ranges import marks, spans
from claims.extract.tokens import Shape, Token

ATTRIBUTION_NOUNS = table("de", "attribution_nouns")
SHORTEST_FIRST_HALF = 6  # tokens; what is shorter is no whole statement, so that it goes on behind the source


def match_adverbials(sentence: Sentence, cuts: list[tuple[int, int]], groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for cut in cuts:
        for i in range(*cut):
            lower = sentence.tokens[i].lower
            if lower in ("nach", "laut", "gemäß", "lt"):
                frame = _preposed(sentence, cut, i) or _postposed(sentence, cut, i)
            elif lower == "zufolge":
                frame = _postposed(sentence, cut, i)
            elif lower == "so" and i == cut[0]:
                frame = _so(sentence, cut, i)
            else:
                continue
            if frame is not None:
                frames.append(frame)
    frames.extend(_wie(sentence, group) for group in groups if _is_wie(sentence, group))
    return frames


def _preposed(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    tokens = sentence.tokens
    lower = tokens[i].lower
    end = cut[1]
    at = i + 1
    if lower == "zufolge" or at >= end:
        return None
    noun = _head(tokens, at, end)
    if lower == "nach":
        return _nach(sentence, cut, i, noun)
    stop = phrases.noun_phrase_end(tokens, at, end)
    if stop == at:
        return None
    if lower in ("gemäß",) and (noun is None or tokens[noun].text not in ATTRIBUTION_NOUNS):
        return None
    return _beside_clause(sentence, cut, (i, stop), (at, stop), (i, i + 1))


def _head(tokens: list[Token], i: int, end: int) -> int | None:
    """The first noun behind the preposition: "nach ersten Angaben"."""
    for j in range(i, min(end, i + 4)):
        if tokens[j].is_capitalised:
            return j
    return None


def _nach(sentence: Sentence, cut: tuple[int, int], i: int, noun: int | None) -> Frame | None:
    """Only with a noun that stands for words: "nach dem Spiel" is a time."""
    tokens = sentence.tokens
    if noun is None or not _stands_for_words(tokens[noun].text):
        return None
    if any(tokens[j].lower in ("dem", "der", "den") for j in range(i + 1, noun)) and tokens[noun].text in (
        "Bericht", "Erklärung", "Ankündigung", "Mitteilung", "Untersuchung", "Tests", "Meldung", "Umfrage", "Studie",
        "Bewertung", "Ankündigungen", "Urteil",
    ):  # fmt: skip
        return None
    stop = phrases.noun_phrase_end(tokens, noun, cut[1])
    stop = _further_origin(tokens, max(stop, noun + 1), cut[1])
    holder = _holder_start(tokens, noun, stop)
    return _beside_clause(sentence, cut, (i, stop), (holder or i + 1, stop), (i, holder or i + 1))


def _holder_start(tokens: list[Token], noun: int, stop: int) -> int | None:
    """Angaben von X, Ansicht des X: where X begins."""
    if ATTRIBUTION_NOUNS.get(tokens[noun].text) != "words" or noun + 2 >= stop + 1:
        return None
    following = tokens[noun + 1].lower if noun + 1 < stop else ""
    if following in ("von", "vom", "aus"):
        return noun + 2 if noun + 2 < stop else None
    return noun + 1 if following in phrases.GENITIVE else None


def _stands_for_words(noun: str) -> bool:
    if noun in ATTRIBUTION_NOUNS:
        return True
    return noun.endswith(
        (
            "angaben",
            "berichten",
            "informationen",
            "aussagen",
            "einschätzung",
            "schätzungen",
            "kreisen",
            "meinung",
            "meldung",
        )
    )


def _further_origin(tokens: list[Token], at: int, end: int) -> int:
    """Behind the noun phrase: "Angaben aus Kreisen der Zulieferer"."""
    if at < end and tokens[at].lower in ("aus", "von", "durch", "im", "in") and at + 1 < end:
        stop = phrases.noun_phrase_end(tokens, at + 1, end)
        if tokens[at].lower in ("aus", "von", "durch"):
            return max(stop, at)
    return at


def _postposed(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    """X zufolge: the noun phrase in front of it."""
    tokens = sentence.tokens
    if tokens[i].lower == "nach" and not (
        i > cut[0]
        and tokens[i - 1].text
        in ("Ansicht", "Meinung", "Einschätzung", "Auffassung", "Aussage", "Überzeugung", "Angaben")
    ):
        return None
    for start in range(cut[0], i):
        if phrases.noun_phrase_end(tokens, start, i) == i:
            return _beside_clause(sentence, cut, (start, i + 1), (start, i), (i, i + 1))
    return None


def _so(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    """„...“, so X / ..., so X in einer Mitteilung."""
    tokens = sentence.tokens
    if i == 0 or not (tokens[i - 1].is_mark(",–—") or tokens[i - 1].shape is Shape.QUOTE):
        return None
    at = i + 1
    if at < cut[1] and tokens[at].lower == "auch":
        return None
    if at < cut[1] and tokens[at].lower in ("zumindest", "jedenfalls", "etwa", "wörtlich", "weiter", "gestern"):
        at += 1
    stop = phrases.noun_phrase_end(tokens, at, cut[1])
    if stop == at or not phrases.may_be_nominative(tokens, at):
        return None
    following = tokens[stop].lower if stop < len(tokens) else ""
    if following and tokens[stop].shape is Shape.WORD and following not in phrases.PREPOSITIONS | phrases.ADVERBS:
        return None
    pieces = [(_main_start(sentence, i), i)]
    goes_on = cut[1] < len(tokens) - 1 and tokens[cut[1]].is_mark(",–—;")
    is_whole = i - pieces[0][0] > SHORTEST_FIRST_HALF
    if goes_on and not _is_insertion(tokens, cut[1] + 1, is_whole_before=is_whole):
        pieces.append((cut[1], len(tokens)))
    return _frame(sentence, "so", pieces, (at, stop), (i, i + 1))


def _is_insertion(tokens: list[Token], i: int, *, is_whole_before: bool) -> bool:
    """A relative clause or an apposition to the source, not the second half of what it said."""
    if tokens[i].lower in phrases.RELATIVES:
        return i + 1 >= len(tokens) or not phrases.is_noun(tokens[i + 1])
    return tokens[i].is_capitalised and is_whole_before


def _main_start(sentence: Sentence, i: int) -> int:
    """A semicolon closes what was before it."""
    for j in range(i - 1, 0, -1):
        if sentence.tokens[j].is_mark(";"):
            return j + 1
    return 0


def _main_end(sentence: Sentence, i: int) -> int:
    for j in range(i, len(sentence.tokens)):
        if sentence.tokens[j].is_mark(";"):
            return j
    return len(sentence.tokens)


def _beside_clause(
    sentence: Sentence, cut: tuple[int, int], phrase: tuple[int, int], source: tuple[int, int], cue: tuple[int, int]
) -> Frame | None:
    """The content is the clause that the phrase stands in, without the phrase."""
    tokens = sentence.tokens
    first = tokens[cut[0]].lower
    subordinate = cut[0] > 0 and (first in phrases.SUBORDINATORS or first in phrases.RELATIVES) and phrase[0] > cut[0]
    if subordinate:
        end = cut[1]
        return _frame(sentence, "according", [(cut[0], phrase[0]), (phrase[1], end)], source, cue)
    return _frame(
        sentence,
        "according",
        [(_main_start(sentence, phrase[0]), phrase[0]), (phrase[1], _main_end(sentence, phrase[1]))],
        source,
        cue,
    )


def _frame(
    sentence: Sentence, rule: str, pieces: list[tuple[int, int]], source: tuple[int, int], cue: tuple[int, int]
) -> Frame | None:
    content = spans(sentence, pieces)
    if not content or sum(span.end - span.start for span in content) < 8:
        return None
    quoted = [
        t for s, e in pieces for t in sentence.tokens[s:e] if t.shape is Shape.QUOTE and not phrases.is_name_quote(t)
    ]
    words = [t for s, e in pieces for t in sentence.tokens[s:e] if t.shape in (Shape.WORD, Shape.NUMBER)]
    kind = Kind.INDIRECT if not quoted else Kind.MIXED if len(words) > 1 else Kind.DIRECT
    return Frame(
        rule,
        sentence.number,
        content,
        kind,
        cue=(sentence.span(*cue),),
        source=sentence.span(*source),
        verb_class="say",
    )


def _is_wie(sentence: Sentence, group: CueGroup) -> bool:
    first = sentence.tokens[group.segment[0]].lower
    return (
        group.verb_final and first == "wie" and group.subject is not None and group.verb.verb_class in ("say", "show")
    )


def _wie(sentence: Sentence, group: CueGroup) -> Frame:
    """Wie X mitteilte, ... / ..., wie X mitteilte: the rest of the sentence is the content."""
    start, end = group.segment
    group_source = group.subject or (start, start + 1)
    pieces = [(0, start), (max(end, group.parts[-1] + 1), len(sentence.tokens))]
    return Frame(
        "wie",
        sentence.number,
        spans(sentence, pieces) or (sentence.span(start, end),),
        Kind.INDIRECT,
        cue=marks(sentence, (start, *group.parts)),
        source=sentence.span(*group_source),
        verb_class="say",
    )
