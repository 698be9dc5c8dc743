"""English quotations with a speaker: "...," X said / X said: "..." / X: "..." and quoted words in a clause."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.ends import past_addressee, past_adverbials
from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import ADVERBS, is_name_quote
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token
from claims.text import Span

LONGEST_NAME = 6  # tokens before the colon, itself included
LONGEST_LEAD = 22  # tokens between the verb of saying and its quotation


SHORTEST_QUOTE = 5  # words; shorter ones that the sentence goes on behind are part of a clause
# To deny these is to deny what is believed; "did not know that" is no denial.
BELIEFS = frozenset("believe think expect anticipate assume".split())
PREPOSITIONAL = table("en", "prepositional")


def is_quotation(token: Token) -> bool:
    return token.shape is Shape.QUOTE and not is_name_quote(token)


def match_quotations(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    tokens = sentence.tokens
    if not any(is_quotation(t) for t in tokens):
        return []
    frames = []
    for group in groups:
        if "q" not in group.verb.frames or group.form == "passive":
            continue
        if group.end < len(tokens) and f"{group.verb.lemma} {tokens[group.end].lower}" in PREPOSITIONAL:
            continue
        pieces = _before(tokens, group)
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


def _before(tokens: list[Token], group: CueGroup) -> list[tuple[int, int]]:
    """The quotation in front, and the one that goes on behind the speaker."""
    left = group.start if group.inverted or group.subject is None else min(group.start, group.subject[0])
    if group.source_inherited:
        left = group.start
    j = left - 1
    while j >= 0 and (tokens[j].is_mark(",–—―-") or tokens[j].lower in ("as", "and", "then", "also")):
        j -= 1
    if j < 0 or not is_quotation(tokens[j]):
        return []
    pieces = [(_clause_start(tokens, j), j + 1)]
    right = max(group.end, group.subject[1] if group.subject and group.inverted else 0)
    for k in range(right, min(len(tokens), right + LONGEST_LEAD)):
        if is_quotation(tokens[k]):
            if tokens[k - 1].is_mark(",:.—–"):
                pieces.append((k, k + 1))
            break
    return pieces


def _clause_start(tokens: list[Token], quote: int) -> int:
    """The Yet it is also a “change agent,” Cole said: the clause that the quoted words end belongs to them."""
    if quote == 0 or tokens[quote - 1].shape is Shape.PUNCT or tokens[quote].size > 12:
        return quote
    start = quote
    while start > 0 and not tokens[start - 1].is_mark(";:—–"):
        start -= 1
    return start


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
        return [(start, end)]
    colon = next((k for k in range(start, min(len(tokens) - 1, start + LONGEST_LEAD)) if tokens[k].is_mark(":")), None)
    if colon is not None and is_quotation(tokens[colon + 1]):
        return [(colon + 1, colon + 2)]
    return []


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


def frame_of(sentence: Sentence, rule: str, group: CueGroup, content: tuple[Span, ...], kind: Kind) -> Frame:
    return Frame(
        rule,
        sentence.number,
        content,
        kind,
        cue=(sentence.span(group.start, group.end),),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=group.verb.verb_class,
        negated=group.negated and group.verb.verb_class != "deny",
        denies=group.verb.verb_class == "deny" or (group.negated and group.verb.lemma in BELIEFS),
    )
