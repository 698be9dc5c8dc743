"""The clause of a German proposition: its verbs, who or what stands in the nominative, and what the verb is done to.

The finite verb stands second, first or last. Articles and pronouns tell the case, the verb tells the number; where both
leave it open, the subject is what stands first, and where one phrase alone could be either, neither is told.
"""

from functools import lru_cache

import simplemma

from claims.extract.german import phrases
from claims.extract.german.clauses import clause_end, segment_start
from claims.extract.german.subjects import (
    can_speak,
    finite_of_main_clause,
    is_adverbial,
    is_document,
    is_verb,
)
from claims.extract.german.verbs import AUXILIARY, BE, BECOME, HAVE, INSEPARABLE
from claims.extract.modality import is_infinitive
from claims.extract.slots.german_phrases import Phrase, noun_phrases, phrase_end
from claims.extract.slots.parts import Clause, Place, is_folded, join_places
from claims.extract.tokens import Shape, Token

BECOMING = BECOME | {"werde"}
BEING = BE | {"sein"}
LINKING = BEING | frozenset("bleibt bleiben blieb blieben bleibe bliebe".split())
MODALS = frozenset("könne könnte könnten müsse müsste müssten solle wolle dürfe dürfte dürften möge".split()) | (
    AUXILIARY - HAVE - BECOME - BE
)
HELPING = AUXILIARY | MODALS | BECOMING
NEGATIONS = frozenset("nicht nie niemals".split())
# Behind the subject of a clause they go on with what belongs to it.
ATTACHED = phrases.PREPOSITIONS | {"namens"}
PARTICLES = frozenset(
    "ab an auf aus bei ein los nach vor zu zurück heraus hinaus hinzu um mit weg teil statt fest durch her hin nieder"
    " zusammen weiter fort frei bereit bekannt vorbei voran voraus".split()
)
LEAD = frozenset("und oder aber doch denn zwar dass daß nein ja auch sogar so".split())
UMLAUTS = "äöü"


def read_german(tokens: list[Token]) -> Clause | None:
    begin = _behind_lead(tokens)
    if begin >= len(tokens):
        return None
    finite = _finite_verb(tokens, begin)
    if finite is None or _holds_zu(tokens[finite].lower):
        return _infinitive(tokens, begin, clause_end(tokens, begin))
    end = _end_behind(tokens, begin, finite)
    if tokens[begin].lower in NEGATIONS:  # "Nicht ein Bagger, sondern ein Update": which of them is too much to tell
        return Clause(_predicate(tokens, begin, finite, end)[0])
    group = _last_verbs(tokens, finite, end)
    return _verb_last(tokens, begin, group) if group else _verb_second(tokens, begin, finite, end)


def _behind_lead(tokens: list[Token]) -> int:
    at = phrases.behind_list_number(tokens)
    while at < len(tokens) and (
        tokens[at].lower in LEAD or (tokens[at].shape is Shape.PUNCT and not is_folded(tokens[at]))
    ):
        at += 1
    return at


def _finite_verb(tokens: list[Token], begin: int) -> int | None:
    """Of the main clause: in second or last place, or in the first, where no other follows that it could belong to."""
    finite = finite_of_main_clause(tokens, begin)
    if finite is not None:
        opening = segment_start(tokens, finite)
        if opening > begin and tokens[opening].lower in phrases.RELATIVES and finite > opening + 1:
            finite = None  # "Ein Programm, das die Hälfte verschluckte": only who or what it is about
    first = tokens[begin]
    if not _may_open(tokens, begin):
        return finite
    if finite is not None and tokens[finite].lower in HELPING and first.lower not in HELPING:
        return finite  # "Genutzt habe man"
    return finite if finite == begin + 1 and not _may_be_participle(tokens[finite]) else begin


def _end_behind(tokens: list[Token], begin: int, finite: int) -> int:
    """ "22 Prozent schneller ist als der alte": what is compared with stands behind the end of the clause."""
    end = clause_end(tokens, finite)
    compares = finite + 1 < end and tokens[finite + 1].lower in ("als", "wie")
    several = begin < finite and phrase_end(tokens, begin, finite) not in (begin, finite)
    return finite + 1 if compares and several else end


