"""An article page's HTML to its blocks and facts."""

from collections.abc import Sequence
from dataclasses import replace

import trafilatura
from bs4 import BeautifulSoup

from claims.ingest.characters import one_line, visible
from claims.ingest.dates import parse_date
from claims.ingest.html_boxes import link_texts, take_boxes
from claims.ingest.main_text import find_main_text
from claims.ingest.markup import decode_html, parse_html
from claims.ingest.page_facts import PageFacts, read_facts
from claims.ingest.reading import Block, PageReading, PageRefused, Role
from claims.ingest.roles import assign_roles
from claims.ingest.site_rules import NO_RULES, SiteRules, apply_rules
from claims.ingest.walls import refuse_walls
from claims.text import detect_language

GUESSED = "guessed from the page"
FRAME = ["nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template", "button"]
# Four times as many as the largest of 279 pages measured has.
MOST_TAGS = 30_000
PASTE = "if there is an article in it, paste its text"
SHORTEST_LEAD = 60  # characters
SENTENCE_END = (".", "!", "?")
PARAGRAPH_ROLES = {"h2": Role.HEADING, "h3": Role.HEADING, "blockquote": Role.QUOTE}


def read_html(
    body: bytes,
    *,
    content_type: str = "",
    url: str = "",
    declared_lang: str | None = None,
    rules: SiteRules = NO_RULES,
) -> PageReading:
    """Raises PageRefused where the page is a consent wall, a bot check or a heap of markup instead of an article."""
    markup = visible(decode_html(body, content_type))
    refuse_heaps(markup)
    soup = parse_html(markup)
    facts = read_facts(soup, url)
    said = soup.get_text(" ", strip=True)
    removed, unmatched = apply_rules(soup, rules)
    boxes = [*removed, *take_boxes(soup)]
    rest = visible(str(soup))
    found = find_main_text(rest, url)
    facts = _completed(facts, rest, url) if found else facts
    text = _with_lead(found or _paragraphs(soup), soup, facts.description)
    blocks = assign_roles(text, facts.titles, link_texts(soup))
    reading = PageReading(
        title=facts.title,
        author=facts.author,
        published=facts.published,
        lang="",
        blocks=(*blocks, *boxes),
        canonical_url=facts.canonical_url,
        site_name=facts.site_name,
        provenance=facts.provenance,
        unmatched=unmatched,
    )
    refuse_walls(reading, said, markup)
    return replace(
        reading, lang=detect_language(reading.text or facts.title, facts.declared_lang or declared_lang).lang
    )


def refuse_heaps(markup: str) -> None:
    """Tags are what costs time, and readers of main text take more than their share for many of them."""
    tags = markup.count("<")
    if tags > MOST_TAGS:
        raise PageRefused(
            f"the page has {tags:,} tags, and no article needs that many", kind="not a page", advice=PASTE
        )


def _completed(facts: PageFacts, html: str, url: str) -> PageFacts:
    """What the page does not state outright, from trafilatura's own search, which costs as much as finding the text."""
    if facts.title and facts.author and facts.published and facts.site_name:
        return facts
    found = trafilatura.extract_metadata(html, default_url=url or None)
    provenance = dict(facts.provenance)
    title, author = one_line(found.title or ""), one_line(found.author or "")
    published = parse_date(found.date or "")
    if title and not facts.title:
        facts, provenance["title"] = replace(facts, title=title), GUESSED
    if author and not facts.author:
        facts, provenance["author"] = replace(facts, author=author), GUESSED
    if published and not facts.published:
        facts, provenance["published"] = replace(facts, published=published), GUESSED
    return replace(facts, provenance=tuple(provenance.items()), site_name=facts.site_name or found.sitename or "")


def _with_lead(blocks: Sequence[Block], soup: BeautifulSoup, description: str) -> Sequence[Block]:
    """trafilatura sometimes drops the lead, which the page repeats as its description."""
    if len(description) < SHORTEST_LEAD or not description.endswith(SENTENCE_END):
        return blocks
    if any(description[:SHORTEST_LEAD] in block.text for block in blocks):
        return blocks
    stands = (node for node in soup.find_all(["p", "div", "h2", "strong"]) if one_line(node.get_text()) == description)
    return [Block(Role.BODY, description, why="lead"), *blocks] if next(stands, None) else blocks


def _paragraphs(soup: BeautifulSoup) -> list[Block]:
    """Where trafilatura sees no article: whatever paragraphs there are outside of the page's frame."""
    for frame in soup.find_all(FRAME):
        frame.decompose()
    blocks = []
    for node in soup.find_all(["h2", "h3", "p", "blockquote", "li"]):
        text = one_line(node.get_text(" "))
        if text and node.find(["p", "li"]) is None:
            blocks.append(Block(PARAGRAPH_ROLES.get(node.name, Role.BODY), text))
    return blocks
