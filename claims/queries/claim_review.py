"""A person's verdict as ClaimReview (schema.org), for search engines and collections of fact checks."""

from typing import Any

from claims.models import Entity, Resolution
from claims.queries.one_claim import ClaimView
from claims.queries.said import Said

PERSON, ORGANIZATION, PRODUCT = "Person", "Organization", "Product"
SCHEMA_TYPES = {Entity.Kind.PERSON.value: PERSON, Entity.Kind.PRODUCT.value: PRODUCT}
MOST_APPEARANCES = 50


def claim_review(view: ClaimView, public_url: str) -> dict[str, Any] | None:
    """None while nobody has concluded anything: what a machine counts is no review."""
    verdict = view.line.resolution
    if verdict is None or verdict.value == Resolution.Value.OPEN:
        return None
    claim = view.claim
    appearances = list(dict.fromkeys(_address(each.said) for each in view.statements))
    said = view.line.said
    reviewed: dict[str, Any] = {"@type": "Claim", "text": claim.headline, "inLanguage": claim.lang}
    if said and said.speaker and not said.is_anonymous:
        reviewed["author"] = {"@type": _schema_type(said), "name": said.speaker}
    if claim.first_said_at:
        reviewed["datePublished"] = claim.first_said_at.isoformat()
    if appearances:
        reviewed["firstAppearance"] = {"@type": "Article", "url": appearances[0]}
        reviewed["appearance"] = [{"@type": "Article", "url": url} for url in appearances[:MOST_APPEARANCES]]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{public_url}{claim.get_absolute_url()}",
        "claimReviewed": claim.headline,
        "datePublished": verdict.at.isoformat(),
        "author": {"@type": ORGANIZATION, "name": "Claim Tracker", "url": public_url},
        # In words only: eight verdicts are no scale.
        "reviewRating": {"@type": "Rating", "alternateName": verdict.value},
        "reviewBody": verdict.reason,
        "itemReviewed": reviewed,
    }


def _address(said: Said) -> str:
    return said.statement.revision.article.canonical_url


def _schema_type(said: Said) -> str:
    speaker = said.statement.speaker
    return SCHEMA_TYPES.get(speaker.kind, ORGANIZATION) if speaker else PERSON
