"""Who says it: the subject of a cue verb, the agent of its passive, or the document that the words stand in."""

from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup, clause_end, segment_start
from claims.extract.german.subjects import (
    PRONOUNS_ALONE,
    can_speak,
    is_document,
    is_object_first,
    main_clause,
    opens_with_subject,
)
from claims.extract.german.verbs import AUXILIARY, Form, is_subjunctive_i, readings
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

NOMINATIVE_RELATIVES = frozenset(("der", "die", "das", "welche", "welcher", "welches"))
WRITTEN = frozenset(("heißen", "verlauten", "stehen"))  # where something is written names its source
PLACES = frozenset(("in", "im", "auf", "am"))
ORIGINS = frozenset(("aus", "von", "vom", "bei", "beim", "seitens"))
FARTHEST_DOCUMENT = 40  # tokens before the verb


def find_subject(tokens: list[Token], group: CueGroup) -> None:
    start, finite = group.segment[0], group.finite
    if group.verb.lemma in WRITTEN:
        _find_document(tokens, group)
    elif group.passive and group.verb.lemma != "zitieren":
        _find_agent(tokens, group)
        if group.subject is None:
            _find_document(tokens, group)
    elif group.verb_final:
        _subject_of_subordinate(tokens, group)
    else:
        _subject_of_main_clause(tokens, group, _clause_start(tokens, start, finite))
        if group.verb.lemma == "zitieren" and not group.passive:
            _find_quoted(tokens, group)


def _subject_of_main_clause(tokens: list[Token], group: CueGroup, begin: int) -> None:
    finite = group.finite
    if _is_nominative_pronoun(tokens, finite + 1):
        _subject_after(tokens, group)
        return
    if begin == finite:
        inserted = _subject_before_insertion(tokens, finite) or _shared_subject(tokens, finite)
        if inserted is not None:
            group.subject = inserted
            return
    first = begin < finite and opens_with_subject(tokens, begin, finite)
    if first and not is_object_first(tokens, begin, finite):
        group.subject = (begin, finite)
        return
    if _subject_after(tokens, group):
        return
    neuter = finite == begin + 1 and tokens[begin].lower == "es" and not _is_reflexive(tokens, finite)
    if first or neuter:
        group.subject = (begin, finite)
    elif begin == finite and finite > 1 and tokens[finite - 1].is_mark(","):
        clause = main_clause(tokens[: finite - 1])  # "X bestätigte den Termin, teilte jedoch mit"
        group.subject = clause.subject if clause is not None else None


def _is_reflexive(tokens: list[Token], finite: int) -> bool:
    """Es bestätigt sich, dass ...: nobody says it."""
    return finite + 1 < len(tokens) and tokens[finite + 1].lower == "sich"


def _find_quoted(tokens: list[Token], group: CueGroup) -> None:
    """Der Sender zitierte Voss mit den Worten: the one who is quoted speaks."""
    start = group.after if group.inverted else group.finite + 1
    while start < len(tokens) and tokens[start].lower in phrases.ADVERBS:
        start += 1
    stop = phrases.noun_phrase_end(tokens, start, len(tokens))
    if stop > start and can_speak(tokens, (start, stop)) and not is_document(tokens[stop - 1].lower):
        group.subject = (start, stop)
        group.after = max(group.after, stop)


def _is_nominative_pronoun(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].lower in PRONOUNS_ALONE


def _shared_subject(tokens: list[Token], finite: int) -> tuple[int, int] | None:
    """X kam und sagte: the second verb has the subject of the first."""
    if finite == 0 or tokens[finite - 1].lower not in ("und", "aber", "oder", "sowie"):
        return None
    clause = main_clause(tokens[: finite - 1])
    return clause.subject if clause is not None else None


def _clause_start(tokens: list[Token], start: int, finite: int) -> int:
    """After a coordinating word the clause begins anew ("kam und sagte", "... und Huang sagte")."""
    begin = max(start, phrases.behind_list_number(tokens)) if start == 0 else start
    if finite > start and tokens[finite - 1].lower in ("und", "aber", "oder", "sowie"):
        return finite
    for i in range(finite - 1, start, -1):
        if tokens[i].lower in ("und", "aber", "oder", "doch") and _has_finite_verb(tokens, start, i):
            begin = i + 1
            break
    while begin < finite and tokens[begin].lower in phrases.FOCUS:
        begin += 1
    return begin


