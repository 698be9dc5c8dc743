"""Builders of what people conclude, beside those of build.py."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from claims.models import Claim, ClaimKey, Deadline, DecidingEvidence, Entity, Link, Origin, Outlet, Proposal
from tests import build
from tests.build import NOW, Words

TODAY = NOW.date()


def make_evidence(claim: Claim, **values: Any) -> DecidingEvidence:
    """A document, or with `statement` one of the claim's."""
    document = {} if "statement" in values else {"title": "Messbericht", "url": "https://messlabor.example/fertigung"}
    return DecidingEvidence.objects.create(claim=claim, **{**document, **values})


def make_proposal(claim: Claim, value: str = "refuted", *, by: User | None = None, **values: Any) -> Proposal:
    """A verdict that waits for a second person."""
    proposal = Proposal.objects.create(
        **{
            "claim": claim,
            "value": value,
            "as_of": date(2026, 5, 19),
            "reason": "Die Messung zeigt das Gegenteil.",
            "by": by or build.make_user("curator"),
            "at": NOW,
            **values,
        }
    )
    proposal.evidence.add(make_evidence(claim))
    return proposal


def make_deadline(claim: Claim, **values: Any) -> Deadline:
    """For the claim's due date, not looked at yet."""
    return Deadline.objects.create(**{"claim": claim, "due_on": claim.due_on, "next_attempt_at": NOW, **values})


def make_call(
    *,
    speaker: Entity | None = None,
    outlet: Outlet | None = None,
    verdict: str = "",
    as_of: date = TODAY,
    said_at: datetime = NOW,
    claim: Claim | None = None,
    topics: tuple[Entity, ...] = (),
    kind: str = "",
    **link: Any,
) -> Claim:
    """A claim that a speaker made, or that an outlet reported itself, with its verdict if there is one."""
    article = build.make_article(
        "Wir liefern, sagte Lind.",
        statements=[Words("Wir liefern", speaker=speaker)],
        outlet=outlet or build.make_outlet(),
        published_at=said_at,
    )
    statement = build.statement_of(article)
    kind = kind or (Origin.Kind.UTTERANCE if speaker else Origin.Kind.OWN_REPORTING)
    build.assign_origin(statement, build.make_origin(kind=kind, actor=speaker, outlet=None if speaker else outlet))
    claim = claim or build.make_claim()
    build.make_link(claim, statement, **link)
    for topic in topics:
        ClaimKey.objects.get_or_create(claim=claim, key=f"c:{topic.pk}")
    if verdict:
        build.make_resolution(claim, verdict, as_of=as_of)
    return claim


def suggest(claim: Claim, content: str = "Wir liefern 26 Stück", *, relation: str = "qualifies", **values: Any) -> Link:
    """A statement that may contradict the claim."""
    article = build.make_article(f"{content}, sagte Lind.", statements=[Words(content, source="Lind", values=values)])
    return build.make_link(claim, build.statement_of(article), relation=relation, state="suggested")
