"""The verbs of an English proposition: which word is the finite one, and which go on with it.

A word that may be a noun as well is the verb only where no surer one follows.
"""

from claims.extract.english.bare_clauses import is_third_person
from claims.extract.english.phrases import DETERMINERS, SUBJECT_PRONOUNS, SUBORDINATORS, is_adverb, pronoun_of
from claims.extract.english.verbs import AUXILIARY, BE, FINITE, HAVE, NEGATED_BE, Form, readings
from claims.extract.lexicon_files import rows
from claims.extract.slots.english_words import (
    BASE_VERBS,
    BOUNDARIES,
    NUMERALS,
    OBJECT_PRONOUNS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    behind_bound,
    closes_phrase,
    is_participle,
    opens_phrase,
)
from claims.extract.slots.parts import is_folded
from claims.extract.tokens import Shape, Token

CONTRACTED = ("'ll", "’ll", "'re", "’re", "'ve", "’ve", "n't", "n’t", "'d", "’d", "'m", "’m")
CONTRACTED_BE = ("'s", "’s", "'re", "’re", "'m", "’m")
NOT_FINITE = frozenset("be been being having n't".split())
BEING = BE | NEGATED_BE
TO_BE = BEING | {"be", "been", "being"}
LINKING = TO_BE | frozenset("seem seems seemed remain remains remained become becomes became stay stays stayed".split())
# Determiners that stand for a noun, too: "that was", "most are".
STANDING_ALONE = frozenset("that this these those some all most both many few another each".split())
IRREGULAR_PAST = frozenset(row[1] for row in rows("en", "irregular"))
# Words that another verb completes: "plans to ship", "is expected to ship".
COMPLETED = frozenset(
    "have has had need needs needed begin begins began start starts started continue continues continued seem seems"
    " seemed fail fails failed is are was were due set able slated poised ready likely unlikely going".split()
)
NEGATIONS = frozenset("not never".split())
SHORTEST_VERB = 3  # letters; "as", "us" are none


def finite_verb(tokens: list[Token], begin: int, end: int) -> int | None:
    """The first sure one of the main clause, else the first word that is likely to be one."""
    likely = None
    pending = 0  # relative clauses whose own verb has still to come
    for i in range(begin, end):
        token = tokens[i]
        if i > begin and (token.lower in RELATIVES or _opens_contact_clause(tokens, i, begin)):
            pending += 1
        elif _opens_other_clause(tokens, i) or (likely is not None and not pending and _ends_search(token)):
            break
        elif pending:
            pending -= _is_sure(tokens, i, begin) or _may_be_verb(tokens, i, begin)
        elif _is_sure(tokens, i, begin) or (likely in (None, i - 1) and _is_plural_verb(tokens, i, begin)):
            return i
        elif (likely is None or _is_plural_noun(tokens, likely, i)) and _may_be_verb(tokens, i, begin):
            likely = i
    return likely


def _opens_contact_clause(tokens: list[Token], i: int, begin: int) -> bool:
    """ "Every wall we put up became": what the subject's noun is told by has no word of its own."""
    opens = tokens[i].lower in SUBJECT_PRONOUNS and tokens[begin].lower in DETERMINERS
    return opens and i > begin + 1 and tokens[i - 1].shape is Shape.WORD


def _ends_search(token: Token) -> bool:
    return token.is_mark(",") or token.lower in SUBORDINATORS or token.lower in ("and", "but")


def _opens_other_clause(tokens: list[Token], i: int) -> bool:
    """ "..., and they got it"."""
    return tokens[i].is_mark(",") and [token.lower for token in tokens[i + 1 : i + 2]] in (["and"], ["but"])


def _is_plural_noun(tokens: list[Token], likely: int, i: int) -> bool:
    """ "parts squeaked": of two words in a row that may be verbs the first is the noun."""
    return i == likely + 1 and is_third_person(tokens[likely]) and _is_past_form(tokens[i].lower)


def _is_sure(tokens: list[Token], i: int, begin: int) -> bool:
    token = tokens[i]
    lower = token.lower
    if token.shape is not Shape.WORD or lower in NOT_FINITE or (token.is_capitalised and i > 0):
        return False
    if pronoun_of(token) and lower != pronoun_of(token):
        return True  # it's, they'll
    before = tokens[i - 1] if i > begin else None
    if before is not None and before.lower in (DETERMINERS - STANDING_ALONE) | AUXILIARY:
        return False
    if lower in AUXILIARY or lower.endswith(CONTRACTED):
        return True
    if before is None or not pronoun_of(before):
        return False
    return not is_adverb(token) and lower not in BOUNDARIES | PREPOSITIONS


def _may_be_verb(tokens: list[Token], i: int, begin: int) -> bool:
    """ "trains", "squeaked": by its ending and the words around it."""
    token = tokens[i]
    lower = token.lower
    if token.shape is not Shape.WORD or (token.is_capitalised and i > begin):
        return False
    if is_adverb(token) or lower in DETERMINERS or len(lower) < SHORTEST_VERB:
        return False
    if i == begin:  # "Costs $18,900": who does it was left out
        return is_third_person(token) and _is_known_third(lower) and i + 1 < len(tokens) and opens_phrase(tokens, i + 1)
    before = tokens[i - 1]
    if before.lower in DETERMINERS | PREPOSITIONS | AUXILIARY or before.lower == "to" or before.is_mark("-"):
        return False
    if _is_past_form(lower):
        return not (i + 1 < len(tokens) and tokens[i + 1].lower == "by")
    if not is_third_person(token) or not _is_singular_head(tokens, i - 1, begin):
        return False
    if closes_phrase(tokens, i + 1, len(tokens)):
        return _is_known_third(lower) and (i + 1 < len(tokens) or tokens[begin].lower in DETERMINERS)  # "Export rules"
    return opens_phrase(tokens, i + 1)


