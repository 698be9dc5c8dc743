"""What people know about one site's pages: where the article stands, what is no part of it, which headers it takes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import soupsieve
from bs4 import BeautifulSoup, Tag

from claims.ingest.characters import one_line
from claims.ingest.http import NO_HEADERS, SiteHeaders
from claims.ingest.reading import Block, Role

MOST_SELECTORS = 60
LONGEST_SELECTOR = 300  # characters
MOST_HEADERS = 12
LONGEST_VALUE = 4000  # characters
HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}")
HEADER_VALUE = re.compile(r"[\x20-\x7e]+")
# What the connection, the body's limits and the honesty of this reader hang on.
OWN_HEADERS = frozenset(
    "host content-length content-type connection keep-alive transfer-encoding te trailer upgrade expect range"
    " accept-encoding user-agent from forwarded x-forwarded-for x-forwarded-host via if-none-match if-modified-since"
    " if-match if-range if-unmodified-since".split()
)
# The others may let somebody in, so their values are secrets.
HIDDEN = "hidden"
OPEN_HEADERS = frozenset({"accept", "accept-language", "cache-control", "dnt", "referer", "sec-gpc"})


class BadRulesError(ValueError):
    """Rules that cannot be followed; `field` is "remove", "keep" or "headers"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class SiteRules:
    """`remove` and `keep` are CSS selectors. Made by `site_rules`, which checks them."""

    remove: tuple[str, ...] = ()
    keep: str = ""
    headers: SiteHeaders = NO_HEADERS


NO_RULES = SiteRules()
PAGE = frozenset({"html", "head", "body"})  # never taken out: nothing would be left


def site_rules(
    site: str = "", *, remove: Iterable[str] = (), keep: str = "", headers: Iterable[tuple[str, str]] = ()
) -> SiteRules:
    """Raises BadRulesError with the field that is wrong and what to do about it."""
    selectors = tuple(dict.fromkeys(selector for line in remove if (selector := line.strip())))
    if len(selectors) > MOST_SELECTORS:
        raise BadRulesError("remove", f"These are {len(selectors)} selectors, more than {MOST_SELECTORS}.")
    for selector in selectors:
        _check_selector("remove", selector)
    if keep.strip():
        _check_selector("keep", keep.strip())
    return SiteRules(selectors, keep.strip(), SiteHeaders(site, _checked_headers(headers)))


def read_rules(given: Any) -> SiteRules:
    """From JSON: {"remove": [selectors], "keep": selector}."""
    if not isinstance(given, dict):
        raise BadRulesError("rules", '"rules" must be an object')
    remove, keep = given.get("remove") or [], given.get("keep") or ""
    if not isinstance(remove, list) or not all(isinstance(selector, str) for selector in remove):
        raise BadRulesError("remove", '"remove" must be a list of CSS selectors')
    if not isinstance(keep, str):
        raise BadRulesError("keep", '"keep" must be a CSS selector')
    return site_rules(remove=remove, keep=keep)


def masked(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """For eyes and records that are not to know the secrets."""
    return [(name, value if name.lower() in OPEN_HEADERS else HIDDEN) for name, value in headers]


def apply_rules(soup: BeautifulSoup, rules: SiteRules) -> tuple[list[Block], tuple[str, ...]]:
    """Changes `soup`; returns what was removed, and the selectors that match nothing on this page.

    A keep selector that matches nothing keeps everything: a site that was rebuilt must not cost its articles.
    """
    unmatched = []
    if rules.keep and not _keep_only(soup, rules.keep):
        unmatched.append(rules.keep)
    removed = []
    for selector in rules.remove:
        nodes = [node for node in soup.select(selector) if node.name not in PAGE]
        if not nodes:
            unmatched.append(selector)
        removed += [Block(Role.BOILERPLATE, text, why=_why(selector)) for node in nodes if (text := _taken(node))]
    return removed, tuple(unmatched)


def _keep_only(soup: BeautifulSoup, selector: str) -> bool:
    """The page's body holds what the selector matches and nothing else; a match within another comes with it."""
    matched = soup.select(selector)
    body = soup.body
    if body is None or not matched:
        return False
    if any(node.name in PAGE for node in matched):
        return True
    known = {id(node) for node in matched}
    article = soup.new_tag("article")
    for node in [node for node in matched if not any(id(above) in known for above in node.parents)]:
        article.append(node.extract())
    body.clear()
    body.append(article)
    return True


def _taken(node: Tag) -> str:
    if node.decomposed:
        return ""
    text = one_line(node.get_text(" "))
    node.decompose()
    return text


def _why(selector: str) -> str:
    return f"removed by the site's rule “{selector}”"


def _check_selector(field: str, selector: str) -> None:
    if len(selector) > LONGEST_SELECTOR:
        raise BadRulesError(field, f"“{selector[:40]}…” is longer than {LONGEST_SELECTOR} characters.")
    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise BadRulesError(field, f"“{selector}” is no CSS selector that can be followed: {reason}.") from error


def _checked_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    checked: dict[str, str] = {}
    for name, value in ((name.strip().title(), value.strip()) for name, value in headers):
        if not HEADER_NAME.fullmatch(name):
            raise BadRulesError(
                "headers", f"“{name[:60]}” is no name of a header. Write one a line, as in “Cookie: a=b”."
            )
        if name.lower() in OWN_HEADERS or name.lower().startswith("proxy-"):
            raise BadRulesError("headers", f"{name} is set by the reader itself and cannot be another. Leave it out.")
        if name in checked:
            raise BadRulesError("headers", f"{name} stands there twice. Put its values on one line.")
        if not HEADER_VALUE.fullmatch(value) or len(value) > LONGEST_VALUE:
            message = f"The value of {name} must be 1 to {LONGEST_VALUE:,} characters of ASCII on one line."
            raise BadRulesError("headers", message)
        checked[name] = value
    if len(checked) > MOST_HEADERS:
        raise BadRulesError("headers", f"These are {len(checked)} headers, more than {MOST_HEADERS}.")
    return tuple(checked.items())
