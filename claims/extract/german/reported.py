"""A speech act without a clause that gives its wording: quoted words in the cue's clause, or its object alone."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup, clause_end
from claims.extract.german.dependent import is_relative
from claims.extract.german.fragments import is_fragment, is_wording
from claims.extract.german.framing import relative_span
from claims.extract.german.subjects import can_speak
from claims.extract.german.verbs import Form, readings
from claims.extract.lexicon_files import entries, table
from claims.extract.ranges import marks, trimmed
from claims.extract.tokens import Shape, Token

# What must introduce the object of these, for the verb to speak of words and not of things.
OBJECTS = table("de", "reported_objects")
# Who does this has a voice, whatever the noun: "die Brauer warnen vor".
ALWAYS_SPEAKING = frozenset("sprechen warnen plädieren klagen".split())
PARTICLES = frozenset("ab an auf aus bei ein los nach vor zu zurück heraus hinzu um".split())
PRICES = frozenset("Prozent Euro Cent Dollar Franken".split())
NONE = frozenset("kein keine keinen keinem keiner keines keinerlei weder".split())
FURTHER = frozenset("näher weiter genauer".split())
LONGEST_APPOSITION = 10  # tokens
FARTHEST_LABEL = 25  # tokens
SHORTEST = 4  # tokens


def match_reported(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        if group.subject is None:
            continue
        fragment = _fragment(sentence, group)
        if group.verb_final:
            if fragment is not None:
                frames.append(fragment)
            continue
        whole_too = group.verb.lemma in ("sprechen", "warnen") or group.verb.verb_class == "demand"
        if "n" in group.verb.frames and (fragment is None or whole_too):
            reported = _reported(sentence, group)
            if reported is not None:
                frames.append(reported)
        if fragment is not None:
            frames.append(fragment)
    return frames


def _fragment(sentence: Sentence, group: CueGroup) -> Frame | None:
    """Quoted words in the clause of a cue verb: nannte den Plan „völlig absurd“."""
    tokens = sentence.tokens
    called = _is_called_something(tokens, group)
    judges = called or group.verb.verb_class == "judge"
    if group.subject is None or _speaks_of_itself(sentence.tokens, group):
        return None
    if "q" not in group.verb.frames and group.verb.lemma != "sprechen" and not judges:
        return None
    place = range(group.segment[0], group.finite) if group.verb_final else range(group.finite + 1, len(tokens))
    quote = next((j for j in place if is_fragment(tokens, j) or (judges and _is_label(tokens, j))), None)
    if quote is None or any(t.is_mark(";:") for t in tokens[group.finite : quote]):
        return None
    if tokens[quote].size < 2 and not judges and group.verb.lemma != "sprechen":
        return None
    return Frame(
        "quote_fragment",
        sentence.number,
        (tokens[quote].span,),
        Kind.DIRECT,
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class="judge" if called else group.verb.verb_class,
        relative=relative_span(sentence, group),
        fragment=True,
    )


def _is_called_something(tokens: list[Token], group: CueGroup) -> bool:
    """wies das als „falsch“ zurück, begrüßte es als „wichtigen Schritt“"""
    if group.verb.verb_class not in ("attitude", "deny"):
        return False
    return any(
        tokens[j].lower == "als" and is_wording(tokens[j + 1]) and tokens[j + 1].shape is Shape.QUOTE
        for j in range(group.finite, min(len(tokens), group.finite + FARTHEST_LABEL) - 1)
    )


def _is_label(tokens: list[Token], j: int) -> bool:
    """als „Vertrauensbruch“, einen „Skandal“: the word that a judgement is given in."""
    if tokens[j].shape is not Shape.QUOTE:
        return False
    return is_wording(tokens[j]) or tokens[j - 1].lower in ("als", "ein", "einen", "eine", "einem", "einer")


def _reported(sentence: Sentence, group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    start, end = _main_clause(tokens, group)
    opening = _object_opening(tokens, group, end)
    if (
        opening is None
        or _is_no_speech(tokens, group)
        or not _is_anybodys(tokens, group)
        or _has_other_particle(tokens, group)
        or _says_nothing(tokens, group, start, end)
    ):
        return None
    if group.verb.lemma == "sprechen":
        start = opening + 1
    content = trimmed(sentence, start, end)
    if content is None or end - start < SHORTEST:
        return None
    attitude = group.verb.lemma in entries("de", "attitude_verbs")
    if attitude and not _names_its_object(tokens, group, start, end):
        return None
    return Frame(
        "attitude" if attitude else "reported",
        sentence.number,
        (content,),
        Kind.ATTITUDE if attitude else Kind.REPORTED,
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=group.verb.verb_class,
        denies=group.verb.verb_class == "deny",
    )


def _is_no_speech(tokens: list[Token], group: CueGroup) -> bool:
    """A question or a request to the reader, a hope, a price."""
    return _is_question_or_request(tokens, group) or (
        group.verb.lemma == "verlangen" and any(t.text in PRICES for t in tokens[slice(*group.segment)])
    )


def _is_question_or_request(tokens: list[Token], group: CueGroup) -> bool:
    """Befürchten Sie Einschnitte? Nennen Sie ein Beispiel! And "verspricht sich davon": a hope, no promise."""
    reflexive = group.verb.lemma == "versprechen" and any(t.lower == "sich" for t in tokens[slice(*group.segment)])
    polite = group.finite == group.segment[0] == 0 and [t.text for t in tokens[1:2]] == ["Sie"]
    return reflexive or polite or tokens[-1].is_mark("?")


def _says_nothing(tokens: list[Token], group: CueGroup, start: int, end: int) -> bool:
    """Weitere Einzelheiten nannte X nicht; X nannte keine Namen. But "nannte das keine Lösung" is a judgement."""
    if group.verb.lemma not in entries("de", "withheld"):
        return False
    at = group.subject[1] if group.subject and group.inverted else group.finite + 1
    while at < end and tokens[at].lower in entries("de", "adverbs"):
        at += 1
    left_out = FURTHER.union(tokens[part].lower for part in group.parts)
    words = [token.lower for token in tokens[start:end] if not token.is_mark(".,") and token.lower not in left_out]
    return words[-1:] == ["nicht"] or bool(NONE & {tokens[start].lower, tokens[min(at, end - 1)].lower})


def _names_its_object(tokens: list[Token], group: CueGroup, start: int, end: int) -> bool:
    """Not "X weist dies zurück"."""
    subject = range(*group.subject) if group.subject is not None else range(0)
    return any(phrases.is_noun(tokens[j]) for j in range(start, end) if j not in subject and j not in group.parts)


def _object_opening(tokens: list[Token], group: CueGroup, end: int) -> int | None:
    """The word that introduces what is spoken of: "spricht von", "rechnet mit"; any place where none is asked for."""
    wanted = OBJECTS.get(group.verb.lemma)
    if wanted is None:
        return group.finite
    words = wanted.split()
    begin = group.subject[1] if group.subject and group.inverted else group.finite + 1
    first = next((j for j in range(begin, end) if tokens[j].lower in words), None)
    if first is not None:
        return first
    inside = _object_in_subject(tokens, group, words)
    if inside is not None:
        return inside
    before = range(group.segment[0], group.finite)
    return next((j for j in before if tokens[j].lower in words and group.verb.lemma != "sprechen"), None)


def _object_in_subject(tokens: list[Token], group: CueGroup, words: list[str]) -> int | None:
    """In dem Interview sprach Voss von der Marke: the phrase looks like one with the name before it."""
    if group.subject is None or not group.inverted:
        return None
    start, end = group.subject
    at = next((j for j in range(start + 1, end) if tokens[j].lower in words), None)
    if at is not None:
        group.subject = (start, at)
    return at


def _is_anybodys(tokens: list[Token], group: CueGroup) -> bool:
    """Somebody who can speak, and who does not speak of itself."""
    if group.subject is None or (group.passive and not can_speak(tokens, group.subject)):
        return False
    start, end = group.subject
    if end - start == 1 and tokens[start].lower in ("man", "ich", "wir", "du", "das", "dies"):
        return False
    if end - start == 1 and tokens[start].lower == "es":
        return start == 0 and group.verb.lemma == "bezeichnen"
    speaks = group.verb.lemma in ALWAYS_SPEAKING or can_speak(tokens, group.subject)
    return not _speaks_of_itself(tokens, group) and speaks


def _speaks_of_itself(tokens: list[Token], group: CueGroup) -> bool:
    """Dann nennt sie sich „Halle 12“; so nennt man das: a name, no judgement."""
    if group.verb.verb_class != "judge" or group.subject is None:
        return False
    around = tokens[max(0, group.finite - 1) : group.finite + 3]
    return tokens[group.subject[0]].lower == "man" or any(t.lower == "sich" for t in around)


def _has_other_particle(tokens: list[Token], group: CueGroup) -> bool:
    """ "forderte ... an", "sagten ... ab": another verb than the one of saying."""
    last = clause_end(tokens, group.finite + 1) - 1
    return last not in group.parts and tokens[last].lower in PARTICLES


def _main_clause(tokens: list[Token], group: CueGroup) -> tuple[int, int]:
    start = group.finite
    while start > 0 and not tokens[start - 1].is_mark(";:"):
        start -= 1
    end = next((j for j in range(group.finite, len(tokens)) if tokens[j].is_mark(";:")), len(tokens))
    end = next(
        (j for j in range(group.finite, end) if tokens[j].is_mark(",") and _opens_main_clause(tokens, j + 1)), end
    )
    first = tokens[start].lower
    if first in phrases.SUBORDINATORS:  # "Während A ..., spricht X von B": only the main clause is what X says
        start = group.segment[0]
    return start, end


def _opens_main_clause(tokens: list[Token], i: int) -> bool:
    """X wies die Kritik zurück, die Sprecherin erklärte: another one acts from here on."""
    stop = phrases.noun_phrase_end(tokens, i, len(tokens))
    if stop == i or not phrases.may_be_nominative(tokens, i) or is_relative(tokens, i):
        return False
    commas = [j for j in range(stop, min(len(tokens), stop + LONGEST_APPOSITION)) if tokens[j].is_mark(",")]
    ends = [stop, *(j + 1 for j in commas[:2])]
    return any(e < len(tokens) and not tokens[e].is_capitalised and _is_finite_cue(tokens[e]) for e in ends)


def _is_finite_cue(token: Token) -> bool:
    return any(r.form is Form.FINITE and not r.verb.phrase for r in readings().get(token.lower, ()))
