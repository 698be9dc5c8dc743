"""The clause of an English proposition: subject, verbs and object by their order.

English has no case to go by: the subject is the phrase before the verb, behind a leading adverbial; the object is the
phrase right behind it.
"""

from claims.extract.english.phrases import CONJUNCTIONS, DETERMINERS, SUBORDINATORS, pronoun_of
from claims.extract.english.verbs import AUXILIARY, readings
from claims.extract.slots.english_verbs import NEGATIONS, finite_verb, group_end, is_linking, is_passive
from claims.extract.slots.english_words import (
    BASE_VERBS,
    BOUNDARIES,
    OBJECT_PRONOUNS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    SIGNS,
    behind_bound,
    closes_phrase,
    is_aside,
    is_participle,
    opens_phrase,
)
from claims.extract.slots.parts import Clause, Place, is_folded, join_places
from claims.extract.tokens import Shape, Token

LEAD = CONJUNCTIONS | frozenset("whether if no yes also then now well meanwhile however".split())


def read_english(tokens: list[Token]) -> Clause | None:
    begin = _behind_lead(tokens)
    end = _clause_end(tokens, begin)
    if tokens[begin].lower == "what":
        return None  # a clause is the subject
    verb = None if _is_bare_infinitive(tokens, begin, end) else finite_verb(tokens, begin, end)
    if verb is None:
        return _infinitive(tokens, begin, end)
    stop, main = group_end(tokens, verb, end)
    subject, why = _subject(tokens, begin, verb)
    if is_passive(tokens, verb, main):
        return Clause(((verb, stop),), subject, None, why)
    found = _object(tokens, stop, end, is_linking=is_linking(tokens[main]))
    parts = [(verb, stop)]
    if found and found[1] < end and _is_parted(tokens, found[1], end):
        parts.append((found[1], found[1] + 1))  # "gives the heat away"
    return Clause(join_places(parts), subject, found, why)


def _is_parted(tokens: list[Token], at: int, end: int) -> bool:
    is_bound = behind_bound(tokens, at, end) > at
    return tokens[at].lower in PARTICLES and not is_bound and closes_phrase(tokens, at + 1, end)


def _is_bare_infinitive(tokens: list[Token], begin: int, end: int) -> bool:
    """ "Not to touch prices before 2028"."""
    opens = tokens[begin].lower == "to" or (
        tokens[begin].lower == "not" and [t.lower for t in tokens[begin + 1 : begin + 2]] == ["to"]
    )
    return opens and not any(token.is_mark(",") for token in tokens[begin:end])


def _behind_lead(tokens: list[Token]) -> int:
    at = 0
    while at < len(tokens) - 1 and (
        (tokens[at].lower in LEAD and not (tokens[at].lower == "no" and not tokens[at + 1].is_mark(",")))
        or (tokens[at].shape is Shape.PUNCT and not is_folded(tokens[at]) and tokens[at].text not in SIGNS)
    ):
        at += 1
    return at


def _clause_end(tokens: list[Token], begin: int) -> int:
    return next((i for i in range(begin, len(tokens)) if tokens[i].is_mark(";:.!?–—")), len(tokens))


def _subject(tokens: list[Token], begin: int, verb: int) -> tuple[Place | None, str]:
    if pronoun_of(tokens[verb]) and tokens[verb].lower not in AUXILIARY:
        return None, ""  # "it's": no word of its own
    stop = verb
    while stop > begin and (is_aside(tokens[stop - 1]) or is_folded(tokens[stop - 1])):
        stop -= 1
    if stop < verb and tokens[stop - 1].lower == "due":
        return None, ""  # "An update due in autumn": the period belongs to it
    start = _behind_adverbial(tokens, begin, stop)
    if start is None:
        return None, ""
    while start < stop and (
        is_aside(tokens[start]) or (tokens[start].shape is Shape.PUNCT and tokens[start].text not in SIGNS)
    ):
        start += 1
    comma = next((i for i in range(start, stop) if tokens[i].is_mark(",–—")), stop)
    if comma < stop - 1 and not tokens[stop - 1].is_mark(",–—"):
        return None, ""  # a list, or a clause of its own
    if start >= comma or tokens[start].lower in SUBORDINATORS | (RELATIVES - {"that"}) | {"to"}:
        return None, ""
    relative = next((i for i in range(start + 1, comma) if tokens[i].lower in RELATIVES), comma)
    if any(pronoun_of(token) for token in tokens[start + 1 : relative]):
        return None, ""  # "Every wall we put up became"
    return (start, relative), "it stands before the verb"


