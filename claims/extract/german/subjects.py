"""Whose sentence it is: the subject of a German main clause, whatever its verb, and whether it can be a speaker."""

from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from claims.extract.german import phrases
from claims.extract.german.verbs import AUXILIARY, BE, SUBJUNCTIVE_II, is_subjunctive_i
from claims.extract.lexicon_files import entries
from claims.extract.places import place_named
from claims.extract.tokens import Shape, Token

MASCULINE = frozenset("der er dieser jener".split())  # nominative by their form, where a clause begins
PRONOUNS_ALONE = frozenset("er man ich wir".split())  # nominative by their form
QUANTITIES = frozenset("einige viele mehrere manche alle beide zahlreiche etliche".split())
# Forms of strong verbs that are no other form: "entstünden", "bekäme".
RETELLING_ENDINGS = tuple(
    "stünde stünden käme kämen gäbe gäben läge lägen nähme nähmen fände fänden"
    " bräuchte bräuchten wüsste wüssten".split()
)
CASE_ENDINGS = ("s", "es", "n", "en")
LONGEST_APPOSITION = 4  # tokens
LONGEST_COMPOUND = 40  # letters
LATEST_VERB = 40  # tokens into the sentence; a first place that is longer is no first place


@lru_cache(maxsize=65_536)
def is_verb(word: str) -> bool:
    """Any finite verb in lower case, by its lemma: an infinitive that is another form than the word or ends like it."""
    if word in AUXILIARY:
        return True
    if len(word) < 3 or word in phrases.NOT_NOUNS or word[-1] not in "tenbdfgmhkzlsrß" or word.endswith(("er", "em")):
        return False
    lemma = str(simplemma.lemmatize(word, lang="de"))
    if not lemma.endswith(("en", "ern", "eln")) or not lemma.islower():
        return False
    return lemma != word or (word.endswith("en") and _is_known(word))


@dataclass(frozen=True, slots=True)
class MainClause:
    finite: int
    subject: tuple[int, int] | None


def main_clause(tokens: list[Token]) -> MainClause | None:
    """The verb of the sentence's main clause and its subject, before it or the first nominative behind it."""
    begin = phrases.behind_list_number(tokens)
    while begin < len(tokens) and (tokens[begin].lower in phrases.FOCUS or tokens[begin].shape is Shape.PUNCT):
        begin += 1
    finite = finite_of_main_clause(tokens, begin)
    return MainClause(finite, subject_beside(tokens, begin, finite)) if finite is not None else None


def main_subject(tokens: list[Token]) -> tuple[int, int] | None:
    clause = main_clause(tokens)
    return clause.subject if clause is not None else None


def subject_beside(tokens: list[Token], begin: int, finite: int) -> tuple[int, int] | None:
    if begin == finite or not opens_with_subject(tokens, begin, finite):
        return subject_behind(tokens, finite)
    first = (begin, _with_apposition(tokens, phrases.noun_phrase_end(tokens, begin, finite), finite))
    return subject_behind(tokens, finite) or first if is_object_first(tokens, begin, finite) else first


def _with_apposition(tokens: list[Token], stop: int, finite: int) -> int:
    """Die Chefin von Nordchip, Lena Forst, trat auf: the name belongs to it."""
    last = finite - 1
    names_it = 0 < last - stop - 1 <= LONGEST_APPOSITION and tokens[stop].is_mark(",") and tokens[last].is_mark(",")
    return last if names_it and all(t.is_capitalised for t in tokens[stop + 1 : last]) else stop


def is_object_first(tokens: list[Token], begin: int, finite: int) -> bool:
    """Die Entscheidung kritisierte Voss, besorgt äußerte sich Voss: the speaker stands behind the verb."""
    if begin == 0 and is_adverbial(tokens[0].text) and (finite == 1 or tokens[1].lower in phrases.PREPOSITIONS):
        return True
    if tokens[begin].lower in MASCULINE or tokens[begin].lower in QUANTITIES or can_speak(tokens, (begin, finite)):
        return False
    behind = subject_behind(tokens, finite)
    if behind is None or not can_speak(tokens, behind):
        return False
    return all(t.lower in phrases.ADVERBS for t in tokens[finite + 1 : behind[0]])


def finite_of_main_clause(tokens: list[Token], begin: int) -> int | None:
    """The first finite verb that no subordinate clause holds."""
    end = min(len(tokens), begin + LATEST_VERB)
    i = begin
    while i < end:
        token = tokens[i]
        if token.is_mark(";:!?"):
            return None
        opens = i == begin or tokens[i - 1].is_mark(",–—")
        if opens and _opens_subordinate(tokens, i):
            i = _behind_clause(tokens, i, end)
            continue
        if i > begin and _is_finite(token) and not _is_attribute(tokens, i) and tokens[i - 1].lower != "zu":
            return i
        i += 1
    return None


def _is_finite(token: Token) -> bool:
    return token.shape is Shape.WORD and not token.is_capitalised and is_verb(token.lower)


