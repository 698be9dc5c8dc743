"""Builders of what waits for a curator, beside those of build.py."""

from dataclasses import replace
from typing import Any

from django.db.models import F

from claims.ingest.http import Request, Response
from claims.models import ReviewItem, Statement
from claims.pipeline.queueing import queue_statements
from tests import build
from tests.build import NOW, Words

TEXT = "Die neue Fertigung in Graz läuft seit Montag, sagte Ada Lind. Im Herbst folgt Linz, hieß es im Werk."
SAID = Words("Die neue Fertigung in Graz läuft seit Montag", source="Ada Lind", cue="sagte")
TOLD = Words("Im Herbst folgt Linz", source="im Werk", cue="hieß es")


def doubtful(words: Words = SAID, confidence: str = "medium", **values: Any) -> Words:
    return replace(words, values={"confidence": confidence, **words.values, **values})


def make_doubtful(text: str = TEXT, words: Words = SAID, confidence: str = "medium", **article: Any) -> Statement:
    """A statement that the machine is not sure of; of medium confidence it has a claim."""
    made = build.make_article(text, statements=[doubtful(words, confidence)], **article)
    statement = build.statement_of(made)
    if confidence == "medium":
        build.make_claim(words.content, statements=[statement])  # type: ignore[arg-type]
    return statement


def queue(*statements: Statement) -> None:
    queue_statements(Statement.objects.filter(pk__in=[statement.pk for statement in statements]), NOW)


def make_item(statement: Statement | None = None) -> ReviewItem:
    """What is asked about a statement that the machine is not sure of; about its part in a claim, if it has one."""
    statement = statement or make_doubtful()
    queue(statement)
    return ReviewItem.objects.filter(statement=statement).order_by(F("link_id").asc(nulls_last=True))[0]


def no_web(request: Request) -> Response:
    raise AssertionError(f"nothing is fetched, but {request.url} was asked for")
