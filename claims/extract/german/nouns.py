"""Nouns of saying with the clause that depends on them: die Behauptung, dass ...; der Vorwurf, ... zu haben."""

from functools import lru_cache

from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.dependent import content_end, is_infinitive, is_quotation, is_relative, opens_in_subjunctive
from claims.extract.german.framing import kind_of_pieces
from claims.extract.german.subjects import agent_in, can_speak, is_passive, is_pronoun, main_clause
from claims.extract.german.verbs import AUXILIARY
from claims.extract.lexicon_files import table
from claims.extract.ranges import spans
from claims.extract.tokens import Token
from claims.text import Span

CUE_NOUNS = table("de", "cue_nouns")
SHORTEST_COMPOUND = 8  # letters of a noun that may end a longer one: "Rücktrittsforderung"
COMPOUNDED = tuple(known.lower() for known in CUE_NOUNS if len(known) >= SHORTEST_COMPOUND)
FARTHEST_HEAD = 10  # tokens between the noun and its clause
FARTHEST_OF_INFINITIVE = 6
SPEAK_THEMSELVES = ("Bericht", "Meldung", "Gerücht", "Spekulation")
THEIRS = frozenset("sein seine ihr ihre".split())
SUSPICIONS = frozenset(("Verdacht", "Verdachts"))  # "stand im Verdacht, ... zu haben" is nobody's statement


def match_noun(sentence: Sentence) -> list[Frame]:
    tokens = sentence.tokens
    frames = []
    for j in range(1, len(tokens) - 2):
        if tokens[j].is_mark(",:"):
            frame = _noun_clause(sentence, j)
            if frame is not None:
                frames.append(frame)
    return frames


def _noun_clause(sentence: Sentence, mark: int) -> Frame | None:
    tokens = sentence.tokens
    head = _head_before(tokens, mark)
    if head is None:
        return None
    start = mark + 1
    verb_class = cue_noun_class(tokens[head].text)
    end = content_end(sentence, start, main_clause_follows=True)
    rule = _rule_of(tokens, start, end)
    announces = tokens[mark].is_mark(":") and _announces(tokens, head, mark)
    if announces and rule != "noun_subjunctive":
        rule = "noun"
    if rule is None or (tokens[mark].is_mark(":") and rule != "noun_subjunctive" and not announces):
        return None
    if rule == "noun_infinitive" and (mark - head > FARTHEST_OF_INFINITIVE or tokens[head].text in SUSPICIONS):
        return None
    content = spans(sentence, [(start + (tokens[start].lower == "wonach"), end)])
    if not content:
        return None
    theirs = announces and tokens[head - 1].lower in THEIRS
    return Frame(
        rule,
        sentence.number,
        content,
        kind_of_pieces(sentence, [(start, end)]),
        (tokens[head].span,),
        None if theirs else _holder(sentence, head, mark),
        verb_class,
        inherits=theirs,
        denies=verb_class == "deny",
        relative=tokens[start].span if tokens[start].lower == "wonach" else None,
    )


def _announces(tokens: list[Token], head: int, colon: int) -> bool:
    """Bericht: X streicht Stellen. / Seine Hypothese: Das Handy lenkt ab."""
    if colon != head + 1 or colon + 1 >= len(tokens) or is_quotation(tokens[colon + 1]):
        return False
    if head == 0:
        return tokens[0].text.startswith(SPEAK_THEMSELVES)
    return head == 1 and tokens[0].lower in THEIRS


def _rule_of(tokens: list[Token], start: int, end: int) -> str | None:
    first = tokens[start].lower
    if first in ("dass", "daß", "wonach", "ob"):
        return "noun"
    if is_quotation(tokens[start]) or first in phrases.SUBORDINATORS or first in ("ohne", "statt", *AUXILIARY):
        return None
    if is_infinitive(tokens, start, end):
        return "noun_infinitive"
    if first in phrases.CONJUNCTIONS or is_relative(tokens, start) or not opens_in_subjunctive(tokens, start, end):
        return None
    return "noun_subjunctive"


@lru_cache(maxsize=16_384)
def cue_noun_class(noun: str) -> str:
    """ "" for a noun that says nothing."""
    if noun in CUE_NOUNS:
        return CUE_NOUNS[noun]
    lower = noun.lower()
    if not lower.endswith(COMPOUNDED):
        return ""
    return next(CUE_NOUNS[known.capitalize()] for known in COMPOUNDED if lower.endswith(known))


def _head_before(tokens: list[Token], mark: int) -> int | None:
    for k in range(mark - 1, max(-1, mark - 1 - FARTHEST_HEAD), -1):
        if tokens[k].is_mark(",;:.!?–"):
            return None
        if tokens[k].is_capitalised and cue_noun_class(tokens[k].text):
            return k
    return None


def _holder(sentence: Sentence, head: int, mark: int) -> Span | None:
    """Whose words they are: "die Forderung des Verbands", in Analystenkreisen Konsens, the subject, or the noun."""
    tokens = sentence.tokens
    following = tokens[head + 1].lower if head + 1 < mark else ""
    if following in phrases.GENITIVE or following in ("von", "vom", "seitens", "aus"):
        begin = head + 1 if following in phrases.GENITIVE else head + 2
        end = phrases.noun_phrase_end(tokens, begin, mark)
        if end > begin:
            return sentence.span(begin, end)
    if tokens[head].text == "Konsens":
        return _among_whom(sentence, head)
    start = _phrase_start(tokens, head)
    subject = _acting(tokens, head)
    if subject is not None and not subject[0] <= head < subject[1]:
        said_with = start > 0 and tokens[start - 1].lower == "mit"  # "lehnt das mit dem Hinweis ab"
        if said_with or is_pronoun(tokens, subject) or can_speak(tokens, subject):
            return sentence.span(*subject)
    return sentence.span(start, head + 1)


def _acting(tokens: list[Token], head: int) -> tuple[int, int] | None:
    """Who acts in the main clause that the noun stands in."""
    begin = next((j + 1 for j in range(head - 1, 0, -1) if tokens[j].is_mark(";")), 0)
    clause = main_clause(tokens[begin:])
    if clause is None:
        return None
    subject = clause.subject
    if is_passive(tokens[begin:], clause):
        subject = agent_in(tokens[begin:]) or subject
    return (begin + subject[0], begin + subject[1]) if subject is not None else None


def _phrase_start(tokens: list[Token], head: int) -> int:
    """Nobody is named: the noun with its article is all that there is, "Gerüchte", "ein Vorwurf"."""
    start = head
    while start > 0 and phrases.is_adjective(tokens[start - 1]):
        start -= 1
    return start - 1 if start > 0 and tokens[start - 1].lower in phrases.DETERMINERS else head


def _among_whom(sentence: Sentence, head: int) -> Span | None:
    tokens = sentence.tokens
    for i in range(head - 1, -1, -1):
        if tokens[i].lower in ("in", "unter", "bei"):
            stop = phrases.noun_phrase_end(tokens, i + 1, head)
            return sentence.span(i + 1, stop) if stop > i + 1 else None
    return None