def _behind_adverbial(tokens: list[Token], start: int, stop: int) -> int | None:
    """ "On CodeLadder, Orison 2", "At Nordsil the share": behind the adverbial; None where its end cannot be told."""
    first = tokens[start]
    opens = first.lower in PREPOSITIONS | SUBORDINATORS or is_folded(first) or first.lower == "together"
    if not opens or behind_bound(tokens, start, stop) > start or first.lower == "that":
        return start
    comma = next((i for i in range(start, stop) if tokens[i].is_mark(",")), None)
    if comma is not None:
        return comma + 1
    if is_folded(first) or first.lower == "together":
        return start + 1
    later = range(start + 2, stop)
    opening = next((i for i in later if tokens[i].lower in DETERMINERS or pronoun_of(tokens[i])), None)
    goes_on = opening is None or tokens[opening - 1].lower in PREPOSITIONS | OBJECT_PRONOUNS
    return None if goes_on else opening


def _object(tokens: list[Token], at: int, end: int, *, is_linking: bool) -> Place | None:
    while at < end and (is_aside(tokens[at]) or is_folded(tokens[at])):
        at += 1
    if at >= end:
        return None
    if tokens[at].lower in OBJECT_PRONOUNS:
        return at, at + 1
    number = behind_bound(tokens, at, end)
    if number == at and not opens_phrase(tokens, at):
        return None
    stop = number + 1
    while stop < end and not _ends_object(tokens, stop, is_linking=is_linking):
        stop += 1
    while stop > at + 1 and (is_aside(tokens[stop - 1]) or tokens[stop - 1].lower in PARTICLES):
        stop -= 1
    return at, stop


def _ends_object(tokens: list[Token], at: int, *, is_linking: bool) -> bool:
    token, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if is_folded(token) or (token.shape is Shape.PUNCT and token.text not in "&/$€£%'’-"):
        return True
    if token.lower in ("of", "for"):
        return following is None or is_folded(following) or (token.lower == "for" and before.is_capitalised)
    if token.lower == "to":
        return before.shape is not Shape.NUMBER or following is None or following.shape is not Shape.NUMBER
    if token.lower == "and":
        return following is None or not (following.is_capitalised or following.lower in DETERMINERS)
    if is_linking and token.lower in ("as", "than", "with"):
        return False
    if token.lower in PREPOSITIONS | BOUNDARIES:
        return True
    joins = before.lower in DETERMINERS | PREPOSITIONS | CONJUNCTIONS or is_aside(before)
    if is_aside(token):
        return not joins
    if not is_linking and not joins and before.shape is Shape.WORD and not before.is_capitalised:
        if token.lower in DETERMINERS or token.shape is Shape.NUMBER:
            return True  # "large models 2.8 times", "400 million euros every year"
        closes = following is None or following.is_capitalised or following.lower in PREPOSITIONS
        return token.lower.endswith("ed") and closes  # "an antenna patented by Resonic"
    return False


def _infinitive(tokens: list[Token], begin: int, end: int) -> Clause | None:
    """ "the exemption to be a done deal", "to raise prices": told of a subject before it, or of nobody who is named."""
    for at in range(begin, end - 1):
        verb = tokens[at + 1]
        if tokens[at].lower != "to" or verb.shape is not Shape.WORD or verb.is_capitalised:
            continue
        if verb.lower in DETERMINERS or tokens[at - 1].is_mark(","):
            return None
        known = verb.lower in BASE_VERBS | {"be"} or verb.lower in readings()
        if not known:
            return None
        negated = at > begin and tokens[at - 1].lower in NEGATIONS
        main = at + 1
        if verb.lower == "be" and at + 2 < end and is_participle(tokens[at + 2]):
            main = at + 2
        predicate = join_places([(at - negated, main + 1)])
        before = at - negated
        subject = (begin, before) if before > begin and tokens[begin].lower not in PREPOSITIONS else None
        found = None if main > at + 1 else _object(tokens, main + 1, end, is_linking=verb.lower == "be")
        return Clause(predicate, subject, found, "it stands before the verb" if subject else "")
    return None
