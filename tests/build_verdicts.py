"""Builders of what people conclude, beside those of build.py."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User

from claims.models import Claim, Deadline, DecidingEvidence, Link, Proposal
from tests import build
from tests.build import NOW, Words


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


def suggest(claim: Claim, content: str = "Wir liefern 26 Stück", *, relation: str = "qualifies", **values: Any) -> Link:
    """A statement that may contradict the claim."""
    article = build.make_article(f"{content}, sagte Lind.", statements=[Words(content, source="Lind", values=values)])
    return build.make_link(claim, build.statement_of(article), relation=relation, state="suggested")
