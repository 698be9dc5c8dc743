"""German: how sentences end, which matchers run, and what goes on after a statement without a cue of its own."""

from claims.extract.arbitration import Nesting
from claims.extract.document import Document, Sentence, sentence_may_end
from claims.extract.frame import Frame
from claims.extract.german import discourse, phrases
from claims.extract.german.according import match_according
from claims.extract.german.clauses import segments
from claims.extract.german.complements import match_complements
from claims.extract.german.cues import cue_groups
from claims.extract.german.hearsay import continue_hearsay, match_hearsay
from claims.extract.german.manner import match_manner
from claims.extract.german.nouns import match_noun
from claims.extract.german.plans import match_plans
from claims.extract.german.pointing import match_adverb, match_handing_relatives, match_pointing_back
from claims.extract.german.quotations import match_quoted_words
from claims.extract.german.reported import match_reported
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

# The first that holds wins where two rules claim the same words.
RULE_ORDER = (
    "quote_colon",
    "quote_verb",
    "so",
    "wie",
    "dass",
    "dass_document",
    "dass_show",
    "dass_stance",
    "according",
    "according_attribute",
    "subjunctive",
    "subjunctive_stance",
    "verb_second",
    "infinitive",
    "pointing_back",
    "before_verb",
    "before_verb_stance",
    "noun",
    "noun_infinitive",
    "noun_subjunctive",
    "adverb",
    "colon_subjunctive",
    "colon",
    "quote_fragment",
    "reported",
    "attitude",
    "hearsay",
)
NESTING = Nesting(
    frozenset({"dass", "dass_document", "dass_show", "dass_stance", "subjunctive", "subjunctive_stance", "infinitive"}),
    frozenset(RULE_ORDER),
)
# Abbreviations that a sentence may end with: "um 3 Mio. Das ist viel".
MAY_CLOSE = frozenset("mio mrd inc corp co ltd usw etc".split())
SMALL_WORDS = phrases.NOT_NOUNS | phrases.PRONOUNS
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
    if i == 1 and before.shape is Shape.NUMBER and before.text.isdigit():
        return False  # "1. Der Chip": the number of a list item
    if before.shape is Shape.NUMBER and len(before.text) <= 3 and before.text.isdigit():
        ordinal = after.lower in entries("de", "ordinal_followers") or (
            i >= 2 and tokens[i - 2].lower in ORDINAL_PRECEDERS and len(before.text) <= 2
        )
        return not ordinal
    begins = after.is_capitalised and after.lower in SMALL_WORDS
    if len(before.text) == 1 and before.text.isalpha():
        return begins
    if len(before.text) <= 5 and set(before.text) <= set("IVX"):
        return False
    if begins and before.lower in MAY_CLOSE:
        return True
    return before.lower not in entries("de", "abbreviations")


def find_frames(document: Document) -> list[Frame]:
    frames: list[Frame] = []
    for sentence in document.sentences:
        frames.extend(_sentence_frames(document, sentence))
    return frames


def continue_statements(document: Document, accepted: list[Frame]) -> list[Frame]:
    going_on = discourse.continue_statements(document, accepted)
    going_on += continue_hearsay(document, accepted + going_on)
    going_on += match_quoted_words(document, accepted + going_on)
    return going_on + match_plans(document, accepted + going_on)


def _sentence_frames(document: Document, sentence: Sentence) -> list[Frame]:
    cuts = segments(sentence.tokens)
    groups = cue_groups(sentence, cuts)
    frames = match_according(sentence, cuts) + match_manner(sentence, cuts, groups)
    if groups:
        frames.extend(match_complements(sentence, groups))
        frames.extend(match_reported(sentence, groups))
    frames.extend(match_noun(sentence))
    frames.extend(match_handing_relatives(sentence))
    singles = (
        match_pointing_back(document, sentence, groups),
        match_adverb(document, sentence),
        match_hearsay(sentence),
    )
    frames.extend(frame for frame in singles if frame is not None)
    return frames
