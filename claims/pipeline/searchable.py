"""Keeping what claims and articles are found by, in the transaction that stores what they say.

A claim's words are kept when it is settled, an article's when its page is read. What was kept by an older way of
making basic forms, or before there was a search, is made anew by `manage.py prepare`.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.fulltext import VERSION, basic_forms
from claims.models import Article, ArticleWords, Claim, ClaimWords, Link, Revision

AT_ONCE = 100  # rows of one transaction, while everything is made anew


def keep_claim_words(claim: Claim) -> None:
    (kept,) = claim_words([claim])
    if not ClaimWords.objects.filter(pk=claim.pk, words=kept.words, version=VERSION).exists():
        ClaimWords.objects.update_or_create(claim=claim, defaults={"words": kept.words, "version": VERSION})


def keep_article_words(article: Article, *, title: str, author: str, text: str, lang: str) -> None:
    words = article_words(article, title=title, author=author, text=text, lang=lang).words
    if not ArticleWords.objects.filter(pk=article.pk, words=words, version=VERSION).exists():
        ArticleWords.objects.update_or_create(article=article, defaults={"words": words, "version": VERSION})


def claim_words(claims: Iterable[Claim]) -> list[ClaimWords]:
    """The headline, and what all statements say that count for it or did before an edit: by whom and about whom."""
    claims = list(claims)
    parts: dict[int, dict[tuple[str, str], None]] = {claim.pk: {(claim.headline, claim.lang): None} for claim in claims}
    links = Link.objects.filter(claim__in=claims, state__in=Link.COUNTED).order_by("statement")
    said = links.values_list(
        *("claim", "statement__revision__lang", "statement__content_text", "statement__source_text"),
        *("statement__speaker_name", "statement__speaker__name"),
    )
    for claim_id, lang, content, source, name, known_name in said:
        texts = [(content, lang), (source, lang), (name, ""), (known_name or "", "")]
        parts[claim_id] |= dict.fromkeys(texts)
    about = links.exclude(statement__about=None).values_list("claim", "statement__about__name")
    for claim_id, name in about:
        parts[claim_id][name, ""] = None
    return [ClaimWords(claim_id=pk, words=basic_forms(each), version=VERSION) for pk, each in parts.items()]


def article_words(article: Article, *, title: str, author: str, text: str, lang: str) -> ArticleWords:
    outlet = article.outlet.name if article.outlet else ""
    words = basic_forms([(title, lang), (text, lang), (author, ""), (outlet, "")])
    return ArticleWords(article=article, words=words, version=VERSION)


def make_words_anew() -> int:
    """Of every claim and article that has none, or none of today's version; returns how many those are."""
    claims = Claim.objects.exclude(Exists(ClaimWords.objects.filter(claim=OuterRef("pk"), version=VERSION)))
    articles = Article.objects.exclude(Exists(ArticleWords.objects.filter(article=OuterRef("pk"), version=VERSION)))
    claim_ids, article_ids = (list(rows.order_by("pk").values_list("pk", flat=True)) for rows in (claims, articles))
    for pks in in_portions(claim_ids):
        with transaction.atomic():
            ClaimWords.objects.filter(pk__in=pks).delete()
            ClaimWords.objects.bulk_create(claim_words(Claim.objects.filter(pk__in=pks)))
    for pks in in_portions(article_ids):
        with transaction.atomic():
            ArticleWords.objects.filter(pk__in=pks).delete()
            ArticleWords.objects.bulk_create(words_as_kept(pks))
    return len(claim_ids) + len(article_ids)


def in_portions(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (pks[at : at + AT_ONCE] for at in range(0, len(pks), AT_ONCE))


def words_as_kept(article_ids: Sequence[int]) -> list[ArticleWords]:
    current = {each.article_id: each for each in Revision.objects.filter(article__in=article_ids, superseded_at=None)}
    rows = []
    for article in Article.objects.filter(pk__in=article_ids).select_related("outlet"):
        text = current[article.pk].text if article.pk in current else ""
        rows.append(article_words(article, title=article.title, author=article.author, text=text, lang=article.lang))
    return rows