def _has_finite_verb(tokens: list[Token], start: int, end: int) -> bool:
    known = readings()
    for i in range(start, end):
        lower = tokens[i].lower
        if lower in AUXILIARY:
            return True
        if not tokens[i].is_capitalised and any(r.form is Form.FINITE for r in known.get(lower, ())):
            return True
    return False


def _subject_after(tokens: list[Token], group: CueGroup) -> bool:
    end = clause_end(tokens, group.finite + 1)
    i = group.finite + 1
    skipped = 0
    while i < end and skipped < 12:
        token = tokens[i]
        if token.shape is Shape.PAREN:
            i += 1
            continue
        if token.lower in phrases.PREPOSITIONS:
            i = _past_prepositional(tokens, i, end)
            skipped += 1
            continue
        if token.lower in phrases.ADVERBS or not phrases.may_be_nominative(tokens, i):
            oblique = token.lower in phrases.DETERMINERS and token.lower not in phrases.ADVERBS
            i = max(phrases.noun_phrase_end(tokens, i, end), i + 1) if oblique else i + 1
            skipped += 1
            continue
        stop = phrases.noun_phrase_end(tokens, i, end)
        if stop > i:
            group.subject = (i, stop)
            group.inverted = True
            group.after = max(group.after, stop)
            return True
        i += 1
        skipped += 1
    return False


def _past_prepositional(tokens: list[Token], i: int, end: int) -> int:
    """Behind "in einer gestern veröffentlichten Mitteilung": the phrase, or at least its noun."""
    stop = phrases.noun_phrase_end(tokens, i + 1, end)
    if stop > i + 1:
        return stop
    for j in range(i + 1, min(end, i + 7)):
        if phrases.is_noun(tokens[j]):
            return phrases.noun_phrase_end(tokens, j, end)
    return i + 1


def _subject_before_insertion(tokens: list[Token], finite: int) -> tuple[int, int] | None:
    """X, der Chef von Y, sagte: the verb stands first after the comma, its subject before the insertion."""
    if finite < 3 or not tokens[finite - 1].is_mark(",–—"):
        return None
    return _before_insertion(tokens, 0, finite) or _before_name(tokens, finite)


def _before_insertion(tokens: list[Token], start: int, finite: int) -> tuple[int, int] | None:
    while start < finite and tokens[start].lower in phrases.FOCUS:
        start += 1
    comma = next((j for j in range(start, finite) if tokens[j].is_mark(",–—")), finite)
    named = phrases.noun_phrase_end(tokens, start, comma) > start and phrases.may_be_nominative(tokens, start)
    if comma >= finite - 1 or not named:
        return None
    if _has_finite_verb(tokens, start, comma) or _finite_looking(tokens, start, comma):
        return None
    end = finite - 1
    names_it = end - comma <= 5 and all(t.is_capitalised for t in tokens[comma + 1 : end])
    return start, end if names_it else comma


def _before_name(tokens: list[Token], finite: int) -> tuple[int, int] | None:
    """..., die Sprecherin von Y, Ada Kern, sagte: behind another clause the name is the insertion."""
    last = finite - 1
    comma = next((j for j in range(last - 1, max(0, last - 6), -1) if tokens[j].is_mark(",")), None)
    if comma is None or not all(t.is_capitalised or t.shape is Shape.PAREN for t in tokens[comma + 1 : last]):
        return None
    for start in range(comma - 1, max(0, comma - 20), -1):
        if tokens[start - 1].is_mark(",") and phrases.noun_phrase_end(tokens, start, comma) == comma:
            return (start, last) if phrases.may_be_nominative(tokens, start) else None
    return None


def _finite_looking(tokens: list[Token], start: int, end: int) -> bool:
    """A word in lower case that may be a verb we do not know: nothing a noun phrase has."""
    for j in range(start + 1, end):
        token = tokens[j]
        if token.shape is not Shape.WORD or token.is_capitalised:
            continue
        if is_subjunctive_i(token.lower) and not phrases.is_noun(tokens[j + 1]):
            return True
        if phrases.is_adjective(token):
            continue
        if token.lower in phrases.NOT_NOUNS or token.lower in phrases.RELATIVES:
            continue
        return True
    return False


