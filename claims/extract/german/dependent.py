"""Clauses that depend on a cue: of which kind one is, told by its first words and its verb, and where it ends."""

from functools import lru_cache

import simplemma

from claims.extract.document import Sentence
from claims.extract.german import phrases
from claims.extract.german.clauses import clause_end, is_point_inside
from claims.extract.german.subjects import is_verb
from claims.extract.german.verbs import AUXILIARY, SUBJUNCTIVE_II, is_subjunctive_i
from claims.extract.tokens import Shape, Token

WITH_RELATIVE = frozenset("nach laut gemäß".split())
DATIVES = frozenset("dem der denen welchem welcher welchen".split())
FARTHEST = 60  # tokens into a clause
LONGEST_INFINITIVE = 40  # letters
MODALS_WITH_ZU = frozenset("haben können wollen müssen sollen dürfen lassen sein werden".split())
PARTICLES = frozenset("ab an auf aus ein mit nach vor zu zurück".split())
INSERTIONS = 3  # clauses that may stand between the beginning of an infinitive and its verb


def is_quotation(token: Token) -> bool:
    return token.shape is Shape.QUOTE and not phrases.is_name_quote(token)


def is_relative(tokens: list[Token], start: int) -> bool:
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
    if following.lower == "zufolge":
        return True
    if is_subjunctive(following):
        return False  # "das sei Betrug": the verb would close a relative clause
    return not (phrases.is_noun(following) or phrases.is_adjective(following) or following.shape is Shape.NUMBER)


def behind_handing_relative(tokens: list[Token], at: int) -> int | None:
    """Behind "wonach", "denen zufolge" or "laut dem", if a relative clause begins so and no main clause."""
    first, second = tokens[at].lower, tokens[at + 1].lower
    if first == "wonach":
        return at + 1
    opens = (first in WITH_RELATIVE and second in DATIVES) or (first in DATIVES and second == "zufolge")
    end = clause_end(tokens, at + 2)
    if not opens or end <= at + 3 or not _is_any_verb(tokens[end - 1]):
        return None
    stop = phrases.noun_phrase_end(tokens, at + 1, end)
    return None if stop < end - 1 and _is_any_verb(tokens[stop]) else at + 2


def _is_any_verb(token: Token) -> bool:
    return not token.is_capitalised and is_verb(token.lower)


def is_infinitive(tokens: list[Token], start: int, end: int) -> bool:
    """An infinitive with zu closes it; a clause may be inserted, but no finite verb stands before that."""
    if tokens[start].lower in ("um", "ohne", "statt", "anstatt") or tokens[start].lower in phrases.SUBORDINATORS:
        return False
    marks = 0
    for j in range(start, min(end, start + FARTHEST)):
        if tokens[j].is_mark(";:.!?–") and not is_point_inside(tokens, j):
            return False
        if closes_infinitive(tokens, j, end):
            return True
        if tokens[j].is_mark(","):
            if j - start > 1 and (marks or _has_finite(tokens, start, j)) and marks >= INSERTIONS:
                return False
            if marks == 0 and _has_finite(tokens, start, j):
                return False
            marks += 1
    return False


def closes_infinitive(tokens: list[Token], j: int, end: int) -> bool:
    lower = tokens[j].lower
    if lower == "zu" and j + 1 < end and tokens[j + 1].lower.endswith("n") and not tokens[j + 1].is_capitalised:
        j += 1
    elif tokens[j].is_capitalised or not is_zu_infinitive(lower):
        return False
    elif j + 1 < end and tokens[j + 1].lower in ("als", *phrases.PREPOSITIONS):
        return True  # "zurückzutreten als Chefin"
    follows = tokens[j + 1] if j + 1 < end else None
    return follows is None or follows.shape is not Shape.WORD or follows.lower in phrases.CONJUNCTIONS | MODALS_WITH_ZU


@lru_cache(maxsize=65_536)
def is_zu_infinitive(word: str) -> bool:
    """ "stattzugeben": without its "zu" it is an infinitive."""
    if not word.endswith("n") or not 7 <= len(word) <= LONGEST_INFINITIVE:
        return False
    at = word.find("zu", 2)
    while at > 0:
        if at + 5 <= len(word) and simplemma.is_known(word[:at] + word[at + 2 :], lang="de"):
            return True
        at = word.find("zu", at + 1)
    return False


def _has_finite(tokens: list[Token], start: int, end: int) -> bool:
    for j in range(start, end):
        word = tokens[j]
        if word.shape is Shape.WORD and not word.is_capitalised and is_verb(word.lower):
            attributive = j + 1 < end and (tokens[j + 1].is_capitalised or phrases.is_adjective(tokens[j + 1]))
            if not attributive:
                return True
    return False


