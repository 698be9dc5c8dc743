"""Who a source is within its article, where a whole case would only repeat what a matcher does."""

from importlib import resources

import pytest

from claims.extract import SourceKind, Speaker, extract
from claims.extract.attribution import Kind
from claims.extract.document import Document, read_document
from claims.extract.frame import Frame
from claims.extract.languages import LANGUAGES
from claims.extract.lexicon_files import rows
from claims.extract.names import collect_names
from claims.extract.roles import organisation_role, person_role
from claims.extract.speakers import SpeakerResolver
from claims.text import Span

SHARED = resources.files("claims.extract") / "lexicon" / "any"


def _speakers(text: str, lang: str, *sources: str) -> list[Speaker]:
    """The speakers of statements with these sources, in the order of the text."""
    document = read_document(text, LANGUAGES[lang].splits_after)
    spans: list[Span] = []
    for source in sources:
        start = text.index(source, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(source)))
    resolver = SpeakerResolver(document, lang, collect_names(document, lang, spans))
    return [resolver.resolve(_frame(document, span)) for span in spans]


def _frame(document: Document, span: Span) -> Frame:
    number = max(s.number for s in document.sentences if s.start <= span.start)
    return Frame("test", number, (Span(len(document.text) - 1, len(document.text)),), Kind.INDIRECT, source=span)


def _names(text: str, lang: str, *sources: str) -> list[str]:
    return [speaker.name for speaker in _speakers(text, lang, *sources)]


@pytest.mark.parametrize("file", sorted(f.name for f in SHARED.iterdir() if f.name.endswith(".tsv")))
def test_a_list_of_both_languages_is_sorted_and_names_nothing_twice(file: str) -> None:
    first, *lines = (SHARED / file).read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert first.startswith("# ")
    assert keys == sorted(set(keys))
    assert len({len(line.split("\t")) for line in lines}) == 1


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_place_that_lies_in_another_is_one_of_a_list(lang: str) -> None:
    known = {place for _, place, _ in rows(lang, "places")}
    assert {key for row in rows("any", "places_within") for key in row} <= known


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Das sagten mit der Sache vertraute Personen.", "Sache", "mit der Sache vertraute Personen"),
        ("Das sagten mit dem Vorgang befasste Kreise.", "Kreise", "mit dem Vorgang befasste Kreise"),
    ],
)
def test_who_is_only_said_to_know_keeps_the_whole_mention(text: str, source: str, name: str) -> None:
    (speaker,) = _speakers(text, "de", source)
    assert (speaker.name, speaker.kind) == (name, SourceKind.ANONYMOUS)


def test_people_familiar_with_a_matter_keep_the_matter() -> None:
    (speaker,) = _speakers("It said so, people familiar with the deal said.", "en", "people")
    assert (speaker.name, speaker.kind) == ("people familiar with the deal", SourceKind.ANONYMOUS)


def test_a_loudspeaker_is_no_speaker_and_a_semiconductor_no_leader() -> None:
    assert person_role("lautsprecher", "de") is None
    assert person_role("halbleiter", "de") is None
    assert person_role("konzernsprecherin", "de") is not None


def test_a_role_is_known_in_every_case_and_number() -> None:
    assert person_role("managers", "de") == person_role("manager", "de")
    several = person_role("forscherinnen", "de")
    assert several is not None
    assert several.several
    firm = organisation_role("grafikkartenhersteller", "de")
    assert firm is not None
    assert firm.kind == "firm"


def test_a_particle_belongs_to_the_last_name() -> None:
    text = "Managerin Ursula von Halm kam. Das geht, sagte von Halm."
    assert _names(text, "de", "von Halm.") == ["Ursula von Halm"]


def test_somebody_else_of_the_family_is_not_taken_for_her() -> None:
    text = "Mara Lind und Tom Lind kamen zur Messe. Das geht, sagte Lind."
    (speaker,) = _speakers(text, "de", "Lind.")
    assert speaker.name not in ("Mara Lind", "Tom Lind")


def test_the_one_whom_the_content_names_did_not_say_it() -> None:
    text = "Tom Reuter kam. Jonas Brandt geht im Mai, sagte er."
    document = read_document(text, LANGUAGES["de"].splits_after)
    source = Span(text.index(" er.") + 1, text.index(" er.") + 3)
    content = Span(text.index("Jonas"), text.index(", sagte"))
    resolver = SpeakerResolver(document, "de", collect_names(document, "de", [source]))
    frame = Frame("test", 1, (content,), Kind.INDIRECT, source=source)
    assert resolver.resolve(frame).name == "Tom Reuter"


@pytest.mark.parametrize("word", ["er", "sie", "Das Unternehmen", "die Kalifornier", "Der Manager", "Letzterer"])
def test_what_stays_unresolved_says_so(word: str) -> None:
    (speaker,) = _speakers(f"Im Mai regnete es. Gestern sagte {word} nichts dazu.", "de", word)
    assert "is not resolved" in speaker.why
    assert not speaker.inferred


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lind leitet Ostwerk. Sie sagte, dass die Linie läuft. Das Unternehmen teilte mit, dass es wächst.",
        "Mara Lind runs Ostwerk. She said that the line runs. The company said that it was growing.",
    ],
)
def test_every_resolution_gives_its_reason(text: str) -> None:
    inferred = [a.speaker for a in extract(text).attributions if a.speaker.inferred]
    assert len(inferred) == 2
    assert all(speaker.why for speaker in inferred)
