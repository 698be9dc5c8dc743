"""Pronouns as sources: "er", "she", "they", "die", "Letzterer", and what they refer to."""

from collections.abc import Callable, Sequence

from claims.extract.antecedents import JUST_SPOKE, Heard, Turn, just_before, two_before
from claims.extract.attribution import SourceKind, Speaker
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.mentions import Mention
from claims.extract.organisations import Organisation
from claims.extract.people import Person
from claims.text import WORD, Span

GENDERS = {"he": "m", "she": "f"}
GERMAN_SINGULAR = frozenset(
    "hat habe hatte hätte ist sei war wäre wird werde würde will wolle wollte kann könne konnte könnte muss müsse"
    " musste soll solle sollte darf dürfe mag möchte".split()
)


def resolve(heard: Heard, mention: Mention, frame: Frame, sentence: int) -> Turn:
    word = mention.tokens[-1].lower
    kind = table(heard.lang, "source_pronouns").get(word, "nobody")
    if kind == "sie":
        kind = "they" if word == "ihnen" or _is_plural(heard, mention, frame.cue) else "she"
    if kind in GENDERS:
        return person(heard, mention, sentence, GENDERS[kind], frame.content)
    return READERS[kind](heard, mention, sentence)


def _is_plural(heard: Heard, mention: Mention, cue: Sequence[Span]) -> bool:
    """sie sagten, sie haben erklärt; but sie habe gesprochen"""
    words = [w.lower() for span in cue for w in WORD.findall(span.of(heard.text))]
    beside = [*WORD.findall(heard.text[mention.span.end : mention.span.end + 30])[:1]]
    beside += WORD.findall(heard.text[max(0, mention.span.start - 30) : mention.span.start])[-1:]
    if any(word in GERMAN_SINGULAR for word in words) or not words:
        words = [w.lower() for w in beside if w.lower() not in GERMAN_SINGULAR and w.lower() in PLURAL_AUXILIARIES]
        return bool(words)
    return words[0].endswith(("en", "ern", "eln")) and words[0] not in ("denn", "wegen")


PLURAL_AUXILIARIES = frozenset("haben hätten sind seien waren wollen wollten können sollen werden würden".split())


def person(heard: Heard, mention: Mention, sentence: int, gender: str, content: Sequence[Span] = ()) -> Turn:
    """The last person named before that the pronoun fits, if only one does.

    Not one whom only the content before it names: in "Huang is leaving, he said" it is somebody else who said it.
    """
    said = [span for span in content if span.end <= mention.span.start]
    position = min(
        (span.start for span in said if heard.sentence_at(span.start) == sentence), default=mention.span.start
    )
    by_noun = _noun_of_that_gender(heard, sentence, gender)
    found = heard.nearest(position, sentence, lambda who: fits_gender(who, gender))
    if isinstance(found.who, Person) and not (by_noun and heard.turn and not _named_since(heard, mention, found.who)):
        return again(found.who, sentence, f"“{mention.text}” is {found.who.name}, named before it")
    if by_noun is not None:
        return by_noun
    if not found.rivals:
        other = _without_full_name(heard, mention, sentence, gender)
        if other is not None:
            return other
    return unresolved(mention, sentence, SourceKind.ROLE, found.rivals)


def _without_full_name(heard: Heard, mention: Mention, sentence: int, gender: str) -> Turn | None:
    """ "Ein Sprecher von Ostwerk bestätigte das. ..., sagte er", "Ramdohr erinnert sich. ..., sagt sie" """
    for number in (sentence, sentence - 1):
        role = heard.role_in(number, mention.span.start, gender)
        if role is not None:
            why = f"“{mention.text}” is “{role.of(heard.text)}”, named before it"
            return Turn(Speaker(role.of(heard.text), SourceKind.ROLE, role, inferred=True, why=why), None, sentence)
        here = [p for p in heard.names.before(mention.span.start) if p.sentence == number and not p.is_oblique]
        if len({id(p.who) for p in here}) == 1 and isinstance(here[0].who, Organisation) and not here[0].who.is_sure:
            return again(here[0].who, sentence, f"“{mention.text}” is {here[0].who.name}, named just before it")
        if here:
            return None
    return None


def fits_gender(who: Person | Organisation, gender: str) -> bool:
    return isinstance(who, Person) and who.gender in (gender, "x", "")


def _named_since(heard: Heard, mention: Mention, who: Person) -> bool:
    """The person was named after the last speaker spoke."""
    place = next((p for p in heard.names.before(mention.span.start) if p.who is who), None)
    return place is not None and heard.turn is not None and place.sentence >= heard.turn.sentence


def _noun_of_that_gender(heard: Heard, sentence: int, gender: str) -> Turn | None:
    """Der Konzern ... Er teilte mit; eine Sprecherin ... Sie sagte"""
    turn = heard.turn
    if turn is None or turn.several or turn.gender != gender or sentence - turn.sentence > JUST_SPOKE:
        return None
    if isinstance(turn.who, Person):
        return None
    return heard.again("the pronoun is the source before", sentence)


