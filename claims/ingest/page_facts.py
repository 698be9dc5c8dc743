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


class Tags:
    """A page's tags, gone through once: what a page says of itself is looked for in many places."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._all = [node for node in soup.descendants if isinstance(node, Tag)]
        self._named: dict[str, list[Tag]] = {}
        for tag in self._all:
            self._named.setdefault(tag.name, []).append(tag)

    def named(self, name: str) -> list[Tag]:
        return self._named.get(name, [])

    def first_with(self, attribute: str, word: str) -> Tag | None:
        return next((tag for tag in self._all if word in _words(tag, attribute)), None)


def read_facts(soup: BeautifulSoup, url: str = "") -> PageFacts:
    """From the tree as it came, before anything is taken out of it."""
    tags = Tags(soup)
    metas = _metas(tags)
    article = next(_json_ld_articles(tags), {})
    site_name = _meta(metas, "og:site_name", "application-name")
    titles = [(where, _without_site(text, site_name)) for where, text in _titles(tags, metas, article) if text]
    authors = [(where, text) for where, text in _authors(tags, metas, article) if text]
    dates = [(where, moment) for where, text in _dates(tags, metas, article) if (moment := parse_date(text))]
    provenance = [(name, found[0][0]) for name, found in (("title", titles), ("author", authors)) if found]
    if dates:
        provenance.append(("published", dates[0][0]))
    return PageFacts(
        title=titles[0][1] if titles else "",
        author=authors[0][1] if authors else "",
        published=dates[0][1] if dates else None,
        canonical_url=_canonical(tags, metas, url),
        site_name=site_name,
        declared_lang=_declared_lang(tags, metas),
        description=_meta(metas, "og:description", "description"),
        provenance=tuple(provenance),
        titles=tuple(dict.fromkeys(text for _, text in titles)),
    )


def _titles(tags: Tags, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _string(article.get("headline"))
    yield "og:title", _meta(metas, "og:title", "twitter:title")
    for heading in tags.named("h1")[:2]:
        yield "h1", one_line(heading.get_text(" "))
    for title in tags.named("title")[:1]:
        yield "title", one_line(title.get_text())


def _authors(tags: Tags, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _names(article.get("author"))
    author = _meta(metas, "author", "article:author", "parsely-author", "dc.creator")
    yield "meta", "" if author.startswith(("http:", "https:")) else author
    link = tags.first_with("rel", "author") or tags.first_with("itemprop", "author")
    yield "byline", one_line(link.get_text(" "))[:120] if link else ""


def _dates(tags: Tags, metas: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "JSON-LD", _string(article.get("datePublished"))
    yield (
        "meta",
        _meta(metas, "article:published_time", "og:article:published_time", "date", "dc.date", "datepublished"),
    )
    if published := tags.first_with("itemprop", "datePublished"):
        yield "microdata", _attribute(published, "content") or _attribute(published, "datetime")
    times = (_attribute(element, "datetime") for element in tags.named("time") if element.has_attr("datetime"))
    yield "time", next(times, "")


def _canonical(tags: Tags, metas: dict[str, str], url: str) -> str:
    links = (tag for tag in tags.named("link") if "canonical" in _words(tag, "rel") and tag.has_attr("href"))
    link = next(links, None)
    return absolute(_attribute(link, "href") if link else _meta(metas, "og:url"), url)


def _declared_lang(tags: Tags, metas: dict[str, str]) -> str:
    lang = next((_attribute(html, "lang") or _attribute(html, "xml:lang") for html in tags.named("html")), "")
    return lang or _meta(metas, "og:locale", "content-language", "language")


def _metas(tags: Tags) -> dict[str, str]:
    """What the page says of itself, by lower-case property or name; the first of two counts."""
    metas: dict[str, str] = {}
    for element in tags.named("meta"):
        for key in ("property", "name", "http-equiv"):
            content = one_line(_attribute(element, "content"))
            if content and (name := _attribute(element, key).lower()):
                metas.setdefault(name, content)
    return metas


def _meta(metas: dict[str, str], *names: str) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _json_ld_articles(tags: Tags) -> Iterator[dict[str, Any]]:
    for script in tags.named("script"):
        if _attribute(script, "type") != "application/ld+json":
            continue
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


def _words(element: Tag, name: str) -> list[str]:
    """Of an attribute that may hold several."""
    value = element.get(name) or []
    return value.split() if isinstance(value, str) else value


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
