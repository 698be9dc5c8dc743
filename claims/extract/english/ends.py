"""Where English content begins and ends: the same for every clause that depends on a cue."""

from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    is_name_quote,
    looks_finite,
)
from claims.extract.tokens import Shape, Token

ADDRESSEES = frozenset(
    "reporters journalists me him her them us you viewers voters supporters fans investors analysts".split()
)
OBJECT_PRONOUNS = frozenset("me him them us you".split())
SUBJECTS = frozenset("he she they it there we i".split())
CONTENT_WORDS = frozenset("that to if whether how what why about".split())
ADDRESSED_NAMES = frozenset("news radio tv television magazine business today".split())
SKIPPED = frozenset("then also again ago only just further too already instead indeed however here".split())
OPENS_TIME = frozenset("this last late early".split())  # said this week; said this was
LONGEST_INSERTION = 15
LONGEST_ADDRESSEE = 14
# "He said the chip is late and would cost more": an auxiliary of reported speech goes on with it.
STILL_SAID = frozenset("would could should might had".split())
CLOSING_SUBORDINATORS = frozenset("while although though whereas".split())


def past_addressee(tokens: list[Token], i: int) -> int:
    """told reporters / told the Verge / told Reuters on Monday: behind whoever is told."""
    if i < len(tokens) and tokens[i].lower in OBJECT_PRONOUNS:
        return i + 1
    at = i
    while at < len(tokens) and at - i < LONGEST_ADDRESSEE and not _ends_addressee(tokens, i, at):
        at += 1
    return _at_late_that(tokens, at) if at < len(tokens) and tokens[at].is_mark(",") else at


def _at_late_that(tokens: list[Token], comma: int) -> int:
    """told a crowd in Aarhus, Denmark, on Monday that: the clause, if no verb comes before it."""
    for j in range(comma + 1, min(len(tokens), comma + LONGEST_ADDRESSEE)):
        if tokens[j].lower == "that":
            return j
        if looks_finite(tokens[j]) or tokens[j].shape is Shape.QUOTE or tokens[j].lower.endswith("ing"):
            return comma
    return comma


def _ends_addressee(tokens: list[Token], first: int, at: int) -> bool:
    token = tokens[at]
    lower = token.lower
    if is_name_quote(token):  # spoke on Channel 9’s “Chips at Noon”
        return False
    if token.shape in (Shape.QUOTE, Shape.PUNCT) or lower in SUBJECTS or lower in CONTENT_WORDS:
        return True
    if at == first:
        return False
    before = tokens[at - 1]
    if before.lower in PREPOSITIONS or before.lower in DETERMINERS or before.lower in CONJUNCTIONS:
        return False
    if lower in DETERMINERS:
        return True
    if not token.is_capitalised or lower in ADDRESSED_NAMES or lower in TIME_WORDS:
        return False
    return before.text.isupper() or (not before.is_capitalised and not _is_noun_of_name(before))


def _is_noun_of_name(before: Token) -> bool:
    """told his biographer Ada Lind: the name belongs to whoever is told, "told reporters Lind" goes on."""
    return before.lower not in ADDRESSEES and not before.lower.endswith("s")


def past_adverbials(tokens: list[Token], i: int) -> int:
    """said on Tuesday / said in a statement / said during a call with analysts: behind time, place and occasion."""
    at = i
    while at < len(tokens):
        lower = tokens[at].lower
        if lower in OPENS_TIME and not (at + 1 < len(tokens) and tokens[at + 1].lower in TIME_WORDS):
            return at
        if lower in TIME_WORDS or lower in SKIPPED or (lower.endswith("ly") and is_adverb(tokens[at])):
            at += 1
        elif lower in ("in", "on", "at", "during", "via", "through", "from", "of", "by", "for") or (
            lower == "to" and _is_addressed(tokens, at)
        ):
            stop = _prepositional_end(tokens, at)
            if stop == at:
                return at
            at = stop
        else:
            return at
    return at


