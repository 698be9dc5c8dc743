"""statements -> claims: each joins one, opens one, or is suggested to one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Count, Q

from claims import corroborate
from claims.corroborate import Features, Match
from claims.ingest.http import Fetch
from claims.models import Claim, Link, Revision, Statement
from claims.models.stated import to_amount
from claims.pipeline.candidates import KnownClaims
from claims.pipeline.carrying import (
    carry_statements,
    rejected_before,
    suggest_old_claims,
    tell_of_edits,
)
from claims.pipeline.deadlines import schedule_deadline
from claims.pipeline.queueing import queue_revision
from claims.pipeline.reports import said_at
from claims.pipeline.work import Due, lock_ledger, storing
from claims.text import fold

MAIN_ENTITIES = 3


def match_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    """Give each statement its claim, and have every claim counted anew that this or the previous revision bears on.

    What stands as it did in the revision before keeps its claims; only the rest is matched.
    """
    with storing(revision, stage=Revision.Stage.DONE):
        lock_ledger()
        fates = carry_statements(revision, now)
        rejected = rejected_before(fates)
        touched = set(
            Link.objects.filter(statement__revision__article=revision.article_id).values_list("claim_id", flat=True)
        )
        links = match_statements(claimable(revision), main_entities(revision), rejected, now)
        touched |= {link.claim_id for link in links}
        suggest_old_claims(fates, now)
        tell_of_edits(fates, now)
        Claim.objects.filter(pk__in=touched).update(next_attempt_at=now, attempts=0)
        queue_revision(revision, now)
    return [Due("settle_claim", pk) for pk in sorted(touched)]


# A claim, and a source of the revision as its text has it: name, entity, kind.
Voice = tuple[int, str, int | None, str]


def claimable(revision: Revision) -> list[Statement]:
    """Statements that claim something, without the doubtful ones."""
    doubtful = Q(confidence="low", state=Statement.State.FOUND)
    return list(
        revision.statements.in_force()
        .claiming()
        .exclude(doubtful)
        .filter(links=None)
        .select_related("revision__article")
        .prefetch_related("about__aliases")
    )


def match_statements(
    statements: Sequence[Statement],
    main_ids: Sequence[int],
    rejected: Mapping[int, Collection[int]],
    now: datetime,
) -> list[Link]:
    """Statements of one revision. `rejected`: by statement, the claims that a person kept from it."""
    if not statements:
        return []
    described = {statement: describe(statement, main_ids) for statement in statements}
    matching = Matching(KnownClaims(described.values()), sources_by_claim(statements[0].revision), now)
    for statement, features in described.items():
        statement.keys = sorted(features.stored)
        matching.match(statement, features, rejected.get(statement.pk, ()))
    Statement.objects.bulk_update(statements, ["keys"])
    matching.known.store()
    return Link.objects.bulk_create(matching.links)


def sources_by_claim(revision: Revision) -> set[Voice]:
    """Whom of the revision's sources each claim has already, by what still stands as it did."""
    links = Link.objects.filter(statement__revision=revision, state__in=Link.COUNTED).select_related("statement")
    return {(link.claim_id, *source_of(link.statement)) for link in links}


def source_of(statement: Statement) -> tuple[str, int | None, str]:
    return statement.speaker_name, statement.speaker_id, statement.source_kind


@dataclass
class Matching:
    """The statements of one revision as they find their claims, one after the other."""

    known: KnownClaims
    voices: set[Voice]  # those that a claim has from this revision
    now: datetime
    links: list[Link] = field(default_factory=list)

    def match(self, statement: Statement, features: Features, apart_from: Collection[int]) -> None:
        candidates = self.known.find(features, apart_from)
        matches = corroborate.choose_claims(
            features,
            denied=statement.polarity == "denied",
            candidates=candidates.claims,
            rarity=candidates.rarity,
        )
        self.links += [self._follow(statement, features, match) for match in matches]

    def _follow(self, statement: Statement, features: Features, match: Match) -> Link:
        claim_id = match.claim_id
        if claim_id is None:
            claim_id = open_claim(statement, self.now).pk
            self.known.open(claim_id, features)
        elif match.state == Link.State.LINKED:
            self.known.add(claim_id, features)
            # Its source says so elsewhere in the same article.
            if match.relation == Link.Relation.ASSERTS and (claim_id, *source_of(statement)) in self.voices:
                match = replace(match, relation=Link.Relation.REPEATS)
        if match.state in Link.COUNTED:
            self.voices.add((claim_id, *source_of(statement)))
        return to_link(statement, claim_id, match, self.now)


def main_entities(revision: Revision) -> list[int]:
    """The entities that the article names most: what it is about, whoever speaks."""
    rows = revision.mentions.exclude(entity=None).values("entity_id").annotate(times=Count("pk"))
    return [row["entity_id"] for row in rows.order_by("-times", "entity_id")[:MAIN_ENTITIES]]


def describe(statement: Statement, main_ids: Sequence[int]) -> Features:
    about = list(statement.about.all())
    return corroborate.describe(
        statement.content_text,
        statement.revision.lang,
        [entity.pk for entity in about],
        known_names=[alias.text for entity in about for alias in entity.aliases.all()],
        amounts=[to_amount(quantity, "low", "high") for quantity in statement.quantities],
        said_on=said_at(statement).date(),
        main_ids=main_ids,
        speaker=speaker_key(statement),
    )


def speaker_key(statement: Statement) -> str:
    """Who speaks, known or not; "" for a role and for those who are not named, who may be others elsewhere."""
    if statement.speaker_id:
        return str(statement.speaker_id)
    return fold(statement.speaker_name) if statement.source_kind == "named" else ""


def open_claim(statement: Statement, now: datetime) -> Claim:
    said = said_at(statement)
    proposed = corroborate.propose_claim(statement.content_text, modality=statement.modality, said_on=said.date())
    claim = Claim.objects.create(
        headline=proposed.headline,
        lang=statement.revision.lang,
        type=proposed.type,
        due_on=proposed.due_on,
        opened_at=now,
    )
    if claim.due_on:
        schedule_deadline(claim)
    return claim


def to_link(statement: Statement, claim_id: int, match: Match, now: datetime) -> Link:
    return Link(
        claim_id=claim_id,
        statement=statement,
        relation=match.relation,
        state=match.state,
        machine_relation=match.relation,
        machine_score=match.score,
        machine_version=corroborate.VERSION,
        why=match.why,
        made_at=now,
    )
