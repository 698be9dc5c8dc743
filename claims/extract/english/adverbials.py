"""English sources beside a clause: according to X, as X reported; nouns and adjectives with a clause; hearsay."""

from claims.extract.attribution import Kind, Modality
from claims.extract.document import Sentence
from claims.extract.english.groups import CueGroup
from claims.extract.english.nouns import is_cue_noun, match_noun
from claims.extract.english.phrases import SUBORDINATORS, is_quotation
from claims.extract.english.predicates import PREDICATES, match_predicate
from claims.extract.english.subjects import subject_before
from claims.extract.frame import Frame
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

HOLDERS = frozenset("his her their its".split())
NO_SOURCES = frozenset("plan size need schedule taste law age weight".split())  # sorted according to size
RESULTS = frozenset("so or because which who while although though but and".split())
RUMOURS = frozenset("rumour rumor legend word gossip".split())
HEARSAY = frozenset("reportedly allegedly supposedly purportedly".split())


def match_adverbials(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    tokens = sentence.tokens
    frames = []
    for i, token in enumerate(tokens):
        lower = token.lower
        frame = None
        if lower == "according" and i + 2 < len(tokens) and tokens[i + 1].lower == "to":
            frame = _according(sentence, i, i + 2)
        elif lower == "per" and (i == 0 or tokens[i - 1].is_mark(",")) and i + 2 < len(tokens):
            frame = _according(sentence, i, i + 1) if tokens[i + 1].is_capitalised else None
        elif lower == "words" and i + 3 < len(tokens) and tokens[i + 1].lower == "of" and i > 1:
            frame = _according(sentence, i - 2, i + 2) if tokens[i - 2].lower == "in" else None
        elif lower in ("view", "opinion", "words") and i > 1 and i + 1 < len(tokens) and tokens[i + 1].is_mark(","):
            frame = _view(sentence, i)
        elif lower == "as" and (i == 0 or tokens[i - 1].is_mark(",—–")):
            frame = _as_reported(sentence, groups, i)
        elif is_cue_noun(token):
            frame = match_noun(sentence, i)
        elif lower in PREDICATES and i > 1:
            frame = match_predicate(sentence, i)
        elif lower in HEARSAY:
            frame = _hearsay(sentence, i)
        elif lower == "has" and 0 < i < len(tokens) - 4 and tokens[i - 1].lower in RUMOURS:
            frame = _rumour(sentence, i)
        if frame is not None:
            frames.append(frame)
    return frames


def _according(sentence: Sentence, i: int, at: int) -> Frame | None:
    """`at`: where the source begins behind “according to”, “per”, “in the words of”."""
    tokens = sentence.tokens
    end = _source_end(tokens, at)
    if end == at or (end == at + 1 and tokens[at].lower in NO_SOURCES):
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
            end < len(tokens) - 1
            and tokens[end].is_mark(",")
            and tokens[i - 1].is_mark(",")
            and len(tokens) - end > 3
            and tokens[end + 1].lower not in RESULTS
        ):
            pieces.append((end + 1, len(tokens)))
    content = spans(sentence, pieces)
    if not content:
        return None
    inside = [t for s, e in pieces for t in tokens[s:e] if t.shape is not Shape.PUNCT]
    quoted = [t for t in inside if is_quotation(t)]
    kind = Kind.INDIRECT if not quoted else Kind.DIRECT if len(quoted) == len(inside) else Kind.MIXED
    return Frame("according", sentence.number, content, kind, (sentence.span(i, at),), sentence.span(at, end), "say")


def _view(sentence: Sentence, i: int) -> Frame | None:
    """In Friis's view, the chip is late."""
    tokens = sentence.tokens
    start = next((j + 1 for j in range(i - 1, max(-1, i - 6), -1) if tokens[j].lower == "in"), 0)
    holder = tokens[i - 1].lower
    if not start or start == i or not (holder in HOLDERS or holder.endswith(("'s", "’s"))):
        return None
    content = spans(sentence, [(i + 2, len(tokens))])
    if not content:
        return None
    cue, source = (tokens[i].span,), sentence.span(start, i)
    return Frame("according", sentence.number, content, Kind.INDIRECT, cue, source, "think")


def _source_end(tokens: list[Token], start: int) -> int:
    """Up to a comma that no apposition follows, a quotation or a verb of the main clause."""
    for j in range(start, len(tokens)):
        token = tokens[j]
        names_work = j + 1 < len(tokens) and tokens[j + 1].lower in ("and", "by", "in")
        if token.is_mark(";:.—–!?") or (is_quotation(token) and j > start and not names_work):
            return j
        if token.is_mark(",") or (token.shape is Shape.PAREN and j > start):
            return j
        if j > start + 1 and token.lower in ("that", "which", "who", "when", "while"):
            return len(tokens) if token.lower in ("that", "which") else j
    return len(tokens)


def _clause_start(tokens: list[Token], i: int) -> int:
    for j in range(i - 1, 0, -1):
        if tokens[j].is_mark(";:") or (tokens[j].is_mark("—–") and i - j > 4):
            return j + 1
    return 0


def _as_reported(sentence: Sentence, groups: list[CueGroup], i: int) -> Frame | None:
    """As X reported, ... / ..., as X put it."""
    tokens = sentence.tokens
    put = _as_put(sentence, i)
    if put is not None:
        return put
    group = next((g for g in groups if i < g.head <= i + 8 and g.form == "fin"), None)
    if (
        group is None
        or group.subject is None
        or group.subject[0] < i
        or group.verb.verb_class not in ("say", "show")
        or group.verb.lemma == "continue"
    ):
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


def _as_put(sentence: Sentence, i: int) -> Frame | None:
    """The mode is meant, as Friis puts it, to “take the fear out of updates”."""
    tokens = sentence.tokens
    near = range(i + 2, min(len(tokens) - 1, i + 10))
    put = next((j for j in near if tokens[j].lower in ("put", "puts") and tokens[j + 1].lower == "it"), 0)
    source = subject_before(tokens, put) if put else None
    if source is None or source[0] <= i:
        return None
    end = put + 2
    if end < len(tokens) and not tokens[end].is_mark(",.:—–"):
        end = next((j for j in range(end, min(len(tokens), end + 8)) if tokens[j].is_mark(",:—–")), len(tokens))
    content = spans(sentence, [piece for piece in ((0, i), (end, len(tokens))) if piece[1] - piece[0] > 1])
    if not content:
        return None
    kind = Kind.MIXED if any(is_quotation(t) for t in tokens) else Kind.INDIRECT
    cue = (sentence.span(put, put + 2),)
    return Frame("as_reported", sentence.number, content, kind, cue, sentence.span(*source), "say")


def _rumour(sentence: Sentence, i: int) -> Frame | None:
    """Rumour has it that the chip is late."""
    tokens = sentence.tokens
    if tokens[i + 1].lower != "it" or tokens[i + 2].is_mark(",;"):
        return None
    content = spans(sentence, [(i + 2, len(tokens))])
    cue = (sentence.span(i - 1, i + 2),)
    return Frame("hearsay", sentence.number, content, Kind.INDIRECT, cue, None, "say", modality=Modality.HEARSAY)


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
