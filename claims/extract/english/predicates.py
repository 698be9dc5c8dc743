"""English adjectives of opinion with what depends on them: is confident that, was critical of, is willing to."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import is_finite
from claims.extract.english.phrases import is_adverb, pronoun_of
from claims.extract.english.subjects import subject_before
from claims.extract.english.verbs import AUXILIARY, BE
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.ranges import spans
from claims.extract.tokens import Token

PREDICATES = table("en", "predicates")
COPULAS = BE | frozenset("seemed seems remains remained felt feels sounded appeared became grew".split())
CLAUSES = frozenset({"that", "to", "whether", "if"})


def match_predicate(sentence: Sentence, i: int) -> Frame | None:
    tokens = sentence.tokens
    if i + 2 >= len(tokens):
        return None
    link = tokens[i + 1].lower
    bare = bool(pronoun_of(tokens[i + 1])) and "that" in PREDICATES[tokens[i].lower]
    if link not in PREDICATES[tokens[i].lower].split() and not bare:
        return None
    start, subject = _copula(tokens, i)
    if subject is None or tokens[subject[0]].lower == "it":
        return None
    at = i + 1 if bare or link in CLAUSES else i + 2
    content = spans(sentence, [(at, _end(tokens, at))])
    if not content:
        return None
    kind = Kind.INDIRECT if bare or link == "that" else Kind.ATTITUDE
    cue = (sentence.span(start, at),)
    return Frame("predicate", sentence.number, content, kind, cue, sentence.span(*subject), "think")


def _copula(tokens: list[Token], i: int) -> tuple[int, tuple[int, int] | None]:
    """Where the cue begins and whose opinion it is: "Friis has been very", "she's"."""
    j = i - 1
    while j > 0 and is_adverb(tokens[j]):
        j -= 1
    if j >= 0 and pronoun_of(tokens[j]) and len(tokens[j].lower) > len(pronoun_of(tokens[j])):
        return i, (j, j + 1)
    if j < 1 or tokens[j].lower not in COPULAS:
        return i, None
    start = j
    while start > 0 and (tokens[start - 1].lower in AUXILIARY or is_adverb(tokens[start - 1])):
        start -= 1
    return start, subject_before(tokens, start)


def _end(tokens: list[Token], start: int) -> int:
    for j in range(start + 1, len(tokens)):
        if tokens[j].is_mark(",;—–"):
            return j
        if tokens[j].lower in ("and", "but") and j + 1 < len(tokens) and is_finite(tokens, j + 1):
            return j
    return len(tokens)
