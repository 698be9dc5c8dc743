"""Clauses without "that": whether what stands behind a verb is a subject with its verb or only an object."""

from claims.extract.english.phrases import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_quotation,
    pronoun_of,
)
from claims.extract.english.verbs import AUXILIARY, FINITE, Form, readings
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

PLURAL_VERBS = entries("en", "plural_verbs")
SUBJECT_REACH = 16  # tokens within which the verb of a clause without "that" must come
LONG_REACH = 26  # the same where an adverbial or a relative clause comes first
# These are as often what is said or felt as who begins a clause: "feel it first", "said it will".
OBJECT_PRONOUNS = frozenset({"it", "you"})
OPENING_ADVERBIALS = frozenset(
    "in if as when while once under after by with at on for despite until since because".split()
)
OPENING_ADVERBS = frozenset(
    "not both all now then no only even yes there here maybe perhaps today long just still once first".split()
)
NAMING = frozenset("called dubbed named titled entitled based".split())  # "routes called segments"
CONTRACTED = ("'ll", "’ll", "'re", "’re", "'ve", "’ve", "n't", "n’t", "'d", "’d")


def is_finite(tokens: list[Token], j: int) -> bool:
    lower = tokens[j].lower
    if lower in NAMING:
        return False
    if lower in FINITE or lower.endswith(CONTRACTED):
        return True
    if tokens[j].shape is not Shape.WORD or tokens[j].is_capitalised or len(lower) < 4:
        return False
    before = tokens[j - 1].lower if j else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    return lower.endswith("ed") or (is_third_person(tokens[j]) and tokens[j - 1].is_capitalised)


def is_third_person(token: Token) -> bool:
    return token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "is", "'s", "’s"))


def begins_clause(tokens: list[Token], at: int, *, is_surely_clause: bool) -> bool:
    """A subject and, within reach, a finite verb: "said he would", "said the company plans".

    `is_surely_clause`: the verb has no object, so that "the battery lasts ten hours" needs less proof.
    """
    first = tokens[at]
    lower = first.lower
    if lower in OBJECT_PRONOUNS:
        return any(is_finite(tokens, j) or is_third_person(tokens[j]) for j in range(at + 1, min(len(tokens), at + 4)))
    if pronoun_of(first) or lower in ("there", "here", "there's", "there’s", "that's", "that’s"):
        return at + 1 < len(tokens)
    if not _may_begin(first) or (lower in ADVERBS and lower not in OPENING_ADVERBS):
        return False
    return _has_verb_in_reach(tokens, at, is_surely_clause=is_surely_clause)


def _may_begin(first: Token) -> bool:
    lower = first.lower
    if lower in DETERMINERS or first.is_capitalised or lower in PRONOUNS or is_quotation(first):
        return True
    if first.shape is Shape.NUMBER or lower in OPENING_ADVERBIALS:
        return True
    closed = lower in PREPOSITIONS or lower in SUBORDINATORS or lower in CONJUNCTIONS or lower in AUXILIARY
    return first.shape is Shape.WORD and not closed


def _has_verb_in_reach(tokens: list[Token], at: int, *, is_surely_clause: bool) -> bool:
    lower = tokens[at].lower
    late = lower in PREPOSITIONS or lower in SUBORDINATORS
    pending = 0  # relative clauses whose own verb has still to come
    for j in range(at + 1, min(len(tokens), at + (LONG_REACH if late else SUBJECT_REACH))):
        token = tokens[j]
        if token.is_mark(";:.!?"):
            return False
        if token.is_mark(",") and not late and not tokens[at].is_capitalised and not pending:
            return False
        if token.lower in ("who", "which", "that") and not token.is_capitalised:
            pending += 1
        elif is_finite(tokens, j) or _is_quoted_verb(tokens, j) or _is_plural_verb(tokens, j):
            if not pending:
                return True
            pending -= tokens[j - 1].lower not in AUXILIARY
        elif is_surely_clause and is_likely_verb(tokens, j):
            return True
    return False


def is_likely_verb(tokens: list[Token], j: int) -> bool:
    """ "the battery lasts ten hours": a word in -s behind a singular noun and before something new."""
    if not is_third_person(tokens[j]) or tokens[j].is_capitalised or j + 1 >= len(tokens):
        return False
    before, following = tokens[j - 1], tokens[j + 1]
    if before.shape is not Shape.WORD or before.lower in DETERMINERS or before.lower in PREPOSITIONS:
        return False
    if before.lower.endswith(("s", "'s", "’s")) or before.lower in CONJUNCTIONS or before.lower in ADVERBS:
        return False
    return following.lower in DETERMINERS or following.shape is Shape.NUMBER or following.lower in ("to", "up", "out")


def _is_quoted_verb(tokens: list[Token], j: int) -> bool:
    """said the business “is so much broader”"""
    before = tokens[j - 1].lower
    closed = before in DETERMINERS or before in PREPOSITIONS or before in CONJUNCTIONS or before == "to"
    return is_quotation(tokens[j]) and not closed


def _is_plural_verb(tokens: list[Token], j: int) -> bool:
    lower = tokens[j].lower
    if lower not in PLURAL_VERBS and not (lower in readings() and Form.BASE in readings()[lower].forms):
        return False
    before = tokens[j - 1].lower
    return before in ("people", "many", "some", "most") or (
        before.endswith("s") and not before.endswith(("'s", "’s", "ss"))
    )
