"""The word lists are data that people edit: sorted, without duplicates, every line of one form."""

from importlib import resources

import pytest

from claims.extract.attribution import Channel, Confidence
from claims.extract.languages import LANGUAGES
from claims.extract.lexicon_files import rows

LEXICON = resources.files("claims.extract") / "lexicon"
FOLDERS = ("any", "de", "en")
FILES = sorted((lang, f.name) for lang in FOLDERS for f in (LEXICON / lang).iterdir() if f.name.endswith(".tsv"))
VERB_FRAMES = {"de": set("cinq"), "en": set("ilnoqtwzN")}


def _lines(lang: str, name: str) -> list[str]:
    return (LEXICON / lang / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("lang", "name"), FILES)
def test_a_list_starts_by_saying_what_it_holds(lang: str, name: str) -> None:
    assert _lines(lang, name)[0].startswith("# ")


@pytest.mark.parametrize(("lang", "name"), FILES)
def test_a_list_is_sorted_and_names_nothing_twice(lang: str, name: str) -> None:
    keys = [line.split("\t")[0] for line in _lines(lang, name) if not line.startswith("#")]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(("lang", "name"), FILES)
def test_every_line_has_the_same_columns_and_no_stray_space(lang: str, name: str) -> None:
    entries = [line.split("\t") for line in _lines(lang, name) if not line.startswith("#")]
    assert {len(entry) for entry in entries} == {len(entries[0])}
    assert all(cell == cell.strip() for entry in entries for cell in entry)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_verb_has_only_frames_that_a_matcher_knows(lang: str) -> None:
    for lemma, _, frames in rows(lang, "verbs"):
        assert frames, lemma
        assert set(frames) <= VERB_FRAMES[lang], lemma


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_rule_has_a_band_and_a_wording(lang: str) -> None:
    known = {name: (Confidence(band), wording) for name, band, wording in rows(lang, "rules")}
    assert set(" ".join(LANGUAGES[lang].rule_order).split()) <= known.keys()
    assert all(wording for _, wording in known.values())


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_channel_is_one_that_a_hop_can_have(lang: str) -> None:
    assert all(Channel(channel) for _, channel in rows(lang, "channels"))
