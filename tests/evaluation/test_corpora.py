"""A corpus is known by the fields of its lines, and a folder stands for the corpora in it."""

from pathlib import Path

import pytest

from claims.evaluation import Corpus, GoldError, find_corpora
from tests.evaluation.matching_corpora import write_headlines, write_lines, write_pairs, write_posts


def test_files_are_told_apart_by_their_fields(tmp_path: Path) -> None:
    posts, headlines, pairs = (
        write_posts(tmp_path / "p"), write_headlines(tmp_path / "h"), write_pairs(tmp_path / "r")
    )  # fmt: skip
    texts = write_lines(tmp_path / "texts.jsonl", [{"text": "x", "lang": "de", "attributions": []}])
    assert find_corpora([texts, pairs, headlines, posts]) == {
        Corpus.ATTRIBUTIONS: [texts],
        Corpus.REPRINTS: [pairs],
        Corpus.HEADLINES: [headlines],
        Corpus.POSTS: [posts],
    }


def test_a_folder_stands_for_the_corpora_in_it(tmp_path: Path) -> None:
    dev = write_posts(tmp_path / "p")
    train = write_lines(dev.with_name("train.jsonl"), [{"query": "x", "relevant": []}])
    assert find_corpora([tmp_path / "p"])[Corpus.POSTS] == [dev, train]


def test_an_empty_file_has_no_annotated_texts(tmp_path: Path) -> None:
    empty = write_lines(tmp_path / "empty.jsonl", [])
    assert find_corpora([empty]) == {Corpus.ATTRIBUTIONS: [empty]}


def test_what_has_no_labels_by_itself_is_refused(tmp_path: Path) -> None:
    bodies = write_headlines(tmp_path / "h").with_name("dev.bodies.jsonl")
    with pytest.raises(GoldError, match=r"bodies\.jsonl holds no corpus by itself"):
        find_corpora([bodies])


def test_a_folder_without_any_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no corpus"):
        find_corpora([tmp_path])


def test_fields_of_no_known_corpus_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"other\.jsonl is no corpus that is known"):
        find_corpora([write_lines(tmp_path / "other.jsonl", [{"question": "x"}])])
