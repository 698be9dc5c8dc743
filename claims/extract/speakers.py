"""Whom a statement is attributed to: the mention resolved within the article, or openly left unresolved."""

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from claims.extract import pronouns, references
from claims.extract.affiliations import Affiliations
from claims.extract.antecedents import Heard, Turn
from claims.extract.attribution import SourceKind, Speaker
from claims.extract.document import Document
from claims.extract.frame import Frame
from claims.extract.lexicon_files import entries
from claims.extract.mentions import HANDLE, Mention, Wording, read_mention
from claims.extract.names import PREPOSITIONS, Names
from claims.extract.organisations import Organisation
from claims.extract.people import Person, bare_name
from claims.text import Span

# What stands between somebody and the person whose somebody it is: "the lawyer of", "der Anwalt des".
NOT_BEFORE_THE_HEAD = PREPOSITIONS["de"] | PREPOSITIONS["en"] | {"der", ","}
NAME_WITH_ARTICLE = re.compile(r"(?<=[a-z,] )The [A-Z]\w+(?: [A-Z]\w+){0,3}")
NOBODY = Speaker("", SourceKind.NONE)
WITH_KNOWLEDGE = {
    "de": re.compile(
        r"(?:(?:die|den|zwei|drei|vier|mehrere[n]?|einige[n]?|weitere[n]?) )?mit (?:der|dem|den|diesem|dieser) \w+"
        r"(?: \w+){0,2} (?:\w+ )?(?:vertraut|betraut|befasst)en? "
        r"(?:Personen|Leuten?|Kreisen?|Quellen?|Insidern?|Menschen|Person)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:the|a|one|two|three|four|several|some|multiple|other) )?"
        r"(?:people|persons?|sources?|someone|individuals?|executives|employees|officials)"
        r" (?:(?:who|that) (?:is|are|was|were|has|have) )?(?:directly )?"
        r"(?:familiar with|briefed on|with (?:direct |first-hand )?knowledge of|close to)"
        r"(?: (?:the|its|their|his|her|these|those))?(?: \w+[’']s)? [\w-]+",
        re.IGNORECASE,
    ),
}
# A word of every such phrase, to look for before the pattern is tried.
KNOWING = {"de": ("vertraut", "betraut", "befasst"), "en": ("familiar", "briefed", "knowledge of", "close to")}


