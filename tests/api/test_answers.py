"""What the API tells: the same as the screens, with every number, span and reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from claims.models import Article
from tests import build, build_api, build_verdicts
from tests.api.conftest import Script
from tests.build import NOW, Words
from tests.web.pages import load, texts_of

pytestmark = pytest.mark.django_db


def told(script: Script, path: str, query: Any = None) -> Any:
    response = script.get(path, query)
    assert response.status_code == 200, response.content
    return response.json()  # type: ignore[attr-defined]


def test_a_claim_in_the_list_says_who_said_what_and_how_it_stands(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai", standing="echoed", origins=1)
    build.make_resolution(claim, "confirmed", by=build.make_user("curator", "igor"))
    (item,) = told(reader, "/claims")["items"]
    assert item["lead"]["speaker"]["name"] == "Ada Lind"
    assert [each["name"] for each in item["lead"]["about"]] == ["Norvik"]
    assert [step["name"] for step in item["lead"]["chain"]] == ["Ada Lind", "Platinenpost"]
    assert (item["numbers"]["standing"], item["numbers"]["origins"]) == ("echoed", 1)
    assert (item["verdict"]["value"], item["verdict"]["by"]) == ("confirmed", "igor")


@pytest.mark.parametrize(
    "query",
    [
        "q=mai",
        "speaker=Ada+Lind",
        "standing=denied&standing=echoed",
        "resolution=refuted",
        "lang=de",
        "said_from=2026-05-20",
        "q=xyzzy",
    ],
)
def test_the_list_has_the_claims_of_the_page_with_the_same_address(query: str, reader: Script) -> None:
    build.make_told_claim("Wir liefern ab Mai", standing="denied")
    build.make_resolution(build.make_told_claim("Wir liefern ab Juni"))
    build.make_told_claim("Shipping starts in July", speaker=build.make_person("Bo Tran"), lang="en")
    client = Client()
    client.force_login(reader.user)
    shown = [str(link["href"]) for link in load(client, f"/claims/?{query}").select(".claim-line a.words")]
    items = told(reader, f"/claims?{query}")["items"]
    assert [item["page"].removeprefix("http://127.0.0.1:8000") for item in items] == shown


def test_a_whole_claim_has_its_statements_with_their_origins_and_the_tree_of_them(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai")
    first = claim.links.get().statement
    origin = build.make_origin("Ada Lind im Gespräch")
    build.assign_origin(first, origin)
    echo = build.statement_of(build.make_article("Bald.", statements=[Words("Bald")], outlet=build.make_outlet("Echo")))
    build.assign_origin(echo, origin, rests_on=first, way="cites")
    build.make_link(claim, echo, relation="repeats")
    whole = told(reader, f"/claims/{claim.pk}")
    assert {part["statement"]["id"]: part["rests_on"] for part in whole["statements"]} == {
        first.pk: None,
        echo.pk: first.pk,
    }
    (branch,) = whole["tree"]["origins"]
    assert branch["origin"]["label"] == "Ada Lind im Gespräch"
    assert [node["outlet"] for node in branch["articles"]] == ["Platinenpost"]
    assert [node["statements"] for node in branch["articles"][0]["below"]] == [[echo.pk]]
    assert [event["kind"] for event in whole["timeline"]][-1] in ("claim opened", "first heard")


def test_a_verdict_comes_with_its_evidence_and_the_second_person(reader: Script) -> None:
    claim = build.make_claim()
    verdict = build.make_resolution(claim, seconded_by=build.make_user("curator", "bo"))
    verdict.evidence.add(build_verdicts.make_evidence(claim))
    (shown,) = told(reader, f"/claims/{claim.pk}")["verdicts"]
    assert shown["seconded_by"] == "bo"
    assert shown["evidence"][0]["title"] == "Messbericht"


def test_as_of_a_day_a_claim_is_what_was_known_then(reader: Script) -> None:
    claim = build.make_claim(opened_at=NOW - timedelta(days=9), independent=3)
    build.make_standing_change(claim, "single origin", at=NOW - timedelta(days=5), independent=1)
    build.make_standing_change(claim, "corroborated", at=NOW, independent=3)
    then = told(reader, f"/claims/{claim.pk}", {"as_of": (NOW - timedelta(days=3)).date().isoformat()})
    assert (then["numbers"]["standing"], then["numbers"]["independent"]) == ("single origin", 1)
    assert then["as_of"] == "2026-05-17"


@pytest.mark.parametrize("day", ["2026-05-01", "2999-01-01"])
def test_of_a_day_before_the_claim_or_yet_to_come_nothing_is_known(day: str, reader: Script) -> None:
    response = reader.get(f"/claims/{build.make_claim().pk}", {"as_of": day})
    assert response.status_code == 404
    assert "2026-05-20" in response.json()["detail"]  # type: ignore[attr-defined]


def test_due_claims_say_for_how_long(reader: Script) -> None:
    build.make_claim(due_on=date(2026, 5, 1))
    (item,) = told(reader, "/claims/due", {"state": "overdue"})["items"]
    assert (item["due_on"], item["state"]) == ("2026-05-01", "overdue")
    assert told(reader, "/claims/due", {"state": "later"})["items"] == []


def test_statements_are_narrowed_by_whatever_combines(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai")
    statement = claim.links.get().statement
    build.make_told_claim("Shipping starts in July", speaker=build.make_person("Bo Tran"))
    fits = {
        "q": "mai", "speaker": statement.speaker_id, "about": build.make_entity("Norvik").pk, "claim": claim.pk,
        "article": statement.revision.article_id, "outlet": build.make_outlet("Platinenpost").pk, "kind": "direct",
        "confidence": "high", "lang": "de", "polarity": "affirmed", "modality": "asserted",
    }  # fmt: skip
    assert [item["id"] for item in told(reader, "/statements", fits)["items"]] == [statement.pk]
    assert told(reader, "/statements", {**fits, "kind": "indirect"})["items"] == []
    assert told(reader, f"/statements/{statement.pk}")["claims"][0]["claim"] == claim.pk


def test_what_an_article_said_before_is_told_only_when_it_is_asked_for(reader: Script) -> None:
    article = build.make_article("„Bald“, sagte Lind.", statements=[Words("Bald")])
    build.make_revision(article, "Nie.", statements=[Words("Nie")])
    assert [item["content"] for item in told(reader, "/statements")["items"]] == ["Nie"]
    every = told(reader, "/statements", {"all_revisions": "true"})["items"]
    assert [item["content"] for item in every] == ["Nie", "Bald"]


def test_a_revision_has_its_text_blocks_and_statements_with_their_places(reader: Script) -> None:
    article = build.make_article(
        "Neues.\n\n„Bald“, sagte Lind.", statements=[Words("Bald", source="Lind", cue="sagte")]
    )
    build.make_aside(article.revisions.get(), "comment", "Na endlich.", author="Kim")
    revision = told(reader, f"/articles/{article.pk}/revisions/1")
    assert [(block["role"], block["words"]) for block in revision["blocks"]] == [
        ("body", "Neues."), ("body", "„Bald“, sagte Lind."), ("comment", "Na endlich."),
    ]  # fmt: skip
    places = {
        span["role"]: revision["text"][span["start"] : span["end"]] for span in revision["statements"][0]["spans"]
    }
    assert places == {"content": "Bald", "source": "Lind", "cue": "sagte"}
    assert [each["number"] for each in told(reader, f"/articles/{article.pk}/revisions")] == [1]


def test_a_revision_that_is_not_there_is_not_found(reader: Script) -> None:
    article = build.make_article()
    assert reader.get(f"/articles/{article.pk}/revisions/2").status_code == 404
    assert reader.get(f"/articles/{build.make_waiting_article().pk}/revisions/1").status_code == 404


def test_statements_as_annotations_are_found_again_in_the_page_and_in_the_text(reader: Script) -> None:
    text = "Am Montag kam es heraus: „Wir liefern 🚀 ab Mai“, sagte Ada Lind in Bonn."
    article = build.make_article(text, statements=[Words("Wir liefern 🚀 ab Mai", source="Ada Lind")])
    claim = build.make_claim(statements=[build.statement_of(article)])
    response = reader.get(f"/articles/{article.pk}/annotations")
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    collection = response.json()  # type: ignore[attr-defined]
    (annotation,) = collection["first"]["items"]
    (target,) = annotation["target"]
    quote, position = target["selector"]
    assert target["source"] == article.canonical_url
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert text[position["start"] : position["end"]] == quote["exact"] == "Wir liefern 🚀 ab Mai"
    assert [body["source"] for body in annotation["body"] if body["purpose"] == "linking"] == [
        f"http://127.0.0.1:8000{claim.get_absolute_url()}"
    ]
    assert collection["total"] == 1


def test_an_article_without_text_has_no_annotations(reader: Script) -> None:
    assert told(reader, f"/articles/{build.make_waiting_article().pk}/annotations")["total"] == 0


def test_an_entity_has_its_names_and_relations_and_leads_to_where_it_lives_on(reader: Script) -> None:
    lind = build.make_person("Ada Lind", employer="Norvik", role="CEO", aliases=["Lind"])
    shown = told(reader, f"/entities/{lind.pk}")
    assert {alias["text"] for alias in shown["aliases"]} == {"Ada Lind", "Lind"}
    assert [(each["object"]["name"], each["role"]) for each in shown["relations"]] == [("Norvik", "CEO")]
    old = build.make_entity("A. Lind", kind="person", merged_into=lind)
    assert told(reader, f"/entities/{old.pk}")["merged_into"]["id"] == lind.pk
    assert [item["name"] for item in told(reader, "/entities", {"q": "lind"})["items"]] == ["Ada Lind"]


def test_a_feed_says_how_it_is_and_what_came_last(reader: Script) -> None:
    feed = build.make_feed(outlet=build.make_outlet("Platinenpost", domain="platinenpost.example"))
    build.make_fetch(feed, "http", status=503, message="503 Service Unavailable")
    (item,) = told(reader, "/feeds", {"state": "failing"})["items"]
    assert (item["address"], item["last_fetch"]["status"]) == (feed.url, 503)
    outlet = told(reader, f"/outlets/{feed.outlet_id}")
    assert (outlet["domains"], outlet["feeds"]) == (["platinenpost.example"], [feed.pk])


def review_on_page(client: Client, address: str) -> list[str]:
    return texts_of(load(client, address), 'head script[type="application/ld+json"]')


def test_a_person_s_verdict_is_told_as_claim_review_by_the_api_and_on_the_page(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern </script> ab Mai")
    client = Client()
    client.force_login(reader.user)
    assert reader.get(f"/claims/{claim.pk}/claim-review").status_code == 404
    assert review_on_page(client, claim.get_absolute_url()) == []
    build.make_resolution(claim, "refuted", reason="Die Messung zeigt das Gegenteil.")
    review = told(reader, f"/claims/{claim.pk}/claim-review")
    assert (review["@type"], review["reviewRating"]["alternateName"]) == ("ClaimReview", "refuted")
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Ada Lind"}
    assert review["itemReviewed"]["firstAppearance"]["url"] == Article.objects.get().canonical_url
    (block,) = review_on_page(client, claim.get_absolute_url())
    assert "\\u003c/script\\u003e" in block
    build.make_resolution(claim, "open", at=NOW + timedelta(hours=1))
    assert reader.get(f"/claims/{claim.pk}/claim-review").status_code == 404


def test_the_list_of_claims_leads_to_its_exports_and_its_feed(reader: Script) -> None:
    build_api.make_bare_claims(3)
    client = Client()
    client.force_login(reader.user)
    page = load(client, "/claims/?q=norvik+-7&sort=&page=1")
    links = [str(link["href"]) for link in page.select("#results a[href*='.csv'], #results a[href*='.jsonl']")]
    feeds = {str(link["href"]) for link in page.select("a[href*='.atom'], link[type='application/atom+xml']")}
    assert links == ["/api/v1/claims.csv?q=norvik+-7", "/api/v1/claims.jsonl?q=norvik+-7"]
    assert feeds == {"/claims.atom?q=norvik+-7"}
    assert all(client.get(address).status_code == 200 for address in (*links, *feeds))
