"""..., so X / wie X mitteilte: what stands beside the clause that names the source is what it said."""

from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.beside import frame_beside, main_start
from claims.extract.german.clauses import CueGroup
from claims.extract.german.dependent import is_relative
from claims.extract.german.subjects import is_verb
from claims.extract.german.verbs import Form, readings
from claims.extract.tokens import Shape, Token

BY_THEIR_WORD = (("geht", "es", "nach"), ("ginge", "es", "nach"), ("glaubt", "man"))
QUESTIONS = frozenset("was wer warum weshalb".split())  # "wie es schmeckt und was die Tester sagen"
SHORTEST_FIRST_HALF = 6  # tokens; what is shorter is no whole statement, so that it goes on behind the source
LONGEST_WIE = 40  # tokens from "wie" to its verb
LONGEST_APPOSITION = 14
GOING_ON = phrases.PREPOSITIONS | phrases.ADVERBS | phrases.GENITIVE
BEFORE_NAME = frozenset("zumindest jedenfalls etwa wörtlich weiter gestern heute".split())
BEFORE_SUBJECT = phrases.ADVERBS | frozenset("es sich auch bereits schon zuvor zuerst unter anderem".split())
COMPARED = frozenset("viele viel lange oft weit sehr groß hoch zum etwa beispielsweise man".split())


def match_manner(sentence: Sentence, cuts: list[tuple[int, int]], groups: list[CueGroup]) -> list[Frame]:
    tokens = sentence.tokens
    frames = [_so(sentence, cut, cut[0]) for cut in cuts if tokens[cut[0]].lower == "so"]
    frames.append(_by_their_word(sentence))
    frames += [_wie(sentence, i, groups) for i, token in enumerate(tokens) if token.lower == "wie"]
    return [frame for frame in frames if frame is not None]


def _so(sentence: Sentence, cut: tuple[int, int], i: int) -> Frame | None:
    tokens = sentence.tokens
    if i == 0 or not (tokens[i - 1].is_mark(",–—-") or tokens[i - 1].shape is Shape.QUOTE):
        return None
    at = i + 1
    if at < cut[1] and tokens[at].lower == "auch":
        return None
    while at < cut[1] and tokens[at].lower in BEFORE_NAME:
        at += 1
    cue_end = i + 1
    if at < cut[1] and _is_cue_verb(tokens[at]):
        cue_end = at = at + 1  # "..., so urteilte X"
    stop = phrases.noun_phrase_end(tokens, at, cut[1])
    if stop == at or not phrases.may_be_nominative(tokens, at):
        return None
    following = tokens[stop].lower if stop < len(tokens) else ""
    if following and tokens[stop].shape is Shape.WORD and following not in GOING_ON:
        return None
    start = max((j + 1 for j in range(i) if tokens[j].is_mark(";:")), default=0)
    pieces = [(start, i)]
    is_whole_before = sum(t.size for t in tokens[start:i] if t.shape is not Shape.PUNCT) >= SHORTEST_FIRST_HALF
    resumed = _resumes(tokens, cut[1], is_whole_before=is_whole_before)
    if resumed is not None:
        pieces.append((resumed, len(tokens)))
    return frame_beside(sentence, "so", pieces, (at, stop), (i, cue_end))


def _is_cue_verb(token: Token) -> bool:
    return not token.is_capitalised and any(
        r.form is Form.FINITE and not r.verb.phrase and r.verb.verb_class in ("say", "think")
        for r in readings().get(token.lower, ())
    )


def _resumes(tokens: list[Token], comma: int, *, is_whole_before: bool) -> int | None:
    """Where the statement goes on behind its source, past a relative clause or an apposition to the source."""
    if comma >= len(tokens) - 1 or not tokens[comma].is_mark(",–—;"):
        return None
    if not _is_insertion(tokens, comma + 1, is_whole_before=is_whole_before):
        return comma
    if is_whole_before:
        return None
    return next((j for j in range(comma + 1, len(tokens)) if tokens[j].is_mark(",–")), None)


def _is_insertion(tokens: list[Token], i: int, *, is_whole_before: bool) -> bool:
    """A relative clause or an apposition to the source, not the second half of what it said."""
    if tokens[i].lower in phrases.RELATIVES:
        return i + 1 >= len(tokens) or not phrases.is_noun(tokens[i + 1])
    if is_relative(tokens, i):
        return True
    return tokens[i].is_capitalised and is_whole_before