def _is_attribute(tokens: list[Token], i: int) -> bool:
    """des "niedersächsischen" Landtags, "gestern veröffentlichten" Berichten, "auf das Echo reagierend"."""
    word = tokens[i].lower
    if word.endswith("end"):
        return True
    behind = i + 1 < len(tokens) and phrases.is_noun(tokens[i + 1])
    counted = tokens[i - 1].lower in phrases.DETERMINERS or tokens[i - 1].shape is Shape.NUMBER
    return counted and behind and word.endswith(("en", "e", "es"))


def _opens_subordinate(tokens: list[Token], i: int) -> bool:
    lower = tokens[i].lower
    if lower in phrases.SUBORDINATORS:
        return not (lower in ("bis", "seit", "während", "wie") and i + 1 < len(tokens) and _opens_phrase(tokens, i + 1))
    if i == 0:
        return False
    if lower in phrases.PREPOSITIONS and i + 1 < len(tokens):
        return tokens[i + 1].lower in phrases.RELATIVES and not _heads_noun(tokens, i + 1)
    return lower in phrases.RELATIVES and not _heads_noun(tokens, i)


def _opens_phrase(tokens: list[Token], i: int) -> bool:
    return tokens[i].lower in phrases.PREPOSITIONS or _heads_noun(tokens, i)


def _heads_noun(tokens: list[Token], i: int) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].lower not in phrases.DETERMINERS:
        return phrases.is_noun(tokens[i]) or tokens[i].shape is Shape.NUMBER
    return following is not None and (phrases.is_noun(following) or phrases.is_adjective(following))


def _behind_clause(tokens: list[Token], i: int, end: int) -> int:
    """Behind the comma that closes the clause: the main clause goes on with its verb or, inserted, where it was."""
    for j in range(i + 1, end):
        if tokens[j].is_mark(",–—"):
            return j + 1
        if tokens[j].is_mark(";:.!?"):
            return j
    return end


def opens_with_subject(tokens: list[Token], begin: int, finite: int) -> bool:
    """What stands before the verb is its subject, unless its form or the word behind the verb denies it."""
    lower = tokens[begin].lower
    stop = phrases.noun_phrase_end(tokens, begin, finite)
    if stop == begin or not phrases.may_be_nominative(tokens, begin):
        return False
    if lower in phrases.PREPOSITIONS or lower in phrases.SUBORDINATORS or tokens[finite - 1].lower == "zufolge":
        return False
    if lower in phrases.ADVERBS and not (lower in phrases.DETERMINERS and stop > begin + 1):
        return False
    if finite - begin == 1 and lower in ("das", "dies", "dieses", "es"):
        return False
    if is_time(tokens, begin, finite):
        return False
    following = tokens[finite + 1].lower if finite + 1 < len(tokens) else ""
    return following not in PRONOUNS_ALONE


@lru_cache(maxsize=65_536)
def is_adverbial(word: str) -> bool:
    """A word that only the beginning of the sentence put in capitals: "Relativierend fügte sie hinzu"."""
    lower = word.lower()
    if lower.endswith(("ierend", "weise", "gemäß")):
        return True
    lemma = str(simplemma.lemmatize(lower, lang="de"))
    form = lemma == lower or (lower.endswith("end") and lemma.islower())  # "passend" is listed under "passen"
    return lower not in phrases.PRONOUNS and form and _is_known(lower)


def _is_known(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="de"))


def is_time(tokens: list[Token], begin: int, end: int) -> bool:
    """Ende Januar, sechs Tage nach ..., kommende Woche: when, not who."""
    stop = phrases.noun_phrase_end(tokens, begin, end)
    nouns = [t.lower for t in tokens[begin:stop] if t.is_capitalised and t.lower not in phrases.DETERMINERS]
    return bool(nouns) and nouns[0] in entries("de", "points_in_time") and tokens[begin].lower not in ("der", "das")


def subject_behind(tokens: list[Token], finite: int) -> tuple[int, int] | None:
    """The first noun phrase behind the verb, before the clause ends, that can be a nominative."""
    i = finite + 1
    while i < len(tokens) and i < finite + 14:
        token = tokens[i]
        if token.is_mark(",;:.!?–—"):
            return None
        if token.lower in phrases.PREPOSITIONS:
            i = max(phrases.noun_phrase_end(tokens, i + 1, len(tokens)), i + 1)
            continue
        if token.lower not in phrases.ADVERBS and phrases.may_be_nominative(tokens, i):
            stop = phrases.noun_phrase_end(tokens, i, len(tokens))
            if (stop > i and token.lower not in ("das", "dies", "es")) or stop > i + 1:
                return i, stop
        if token.lower in phrases.DETERMINERS:
            i = max(phrases.noun_phrase_end(tokens, i, len(tokens)), i + 1)
            continue
        i += 1
    return None


def is_reporting(verb: Token) -> bool:
    """A verb in the subjunctive: its subject is spoken of and does not speak."""
    word = verb.lower
    return word in SUBJUNCTIVE_II or is_subjunctive_i(word) or word.endswith(RETELLING_ENDINGS)