def _is_past_form(lower: str) -> bool:
    return (
        (lower.endswith("ed") and len(lower) > 4) or lower in IRREGULAR_PAST or (lower in FINITE and lower[-1] != "s")
    )


def _is_known_third(lower: str) -> bool:
    if lower in FINITE or (lower in readings() and Form.THIRD in readings()[lower].forms):
        return True
    return lower[:-1] in BASE_VERBS or (lower.endswith("es") and lower[:-2] in BASE_VERBS)


def _is_singular_head(tokens: list[Token], i: int, begin: int) -> bool:
    before = tokens[i]
    if is_folded(before):
        return True  # "The model shown in May supports"
    if before.shape is Shape.NUMBER:
        return i > begin and tokens[i - 1].is_capitalised  # "Helm 3 trains", not "40,000 units"
    if before.is_capitalised:
        return not before.text.endswith(("'s", "’s")) and before.lower not in NUMERALS
    closed = before.lower in BOUNDARIES or before.lower in NUMERALS
    return before.shape is Shape.WORD and not closed and not before.lower.endswith(("s", "'s", "’s"))


def _is_plural_verb(tokens: list[Token], i: int, begin: int) -> bool:
    """ "The new rates kick in", "Customers under contract keep their rates"."""
    lower = tokens[i].lower
    if lower not in BASE_VERBS or tokens[i].is_capitalised or i == begin:
        return False
    before = tokens[i - 1]
    if before.lower in DETERMINERS | PREPOSITIONS | AUXILIARY or before.lower == "to" or before.shape is not Shape.WORD:
        return False
    heads = [j for j in range(begin + 1, i) if tokens[j].lower in PREPOSITIONS]
    head = tokens[heads[0] - 1 if heads else i - 1].lower
    return (head.endswith("s") and not head.endswith(("'s", "’s", "ss", "us"))) or head == "people"


def group_end(tokens: list[Token], verb: int, end: int) -> tuple[int, int]:
    """Behind the verbs that belong together, and which of them carries the meaning."""
    at, main = verb + 1, verb
    word = tokens[verb].lower
    helps = word in AUXILIARY or word.endswith(CONTRACTED) or pronoun_of(tokens[verb]) != ""
    while at < end and helps:
        step = at
        while step < end and (is_adverb(tokens[step]) or tokens[step].lower == "longer"):
            step += 1
        if step >= end or not _continues(tokens, step, main):
            negated = at < end and tokens[at].lower in NEGATIONS
            return _completed(tokens, at + negated, main, end)
        main, at = step, step + 1
        helps = tokens[main].lower in TO_BE | HAVE
    return _completed(tokens, at, main, end)


def _continues(tokens: list[Token], at: int, before: int) -> bool:
    """Whether the word goes on with an auxiliary: "will warm", "has been delayed", "are being built"."""
    token, helper = tokens[at], tokens[before].lower
    lower = token.lower
    if token.shape is not Shape.WORD or token.is_capitalised or lower in DETERMINERS | PREPOSITIONS | BOUNDARIES:
        return False
    if pronoun_of(token) or lower in OBJECT_PRONOUNS:
        return False
    if helper in BEING or helper.endswith(CONTRACTED_BE):
        return lower in ("been", "being") or lower.endswith("ing") or is_participle(token)
    if helper in HAVE or helper.endswith(("'ve", "’ve")) or helper[:3] in ("has", "had"):
        return lower == "been" or is_participle(token)
    return True


def _completed(tokens: list[Token], at: int, main: int, end: int) -> tuple[int, int]:
    """With "to" and what follows it, or with its particle."""
    lower = tokens[main].lower
    ahead = at
    if lower in BEING and at < end and tokens[at].lower in COMPLETED:
        ahead, lower = at + 1, tokens[at].lower
    takes_infinitive = lower in COMPLETED or (lower in readings() and set("io") & set(readings()[lower].verb.frames))
    if takes_infinitive and ahead + 1 < end and tokens[ahead].lower == "to":
        last = ahead + 1
        verb = tokens[last]
        if verb.shape is Shape.WORD and not verb.is_capitalised and verb.lower not in DETERMINERS:
            while tokens[last].lower in ("be", "have", "been") and last + 1 < end and is_participle(tokens[last + 1]):
                last += 1
            return last + 1, last
    belongs = at < end and lower not in BEING and _is_particle(tokens, at, end)
    return (at + 1 if belongs else at), main


def _is_particle(tokens: list[Token], at: int, end: int) -> bool:
    """ "has been taken over", "has pushed back the launch"; but "up to 3 billion", "came in 2024"."""
    if tokens[at].lower not in PARTICLES or behind_bound(tokens, at, end) > at:
        return False
    if at + 1 == end or not opens_phrase(tokens, at + 1):
        return True
    return tokens[at].lower not in PREPOSITIONS and tokens[at + 1].lower in DETERMINERS


def is_passive(tokens: list[Token], verb: int, main: int) -> bool:
    if main == verb or not is_participle(tokens[main]):
        return False
    return any(t.lower in TO_BE for t in tokens[verb:main]) or pronoun_of(tokens[verb]) != ""


def is_linking(verb: Token) -> bool:
    return verb.lower in LINKING or (pronoun_of(verb) != "" and verb.lower.endswith(CONTRACTED_BE))
