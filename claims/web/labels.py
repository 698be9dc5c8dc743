"""Stored values as people read them. Each value is its own English word, and is translated within its vocabulary."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from claims import curation
from claims.corroborate import Fate, Outcome, TieKind
from claims.extract.attribution import Channel, Confidence, Kind, Modality, Polarity, Relation, SourceKind
from claims.ingest.comparison import Difference
from claims.ingest.page_words import WALLS
from claims.link.gazetteer import AliasKind
from claims.models import (
    Block,
    Claim,
    DigestMail,
    Entity,
    EntityRelation,
    Link,
    Origin,
    Outlet,
    RawPage,
    Resolution,
    ReviewItem,
    Revision,
    Statement,
)
from claims.models.ledger import Standing
from claims.queries.due import DueState
from claims.queries.feeds import FeedState
from claims.queries.progress import StepState
from claims.queries.timeline import EventKind
from claims.web import review_reasons
from claims.web.text_changes import Change

# How a fetch or the reading of what it brought ends, beside an HTTP status.
OUTCOMES = (
    *("read", "unchanged", "not a feed", "another feed", "not a page", "robots", "url", "redirect", "encoding"),
    *("refused address", "too large", "dns", "tls", "connection", "timeout"),
)

# What people do beside answering questions and keeping registries.
DECISIONS = (
    *("add feed", "change feed", "move feed", "pause feed", "poll feed", "replace address", "resume feed"),
    *("set site rules", "reread site", "submit article", "retry article", "dismiss article", "keep article apart"),
    *("resolve claim", "propose verdict", "confirm verdict", "decline verdict", "set due date", "correct slots"),
    *("flag statement", "give link", "add note", "hide note", "make token", "revoke token"),
)

# The name of a vocabulary is the context under which its words stand in the catalogues.
_WORDS: dict[str, Iterable[str]] = {
    "standing": Standing.values,
    "verdict": Resolution.Value.values,
    "claim type": Claim.Type.values,
    "statement kind": Kind,
    "state of a statement": Statement.State.values,
    "polarity": Polarity,
    "modality": Modality,
    "confidence": Confidence,
    "source kind": SourceKind,
    "part in a claim": Link.Relation.values,
    "state of a link": Link.State.values,
    "origin kind": Origin.Kind.values,
    "way of a hop": [*Relation, *(channel for channel in Channel if channel)],
    "tie": TieKind,
    "fate": Fate,
    "event": EventKind,
    "outcome of a claim": Outcome,
    "due": DueState,
    "entity kind": Entity.Kind.values,
    "alias kind": AliasKind,
    "relation": EntityRelation.Relation.values,
    "outlet kind": Outlet.Kind.values,
    "feed state": FeedState,
    "outcome of a fetch": OUTCOMES,
    "list entry": curation.Taken,
    "wall": WALLS,
    "block role": Block.Role.values,
    "difference": Difference,
    "change": Revision.ChangeKind.values,
    "change of words": Change,
    "how a page came": RawPage.How.values,
    "field": ("title", "author", "published"),
    "step": StepState,
    "decision": dict.fromkeys([*curation.UNDO, *curation.UNDOABLE, *curation.REGISTRY_ACTIONS, *DECISIONS]),
    "row": ("note", "link", "dismissed name", "api token", "user"),
    "imported row": curation.TakenAs,
    "answer of review": ReviewItem.Answer.values,
    "reason of review": review_reasons.ALL,
    "frequency": DigestMail.Frequency.values,
}
VOCABULARIES = {name: tuple(str(word) for word in words) for name, words in _WORDS.items()}


def label(value: str, vocabulary: str) -> str:
    """In the language of whoever looks; a value that its vocabulary lacks stays what it is."""
    return pgettext(vocabulary, value) if value in VOCABULARIES[vocabulary] else value


def review_reason(stored: str) -> str:
    """What was chosen in the language of whoever looks, what was typed beside it as it was typed."""
    chosen, separator, typed = stored.partition(review_reasons.SEPARATOR)
    return f"{label(chosen, 'reason of review')}{separator}{typed}"


def choices(vocabulary: str, values: Iterable[str] = ()) -> list[tuple[str, Promise]]:
    """For the field of a form: all values of a vocabulary, or these of them."""
    return [(str(value), pgettext_lazy(vocabulary, str(value))) for value in values or VOCABULARIES[vocabulary]]
