"""German statements without a clause that depends on the cue: fragments, reported acts, subjunctive runs, hearsay."""

from claims.extract.attribution import Kind, Modality
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup
from claims.extract.german.verbs import SUBJUNCTIVE_I, is_subjunctive_i
from claims.extract.lexicon_files import entries, table
from claims.extract.ranges import marks, spans, trimmed
from claims.extract.tokens import Shape, Token
from claims.text import Span

CUE_NOUNS = table("de", "cue_nouns")
PREDICATES = entries("de", "predicates")
HANDING_ON = entries("de", "attribution_adverbs")
POINTING = frozenset("das dies dieses".split())
FIRST_PERSON = frozenset("ich wir mich uns mir".split())


def match_pointing_back(document: Document, sentence: Sentence, groups: list[CueGroup]) -> Frame | None:
    """Das teilte X mit: the content is the sentence before."""
    tokens = sentence.tokens
    if not tokens or tokens[0].lower not in POINTING or sentence.number == 0:
        return None
    group = next((g for g in groups if g.finite <= 2 and g.verb.verb_class == "say"), None)
    before = document.sentences[sentence.number - 1]
    if group is None or len(tokens) > 30 or before.paragraph < sentence.paragraph - 1:
        return None
    if any(t.is_mark(",:") for t in tokens[group.finite : group.finite + 12]):
        return None
    content = spans(before, [(0, len(before.tokens))])
    source = sentence.span(*group.subject) if group.subject else None
    if not content or source is None:
        return None
    return Frame("pointing_back", sentence.number, content, Kind.INDIRECT, marks(sentence, group.parts), source, "say")


