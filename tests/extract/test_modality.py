"""How a statement is meant, whether it is denied, and which of its words weaken it."""

import pytest

from claims.extract import Attribution, Confidence, Modality, Polarity, extract
from claims.extract.english.verbs import Form
from claims.extract.english.verbs import readings as english_readings
from claims.extract.german.verbs import Form as GermanForm
from claims.extract.german.verbs import readings as german_readings
from claims.extract.lexicon_files import rows

GERMAN = [
    ("Kolb sagte, dass der Chip da ist.", "asserted"),
    ("Kolb sagte, der Chip werde 2027 erscheinen.", "predicted"),
    ("Kolb sagte, dass der Chip 2027 erscheinen wird.", "predicted"),
    ("Kolb sagte, dass der Chip in Dresden gefertigt wird.", "asserted"),
    ("Kolb sagte, dass der Chip 2027 gefertigt wird.", "predicted"),
    ("Kolb sagte, der Chip, der 2027 erscheinen wird, sei schnell.", "asserted"),
    ("Kolb sagte, man wolle 2027 liefern.", "predicted"),
    ("Kestrel erwartet, dass der Umsatz steigt.", "predicted"),
    ("Kestrel verspricht, den Chip 2027 zu liefern.", "predicted"),
    ("Laut Kolb könnte der Chip später kommen.", "hedged"),
    ("Laut Kolb dürfte der Chip teurer sein.", "hedged"),
    ("Laut Kolb ist der Chip vermutlich schneller.", "hedged"),
    ("Laut Kolb entspricht das in etwa dem Vorgänger.", "hedged"),
    ("Laut Kolb soll der Chip im Labor schon laufen.", "hearsay"),
    ("Laut Kolb ist der Chip angeblich zu heiß.", "hearsay"),
    ("Es heißt, dass Kestrel den Start verschiebt.", "hearsay"),
    ("Der Konzern soll 40 Stellen gestrichen haben.", "hearsay"),
    ("„Die Messe soll uns Kunden bringen“, sagte Kolb.", "asserted"),
    ("Kolb sagte, dass die Preise steigen, falls die Zölle kommen.", "conditional"),
    ("Kolb sagte, dass die Preise steigen, wenn die Zölle kommen.", "conditional"),
    ("„Wenn die Zölle kommen, steigen die Preise“, sagte Kolb.", "conditional"),
    ("Kolb sagte, dass die Preise auch steigen, selbst wenn keine Zölle kommen.", "asserted"),
    ("Laut Kolb würde ein Verbot den Markt lähmen.", "conditional"),
    ("Kolb sagte, die EU müsse handeln.", "demanded"),
    ("Kolb forderte, die EU solle handeln.", "demanded"),
    ("Kolb fragte, ob der Chip passt.", "asked"),
    ("„Warum sollte das jemand kaufen?“, sagte Kolb.", "asked"),
    ("„Ist das alles? Nein, das ist erst der Anfang“, sagte Kolb.", "asserted"),
    ("Laut Kolb ist der Chip im Mai fertig.", "asserted"),
    ("Laut Kolb kostet die Karte rund 400 Euro.", "asserted"),
]

