"""The page on which a user makes and revokes tokens."""

import pytest
from django.test import Client

from claims.models import ApiToken, Decision
from tests import build, build_api
from tests.web.conftest import SignIn
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Wochenbericht", "scopes": ["read"], "days": "30"}


def test_whoever_has_no_token_is_told_what_to_do(reader: Client) -> None:
    assert "Make one below" in text_of(load(reader, "/tokens/"), ".empty-small")


def test_a_new_token_is_shown_once_and_works(reader: Client) -> None:
    page = parse(reader.post("/tokens/", GIVEN))
    secret = text_of(page, "#secret")
    assert "Wochenbericht" in text_of(page, "table")
    assert Client().get("/api/v1/claims", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert secret not in load(reader, "/tokens/").get_text()
    assert Decision.objects.get().action == "make token"


def test_the_answer_with_the_secret_is_kept_by_no_cache(reader: Client) -> None:
    assert "no-store" in reader.post("/tokens/", GIVEN)["Cache-Control"]


@pytest.mark.parametrize(("role", "scopes"), [("reader", ["read"]), ("analyst", ["read", "submit"])])
def test_only_what_one_may_is_offered(role: str, scopes: list[str], sign_in: SignIn) -> None:
    boxes = load(sign_in(role), "/tokens/").select("input[name=scopes]")
    assert [box["value"] for box in boxes] == scopes


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "Say what the token is for"),
        ({"scopes": []}, "Choose what the token may do"),
        ({"scopes": ["curate"]}, "curate"),
        ({"days": "3650"}, "3650"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_is_made(
    wrong: dict[str, object], says: str, reader: Client
) -> None:
    page = parse(reader.post("/tokens/", {**GIVEN, **wrong}), 422)
    assert any(says in error for error in texts_of(page, ".error"))
    assert not ApiToken.objects.exists()


def test_a_scope_beyond_one_s_role_is_refused(reader: Client) -> None:
    assert reader.post("/tokens/", {**GIVEN, "scopes": ["submit"]}).status_code == 403


def test_a_token_is_revoked_by_its_owner_and_by_nobody_else(sign_in: SignIn) -> None:
    owner = build.make_user()
    token, secret = build_api.make_token(owner)
    assert sign_in("administrator").post(f"/tokens/{token.pk}/revoke/").status_code == 404
    client = Client()
    client.force_login(owner)
    page = parse(client.post(f"/tokens/{token.pk}/revoke/", follow=True))
    assert "Revoked: Auswertung" in text_of(page, ".toast")
    assert "revoked" in text_of(page, "table")
    assert Client().get("/api/v1/claims", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert Decision.objects.filter(action="revoke token").count() == 1


def test_too_many_tokens_are_refused_with_the_way_out(sign_in: SignIn) -> None:
    owner = build.make_user()
    for _ in range(20):
        build_api.make_token(owner)
    client = Client()
    client.force_login(owner)
    page = parse(client.post("/tokens/", GIVEN), 422)
    assert texts_of(page, ".error") == ["You have 20 tokens. Revoke one first."]
