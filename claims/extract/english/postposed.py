"""An English verb of saying behind or inside what was said, without quotation marks: "..., X said." "A, X said, B." """

from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import begins_clause, is_finite, is_likely_verb
from claims.extract.english.cue_frames import frame_of, kind_of_clause
from claims.extract.english.ends import content_end, past_addressee, past_adverbials
from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import SUBORDINATORS, is_quotation
from claims.extract.english.verbs import Form, readings
from claims.extract.frame import Frame
from claims.extract.ranges import spans
from claims.extract.tokens import Token

NOT_RESUMED = frozenset("since after before though although who which where when while as but and".split())
MAY_OPEN = frozenset("so that if when since while as because although after before until unless how what".split())


ADVERBIALS = frozenset("in on at during via through from to after before as about when while over last this".split())
SHORTEST_CLAUSE = 8  # tokens that need no verb we know
LONGEST_ADVERBIAL = 12  # tokens behind the speaker: "said Friis in an interview in Aarhus."


def match_postposed(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    if "l" not in group.verb.frames or group.form != "fin" or group.subject is None or group.source_inherited:
        return None
    left = group.start if group.inverted else group.subject[0]
    if left < 2 or not tokens[left - 1].is_mark(",—–") or is_quotation(tokens[left - 2]):
        return None
    right = _end_of_cue(tokens, group)
    if right < len(tokens) and not tokens[right].is_mark(",.;—–!?"):
        return None
    is_last = right >= len(tokens) - 1
    is_whole = _has_main_clause(tokens, left - 1)
    if is_last and tokens[0].lower in SUBORDINATORS - MAY_OPEN and not is_whole:
        return None
    start = _start(tokens, left - 1)
    resumed = _resumed_at(tokens, right, inverted=group.inverted)
    heads = group.inverted and is_last  # "..., says report"
    if not heads and not _may_be_clause(tokens, start, left - 1) and not _is_resumed_clause(tokens, resumed):
        return None
    pieces = [(start, left - 1)]
    if resumed:
        pieces.append((resumed, content_end(tokens, resumed, groups, group)))
    elif left < 3 or (tokens[0].lower in SUBORDINATORS and not is_last and not group.inverted and not is_whole):
        return None
    content = spans(sentence, pieces)
    if not content:
        return None
    rule = "postposed" if group.verb.lemma in ("say", "report") else "postposed_other"
    return frame_of(sentence, rule, group, content, kind_of_clause(tokens, 0, left - 1))


def _end_of_cue(tokens: list[Token], group: CueGroup) -> int:
    if group.inverted and group.subject is not None:
        right = group.subject[1]
        if right < len(tokens) and tokens[right].lower in ("who", "whose"):
            return next((j for j in range(right, len(tokens)) if tokens[j].is_mark(".!?")), len(tokens))
    else:
        right = past_addressee(tokens, group.end) if "o" in group.verb.frames else group.end
    if right >= len(tokens) or tokens[right].is_mark(",."):
        return right
    right = past_adverbials(tokens, right)
    near = range(right, min(len(tokens), right + LONGEST_ADVERBIAL))
    mark = next((j for j in near if tokens[j].is_mark(",.;—–!?") or is_finite(tokens, j)), right)
    if mark >= len(tokens) or right >= len(tokens):
        return right
    return right if is_finite(tokens, mark) or tokens[right].lower not in ADVERBIALS else mark


def _may_be_clause(tokens: list[Token], start: int, end: int) -> bool:
    """Not the name alone of "Ada Lind, the director, said"."""
    if end - start >= SHORTEST_CLAUSE or not all(t.is_capitalised for t in tokens[start:end]):
        return True
    return any(is_finite(tokens, j) or is_likely_verb(tokens, j) for j in range(start, end))


def _has_main_clause(tokens: list[Token], end: int) -> bool:
    """Though the chip is late, the board sells, he said: behind the leading clause stands one of its own."""
    said = tokens[:end]
    commas = (j for j in range(1, end - 1) if said[j].is_mark(","))
    return any(begins_clause(said, j + 1, is_surely_clause=True) for j in commas)


def _is_resumed_clause(tokens: list[Token], resumed: int) -> bool:
    """Now, she said, the chip is late: what stands in front needs no verb where the rest has one."""
    return bool(resumed) and (is_finite(tokens, resumed) or begins_clause(tokens, resumed, is_surely_clause=True))


def _resumed_at(tokens: list[Token], comma: int, *, inverted: bool) -> int:
    """A, X said, B: where B begins; behind "said X, the chief executive," only a verb resumes what was said."""
    if comma >= len(tokens) - 2 or not tokens[comma].is_mark(",—–"):
        return 0
    if inverted:
        close = next((j for j in range(comma + 1, len(tokens) - 1) if tokens[j].is_mark(",—–")), 0)
        return close + 1 if close and is_finite(tokens, close + 1) else 0
    first = tokens[comma + 1].lower
    if first in NOT_RESUMED or (first in readings() and Form.ING in readings()[first].forms):
        return 0
    return comma + 1


def _start(tokens: list[Token], before: int) -> int:
    for j in range(before - 1, 0, -1):
        if tokens[j].is_mark(";"):
            return j + 1
    return 0
