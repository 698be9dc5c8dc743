"""English quotations with a speaker: "...," X said / X said: "..." / X: "..." and quoted words in a clause."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import begins_clause
from claims.extract.english.cue_frames import frame_of
from claims.extract.english.ends import past_addressee, past_adverbials
from claims.extract.english.groups import CueGroup
from claims.extract.english.objects import phrase_at
from claims.extract.english.phrases import ADVERBS, is_quotation, looks_finite
from claims.extract.english.verbs import AUXILIARY, readings
from claims.extract.frame import Frame
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

LONGEST_NAME = 6  # tokens before the colon, itself included
LONGEST_LEAD = 22  # tokens between the verb of saying and its quotation


LONGEST_APPOSITION = 10  # tokens between a quotation and the name of its speaker
CLOSING_MARKS = "\"”'’»"
SHORTEST_QUOTE = 5  # words; shorter ones that the sentence goes on behind are part of a clause


def match_quotations(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    tokens = sentence.tokens
    if not any(is_quotation(t) for t in tokens):
        return []
    frames = []
    for group in groups:
        if "q" not in group.verb.frames or group.form == "passive":
            continue
        if phrase_at(tokens, group) is not None and not _quotes_after_colon(tokens, group.end):
            continue
        pieces = _before(tokens, groups, group)
        rule = "quote_before" if pieces else "quote_after"
        pieces = pieces or _after(tokens, group)
        if pieces:
            content = spans(sentence, pieces)
            frames.append(frame_of(sentence, rule, group, content, _kind(tokens, pieces)))
    if not frames:
        lead_in = _name_beside(sentence)
        if lead_in is not None:
            frames.append(lead_in)
    return frames


def _kind(tokens: list[Token], pieces: list[tuple[int, int]]) -> Kind:
    inside = [t for s, e in pieces for t in tokens[s:e] if t.shape is not Shape.PUNCT]
    return Kind.DIRECT if all(t.shape is Shape.QUOTE for t in inside) else Kind.MIXED


def _before(tokens: list[Token], groups: list[CueGroup], group: CueGroup) -> list[tuple[int, int]]:
    """The quotation in front, and the one that goes on behind the speaker."""
    if _is_relative(tokens, group) or (group.form == "ing" and _goes_on(tokens, group.end)):
        return []
    left = group.start if group.inverted or group.subject is None else min(group.start, group.subject[0])
    if group.source_inherited:
        left = group.start
    j = left - 1
    while j >= 0 and (tokens[j].is_mark(",–—―-") or tokens[j].lower in ("as", "then", "also")):
        j -= 1
    if j >= 0 and not is_quotation(tokens[j]) and not group.source_inherited:
        j = _over_apposition(tokens, j)
    if j < 0 or not is_quotation(tokens[j]):
        return []
    pieces = [(_clause_start(tokens, groups, group, j), j + 1)]
    right = max(group.end, group.subject[1] if group.subject and group.inverted else 0)
    for k in range(right, min(len(tokens), right + LONGEST_LEAD)):
        if is_quotation(tokens[k]):
            if tokens[k - 1].is_mark(":") and j > 0:
                return []  # the quotation in front belongs to the clause before: After ... "...," X said: "..."
            if tokens[k - 1].is_mark(",:.—–"):
                pieces.append((k, k + 1))
            break
    return pieces


def _goes_on(tokens: list[Token], at: int) -> bool:
    """On “Launch Day,” arguing that: what the participle says stands behind it."""
    if at >= len(tokens):
        return False
    return tokens[at].lower == "that" or begins_clause(tokens, at, is_surely_clause=True)


def _over_apposition(tokens: list[Token], last: int) -> int:
    """ "...," her deputy, X, said: the quotation in front of the whole noun phrase, -1 where a verb comes between."""
    for j in range(last, max(-1, last - LONGEST_APPOSITION), -1):
        token = tokens[j]
        if is_quotation(token):
            return j if token.text.rstrip(CLOSING_MARKS)[-1:] in ",?!" else -1
        has_verb = looks_finite(token) or token.lower in AUXILIARY or token.lower in readings()
        if has_verb or token.is_mark(";:.") or token.is_capitalised:
            return -1
    return -1


def _is_relative(tokens: list[Token], group: CueGroup) -> bool:
    """Huang, who says: what stands before "Huang" is not what he says."""
    if group.subject is None or group.inverted:
        return False
    return any(t.lower in ("who", "which", "that") for t in tokens[group.subject[1] : group.start])


def _clause_start(tokens: list[Token], groups: list[CueGroup], own: CueGroup, quote: int) -> int:
    """This is also a “first draft,” Lind said: the clause that the quoted words end belongs to them."""
    opening = tokens[quote].text.lstrip("“\"'‘`")[:1]
    if quote == 0 or tokens[quote - 1].is_mark(";:—–"):
        return quote
    if not opening.islower() and (tokens[quote].size > 12 or tokens[quote - 1].shape is Shape.PUNCT):
        return quote
    start = quote
    while start > 0 and not tokens[start - 1].is_mark(";:—–"):
        start -= 1
    if start < quote and not any(looks_finite(t) or t.lower in AUXILIARY for t in tokens[start:quote]):
        return quote
    told = any(start <= g.head < quote and "q" in g.verb.frames and g is not own for g in groups)
    return quote if told else start


def _after(tokens: list[Token], group: CueGroup) -> list[tuple[int, int]]:
    start = past_addressee(tokens, group.end) if "o" in group.verb.frames else group.end
    start = past_adverbials(tokens, start)
    if group.inverted and group.subject:
        start = max(start, group.subject[1])
    while start < len(tokens) and tokens[start].is_mark(",:—–"):
        start += 1
    if start < len(tokens) and tokens[start].lower in ("that", "of", "in", "the"):
        return []
    if start < len(tokens) and is_quotation(tokens[start]):
        end = start + 1
        goes_on = (
            end < len(tokens)
            and tokens[end].shape is Shape.WORD
            and tokens[end].lower not in ADVERBS | {"and", "when", "as", "while", "in", "on", "during"}
        )
        if goes_on and tokens[start].size < SHORTEST_QUOTE:
            return []
        if end + 1 < len(tokens) and tokens[end].is_mark(".,…") and is_quotation(tokens[end + 1]):
            end += 2
        lead = _interrupted_start(tokens, group, start)
        return [lead, (start, end)] if lead else [(start, end)]
    colon = _quotes_after_colon(tokens, start)
    return [(colon + 1, colon + 2)] if colon else []


def _interrupted_start(tokens: list[Token], group: CueGroup, quote: int) -> tuple[int, int] | None:
    """The plant, X said, “is a perfect example”: a quotation in lower case goes on with what stood before."""
    left = group.start if group.inverted or group.subject is None else group.subject[0]
    opening = tokens[quote].text.lstrip("“\"'‘`")[:1]
    if not opening.islower() or left < 3 or not tokens[left - 1].is_mark(",") or group.source_inherited:
        return None
    start = next((j + 1 for j in range(left - 2, 0, -1) if tokens[j].is_mark(";:")), 0)
    return (start, left - 1)


def _quotes_after_colon(tokens: list[Token], start: int) -> int:
    colon = next((k for k in range(start, min(len(tokens) - 1, start + LONGEST_LEAD)) if tokens[k].is_mark(":")), 0)
    return colon if colon and is_quotation(tokens[colon + 1]) else 0


def _name_beside(sentence: Sentence) -> Frame | None:
    """Cook: “...” and “...” — Tim Cook."""
    tokens = sentence.tokens
    colon = next((j for j, t in enumerate(tokens[:LONGEST_NAME]) if t.is_mark(":")), 0)
    if colon and colon + 1 < len(tokens) and is_quotation(tokens[colon + 1]):
        if all(t.is_capitalised or t.shape is Shape.PAREN for t in tokens[:colon]):
            return _signed(sentence, colon + 1, colon, (0, colon))
    elif len(tokens) >= 3 and is_quotation(tokens[0]) and tokens[1].is_mark("—–―-") and tokens[2].is_capitalised:
        end = next((j for j in range(2, len(tokens)) if tokens[j].shape is Shape.PUNCT), len(tokens))
        return _signed(sentence, 0, 1, (2, end))
    return None


def _signed(sentence: Sentence, quote: int, mark: int, name: tuple[int, int]) -> Frame:
    tokens = sentence.tokens
    return Frame(
        "quote_colon",
        sentence.number,
        (tokens[quote].span,),
        Kind.DIRECT,
        cue=(tokens[mark].span,),
        source=sentence.span(*name),
        verb_class="say",
    )
