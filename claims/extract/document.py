"""A text as sentences of tokens: what every matcher reads."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.extract.quotes import fold_brackets, fold_quotes
from claims.extract.tokens import Shape, Token, paragraphs, tokenize
from claims.text import Span

LONGEST_SENTENCE = 250  # tokens; a longer run is cut, so that work per sentence stays bounded
HEADING_WORDS = 16
LONGEST_PRODUCT = 24  # characters
SENTENCE_ENDS = frozenset(".!?…")
CONTINUING_MARKS = frozenset(",;:.!?…)]}”%&/")


@dataclass(slots=True)
class Sentence:
    number: int
    paragraph: int
    tokens: list[Token]

    def span(self, start: int, end: int) -> Span:
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(slots=True)
class Document:
    text: str
    sentences: list[Sentence]
    headings: frozenset[int]  # numbers of the paragraphs that are headings


SplitsAfter = Callable[[list[Token], int], bool]


def read_document(text: str, splits_after: SplitsAfter) -> Document:
    """`splits_after(tokens, i)` says whether a sentence ends with token i, a mark that ends one or a quotation."""
    sentences: list[Sentence] = []
    headings = []
    for number, (start, end) in enumerate(paragraphs(text)):
        tokens = fold_brackets(text, fold_quotes(text, tokenize(text, start, end)))
        if not tokens:
            continue
        if len(tokens) <= HEADING_WORDS and not tokens[-1].is_mark(".!?…:;,") and not _ends_sentence(tokens[-1]):
            headings.append(number)
        first = 0
        last = len(tokens) - 1
        for i, token in enumerate(tokens):
            may_end = token.text in SENTENCE_ENDS or token.shape is Shape.QUOTE
            if i == last or i - first + 1 >= LONGEST_SENTENCE or (may_end and splits_after(tokens, i)):
                sentences.append(Sentence(len(sentences), number, tokens[first : i + 1]))
                first = i + 1
    return Document(text, sentences, frozenset(headings))


def _ends_sentence(token: Token) -> bool:
    return token.shape is Shape.QUOTE and quote_closes_sentence(token)


def quote_closes_sentence(token: Token) -> bool:
    """The quotation brings its own full stop: „Das geht.“"""
    inner = token.text.rstrip("“”\"«»‹›'’‘)")
    return inner[-1:] in (".", "!", "?", "…")


def sentence_may_end(tokens: list[Token], i: int) -> bool:
    """Token i could end a sentence by its form and the token behind it; abbreviations are not looked at."""
    token = tokens[i]
    following = tokens[i + 1]
    if token.shape is Shape.QUOTE:
        return quote_closes_sentence(token) and _may_begin(following)
    if token.is_mark("!?…"):
        return _may_begin(following)
    return token.is_mark(".") and _may_begin(following)


def _may_begin(token: Token) -> bool:
    if token.shape is Shape.PUNCT:
        return token.text not in CONTINUING_MARKS
    return token.shape is not Shape.WORD or not token.text[0].islower() or _is_product(token.text)


def _is_product(word: str) -> bool:
    """iPhone, macOS, eBay: written with a small letter also where a sentence begins."""
    return len(word) <= LONGEST_PRODUCT and any(c.isupper() for c in word)
