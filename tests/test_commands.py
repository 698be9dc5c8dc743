"""The stages as commands: JSON objects in and out, one a line, and no line is lost."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, RawPage, Revision, Statement
from tests import build

ENGLISH = "“The chip is ready,” said Ada Lind, chief executive of Norvik. The plant in Graz is small."
PAGE = f"""<!doctype html><html lang="en"><head><title>Norvik has a chip</title></head><body><article>
<h1>Norvik has a chip</h1><p>{ENGLISH}</p><p>The plant in Graz has been working on it for two years now, and the
company has invested heavily in its machines.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Norvik news</title><link>https://post.example/</link>
<item><title>A chip</title><link>https://post.example/1</link><guid>1</guid></item></channel></rss>"""


def run(command: str, *arguments: str, stdin: str = "", monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_extract_answers_each_line_with_spans_of_the_text_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"\n {ENGLISH}"
    (answer,) = run("extract", "-", stdin=json.dumps({"id": "a", "text": text}), monkeypatch=monkeypatch)
    (found,) = answer["attributions"]
    assert (answer["id"], answer["lang"], found["kind"]) == ("a", "en", "direct")
    assert "The chip is ready" in text[slice(*found["content"][0])]
    assert "Ada Lind" in text[slice(*found["source"][0])]
    assert {"cue", "speaker", "about", "via", "polarity", "modality", "hedges", "quantities", "why"} <= found.keys()


def test_a_bad_line_gets_an_answer_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ['{"id": 1, "text": "', "[1]", '{"id": 3}', '{"id": 4, "text": 7}', '{"id": 5, "text": ""}']
    answers = run("extract", "-", stdin="\n".join(lines), monkeypatch=monkeypatch)
    assert [answer["id"] for answer in answers] == [None, None, 3, 4, 5]
    assert ["error" in answer for answer in answers] == [True, True, True, True, False]
    assert "line 1 is not JSON" in answers[0]["error"]


def test_extract_reads_a_file_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ENGLISH, "utf-8")
    (answer,) = run("extract", str(file), monkeypatch=monkeypatch)
    assert (answer["path"], len(answer["attributions"])) == (str(file), 1)


def test_inspect_page_gives_the_text_that_extraction_would_see(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    line = json.dumps({"id": 1, "path": str(file), "url": "https://post.example/1"})
    (answer,) = run("inspect_page", "-", stdin=line, monkeypatch=monkeypatch)
    assert (answer["title"], answer["lang"]) == ("Norvik has a chip", "en")
    assert ENGLISH in answer["text"]
    assert {"role", "text"} <= answer["blocks"][0].keys()


def test_inspect_page_tries_rules_and_says_which_cannot_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    lines = [{"path": str(file), "rules": {"remove": [selector]}} for selector in (".gone", "..twice")]
    tried, refused = run("inspect_page", "-", stdin="\n".join(map(json.dumps, lines)), monkeypatch=monkeypatch)
    assert tried["unmatched"] == [".gone"]
    assert "“..twice” is no CSS selector" in refused["error"]


def test_inspect_page_says_which_file_it_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,) = run("inspect_page", "nowhere.html", monkeypatch=monkeypatch)
    assert "nowhere.html" in answer["error"]


def test_inspect_feed_lists_the_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(FEED, "utf-8")
    (answer,) = run("inspect_feed", str(file), monkeypatch=monkeypatch)
    assert (answer["ok"], answer["title"], len(answer["entries"])) == (True, "Norvik news", 1)


def test_inspect_feed_says_why_something_is_no_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feed.xml"
    file.write_text("nothing of the kind", "utf-8")
    (answer,) = run("inspect_feed", str(file), monkeypatch=monkeypatch)
    assert answer["ok"] is False
    assert answer["error"]


@pytest.mark.django_db
def test_ingest_takes_a_file_through_the_whole_pipeline(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    out = io.StringIO()
    call_command("ingest", str(file), "--url", "https://post.example/1", "--outlet", "Post", "--here", stdout=out)
    article = Article.objects.get()
    assert (article.title, article.outlet and article.outlet.name, article.stage) == (
        "Norvik has a chip",
        "Post",
        "kept",
    )
    assert Revision.objects.get().stage == Revision.Stage.DONE
    assert Statement.objects.get().speaker_name == "Ada Lind"
    assert "5 of 5 steps done" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["ftp://post.example/1", "HTTPS://"])
def test_an_address_that_is_no_web_address_is_not_looked_for_on_the_disk(given: str) -> None:
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("ingest", given, "--here", stdout=io.StringIO(), stderr=err)
    assert "must start with http:// or https://" in err.getvalue()
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_same_text_twice_is_one_article_with_one_revision(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(f"Norvik has a chip\n\n{ENGLISH}\n", "utf-8")
    for _ in range(2):
        call_command("ingest", str(file), "--here", stdout=io.StringIO())
    assert (Article.objects.count(), Revision.objects.count(), RawPage.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_work_does_what_is_due_and_stops_when_asked_to() -> None:
    build.make_waiting_article("urn:sha256:0")
    out = io.StringIO()
    call_command("work", "--once", stdout=out)
    assert Article.objects.get().last_error


def test_no_input_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.gz"
    broken.write_bytes(b"\x1f\x8bnot gzip at all")
    lines = ["[" * 100_000, json.dumps({"id": "\ud800", "text": "a\ud800"}), json.dumps({"path": "a\x00b"})]
    answers = run("extract", "-", str(broken), stdin="\n".join(lines), monkeypatch=monkeypatch)
    assert len(answers) == 4
    assert ["error" in answer for answer in answers] == [True, False, True, True]
