"""What goes on after a German statement: quotations on their own, quoted words inside contents, subjunctive runs."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.loose import has_reported_mood, is_fragment
from claims.extract.ranges import spans
from claims.extract.tokens import Shape
from claims.text import Span

SHORTEST_LONE_QUOTE = 4  # words
SHORTEST_LOOSE_QUOTE = 5


def continue_statements(document: Document, accepted: list[Frame]) -> list[Frame]:
    by_sentence: dict[int, list[Frame]] = {}
    for frame in accepted:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    found = [frame for sentence in document.sentences for frame in _quotes(document, sentence, by_sentence)]
    found.extend(_runs(document, by_sentence))
    _inherit_hearsay(document, accepted, by_sentence)
    return found


def _quotes(document: Document, sentence: Sentence, by_sentence: dict[int, list[Frame]]) -> list[Frame]:
    """Quotations that no frame owns: inside a content they are the same source's words, alone they go on."""
    own = by_sentence.get(sentence.number, [])
    found = []
    for j, token in enumerate(sentence.tokens):
        if token.shape is not Shape.QUOTE or phrases.is_name_quote(token):
            continue
        holder = next((f for f in own if any(s.covers(token.span) for s in f.content)), None)
        if any(f.content == (token.span,) for f in own):
            continue
        if holder is not None:
            if holder.kind in (Kind.MIXED, Kind.REPORTED) and is_fragment(sentence.tokens, j) and token.size >= 2:
                found.append(
                    Frame(
                        "quote_nested",
                        sentence.number,
                        (token.span,),
                        Kind.DIRECT,
                        holder.cue,
                        holder.source,
                        holder.verb_class,
                        fragment=True,
                        inherits=holder.inherits,
                    )
                )
            continue
        if token.size >= SHORTEST_LONE_QUOTE and _stands_alone(sentence, j):
            rule = "quote_heading" if sentence.paragraph in document.headings else "quote_alone"
            found.append(Frame(rule, sentence.number, (token.span,), Kind.DIRECT, inherits=True))
        elif is_fragment(sentence.tokens, j) and token.size >= SHORTEST_LOOSE_QUOTE:
            found.append(_introduced(sentence, j))
    return found


def _inherit_hearsay(document: Document, accepted: list[Frame], by_sentence: dict[int, list[Frame]]) -> None:
    """ "Er soll ..." right behind a statement in the same paragraph still has its source."""
    for frame in accepted:
        before = frame.sentence - 1
        if frame.rule == "hearsay" and before in by_sentence:
            sentence = document.sentences[frame.sentence]
            goes_on = any(t.lower in ("er", "sie", "es") for t in sentence.tokens[:4])
            same = goes_on and document.sentences[before].paragraph == document.sentences[frame.sentence].paragraph
            frame.inherits = same


def _stands_alone(sentence: Sentence, j: int) -> bool:
    return all(i == j or t.shape is Shape.PUNCT for i, t in enumerate(sentence.tokens))


def _introduced(sentence: Sentence, j: int) -> Frame:
    """Quoted words in a sentence without a cue verb belong to its subject, if it has a clear one."""
    opens = all(t.shape is Shape.PUNCT for t in sentence.tokens[:j])
    tokens = sentence.tokens
    subject = phrases.first_subject(tokens, j + 1, len(tokens)) if opens else phrases.first_subject(tokens, 0, j)
    return Frame(
        "quote_loose",
        sentence.number,
        (sentence.tokens[j].span,),
        Kind.DIRECT,
        source=sentence.span(*subject) if subject else None,
        inherits=subject is None,
    )


def _runs(document: Document, by_sentence: dict[int, list[Frame]]) -> list[Frame]:
    """Sentences in the subjunctive behind a statement go on with it, those of one paragraph as one content."""
    found: list[Frame] = []
    open_run: Frame | None = None
    last_paragraph = -9
    previous: Sentence | None = None
    for sentence in document.sentences:
        own = by_sentence.get(sentence.number)
        if own:
            last_paragraph, open_run = sentence.paragraph, None
        elif has_reported_mood(sentence):
            content = spans(sentence, [(0, len(sentence.tokens))])
            if not content:
                continue
            if open_run is not None and document.sentences[open_run.sentence].paragraph == sentence.paragraph:
                open_run.content = (Span(open_run.content[0].start, content[0].end),)
            else:
                open_run = _run(sentence, content, previous, by_sentence)
                if open_run.source is None and sentence.paragraph - last_paragraph > 1:
                    open_run = None
                    previous = sentence
                    continue
                found.append(open_run)
            last_paragraph = sentence.paragraph
        else:
            open_run = None
        previous = sentence
    return found


def _run(
    sentence: Sentence, content: tuple[Span, ...], previous: Sentence | None, by_sentence: dict[int, list[Frame]]
) -> Frame:
    """A run goes on with the statement right before it, else it belongs to the subject of the sentence before it."""
    source = None
    if previous is not None and previous.number not in by_sentence and previous.paragraph == sentence.paragraph:
        subject = phrases.first_subject(previous.tokens, 0, len(previous.tokens))
        source = previous.span(*subject) if subject else None
    return Frame(
        "subjunctive_run",
        sentence.number,
        content,
        Kind.FREE_INDIRECT,
        source=source,
        inherits=source is None,
        source_why="subject of the sentence before" if source else "",
    )
