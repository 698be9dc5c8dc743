"""Through whom a statement came, as ordered hops: one line of text, the hops of its first statement."""

import pytest

from claims.extract import Attribution, extract
from claims.extract.attribution import ChainHop


def hop(found: ChainHop) -> str:
    channel = f" ({found.channel.value})" if found.channel.value else ""
    inferred = " inferred" if found.inferred else ""
    return " ".join(filter(None, [found.relation.value, found.agent])) + channel + inferred


def hops(statement: Attribution) -> list[str]:
    return [hop(found) for found in statement.via]


GERMAN = [
    ("„Der Chip ist da“, sagte Jana Friis der Nachrichtenagentur Reuters.", ["said to Reuters"]),
    ("„Der Chip ist da“, sagte Friis am Montag dem Magazin Ostblick.", ["said to Ostblick"]),
    ("„Der Chip ist da“, sagte Friis dem Handelsblatt.", ["said to Handelsblatt"]),
    ("„Der Chip ist da“, sagte Firmenchefin Jana Friis gegenüber dem Spiegel.", ["said to Der Spiegel"]),
    ("„Der Chip ist da“, sagte Friis bei CNBC.", ["said to CNBC"]),
    ("„Der Chip ist da“, sagte Friis vor Journalisten.", []),
    ("Friis sagte Journalisten, der Chip sei da.", []),
    ("Friis sagte den Mitarbeitern, dass der Chip da sei.", []),
    ("In einem Interview mit Bloomberg sagte Friis, der Chip sei da.", ["said to Bloomberg (interview)"]),
    ("Im Bloomberg-Interview sagte Friis, der Chip sei da.", ["said to Bloomberg (interview)"]),
    (
        "In einem am Dienstag veröffentlichten Interview mit der Financial Times sagte Friis, der Chip sei da.",
        ["said to Financial Times (interview)"],
    ),
    ("Im Gespräch mit heise online sagte Friis, der Chip sei da.", ["said to heise online (interview)"]),
    ("Auf Anfrage von Golem teilte Kestrel mit, dass der Chip da sei.", ["said to Golem"]),
    ("Auf Anfrage teilte Kestrel mit, dass der Chip da sei.", []),
    ("Laut Bloomberg ist der Chip da.", []),
    ("Laut einem Bericht von Nikkei verschiebt sich der Start.", ["reported by Nikkei (report)"]),
    (
        "Laut einem Bericht von Nikkei, der sich auf Zulieferer beruft, verschiebt sich der Start.",
        ["reported by Nikkei (report)", "citing Zulieferer"],
    ),
    ("Einem Bericht des Handelsblatts zufolge verschiebt sich der Start.", ["reported by Handelsblatt (report)"]),
    ("Laut Reuters-Bericht verschiebt sich der Start.", ["reported by Reuters (report)"]),
    (
        "Laut Berichten von Reuters und Nikkei verschiebt sich der Start.",
        ["reported by Reuters (report)", "reported by Nikkei (report)"],
    ),
    ("Laut einem Bericht der Behörde sinkt der Absatz.", []),
    (
        "Wie Reuters unter Berufung auf das Wall Street Journal schreibt, verschiebt sich der Start.",
        ["citing Wall Street Journal"],
    ),
    (
        "Bloomberg berichtet unter Berufung auf mit der Sache vertraute Personen, dass Kestrel den Start verschiebt.",
        ["citing mit der Sache vertraute Personen"],
    ),
    (
        "Reuters berichtet unter Berufung auf einen Bericht von Nikkei, dass der Start später kommt.",
        ["citing Nikkei (report)"],
    ),
    ("Bloomberg schreibt unter Verweis auf Insider, dass der Start später kommt.", ["citing Insider"]),
    ("Kestrel sagt unter Verweis auf hohe Kosten, dass der Start später kommt.", []),
    ("Bloomberg meldet, dass der Start später kommt, und beruft sich auf Zulieferer.", ["citing Zulieferer"]),
    ("„Der Chip ist da“, sagte Friis laut Bloomberg.", ["reported by Bloomberg"]),
    ("heise zitiert Friis mit den Worten: „Der Chip ist da.“", ["reported by heise"]),
    ("In einer Pressemitteilung erklärte Kestrel, dass der Chip da sei.", ["via (press release)"]),
    ("Kestrel teilte in einer Börsenpflichtmitteilung mit, dass der Umsatz sinkt.", ["via (filing)"]),
    ("In einer Telefonkonferenz sagte Friis, der Umsatz sinke.", ["via (earnings call)"]),
    ("In einem Blogbeitrag schrieb Friis, der Chip sei da.", ["via (post)"]),
    ("„Das war ein Fehler“, schrieb Friis in einem Beitrag auf X.", ["via X (post)"]),
    ("„Das war ein Fehler“, schrieb Friis auf Mastodon.", ["via Mastodon (post)"]),
    ("Auf der Bühne der Computex sagte Friis, der Chip sei da.", ["via Computex (conference)"]),
    ("In einem internen Memo schrieb Friis, der Chip sei zu heiß.", ["via (memo)"]),
    (
        "In einer internen E-Mail, die Golem vorliegt, schreibt Friis, dass der Chip da sei.",
        ["via (memo)", "reported by Golem"],
    ),
    ("In der Klageschrift behauptet Kestrel, dass das Patent gelte.", ["via (court document)"]),
    ("Der Start verschiebt sich laut Friis (via The Verge).", ["via The Verge"]),
    ("Laut dem koreanischsprachigen Portal Ostblick verschiebt sich der Start.", ["translated from Koreanisch"]),
    ("Der Start verschiebt sich, berichten Reuters und Nikkei.", ["reported by Nikkei"]),
]

