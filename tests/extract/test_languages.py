"""German rules read German, English rules read English, and what is neither is left alone with a reason."""

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
