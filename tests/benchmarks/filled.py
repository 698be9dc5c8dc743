"""A tracker that has been read into for a year: the rows of many statements, made in bulk and distributed as in life.

A few outlets bring most, a few people say most, most claims have one statement and some have hundreds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from claims.corroborate.vocabulary import load_glossary
from claims.models import (
    Alias,
    Article,
    Block,
    Claim,
    Entity,
    Hop,
    Link,
    Origin,
    OriginAssignment,
    Outlet,
    RawPage,
    Resolution,
    Revision,
    StandingChange,
    Statement,
)
from claims.pipeline.searchable import make_words_anew
from claims.text import fold
from tests.benchmarks.invented_web import seeded

OUTLETS, ENTITIES = 80, 2_000
STATEMENTS_OF_ARTICLE, WORDS_OF_ARTICLE, WORDS_OF_STATEMENT = 5, 300, 18
OPENING = 0.4  # the share of statements that open a claim of their own
VERDICTS_PER_CLAIM = 0.02
AT_ONCE = 500
YEAR = timedelta(days=365)
KINDS = (*("direct",) * 4, *("indirect",) * 4, "mixed", "reported", "free indirect", "document")
CONFIDENCES = (*("high",) * 6, *("medium",) * 3, "low")
MODALITIES = (*("asserted",) * 6, "hearsay", "predicted", "planned")
TYPES = (*("fact",) * 5, "comparison", "spec", "price", "plan", "prediction", "opinion")
VERDICTS = ("confirmed", "partly", "refuted", "expired")
LINKED: dict[str, Any] = {
    "relation": "asserts",
    "state": "linked",
    "machine_relation": "asserts",
    "machine_score": 0.9,
    "machine_version": "1",
    "why": "the same words",
}


@dataclass(frozen=True)
class Told:
    """A statement that was made, with what its claim needs to know of it."""

    statement_id: int
    outlet_id: int
    lang: str
    words: str
    at: datetime


class Filling:
    """Fills an empty database, with as many statements as `fill` is told."""

    def __init__(self) -> None:
        self.chance, self.now = seeded("pages"), timezone.now()
        self.words = {lang: self._vocabulary(lang) for lang in ("de", "en")}
        self.outlets = Outlet.objects.bulk_create(Outlet(name=f"Post {number}") for number in range(OUTLETS))
        kinds = (Entity.Kind.PERSON, Entity.Kind.ORGANISATION, Entity.Kind.PRODUCT)
        self.entities = Entity.objects.bulk_create(
            Entity(name=f"Norvik {number}", kind=kinds[number % 3]) for number in range(ENTITIES)
        )
        Alias.objects.bulk_create(Alias(entity=each, text=each.name, folded=fold(each.name)) for each in self.entities)
        self.curator = User.objects.create_superuser("benchmark")

    def fill(self, statements: int) -> None:
        told: list[Told] = []
        for articles in portions(range(statements // STATEMENTS_OF_ARTICLE)):
            told += self._make_articles(articles)
        self.chance.shuffle(told)
        opened = max(int(len(told) * OPENING), 1)
        claims = [[each] for each in told[:opened]]
        for each in told[opened:]:
            claims[self._rank(opened, alike=20)].append(each)
        for portion in portions(claims):
            self._make_claims(portion)
        make_words_anew()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _vocabulary(self, lang: str) -> list[str]:
        """The commonest first."""
        words = sorted(word for language, word in load_glossary() if language == lang)
        self.chance.shuffle(words)
        return words

    def _rank(self, most: int, alike: int = 1) -> int:
        """The first are the commonest, about `alike` of them, and the others the rarer the further back they stand."""
        return min(int(alike * ((most / alike + 1) ** self.chance.random() - 1)), most - 1)

    def _text(self, lang: str, count: int) -> str:
        words = self.words[lang]
        return " ".join(words[self._rank(len(words))] for _ in range(count))

    @transaction.atomic
    def _make_articles(self, numbers: Sequence[int]) -> list[Told]:
        articles = Article.objects.bulk_create(self._article(number) for number in numbers)
        pages = RawPage.objects.bulk_create(
            RawPage(article=each, how="fetched", compressed=b"", fetched_at=each.first_seen_at) for each in articles
        )
        revisions = Revision.objects.bulk_create(self._revision(page) for page in pages)
        Block.objects.bulk_create(
            Block(revision=each, position=0, role="body", start=0, end=each.length) for each in revisions
        )
        statements = Statement.objects.bulk_create(
            self._statement(revision, position) for revision in revisions for position in range(STATEMENTS_OF_ARTICLE)
        )
        about = Statement.about.through
        about.objects.bulk_create(
            about(statement=each, entity=self.entities[self._rank(ENTITIES, alike=5)]) for each in statements
        )
        Hop.objects.bulk_create(
            Hop(statement=each, position=0, relation="citing", agent="Post 1", outlet=self.outlets[1])
            for each in statements[::3]
        )
        return [
            Told(each.pk, article.outlet_id, article.lang, each.content_text, article.first_seen_at)
            for each in statements
            if (article := each.revision.article) and article.outlet_id
        ]

    def _article(self, number: int) -> Article:
        lang, seen = self.chance.choice(("de", "en")), self.now - YEAR * self.chance.random()
        url = f"https://post.example/{number}"
        return Article(
            canonical_url=url,
            url=url,
            site="post.example",
            lang=lang,
            stage="kept",
            outlet=self.outlets[self._rank(OUTLETS, alike=2)],
            title=self._text(lang, 8).capitalize(),
            published_at=seen,
            first_seen_at=seen,
        )

    def _revision(self, page: RawPage) -> Revision:
        article = page.article
        text = self._text(article.lang, WORDS_OF_ARTICLE)
        return Revision(
            article=article,
            page=page,
            number=1,
            fetched_at=page.fetched_at,
            text=text,
            length=len(text),
            lang=article.lang,
            title=article.title,
            stage="done",
            change_kind="first",
            extractor_version="1",
        )

    def _statement(self, revision: Revision, position: int) -> Statement:
        speaker = self.entities[self._rank(ENTITIES, alike=5)] if self.chance.random() < 0.7 else None
        name = speaker.name if speaker else "a spokesman"
        return Statement(
            revision=revision,
            position=position,
            why="a verb of saying",
            polarity="affirmed",
            kind=self.chance.choice(KINDS),
            source_kind="named" if speaker else "role",
            speaker=speaker,
            confidence=self.chance.choice(CONFIDENCES),
            modality=self.chance.choice(MODALITIES),
            source_text=name,
            speaker_name=name,
            content_text=self._text(revision.lang, WORDS_OF_STATEMENT),
        )

    @transaction.atomic
    def _make_claims(self, told: Sequence[Sequence[Told]]) -> None:
        claims = Claim.objects.bulk_create(self._claim(each) for each in told)
        pairs = [(claim, each) for claim, all_told in zip(claims, told, strict=True) for each in all_told]
        Link.objects.bulk_create(
            Link(claim=claim, statement_id=each.statement_id, made_at=each.at, **LINKED) for claim, each in pairs
        )
        origins = Origin.objects.bulk_create(
            Origin(key=f"{claim.pk}", kind="utterance event", label="On a stage") for claim in claims
        )
        of_claim = dict(zip(claims, origins, strict=True))
        OriginAssignment.objects.bulk_create(
            OriginAssignment(
                statement_id=each.statement_id, origin=of_claim[claim], rule="same event", why="same event", at=each.at
            )
            for claim, each in pairs
        )
        StandingChange.objects.bulk_create(
            StandingChange(claim=claim, standing=claim.standing, at=claim.opened_at) for claim in claims
        )
        Resolution.objects.bulk_create(
            Resolution(
                claim=claim,
                value=self.chance.choice(VERDICTS),
                as_of=claim.opened_at.date(),
                reason="It was measured.",
                by=self.curator,
                at=self.now,
            )
            for claim in claims
            if self.chance.random() < VERDICTS_PER_CLAIM
        )

    def _claim(self, told: Sequence[Told]) -> Claim:
        first, last = min(each.at for each in told), max(each.at for each in told)
        outlets = len({each.outlet_id for each in told})
        independent = 1 if outlets == 1 or self.chance.random() < 0.7 else 2
        kind = self.chance.choice(TYPES)
        is_due = kind in ("plan", "prediction") and self.chance.random() < 0.5
        return Claim(
            headline=told[0].words,
            lang=told[0].lang,
            type=kind,
            opened_at=first,
            first_said_at=first,
            last_said_at=last,
            standing=self._standing(outlets, independent),
            standing_since=last,
            articles=len(told),
            outlets=outlets,
            origins=independent,
            independent=independent,
            due_on=(last + YEAR / 2).date() if is_due else None,
        )

    def _standing(self, outlets: int, independent: int) -> str:
        if self.chance.random() < 0.2:
            return self.chance.choice(("unsourced", "contested", "denied"))
        return "corroborated" if independent > 1 else "echoed" if outlets > 1 else "single origin"


def portions(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
