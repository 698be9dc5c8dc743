"""Every page and every action, walked by every role."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from claims import curation
from claims.models import Article, DigestMail
from claims.pipeline.digests import signer
from claims.web.urls import urlpatterns
from tests import build, build_api, build_review, build_verdicts
from tests.build_searches import make_saved_search
from tests.web.conftest import SignIn

ROLES = ("signed out", "reader", "analyst", "curator")
SIGN_IN, OK, SEE, NO, NOT_YOURS = "sign in", 200, 302, 403, 404

# name -> method, and what it answers to: signed out, reader, analyst, curator
PAGES = {
    "front": ("get", SIGN_IN, SEE, SEE, SEE),
    "today": ("get", SIGN_IN, OK, OK, OK),
    "today-kind": ("get", SIGN_IN, OK, OK, OK),
    "claims": ("get", SIGN_IN, OK, OK, OK),
    "claim": ("get", SIGN_IN, OK, OK, OK),
    "articles": ("get", SIGN_IN, OK, OK, OK),
    "article": ("get", SIGN_IN, OK, OK, OK),
    "article-changes": ("get", SIGN_IN, OK, OK, OK),
    "article-progress": ("get", SIGN_IN, OK, OK, OK),
    "submit": ("get", SIGN_IN, NO, OK, OK),
    "entities": ("get", SIGN_IN, OK, OK, OK),
    "entity": ("get", SIGN_IN, OK, OK, OK),
    "entity-network": ("get", SIGN_IN, OK, OK, OK),
    "entity-network-csv": ("get", SIGN_IN, OK, OK, OK),
    "add-entity": ("get", SIGN_IN, NO, NO, OK),
    "unlinked-names": ("get", SIGN_IN, NO, NO, OK),
    "choose-owner": ("get", SIGN_IN, NO, NO, OK),
    "dismiss-name": ("post", SIGN_IN, NO, NO, SEE),
    "add-alias": ("get", SIGN_IN, NO, NO, OK),
    "merge-entity": ("get", SIGN_IN, NO, NO, OK),
    "split-entity": ("get", SIGN_IN, NO, NO, OK),
    "undo-entity-decision": ("post", SIGN_IN, NO, NO, SEE),
    "feeds": ("get", SIGN_IN, OK, OK, OK),
    "feed": ("get", SIGN_IN, OK, OK, OK),
    "add-feed": ("get", SIGN_IN, NO, NO, OK),
    "sample-page": ("post", SIGN_IN, NO, NO, 422),
    "change-feeds": ("post", SIGN_IN, NO, NO, SEE),
    "import-feeds": ("get", SIGN_IN, NO, NO, OK),
    "feed-import": ("get", SIGN_IN, OK, OK, OK),
    "feed-import-progress": ("get", SIGN_IN, OK, OK, OK),
    "export-feeds": ("get", SIGN_IN, OK, OK, OK),
    "sites": ("get", SIGN_IN, OK, OK, OK),
    "site": ("get", SIGN_IN, OK, OK, OK),
    "site-progress": ("get", SIGN_IN, OK, OK, OK),
    "site-rules": ("get", SIGN_IN, NO, NO, OK),
    "reread-site": ("post", SIGN_IN, NO, NO, SEE),
    "feed-settings": ("get", SIGN_IN, NO, NO, OK),
    "feed-address": ("get", SIGN_IN, NO, NO, OK),
    "health": ("get", SIGN_IN, OK, OK, OK),
    "tokens": ("get", SIGN_IN, OK, OK, OK),
    "revoke-token": ("post", SIGN_IN, 404, 404, 404),  # of somebody else
    "retry-set-aside": ("post", SIGN_IN, NO, SEE, SEE),
    "dismiss-set-aside": ("post", SIGN_IN, NO, NO, SEE),
    "search": ("get", SIGN_IN, OK, OK, OK),
    "searches": ("get", SIGN_IN, OK, OK, OK),
    "search-menu": ("get", SIGN_IN, OK, OK, OK),
    "open-search": ("get", SIGN_IN, NOT_YOURS, NOT_YOURS, NOT_YOURS),
    "rename-search": ("post", SIGN_IN, NOT_YOURS, NOT_YOURS, NOT_YOURS),
    "delete-search": ("post", SIGN_IN, NOT_YOURS, NOT_YOURS, NOT_YOURS),
    "follow-search": ("post", SIGN_IN, NOT_YOURS, NOT_YOURS, NOT_YOURS),
    "following": ("get", SIGN_IN, OK, OK, OK),
    "legend": ("get", SIGN_IN, OK, OK, OK),
    "sign-in": ("get", OK, SEE, SEE, SEE),
    "healthz": ("get", OK, OK, OK, OK),
    "theme": ("post", SEE, SEE, SEE, SEE),
    "language": ("post", SEE, SEE, SEE, SEE),
    "sign-out": ("post", SIGN_IN, SEE, SEE, SEE),
    "follow-claim": ("post", SIGN_IN, SEE, SEE, SEE),
    "follow-outlet": ("post", SIGN_IN, SEE, SEE, SEE),
    "telling": ("get", SIGN_IN, OK, OK, OK),
    "set-digest-mail": ("post", SIGN_IN, 422, 422, 422),
    "set-digest-feed": ("post", SIGN_IN, OK, OK, OK),
    "set-webhook": ("post", SIGN_IN, 422, 422, 422),
    "change-webhook": ("post", SIGN_IN, SEE, SEE, SEE),
    "stop-digest": ("get", OK, OK, OK, OK),
    "follow-entity": ("post", SIGN_IN, SEE, SEE, SEE),
    "read-alerts": ("post", SIGN_IN, SEE, SEE, SEE),
    "retry-article": ("post", SIGN_IN, NO, SEE, SEE),
    "dismiss-article": ("post", SIGN_IN, NO, NO, SEE),
    "keep-article-apart": ("post", SIGN_IN, NO, NO, SEE),
    "pause-feed": ("post", SIGN_IN, NO, NO, SEE),
    "resume-feed": ("post", SIGN_IN, NO, NO, SEE),
    "poll-feed": ("post", SIGN_IN, NO, NO, SEE),
    "add-note": ("post", SIGN_IN, NO, 422, 422),
    "hide-note": ("post", SIGN_IN, NO, NO, SEE),
    "show-note": ("post", SIGN_IN, NO, NO, SEE),
    "resolve-claim": ("get", SIGN_IN, NO, NO, OK),
    "answer-proposal": ("get", SIGN_IN, NO, NO, OK),
    "set-due-date": ("get", SIGN_IN, NO, NO, OK),
    "correct-slots": ("get", SIGN_IN, NO, NO, OK),
    "undo-slots": ("post", SIGN_IN, NO, NO, SEE),
    "due": ("get", SIGN_IN, OK, OK, OK),
    "charts": ("get", SIGN_IN, OK, OK, OK),
    "claims-over-time-csv": ("get", SIGN_IN, OK, OK, OK),
    "review": ("get", SIGN_IN, NO, NO, OK),
    "next-question": ("post", SIGN_IN, NO, NO, SEE),
    "question": ("get", SIGN_IN, NO, NO, OK),
    "answer-question": ("post", SIGN_IN, NO, NO, 422),
    "pass-over": ("post", SIGN_IN, NO, NO, SEE),
    "take-question": ("post", SIGN_IN, NO, NO, SEE),
    "leave-question": ("post", SIGN_IN, NO, NO, SEE),
    "find-claims": ("get", SIGN_IN, NO, NO, OK),
    "undo-answer": ("post", SIGN_IN, NO, NO, SEE),
    "bulk": ("get", SIGN_IN, NO, NO, OK),
    "statement": ("get", SIGN_IN, OK, OK, OK),
    "flag-statement": ("post", SIGN_IN, NO, 422, 422),
    "outlet": ("get", SIGN_IN, OK, OK, OK),
    "first-reports-csv": ("get", SIGN_IN, OK, OK, OK),
    "outlet-record": ("get", SIGN_IN, OK, OK, OK),
    "entity-leads-csv": ("get", SIGN_IN, OK, OK, OK),
    "outlet-leads-csv": ("get", SIGN_IN, OK, OK, OK),
    "entity-record": ("get", SIGN_IN, OK, OK, OK),
}
# Pages that a form opens and sends: the same role for both. Whoever may, is told what is missing in an empty one.
FORMS = {
    "submit": (SIGN_IN, NO, 422, 422),
    "searches": (SIGN_IN, 422, 422, 422),
    "add-feed": (SIGN_IN, NO, NO, 422),
    "tokens": (SIGN_IN, 422, 422, 422),
    "add-entity": (SIGN_IN, NO, NO, 422),
    "add-alias": (SIGN_IN, NO, NO, 422),
    "split-entity": (SIGN_IN, NO, NO, 422),
    "import-feeds": (SIGN_IN, NO, NO, 422),
    "site-rules": (SIGN_IN, NO, NO, 422),
    "feed-settings": (SIGN_IN, NO, NO, 422),
    "feed-address": (SIGN_IN, NO, NO, 422),
    "resolve-claim": (SIGN_IN, NO, NO, 422),
    "answer-proposal": (SIGN_IN, NO, NO, 422),
    "set-due-date": (SIGN_IN, NO, NO, 422),
    "correct-slots": (SIGN_IN, NO, NO, 422),
    "bulk": (SIGN_IN, NO, NO, 422),
}


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """The address of each page, of a row that is there."""
    claim = build.make_told_claim()
    article = Article.objects.get()
    build.make_revision(article, "Neu.")
    build_verdicts.make_proposal(claim)
    link = build_verdicts.suggest(build.make_claim())
    decision = curation.confirm_link(build.make_user("curator"), link, relation="denies", now=build.NOW)
    item = build_review.make_item()
    given = curation.GivenSlots(subject="Wir")
    corrected = curation.correct_slots(build.make_user("curator"), claim, given, reason="Gelesen.", now=build.NOW)
    entity, feed = build.make_entity(), build.make_feed()
    rules = build.make_site_rules("platinenpost.example", remove=[".ad"])
    imported = build.make_feed_import([feed])
    dismissed = curation.dismiss_name(build.make_user("curator"), "Kreise", now=build.NOW)
    search = make_saved_search(build.make_user("curator"))
    mail = DigestMail.objects.create(user=build.make_user(), lang="en-gb", told_until=build.NOW)
    rows: dict[str, int | str] = {
        "claims": claim.pk,
        "claims/slots": corrected.pk,
        "articles": article.pk,
        "review": item.pk,
        "review/undo": decision.pk,
        "statements": item.statement_id,
        "entities": entity.pk,
        "entities/decisions": dismissed.pk,
        "notes": build.make_note(claim).pk,
        "outlets": feed.outlet_id,
        "feeds": feed.pk,
        "feeds/import": imported.pk,
        "searches": search.pk,
        "sites": rules.site,
        "today": "new-claim",
        "digest/stop": signer().sign(str(mail.pk)),
        "tokens": build_api.make_token()[0].pk,
    }
    return {pattern.name or "": reverse(pattern.name or "", args=_arguments(pattern, rows)) for pattern in urlpatterns}


def _arguments(pattern: URLPattern, rows: dict[str, int | str]) -> list[int | str]:
    before, is_of_a_row, _ = str(pattern.pattern).partition("/<")
    return [rows[before]] if is_of_a_row else []


def answer(client: Client, method: str, address: str) -> int | str:
    response = getattr(client, method)(address)
    if response.status_code == 302 and response["Location"].startswith(reverse("sign-in") + "?next="):
        return SIGN_IN
    status: int = response.status_code
    return status


def test_every_address_is_walked() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_each_role_as_it_should(
    name: str, role: str, addresses: dict[str, str], sign_in: SignIn
) -> None:
    method, *expected = PAGES[name]
    assert answer(sign_in(role), method, addresses[name]) == expected[ROLES.index(role)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_only_what_the_role_may_send(
    name: str, role: str, addresses: dict[str, str], sign_in: SignIn
) -> None:
    assert answer(sign_in(role), "post", addresses[name]) == FORMS[name][ROLES.index(role)]


@pytest.mark.parametrize("name", [name for name, (method, *_) in PAGES.items() if method == "post"])
def test_an_action_is_not_taken_by_a_link(name: str, addresses: dict[str, str], curator: Client) -> None:
    assert curator.get(addresses[name]).status_code == 405