def _subject_of_subordinate(tokens: list[Token], group: CueGroup) -> None:
    start, end = group.segment
    first = tokens[start].lower
    i = start + 1
    behind = max(group.parts) + 1
    if _is_nominative_pronoun(tokens, behind) and group.finite == behind - 1:
        group.subject = (behind, behind + 1)  # the comma before the main clause is missing
        return
    if first in phrases.PREPOSITIONS - phrases.SUBORDINATORS:  # "in dessen Folge das Gericht", "mit dem sie"
        i = max(phrases.noun_phrase_end(tokens, i, end), i + 1)
    if first in phrases.RELATIVES and start > 1:
        _subject_of_relative(tokens, group, i)
        return
    while i < end and (tokens[i].lower in phrases.ADVERBS or tokens[i].shape is Shape.PUNCT):
        i += 1
    stop = phrases.noun_phrase_end(tokens, i, min(end, group.parts[0]))
    if stop > i:
        group.subject = (i, stop)


def _subject_of_relative(tokens: list[Token], group: CueGroup, i: int) -> None:
    """The antecedent, or who stands behind the pronoun: "die Marke, die Voss zum Ziel erklärt hatte"."""
    antecedent = _antecedent(tokens, group.segment[0] - 1)
    stop = phrases.noun_phrase_end(tokens, i, group.parts[0])
    first = tokens[group.segment[0]].lower
    if stop == i:
        group.subject, group.relative = antecedent, group.segment[0]
    elif can_speak(tokens, (i, stop)) and not (antecedent is not None and can_speak(tokens, antecedent)):
        group.subject = (i, stop)
    elif first in NOMINATIVE_RELATIVES:
        group.subject, group.relative = antecedent, group.segment[0]


def _antecedent(tokens: list[Token], comma: int) -> tuple[int, int] | None:
    start = segment_start(tokens, comma)
    for i in range(start, comma):
        if phrases.noun_phrase_end(tokens, i, comma) == comma:
            return i, comma
    return None


def _find_agent(tokens: list[Token], group: CueGroup) -> None:
    """The source of a passive is the phrase with "von", if there is one."""
    start, end = group.segment
    for i in range(max(start, group.parts[0] - 25), min(end, group.parts[-1])):
        if tokens[i].lower in ("von", "vom", "seitens", "durch"):
            stop = phrases.noun_phrase_end(tokens, i + 1, end)
            if stop > i + 1 and (tokens[i].lower != "durch" or can_speak(tokens, (i + 1, stop))):
                group.subject = (i + 1, stop)
                return


def _find_document(tokens: list[Token], group: CueGroup) -> None:
    """In einem Bericht heißt es / heißt es aus dem Unternehmen: the place of the words is their source."""
    behind = range(group.finite + 1, min(clause_end(tokens, group.finite + 1, ",:;"), group.finite + 12))
    for i in (*behind, *range(_sentence_start(tokens, group.finite), group.finite)):
        if tokens[i].lower not in (PLACES if group.passive else PLACES | ORIGINS):
            continue
        stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
        head = next((t for t in tokens[i + 1 : stop] if phrases.is_noun(t)), None)
        if head is None or (tokens[i].lower in PLACES and not _holds_words(tokens, i, head, group)):
            continue
        group.subject = (i + 1, stop)
        if i > group.finite:
            group.after = max(group.after, stop)
        return


def _sentence_start(tokens: list[Token], finite: int) -> int:
    """A relative clause may stand between the document and the verb: the whole of the sentence is looked at."""
    for i in range(finite - 1, max(0, finite - FARTHEST_DOCUMENT), -1):
        if tokens[i].is_mark(";:") or tokens[i].shape is Shape.QUOTE:
            return i + 1
    return max(0, finite - FARTHEST_DOCUMENT)


def _holds_words(tokens: list[Token], i: int, head: Token, group: CueGroup) -> bool:
    """A document, or what opens a sentence with "heißt es": "auf der Projektseite heißt es"."""
    if is_document(head.lower):
        return True
    definite = tokens[i].lower in ("im", "am") or tokens[i + 1].lower in phrases.DETERMINERS
    opens = i == 0 or tokens[i - 1].is_mark(";:") or tokens[i - 1].lower == "es"
    return opens and definite and group.verb.lemma == "heißen" and head.lower not in entries("de", "points_in_time")
