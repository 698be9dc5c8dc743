"""What stands before a cue verb: „...“, sagte X / ..., so berichtet X / ..., heißt es."""

from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup, clause_end
from claims.extract.german.dependent import is_quotation, is_subjunctive
from claims.extract.german.framing import frame_content
from claims.extract.german.subjects import main_clause
from claims.extract.tokens import Shape, Token

FARTHEST_SECOND_HALF = 25  # tokens between the speaker and the rest of the quotation
SHORTEST_CLAUSE = 3


def before_cue(sentence: Sentence, group: CueGroup) -> Frame | None:
    """The verb opens its clause and its subject follows."""
    tokens = sentence.tokens
    first = group.finite
    if _is_tail(tokens, group):
        return _said_in_tail(sentence, group)
    if first >= 2 and tokens[first - 1].lower == "so" and tokens[first - 2].is_mark(",–—"):
        first -= 1  # "..., so berichtete X"
    if first == 0 or group.verb_final:
        return None
    if tokens[first - 1].shape is Shape.QUOTE and not phrases.is_name_quote(tokens[first - 1]):
        quote = first - 1
    elif tokens[first - 1].is_mark(",–—") and is_quotation(tokens[first - 2]) and first >= 2:
        quote = first - 2
    elif tokens[first - 1].is_mark(",–—") and "c" in group.verb.frames and _says_it(tokens, group):
        return _clause_before(sentence, group, first - 1)
    else:
        return None
    if not (group.inverted or group.subject is None or group.verb.lemma == "heißen"):
        return None
    if "q" not in group.verb.frames:
        return None
    pieces = [(_quote_clause_start(tokens, quote), quote + 1)]
    later = next(
        (
            j
            for j in range(group.after, min(len(tokens), group.after + FARTHEST_SECOND_HALF))
            if is_quotation(tokens[j])
        ),
        None,
    )
    if later is not None and tokens[later - 1].is_mark(",:.–"):
        pieces.append((later, later + 1))
    return frame_content(sentence, "quote_verb", group, pieces)


def _is_tail(tokens: list[Token], group: CueGroup) -> bool:
    """..., das bestätigte X: the verb stands behind "das", so that this is no relative clause."""
    first = group.finite
    opens = first >= 2 and tokens[first - 1].lower in ("das", "dies") and tokens[first - 2].is_mark(",–—;")
    return opens and group.verb.verb_class in ("say", "think") and group.segment[0] == first - 1


def _said_in_tail(sentence: Sentence, group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    end = next((j for j in range(group.finite + 1, len(tokens)) if tokens[j].is_mark(",;:.!?")), len(tokens))
    stop = phrases.noun_phrase_end(tokens, group.finite + 1, end)
    if stop == group.finite + 1 or stop < end - 1:
        return None
    group.subject, group.relative, group.inverted = (group.finite + 1, stop), None, True
    return frame_content(sentence, "before_verb", group, [(0, group.finite - 2)])


def _says_it(tokens: list[Token], group: CueGroup) -> bool:
    if group.verb.lemma == "heißen":
        return any(t.lower == "es" for t in tokens[group.finite + 1 : group.finite + 3])
    return group.inverted and group.verb.verb_class != "show"


def _quote_clause_start(tokens: list[Token], quote: int) -> int:
    """„...“ und „...“, or a clause that ends in quoted words, or that quoted words go on from."""
    goes_on = quote >= 2 and tokens[quote - 1].is_mark(",") and tokens[quote].text.lstrip("„“”\"»«'")[:1].islower()
    ends_in_it = quote >= 2 and tokens[quote - 1].shape is not Shape.QUOTE and not tokens[quote - 1].is_mark(",;:.!?–—")
    if not goes_on and not ends_in_it:
        return quote
    for j in range(quote - 1, -1, -1):
        if tokens[j].is_mark(";:"):
            return j + 1
    return 0


def _has_its_object(tokens: list[Token], group: CueGroup) -> bool:
    """Während X erklärte, ..., bestritt Y das: the clause before is not what Y says."""
    last = clause_end(tokens, group.finite + 1) - 1
    return last >= group.after and tokens[last].lower in ("das", "dies") and tokens[group.segment[0]].lower != "so"


def _clause_before(sentence: Sentence, group: CueGroup, comma: int) -> Frame | None:
    tokens = sentence.tokens
    start = next((j + 1 for j in range(comma - 1, 0, -1) if tokens[j].is_mark(";:")), 0)
    if comma - start < SHORTEST_CLAUSE or _has_its_object(tokens, group):
        return None
    pieces = [(start, comma)]
    end = max(group.after, group.segment[1])
    goes_on = end < len(tokens) - 2 and tokens[end].is_mark(",") and tokens[end + 1].lower not in phrases.RELATIVES
    if goes_on:
        pieces.append((end, len(tokens)))
    if tokens[start].lower in ("dass", "daß", "ob"):
        return frame_content(sentence, "dass", group, pieces)
    if tokens[start].lower in phrases.COMPLEMENTISERS:
        return None  # "Welche Fehler es gab, verrät er"
    verb_follows = goes_on and is_subjunctive(tokens[end + 1])
    if main_clause(tokens[start:comma]) is None and not verb_follows:
        return None  # "In einem Bericht, der gestern erschien, rechtfertigte X"
    return frame_content(sentence, "before_verb", group, pieces)