@dataclass
class SpeakerResolver:
    """Goes through the statements in the order of the text and remembers who spoke last."""

    document: Document
    lang: str
    names: Names
    documents: dict[str, Speaker] = field(default_factory=dict)  # by the noun for it
    articles: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.heard = Heard(self.document.text, self.lang, self.names, self.document.sentences)
        self.affiliations = Affiliations(self.heard)

    def resolve(self, frame: Frame) -> Speaker:
        if frame.source is None and not frame.inherits:
            return NOBODY
        if frame.source is None:
            turn = self.heard.again("goes on from the statement before", frame.sentence)
        else:
            turn = self._read(read_mention(self.document.text, frame.source, self.lang), frame)
            if frame.source_why and turn.speaker.kind is not SourceKind.NONE:
                turn = replace(turn, speaker=_because(turn.speaker, frame.source_why))
        if house := self.affiliations.house_of(turn):
            turn = replace(turn, speaker=replace(turn.speaker, house=house))
        if turn.speaker.name:
            self.heard.turn = turn
            if not frame.inside:
                self.heard.outer = turn
            if turn.speaker.kind is SourceKind.ROLE:
                self.heard.roles.append(turn)
        return turn.speaker

    def _read(self, mention: Mention, frame: Frame) -> Turn:
        sentence = max(frame.sentence, self.heard.sentence_at(mention.span.start))
        if self.document.text[mention.span.start - 1 : mention.span.start] == "@":
            return self._named(mention, sentence)
        whole = self._with_knowledge(mention.span)
        if whole is not None:
            return self._anonymous(whole, sentence)
        person = self._named_in_full(mention)
        if person is not None:
            return Turn(Speaker(person.name, SourceKind.NAMED, mention.span), person, sentence)
        match mention.wording:
            case Wording.NAME:
                return self._named(mention, sentence)
            case Wording.PRONOUN:
                return pronouns.resolve(self.heard, mention, frame, sentence)
            case Wording.PERSON_ROLE:
                return references.person_role(self.heard, mention, sentence)
            case Wording.ORGANISATION_ROLE:
                return references.organisation_role(self.heard, mention, sentence)
            case Wording.PEOPLE_OF_A_PLACE:
                return references.people_of_a_place(self.heard, mention, sentence)
            case Wording.DOCUMENT:
                return self._document(mention, sentence)
            case Wording.ANONYMOUS:
                return self._anonymous(mention.span, sentence)
            case Wording.WORDS:
                return references.own_words(self.heard, mention, sentence)
            case Wording.OTHER if not mention.determiner and (person := self._person(mention)) is not None:
                return Turn(as_person(person, mention), person, sentence)
        return references.other(self.heard, mention, sentence)

    def _named(self, mention: Mention, sentence: int) -> Turn:
        before = self.document.text[max(0, mention.span.start - 1) : mention.span.start]
        if before == "@":
            mention = replace(mention, text="@" + mention.text, span=Span(mention.span.start - 1, mention.span.end))
        handle = HANDLE.search(mention.text)
        if handle is not None:
            span = Span(mention.span.start + handle.start(), mention.span.start + handle.end())
            return Turn(Speaker(handle.group(), SourceKind.NAMED, span, why="named by the handle"), None, sentence)
        person = self._person(mention)
        if person is not None:
            return Turn(as_person(person, mention), person, sentence)
        organisation = self.names.organisation_called(" ".join(mention.words))
        if organisation is not None:
            gender = {"die": "f", "der": "m", "das": "n"}.get(mention.determiner, "") if self.lang == "de" else ""
            speaker = Speaker(self._organisation_name(organisation, mention), SourceKind.NAMED, mention.span)
            return Turn(speaker, organisation, sentence, gender=gender)
        return Turn(Speaker(self._as_written(mention), SourceKind.NAMED, mention.span), None, sentence)

    def _named_in_full(self, mention: Mention) -> Person | None:
        """Endokrinologe und Autor Andreas Pfeiffer; but not "a spokesman for Jensen Huang"."""
        start, end = mention.span.start, mention.span.end
        for place in reversed(list(takewhile(lambda p: p.start >= start, self.names.before(end)))):
            if isinstance(place.who, Person) and not place.is_oblique and place.end <= end:
                between = [t.lower for t in mention.tokens if t.end <= place.start][1:]
                whole = place.end - place.start == len(place.who.name)
                return place.who if whole and not any(w in NOT_BEFORE_THE_HEAD for w in between) else None
        return None

    def _person(self, mention: Mention) -> Person | None:
        words = mention.words
        if not words:
            return None
        forms = [words]
        if self.lang == "de" and words[-1].endswith("s"):
            forms.append([*words[:-1], words[-1][:-1]])
        forms.append([*words[:-1], words[-1] + "."])
        found = (self.names.person_called(form, mention.span.start) for form in forms)
        return next((person for person in found if person is not None), None)

    def _organisation_name(self, organisation: Organisation, mention: Mention) -> str:
        """As written here, without the ending of a genitive."""
        written = self._as_written(mention)
        return organisation.name if written == organisation.name + "s" else written

    def _as_written(self, mention: Mention) -> str:
        """The name with the article that belongs to it: The Verge, but Pentagon."""
        span = mention.shown(mention.head, mention.stop)
        name = bare_name(span.of(self.document.text))
        begin = mention.head - 1
        if self.lang == "en" and begin >= 0 and mention.tokens[begin].text == "The" and mention.begin == mention.head:
            full = f"The {name}"
            if full in entries("en", "outlets") or full in self._with_article():
                return full
        return name

    def _with_article(self) -> frozenset[str]:
        """Names that have their article inside of sentences too."""
        if self.articles is None:
            self.articles = frozenset(NAME_WITH_ARTICLE.findall(self.document.text))
        return self.articles

    def _document(self, mention: Mention, sentence: int) -> Turn:
        head = mention.tokens[mention.head].lower
        known = self.documents.get(head)
        plain = mention.is_definite and not mention.before_head and not mention.behind
        if plain and known is not None:
            why = f"“{mention.text}” is taken to be the one named before it"
            return Turn(Speaker(known.name, SourceKind.DOCUMENT, known.mention, inferred=True, why=why), None, sentence)
        speaker = Speaker(mention.text, SourceKind.DOCUMENT, mention.span)
        self.documents[head] = speaker
        return Turn(speaker, None, sentence)

    def _anonymous(self, span: Span, sentence: int) -> Turn:
        speaker = Speaker(span.of(self.document.text), SourceKind.ANONYMOUS, span, why="nobody is named")
        return Turn(speaker, None, sentence, several=True)

    def _with_knowledge(self, source: Span) -> Span | None:
        """The whole of "mit der Sache vertraute Personen" where the source is a part of it."""
        sentence = self.document.sentences[self.heard.sentence_at(source.start)]
        shown = self.document.text[sentence.start : sentence.end]
        if not any(word in shown for word in KNOWING[self.lang]):
            return None
        for match in WITH_KNOWLEDGE[self.lang].finditer(self.document.text, sentence.start, sentence.end):
            found = Span(*match.span())
            if found.overlaps(source):
                return source if source.covers(found) else found
        return None


def as_person(person: Person, mention: Mention) -> Speaker:
    if person.name in mention.text:
        return Speaker(person.name, SourceKind.NAMED, mention.span)
    short = " ".join(mention.words)
    return Speaker(person.name, SourceKind.NAMED, person.span, why=f"“{short}” is short for {person.name}")


def _because(speaker: Speaker, why: str) -> Speaker:
    return replace(speaker, inferred=True, why="; ".join(filter(None, (why, speaker.why))))
