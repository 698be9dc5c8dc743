"""Claims told in few words, for the tests of the page of a claim."""

from datetime import date, datetime, timedelta
from typing import Any

from claims import pipeline
from claims.corroborate import Way
from claims.ingest.http import Request, Response
from claims.models import Claim, Origin, Statement
from claims.pipeline.work import Due
from claims.queries.linked import LinkedStatement
from claims.queries.one_claim import ClaimView, claim_view
from claims.queries.timeline import Event, EventKind
from tests import build
from tests.build import NOW, Words

DAY = timedelta(days=1)
TODAY = NOW.date()
SAID = "„Wir liefern“, sagte Lind. Sie liefern, heißt es."


def view_of(claim: Claim, *, today: date = TODAY, as_of: date | None = None) -> ClaimView:
    return claim_view(claim, user_id=0, today=today, as_of=as_of)


def tell(
    outlet: str, content: str = "Wir liefern", *, at: datetime = NOW, lang: str = "de", **values: Any
) -> Statement:
    """An article of the outlet that says it; `values` go to the statement."""
    words = Words(content, values=values)
    article = build.make_article(
        f"{content}, hieß es.", statements=[words], outlet=build.make_outlet(outlet), lang=lang, published_at=at
    )
    return build.statement_of(article)


def rest(statement: Statement, origin: Origin | None, on: Statement | None = None, way: str = Way.CITES) -> None:
    build.assign_origin(statement, origin, rests_on=on, way=way)


def no_web(request: Request) -> Response:
    raise AssertionError(f"nothing is fetched, but {request.url} was asked for")


def settle(claim: Claim, now: datetime) -> Claim:
    Claim.objects.filter(pk=claim.pk).update(next_attempt_at=now)
    pipeline.run(Due("settle_claim", claim.pk), now, no_web)
    claim.refresh_from_db()
    return claim


def outlet_of(each: LinkedStatement | None) -> str:
    return each.said.outlet.name if each and each.said.outlet else ""


def events_of(claim: Claim, kind: EventKind, **known: Any) -> list[Event]:
    return [event for event in view_of(claim, **known).events if event.kind == kind]


def percent(text: str, low: float | None, high: float) -> list[dict[str, Any]]:
    comparator = "=" if low == high else "<="
    return [{"text": text, "low": low, "high": high, "unit": "%", "comparator": comparator, "span": [0, 1]}]


def anonymous(outlet: str, *, citing: str = "") -> Statement:
    statement = tell(outlet, source_kind="anonymous", source_text="Insider")
    if citing:
        build.cite(statement, build.make_outlet(citing))
    return statement
