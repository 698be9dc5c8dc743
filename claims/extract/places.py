"""Places, and the words for who lives or what comes from there: "die Kalifornier", "the Cupertino-based company"."""

from functools import cache

from claims.extract.lexicon_files import rows, table

PLACE, ADJECTIVE, PEOPLE = "place", "adjective", "people"
GERMAN_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "")


@cache
def _forms(lang: str) -> dict[str, tuple[str, frozenset[str]]]:
    return {word: (place, frozenset(kinds.split("+"))) for word, place, kinds in rows(lang, "places")}


def place_named(word: str, lang: str) -> str:
    """The key of the place that the word is the name of, "" if it is none."""
    place, kinds = _forms(lang).get(word, ("", frozenset()))
    if not place and lang == "de" and word.endswith("s"):
        place, kinds = _forms(lang).get(word[:-1], ("", frozenset()))
    return place if PLACE in kinds else ""


def people_of(word: str, lang: str) -> str:
    """die Kalifornier, den Kaliforniern -> kalifornien."""
    for form in (word, word[:-1] if word.endswith("n") else word):
        place, kinds = _forms(lang).get(form, ("", frozenset()))
        if PEOPLE in kinds:
            return place
    return ""


def origin_of(word: str, lang: str) -> str:
    """kalifornische, South Korean -> where that is; in German adjectives are written small."""
    forms = _forms(lang)
    stems = [word.removesuffix(e) for e in GERMAN_ADJECTIVE_ENDINGS if word.endswith(e)] if lang == "de" else [word]
    for stem in stems:
        place, kinds = forms.get(stem, ("", frozenset()))
        if ADJECTIVE in kinds:
            return place
    return ""


def is_place_word(word: str, lang: str) -> bool:
    return word in _forms(lang)


@cache
def lies_in(place: str, wider: str) -> bool:
    """A place lies in itself, in its country, ...; unknown places only in themselves."""
    within = table("any", "places_within")
    while place != wider and place in within:
        place = within[place]
    return place == wider
