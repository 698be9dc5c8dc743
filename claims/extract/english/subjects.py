"""Where the noun phrase beside an English verb begins and ends."""

from claims.extract.english.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    is_name_quote,
    looks_finite,
    pronoun_of,
)
from claims.extract.english.verbs import AUXILIARY, FINITE, Form, readings
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

LONGEST_INSERTION = 30  # tokens between a name and its verb
LONGEST_NAME = 6
LONGEST_RELATIVE = 16  # tokens of a relative clause between a noun and its verb
# What opens an insertion between a subject and its verb: "X, who ...," "X, speaking ...," "X, in turn,"
OPENS_INSERTION = frozenset(
    "who which whose when where while if however meanwhile too though then now also another himself herself themselves"
    " like unlike both one along formerly once".split()
)
# Words behind which a source in inverted order ends: "said Friis in a statement"
ENDS_INVERTED = frozenset("in on during at after about to before when as last this via through".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def subject_before(tokens: list[Token], verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before the verb, leading adverbials left off."""
    end = verb
    while end > 0 and is_adverb(tokens[end - 1]) and tokens[end - 1].lower not in PRONOUNS:
        end -= 1
    if end == 0:
        return None
    end = _before_time(tokens, end)
    if tokens[end - 1].is_mark(",–—-"):
        return _before_insertion(tokens, end - 1)
    return _phrase_ending(tokens, end)


def _before_time(tokens: list[Token], end: int) -> int:
    """Friis on Tuesday said, Friis late last week said."""
    start = end
    while start > 1 and tokens[start - 1].lower in TIME_WORDS:
        start -= 1
    if start == end:
        return end
    if tokens[start - 1].lower == "on":
        start -= 1
    return start if tokens[start - 1].shape is Shape.WORD else end


def _phrase_ending(tokens: list[Token], end: int) -> tuple[int, int] | None:
    before = tokens[end - 1]
    if before.lower in ("who", "which", "that") and end >= 2:
        return _antecedent(tokens, end - 1) or ((end - 1, end) if before.lower == "who" else None)
    if (before.shape is Shape.PUNCT and before.text != "%") or (
        before.shape is Shape.QUOTE and not is_name_quote(before)
    ):
        return None
    if before.lower in CONJUNCTIONS or before.lower in SUBORDINATORS or before.lower in AUXILIARY:
        return None
    if before.lower in SUBJECT_PRONOUNS:
        return end - 1, end
    start = _phrase_start(tokens, end)
    if start == end or (start > 0 and (looks_finite(tokens[start - 1]) or tokens[start - 1].lower in AUXILIARY)):
        whole = _with_relative_clause(tokens, end)
        if whole is not None:
            return whole
    return (start, end) if start < end else None


def _with_relative_clause(tokens: list[Token], end: int) -> tuple[int, int] | None:
    """Engineers who have seen the chip say: the noun phrase holds the verb that stands before its last noun."""
    for j in range(end - 2, max(0, end - LONGEST_RELATIVE), -1):
        if tokens[j].shape in (Shape.PUNCT, Shape.QUOTE) or tokens[j].lower in CONJUNCTIONS:
            return None
        if tokens[j].lower in ("who", "which", "that"):
            antecedent = None if tokens[j - 1].lower in readings() else _antecedent(tokens, j)
            return (antecedent[0], end) if antecedent is not None else None
    return None


def _before_insertion(tokens: list[Token], mark: int) -> tuple[int, int] | None:
    """X, the chief executive, said: X; one of its engineers, X, said: all of it; None where it closes a clause."""
    for j in range(mark - 1, max(0, mark - LONGEST_INSERTION), -1):
        token = tokens[j]
        if token.is_mark(";:") or (token.shape is Shape.QUOTE and not is_name_quote(token)):
            return None
        if not token.is_mark(",–—-"):
            continue
        if 1 < mark - j <= LONGEST_NAME and all(t.is_capitalised or t.lower == "and" for t in tokens[j + 1 : mark]):
            phrase = _phrase_ending(tokens, j)
            if phrase is None or tokens[j - 1].is_capitalised:
                return _before_apposition(tokens, phrase)
            return _before_apposition(tokens, phrase, (j + 1, mark))
        if _is_insertion(tokens, j, mark) or (token.is_mark("–—") and tokens[mark].is_mark("–—")):
            return _before_apposition(tokens, _phrase_ending(tokens, j))
    return None


def _before_apposition(
    tokens: list[Token], phrase: tuple[int, int] | None, name: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """X, a maker of A, B and C, said: X; her deputy, X, said: X, which `name` is."""
    if phrase is None or phrase[0] < 2:
        return name or phrase
    opens = tokens[phrase[0] - 1].is_mark(",") and tokens[phrase[0]].lower in ("a", "an", "the")
    if opens and tokens[phrase[0] - 2].is_capitalised:
        return _phrase_ending(tokens, phrase[0] - 1) or name or phrase
    return name or phrase


def _is_insertion(tokens: list[Token], comma: int, end: int) -> bool:
    opening = tokens[comma + 1]
    if opening.shape is Shape.NUMBER and all(
        t.shape is not Shape.WORD or t.lower in ("percent", "per", "cent") for t in tokens[comma + 1 : end]
    ):
        return True  # Ada Lind, 41, said; a third of them, 33%, say
    if opening.lower in OPENS_INSERTION or (opening.lower.endswith(("ing", "ed")) and len(opening.lower) > 4):
        return True
    if comma + 2 < end and tokens[comma + 2].lower == "by":  # X, led by Y,
        return True
    if opening.lower in ("for", "in") and end - comma <= 3:  # for example, in turn, in fact
        return True
    named = tokens[comma - 1].is_capitalised or tokens[comma - 1].shape is Shape.PAREN
    if not named:
        return False
    closed = opening.lower in CONJUNCTIONS or opening.lower in SUBORDINATORS or opening.lower in AUXILIARY
    return opening.shape in (Shape.WORD, Shape.NUMBER) and not closed and not looks_finite(opening)


def _antecedent(tokens: list[Token], relative: int) -> tuple[int, int] | None:
    end = relative - 1 if tokens[relative - 1].is_mark(",") else relative
    if end == 0 or tokens[end - 1].shape is Shape.PUNCT:
        return None
    start = end
    while start > 0 and (tokens[start - 1].is_capitalised or tokens[start - 1].shape is Shape.PAREN):
        start -= 1
    if start < end:
        return start, end
    while (
        start > 0
        and tokens[start - 1].shape is Shape.WORD
        and tokens[start - 1].lower not in DETERMINERS | PREPOSITIONS
    ):
        start -= 1
    if start > 0 and tokens[start - 1].lower in DETERMINERS:
        return start - 1, end
    start = _phrase_start(tokens, end)
    return (start, end) if start < end else None


def _phrase_start(tokens: list[Token], end: int) -> int:
    """Leftwards to the clause's edge, then rightwards past what introduces the clause."""
    start = end
    while start > 0:
        token = tokens[start - 1]
        lower = token.lower
        if (token.shape is Shape.PUNCT and token.text not in "&/$%#'’-.") or (
            token.shape is Shape.QUOTE and not is_name_quote(token)
        ):
            break
        if token.is_mark("-") and start - 2 >= 0 and tokens[start - 2].end < token.start:  # LEEDS (Wire) - Corvane said
            break
        if (lower in SUBORDINATORS and lower not in ("as", "so", "than")) or lower in AUXILIARY or lower in FINITE:
            break
        if lower in SUBORDINATORS and start - 1 == 0:
            break
        if lower in CONJUNCTIONS and start - 2 >= 0 and tokens[start - 2].shape is Shape.PUNCT:
            break
        if not token.is_capitalised and lower in readings() and _is_verbal(tokens, start - 1):
            break
        start -= 1
    while start < end and (tokens[start].lower in CONJUNCTIONS or _is_leading_adverb(tokens[start])):
        start += 1
    while start < end - 1 and (tokens[start].shape is Shape.PUNCT or ":" in tokens[start].text):
        start += 1  # a list's dash, a live blog's time
    return _past_leading_preposition(tokens, _past_leading_time(tokens, start, end), end)


def _past_leading_time(tokens: list[Token], start: int, end: int) -> int:
    """This week Corvane announced: Corvane."""
    at = start
    while at < end - 1 and (tokens[at].lower in TIME_WORDS or (at == start and tokens[at].lower in DETERMINERS)):
        at += 1
    if tokens[start].lower in ("early", "late"):  # early benchmarks
        return start
    return at if at > start and tokens[at - 1].lower in TIME_WORDS and tokens[at].shape is Shape.WORD else start


def _is_verbal(tokens: list[Token], i: int) -> bool:
    reading = readings()[tokens[i].lower]
    before = tokens[i - 1].lower if i else ""
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("'s", "’s")):
        return False
    return Form.PAST in reading.forms or Form.ING in reading.forms


def _is_leading_adverb(token: Token) -> bool:
    return (is_adverb(token) and token.lower not in ("all", "both")) or token.lower in (
        "as",
        "so",
        "when",
        "even",
        "just",
    )


def _past_leading_preposition(tokens: list[Token], start: int, end: int) -> int:
    """In January Friis said: the subject is the last name or pronoun, not the adverbial; about half of users: all."""
    if start >= end or tokens[start].lower not in PREPOSITIONS:
        return start
    if tokens[start].lower in ("about", "around", "over", "under", "per") and start + 1 < end:
        following = tokens[start + 1]
        if following.shape is Shape.NUMBER or following.lower in DETERMINERS:
            return start
    for j in range(end - 1, start, -1):
        if tokens[j].lower in SUBJECT_PRONOUNS:
            return j
        if tokens[j].lower in DETERMINERS and tokens[j - 1].lower not in PREPOSITIONS:
            return j
    j = end - 1
    while j > start and (_is_of_name(tokens[j]) or tokens[j].shape is Shape.PAREN):
        j -= 1
    return j + 1 if j + 1 < end else end


def _is_of_name(token: Token) -> bool:
    """On Monday Friis said: the day is none of her names."""
    return token.is_capitalised and token.lower not in WEEKDAYS


def subject_after(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """said X, said the company's chief executive Y (...): up to the next mark, verb or adverbial."""
    if i >= len(tokens):
        return None
    first = tokens[i]
    starts = (
        first.lower in DETERMINERS or first.lower in PRONOUNS or first.is_capitalised or first.shape is Shape.NUMBER
    )
    adjective = (
        first.shape is Shape.WORD and first.lower not in PREPOSITIONS | SUBORDINATORS and first.lower not in ADVERBIAL
    )
    if not starts and not adjective:
        return None
    if first.lower in SUBJECT_PRONOUNS:
        return i, i + 1
    end = i + 1
    while end < len(tokens) and not _ends_phrase(tokens[end]):
        end += 1
    return i, end


ADVERBIAL = entries("en", "adverbs")


def _ends_phrase(token: Token) -> bool:
    lower = token.lower
    if (token.shape is Shape.PUNCT and token.text not in "&/$%#'’-") or token.shape is Shape.QUOTE:
        return True
    if lower in SUBORDINATORS or lower in AUXILIARY or lower in ENDS_INVERTED or lower in WEEKDAYS:
        return True
    return lower in readings() and not token.is_capitalised and Form.ING in readings()[lower].forms


def subject_of_main_clause(tokens: list[Token], lead: int) -> tuple[int, int] | None:
    """After saying so, Friis left: whose clause follows the one in front, of which `lead` is a token."""
    comma = next((j for j in range(lead, min(len(tokens), lead + 40)) if tokens[j].is_mark(",")), None)
    if comma is None:
        return None
    for j in range(comma + 1, min(len(tokens), comma + 16)):
        if tokens[j].is_mark(";:.") or (j > comma + 1 and tokens[j].is_mark(",") and not tokens[j - 1].is_capitalised):
            return None
        if j > comma + 1 and (looks_finite(tokens[j]) or tokens[j].lower in AUXILIARY or _is_cue(tokens, j)):
            subject = subject_before(tokens, j)
            return subject if subject is not None and subject[0] > comma else None
    return None


def _is_cue(tokens: list[Token], i: int) -> bool:
    lower = tokens[i].lower
    return lower in readings() and Form.ING not in readings()[lower].forms and not tokens[i].is_capitalised


def is_inverted(tokens: list[Token], verb_end: int) -> bool:
    """ "..., said Friis, who runs the lab": behind the verb stands a noun phrase alone, no clause."""
    phrase = subject_after(tokens, verb_end)
    if phrase is None:
        return False
    first = tokens[verb_end]
    holds_verb = pronoun_of(first) not in ("", first.lower)  # said it's late
    if first.lower == "that" or first.lower in TIME_WORDS or holds_verb:
        return False
    end = phrase[1]
    if any(looks_finite(t) for t in tokens[phrase[0] + 1 : end]):
        return False
    if end >= len(tokens):
        return True
    for token in tokens[end : end + LONGEST_INSERTION]:
        if token.shape is Shape.PUNCT or token.lower in ("who", "whose"):
            return True
        if looks_finite(token) or token.lower in AUXILIARY:
            return False
    return tokens[end].lower in ENDS_INVERTED or tokens[end].lower in WEEKDAYS
