"""English nouns of saying and thinking with what depends on them: his claim that, concern about, raised doubts over."""

from functools import cache

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.phrases import DETERMINERS, PREPOSITIONS, is_adverb, is_quotation, looks_finite
from claims.extract.english.subjects import subject_before
from claims.extract.english.verbs import AUXILIARY
from claims.extract.frame import Frame
from claims.extract.lexicon_files import entries, rows
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token
from claims.text import Span

POSSESSIVES = frozenset("his her their its my our your".split())
CARRIERS = entries("en", "carrier_verbs")
HOLDER_REACH = 4  # tokens between the holder, or the carrying verb, and its noun
LOOSE_LINKS = frozenset({"for", "on", "in"})  # his plans for the summer
CLAUSES = frozenset({"that", "whether", "to"})
CLOSES_PHRASE = frozenset("when while after before because since although though during as".split())


@cache
def _nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Singular and plural of each noun: its class and the words its content may begin with or stand behind."""
    found = {}
    for noun, verb_class, links in rows("en", "cue_nouns"):
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + "s"
        for form in (noun, plural):
            found[form] = (verb_class, frozenset(links.split()))
    return found


def match_noun(sentence: Sentence, i: int) -> Frame | None:
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or tokens[i].is_capitalised:
        return None
    verb_class, links = _nouns()[tokens[i].lower]
    link = tokens[i + 1].lower
    if link not in links and f"{link}*" not in links:
        return None
    rule, start, source = _holder(sentence, i)
    if link not in links and rule != "carried_noun":
        return None
    if rule == "bare_noun" and link == "that":
        rule = "noun_that"
    elif rule == "noun" and link in LOOSE_LINKS:
        rule = "bare_noun"
    at = i + 1 if link in CLAUSES else i + 2
    is_subject = rule != "carried_noun" and link not in ("that", "whether")
    content = spans(sentence, [(at, _phrase_end(tokens, at, stops_at_verb=is_subject))])
    if not content:
        return None
    kind = Kind.INDIRECT if link in CLAUSES and link != "to" else Kind.ATTITUDE
    if any(is_quotation(t) for t in tokens[at:] if t.end <= content[-1].end):
        kind = Kind.MIXED
    cue = sentence.span(start, at)
    return Frame(rule, sentence.number, content, kind, (cue,), source, verb_class)


def carries_noun(sentence: Sentence, verb: int) -> bool:
    """repeated its claim that: what is said depends on the noun, not on the verb."""
    tokens = sentence.tokens
    if tokens[verb].lower not in CARRIERS:
        return False
    near = range(verb + 1, min(len(tokens) - 1, verb + 1 + HOLDER_REACH))
    noun = next((i for i in near if is_cue_noun(tokens[i])), 0)
    frame = match_noun(sentence, noun) if noun and tokens[noun + 1].lower == "that" else None
    return frame is not None and frame.rule == "carried_noun"


def is_cue_noun(token: Token) -> bool:
    return token.lower in _nouns()


def _holder(sentence: Sentence, i: int) -> tuple[str, int, Span | None]:
    """Whose claim it is, the rule that says so, and where the cue begins."""
    tokens = sentence.tokens
    for j in range(i - 1, max(-1, i - 1 - HOLDER_REACH), -1):
        token = tokens[j]
        lower = token.lower
        if lower in POSSESSIVES and j > 0 and tokens[j - 1].lower in CARRIERS:
            return _carried(sentence, j - 1)
        if lower in POSSESSIVES or lower.endswith(("'s", "’s", "s’", "s'")):
            return "noun", j + 1, sentence.span(_name_start(tokens, j), j + 1)
        if lower in CARRIERS and not token.is_capitalised:
            return _carried(sentence, j)
        if token.shape is not Shape.WORD or lower in PREPOSITIONS or lower in AUXILIARY or looks_finite(token):
            break
    return "bare_noun", i, None


def _name_start(tokens: list[Token], end: int) -> int:
    start = end
    while start > 0 and tokens[start - 1].is_capitalised and tokens[end].is_capitalised:
        start -= 1
    if start > 0 and tokens[start - 1].lower in DETERMINERS:
        start -= 1
    return start


def _carried(sentence: Sentence, verb: int) -> tuple[str, int, Span | None]:
    """raised serious doubts about: the subject of "raised" has them."""
    tokens = sentence.tokens
    start = verb
    while start > 0 and (tokens[start - 1].lower in AUXILIARY or is_adverb(tokens[start - 1])):
        start -= 1
    subject = subject_before(tokens, start)
    return "carried_noun", start, sentence.span(*subject) if subject else None


def _phrase_end(tokens: list[Token], start: int, *, stops_at_verb: bool) -> int:
    for j in range(start + 1, len(tokens)):
        if tokens[j].is_mark(",;—–:") or (stops_at_verb and tokens[j].lower in CLOSES_PHRASE):
            return j
        if stops_at_verb and looks_finite(tokens[j]) and tokens[j].lower not in PREPOSITIONS:
            return j
    return len(tokens)
