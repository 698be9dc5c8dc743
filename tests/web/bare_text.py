"""Finding the words of a template that no translation reaches."""

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from django.template.base import Lexer, Token, TokenType

TEXT_ATTRIBUTES = ("alt", "aria-label", "content", "data-label", "label", "placeholder", "title")
# What is written for machines, or in a language that is named.
NO_TEXT = ("code", "kbd", "script", "style", "svg")
# An included template may consist of attributes alone.
TECHNICAL = re.compile(
    r'https?://\S*|example\.org|width=device-width|initial-scale|light dark|{.*}|[\w-]+="[^"]*"|\brequired\b'
)
# Quotation marks are those of a language too.
WORDS = re.compile(r"[^\W\d_]|[“”]")
SHOWN_FILTERS = re.compile(r'\|(?:default|default_if_none|yesno|pluralize|add|join):"((?:[^"\\]|\\.)*)"')
SHOWN_ARGUMENTS = re.compile(r'\b(?:label|hint|empty|what)="((?:[^"\\]|\\.)*)"')


def bare_texts(path: Path) -> list[str]:
    """Words between tags, in attributes that are read out or shown, and in constants that stand for either."""
    page = BeautifulSoup("".join(_without_translated(path.read_text(encoding="utf-8"))), "html.parser")
    found = [text for text in _texts(page) if WORDS.search(TECHNICAL.sub("", text))]
    return [" ".join(text.split()) for text in found]


def _without_translated(source: str) -> Iterator[str]:
    """The template as a page: for an expression stands what it shows if nothing else is known."""
    skipped_until = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if skipped_until:
            skipped_until = "" if name == skipped_until else skipped_until
        elif name in ("blocktranslate", "comment"):
            skipped_until = f"end{name}"
        else:
            yield _shown(token)


def _shown(token: Token) -> str:
    if token.token_type is TokenType.TEXT:
        return token.contents
    if token.token_type is TokenType.VAR:
        return "".join(SHOWN_FILTERS.findall(token.contents))
    return "".join(f"<p>{text}</p>" for text in SHOWN_ARGUMENTS.findall(token.contents))


def _texts(page: BeautifulSoup) -> Iterator[str]:
    for node in page.descendants:
        if isinstance(node, Tag):
            yield from (str(node[name]) for name in TEXT_ATTRIBUTES if name in node.attrs)
        elif type(node) is NavigableString and not _is_marked(node):
            yield str(node)


def _is_marked(node: NavigableString) -> bool:
    return any(parent.name in NO_TEXT or parent.get("lang") for parent in node.parents)