def _may_open(tokens: list[Token], begin: int) -> bool:
    """ "Kommt im Mai", but not "Laufende Verträge", "Angriffe" or "Stellen"."""
    word = tokens[begin].lower
    if word in HELPING:
        return True
    if tokens[begin].shape is not Shape.WORD or not is_verb(word) or begin + 1 >= len(tokens):
        return False
    return not word.endswith(("en", "ern", "eln")) and not (word.endswith("e") and phrases.is_noun(tokens[begin + 1]))


def _is_verb(word: str) -> bool:
    return is_verb(word) or is_infinitive(word)


def _is_verbal(token: Token) -> bool:
    return token.shape is Shape.WORD and not token.is_capitalised and _is_verb(token.lower)


def _last_verbs(tokens: list[Token], finite: int, end: int) -> Place | None:
    """The verbs that end a clause whose finite one is the last of them: "ausgeliefert werde"."""
    start = end
    while start > finite and _is_verbal(tokens[start - 1]):
        start -= 1
    several = end - start > 1
    if start > finite or (several and tokens[finite].lower in HELPING):  # "sind bestellt"
        return None
    return start, end


def _infinitive(tokens: list[Token], begin: int, end: int) -> Clause | None:
    """ "die Preise zu senken": who does it is not said."""
    for at in range(begin, end):
        word = tokens[at].lower
        verb = (at, at + 2) if word == "zu" and at + 1 < end and _is_verbal(tokens[at + 1]) else None
        if _is_verbal(tokens[at]) and _holds_zu(word):
            verb = (at, at + 1)
        if verb is not None:
            field = noun_phrases(tokens, begin, at)
            done_to = field[0].place if len(field) == 1 else None
            return Clause(join_places([*_negations(tokens, begin, at), verb]), object=done_to)
    return None


def _holds_zu(word: str) -> bool:
    """ "auszulagern"."""
    return any(word.startswith(f"{particle}zu") and is_infinitive(word[len(particle) + 2 :]) for particle in PARTICLES)


def _negations(tokens: list[Token], start: int, end: int) -> list[Place]:
    stop = next((i for i in range(start, end) if tokens[i].lower in ("und", "oder", "sondern")), end)
    return [(i, i + 1) for i in range(start, stop) if tokens[i].lower in NEGATIONS]


def _verb_last(tokens: list[Token], begin: int, group: Place) -> Clause:
    start, end = group
    verbs = [token.lower for token in tokens[start:end]]
    if start > begin and tokens[start - 1].lower == "zu":
        return _infinitive(tokens, begin, end) or Clause(((start, end),))
    predicate = join_places([*_negations(tokens, begin, start), group])
    field = noun_phrases(tokens, begin, start)
    if verbs[-1] in LINKING and len(verbs) == 1:
        subject = field[0] if field and field[0].case != "a" else None
        said = _complement(tokens, subject.place[1], start) if subject else None
        return Clause(predicate, subject.place if subject else None, said, "the first phrase beside a linking verb")
    may_lack_subject = len(verbs) == 1 and (is_infinitive(verbs[0]) or _may_be_participle(tokens[start]))
    if may_lack_subject and len(field) < 2:  # "Preise erhöhen", "Die Wärme verschenkt"
        return Clause(predicate)
    return _told(tokens, predicate, field, tokens[end - 1].lower, is_passive=len(verbs) > 1 and verbs[-1] in BECOMING)


def _verb_second(tokens: list[Token], begin: int, finite: int, end: int) -> Clause:
    verb = tokens[finite].lower
    predicate, bracket = _predicate(tokens, begin, finite, end)
    middle_end = bracket or end
    has_front_verb = begin < finite and predicate[0][0] == begin
    front = None if has_front_verb else _front(tokens, begin, finite)
    field = ([front] if front else []) + noun_phrases(tokens, finite + 1, middle_end)
    has_verb = has_front_verb or bracket is not None
    if verb in LINKING and not has_verb:
        return _linked(tokens, predicate, begin, finite, end, front, field)
    is_passive = _is_passive(tokens, verb, tokens[begin if has_front_verb else end - 1] if has_verb else None, end)
    if begin == finite and len(field) < 2 and not is_passive and not any(each.case == "n" for each in field):
        # "Braucht eine Genehmigung": what stood before the verb was left out, and may have been the subject
        return Clause(predicate, object=next((each.place for each in field if each.case == "a"), None))
    return _told(tokens, predicate, field, verb, is_passive=is_passive)


