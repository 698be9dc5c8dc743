"""What depends on a cue verb: dass-clauses, subjunctive clauses, infinitives, quotations, and what stands before it."""

import re

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup
from claims.extract.german.verbs import AUXILIARY, SUBJUNCTIVE_II, is_subjunctive_i
from claims.extract.ranges import marks, spans
from claims.extract.tokens import Shape, Token

SEPARABLE = (
    "ab|an|auf|aus|bei|da|dar|ein|fern|fest|fort|frei|her|hin|los|mit|nach|vor|weg|weiter|zu|zurück|zusammen|um|unter"
    "|bereit|durch|statt|teil|heran|hinaus|herunter|voran|vorbei"
)
ZU_INFIX = re.compile(rf"(?:{SEPARABLE})\w{{0,30}}?zu\w{{3,30}}n")
SKIPPED_SEGMENTS = 3
SHORTEST_QUESTION = 3  # tokens; ", wie er." is no content
# To deny these is to deny what is believed; "wusste nicht, dass" is no denial.
BELIEFS = frozenset("glauben denken erwarten annehmen meinen rechnen vermuten hoffen ausgehen".split())


def match_complements(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        if group.verb_final and sentence.tokens[group.segment[0]].lower == "wie" and group.subject:
            continue  # "wie X mitteilte" belongs to the adverbials
        frame = _after_cue(sentence, group) or _before_cue(sentence, group)
        if frame is not None:
            frames.append(frame)
    return frames


def _after_cue(sentence: Sentence, group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    at = group.after
    mark = next((j for j in range(at, len(tokens)) if tokens[j].is_mark(",;:.!?–—") or _is_quotation(tokens[j])), None)
    for _ in range(SKIPPED_SEGMENTS):
        if mark is None or mark >= len(tokens) - 1 or tokens[mark].is_mark(";.!?–—"):
            return None
        if _is_quotation(tokens[mark]):
            return None
        if tokens[mark].is_mark(":"):
            return _after_colon(sentence, group, mark)
        if tokens[mark + 1].lower in AUXILIARY:
            return None  # the main clause goes on behind a relative clause that the cue stood in
        found = _complement_at(sentence, group, mark + 1)
        if found is not None:
            return found
        mark = next((j for j in range(mark + 1, len(tokens)) if tokens[j].is_mark(",;:.!?–—")), None)
    return None


def _is_quotation(token: Token) -> bool:
    return token.shape is Shape.QUOTE and not phrases.is_name_quote(token)


def _complement_at(sentence: Sentence, group: CueGroup, start: int) -> Frame | None:
    tokens = sentence.tokens
    end = content_end(sentence, start)
    if start >= end or ("c" not in group.verb.frames and "i" not in group.verb.frames):
        return None
    first = tokens[start].lower
    if "c" in group.verb.frames and first in phrases.COMPLEMENTISERS:
        if first in ("was", "wo", "wer") and (group.passive or group.verb.verb_class in ("commit", "demand")):
            return None
        if first == "wie" and end - start <= SHORTEST_QUESTION:
            return None
        return _frame(sentence, "dass", group, [(start, end)])
    if first in AUXILIARY:
        return None
    if "i" in group.verb.frames and _is_infinitive(tokens, start, end):
        return _frame(sentence, "infinitive", group, [(start, end)])
    if (first in phrases.SUBORDINATORS and first not in ("wenn", "falls", "solange", "um", "sobald")) or _is_relative(
        tokens, start
    ):
        return None
    if "c" in group.verb.frames and _has_subjunctive(tokens, start, end):
        return _frame(sentence, "subjunctive", group, [(start, end)])
    return None


def _is_relative(tokens: list[Token], start: int) -> bool:
    first = tokens[start].lower
    if first in phrases.PREPOSITIONS and start + 1 < len(tokens):
        return (
            tokens[start + 1].lower in phrases.RELATIVES
            and tokens[start + 2 : start + 3] != []
            and not (tokens[start + 2].is_capitalised or phrases.is_adjective(tokens[start + 2]))
        )
    if first not in phrases.RELATIVES or start + 1 >= len(tokens):
        return False
    following = tokens[start + 1]
    return not (phrases.is_noun(following) or phrases.is_adjective(following) or following.shape is Shape.NUMBER)


def _is_infinitive(tokens: list[Token], start: int, end: int) -> bool:
    if tokens[start].lower == "um":
        return False
    if tokens[start].lower in phrases.RELATIVES and _is_relative(tokens, start):
        return False
    for j in range(start, min(end, start + 60)):
        if tokens[j].is_mark(";:.!?"):
            return False
        lower = tokens[j].lower
        if lower == "zu" and j + 1 < end and tokens[j + 1].lower.endswith("n") and not tokens[j + 1].is_capitalised:
            follows = tokens[j + 2] if j + 2 < end else None
            if follows is None or follows.shape is not Shape.WORD or follows.lower in phrases.CONJUNCTIONS | {"haben"}:
                return True
        if ZU_INFIX.fullmatch(lower):
            return True
        if tokens[j].is_mark(",") and j - start > 1:
            return False
    return False


def _has_subjunctive(tokens: list[Token], start: int, end: int) -> bool:
    """In the first clause of the complement; a relative clause in it may stand between."""
    for j in range(start, min(end, start + 40)):
        lower = tokens[j].lower
        if tokens[j].is_capitalised or not lower:
            continue
        if lower in SUBJUNCTIVE_II or is_subjunctive_i(lower):
            return True
    return False


def content_end(sentence: Sentence, start: int) -> int:
    """Where a complement ends: at a semicolon, or where the sentence goes back to its main clause."""
    tokens = sentence.tokens
    for j in range(start, len(tokens)):
        if tokens[j].is_mark(";") or (tokens[j].is_mark(":") and j + 1 < len(tokens) and _is_quotation(tokens[j + 1])):
            return j
    return len(tokens)


def _after_colon(sentence: Sentence, group: CueGroup, colon: int) -> Frame | None:
    tokens = sentence.tokens
    if _is_quotation(tokens[colon + 1]):
        end = colon + 2
        return _frame(sentence, "quote_colon", group, [(colon + 1, end)])
    if "c" not in group.verb.frames or group.subject is None or group.verb.verb_class in ("show", "commit"):
        return None
    return _frame(sentence, "colon", group, [(colon + 1, len(tokens))])


def _before_cue(sentence: Sentence, group: CueGroup) -> Frame | None:
    """..., sagte X / „...“, sagte X: the verb opens its clause and its subject follows."""
    tokens = sentence.tokens
    first = group.finite
    if first == 0 or group.verb_final:
        return None
    if tokens[first - 1].shape is Shape.QUOTE and not phrases.is_name_quote(tokens[first - 1]):
        quote = first - 1
    elif tokens[first - 1].is_mark(",–—") and _is_quotation(tokens[first - 2]) and first >= 2:
        quote = first - 2
    elif tokens[first - 1].is_mark(",") and group.inverted and "c" in group.verb.frames:
        return _clause_before(sentence, group, first - 1)
    else:
        return None
    if not (group.inverted or group.subject is None):
        return None
    if "q" not in group.verb.frames:
        return None
    pieces = [(_quote_clause_start(tokens, quote), quote + 1)]
    later = next((j for j in range(group.after, min(len(tokens), group.after + 25)) if _is_quotation(tokens[j])), None)
    if later is not None and tokens[later - 1].is_mark(",:.–"):
        pieces.append((later, later + 1))
    return _frame(sentence, "quote_verb", group, pieces)


def _quote_clause_start(tokens: list[Token], quote: int) -> int:
    """„...“ und „...“, or a clause that ends in quoted words."""
    if quote >= 2 and tokens[quote - 1].shape is not Shape.QUOTE and not tokens[quote - 1].is_mark(",;:.!?–—"):
        for j in range(quote - 1, -1, -1):
            if tokens[j].is_mark(";:"):
                return j + 1
        return 0
    return quote


def _clause_before(sentence: Sentence, group: CueGroup, comma: int) -> Frame | None:
    tokens = sentence.tokens
    start = 0
    for j in range(comma - 1, 0, -1):
        if tokens[j].is_mark(";:"):
            start = j + 1
            break
    first = tokens[start].lower
    if first in phrases.SUBORDINATORS and first not in ("dass", "daß", "ob"):
        return None
    if comma - start < 3:
        return None
    pieces = [(start, comma)]
    end = max(group.after, group.segment[1])
    if end < len(tokens) - 2 and tokens[end].is_mark(",") and tokens[end + 1].lower not in phrases.RELATIVES:
        pieces.append((end, len(tokens)))
    rule = "dass" if first in ("dass", "daß", "ob") else "before_verb"
    return _frame(sentence, rule, group, pieces)


def _frame(sentence: Sentence, rule: str, group: CueGroup, pieces: list[tuple[int, int]]) -> Frame | None:
    content = spans(sentence, pieces)
    if not content:
        return None
    if group.verb.verb_class in ("think", "commit", "demand") and rule in ("dass", "subjunctive", "before_verb"):
        rule += "_stance"
    tokens = [t for s, e in pieces for t in sentence.tokens[s:e] if t.shape is not Shape.PUNCT]
    quoted = [t for t in tokens if _is_quotation(t)]
    negated = group.verb.verb_class != "deny" and _is_negated(sentence.tokens, group)
    kind = Kind.INDIRECT
    if quoted:
        kind = Kind.DIRECT if len(quoted) == len(tokens) else Kind.MIXED
    return Frame(
        rule,
        sentence.number,
        content,
        kind,
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=group.verb.verb_class,
        negated=negated,
        denies=group.verb.verb_class == "deny" or (negated and group.verb.lemma in BELIEFS),
    )


def _is_negated(tokens: list[Token], group: CueGroup) -> bool:
    """ "nicht" in the cue's own clause."""
    last = next((j for j in range(max(group.parts) + 1, len(tokens)) if tokens[j].shape is Shape.PUNCT), len(tokens))
    near = tokens[max(group.segment[0], group.finite - 2) : min(last, group.finite + 15)]
    return any(t.lower in ("nicht", "keineswegs", "nie") for t in near)