ENGLISH = [
    ("“It is done,” Jana Friis told Reuters on Monday.", ["said to Reuters"]),
    ("“It is done,” Jana Friis told the newspaper Foo Times.", ["said to Foo Times"]),
    ("“It is done,” Jana Friis told Dockside magazine.", ["said to Dockside"]),
    ("“It is done,” Jana Friis told the Verge.", ["said to The Verge"]),
    ("“It is done,” Jana Friis told reporters.", []),
    ("“It is done,” Jana Friis told employees on Monday.", []),
    ("“It is done,” Jana Friis told Congress.", []),
    ("“It is done,” Jana Friis told investors on an earnings call.", ["via (earnings call)"]),
    ("“It is done,” Jana Friis said on CNBC.", ["said to CNBC"]),
    ("“It is done,” Jana Friis said to Reuters in an interview.", ["said to Reuters (interview)"]),
    ("In an interview with the Financial Times, Jana Friis said it was done.", ["said to Financial Times (interview)"]),
    ("In a Bloomberg interview, Jana Friis said it was done.", ["said to Bloomberg (interview)"]),
    ("In an interview published on Tuesday by Nikkei, Friis said it was done.", ["said to Nikkei (interview)"]),
    ("In a statement to The Verge, Kestrel said the chip was late.", ["said to The Verge"]),
    ("Friis said on a podcast with Foo Weekly that the chip was late.", ["said to Foo Weekly (podcast)"]),
    ("According to Bloomberg, the chip is late.", []),
    ("According to a report by Nikkei, the chip is late.", ["reported by Nikkei (report)"]),
    (
        "Kestrel will delay the chip, according to a Reuters report citing two people familiar with the matter.",
        ["reported by Reuters (report)", "citing two people familiar with the matter"],
    ),
    ("Kestrel will delay the chip, Nikkei reported, citing suppliers.", ["citing suppliers"]),
    ("Kestrel will delay the chip, Nikkei reported, citing a report by Reuters.", ["citing Reuters (report)"]),
    ("Kestrel will delay the chip, Friis said, citing high costs.", []),
    ("Reuters and Nikkei reported that the chip is late.", ["reported by Reuters"]),
    ("The listing, spotted by VideoCardz, says that the card has 16 GB.", ["reported by VideoCardz"]),
    ("“It is done,” Friis said, according to Bloomberg.", ["reported by Bloomberg"]),
    ("“It is done,” Friis said, as first reported by The Information.", ["reported by The Information"]),
    ("The delay was first reported by The Information, and Kestrel said it was wrong.", []),
    ("Kestrel said it would cut 120 jobs in a press release on Tuesday.", ["via (press release)"]),
    ("Kestrel said in a filing with the regulator that sales fell.", ["via (filing)"]),
    ("“It was a mistake,” Friis wrote in a blog post.", ["via (post)"]),
    ("“It was a mistake,” Friis wrote in a post on X.", ["via X (post)"]),
    ("“It was a mistake,” Friis wrote on LinkedIn.", ["via LinkedIn (post)"]),
    ("Speaking at Computex, Friis said prices would stay.", ["via Computex (conference)"]),
    ("At a press conference on Monday, Friis said prices would stay.", ["via (conference)"]),
    ("In an internal memo seen by Bloomberg, Friis said the chip was late.", ["via (memo)", "reported by Bloomberg"]),
    ("In court documents, Kestrel said the patent was void.", ["via (court document)"]),
    ("The chip is late, according to Friis (via The Verge).", ["via The Verge"]),
    (
        "The chip is late, according to a machine-translated report by ETNews.",
        ["translated from", "reported by ETNews (report)"],
    ),
    ("Friis said that Kolb had told Reuters about the delay.", []),
    ("Friis said the app posts to Reddit on its own.", []),
]


