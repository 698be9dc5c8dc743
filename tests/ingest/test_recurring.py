"""Which paragraphs are boilerplate because many articles of a site have them."""

import pytest

from claims.ingest import PageReading, paragraph_fingerprints, without_recurring
from claims.ingest.reading import Block, Role

STORY = (
    "Norvane verschiebt den Start der neuen Karte auf den Herbst, weil das Werk in Graz noch nicht fertig ist.",
    "Zwei Zulieferer haben ihre Lieferungen bereits gekürzt, und auch der Handel rechnet nicht mehr mit dem Sommer.",
    "Die Karte soll den Rückstand auf den Marktführer verringern, der seit dem Frühjahr ein neues Modell verkauft.",
)
PITCH = "Unser kostenloser Newsletter bringt jeden Morgen die wichtigsten Meldungen der Branche in Ihr Postfach."
QUOTED = "„Wir haben den Rückstand aufgeholt“, hatte die Chefin im Mai bei der Vorstellung in Graz gesagt."


def reading(*blocks: Block) -> PageReading:
    story = (Block(Role.BODY, text) for text in STORY)
    return PageReading(title="Norvane", author="", published=None, lang="de", blocks=(*story, *blocks))


def body(text: str) -> Block:
    return Block(Role.BODY, text)


def demoted(page: PageReading, others: int, *, says: bool = False) -> list[tuple[str, str]]:
    counts = dict.fromkeys(paragraph_fingerprints(page), 0)
    counts |= {key: others for key, text in paragraph_fingerprints(page).items() if text not in STORY}
    found = without_recurring(page, counts, lambda _: says)
    return [(block.text, block.why) for block in found.blocks if block.role == Role.BOILERPLATE]


def test_a_paragraph_in_three_articles_of_a_site_is_boilerplate_and_says_in_how_many() -> None:
    assert demoted(reading(body(PITCH)), 2) == [(PITCH, "stands in at least 3 articles of this site")]


def test_a_paragraph_in_two_articles_may_be_chance() -> None:
    assert demoted(reading(body(PITCH)), 1) == []


def test_other_typography_is_the_same_paragraph() -> None:
    pages = [reading(body("“Norvane” ships – at last – its newest card for workstations in autumn")), reading()]
    pages[1] = reading(body('"Norvane"  ships - at last - its newest card for workstations in autumn.'))
    assert paragraph_fingerprints(pages[0]).keys() == paragraph_fingerprints(pages[1]).keys()


@pytest.mark.parametrize(
    "block",
    [
        body(QUOTED),
        body("Das Unternehmen äußerte sich auf Anfrage bisher nicht."),
        Block(Role.HEADING, "Was über die neue Karte von Norvane und ihren Preis bisher alles bekannt geworden ist"),
        Block(Role.QUOTE, "Wir haben den Rückstand aufgeholt und werden ihn in diesem Jahr noch weiter verringern"),
    ],
    ids=["quotation", "short", "heading", "block quotation"],
)
def test_quotations_headings_and_short_paragraphs_recur_without_being_boilerplate(block: Block) -> None:
    assert demoted(reading(block), 40) == []


def test_a_paragraph_in_which_somebody_speaks_is_background_and_stays() -> None:
    assert demoted(reading(body(PITCH)), 40, says=True) == []


def test_a_word_in_quotation_marks_is_no_quotation() -> None:
    assert demoted(reading(body(PITCH.replace("Newsletter", "„Newsletter“"))), 2)


def test_the_heading_of_a_box_that_recurs_goes_with_it() -> None:
    found = demoted(reading(Block(Role.HEADING, "Mehr von uns"), body(PITCH)), 2)
    assert found[0] == ("Mehr von uns", "heading of nothing")


def test_a_page_that_repeats_for_its_greater_part_is_another_address_of_the_same_article() -> None:
    page = reading()
    found = without_recurring(page, dict.fromkeys(paragraph_fingerprints(page), 5), lambda _: False)
    assert found == page
