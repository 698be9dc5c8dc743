"""German rules read German, English rules read English, and what is neither is left alone with a reason."""

import pytest

from claims.extract import extract

GERMAN = "Die Firma hat am Montag erklärt, dass der neue Chip nicht vor dem Herbst in den Handel kommt."
ENGLISH = "The company said on Monday that the new chip would not be in stores before the fall."


def test_the_text_overrules_a_wrong_declaration() -> None:
    assert extract(GERMAN, "en").lang == "de"
    assert extract(ENGLISH, "de").lang == "en"


def test_german_rules_do_not_run_on_english_text() -> None:
    text = "The band Laut Voss played, and the crowd said that it was the best of the shows they had ever been to."
    extraction = extract(text, "de")
    assert extraction.lang == "en"
    assert "according" not in {a.rule for a in extraction.attributions}


def test_english_rules_do_not_run_on_german_text() -> None:
    text = (
        "Der Song „According to Maren“ ist auf dem Album, das die Band nach der Tour im Herbst mit dem Label aufnimmt."
    )
    assert extract(text, "en").attributions == ()


def test_a_text_in_another_language_yields_nothing_and_says_why() -> None:
    extraction = extract("La société a déclaré que la puce serait prête en mars.")
    assert (extraction.lang, extraction.attributions) == ("", ())
    assert extraction.lang_why


def test_an_empty_text_yields_nothing_and_says_why() -> None:
    extraction = extract("")
    assert (extraction.lang, extraction.attributions) == ("", ())
    assert extraction.lang_why


@pytest.mark.parametrize("declared", [None, "fr", "de", "en"])
def test_a_long_text_in_a_third_language_is_not_taken_for_one_of_ours(declared: str | None) -> None:
    text = (
        "De Duitse chipmaker heeft maandag bekendgemaakt dat de nieuwe fabriek volgend jaar wordt geopend. Volgens het "
        "bedrijf is de bouw op schema, maar er zijn nog problemen met de levering van machines over zee. "
        "Men had gehoopt dat het sneller zou gaan, of dat de overheid zou helpen."
    )
    extraction = extract(text, declared)
    assert extraction.lang == (declared if declared in ("de", "en") else "")
    assert "function words among" in extraction.lang_why


def test_a_declared_third_language_is_believed_where_the_text_says_little() -> None:
    extraction = extract("Nordlicht: on ne peut pas dire que les ventes ont doublé.", "fr")
    assert (extraction.lang, extraction.attributions) == ("", ())
    assert "declared as fr" in extraction.lang_why


def test_a_paragraph_in_the_other_language_is_read_by_its_own_rules() -> None:
    text = f"{GERMAN}\n\n{ENGLISH}\n\n{GERMAN}"
    extraction = extract(text, "de")
    assert extraction.lang == "de"
    assert [a.cue[0].of(text) for a in extraction.attributions] == ["hat", "said", "hat"]
    assert "some paragraphs are in the other language" in extraction.lang_why


def test_an_english_quotation_in_german_text_stays_german() -> None:
    text = GERMAN + " „We are not going to wait for it, and we never said that it would be ready“, sagte Jana Friis."
    assert extract(text, "de").attributions[-1].cue[0].of(text) == "sagte"