def _predicate(tokens: list[Token], begin: int, finite: int, end: int) -> tuple[tuple[Place, ...], int | None]:
    """The finite verb with what belongs to it, and where in the clause the rest of its verbs begins."""
    verb = tokens[finite].lower
    places = [(finite, finite + 1)]
    bracket = _bracket(tokens, finite, end)
    places += _negations(tokens, finite + 1, end)
    if bracket is not None:
        places.append((bracket, end))
    if finite == begin + 1 and _is_fronted(tokens[begin], verb):
        places.append((begin, finite))
    return join_places(places), bracket


def _is_fronted(first: Token, finite: str) -> bool:
    """ "Genutzt habe man", "Kaufen kann man"."""
    if first.shape is not Shape.WORD or not _is_verb(first.lower):
        return False
    if finite in MODALS:
        return is_infinitive(first.lower)
    word = first.lower
    if finite in BECOMING and is_infinitive(word):
        return True
    return finite in HAVE | BEING | BECOMING and _may_be_participle(first) and not is_infinitive(word)


def _may_be_participle(token: Token) -> bool:
    word = token.lower
    if not word.endswith(("t", "en")) or word in HELPING or is_infinitive(word):
        return False
    stem = next((word[len(each) :] for each in PARTICLES if word.startswith(each) and len(word) > len(each) + 4), word)
    marked = stem.startswith(("ge", *INSEPARABLE)) or word.endswith("iert") or "ge" in word[2:6]
    return marked and not _has_own_umlaut(word)


@lru_cache(maxsize=65_536)
def _has_own_umlaut(word: str) -> bool:
    """ "entfällt" is no participle: the infinitive has no umlaut; "verlängert" may be one."""
    lemma = str(simplemma.lemmatize(word, lang="de"))
    return any(vowel in word and vowel not in lemma for vowel in UMLAUTS)


def _is_passive(tokens: list[Token], finite: str, verb: Token | None, end: int) -> bool:
    if verb is None:
        return False
    if tokens[end - 1].lower in ("werden", "worden"):
        return end > 1 and _may_be_participle(tokens[end - 2])
    return finite in BECOMING | BEING and _may_be_participle(verb)


def _bracket(tokens: list[Token], finite: int, end: int) -> int | None:
    """Where begins what closes the clause: "hat ... verdoppelt", "hebt ... an", "soll ... zu senken sein"."""
    last = tokens[end - 1]
    if end - 1 <= finite or last.shape is not Shape.WORD or last.is_capitalised:
        return None
    if tokens[finite].lower not in HELPING:
        belongs = last.lower in PARTICLES and not _is_of_date(tokens, finite + 1, end - 1)
        return end - 1 if belongs else None
    start = end
    while start - 1 > finite and _may_close(tokens, start - 1, end, tokens[finite].lower):
        start -= 1
    return start if start < end else None


def _may_close(tokens: list[Token], at: int, end: int, finite: str) -> bool:
    token = tokens[at]
    if token.shape is not Shape.WORD or token.is_capitalised:
        return False
    word = token.lower
    if word == "zu":
        return at + 1 < end
    if word in ("sein", "worden", "werden", "gewesen") or _is_verb(word):
        return word not in phrases.ADVERBS
    return at == end - 1 and finite in MODALS and word.endswith("n") and word not in phrases.NOT_NOUNS


def _is_of_date(tokens: list[Token], start: int, end: int) -> bool:
    """ "gilt vom 1. Oktober an": the last word belongs to the date."""
    return any(token.lower in ("von", "vom", "ab") for token in tokens[max(start, end - 4) : end])


def _front(tokens: list[Token], begin: int, finite: int) -> Phrase | None:
    """What stands before a verb in second place, whole, where it is a noun phrase."""
    first = tokens[begin] if begin < finite else None
    if first is None or (finite == begin + 1 and _is_lone_adverb(first)):
        return None
    found = noun_phrases(tokens, begin, finite)
    if not found or found[0].place[0] != begin:
        return None
    core, stop = found[0].place[1], clause_end(tokens, begin)
    if stop < finite and not tokens[finite - 1].is_mark(",–—"):
        return None
    whole = min(stop, finite)
    if core < whole and (len(found) > 1 or not (is_folded(tokens[core]) or tokens[core].lower in ATTACHED)):
        whole = core
    return Phrase((begin, whole), found[0].case, found[0].number)


