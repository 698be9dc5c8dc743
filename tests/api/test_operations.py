"""Every operation of the API, walked by every role: with a token that may all that its owner may, and signed out."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.api.api import api
from claims.models import Article, Statement
from tests import build
from tests.api.conftest import MakeScript

ROLES = ("signed out", "reader", "analyst", "curator", "administrator")
OK, TAKEN, NOBODY, NO = 200, 202, 401, 403
READS = (NOBODY, OK, OK, OK, OK)

# name of the address -> method, what is asked for there, and what it answers to each of the roles
OPERATIONS: dict[str, tuple[str, Callable[[], list[object]], tuple[int, ...]]] = {
    "claims": ("get", list, READS),
    "due": ("get", list, READS),
    "claim": ("get", lambda: [build.make_told_claim().pk], READS),
    "claim-review": ("get", lambda: [build.make_resolution(build.make_claim()).claim_id], READS),
    "statements": ("get", list, READS),
    "statement": ("get", lambda: [Statement.objects.get(links__claim=build.make_told_claim()).pk], READS),
    "articles": ("get", list, READS),
    "submit": ("post", list, (NOBODY, NO, TAKEN, TAKEN, TAKEN)),
    "article": ("get", lambda: [build.make_article().pk], READS),
    "revisions": ("get", lambda: [build.make_article().pk], READS),
    "revision": ("get", lambda: [build.make_article().pk, 1], READS),
    "annotations": ("get", lambda: [build.make_article().pk], READS),
    "entities": ("get", list, READS),
    "entity": ("get", lambda: [build.make_entity().pk], READS),
    "outlets": ("get", list, READS),
    "outlet": ("get", lambda: [build.make_outlet().pk], READS),
    "feeds": ("get", list, READS),
    "export-claims": ("get", lambda: ["csv"], READS),
    "export-claim": ("get", lambda: [build.make_claim().pk, "csv"], READS),
    "export-statements": ("get", lambda: ["jsonl"], READS),
    # Its own description says nothing of anybody's data.
    "openapi-json": ("get", list, (OK,) * 5),
    "openapi-view": ("get", list, (OK,) * 5),
    "api-root": ("get", list, (404,) * 5),
}
BODY = {"text": "Norvik liefert ab Mai, sagte Ada Lind."}


def test_every_operation_is_walked() -> None:
    assert {getattr(pattern, "name", None) for pattern in api.urls[0]} == set(OPERATIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_each_role_as_it_should(name: str, role: str, script: MakeScript) -> None:
    method, asked_for, expected = OPERATIONS[name]
    headers = {} if role == "signed out" else script(role).headers
    address = reverse(f"api-v1:{name}", args=asked_for())
    body = {"data": BODY, "content_type": "application/json"} if method == "post" else {}
    assert getattr(Client(), method)(address, headers=headers, **body).status_code == expected[ROLES.index(role)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_the_same_to_the_browser(name: str, role: str) -> None:
    method, asked_for, expected = OPERATIONS[name]
    client = Client()
    if role != "signed out":
        client.force_login(build.make_user(role))
    address = reverse(f"api-v1:{name}", args=asked_for())
    body = {"data": BODY, "content_type": "application/json"} if method == "post" else {}
    assert getattr(client, method)(address, **body).status_code == expected[ROLES.index(role)]


@pytest.mark.django_db
def test_whoever_may_not_hand_in_leaves_nothing_behind(script: MakeScript) -> None:
    script("reader").post("/articles", BODY)
    Client().post("/api/v1/articles", BODY, content_type="application/json")
    assert not Article.objects.exists()
