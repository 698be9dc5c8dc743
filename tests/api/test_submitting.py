"""Handing in by a script: once, however often the connection breaks."""

from pathlib import Path

import pytest
from django.utils import translation

from claims.models import Article, Decision, Submission
from tests.api.at_one_time import at_one_time
from tests.api.conftest import MakeScript, Script

TEXT = {"text": "Norvik liefert ab Mai, sagte Ada Lind.", "outlet_name": "Platinenpost", "lang": "de"}
KEY = {"Idempotency-Key": "7c1f-1"}


@pytest.mark.django_db
def test_an_article_that_is_handed_in_waits_to_be_read(analyst: Script) -> None:
    response = analyst.post("/articles", {"url": "https://platinenpost.example/norvik?utm_source=x"})
    assert response.status_code == 202
    article = Article.objects.get()
    told = response.json()  # type: ignore[attr-defined]
    assert (told["id"], article.canonical_url) == (article.pk, "https://platinenpost.example/norvik")
    assert (article.stage, article.submitted_by) == ("read", analyst.user)
    shown = analyst.get(f"/articles/{article.pk}").json()  # type: ignore[attr-defined]
    assert (shown["state"], shown["progress"]["step"]) == ("working", "read")


@pytest.mark.django_db
def test_the_same_key_and_body_again_get_the_same_answer_and_change_nothing(analyst: Script) -> None:
    first = analyst.post("/articles", TEXT, **KEY)
    again = analyst.post("/articles", TEXT, **KEY)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert Decision.objects.filter(action="submit article").count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused(analyst: Script) -> None:
    analyst.post("/articles", TEXT, **KEY)
    refused = analyst.post("/articles", {**TEXT, "lang": "en"}, **KEY)
    assert refused.status_code == 409
    assert refused.json()["type"].endswith(":key-reused")  # type: ignore[attr-defined]
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_its_owners(analyst: Script, script: MakeScript) -> None:
    analyst.post("/articles", TEXT, **KEY)
    assert script("analyst").post("/articles", {**TEXT, "text": "Anders."}, **KEY).status_code == 202


@pytest.mark.django_db
def test_a_refusal_uses_up_no_key(analyst: Script) -> None:
    refused = analyst.post("/articles", {"url": "https://platinenpost.example:99999/"}, **KEY)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "body.url"  # type: ignore[attr-defined]
    assert analyst.post("/articles", TEXT, **KEY).status_code == 202


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"text": " "}, "text"),
        ({"url": "ftp://platinenpost.example/"}, "url"),
        ({**TEXT, "colour": "red"}, "colour"),
        ({**TEXT, "published_at": "2026-05-20T12:00:00"}, "published_at"),
        ({**TEXT, "lang": "fr"}, "lang"),
    ],
    ids=["nothing", "blank", "no web address", "an unknown field", "a time without its zone", "an unread language"],
)
def test_what_cannot_be_taken_is_named_and_makes_no_article(body: dict[str, str], field: str, analyst: Script) -> None:
    refused = analyst.post("/articles", body)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [f"body.{field}"]  # type: ignore[attr-defined]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_refusal_is_in_english_whatever_the_caller_asks_for(analyst: Script) -> None:
    with translation.override("en-gb"):  # the request leaves its language behind
        refused = analyst.post("/articles", {}, **{"Accept-Language": "de"})
    assert refused["Content-Language"] == "en-gb"
    (error,) = refused.json()["errors"]  # type: ignore[attr-defined]
    assert error["message"] == "Give the article's address, or paste its text or HTML."


@pytest.mark.django_db
def test_a_body_that_is_no_json_is_refused(analyst: Script) -> None:
    assert analyst.post("/articles", "{").status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("headers", [KEY, {}], ids=["with a key", "without"])
def test_doubles_at_one_time_make_one_article(headers: dict[str, str], script: MakeScript, tmp_path: Path) -> None:
    with at_one_time(tmp_path) as together:
        (analyst,) = together(lambda: script("analyst"), 1)
        answers = {
            (sent.status_code, sent.content) for sent in together(lambda: analyst.post("/articles", TEXT, **headers), 6)
        }
        (counted,) = together(lambda: (Article.objects.count(), Submission.objects.count()), 1)
    assert [status for status, _ in answers] == [202]
    assert counted == (1, len(headers))
