"""Title, author, date and address of an article page, each with where it was found."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup, Tag

from claims.ingest.characters import one_line
from claims.ingest.dates import parse_date
from claims.ingest.markup import plain_text
from claims.ingest.urls import absolute

ARTICLE_TYPES = frozenset(
    "article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle"
    " backgroundnewsarticle techarticle liveblogposting review socialmediaposting discussionforumposting".split()
)
TITLE_SEPARATORS = (" | ", " – ", " - ", " — ", " • ", " :: ", " · ")


@dataclass(frozen=True)
class PageFacts:
    title: str = ""
    author: str = ""
    published: datetime | None = None
    canonical_url: str = ""
    site_name: str = ""
    declared_lang: str = ""
    description: str = ""
    provenance: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = field(default=(), repr=False)  # every form in which the page gives its title


def read_facts(soup: BeautifulSoup, url: str = "") -> PageFacts:
    """From the tree as it came, before anything is taken out of it."""
    metas = _metas(soup)
    article = next(_json_ld_articles(soup), {})
    site_name = _meta(metas, "og:site_name", "application-name")
    titles = [(where, _without_site(text, site_name)) for where, text in _titles(soup, metas, article) if text]
    authors = [(where, text) for where, text in _authors(soup, metas, article) if text]
    dates = [(where, moment) for where, text in _dates(soup, metas, article) if (moment := parse_date(text))]
    provenance = [(name, found[0][0]) for name, found in (("title", titles), ("author", authors)) if found]
    if dates:
        provenance.append(("published", dates[0][0]))
    return PageFacts(
        title=titles[0][1] if titles else "",
        author=authors[0][1] if authors else "",
        published=dates[0][1] if dates else None,
        canonical_url=_canonical(soup, metas, url),
        site_name=site_name,
        declared_lang=_declared_lang(soup, metas),
        description=_meta(metas, "og:description", "description"),
        provenance=tuple(provenance),
        titles=tuple(dict.fromkeys(text for _, text in titles)),
    )


def _titles(soup: BeautifulSoup, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _string(article.get("headline"))
    yield "og:title", _meta(metas, "og:title", "twitter:title")
    for heading in soup.find_all("h1", limit=2):
        yield "h1", one_line(heading.get_text(" "))
    if soup.title:
        yield "title", one_line(soup.title.get_text())


def _authors(soup: BeautifulSoup, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _names(article.get("author"))
    author = _meta(metas, "author", "article:author", "parsely-author", "dc.creator")
    yield "meta", "" if author.startswith(("http:", "https:")) else author
    link = soup.find(attrs={"rel": "author"}) or soup.find(attrs={"itemprop": "author"})
    yield "byline", one_line(link.get_text(" "))[:120] if isinstance(link, Tag) else ""


def _dates(soup: BeautifulSoup, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _string(article.get("datePublished"))
    yield (
        "meta",
        _meta(metas, "article:published_time", "og:article:published_time", "date", "dc.date", "datepublished"),
    )
    published = soup.find(attrs={"itemprop": "datePublished"})
    if isinstance(published, Tag):
        yield "microdata", _attribute(published, "content") or _attribute(published, "datetime")
    for element in soup.find_all("time", datetime=True, limit=1):
        yield "time", _attribute(element, "datetime")


def _canonical(soup: BeautifulSoup, metas: dict[str, str], url: str) -> str:
    link = soup.find("link", rel="canonical", href=True)
    named = _attribute(link, "href") if isinstance(link, Tag) else _meta(metas, "og:url")
    return absolute(named, url)


def _declared_lang(soup: BeautifulSoup, metas: dict[str, str]) -> str:
    html = soup.find("html")
    lang = _attribute(html, "lang") or _attribute(html, "xml:lang") if isinstance(html, Tag) else ""
    return lang or _meta(metas, "og:locale", "content-language", "language")


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """What the page says of itself, by lower-case property or name; the first of two counts."""
    metas: dict[str, str] = {}
    for element in soup.find_all("meta", content=True):
        for key in ("property", "name", "http-equiv"):
            content = one_line(_attribute(element, "content"))
            if content and (name := _attribute(element, key).lower()):
                metas.setdefault(name, content)
    return metas


def _meta(metas: dict[str, str], *names: str) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _json_ld_articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; other places are asked next
        yield from (node for node in _nodes(data) if _types(node) & ARTICLE_TYPES)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    pending = [data]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending = [*node, *pending]
        elif isinstance(node, dict):
            yield node
            pending.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type", "")
    return {str(name).lower().rpartition("/")[2] for name in (kind if isinstance(kind, list) else [kind])}


def _names(author: Any) -> str:
    if isinstance(author, list):
        return ", ".join(dict.fromkeys(filter(None, map(_names, author))))
    if isinstance(author, dict):
        return _names(author.get("name"))
    return "" if _string(author).startswith(("http:", "https:")) else _string(author)


def _string(value: Any) -> str:
    return plain_text(value) if isinstance(value, str) else ""


def _without_site(title: str, site_name: str) -> str:
    """ "Chips are late | Example News" to "Chips are late"."""
    for separator in TITLE_SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and site_name and tail.strip().casefold() == site_name.casefold():
            return head.strip()
    return title


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
