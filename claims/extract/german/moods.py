"""The mood of reported speech, and which part of a sentence without a cue is told in it."""

from claims.extract.document import Sentence
from claims.extract.german import phrases
from claims.extract.german.clauses import segment_start
from claims.extract.german.dependent import content_end
from claims.extract.german.subjects import is_reporting, main_clause
from claims.extract.german.verbs import SUBJUNCTIVE_I, is_subjunctive_i
from claims.extract.tokens import Token

FIRST_PERSON = frozenset("ich wir mich uns mir".split())
FARTHEST_SUBJECT = 25  # tokens before the verb


def has_reported_mood(sentence: Sentence) -> bool:
    """A clause in the subjunctive of reported speech; a first person speaks for itself."""
    return _told_by(sentence.tokens) is not None


def reported_part(sentence: Sentence) -> tuple[int, int]:
    """The whole sentence, unless a main clause in the indicative holds the clause that is told."""
    tokens = sentence.tokens
    verb = _told_by(tokens)
    clause = main_clause(tokens)
    if verb is None or clause is None or clause.finite >= verb or is_reporting(tokens[clause.finite]):
        return 0, len(tokens)
    start = segment_start(tokens, verb)
    if start <= clause.finite or verb - start > FARTHEST_SUBJECT:
        return 0, len(tokens)
    return start, content_end(sentence, start, main_clause_follows=_opens_subordinate(tokens, start))


def _told_by(tokens: list[Token]) -> int | None:
    """The first verb in the subjunctive of reported speech."""
    if any(t.lower in FIRST_PERSON for t in tokens) or tokens[0].lower == "wer":
        return None
    for i, token in enumerate(tokens):
        if (token.is_capitalised and i > 0) or not token.lower:
            continue
        if token.lower in SUBJUNCTIVE_I or (
            i > 0 and is_subjunctive_i(token.lower) and not _is_adjective_here(tokens, i)
        ):
            return None if _only_in_als_ob(tokens, i) else i
    return None


def _is_adjective_here(tokens: list[Token], i: int) -> bool:
    before = tokens[i - 1]
    if before.lower in phrases.DETERMINERS:
        return True
    if i + 1 >= len(tokens) or not phrases.is_noun(tokens[i + 1]):
        return False
    return before.lower in phrases.PREPOSITIONS or (before.lower.endswith(("e", "en")) and phrases.is_adjective(before))


def _only_in_als_ob(tokens: list[Token], i: int) -> bool:
    return any(t.lower == "als" for t in tokens[max(0, i - 3) : i]) or (i == 0 and tokens[0].lower != "sei")


def _opens_subordinate(tokens: list[Token], start: int) -> bool:
    first = tokens[start].lower
    return first in phrases.SUBORDINATORS or first in phrases.RELATIVES or first in phrases.PREPOSITIONS
