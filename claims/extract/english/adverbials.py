"""English sources beside a clause: according to X, as X reported; nouns and adjectives with a clause; hearsay."""

from claims.extract.attribution import Kind, Modality
from claims.extract.document import Sentence
from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import SUBORDINATORS, subject_before
from claims.extract.english.quotations import is_quotation
from claims.extract.english.verbs import AUXILIARY, BE
from claims.extract.frame import Frame
from claims.extract.lexicon_files import entries, table
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

CUE_NOUNS = table("en", "cue_nouns")
PREDICATES = entries("en", "predicates")
HEARSAY = frozenset("reportedly allegedly supposedly purportedly".split())


def match_adverbials(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    tokens = sentence.tokens
    frames = []
    for i, token in enumerate(tokens):
        lower = token.lower
        frame = None
        if lower == "according" and i + 2 < len(tokens) and tokens[i + 1].lower == "to":
            frame = _according(sentence, i)
        elif lower == "as" and (i == 0 or tokens[i - 1].is_mark(",—–")):
            frame = _as_reported(sentence, groups, i)
        elif lower == "that" and i > 0 and tokens[i - 1].lower in CUE_NOUNS:
            frame = _noun(sentence, i)
        elif lower in PREDICATES and i > 1:
            frame = _predicate(sentence, i)
        elif lower in HEARSAY:
            frame = _hearsay(sentence, i)
        if frame is not None:
            frames.append(frame)
    return frames


def _according(sentence: Sentence, i: int) -> Frame | None:
    tokens = sentence.tokens
    end = _source_end(tokens, i + 2)
    if end == i + 2:
        return None
    if i == 0 or all(t.shape is Shape.PUNCT or t.lower in ("and", "but") for t in tokens[:i]):
        pieces = [(end, len(tokens))]
    else:
        pieces = [(_clause_start(tokens, i), i)]
        if (
            end < len(tokens) - 1
            and tokens[end].is_mark(",—–")
            and tokens[end + 1].lower not in SUBORDINATORS | {"and", "but"}
        ) or (
            end < len(tokens) - 1 and tokens[end].is_mark(",") and tokens[i - 1].is_mark(",") and len(tokens) - end > 3
        ):
            pieces.append((end + 1, len(tokens)))
    content = spans(sentence, pieces)
    if not content:
        return None
    inside = [t for s, e in pieces for t in tokens[s:e] if t.shape is not Shape.PUNCT]
    quoted = [t for t in inside if is_quotation(t)]
    kind = Kind.INDIRECT if not quoted else Kind.DIRECT if len(quoted) == len(inside) else Kind.MIXED
    return Frame(
        "according", sentence.number, content, kind, (sentence.span(i, i + 2),), sentence.span(i + 2, end), "say"
    )


def _source_end(tokens: list[Token], start: int) -> int:
    """Up to a comma that no apposition follows, a quotation or a verb of the main clause."""
    for j in range(start, len(tokens)):
        token = tokens[j]
        if token.is_mark(";:.—–!?") or (is_quotation(token) and j > start):
            return j
        if token.is_mark(","):
            return j
        if j > start + 1 and token.lower in ("that", "which", "who", "when", "while"):
            return len(tokens) if token.lower in ("that", "which") else j
    return len(tokens)


def _clause_start(tokens: list[Token], i: int) -> int:
    for j in range(i - 1, 0, -1):
        if tokens[j].is_mark(";"):
            return j + 1
    return 0


def _as_reported(sentence: Sentence, groups: list[CueGroup], i: int) -> Frame | None:
    """As X reported, ... / ..., as X put it."""
    tokens = sentence.tokens
    group = next((g for g in groups if i < g.head <= i + 8 and g.form == "fin"), None)
    if group is None or group.subject is None or group.subject[0] < i or group.verb.verb_class not in ("say", "show"):
        return None
    if any(t.is_mark(",—–:;") for t in tokens[i + 1 : group.head]) and not tokens[group.subject[1]].is_mark(","):
        return None
    if group.end < len(tokens) and tokens[group.end].lower == "out":
        group.end += 1
    elif "q" not in group.verb.frames and group.verb.lemma != "point":
        return None
    end = next((j for j in range(group.end, len(tokens)) if tokens[j].is_mark(",—–;")), len(tokens) - 1)
    if end - group.end > 7:
        return None
    pieces = [(0, i), (end, len(tokens))]
    content = spans(sentence, [piece for piece in pieces if piece[1] - piece[0] > 3])
    if not content:
        return None
    return Frame(
        "as_reported",
        sentence.number,
        content,
        Kind.INDIRECT,
        (sentence.span(group.start, group.end),),
        sentence.span(*group.subject),
        "say",
    )


def _noun(sentence: Sentence, i: int) -> Frame | None:
    """his claim that ...; the allegation that ..."""
    tokens = sentence.tokens
    holder = None
    for j in range(i - 2, max(-1, i - 5), -1):
        lower = tokens[j].lower
        if lower in ("his", "her", "their", "its", "my", "our") or lower.endswith(("'s", "’s")):
            start = j
            while start > 0 and tokens[start - 1].is_capitalised and tokens[j].is_capitalised:
                start -= 1
            holder = sentence.span(start, j + 1)
            break
    end = _plain_end(tokens, i)
    content = spans(sentence, [(i, end)])
    if not content:
        return None
    noun = tokens[i - 1]
    return Frame("noun", sentence.number, content, Kind.INDIRECT, (noun.span,), holder, CUE_NOUNS[noun.lower])


def _plain_end(tokens: list[Token], start: int) -> int:
    return next((j for j in range(start + 1, len(tokens)) if tokens[j].is_mark(",;—–")), len(tokens))


def _predicate(sentence: Sentence, i: int) -> Frame | None:
    """X is confident that ...; X is willing to ..."""
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].lower not in ("that", "to", "about", "he", "she", "they", "it"):
        return None
    verb = next(
        (
            j
            for j in range(i - 1, max(-1, i - 4), -1)
            if tokens[j].lower in BE or tokens[j].lower in ("seemed", "seems", "remains", "felt")
        ),
        None,
    )
    if verb is None:
        return None
    start = verb
    while start > 0 and tokens[start - 1].lower in AUXILIARY:
        start -= 1
    subject = subject_before(tokens, start)
    if subject is None or tokens[subject[0]].lower == "it":
        return None
    content = spans(sentence, [(i + 1, _plain_end(tokens, i + 1))])
    if not content:
        return None
    return Frame(
        "predicate",
        sentence.number,
        content,
        Kind.INDIRECT if tokens[i + 1].lower == "that" else Kind.ATTITUDE,
        (sentence.span(start, i + 1),),
        sentence.span(*subject),
        "think",
    )


def _hearsay(sentence: Sentence, i: int) -> Frame | None:
    tokens = sentence.tokens
    content = spans(sentence, [(0, i), (i + 1, len(tokens))])
    if not content:
        return None
    return Frame(
        "hearsay",
        sentence.number,
        content,
        Kind.FREE_INDIRECT,
        (tokens[i].span,),
        None,
        "say",
        modality=Modality.HEARSAY,
    )
