"""A heading that is nothing but a quotation: whose words it repeats, where the article leaves no doubt."""

from bisect import bisect_right

from claims.extract.attribution import Kind
from claims.extract.document import Document
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.subjects import is_verb
from claims.extract.tokens import Token, tokenize
from claims.text import WORD, Span

FEWEST_QUOTED = 2  # statements in the article that quote the speaker


def is_clause(document: Document, quote: Token) -> bool:
    """Not a name or a title: there is a verb in it."""
    return any(is_verb(token.lower) for token in tokenize(document.text, quote.start, quote.end))


def sole_speaker(document: Document, accepted: list[Frame]) -> tuple[Span, ...]:
    """Where the one is named whom the article quotes, in order; empty if it quotes nobody or several by name."""
    quoted = [f.source for f in accepted if f.source is not None and f.kind in (Kind.DIRECT, Kind.MIXED)]
    named = [source for source in quoted if _is_named(source.of(document.text))]
    if len(quoted) < FEWEST_QUOTED or not named:
        return ()
    shared = frozenset.intersection(*(_capitalised(source.of(document.text)) for source in named))
    return tuple(sorted(named, key=lambda source: source.start)) if shared else ()


def nearest(named: tuple[Span, ...], heading: Span) -> Span | None:
    """The mention before the heading, or the first one behind it."""
    if not named:
        return None
    return named[max(0, bisect_right(named, heading.start, key=lambda source: source.start) - 1)]


def _is_named(source: str) -> bool:
    first = source.split()[0].lower()
    return first not in phrases.DETERMINERS and first not in phrases.PRONOUNS and bool(_capitalised(source))


def _capitalised(source: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(source) if word[:1].isupper())
