"""What is said to be so without a source beside it: "soll", "angeblich"; and what goes on so after a statement."""

from claims.extract.attribution import Kind, Modality
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import segment_start
from claims.extract.german.subjects import main_clause
from claims.extract.ranges import spans
from claims.extract.tokens import Token
from claims.text import Span

# Nobody is named there whose words could go on.
UNSOURCED = frozenset(("hearsay", "attitude", "quote_alone", "quote_loose", "quote_colon", "quote_verb"))
RUNS = frozenset(("hearsay", "hearsay_run"))
SOLL = frozenset(("soll", "sollen"))


def match_hearsay(sentence: Sentence) -> Frame | None:
    """X soll ... worden sein; angeblich ...: reported by somebody who is not named."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if (token.lower == "angeblich" and _doubts_the_sentence(tokens, i)) or (
            token.lower in SOLL and _speaks_of_a_fact(tokens, i)
        ):
            return _frame(sentence, "hearsay", i)
    return None


def _doubts_the_sentence(tokens: list[Token], i: int) -> bool:
    """Not "die angeblich verkauften Daten", nor what stands in a clause that the sentence only mentions."""
    start = segment_start(tokens, i)
    if start == 0:
        return not (i > 0 and tokens[i - 1].lower in phrases.DETERMINERS)
    first = tokens[start].lower
    return first not in phrases.SUBORDINATORS and first not in phrases.RELATIVES


def continue_hearsay(document: Document, frames: list[Frame]) -> list[Frame]:
    """ "Das Gerät soll 2027 erscheinen": what the source before goes on to say, else a plan of whoever makes it."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    found = []
    for sentence in document.sentences:
        if sentence.number in by_sentence or not any(token.lower in SOLL for token in sentence.tokens):
            continue
        at = _soll_of_main_clause(sentence.tokens)
        if at is None or sentence.tokens[-1].is_mark("?"):
            continue
        if _extends_run(document, sentence, by_sentence):
            continue
        told = _told_before(document, sentence, by_sentence)
        frame = _frame(sentence, "hearsay_run" if told is not None else "hearsay_plan", at)
        if told is not None:
            frame.source, frame.source_why = told.source, "goes on from the statement before"
            by_sentence[sentence.number] = [frame]
        found.append(frame)
    return found


def _extends_run(document: Document, sentence: Sentence, by_sentence: dict[int, list[Frame]]) -> bool:
    """Sentences with "soll" behind one another, in one paragraph, are one content."""
    own = by_sentence.get(sentence.number - 1, [])
    if (
        len(own) != 1
        or own[0].rule not in RUNS
        or document.sentences[sentence.number - 1].paragraph != sentence.paragraph
    ):
        return False
    run = own[0]
    content = spans(sentence, [(0, len(sentence.tokens))])
    if not content or run.content[-1].end < document.sentences[sentence.number - 1].end - 2:
        return False
    run.content = (*run.content[:-1], Span(run.content[-1].start, content[-1].end))
    by_sentence[sentence.number] = own
    return True


def _soll_of_main_clause(tokens: list[Token]) -> int | None:
    clause = main_clause(tokens)
    return clause.finite if clause is not None and tokens[clause.finite].lower in SOLL else None


def _told_before(document: Document, sentence: Sentence, by_sentence: dict[int, list[Frame]]) -> Frame | None:
    """The statement that the sentence right before it, in the same paragraph, ends with."""
    own = by_sentence.get(sentence.number - 1, [])
    if not own or document.sentences[sentence.number - 1].paragraph != sentence.paragraph:
        return None
    whole = [f for f in own if not f.fragment and f.rule not in UNSOURCED]
    return max(whole, key=lambda f: f.content[-1].end) if whole else None


def _frame(sentence: Sentence, rule: str, cue: int) -> Frame:
    return Frame(
        rule,
        sentence.number,
        spans(sentence, [(0, len(sentence.tokens))]),
        Kind.FREE_INDIRECT,
        (sentence.tokens[cue].span,),
        None,
        "say",
        modality=Modality.HEARSAY,
    )


def _speaks_of_a_fact(tokens: list[Token], i: int) -> bool:
    """ "soll ... haben/sein" speaks of the past, "soll in der Lage sein" of a state: both are hearsay.

    A bare infinitive ("soll 2027 erscheinen") may be a plan of the house itself.
    """
    clause = []
    for token in tokens[i + 1 :]:
        if token.is_mark(".;:!?"):
            break
        clause.append(token.lower)
    return any(w in ("haben", "sein") for w in clause) or ("in" in clause and "lage" in clause)