def _is_lone_adverb(token: Token) -> bool:
    return token.lower not in phrases.PRONOUNS and is_adverbial(token.text) and not token.lower.endswith(("e", "en"))


def _told(
    tokens: list[Token], predicate: tuple[Place, ...], field: list[Phrase], verb: str, *, is_passive: bool
) -> Clause:
    subject, why = _subject(tokens, field, "p" if _is_plural(verb) else "s")
    found = None if is_passive else _object(field, subject)
    return Clause(predicate, subject.place if subject else None, found.place if found else None, why)


def _is_plural(verb: str) -> bool:
    return verb in ("sind", "seien") or (verb.endswith(("en", "ern", "eln")) and verb != "sein")


def _subject(tokens: list[Token], field: list[Phrase], number: str) -> tuple[Phrase | None, str]:
    nominatives = [each for each in field if each.case == "n"]
    if nominatives:
        return nominatives[0], "it stands in the nominative"
    likely = [each for each in field if each.case != "a"]
    agreeing = [each for each in likely if each.number in ("", number)]
    if not agreeing:
        return None, ""
    if len(agreeing) == 1:
        return agreeing[0], "it alone has the verb's number" if len(likely) > 1 else "nothing else can be it"
    first, second = agreeing[:2]
    if second.is_pronoun and not first.is_pronoun:
        return None, ""  # "Die Roboter hält sie für ein Spielzeug"
    if not first.is_pronoun and _may_be_actor(tokens, first, second):
        return None, ""  # "Ein Ergebnis erwartet das Unternehmen"
    return agreeing[0], "it stands first"


def _may_be_actor(tokens: list[Token], first: Phrase, second: Phrase) -> bool:
    """Behind the verb stands somebody, before it something: the other way round would be as good."""
    verb_between = any(_is_verbal(token) for token in tokens[first.place[1] : second.place[0]])
    documents = any(is_document(token.lower) for token in tokens[slice(*second.place)])
    acts = can_speak(tokens, second.place) and not documents
    return verb_between and acts and not can_speak(tokens, first.place)


def _object(field: list[Phrase], subject: Phrase | None) -> Phrase | None:
    accusatives = [each for each in field if each.case == "a"]
    if accusatives or subject is None:
        return accusatives[0] if accusatives else None
    return next((each for each in field if each is not subject and each.case == ""), None)


def _linked(
    tokens: list[Token],
    predicate: tuple[Place, ...],
    begin: int,
    finite: int,
    end: int,
    front: Phrase | None,
    field: list[Phrase],
) -> Clause:
    """What is said to be what: "Der Chip ist ein Erfolg", "Erhältlich ist die Karte"."""
    verb = tokens[finite].lower
    if front and front.case != "a":
        behind = field[1] if len(field) > 1 else None
        if behind and front.number not in ("", "p" if _is_plural(verb) else "s"):
            return Clause(predicate, behind.place, front.place, "it alone has the verb's number")
        return Clause(predicate, front.place, _complement(tokens, finite + 1, end), "it stands before a linking verb")
    if not field:
        return Clause(predicate)
    subject = field[0].place
    if finite == begin + 1 and _is_lone_adverb(tokens[begin]) and tokens[begin].lower not in phrases.ADVERBS:
        return Clause(predicate, subject, (begin, finite), "it stands behind a linking verb")
    return Clause(predicate, subject, _complement(tokens, subject[1], end), "it stands behind a linking verb")


def _complement(tokens: list[Token], start: int, end: int) -> Place | None:
    """What the subject is said to be, without adverbs and times; None where it is said where or when it is."""
    passed = (phrases.ADVERBS | NEGATIONS) - {"so"}
    at = start
    while at < end and (tokens[at].lower in passed or is_folded(tokens[at])):
        at += 1
    stop = next((j for j in range(at, end) if is_folded(tokens[j]) or tokens[j].is_mark(",;:.–—")), end)
    if at >= stop or tokens[at].lower in phrases.PREPOSITIONS | phrases.SUBORDINATORS:
        return None
    return at, stop
