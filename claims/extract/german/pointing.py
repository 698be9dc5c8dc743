"""Statements that only a word ties to their source: „Das teilte X mit“, „Demnach ...“, „eine Schätzung, wonach ...“."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.beside import main_start
from claims.extract.german.clauses import CueGroup, segment_start
from claims.extract.german.dependent import WITH_RELATIVE, behind_handing_relative, content_end
from claims.extract.german.framing import kind_of_pieces
from claims.extract.german.moods import has_reported_mood
from claims.extract.german.nouns import cue_noun_class
from claims.extract.german.subjects import is_document
from claims.extract.lexicon_files import entries
from claims.extract.ranges import marks, spans
from claims.extract.tokens import Token
from claims.text import Span

HANDING_ON = entries("de", "attribution_adverbs")
POINTING = frozenset("das dies dieses".split())
LONGEST_POINTER = 30  # tokens
LATEST_VERB = 2  # tokens before the verb: "Das alles teilte X mit"
OPENING = 4  # tokens
# No verbs of saying, but "das" is what they say: "Dies entschied das Gericht".
JUDGING = frozenset("hervorgehen ergeben zeigen entscheiden urteilen".split())
UNCLEAR = frozenset(("danach", "wonach"))


def match_pointing_back(document: Document, sentence: Sentence, groups: list[CueGroup]) -> Frame | None:
    """Das teilte X mit: the content is the sentence before."""
    tokens = sentence.tokens
    if not tokens or tokens[0].lower not in POINTING or sentence.number == 0 or len(tokens) > LONGEST_POINTER:
        return None
    group = next((g for g in groups if g.finite <= LATEST_VERB and _is_report(tokens, g)), None)
    before = document.sentences[sentence.number - 1]
    if group is None or before.paragraph < sentence.paragraph - 1:
        return None
    if any(t.is_mark(":") or t.lower in phrases.COMPLEMENTISERS for t in tokens[group.finite :]):
        return None
    content = spans(before, [(0, len(before.tokens))])
    source = sentence.span(*group.subject) if group.subject else _document_in(sentence, group)
    if not content or source is None:
        return None
    return Frame("pointing_back", sentence.number, content, Kind.INDIRECT, marks(sentence, group.parts), source, "say")


def _is_report(tokens: list[Token], group: CueGroup) -> bool:
    """Das Gerät wurde gemeldet, das Ministerium hat erklärt: there it is an article."""
    if group.finite > 1 and (tokens[1].is_capitalised or phrases.is_adjective(tokens[1])):
        return False
    return group.verb.verb_class == "say" or group.verb.lemma in JUDGING


def _document_in(sentence: Sentence, group: CueGroup) -> Span | None:
    """Das geht aus einer Mitteilung hervor."""
    tokens = sentence.tokens
    for i in range(group.finite + 1, len(tokens) - 1):
        if tokens[i].lower in ("aus", "von", "vom"):
            stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
            return sentence.span(i + 1, stop) if stop > i + 1 else None
    return None


def match_adverb(document: Document, sentence: Sentence) -> Frame | None:
    """Demnach ...: the sentence is handed to the source before it."""
    tokens = sentence.tokens
    at = next((j for j, token in enumerate(tokens) if token.lower in HANDING_ON), None)
    if at is None or tokens[at].lower == "wonach":
        return None
    if tokens[at].lower in UNCLEAR and (at >= OPENING or not _hands_on(document, sentence, at)):
        return None
    content = spans(sentence, [(main_start(sentence, at), at), (at + 1, len(tokens))])
    if not content:
        return None
    return Frame(
        "adverb", sentence.number, content, Kind.INDIRECT, (tokens[at].span,), tokens[at].span, "say", inherits=True
    )


def _hands_on(document: Document, sentence: Sentence, at: int) -> bool:
    """ "Danach" is a time unless the mood or a document named right before says otherwise."""
    if has_reported_mood(sentence):
        return True
    if at != 0 or sentence.number == 0:
        return False
    before = document.sentences[sentence.number - 1]
    return before.paragraph == sentence.paragraph and any(
        t.is_capitalised and is_document(t.lower) for t in before.tokens
    )


def match_handing_relatives(sentence: Sentence) -> list[Frame]:
    """eine Schätzung, wonach ...; Berichte, denen zufolge ...: the noun before the comma is the source."""
    frames = (
        _relative(sentence, i) for i in range(2, len(sentence.tokens) - 2) if sentence.tokens[i - 1].is_mark(",–")
    )
    return [frame for frame in frames if frame is not None]


def _relative(sentence: Sentence, at: int) -> Frame | None:
    tokens = sentence.tokens
    begin, comma = behind_handing_relative(tokens, at), at - 1
    if begin is None:
        return None
    end = content_end(sentence, begin, main_clause_follows=True)
    content = spans(sentence, [(begin, end)])
    start = segment_start(tokens, comma)
    stop = comma if phrases.is_noun(tokens[comma - 1]) else comma - 1  # "liegt ein Gutachten vor, laut dem"
    holder = next((i for i in range(start, stop) if phrases.noun_phrase_end(tokens, i, stop) == stop), None)
    if holder is None or not content or (tokens[at].lower == "nach" and not _are_words(tokens[holder:stop])):
        return None
    kind = kind_of_pieces(sentence, [(begin, end)])
    pronoun = at + 1 if tokens[at].lower in WITH_RELATIVE else at
    return Frame(
        "adverb",
        sentence.number,
        content,
        kind,
        tuple(token.span for token in tokens[at:begin] if token is not tokens[pronoun] or begin == at + 1),
        sentence.span(holder, stop),
        "say",
        relative=tokens[pronoun].span,
    )


def _are_words(tokens: list[Token]) -> bool:
    return any(t.is_capitalised and (cue_noun_class(t.text) or is_document(t.lower)) for t in tokens)
