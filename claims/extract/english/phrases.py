"""English closed word classes, and where the noun phrase beside a verb begins and ends."""

from claims.extract.english.verbs import AUXILIARY, FINITE, Form, readings
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

DETERMINERS = entries("en", "determiners")
PRONOUNS = entries("en", "pronouns")
SUBJECT_PRONOUNS = frozenset("i he she it we they you".split())
SUBORDINATORS = entries("en", "subordinators")
PREPOSITIONS = entries("en", "prepositions")
TIME_WORDS = entries("en", "time_words")
ADVERBS = entries("en", "adverbs")
CONJUNCTIONS = frozenset("and but or nor yet so".split())
NOT_ADVERBS = frozenset("family only early daily weekly monthly july italy ally rally reply supply assembly".split())


def is_adverb(token: Token) -> bool:
    lower = token.lower
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4 and lower not in NOT_ADVERBS)


def is_name_quote(token: Token) -> bool:
    if token.shape is not Shape.QUOTE or token.size > 5:
        return False
    inner = token.text.strip("“”\"'`‘’ ")
    words = [word for word in inner.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and inner[-1:] not in ".!?,"


def looks_finite(token: Token) -> bool:
    lower = token.lower
    return lower in FINITE or (lower.endswith("ed") and len(lower) > 4 and not token.is_capitalised)


def subject_before(tokens: list[Token], verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before the verb, leading adverbials left off."""
    end = verb
    while end > 0 and is_adverb(tokens[end - 1]) and tokens[end - 1].lower not in PRONOUNS:
        end -= 1
    if end == 0:
        return None
    if end >= 3 and tokens[end - 2].lower == "on" and tokens[end - 1].lower in TIME_WORDS:
        end -= 2
    if tokens[end - 1].is_mark(",–—"):
        end = _before_insertion(tokens, end - 1)
        if end == 0:
            return None
    before = tokens[end - 1]
    if before.lower in ("who", "which", "that") and end >= 2:
        return _antecedent(tokens, end - 1)
    if before.shape is Shape.PUNCT and not _closes_abbreviation(tokens, end - 1):
        return None
    if before.shape is Shape.QUOTE and not is_name_quote(before):
        return None
    if before.lower in CONJUNCTIONS or before.lower in SUBORDINATORS or before.lower in AUXILIARY:
        return None
    if before.lower in SUBJECT_PRONOUNS:
        return end - 1, end
    start = _phrase_start(tokens, end)
    return (start, end) if start < end else None


def _closes_abbreviation(tokens: list[Token], i: int) -> bool:
    """The stop of "Kestrel Corp. said"."""
    return tokens[i].is_mark(".") and i > 0 and tokens[i - 1].is_capitalised and tokens[i - 1].end == tokens[i].start


def _before_insertion(tokens: list[Token], comma: int) -> int:
    """X, the chief executive, said: where X ends; 0 where the comma closes something else."""
    for j in range(comma - 1, max(0, comma - 30), -1):
        token = tokens[j]
        if token.is_mark(";:") or (token.shape is Shape.QUOTE and not is_name_quote(token)):
            return 0
        if not token.is_mark(",–—"):
            continue
        first = tokens[j + 1].lower
        opens = first in DETERMINERS or first in (
            "who",
            "which",
            "whose",
            "speaking",
            "citing",
            "now",
            "then",
            "also",
            "another",
        )
        named = tokens[j - 1].is_capitalised or tokens[j - 1].shape is Shape.PAREN or first in ("who", "which", "whose")
        opens = opens or tokens[j + 1].is_capitalised or tokens[j + 1].shape is Shape.NUMBER or first in PREPOSITIONS
        if named and (opens
                      or _is_role_start(tokens, j + 1, comma)):  # fmt: skip
            return j
    return 0


def _is_role_start(tokens: list[Token], start: int, end: int) -> bool:
    roles = entries("en", "person_roles")
    return any(tokens[k].lower in roles for k in range(start, min(end, start + 6)))


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
    return _past_leading_preposition(tokens, start, end)


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
    """In January Clinton said: the subject is the last name or pronoun, not the adverbial."""
    if start >= end or tokens[start].lower not in PREPOSITIONS:
        return start
    for j in range(end - 1, start, -1):
        if tokens[j].lower in SUBJECT_PRONOUNS:
            return j
        if tokens[j].lower in DETERMINERS and tokens[j - 1].lower not in PREPOSITIONS:
            return j
    j = end - 1
    while j > start and tokens[j].is_capitalised:
        j -= 1
    return j + 1 if j + 1 < end else end


def subject_after(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """said X, said the company's chief executive Y (...): up to the next mark, verb or adverbial."""
    if i >= len(tokens):
        return None
    first = tokens[i]
    starts = (
        first.lower in DETERMINERS or first.lower in PRONOUNS or first.is_capitalised or first.shape is Shape.NUMBER
    )
    adjective = (
        first.shape is Shape.WORD and first.lower not in PREPOSITIONS | SUBORDINATORS and first.lower not in ADVERBS
    )
    if not starts and not adjective:
        return None
    if first.lower in SUBJECT_PRONOUNS:
        return i, i + 1
    end = i
    while end < len(tokens):
        token = tokens[end]
        lower = token.lower
        if (token.shape is Shape.PUNCT and token.text not in "&/$%#'’-") or token.shape is Shape.QUOTE:
            break
        if end > i and (
            lower in SUBORDINATORS
            or lower in AUXILIARY
            or lower in ("in", "on", "during", "at", "after", "about", "to")
        ):
            break
        if end > i and lower in (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "last",
            "this",
        ):
            break
        if end > i and lower in readings() and not token.is_capitalised and Form.ING in readings()[lower].forms:
            break
        end += 1
    return (i, end) if end > i else None
