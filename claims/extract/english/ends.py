"""Where English content begins and ends: the same for every clause that depends on a cue."""

from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import CONJUNCTIONS, DETERMINERS, PRONOUNS, TIME_WORDS, is_adverb
from claims.extract.tokens import Shape, Token

ADDRESSEES = frozenset(
    "reporters journalists me him her them us you viewers voters supporters fans investors analysts".split()
)
CLOSING_SUBORDINATORS = frozenset("while although though whereas".split())


def past_addressee(tokens: list[Token], i: int) -> int:
    """told reporters / told the Verge / told Reuters on Monday: behind whoever is told."""
    at = i
    while at < len(tokens) and not _may_begin_content(tokens, at) and at - i < 12:
        if tokens[at].shape is Shape.PUNCT or tokens[at].lower in (
            "that",
            "to",
            "if",
            "whether",
            "how",
            "what",
            "why",
            "about",
        ):
            break
        at += 1
    return at


def _may_begin_content(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    return token.shape is Shape.QUOTE or token.lower in ("he", "she", "they", "it", "there", "we", "i")


def past_adverbials(tokens: list[Token], i: int) -> int:
    """said on Tuesday / said in a statement / said during a call with analysts: behind time, place and occasion."""
    at = i
    while at < len(tokens):
        lower = tokens[at].lower
        if lower in TIME_WORDS or (is_adverb(tokens[at]) and lower not in PRONOUNS):
            at += 1
        elif lower in ("in", "on", "at", "during", "via", "through", "from", "of", "by") or (
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
        if token.shape is Shape.PUNCT:
            return at
    return at


def content_end(tokens: list[Token], start: int, groups: list[CueGroup], own: CueGroup) -> int:
    """To the end of the sentence, unless it goes back to the source or to somebody else's words."""
    stops = {g.start for g in groups if g.head > own.head}
    for j in range(start + 1, len(tokens)):
        token = tokens[j]
        if token.is_mark(";") or (token.is_mark("—–") and j > start + 3):
            return j
        if token.is_mark(","):
            if _turns_back(tokens, j + 1, groups, stops):
                return j
        elif token.lower in ("and", "but") and j + 1 in stops | _after_adverb(tokens, j + 1, stops):
            return j
    return len(tokens)


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
