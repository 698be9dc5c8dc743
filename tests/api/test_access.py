"""Who is let in: by a token, within its scopes and its owner's role, or by the session of a browser."""

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from claims import curation
from claims.models import ApiToken, Article
from tests import build, build_api
from tests.api.conftest import MakeScript, Script

pytestmark = pytest.mark.django_db
ARTICLE = {"text": "Norvik liefert ab Mai, sagte Ada Lind."}


def problem_of(response: object) -> str:
    """Which kind of problem the answer names."""
    assert response["Content-Type"] == "application/problem+json"  # type: ignore[index]
    told = response.json()  # type: ignore[attr-defined]
    assert told["detail"]
    assert told["remedy"]
    return str(told["type"]).removeprefix("urn:claim-tracker:problem:")


def test_whoever_shows_nothing_is_told_what_to_show() -> None:
    response = Client().get("/api/v1/claims")
    assert response.status_code == 401
    assert problem_of(response) == "not-signed-in"
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["Bearer", "Bearer ct_nonsense", "Basic !!", "Basic bm9ib2R5", "Digest x", "ct_x"])
def test_a_token_that_is_none_lets_nobody_in(given: str) -> None:
    response = Client().get("/api/v1/claims", headers={"Authorization": given})
    assert response.status_code == 401
    assert problem_of(response) == "unknown-token"


def revoke(script: Script) -> None:
    curation.revoke_token(script.user, ApiToken.objects.get(), now=timezone.now())


def let_expire(script: Script) -> None:
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def deactivate_the_owner(script: Script) -> None:
    script.user.is_active = False
    script.user.save()


@pytest.mark.parametrize("end", [revoke, let_expire, deactivate_the_owner], ids=lambda end: end.__name__)
def test_a_token_ends(end: Callable[[Script], None], reader: Script) -> None:
    assert reader.get("/claims").status_code == 200
    end(reader)
    assert problem_of(reader.get("/claims")) == "unknown-token"


def test_only_the_digest_of_a_token_is_kept(reader: Script) -> None:
    token = ApiToken.objects.get()
    assert reader.secret not in str(token.__dict__)
    assert reader.secret.startswith(token.hint)


def test_its_last_use_is_kept_to_the_minute(reader: Script) -> None:
    reader.get("/claims")
    used_at = ApiToken.objects.get().last_used_at
    reader.get("/claims")
    assert used_at is not None
    assert ApiToken.objects.get().last_used_at == used_at
    ApiToken.objects.update(last_used_at=used_at - timedelta(minutes=2))
    reader.get("/claims")
    assert ApiToken.objects.get().last_used_at >= used_at  # type: ignore[operator]


def test_a_feed_reader_may_give_the_token_as_a_password(reader: Script) -> None:
    basic = base64.b64encode(f"ada:{reader.secret}".encode()).decode()
    assert Client().get("/api/v1/claims", headers={"Authorization": f"Basic {basic}"}).status_code == 200


def test_a_token_may_no_more_than_its_scopes(script: MakeScript) -> None:
    assert problem_of(script("analyst", scopes=["read"]).post("/articles", ARTICLE)) == "missing-scope"
    assert problem_of(script("analyst", scopes=["submit"]).get("/claims")) == "missing-scope"
    assert not Article.objects.exists()


def test_a_token_may_no_more_than_its_owner_may_today(analyst: Script) -> None:
    assert analyst.post("/articles", ARTICLE).status_code == 202
    analyst.user.groups.set(Group.objects.filter(name="reader"))
    assert problem_of(analyst.post("/articles", ARTICLE)) == "missing-role"


def test_a_reader_cannot_make_a_token_that_hands_in() -> None:
    with pytest.raises(PermissionDenied):
        build_api.make_token(build.make_user("reader"), ["submit"])


def test_whoever_is_signed_in_reads_with_the_browser_and_writes_with_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(build.make_user("analyst"))
    assert client.get("/api/v1/claims").status_code == 200
    refused = client.post("/api/v1/articles", ARTICLE, content_type="application/json")
    assert refused.status_code == 403
    assert problem_of(refused) == "csrf-failed"
    client.get("/articles/new/")
    token = client.cookies["csrftoken"].value
    taken = client.post("/api/v1/articles", ARTICLE, content_type="application/json", headers={"X-CSRFToken": token})
    assert taken.status_code == 202


def test_a_bad_token_is_not_made_good_by_a_session() -> None:
    client = Client()
    client.force_login(build.make_user())
    assert client.get("/api/v1/claims", headers={"Authorization": "Bearer ct_x"}).status_code == 401


def test_what_is_not_there_is_told_as_a_problem(reader: Script) -> None:
    for path in ("/nothing", "/claims/7", "/claims/7/claim-review", "/entities/7", ""):
        response = reader.get(path)
        assert (response.status_code, problem_of(response)) == (404, "not-found"), path


def test_a_method_that_an_address_does_not_have_is_told_as_a_problem(reader: Script) -> None:
    response = reader.post("/claims", {})
    assert (response.status_code, problem_of(response)) == (405, "method-not-allowed")
    assert response["Allow"] == "GET"


def test_what_cannot_be_taken_is_named(reader: Script) -> None:
    response = reader.get("/claims", {"limit": 1000, "standing": "certain"})
    assert (response.status_code, problem_of(response)) == (422, "not-valid")
    fields = {error["field"] for error in response.json()["errors"]}  # type: ignore[attr-defined]
    assert fields == {"query.limit", "query.standing.0"}


def test_its_description_and_documentation_are_served_from_here_under_the_strict_policy() -> None:
    assert Client().get("/api/v1/openapi.json").json()["info"]["title"] == "Claim Tracker"
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    assert "http" not in page.content.decode().replace("http://www.w3.org", "")
    assert "unsafe" not in page["Content-Security-Policy"]


def test_an_answer_that_the_caller_has_already_is_not_sent_again(reader: Script) -> None:
    build_api.make_bare_claims(40)
    first = reader.get("/claims")
    again = reader.get("/claims", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    build.make_claim()
    assert reader.get("/claims", **{"If-None-Match": first["ETag"]}).status_code == 200
    assert "private" in first["Cache-Control"]