def _is_addressed(tokens: list[Token], at: int) -> bool:
    """said to reporters, explained to the Times: no infinitive."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return following.is_capitalised or following.lower in DETERMINERS or following.lower in ADDRESSEES


def _prepositional_end(tokens: list[Token], at: int) -> int:
    """Only where something follows that shows the phrase was an adverbial: "that", a comma, a colon, a quotation."""
    for j in range(at + 1, min(len(tokens), at + 14)):
        token = tokens[j]
        if token.lower == "that" or token.shape is Shape.QUOTE or token.is_mark(",:"):
            return j
        if j > at + 1 and token.lower in ("he", "she", "they", "it", "there", "we", "i"):
            return j
        if j > at + 1 and tokens[j - 1].lower in TIME_WORDS and (token.is_capitalised or token.lower in DETERMINERS):
            return j
        if token.shape is Shape.PUNCT and token.text not in "'’":
            return at
    return at


def content_end(tokens: list[Token], start: int, groups: list[CueGroup], own: CueGroup) -> int:
    """To the end of the sentence, unless it goes back to the source or to somebody else's words."""
    stops = {g.start for g in groups if g.head > own.head and tokens[g.start].lower not in STILL_SAID}
    leads = _in_leading_clause(tokens, own)
    for j in range(start + 1, len(tokens)):
        token = tokens[j]
        if token.is_mark(";") or (token.is_mark("—–") and j > start + 3 and not _is_paired(tokens, start, j)):
            return j
        if _closes_with_comma(tokens[j - 1]) and j > start + 1 and _turns_back(tokens, j, groups, stops):
            return j
        if token.is_mark(","):
            if _turns_back(tokens, j + 1, groups, stops) or (leads and _begins_main_clause(tokens, j + 1)):
                return j
        elif token.lower in ("and", "but") and j + 1 in stops | _after_adverb(tokens, j + 1, stops):
            return j
    return len(tokens)


def _is_paired(tokens: list[Token], start: int, dash: int) -> bool:
    """has limits — bias above all — and needs care: the insertion does not end what is said."""
    dashes = [k for k in range(start, min(len(tokens), dash + LONGEST_INSERTION)) if tokens[k].is_mark("—–")]
    at = dashes.index(dash)
    return at % 2 == 1 or (at + 1 < len(dashes) and dashes[at + 1] + 1 < len(tokens))


def _closes_with_comma(token: Token) -> bool:
    """The comma that American style puts inside the quotation marks."""
    return token.shape is Shape.QUOTE and token.text.rstrip("\"”'’")[-1:] == ","


def _in_leading_clause(tokens: list[Token], own: CueGroup) -> bool:
    """ "While Friis said ..., Huang", "Asked whether ..., Huang": the main clause is still to come."""
    if own.form in ("ing", "ger", "passive") and not any(looks_finite(t) for t in tokens[: own.start]):
        return True
    if own.subject is None or own.inverted or own.source_inherited or not 0 < own.subject[0] <= 3:
        return False
    return any(t.lower in SUBORDINATORS for t in tokens[: own.subject[0]])


def _begins_main_clause(tokens: list[Token], i: int) -> bool:
    if i >= len(tokens) or tokens[i].shape not in (Shape.WORD, Shape.NUMBER):
        return False
    lower = tokens[i].lower
    closed = lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in SUBORDINATORS or lower.endswith("ing")
    if closed and not tokens[i].is_capitalised:
        return False
    return any(looks_finite(t) for t in tokens[i + 1 : i + 12])


def _after_adverb(tokens: list[Token], i: int, stops: set[int]) -> set[int]:
    return {i} if i < len(tokens) and is_adverb(tokens[i]) and i + 1 in stops else set()


def _turns_back(tokens: list[Token], i: int, groups: list[CueGroup], stops: set[int]) -> bool:
    if i >= len(tokens):
        return True
    lower = tokens[i].lower
    if i in stops or tokens[i].lower == "according" or (lower in CONJUNCTIONS and (i + 1 in stops)):
        group = next((g for g in groups if g.start in (i, i + 1)), None)
        return (
            group is None
            or group.verb.verb_class in ("say", "ask", "deny", "demand", "commit", "judge")
            or lower == "according"
        )
    if lower in CLOSING_SUBORDINATORS or lower in ("and", "but", "as"):
        return any(
            i < g.start <= i + 9
            and g.subject is not None
            and g.subject[0] > i
            and g.subject[0] <= i + 3
            and g.verb.verb_class in ("say", "deny")
            for g in groups
        )
    return False
