"""Quotations and brackets of one paragraph, each folded into one token.

Everything after this step sees a quotation as a single opaque token, so that no cue is looked for inside it and no
clause boundary is taken from it. Pairing never leaves the paragraph and costs one pass.
"""

from dataclasses import dataclass

from claims.extract.tokens import Shape, Token

# For each opening mark, the marks that may close it.
CLOSERS = {
    "„": '“”"',
    "“": '”“"',
    "”": "”",
    "»": "«",
    "«": "»",
    '"': '"”',
    "''": "''",
    "``": "''",
    "‚": "‘",
    "›": "‹",
    "‹": "›",
    "‘": "’",
}
OPENING_ONLY = frozenset("„‚")
SINGLE = frozenset("‚‘’›‹")  # inside a quotation they quote within it
BRACKETS = {"(": ")", "[": "]"}
LONGEST_BRACKET = 60  # tokens; a longer one is text in its own right
OPENING_BRACKETS = "([{"


@dataclass(slots=True)
class _Open:
    index: int
    mark: str


def fold_quotes(text: str, tokens: list[Token]) -> list[Token]:
    """`tokens` with every quotation as one token; a mark without a partner stays punctuation."""
    pairs = _pair(text, tokens)
    return _fold(text, tokens, pairs, Shape.QUOTE)


def fold_brackets(text: str, tokens: list[Token]) -> list[Token]:
    pairs: list[tuple[int, int]] = []
    stack: list[_Open] = []
    for i, token in enumerate(tokens):
        if token.shape is not Shape.PUNCT:
            continue
        if token.text in BRACKETS:
            stack.append(_Open(i, token.text))
        elif stack and token.text == BRACKETS[stack[-1].mark]:
            opened = stack.pop()
            if not stack and i - opened.index <= LONGEST_BRACKET:
                pairs.append((opened.index, i))
        elif token.text in ")]":
            stack.clear()
    return _fold(text, tokens, pairs, Shape.PAREN)


def _pair(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: _Open | None = None
    for i, token in enumerate(tokens):
        if token.shape is not Shape.PUNCT or (token.text not in CLOSERS and token.text not in SINGLE):
            continue
        if token.text in SINGLE and opened is not None and opened.mark not in SINGLE:
            continue
        if opened is None:
            if token.text in CLOSERS and _can_open(text, token):
                opened = _Open(i, token.text)
        elif token.text in OPENING_ONLY or not _can_close(text, token):
            opened = _Open(i, token.text) if _can_open(text, token) else opened
        elif token.text in CLOSERS[opened.mark]:
            if i > opened.index + 1:
                pairs.append((opened.index, i))
            opened = None
    if opened is not None and opened.mark not in SINGLE and _runs_on(tokens, opened.index):
        pairs.append((opened.index, len(tokens) - 1))
    return pairs


def _runs_on(tokens: list[Token], index: int) -> bool:
    """A quotation that goes on in the next paragraph is not closed in this one, but it does start a sentence."""
    starts = index == 0 or tokens[index - 1].is_mark(":.!?")
    return starts and len(tokens) - index > 4


def _can_open(text: str, token: Token) -> bool:
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    return not after.isspace() and (not before.isalnum() and before not in ".,!?")


def _can_close(text: str, token: Token) -> bool:
    before = text[token.start - 1] if token.start else " "
    if before.isspace() and token.start > 1 and text[token.start - 2] in "'’":
        return True  # behind a quotation in the quotation: 'the cloud,' "
    return not before.isspace() and before not in OPENING_BRACKETS


def _fold(text: str, tokens: list[Token], pairs: list[tuple[int, int]], shape: Shape) -> list[Token]:
    if not pairs:
        return tokens
    folded: list[Token] = []
    at = 0
    for first, last in pairs:
        folded.extend(tokens[at:first])
        start, end = tokens[first].start, tokens[last].end
        size = sum(t.size for t in tokens[first : last + 1] if t.shape is not Shape.PUNCT)
        folded.append(Token(start, end, text[start:end], "", shape, size))
        at = last + 1
    folded.extend(tokens[at:])
    return folded