@pytest.mark.parametrize(("text", "expected"), GERMAN, ids=[text for text, _ in GERMAN])
def test_a_german_sentence_names_its_hops(text: str, expected: list[str]) -> None:
    assert hops(extract(text, "de").attributions[0]) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_an_english_sentence_names_its_hops(text: str, expected: list[str]) -> None:
    assert hops(extract(text, "en").attributions[0]) == expected


def last(text: str, lang: str) -> list[str]:
    return hops(extract(text, lang).attributions[-1])


def test_an_interview_holds_for_what_its_speaker_says_later() -> None:
    text = "“It is done,” Jana Friis told Reuters.\n\nThe yield is good, Friis said."
    assert last(text, "en") == ["said to Reuters inferred"]


def test_the_interview_is_the_one_named_before() -> None:
    text = "Im Interview mit Bloomberg sagte Jana Friis, der Chip sei da.\n\n„Wir sind bereit“, so Friis im Gespräch."
    assert last(text, "de") == ["said to Bloomberg (interview) inferred"]


def test_an_interview_does_not_hold_for_somebody_else() -> None:
    text = "“It is done,” Jana Friis told Reuters.\n\nThe yield is good, analyst Omar Kolb said."
    assert last(text, "en") == []


def test_a_chain_ends_where_its_speaker_speaks_elsewhere() -> None:
    text = (
        "„Der Chip ist da“, sagte Jana Friis gegenüber Golem.\n\nAuf der Bühne der Computex sagte Friis, die Preise"
        " seien stabil.\n\nLaut Friis ist die Ausbeute gut."
    )
    assert last(text, "de") == ["via Computex (conference) inferred"]


def test_a_statement_of_another_day_does_not_take_over_the_chain() -> None:
    text = "„Der Chip ist da“, sagte Jana Friis gegenüber Golem.\n\nZuvor hatte Friis erklärt, der Chip komme später."
    assert last(text, "de") == []


def test_an_interview_named_afterwards_holds_for_the_statement_before_it() -> None:
    text = "„Das war ein Fehler“, sagte Friis. Das Interview mit Bloomberg erschien am Dienstag."
    (statement,) = extract(text, "de").attributions
    assert hops(statement) == ["said to Bloomberg (interview) inferred"]
    assert statement.via[0].why == "named later in the paragraph for this speaker"


def test_a_sentence_without_a_statement_may_set_up_the_chain() -> None:
    text = "Kestrel-Chefin Jana Friis sprach am Dienstag mit Bloomberg über den Markt.\n\nLaut Friis ist der Chip da."
    assert last(text, "de") == ["said to Bloomberg (interview) inferred"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nikkei reported that the chip is late. The report said yields were low.", "en"),
        ("Nikkei meldet, dass der Chip später kommt. Dem Bericht zufolge ist die Ausbeute schlecht.", "de"),
    ],
)
def test_the_report_is_the_one_named_before(text: str, lang: str) -> None:
    assert last(text, lang) == ["reported by Nikkei (report) inferred"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Bloomberg reports that Jana Friis said the chip was late.", "en"),
        ("According to Bloomberg, Jana Friis said the chip was late.", "en"),
        ("Laut Bloomberg sagte Jana Friis, dass der Chip später komme.", "de"),
        ("Bloomberg berichtet, dass Jana Friis gesagt habe, der Chip komme später.", "de"),
    ],
)
def test_both_levels_of_a_nested_statement_are_kept(text: str, lang: str) -> None:
    outer, inner = extract(text, lang).attributions
    assert (outer.speaker.name, hops(outer)) == ("Bloomberg", [])
    assert (inner.speaker.name, hops(inner)) == ("Jana Friis", ["reported by Bloomberg"])


def test_what_an_outlet_cites_stands_nearer_to_the_speaker_than_the_outlet() -> None:
    text = "“It is done,” Friis said, according to a report by Nikkei citing Reuters."
    assert hops(extract(text, "en").attributions[0]) == ["citing Reuters", "reported by Nikkei (report)"]


def test_the_one_who_is_told_is_no_part_of_the_source() -> None:
    text = "„Der Chip ist da“, sagte Jana Friis der Nachrichtenagentur Reuters."
    (statement,) = extract(text, "de").attributions
    assert [span.of(text) for span in statement.source] == ["Jana Friis"]


@pytest.mark.parametrize(("rows", "lang"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_every_agent_is_where_its_span_says(rows: list[tuple[str, list[str]]], lang: str) -> None:
    for text, _ in rows:
        for statement in extract(text, lang).attributions:
            for found in statement.via:
                assert found.why
                assert found.span is not None
                first = found.agent.removeprefix("The ").removeprefix("Der ").split(" ")[0]
                assert found.relation.value == "translated from" or first in found.span.of(text)
