"""English: how sentences end and which matchers run."""

from claims.extract.arbitration import Nesting
from claims.extract.document import Document, Sentence, sentence_may_end
from claims.extract.english.adverbials import match_adverbials
from claims.extract.english.clauses import match_clauses
from claims.extract.english.groups import cue_groups
from claims.extract.english.neighbours import part_neighbours
from claims.extract.english.quotations import match_quotations
from claims.extract.english.reading import readable
from claims.extract.english.transcripts import match_turns
from claims.extract.english.verbs import readings
from claims.extract.frame import Frame
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

# The first that holds wins where two rules claim the same words. What depends on a verb is told from left to right:
# of the rules that stand together the one that opens first holds the rest.
RULE_ORDER = (
    "colon",
    "headline",
    "quote_before",
    "quote_after",
    "quote_colon",
    "as_reported",
    "postposed",
    "postposed_other",
    "according",
    "that zero zero_object that_stance zero_stance participle participle_stance question infinitive passive"
    " passive_object carried_noun predicate prepositional object attitude",
    "noun",
    "noun_that",
    "bare_noun",
    "hearsay",
    "own_voice",
)
CLAUSES = frozenset({"that", "zero", "zero_object"})
NESTING = Nesting(
    CLAUSES, CLAUSES | frozenset("according as_reported colon headline postposed postposed_other".split())
)


CLOSING_MARKS = "”\"'’»"


def splits_after(tokens: list[Token], i: int) -> bool:
    if not sentence_may_end(tokens, i):
        return False
    token = tokens[i]
    if token.shape is Shape.QUOTE:
        if tokens[i + 1].is_mark("—–―-"):
            return False  # its speaker follows: "..." — Jana Friis
        return token.text.rstrip(CLOSING_MARKS)[-1:] not in "?!" or not _speaker_follows(tokens, i)
    if not token.is_mark("."):
        return True
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.end != token.start:
        return True
    if len(before.text) == 1 and before.text.isalpha() and before.text != "I":
        return False
    return before.lower not in entries("en", "abbreviations")


def _speaker_follows(tokens: list[Token], i: int) -> bool:
    """ "Is it?" Huang asked."""
    return any(t.lower in readings() and not t.is_capitalised for t in tokens[i + 1 : i + 5])


def find_frames(document: Document) -> list[Frame]:
    frames = [frame for sentence in readable(document) for frame in _sentence_frames(sentence)]
    turns = match_turns(document, _speakers(document, frames))
    spoken = {document.sentences[turn.sentence].paragraph for turn in turns}
    return [f for f in frames if document.sentences[f.sentence].paragraph not in spoken] + turns


def _speakers(document: Document, frames: list[Frame]) -> frozenset[str]:
    """The last words of all sources: who speaks in the article may be named before a headline's colon."""
    return frozenset(frame.source.of(document.text).rsplit(maxsplit=1)[-1] for frame in frames if frame.source)


def _sentence_frames(sentence: Sentence) -> list[Frame]:
    groups = cue_groups(sentence)
    frames = match_adverbials(sentence, groups)
    if groups or any(t.shape is Shape.QUOTE for t in sentence.tokens):
        frames.extend(match_quotations(sentence, groups))
        frames.extend(match_clauses(sentence, groups))
    return part_neighbours(sentence, frames)
