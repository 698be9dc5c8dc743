"""Plans that are told without words of their own: „X will bis 2028 ein Werk bauen“."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german.subjects import can_speak, is_pronoun, main_clause
from claims.extract.ranges import spans
from claims.extract.tokens import Token

WANTS = frozenset(("will", "wollen"))
SHORTEST = 5  # tokens; "Das will keiner." is no plan


def match_plans(document: Document, frames: list[Frame]) -> list[Frame]:
    """Only in sentences that no other statement holds."""
    taken = {frame.sentence for frame in frames}
    taken |= {frame.sentence - 1 for frame in frames if frame.rule == "pointing_back"}
    plans = (
        _plan(sentence)
        for sentence in document.sentences
        if sentence.number not in taken and any(token.lower in WANTS for token in sentence.tokens)
    )
    return [plan for plan in plans if plan is not None]


def _plan(sentence: Sentence) -> Frame | None:
    tokens = sentence.tokens
    clause = main_clause(tokens)
    if clause is None or clause.subject is None or tokens[clause.finite].lower not in WANTS:
        return None
    named = can_speak(tokens, clause.subject) and not is_pronoun(tokens, clause.subject)
    if not named or len(tokens) < SHORTEST or tokens[-1].is_mark("?") or not _has_infinitive(tokens, clause.finite):
        return None
    content = spans(sentence, [(0, len(tokens))])
    if not content:
        return None
    return Frame(
        "plan",
        sentence.number,
        content,
        Kind.ATTITUDE,
        (tokens[clause.finite].span,),
        sentence.span(*clause.subject),
        "commit",
    )


def _has_infinitive(tokens: list[Token], finite: int) -> bool:
    """It closes the clause: "will ... bauen"."""
    end = next((j for j in range(finite + 1, len(tokens)) if tokens[j].is_mark(",;:.!?–")), len(tokens))
    last = tokens[end - 1]
    return end - 1 > finite and not last.is_capitalised and last.lower.endswith("n")
