"""The rows and their constraints, in the order of the flow. No I/O and no decisions: pipeline and curation have them.

What a constraint cannot say (append-only tables, spans within their text, texts that never change) is said by the
triggers of migration 0002.
"""

from claims.models.api import ApiToken, RateWindow, Submission
from claims.models.digests import DigestFeed, DigestMail, Told, Visit, Webhook, WebhookCall
from claims.models.entities import Alias, DismissedName, Entity, EntityRelation
from claims.models.hosts import HostSlot, RobotsFile
from claims.models.ledger import (
    Claim,
    ClaimKey,
    KeyFrequency,
    Link,
    Origin,
    OriginAssignment,
    StandingChange,
)
from claims.models.notes import Note
from claims.models.people import Alert, Decision, SavedSearch, Watch
from claims.models.publishing import (
    Article,
    ArticleAlias,
    ArticleQuerySet,
    Block,
    Feed,
    FeedAlias,
    FeedEntry,
    FeedFetch,
    FeedImport,
    Outlet,
    OutletDomain,
    RawPage,
    Revision,
)
from claims.models.review import ReviewItem
from claims.models.searching import ArticleIndex, ArticleWords, ClaimIndex, ClaimWords, Relevance
from claims.models.sites import SiteParagraph, SiteRules
from claims.models.slots import ClaimSlot
from claims.models.statements import (
    Hop,
    Mention,
    Statement,
    StatementFate,
    StatementQuerySet,
    StatementSpan,
    UnlinkedName,
)
from claims.models.verdicts import Deadline, DecidingEvidence, Proposal, ProposalAnswer, Resolution, Verdict
from claims.models.work import Work

__all__ = [
    "Alert",
    "Alias",
    "ApiToken",
    "Article",
    "ArticleAlias",
    "ArticleIndex",
    "ArticleQuerySet",
    "ArticleWords",
    "Block",
    "Claim",
    "ClaimIndex",
    "ClaimKey",
    "ClaimSlot",
    "ClaimWords",
    "Deadline",
    "DecidingEvidence",
    "Decision",
    "DigestFeed",
    "DigestMail",
    "DismissedName",
    "Entity",
    "EntityRelation",
    "Feed",
    "FeedAlias",
    "FeedEntry",
    "FeedFetch",
    "FeedImport",
    "Hop",
    "HostSlot",
    "KeyFrequency",
    "Link",
    "Mention",
    "Note",
    "Origin",
    "OriginAssignment",
    "Outlet",
    "OutletDomain",
    "Proposal",
    "ProposalAnswer",
    "RateWindow",
    "RawPage",
    "Relevance",
    "Resolution",
    "ReviewItem",
    "Revision",
    "RobotsFile",
    "SavedSearch",
    "SiteParagraph",
    "SiteRules",
    "StandingChange",
    "Statement",
    "StatementFate",
    "StatementQuerySet",
    "StatementSpan",
    "Submission",
    "Told",
    "UnlinkedName",
    "Verdict",
    "Visit",
    "Watch",
    "Webhook",
    "WebhookCall",
    "Work",
]
