"""German: how sentences end, which matchers run, and what goes on after a statement without a cue of its own."""

from claims.extract.document import Document, Sentence, sentence_may_end
from claims.extract.frame import Frame
from claims.extract.german.adverbials import match_adverbials
from claims.extract.german.clauses import cue_groups, segments
from claims.extract.german.complements import match_complements
from claims.extract.german.loose import (
    match_adverb,
    match_hearsay,
    match_noun,
    match_pointing_back,
    match_predicate,
    match_reported,
)
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

# The first that holds wins where two rules claim the same words.
RULE_ORDER = (
    "quote_colon",
    "quote_verb",
    "so",
    "wie",
    "dass",
    "dass_stance",
    "according",
    "subjunctive",
    "subjunctive_stance",
    "infinitive",
    "pointing_back",
    "before_verb",
    "before_verb_stance",
    "adverb",
    "predicate",
    "noun",
    "colon",
    "quote_fragment",
    "reported",
    "attitude",
    "hearsay",
)
NESTING_RULES = frozenset({"dass", "dass_stance", "subjunctive", "subjunctive_stance", "infinitive"})
ORDINAL_PRECEDERS = frozenset("am vom zum im der dem den des die das bis seit ab beim zur".split())


def splits_after(tokens: list[Token], i: int) -> bool:
    if not sentence_may_end(tokens, i):
        return False
    token = tokens[i]
    if token.shape is Shape.QUOTE or not token.is_mark("."):
        return True
    if i == 0:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.end != token.start:
        return True
    if before.shape is Shape.NUMBER and len(before.text) <= 3 and before.text.isdigit():
        ordinal = after.lower in entries("de", "ordinal_followers") or (
            i >= 2 and tokens[i - 2].lower in ORDINAL_PRECEDERS and len(before.text) <= 2
        )
        return not ordinal
    if len(before.text) == 1 and before.text.isalpha():
        return False
    if len(before.text) <= 5 and set(before.text) <= set("IVX"):
        return False
    return before.lower not in entries("de", "abbreviations")


def find_frames(document: Document) -> list[Frame]:
    frames: list[Frame] = []
    for sentence in document.sentences:
        frames.extend(_sentence_frames(document, sentence))
    return frames


def _sentence_frames(document: Document, sentence: Sentence) -> list[Frame]:
    cuts = segments(sentence.tokens)
    groups = cue_groups(sentence, cuts)
    frames = match_adverbials(sentence, cuts, groups)
    if groups:
        frames.extend(match_complements(sentence, groups))
        frames.extend(match_reported(sentence, groups))
    frames.extend(match_noun(sentence))
    singles = (
        match_pointing_back(document, sentence, groups),
        match_predicate(sentence),
        match_adverb(sentence),
        match_hearsay(sentence),
    )
    frames.extend(frame for frame in singles if frame is not None)
    return frames
