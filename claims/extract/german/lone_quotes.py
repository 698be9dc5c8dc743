"""Quotations that no cue stands beside: the same source goes on, or the sentence beside them says whose they are."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.floor import Floor
from claims.extract.german.fragments import is_fragment, is_wording, nested_words
from claims.extract.german.headings import is_clause, nearest
from claims.extract.german.subjects import can_speak, is_pronoun, is_reporting, is_verb, main_clause, main_subject
from claims.extract.tokens import Shape, Token
from claims.text import Span

SHORTEST_ALONE = 4  # words
SHORTEST_INTRODUCED = 5
SHORTEST_ANNOUNCED = 3  # behind a colon or before a line with its speaker's name
LONGEST_NAME_LINE = 14  # tokens: "Ada Kern, Leiterin der Entwicklung von Nordchip"
THEIRS = frozenset("sein seine ihr ihre dies diese dieses dieser".split())
WORDS = frozenset("satz worten worte sätzen".split())


def lone_quotes(
    document: Document, sentence: Sentence, own: list[Frame], sole: tuple[Span, ...], floor: Floor
) -> list[Frame]:
    """Inside a content they are the same source's words, alone they go on."""
    found = []
    for j, token in enumerate(sentence.tokens):
        if token.shape is not Shape.QUOTE or phrases.is_name_quote(token):
            continue
        if any(f.content == (token.span,) for f in own):
            continue
        holder = next((f for f in own if any(s.covers(token.span) for s in f.content)), None)
        if holder is not None:
            if holder.kind in (Kind.MIXED, Kind.REPORTED) and is_fragment(sentence.tokens, j) and token.size >= 2:
                found.append(nested_words(sentence, token, holder))
        elif _stands_alone(sentence, j):
            frame = _alone(document, sentence, token, sole, floor)
            if frame is not None:
                found.append(frame)
        elif (
            is_fragment(sentence.tokens, j)
            and token.size >= _shortest(sentence.tokens, j)
            and _says_something(document, sentence.tokens, j)
        ):
            found.append(_told_already(sentence, j, own) or _introduced(sentence, j, floor))
    return found


def _says_something(document: Document, tokens: list[Token], j: int) -> bool:
    """Announced by a colon, or no title: it begins in small letters, or there is a verb in it."""
    announced = j > 0 and tokens[j - 1].is_mark(":")
    return announced or is_wording(tokens[j]) or is_clause(document, tokens[j])


def _shortest(tokens: list[Token], j: int) -> int:
    return SHORTEST_ANNOUNCED if j > 0 and tokens[j - 1].is_mark(":") else SHORTEST_INTRODUCED


def _stands_alone(sentence: Sentence, j: int) -> bool:
    return all(i == j or t.shape is Shape.PUNCT for i, t in enumerate(sentence.tokens))


def _alone(document: Document, sentence: Sentence, token: Token, sole: tuple[Span, ...], floor: Floor) -> Frame | None:
    named = _named_behind(document, sentence)
    if token.size < (SHORTEST_ALONE if named is None else SHORTEST_ANNOUNCED):
        return None
    rule, (source, why) = "quote_alone", named or floor.holder(sentence)
    if named is None and sentence.paragraph in document.headings:
        rule, speaker = "quote_heading", nearest(sole, token.span)
        if speaker is not None and is_clause(document, token):
            rule, source, why = "quote_heading_sole", speaker, "the article quotes nobody else by name"
    return Frame(
        rule, sentence.number, (token.span,), Kind.DIRECT, source=source, inherits=source is None, source_why=why
    )


def _named_behind(document: Document, sentence: Sentence) -> tuple[Span, str] | None:
    """ "Mit diesen Worten ...", or a line with a name: the speaker stands in the sentence behind the quotation."""
    if sentence.number + 1 >= len(document.sentences):
        return None
    following = document.sentences[sentence.number + 1]
    tokens = following.tokens
    if tokens[0].lower == "mit" and len(tokens) > 2 and tokens[2].lower in WORDS:
        subject = main_subject(tokens)
        return (following.span(*subject), "the sentence behind it says whose words") if subject is not None else None
    return _name_line(following)


def _name_line(sentence: Sentence) -> tuple[Span, str] | None:
    tokens = sentence.tokens
    begin = 1 if tokens[0].is_mark("–—-") else 0
    if len(tokens) > LONGEST_NAME_LINE or any(t.shape is Shape.QUOTE or _is_finite(t) for t in tokens):
        return None
    end = begin
    while end < len(tokens) and tokens[end].is_capitalised and tokens[end].lower not in phrases.NOT_NOUNS:
        end += 1
    closes = end == len(tokens) or tokens[end].is_mark(",")
    if end - begin < 2 or not closes or (begin == 0 and end == len(tokens)):
        return None
    return sentence.span(begin, end), "named in the line behind it"


def _is_finite(token: Token) -> bool:
    return not token.is_capitalised and is_verb(token.lower)


def _told_already(sentence: Sentence, j: int, own: list[Frame]) -> Frame | None:
    """..., so Voss weiter: „...“: the sentence has said whose words it tells."""
    tokens = sentence.tokens
    announced = j > 0 and tokens[j - 1].is_mark(":")
    told = next((f for f in own if f.rule == "so" and f.source is not None and f.source.end <= tokens[j].start), None)
    return _loose(sentence, j, told.source, "") if announced and told is not None else None


def _introduced(sentence: Sentence, j: int, floor: Floor) -> Frame:
    """Quoted words in a sentence without a cue verb belong to its subject, or to whom a subjunctive goes on from."""
    tokens = sentence.tokens
    opens = all(t.shape is Shape.PUNCT for t in tokens[:j])
    clause = main_clause(tokens if opens else tokens[:j])
    subject = clause.subject if clause is not None else None
    source, why = None, ""
    announced = j > 0 and tokens[j - 1].is_mark(":") and subject is not None and tokens[subject[0]].lower not in THEIRS
    if clause is not None and (
        is_reporting(tokens[clause.finite]) or not (announced or _can_be_source(tokens, subject))
    ):
        source, why = floor.holder(sentence)
    if source is None:
        subject = subject or (
            phrases.first_subject(tokens, j + 1, len(tokens)) if opens else phrases.first_subject(tokens, 0, j)
        )
        source = sentence.span(*subject) if subject else None
    return _loose(sentence, j, source, why)


def _loose(sentence: Sentence, j: int, source: Span | None, why: str) -> Frame:
    return Frame(
        "quote_loose",
        sentence.number,
        (sentence.tokens[j].span,),
        Kind.DIRECT,
        source=source,
        inherits=source is None,
        source_why=why,
    )


def _can_be_source(tokens: list[Token], subject: tuple[int, int] | None) -> bool:
    return subject is not None and (can_speak(tokens, subject) or is_pronoun(tokens, subject))
