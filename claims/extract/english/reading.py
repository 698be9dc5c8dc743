"""What English matchers read a sentence as: abbreviations whole, and brackets as sentences of their own."""

from collections.abc import Iterator

from claims.extract.document import Document, Sentence
from claims.extract.english.verbs import FINITE, readings
from claims.extract.lexicon_files import entries
from claims.extract.quotes import fold_quotes
from claims.extract.tokens import Shape, Token, tokenize

SHORTEST_TITLE = 5
LONGEST_TITLE = 24
TITLE_SHARE = 0.75  # of the longer words
SHORTEST_BRACKET = 5  # words; a shorter one says nothing by itself


def readable(document: Document) -> Iterator[Sentence]:
    """The sentences with their abbreviations joined, each followed by the brackets that stand in it."""
    for sentence in document.sentences:
        sentence.tokens = _with_stops(sentence.tokens)
        if _is_title(sentence.tokens):
            sentence.tokens = [_uncapitalised(token) for token in sentence.tokens]
        yield sentence
        for token in sentence.tokens:
            if token.shape is Shape.PAREN and token.size >= SHORTEST_BRACKET:
                inner = fold_quotes(document.text, tokenize(document.text, token.start + 1, token.end - 1))
                yield Sentence(sentence.number, sentence.paragraph, _with_stops(inner))


def _is_title(tokens: list[Token]) -> bool:
    """ "Friis Says the Chip Is Late": a headline in which verbs are capitalised too."""
    if not SHORTEST_TITLE <= len(tokens) <= LONGEST_TITLE:
        return False
    long = [t for t in tokens[1:] if t.shape is Shape.WORD and len(t.text) > 3]
    return len(long) > 2 and sum(t.is_capitalised for t in long) >= TITLE_SHARE * len(long)


def _uncapitalised(token: Token) -> Token:
    """A verb of a title as it stands in running text."""
    if not token.is_capitalised or not (token.lower in readings() or token.lower in FINITE):
        return token
    return Token(token.start, token.end, token.lower, token.lower, token.shape, token.size)


def _with_stops(tokens: list[Token]) -> list[Token]:
    """ "Mr" and "." as one token where the sentence goes on behind them, so that a stop is always a sentence's."""
    joined: list[Token] = []
    abbreviations = entries("en", "abbreviations")
    for i, token in enumerate(tokens):
        if token.is_mark("-") and joined and joined[-1].text in "-—" and joined[-1].end == token.start:
            joined[-1] = Token(joined[-1].start, token.end, "—", "—", Shape.PUNCT)  # two hyphens are a dash
            continue
        if token.text == "―":
            token = Token(token.start, token.end, "—", "—", Shape.PUNCT)
        if not joined or not token.is_mark(".") or i == len(tokens) - 1 or joined[-1].end != token.start:
            joined.append(token)
            continue
        before = joined[-1]
        initial = len(before.text) == 1 and before.is_capitalised
        if before.shape is Shape.WORD and (initial or before.lower in abbreviations):
            joined[-1] = Token(before.start, token.end, before.text + ".", before.lower, Shape.WORD)
        else:
            joined.append(token)
    return joined
