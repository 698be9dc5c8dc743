"""Ten rows, then twenty: the same number of queries for every list and every whole thing."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.web import test_query_counts as pages

# What is asked for, with the id of the first row of a kind in it, and what makes it longer.
OPERATIONS: dict[str, Callable[[int], None]] = {
    "/claims?limit=100": pages.tell_claims,
    "/claims?limit=100&sort=independent&speaker=Ada+Lind&followed=1": pages.tell_claims,
    "/claims/due?limit=100": pages.tell_due_claims,
    "/claims/{claim}": pages.tell_one_claim,
    "/claims/{claim}?as_of=2026-05-20": pages.tell_one_claim,
    "/claims/{claim}?": pages.conclude_about_one_claim,
    "/claims/{claim}/claim-review": pages.conclude_about_one_claim,
    "/statements?limit=100": pages.tell_claims,
    "/statements?limit=100&all_revisions=true": pages.tell_one_claim,
    "/articles?limit=100": pages.tell_claims,
    "/articles/{article}": pages.add_statements,
    "/articles/{article}/revisions": pages.add_statements,
    "/articles/{article}/revisions/1": pages.add_statements,
    "/articles/{article}/annotations": pages.add_statements,
    "/entities?limit=100": pages.tell_claims,
    "/entities/{entity}": pages.decide_about_entity,
    "/outlets?limit=100": pages.tell_claims,
    "/outlets/{outlet}": pages.keep_records,
    "/feeds?limit=100": pages.add_feeds,
    "/claims.csv": pages.tell_claims,
    "/statements.jsonl": pages.tell_claims,
}


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)  # type: ignore[attr-defined]
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("operation", [*OPERATIONS, "atom"])
def test_a_longer_list_takes_no_more_queries(operation: str) -> None:
    client = Client()
    client.force_login(build.make_user("curator", "ada"))
    lengthen = OPERATIONS.get(operation, pages.tell_claims)
    lengthen(10)
    address = "/claims.atom" if operation == "atom" else pages.address_of(f"/api/v1{operation}")
    count_queries(client, address)  # the first request opens a window for its caller
    ten = count_queries(client, address)
    lengthen(10)
    assert count_queries(client, address) == ten