def is_passive(tokens: list[Token], clause: MainClause) -> bool:
    """Zwei Geräte wurden beschädigt: what is done to the subject is no word of its own."""
    if tokens[clause.finite].lower not in ("wird", "werden", "wurde", "wurden"):
        return False
    for j in range(clause.finite + 1, len(tokens)):
        if tokens[j].is_mark(",;:.!?–—"):
            return tokens[j - 1].lower.endswith(("t", "en")) and not tokens[j - 1].is_capitalised
    return False


def agent_in(tokens: list[Token]) -> tuple[int, int] | None:
    """Von der Behörde wird geprüft, ob ...: who does what a passive tells."""
    for i in range(len(tokens) - 1):
        if tokens[i].lower in ("von", "vom", "seitens", "durch"):
            stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
            if stop > i + 1 and can_speak(tokens, (i + 1, stop)):
                return i + 1, stop
    return None


def is_pronoun(tokens: list[Token], subject: tuple[int, int]) -> bool:
    return subject[1] - subject[0] == 1 and tokens[subject[0]].lower in phrases.PRONOUNS


def can_speak(tokens: list[Token], subject: tuple[int, int]) -> bool:
    """A person, a body, a document or a name; "die Kosten", "ein Grund" say nothing."""
    start, end = subject
    words = tokens[start:end]
    if len(words) == 1 and words[0].lower in phrases.PRONOUNS:
        return words[0].lower in ("er", "sie", "dieser", "diese", "letzterer", "beide")
    nouns = [t for t in words if phrases.is_noun(t)]
    if not nouns:
        return False
    first = words.index(nouns[0])
    run = next((j for j in range(first, len(words)) if words[j] not in nouns), len(words))
    if any(speaks(t.lower) for t in words[first:run]):
        return True
    if run > first + 1 and words[first].text.endswith("s") and _is_known(words[run - 1].text):
        return False  # "Obamas Einsatz": what belongs to a name is no name
    if words[0] is nouns[0]:
        return is_name(nouns[0].text) and nouns[0].lower not in entries("de", "points_in_time")
    if run == first + 1 == len(words) and (place_named(nouns[0].text, "de") or is_acronym(nouns[0].text)):
        return True
    return run > first + 1 and is_name(words[first + 1].text)


@lru_cache(maxsize=65_536)
def speaks(noun: str) -> bool:
    return noun not in entries("de", "not_roles") and _is_headed(noun, _speaking_heads())


@lru_cache(maxsize=65_536)
def is_document(noun: str) -> bool:
    return _is_headed(noun, _documents())


def _is_headed(noun: str, heads: tuple[str, ...]) -> bool:
    """As it stands, or without the ending of its case: "Vorstands", "Präsidenten"."""
    return noun.endswith(heads) or any(
        noun.endswith(ending) and noun[: -len(ending)].endswith(heads) for ending in CASE_ENDINGS
    )


@cache
def _documents() -> tuple[str, ...]:
    return tuple(sorted(entries("de", "document_sources")))


@cache
def _speaking_heads() -> tuple[str, ...]:
    lists = ("speaking_heads", "person_roles", "organisation_roles", "document_sources", "anonymous_sources")
    return tuple(sorted(frozenset().union(*(entries("de", name) for name in lists))))


def is_acronym(word: str) -> bool:
    """die IAEA, das BSI"""
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=65_536)
def is_name(word: str) -> bool:
    """What stands without an article and is no plural is a name, or as good as one: Nordchip, aber nicht Flugzeuge."""
    return sum(c.isupper() for c in word) > 1 or not _is_plural(word)


def _is_plural(word: str) -> bool:
    """By the word itself or, where the dictionary lacks it, by the last word that it is compounded of."""
    if len(word) <= LONGEST_COMPOUND and not _is_known(word):
        parts = (word[i:].capitalize() for i in range(3, len(word) - 3))
        word = next((part for part in parts if _is_known(part)), word)
    lemma = str(simplemma.lemmatize(word, lang="de"))
    return lemma != word and lemma[:1].isupper()


def for_whom(tokens: list[Token]) -> tuple[int, int] | None:
    """Für Voss sei das ein Fehler: whose judgement it is."""
    if len(tokens) < 3 or tokens[0].lower != "für":
        return None
    stop = phrases.noun_phrase_end(tokens, 1, len(tokens))
    judges = 1 < stop < len(tokens) and tokens[stop].lower in BE
    return (1, stop) if judges and can_speak(tokens, (1, stop)) else None


def document_in(tokens: list[Token]) -> tuple[int, int] | None:
    """Im Bericht werden Beispiele aufgeführt: the document that a sentence is about to speak from."""
    for i in range(min(3, len(tokens) - 1)):
        if tokens[i].lower not in ("im", "in", "laut"):
            continue
        stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
        head = next((t for t in tokens[i + 1 : stop] if phrases.is_noun(t)), None)
        if head is not None and is_document(head.lower):
            return i + 1, stop
    return None