ENGLISH = [
    ("Friis said that the chip is out.", "asserted"),
    ("“It will ship in 2027,” Friis said.", "predicted"),
    ("“We'll ship it in 2027,” Friis said.", "predicted"),
    ("Friis said the chip is going to ship in 2027.", "predicted"),
    ("Friis said that the chip, which will ship in 2027, is fast.", "asserted"),
    ("Friis said that the chip that will ship in 2027 is fast.", "asserted"),
    ("Friis said it would cut 120 jobs.", "predicted"),
    ("Friis says a ban would hurt sales.", "conditional"),
    ("“A ban would hurt sales,” Friis said.", "conditional"),
    ("Kestrel plans to launch the chip in 2027.", "predicted"),
    ("Kestrel promised to ship the chip in 2027.", "predicted"),
    ("Friis said the chip may be late.", "hedged"),
    ("Friis said the chip might be late.", "hedged"),
    ("Friis said the chip is likely late.", "hedged"),
    ("Friis said that the chip appears to be late.", "hedged"),
    ("The chip is believed to use a new node.", "hedged"),
    ("Friis said the chip ships in May.", "asserted"),
    ("Friis said users are 23% less likely to buy.", "asserted"),
    ("The chip is said to be late.", "hearsay"),
    ("It was reported that the chip is late.", "hearsay"),
    ("Kestrel is reportedly working on a server chip.", "hearsay"),
    ("Friis said the chip is supposedly late.", "hearsay"),
    ("If tariffs come, prices will rise, Friis said.", "conditional"),
    ("Friis said that prices rise if tariffs come.", "conditional"),
    ("Friis said the chip is late even if nobody admits it.", "asserted"),
    ("Friis said the tool checks if a file exists.", "asserted"),
    ("Friis said Europe should act.", "demanded"),
    ("Friis urged Europe to act.", "demanded"),
    ("Friis told staff to return to the office.", "demanded"),
    ("Kestrel asked the court to dismiss the case.", "demanded"),
    ("Friis asked whether the chip is late.", "asked"),
    ("“Is the yield good enough?” Friis said.", "asked"),
    ("“Is that all? No, it is the beginning,” Friis said.", "asserted"),
    ("Friis said the founders resisted the board's plans to sell.", "asserted"),
]


@pytest.mark.parametrize(("text", "modality"), GERMAN, ids=[text for text, _ in GERMAN])
def test_a_german_statement_is_meant_as(text: str, modality: str) -> None:
    assert extract(text, "de").attributions[0].modality == Modality(modality)


@pytest.mark.parametrize(("text", "modality"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_an_english_statement_is_meant_as(text: str, modality: str) -> None:
    assert extract(text, "en").attributions[0].modality == Modality(modality)


POLARITIES = [
    ("de", "Kestrel bestritt, dass der Chip später kommt.", "denied"),
    ("de", "Kestrel dementierte, den Chip verschoben zu haben.", "denied"),
    ("de", "Kestrel wies die Behauptung zurück, dass der Chip zu heiß werde.", "denied"),
    ("de", "Kestrel dementierte Berichte, wonach der Chip später komme.", "denied"),
    ("de", "Kestrel glaubt nicht, dass die Preise fallen.", "denied"),
    ("de", "Kestrel bezweifelt, dass der Markt wächst.", "denied"),
    ("de", "Kestrel schließt aus, dass der Chip später kommt.", "denied"),
    ("de", "Kestrel erklärte, dass der Chip nicht später kommt.", "affirmed"),
    ("en", "Kestrel denied that the chip is late.", "denied"),
    ("en", "Kestrel denied that it would not ship the chip.", "denied"),
    ("en", "Kestrel disputed that the chip is late.", "denied"),
    ("en", "Kestrel rejected claims that its chip is late.", "denied"),
    ("en", "Kestrel denied reports that it would not ship the chip.", "denied"),
    ("en", "Kestrel does not believe that prices will fall.", "denied"),
    ("en", "Kestrel doubts that the market will grow.", "denied"),
    ("en", "Kestrel ruled out a delay of its next chip.", "denied"),
    ("en", "Kestrel said that the chip is not late.", "affirmed"),
]


@pytest.mark.parametrize(("lang", "text", "polarity"), POLARITIES, ids=[text for _, text, _ in POLARITIES])
def test_a_denial_is_told_from_a_negation(lang: str, text: str, polarity: str) -> None:
    assert extract(text, lang).attributions[0].polarity == Polarity(polarity)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Kestrel wollte nicht bestätigen, dass der Chip später kommt."),
        ("de", "Kestrel bestritt nicht, dass der Chip später kommt."),
        ("de", "Kestrel sagte nicht, ob der Chip später kommt."),
        ("en", "Kestrel did not deny that the chip is late."),
        ("en", "Kestrel did not say whether the chip is late."),
        ("en", "Kestrel declined to comment on the report."),
    ],
)
def test_what_is_neither_said_nor_denied_is_not_shown(lang: str, text: str) -> None:
    assert all(a.confidence is Confidence.LOW for a in extract(text, lang).attributions)