def match_reported(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        if group.verb_final or group.subject is None:
            continue
        frame = _fragment(sentence, group)
        if "n" in group.verb.frames and (frame is None or group.verb.lemma == "sprechen"):
            reported = _reported(sentence, group)
            if reported is not None:
                frames.append(reported)
        if frame is not None:
            frames.append(frame)
    return frames


def _fragment(sentence: Sentence, group: CueGroup) -> Frame | None:
    """Quoted words in the clause of a cue verb: nannte den Plan „völlig absurd“."""
    if "q" not in group.verb.frames and group.verb.lemma != "sprechen":
        return None
    quote = next(
        (
            j
            for j in range(group.finite + 1, len(sentence.tokens))
            if is_fragment(sentence.tokens, j) or (group.verb.verb_class == "judge" and _is_label(sentence.tokens, j))
        ),
        None,
    )
    if quote is None or any(t.is_mark(";:") for t in sentence.tokens[group.finite : quote]):
        return None
    if sentence.tokens[quote].size < 2 and group.verb.verb_class != "judge" and group.verb.lemma != "sprechen":
        return None
    return Frame(
        "quote_fragment",
        sentence.number,
        (sentence.tokens[quote].span,),
        Kind.DIRECT,
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=group.verb.verb_class,
        fragment=True,
    )


def _is_label(tokens: list[Token], j: int) -> bool:
    """als „Vertrauensbruch“, einen „Skandal“: the word that a judgement is given in."""
    return tokens[j].shape is Shape.QUOTE and tokens[j - 1].lower in ("als", "ein", "einen", "eine", "einem", "einer")


def is_fragment(tokens: list[Token], j: int) -> bool:
    """Words that somebody said, not a name or a title: they have a word in lower case and no noun names them."""
    token = tokens[j]
    if token.shape is not Shape.QUOTE or (phrases.is_name_quote(token) and token.size > 1):
        return False
    inner = token.text.strip('„“”"»« ')
    if inner[:1].isupper() and j > 0 and inner[-1:] not in ".,!?" and (
        tokens[j - 1].is_capitalised
        or tokens[j - 1].lower in phrases.DETERMINERS
        or phrases.is_adjective(tokens[j - 1])
    ):  # fmt: skip
        return False
    if token.size <= 4 and j > 0 and (tokens[j - 1].is_capitalised or tokens[j - 1].shape is Shape.NUMBER):
        return False
    return any(word.islower() and len(word) > 2 for word in token.text.strip('„“”"»«').split()[:40]) or token.size > 6


def _reported(sentence: Sentence, group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    if group.verb.lemma == "sprechen" and not _has_von(tokens, group):
        return None
    start, end = _main_clause(tokens, group)
    if group.verb.lemma == "sprechen":
        start = next(j for j in range(group.finite + 1, len(tokens)) if tokens[j].lower in ("von", "vom")) + 1
    content = trimmed(sentence, start, end)
    if content is None or end - start < 4:
        return None
    attitude = group.verb.verb_class in ("attitude", "judge", "demand", "commit")
    return Frame(
        "attitude" if attitude and group.verb.verb_class == "attitude" else "reported",
        sentence.number,
        (content,),
        Kind.ATTITUDE if group.verb.verb_class == "attitude" else Kind.REPORTED,
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=group.verb.verb_class,
    )


def _has_von(tokens: list[Token], group: CueGroup) -> bool:
    end = min(len(tokens) - 1, group.after + 12)
    start = group.subject[1] if group.subject and group.inverted else group.finite + 1
    return any(tokens[j].lower in ("von", "vom") for j in range(start, end))


def _main_clause(tokens: list[Token], group: CueGroup) -> tuple[int, int]:
    start = group.finite
    while start > 0 and not tokens[start - 1].is_mark(";:"):
        start -= 1
    end = next((j for j in range(group.finite, len(tokens)) if tokens[j].is_mark(";:")), len(tokens))
    first = tokens[start].lower
    if first in phrases.SUBORDINATORS:  # "Während A ..., spricht X von B": only the main clause is what X says
        start = group.segment[0]
    return start, end


def match_noun(sentence: Sentence) -> list[Frame]:
    """die Behauptung, dass ...; der Vorwurf, ... zu haben."""
    tokens = sentence.tokens
    frames = []
    for j in range(1, len(tokens) - 2):
        if not tokens[j].is_mark(",") or tokens[j + 1].lower not in ("dass", "daß", "wonach"):
            continue
        head = next((k for k in range(j - 1, max(-1, j - 8), -1) if tokens[k].text in CUE_NOUNS), None)
        if head is None:
            continue
        content = spans(sentence, [(j + 1, len(tokens))])
        holder = phrases.noun_phrase_end(tokens, head, j)
        source = sentence.span(head + 1, holder) if holder > head + 1 else _holder(sentence, head)
        if content:
            frames.append(
                Frame(
                    "noun",
                    sentence.number,
                    content,
                    Kind.INDIRECT,
                    (tokens[head].span,),
                    source,
                    CUE_NOUNS[tokens[head].text],
                    inherits=False,
                )
            )
    return frames


def _holder(sentence: Sentence, head: int) -> Span | None:
    """war in Analystenkreisen Konsens: those among whom it is held; else the subject (sie kamen zu dem Ergebnis)."""
    tokens = sentence.tokens
    if tokens[head].text == "Konsens":
        for i in range(head - 1, -1, -1):
            if tokens[i].lower in ("in", "unter", "bei"):
                stop = phrases.noun_phrase_end(tokens, i + 1, head)
                return sentence.span(i + 1, stop) if stop > i + 1 else None
        return None
    subject = phrases.first_subject(tokens, 0, head)
    return sentence.span(*subject) if subject is not None and subject[1] <= head else None


def match_predicate(sentence: Sentence) -> Frame | None:
    """X ist überzeugt, dass ...; X zeigte sich zuversichtlich, dass ..."""
    tokens = sentence.tokens
    for j in range(2, len(tokens) - 2):
        if tokens[j].lower not in PREDICATES or not tokens[j + 1].is_mark(","):
            continue
        if tokens[j + 2].lower not in ("dass", "daß", "ob"):
            continue
        verb = next(
            (
                k
                for k in range(j - 1, -1, -1)
                if tokens[k].lower
                in ("ist", "sind", "war", "waren", "zeigte", "zeigt", "zeigten", "zeigen", "gibt", "gab")
            ),
            None,
        )
        if verb is None:
            continue
        start = 0
        end = phrases.noun_phrase_end(tokens, start, verb)
        if end == start or tokens[start].lower == "es":
            continue
        content = spans(sentence, [(j + 2, len(tokens))])
        return Frame(
            "predicate",
            sentence.number,
            content,
            Kind.INDIRECT,
            marks(sentence, (verb, j)),
            sentence.span(start, verb),
            "think",
        )
    return None


def match_adverb(sentence: Sentence) -> Frame | None:
    """Demnach ...: the sentence is handed to the source before it."""
    tokens = sentence.tokens
    at = next((j for j in range(min(4, len(tokens))) if tokens[j].lower in HANDING_ON), None)
    if at is None or (tokens[at].lower in ("danach", "wonach") and not has_reported_mood(sentence)):
        return None
    content = spans(sentence, [(0, at), (at + 1, len(tokens))])
    if not content:
        return None
    return Frame(
        "adverb", sentence.number, content, Kind.INDIRECT, (tokens[at].span,), tokens[at].span, "say", inherits=True
    )


def has_reported_mood(sentence: Sentence) -> bool:
    """A main clause in the subjunctive of reported speech; a first person speaks for itself."""
    tokens = sentence.tokens
    if any(t.lower in FIRST_PERSON for t in tokens):
        return False
    for i, token in enumerate(tokens):
        if (token.is_capitalised and i > 0) or not token.lower:
            continue
        if token.lower in SUBJUNCTIVE_I or (
            i > 0 and is_subjunctive_i(token.lower) and not _follows_determiner(tokens, i)
        ):
            return not _only_in_als_ob(tokens, i)
    return False


def _follows_determiner(tokens: list[Token], i: int) -> bool:
    return tokens[i - 1].lower in phrases.DETERMINERS or (
        i + 1 < len(tokens) and phrases.is_noun(tokens[i + 1]) and (tokens[i - 1].lower in phrases.PREPOSITIONS)
    )


def _only_in_als_ob(tokens: list[Token], i: int) -> bool:
    return any(t.lower == "als" for t in tokens[max(0, i - 3) : i]) or (i == 0 and tokens[0].lower != "sei")


def match_hearsay(sentence: Sentence) -> Frame | None:
    """X soll ... worden sein; angeblich ...: reported by somebody who is not named."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        lower = token.lower
        if lower == "angeblich" or (lower in ("soll", "sollen") and _is_hearsay_soll(tokens, i)):
            content = spans(sentence, [(0, len(tokens))])
            return Frame(
                "hearsay",
                sentence.number,
                content,
                Kind.FREE_INDIRECT,
                (token.span,),
                None,
                "say",
                modality=Modality.HEARSAY,
            )
    return None


def _is_hearsay_soll(tokens: list[Token], i: int) -> bool:
    """ "soll ... haben/sein" speaks of the past, "soll in der Lage sein" of a state: both are hearsay.

    A bare infinitive ("soll 2027 erscheinen") may be a plan of the house itself and is left alone.
    """
    clause = []
    for token in tokens[i + 1 :]:
        if token.is_mark(".;:!?"):
            break
        clause.append(token.lower)
    if any(w in ("haben", "sein") for w in clause):
        return True
    return "in" in clause and "lage" in clause
