"""What claims and articles are found by: their words in basic forms, and the index that the database keeps of them."""

from typing import Any

from django.db import models
from django.db.models import Lookup

from claims.fulltext import Term
from claims.models.ledger import Claim
from claims.models.publishing import Article


class KeptWords(models.Model):
    """Made by `fulltext.basic_forms` of that version. The database follows with its index in the same transaction."""

    version = models.CharField(max_length=40)
    words = models.TextField()

    class Meta:
        abstract = True


class ClaimWords(KeptWords):
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="words")

    class Meta:
        verbose_name_plural = "words of claims"

    def __str__(self) -> str:
        return f"words of claim {self.claim_id}"


class ArticleWords(KeptWords):
    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="words")

    class Meta:
        verbose_name_plural = "words of articles"

    def __str__(self) -> str:
        return f"words of article {self.article_id}"


class IndexField(models.TextField):  # type: ignore[type-arg]
    """An index of tokens: the table itself in SQLite's FTS5, a tsvector in PostgreSQL. Is only asked `__matches`."""


class Matches(Lookup):
    """Has every one of the terms."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        if connection.vendor == "sqlite":
            return f"{column} MATCH %s", (*parameters, fts5_query(self.rhs))
        return f"{column} @@ %s::tsquery", (*parameters, tsquery(self.rhs))


IndexField.register_lookup(Matches)


class Relevance(models.Func):
    """The most relevant first in ascending order: rare words, and many of them in a short text."""

    output_field = models.FloatField()

    def __init__(self, terms: tuple[Term, ...]) -> None:
        super().__init__("index__tokens", "index__rank")
        self.terms = terms

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_extra: Any) -> tuple[str, tuple[Any, ...]]:
        tokens, rank = (compiler.compile(each)[0] for each in self.get_source_expressions())
        if connection.vendor == "sqlite":
            return rank, ()
        return f"-ts_rank({tokens}, %s::tsquery, 1)", (tsquery(self.terms),)


def fts5_query(terms: tuple[Term, ...]) -> str:
    """Every token in quotes: nothing that was typed is taken for an operator."""
    return " AND ".join(
        f"({' OR '.join(_in_quotes(' '.join(reading)) for reading in term.readings)})" for term in terms
    )


def _in_quotes(tokens: str) -> str:
    return f'"{tokens}"'


def tsquery(terms: tuple[Term, ...]) -> str:
    readings = ((" <-> ".join(f"'{token}'" for token in reading) for reading in term.readings) for term in terms)
    return " & ".join(f"({' | '.join(f'({each})' for each in term)})" for term in readings)


class ClaimIndex(models.Model):
    """Made by migration 0017; nothing is written here but by the database, from `ClaimWords`."""

    claim = models.OneToOneField(
        Claim, on_delete=models.DO_NOTHING, primary_key=True, related_name="index", db_column="rowid"
    )
    tokens = IndexField(db_column="claims_claimindex")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "claims_claimindex"

    def __str__(self) -> str:
        return f"index of claim {self.claim_id}"


class ArticleIndex(models.Model):
    """Made by migration 0017; nothing is written here but by the database, from `ArticleWords`."""

    article = models.OneToOneField(
        Article, on_delete=models.DO_NOTHING, primary_key=True, related_name="index", db_column="rowid"
    )
    tokens = IndexField(db_column="claims_articleindex")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "claims_articleindex"

    def __str__(self) -> str:
        return f"index of article {self.article_id}"