def denials(lang: str) -> list[str]:
    return [row[0].replace("|", "") for row in rows(lang, "verbs") if row[1] == "deny"]


def english_forms(lemma: str, *forms: Form) -> list[str]:
    return [
        word
        for word, reading in english_readings().items()
        if reading.verb.lemma == lemma and reading.forms & set(forms)
    ]


def german_sentences(lemma: str) -> list[str]:
    ends = ["dass der Chip zu heiß wird.", "den Chip verschoben zu haben."]
    found = []
    for form, options in german_readings().items():
        for option in options:
            if option.verb.lemma == lemma and option.form is GermanForm.FINITE:
                particle = f" {option.particle}" if option.particle else ""
                found += [f"Die Firma {form} den Bericht{particle}, {end}" for end in ends]
                found.append(f"Die Firma {form} Berichte{particle}, dass der Chip zu heiß wird.")
                found += [f"Die Firma {form}{particle}, {end}" for end in ends]
    return found


def english_sentences(lemma: str) -> list[str]:
    return [
        sentence
        for verb in english_forms(lemma, Form.PAST, Form.THIRD)
        for sentence in (
            f"Kestrel {verb} that the chip is late.",
            f"Kestrel {verb} the report that the chip is late.",
            f"Kestrel {verb} claims that it would not ship the chip.",
            f"Kestrel {verb} reports of a delay.",
        )
    ]


def of_the_denier(text: str, lang: str, lemma: str) -> list[Attribution]:
    return [a for a in extract(text, lang).attributions if a.confidence is not Confidence.LOW]


@pytest.mark.parametrize("lemma", denials("de"))
def test_no_german_denial_is_an_assertion(lemma: str) -> None:
    sentences = german_sentences(lemma)
    found = [a for text in sentences for a in of_the_denier(text, "de", lemma)]
    assert sentences
    assert {a.polarity for a in found} <= {Polarity.DENIED}


@pytest.mark.parametrize("lemma", denials("en"))
def test_no_english_denial_is_an_assertion(lemma: str) -> None:
    sentences = english_sentences(lemma)
    found = [a for text in sentences for a in of_the_denier(text, "en", lemma)]
    assert found
    assert {a.polarity for a in found} == {Polarity.DENIED}


HEDGES = [
    ("de", "Laut Kolb ist der Chip wohl da und vermutlich schnell.", ["wohl", "vermutlich"]),
    ("de", "Laut Kolb entspricht das in etwa dem H200.", ["in etwa"]),
    ("de", "Laut Kolb kostet die Karte etwa 400 Euro.", []),
    ("de", "Laut Kolb ist der Chip fast fertig.", ["fast"]),
    ("de", "Laut Kolb fühlt sich das Team sehr wohl.", []),
    ("de", "Kolb sagte: „Der Chip könnte nicht besser sein.“", []),
    ("en", "Friis said that the chip appears to be late and is nearly finished.", ["appears to", "nearly"]),
    ("en", "Friis said the chip costs roughly $400.", []),
    ("en", "Friis said the might of the chip is great.", []),
    ("en", "Friis said the chip could not be better.", []),
    ("en", "Kestrel is reportedly working on a server chip.", ["reportedly"]),
]


@pytest.mark.parametrize(("lang", "text", "hedges"), HEDGES, ids=[text for _, text, _ in HEDGES])
def test_hedges_are_told_from_words_that_look_like_them(lang: str, text: str, hedges: list[str]) -> None:
    assert [span.of(text) for span in extract(text, lang).attributions[0].hedges] == hedges