def _by_their_word(sentence: Sentence) -> Frame | None:
    """Geht es nach X, ... / Glaubt man dem Portal, ...: what follows is X's."""
    tokens = sentence.tokens
    opening = next((o for o in BY_THEIR_WORD if tuple(t.lower for t in tokens[: len(o)]) == o), None)
    if opening is None:
        return None
    at = len(opening)
    stop = phrases.noun_phrase_end(tokens, at, len(tokens))
    comma = next((j for j in range(stop, min(len(tokens), stop + 4)) if tokens[j].is_mark(",")), None)
    if stop == at or comma is None:
        return None
    return frame_beside(sentence, "wie", [(comma, len(tokens))], (at, stop), (0, at))


def _wie(sentence: Sentence, i: int, groups: list[CueGroup]) -> Frame | None:
    """Wie X mitteilte, ... / ..., wie X mitteilte: the rest of the sentence is the content."""
    tokens = sentence.tokens
    if not _opens_clause(tokens, i) or i + 1 >= len(tokens) or tokens[i + 1].lower in COMPARED:
        return None
    group = next((g for g in groups if g.parts[0] > i and _closes_clause(tokens, g)), None)
    if group is None or group.parts[-1] - i > LONGEST_WIE or not _reports(group):
        return None
    if any(tokens[j].is_mark(";:") or tokens[j].lower in QUESTIONS for j in range(i + 1, group.parts[-1])):
        return None
    source = _source_of_wie(tokens, i, group)
    if source is None and group.verb.lemma != "werden":  # "wie jetzt bekannt wurde": nobody is named
        return None
    end = group.parts[-1] + 1
    begin = i - 1 if i > 0 and tokens[i - 1].lower in phrases.CONJUNCTIONS else i
    pieces = [(main_start(sentence, i), begin)]
    if i == begin == 0 or end + 1 >= len(tokens) or not is_relative(tokens, end + 1):
        pieces.append((end, len(tokens)))
    return frame_beside(sentence, "wie", pieces, source, *((k, k + 1) for k in (i, *group.parts)))


def _reports(group: CueGroup) -> bool:
    return group.verb.verb_class == "say" or group.verb.lemma in ("hervorgehen", "ergeben")


def _opens_clause(tokens: list[Token], i: int) -> bool:
    if i == 0:
        return True
    before = tokens[i - 1]
    return before.is_mark(",–—-") or before.shape is Shape.QUOTE or (i == 1 and before.lower in phrases.CONJUNCTIONS)


def _closes_clause(tokens: list[Token], group: CueGroup) -> bool:
    end = group.parts[-1] + 1
    if end >= len(tokens) or tokens[end].is_mark(",.–—") or tokens[end].shape is Shape.QUOTE:
        return True
    return group.verb_final and not tokens[end].is_capitalised and is_verb(tokens[end].lower)  # the comma is missing


def _source_of_wie(tokens: list[Token], i: int, group: CueGroup) -> tuple[int, int] | None:
    end = group.parts[0]
    at = i + 1
    while at < end and (tokens[at].lower in BEFORE_SUBJECT or tokens[at].shape is Shape.PUNCT):
        at += 1
    if (group.passive and group.verb.lemma != "zitieren") or tokens[at].lower in ("aus", "in", "im", "von", "vom"):
        at = next((j + 1 for j in range(at, end) if tokens[j].lower in ("von", "vom", "aus", "in", "im")), at)
    stop = phrases.noun_phrase_end(tokens, at, end)
    if stop == at and tokens[at].shape is Shape.QUOTE and tokens[at].size <= phrases.LONGEST_NAME_QUOTE:
        stop = at + 1  # wie „rechner heute“ berichtet
    if stop == at:
        return None
    return at, _apposition_end(tokens, stop, end)


def _apposition_end(tokens: list[Token], stop: int, end: int) -> int:
    """Steve Marshall, Sprecher der Büros, ... / der Vorsitzende Richter, Ottmar Breidling, ..."""
    if stop < end and tokens[stop].is_mark(","):
        comma = next((j for j in range(stop + 1, min(end, stop + LONGEST_APPOSITION)) if tokens[j].is_mark(",")), None)
        if comma is not None and phrases.noun_phrase_end(tokens, stop + 1, comma) > stop + 1:
            return comma
    return stop