def _they(heard: Heard, mention: Mention, sentence: int) -> Turn:
    turn = heard.turn
    if turn is not None and sentence - turn.sentence <= JUST_SPOKE:
        if turn.several:
            return heard.again(f"“{mention.text}” are the sources before", sentence)
        if isinstance(turn.who, Organisation) and heard.lang == "en":
            return heard.again(f"“{mention.text}” is taken to be the organisation that spoke before", sentence)
        if isinstance(turn.who, Person) and heard.lang == "en" and turn.who.gender in ("", "x"):
            return unresolved(mention, sentence, SourceKind.NONE, ())
    return unresolved(mention, sentence, SourceKind.NONE, ())


def _it(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """The organisation that has just spoken; otherwise "it" may be anything or nothing."""
    turn = heard.turn
    just_spoke = turn is not None and sentence - turn.sentence <= 1 and turn.speaker.name
    if just_spoke and turn is not None:
        if isinstance(turn.who, Organisation) and (heard.lang == "en" or turn.gender in ("", "n")):
            return heard.again(f"“{mention.text}” is taken to be the organisation that spoke before", sentence)
        if turn.speaker.kind is SourceKind.DOCUMENT and heard.lang == "en":
            return heard.again(f"“{mention.text}” is taken to be the document before", sentence)
    if heard.lang == "en":
        here = [p for p in heard.names.before(mention.span.start) if sentence - 1 <= p.sentence]
        subjects = {id(p.who): p.who for p in here if not p.is_oblique}
        only = next(iter(subjects.values())) if len(subjects) == 1 else None
        if isinstance(only, Organisation) and not only.is_outlet:
            return again(only, sentence, f"“{mention.text}” is {only.name}, named just before it")
    return unresolved(mention, sentence, SourceKind.NONE, ())


def _relative(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """Huang, der ...; Ostwerk, which ..."""
    who = just_before(heard.names, mention.span.start, heard.text)
    if who is None:
        return unresolved(mention, sentence, SourceKind.NONE, ())
    return again(who, sentence, f"“{mention.text}” hangs on {who.name}")


def _last_of(gender: str) -> Callable[[Heard, Mention, int], Turn]:
    """dieser, Letzterer, the latter"""

    def read(heard: Heard, mention: Mention, sentence: int) -> Turn:
        members = _named_together(heard, mention, sentence, gender)
        if not members:
            return unresolved(mention, sentence, SourceKind.ROLE, ())
        return again(members[-1], sentence, f"“{mention.text}” is the last one named before, {members[-1].name}")

    return read


def _first_of(gender: str) -> Callable[[Heard, Mention, int], Turn]:
    def read(heard: Heard, mention: Mention, sentence: int) -> Turn:
        members = _named_together(heard, mention, sentence, gender)
        if len(members) < 2:
            return unresolved(mention, sentence, SourceKind.ROLE, ())
        return again(members[0], sentence, f"“{mention.text}” is the first of the two, {members[0].name}")

    return read


def _named_together(heard: Heard, mention: Mention, sentence: int, gender: str) -> list[Person | Organisation]:
    return two_before(
        heard.names, mention.span.start, sentence, lambda who: fits_gender(who, gender) if gender else True
    )


def _back(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """Demnach: by the source just before, or by the document or the name in the sentence before."""
    at = mention.span.start
    outer = heard.outer or heard.turn
    is_near = outer is not None and sentence - outer.sentence <= JUST_SPOKE
    document = heard.document_in(sentence, at)
    if document is not None or not is_near:
        document = document or heard.document_in(sentence - 1, at)
        if document is not None:
            why = f"“{mention.text}” points back to “{document.of(heard.text)}”"
            speaker = Speaker(document.of(heard.text), SourceKind.DOCUMENT, document, inferred=True, why=why)
            return Turn(speaker, None, sentence)
        who = {id(p.who): p.who for p in heard.names.in_sentence(sentence - 1) if not p.is_oblique}
        if len(who) == 1:
            only = next(iter(who.values()))
            return again(only, sentence, f"“{mention.text}” points back to {only.name}")
    return heard.again(f"“{mention.text}” points back to the source before", sentence, outer)


def _some(_heard: Heard, mention: Mention, sentence: int) -> Turn:
    return Turn(
        Speaker(mention.text, SourceKind.ANONYMOUS, mention.span, why="nobody is named"), None, sentence, several=True
    )


def _nobody(_heard: Heard, mention: Mention, sentence: int) -> Turn:
    return unresolved(mention, sentence, SourceKind.NONE, ())


READERS: dict[str, Callable[[Heard, Mention, int], Turn]] = {
    "they": _they,
    "it": _it,
    "who": _relative,
    "this": _last_of(""),
    "this he": _last_of("m"),
    "this she": _last_of("f"),
    "first": _first_of(""),
    "first he": _first_of("m"),
    "first she": _first_of("f"),
    "back": _back,
    "some": _some,
    "nobody": _nobody,
}


def again(who: Person | Organisation, sentence: int, why: str) -> Turn:
    return Turn(Speaker(who.name, SourceKind.NAMED, who.span, inferred=True, why=why), who, sentence)


def unresolved(mention: Mention, sentence: int, kind: SourceKind, rivals: Sequence[str], name: str = "") -> Turn:
    which = f": {' and '.join(rivals[:3])} fit equally" if rivals else ""
    return Turn(Speaker(name, kind, mention.span, why=f"“{mention.text}” is not resolved{which}"), None, sentence)
