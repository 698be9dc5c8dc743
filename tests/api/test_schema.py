"""schemathesis asks every operation what its description allows, and what it does not, and finds nothing wrong."""

import json
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.test.client import ClientHandler
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from claims.api.api import api
from tests import build, build_verdicts
from tests.api.conftest import MakeScript

EXAMPLES = 10
VALID, INVALID = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
# What no schema can say is told by 422: an address that has the form of one and leads nowhere, a day before the web; a
# speaker nobody knows, a period that ends before it begins.
CONFIG = """
base-url = "http://localhost"

[[operations]]
include-operation-id = ["submit_article", "claims", "export_claims"]

[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "404", "422"]
"""


HANDLER = ClientHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The tracker as a WSGI application that leaves the test's transaction open, as Django's test client does."""
    response = HANDLER(environ)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return response


SCHEMA = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.get_openapi_schema())), config=schemathesis.Config.from_str(CONFIG)
)
SCHEMA.app = application
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]


@pytest.fixture
def _something_of_each(db: None) -> None:
    claim = build.make_told_claim(due_on=build.NOW.date())
    build.make_resolution(claim)
    build_verdicts.suggest(claim)
    build.make_fetch(build.make_feed())


def test_the_whole_description_can_be_read() -> None:
    assert len(OPERATIONS) == sum(len(methods) for methods in SCHEMA.raw_schema["paths"].values())


@pytest.mark.usefixtures("_something_of_each")
@pytest.mark.parametrize(
    ("caller", "mode"),
    [("token", VALID), ("token", INVALID), ("nobody", VALID)],
    ids=["valid", "invalid", "signed out"],
)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_is_found(operation: Any, caller: str, mode: GenerationMode, script: MakeScript) -> None:
    headers = script("analyst").headers if caller == "token" else {}

    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    @hypothesis.settings(
        max_examples=EXAMPLES,
        phases=[hypothesis.Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers)

    ask()
