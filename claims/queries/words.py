"""Finding rows by the words of a question, and showing where they have them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import QuerySet

from claims.fulltext import Question, Term, excerpt, has
from claims.models import Article, Link, Revision
from claims.queries.lines import ClaimLine, Passage

Rows = TypeVar("Rows", bound=QuerySet[Any])


def containing(rows: Rows, question: Question) -> Rows:
    """Claims or articles that have all of it and nothing of what it does not want; none if it asks for nothing."""
    if not question.asks:
        return rows.none()
    if question.wanted:
        rows = rows.filter(index__tokens__matches=question.wanted)
    index: Any = rows.model._meta.get_field("index").related_model
    for term in question.unwanted:
        rows = rows.exclude(pk__in=index.objects.filter(tokens__matches=(term,)).values("pk"))
    return rows


def with_passages(lines: Sequence[ClaimLine], question: Question) -> list[ClaimLine]:
    """Each with the statement that has what the line does not show: the one that adds most, the first of equals."""
    missing = {line.claim.pk: _missing(line, question) for line in lines}
    best: dict[int, tuple[int, Passage]] = {}
    links = Link.objects.filter(claim__in=[pk for pk, terms in missing.items() if terms], state__in=Link.COUNTED)
    rows = links.values_list(
        *("claim", "statement__content_text", "statement__revision__lang", "statement__speaker_name"),
        "statement__revision__article__outlet__name",
    )
    for claim_id, content, lang, by, outlet in rows.order_by("statement"):
        adds = sum(has(content, lang, term) for term in missing[claim_id])
        if adds > best.get(claim_id, (0,))[0]:
            best[claim_id] = adds, Passage(tuple(excerpt(content, lang, question)), lang, by, outlet or "")
    return [replace(line, passage=best[line.claim.pk][1]) if line.claim.pk in best else line for line in lines]


def _missing(line: ClaimLine, question: Question) -> list[Term]:
    """What neither the words on the claim's line have nor the names on it."""
    said = line.said
    if said is None:
        shown = [(line.claim.headline, line.claim.lang)]
    else:
        names = (said.speaker, *(entity.name for entity in said.about))
        shown = [(said.statement.content_text, said.lang), *((name, "") for name in names)]
    return [term for term in question.wanted if not any(has(text, lang, term) for text, lang in shown)]


def passages_of_articles(articles: Iterable[Article], question: Question) -> dict[int, Passage]:
    """Article -> its text around the first hit; none where only its title, its author or its outlet has one."""
    found = {}
    revisions = Revision.objects.filter(article__in=articles, superseded_at=None)
    for article_id, text, lang in revisions.values_list("article", "text", "lang"):
        if pieces := excerpt(text, lang, question):
            found[article_id] = Passage(tuple(pieces), lang)
    return found
