"""One line of the glossary is one meaning, and every word of it can be met."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import simplemma
from simplemma.strategies import DefaultDictionaryFactory

import claims.corroborate
from claims.corroborate.features import WORD, content_words
from claims.corroborate.vocabulary import is_empty
from claims.text import fold

GLOSSARY = Path(claims.corroborate.__file__).with_name("glossary.tsv")


class Form(NamedTuple):
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.text!r} of line {self.line}"


LINES = [
    (number, dict(zip(("de", "en"), (side.split(",") for side in line.split("\t")), strict=True)))
    for number, line in enumerate(GLOSSARY.read_text("utf-8").splitlines(), start=1)
    if not line.startswith("#")
]
FORMS = {lang: [Form(text, number) for number, sides in LINES for text in sides[lang]] for lang in ("de", "en")}


def test_the_lines_are_sorted_by_their_german_side() -> None:
    german = [fold(",".join(sides["de"])) for _, sides in LINES]
    assert german == sorted(german)


@pytest.mark.parametrize("lang", FORMS)
def test_no_word_has_two_meanings(lang: str) -> None:
    times = Counter(fold(form.text) for form in FORMS[lang])
    assert [str(form) for form in FORMS[lang] if times[fold(form.text)] > 1] == []


@pytest.mark.parametrize("lang", FORMS)
def test_every_form_is_a_word_that_statements_are_compared_by(lang: str) -> None:
    assert [str(form) for form in FORMS[lang] if not WORD.fullmatch(form.text) or is_empty(form.text, lang)] == []


@pytest.mark.parametrize("lang", FORMS)
def test_every_form_is_the_basic_form_of_some_word(lang: str) -> None:
    """Of itself or of its inflections: "schicken" is one of "schickt", although itself it is taken for "schick"."""
    basic = {fold(lemma) for lemma in known_lemmas(lang)}
    meaning = {fold(form.text): form.line for form in FORMS[lang]}

    def is_met(form: Form) -> bool:
        own = {fold(simplemma.lemmatize(word, lang=lang)) for word in (form.text, form.text.capitalize())}
        return fold(form.text) in basic or form.line in {meaning.get(lemma) for lemma in own}

    assert [str(form) for form in FORMS[lang] if not is_met(form)] == []


def known_lemmas(lang: str) -> set[str]:
    lemmas = DefaultDictionaryFactory().get_dictionary(lang).values()
    return {lemma.decode() if isinstance(lemma, bytes) else lemma for lemma in lemmas}


def test_every_line_joins_at_least_two_words() -> None:
    assert [number for number, sides in LINES if len({fold(form) for form in sides["de"] + sides["en"]}) < 2] == []


APART = {
    "de": """erhöhen/senken steigen/fallen öffnen/schließen erlauben/verbieten gewinnen/verlieren starten/stoppen
        Gewinn/Verlust kaufen/verkaufen einstellen/anheuern bestätigen/dementieren annehmen/ablehnen billig/teuer
        verbessern/verschlechtern schnell/langsam früh/spät beschleunigen/verlangsamen verschlüsseln/entschlüsseln
        laden/entladen Ausfuhr/Einfuhr Angebot/Nachfrage Inland/Ausland sicher/unsicher möglich/unmöglich
        stabil/instabil hochladen/herunterladen erste/zweite doppelt/halb Million/Milliarde Milliarde/Billion
        Monat/Quartal Vorgänger/Nachfolger lockern/verschärfen aktivieren/deaktivieren Chip/Wafer Handy/Notebook""",
    "en": """raise/cut rise/fall open/close allow/ban win/lose start/stop profit/loss buy/sell hire/layoff confirm/deny
        accept/reject improve/worsen cheap/expensive fast/slow early/late accelerate/slowdown encrypt/decrypt
        charge/discharge export/import domestic/foreign safe/insecure possible/impossible stable/unstable
        upload/download first/second double/half million/billion billion/trillion month/quarter
        predecessor/successor ease/tighten enable/disable convict/acquit approve/block chip/wafer phone/laptop""",
}


@pytest.mark.parametrize(("lang", "pair"), [(lang, pair) for lang, pairs in APART.items() for pair in pairs.split()])
def test_opposites_and_words_that_are_only_related_keep_two_meanings(lang: str, pair: str) -> None:
    one, other = (content_words(word, lang) for word in pair.split("/"))
    assert len(one) == len(other) == 1
    assert one != other


@pytest.mark.parametrize(
    ("german", "english", "shared"),
    [
        ("Der Hersteller hat die Preise angehoben", "The maker has raised its prices", "increase price"),
        ("Der Hersteller hebt die Preise an", "The maker is raising its prices", "increase price"),
        ("Zulieferer kürzt die Produktion", "Supplier slashes production", "supplier cut produce"),
        ("Gericht lehnt die Klage ab", "Court dismisses the lawsuit", "court reject lawsuit"),
        ("Niederländische Behörde genehmigt Zukauf", "Dutch authority clears takeover", "netherlands approve acquire"),
        ("Angreifer haben eine Schwachstelle ausgenutzt", "Attackers exploited a flaw", "attacker exploit"),
        ("Fabrik entlässt hundert Beschäftigte", "Plant lays off a hundred workers", "plant layoff hundred employee"),
        ("Umsatz verdoppelt sich im zweiten Halbjahr", "Revenue doubled in the second half", "revenue double half"),
        ("kündigt für den Herbst einen Router an", "announces a router for autumn", "announce autumn router"),
    ],
)
def test_a_german_and_an_english_headline_of_one_event_share_its_words(german: str, english: str, shared: str) -> None:
    assert set(shared.split()) <= content_words(german, "de") & content_words(english, "en")


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("de", "Anbieter verteuert Abonnements", "Provider erhöht Abo"),
        ("de", "Störung im Netz", "Ausfall des Netzwerks"),
        ("de", "Bundesregierung untersagt Einfuhr", "Regierung verbietet Importe"),
        ("de", "Sprecherin dementiert Übernahme", "Sprecher bestreitet Kauf"),
        ("en", "hikes the fee", "increased fees"),
        ("en", "opens a probe", "opened an investigation"),
        ("en", "launch postponed by a quarter", "release slips a quarter"),
        ("en", "handset maker facing a penalty", "phone manufacturer faces a fine"),
    ],
)
def test_what_reporters_write_for_each_other_is_one_meaning(lang: str, one: str, other: str) -> None:
    assert content_words(one, lang) == content_words(other, lang)