def has_subjunctive(tokens: list[Token], start: int, end: int) -> bool:
    """In the first clause of the complement; a relative clause in it may stand between."""
    return any(is_subjunctive(tokens[j]) for j in range(start, min(end, start + 40)))


def opens_in_subjunctive(tokens: list[Token], start: int, end: int) -> bool:
    """The main clause that begins here is in the subjunctive; a clause before its verb is stepped over."""
    comma = next((j for j in range(start, end) if tokens[j].is_mark(",–")), end)
    if any(is_subjunctive(tokens[j]) for j in range(start, comma)):
        return True
    for _ in range(INSERTIONS):
        if comma >= end - 1:
            return False
        if is_subjunctive(tokens[comma + 1]):
            return True
        comma = next((j for j in range(comma + 1, end) if tokens[j].is_mark(",–")), end)
    return False


def is_subjunctive(token: Token) -> bool:
    lower = token.lower
    return bool(lower) and not token.is_capitalised and (lower in SUBJUNCTIVE_II or is_subjunctive_i(lower))


def content_end(sentence: Sentence, start: int, *, main_clause_follows: bool = False) -> int:
    """Where a complement ends: at a semicolon, at the colon of a quotation, or where the sentence goes on without it.

    `main_clause_follows`: the cue itself stands in a clause that the main clause of the sentence comes after.
    """
    tokens = sentence.tokens
    for j in range(start, len(tokens)):
        if tokens[j].is_mark(";") or (tokens[j].is_mark(":") and j + 1 < len(tokens) and is_quotation(tokens[j + 1])):
            return j
        goes_back = j > start + 1 and main_clause_follows and tokens[j].is_mark(",–")
        if goes_back and (_main_verb_at(tokens, j + 1) or _particle_at(tokens, j + 1)):
            return j
        if goes_back and closes_infinitive(tokens, j - 1, j) and _past_form_at(tokens, j + 1):
            return j
        if j > start + 2 and tokens[j].lower in ("und", "aber") and _second_predicate_at(tokens, j + 1):
            return j - 1 if tokens[j - 1].is_mark(",") else j
    return len(tokens)


def _particle_at(tokens: list[Token], i: int) -> bool:
    """weist die Behauptung, ..., zurück: what belongs to the main verb closes the sentence."""
    closes = i + 1 >= len(tokens) or tokens[i + 1].is_mark(".,;!")
    return i < len(tokens) and closes and tokens[i].lower in PARTICLES


def _past_form_at(tokens: list[Token], i: int) -> bool:
    """..., zu schließen, brach die Aktie ein: a form the dictionary takes for an adjective, its subject behind it."""
    if i + 1 >= len(tokens) or tokens[i].shape is not Shape.WORD or tokens[i].is_capitalised:
        return False
    lower, after = tokens[i].lower, tokens[i + 1]
    linking = lower in phrases.NOT_NOUNS or lower in phrases.RELATIVES or phrases.is_adjective(tokens[i])
    return not linking and (after.lower in phrases.DETERMINERS or after.lower in phrases.PERSONAL)


def _main_verb_at(tokens: list[Token], i: int) -> bool:
    """A finite verb with its subject or object behind it: "..., flüchtete sie"; not "..., bestraft würden"."""
    if i + 1 >= len(tokens) or tokens[i].is_capitalised or not _is_finite(tokens[i].lower):
        return False
    after = tokens[i + 1]
    return after.shape is not Shape.PUNCT and not _is_finite(after.lower)


def _is_finite(lower: str) -> bool:
    if lower in AUXILIARY:
        return True
    third_person = lower.endswith("t") and len(lower) > 4 and lower not in phrases.NOT_NOUNS  # "überzeugt"
    return bool(lower) and not lower.startswith("ge") and (third_person or is_verb(lower))


def _second_predicate_at(tokens: list[Token], i: int) -> bool:
    """„..., und verwies auf ...“: the cue's own subject goes on to do something else."""
    if i + 1 >= len(tokens) or tokens[i].is_capitalised or tokens[i].lower in AUXILIARY:
        return False
    lower = tokens[i].lower
    if not lower or not is_verb(lower) or is_subjunctive(tokens[i]) or lower.endswith("en"):
        return False
    after = tokens[i + 1]
    starts_phrase = after.lower in phrases.DETERMINERS or after.lower in phrases.PREPOSITIONS or after.is_capitalised
    return starts_phrase and not lower.startswith("ge")
