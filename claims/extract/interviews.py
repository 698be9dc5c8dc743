"""Interviews printed as questions and answers, where nothing but its place says whose an answer is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.names import Names
from claims.extract.people import Person, title_of
from claims.extract.tokens import Shape, Token
from claims.text import Span

FEWEST_QUESTIONS = 3  # where no question names whom it is put to
FEWEST_BY_NAME = 2  # "Frau Lind, wann ...?"; one is enough where both sides are labelled
LONGEST_QUESTION = 90  # tokens
LONGEST_LABEL = 5  # tokens before the colon
SHORTEST_ANSWER = 4  # words; "No." says nothing without its question
ADDRESSED = 0.3  # of the questions speak to somebody; those of an explainer ("Was ist ...?") speak to nobody
OF_ONESELF = 0.3  # of the answers, where only an introduction tells whose they are
WITH = frozenset({"mit", "with"})
WHY = "the answers of an interview are taken to be the interviewee's"


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    is_heading: bool

    @property
    def tokens(self) -> list[Token]:
        return [token for sentence in self.sentences for token in sentence.tokens]

    @property
    def quotations(self) -> list[Token]:
        """Those that a paragraph begins with, behind its label, and the others of it; [] where it begins otherwise."""
        tokens = self.tokens
        first = len(self.label) + 1 if self.label else 0
        if tokens[first].shape is not Shape.QUOTE:
            return []
        return [token for token in tokens if token.shape is Shape.QUOTE]

    @property
    def is_question(self) -> bool:
        tokens = self.tokens
        return tokens[-1].is_mark("?") and len(tokens) <= LONGEST_QUESTION

    @property
    def label(self) -> list[Token]:
        """ "Mara Lind" of "Mara Lind: We began in March."; [] where no name and colon open it."""
        tokens = self.sentences[0].tokens
        colon = next((i for i, token in enumerate(tokens[: LONGEST_LABEL + 1]) if token.is_mark(":")), 0)
        named = all(token.is_capitalised for token in tokens[:colon])
        return tokens[:colon] if colon + 1 < len(tokens) and named else []

    def has(self, sign: str, lang: str) -> bool:
        words = table(lang, "interview_words")
        return any(words.get(token.lower.replace("’", "'")) == sign for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Turn:
    question: Paragraph
    answers: list[Paragraph]


def with_answers(document: Document, frames: list[Frame], names: Names, lang: str) -> list[Frame]:
    """The frames, with the answers of an interview in place of what else was found in them.

    Nothing changes where the text is no interview, or where it does not tell who answers.
    """
    if "?" not in document.text:
        return frames
    paragraphs = [
        Paragraph(tuple(group), number in document.headings)
        for number, group in groupby(document.sentences, key=lambda sentence: sentence.paragraph)
    ]
    turns = [turn for turn in _turns(paragraphs) if turn.answers]
    if not turns:
        return frames
    answers = _answers(turns, _introduction(paragraphs), names, lang)
    if not answers:
        return frames
    asking = {label[0].start for turn in turns if (label := turn.question.label)}
    paragraph_of = [sentence.paragraph for sentence in document.sentences]
    answering = {paragraph_of[answer.sentence]: answer for answer in answers}
    kept = [f for f in frames if _stays(f, answering.get(paragraph_of[f.sentence]), asking, names)]
    return sorted([*kept, *answers], key=lambda f: (f.start, -f.content[-1].end))


def _turns(paragraphs: Sequence[Paragraph]) -> Iterator[Turn]:
    questions = [i for i, paragraph in enumerate(paragraphs) if paragraph.is_question]
    for at, stop in pairwise([*questions, len(paragraphs)]):
        answers = [p for p in paragraphs[at + 1 : stop] if not p.is_heading and not p.tokens[-1].is_mark(":")]
        # Behind the last answer stand links, thanks and authors, and nothing tells where they begin.
        yield Turn(paragraphs[at], answers[:1] if stop == len(paragraphs) else answers)


def _introduction(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    first = next(i for i, paragraph in enumerate(paragraphs) if paragraph.is_question)
    return paragraphs[:first]


def _answers(turns: Sequence[Turn], introduction: Sequence[Paragraph], names: Names, lang: str) -> list[Frame]:
    asking = {_text(turn.question.label) for turn in turns}
    by_label = [_speaks(turn.answers[0].label, asking, names) for turn in turns]
    if by_label[-2:] == [True, False]:
        turns = turns[:-1]  # "Want to know more? Sign up ..."
    interviewee = _interviewee(turns, introduction, names, lang)
    if not interviewee and not (any(by_label) and (len(turns) >= FEWEST_QUESTIONS or asking - {""})):
        return []
    source = interviewee.span if interviewee else None
    told = sum(bool(turn.answers[0].quotations) for turn in turns) * 2 > len(turns)
    frames = []
    for paragraph in (paragraph for turn in turns for paragraph in turn.answers):
        label = paragraph.label
        is_named = _speaks(label, asking, names)
        is_marked = len(label) == 1 and table(lang, "interview_words").get(label[0].lower) == "answer"
        if is_named:
            source = Span(label[0].start, label[-1].end)
        said = paragraph.quotations if told else paragraph.tokens[len(label) + 1 if is_named or is_marked else 0 :]
        if source is not None and sum(token.size for token in said) >= SHORTEST_ANSWER:
            frames.append(_answer(paragraph, said, source, "" if label and label[0].start == source.start else WHY))
    return frames


def _speaks(label: Sequence[Token], asking: set[str], names: Names) -> bool:
    """A label is that of somebody who answers: it names a person, or stands in capitals in a transcript."""
    if not label or _text(label) in asking:
        return False
    return bool(_person(label, names)) or (bool(asking - {""}) and _text(label).isupper())


def _interviewee(turns: Sequence[Turn], introduction: Sequence[Paragraph], names: Names, lang: str) -> Person | None:
    if len(turns) >= FEWEST_BY_NAME and (named := _addressed_by_name(turns, names)):
        return named
    addressed = sum(turn.question.has("you", lang) for turn in turns)
    if len(turns) < FEWEST_QUESTIONS or addressed < ADDRESSED * len(turns):
        return None
    return _announced(turns, introduction, names, lang)


def _answer(paragraph: Paragraph, said: Sequence[Token], source: Span, why: str) -> Frame:
    """Quotations each for itself, as what stands between them is told by the outlet; other words as one."""
    is_quoted = said[0].shape is Shape.QUOTE and said == paragraph.quotations
    content = tuple(token.span for token in said) if is_quoted else (Span(said[0].start, said[-1].end),)
    number = paragraph.sentences[0].number
    return Frame("answer", number, content, Kind.DIRECT, (), source, "say", source_why=why)


def _person(words: Sequence[Token], names: Names) -> Person | None:
    spoken = [token.text for token in words if token.shape is Shape.WORD and not title_of(token.text)]
    return names.person_called(spoken, words[0].start) if spoken else None


def _text(label: Sequence[Token]) -> str:
    return " ".join(token.text for token in label)


def _addressed_by_name(turns: Sequence[Turn], names: Names) -> Person | None:
    """ "Frau Lind, wann beginnt ...?", "Mara, you once said ..." """
    for turn in turns:
        tokens = turn.question.sentences[0].tokens
        comma = next((i for i, token in enumerate(tokens[:LONGEST_LABEL]) if token.is_mark(",")), 0)
        person = _person(tokens[:comma], names) if all(token.is_capitalised for token in tokens[:comma]) else None
        if person:
            return person
    return None


def _announced(turns: Sequence[Turn], introduction: Sequence[Paragraph], names: Names, lang: str) -> Person | None:
    """The one person whom the introduction names where it speaks of the talk, or names as the one talked with."""
    if sum(turn.answers[0].has("self", lang) for turn in turns) < OF_ONESELF * len(turns):
        return None
    words = table(lang, "interview_words")
    told = [s for p in introduction for s in p.sentences if any(words.get(t.lower) == "talk" for t in s.tokens)]
    places = [(s, place) for s in told for place in names.in_sentence(s.number) if isinstance(place.who, Person)]
    people = [place.who for _, place in places if isinstance(place.who, Person)]
    if len({person.name for person in people}) == 1:
        return people[0]
    before = {token.end: token.lower for s in told for token in s.tokens}
    talked_with = [place.who for _, place in places if before.get(place.start - 1) in WITH]
    return next((person for person in talked_with if isinstance(person, Person)), None)


def _stays(frame: Frame, answer: Frame | None, asking: set[int], names: Names) -> bool:
    """Outside of the answers all does, but no label of the one who asks; within them what a named other one said."""
    source = frame.source
    if source is not None and source.start in asking:
        return False
    if answer is None:
        return True
    if source is None or source == answer.source or frame.kind is Kind.ATTITUDE:
        return False
    place = names.first_from(source.start)
    frame.inside = place is not None and place.end <= source.end
    return frame.inside
