"""An invented tech web of any size: feeds that list articles, and pages as long as real ones. The same at every run.

Five articles tell one story, each with its own filler, and by another outlet if there are five feeds; so claims find
company.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from html import escape
from pathlib import Path
from random import Random

from claims.link.starter import StarterAlias, StarterEntity, StarterRelation

WORDS = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))
TELLERS = 5  # articles of one story
COMPANIES, PEOPLE = 100, 140
NEWEST = datetime(2026, 3, 1, tzinfo=UTC)
# What surrounds the text of a news page: menus, teasers and scripts, most of its bytes.
MENU_LINKS, TEASERS, SCRIPT_BYTES = 120, 30, 20_000


@dataclass(frozen=True)
class InventedWeb:
    """`articles` are dealt out to `feeds` in turn; each feed also lists one article of the next feed."""

    feeds: int
    articles: int

    def feed_path(self, feed: int) -> str:
        return f"/feed/{feed}.xml"

    def article_path(self, article: int) -> str:
        return f"/article/{article}"

    def outlet_name(self, feed: int) -> str:
        return f"Post {feed}"

    def listed(self, feed: int) -> list[int]:
        own = list(range(feed, self.articles, self.feeds))
        others = (feed + 1) % self.feeds
        return own if others == feed or others >= self.articles else [*own, others]

    @cached_property
    def entries(self) -> int:
        return sum(len(self.listed(feed)) for feed in range(self.feeds))

    def feed(self, feed: int, base: str) -> bytes:
        items = "".join(
            f"<item><title>{escape(self._title(article))}</title><link>{base}{self.article_path(article)}</link>"
            f"<guid isPermaLink='false'>article {article}</guid>"
            f"<pubDate>{format_datetime(self._published(article))}</pubDate>"
            f"<description>{escape(self._story(article, 'statements', 1)[0])}</description></item>"
            for article in self.listed(feed)
        )
        title = self.outlet_name(feed)
        head = f"<title>{title}</title><link>{base}/</link><description>{title}</description>"
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
        )

    def page(self, article: int) -> bytes:
        title = escape(self._title(article))
        paragraphs = "".join(f"<p>{escape(' '.join(lines))}</p>" for lines in self._paragraphs(article))
        facts = {
            "article:published_time": self._published(article).isoformat(),
            "og:site_name": self.outlet_name(article % self.feeds),
            "article:author": person_name(article % PEOPLE),
        }
        stated = "".join(f'<meta property="{name}" content="{fact}">' for name, fact in facts.items())
        return (
            f'<!doctype html><html lang="{self._lang(article)}"><head><meta charset="utf-8"><title>{title}</title>'
            f"{stated}<script>{_SCRIPT}</script></head>"
            f"<body><nav><ul>{_MENU}</ul></nav><main><article><h1>{title}</h1>{paragraphs}</article></main>"
            f'<aside class="teasers">{_TEASERS}</aside><footer><ul>{_MENU}</ul></footer></body></html>'
        ).encode()

    def _lang(self, article: int) -> str:
        return ("en", "de")[article // TELLERS % 2]

    def _published(self, article: int) -> datetime:
        return NEWEST - timedelta(minutes=17 * article)

    def _title(self, article: int) -> str:
        facts = _facts(seeded(f"story {article // TELLERS}"), self._lang(article))
        return f"{facts['company']}: {facts['product']} ({article})"

    def _paragraphs(self, article: int) -> list[list[str]]:
        """A statement and four lines of filler each."""
        said = self._story(article, "statements", 6)
        filler = seeded(f"article {article}")
        lang = self._lang(article)
        return [
            [sentence, *(choice.format(**_facts(filler, lang)) for choice in filler.sample(WORDS["filler"][lang], 4))]
            for sentence in said
        ]

    def _story(self, article: int, kind: str, count: int) -> list[str]:
        chance, lang = seeded(f"story {article // TELLERS}"), self._lang(article)
        facts = _facts(chance, lang)
        return [sentence.format(**facts) for sentence in chance.sample(WORDS[kind][lang], count)]


def seeded(name: str) -> Random:
    return Random(name)  # noqa: S311 (the same at every run, and guards nothing)


def _facts(chance: Random, lang: str) -> dict[str, object]:
    company = chance.randrange(COMPANIES)
    return {
        "company": company_name(company),
        "product": product_name(company),
        "person": person_name(chance.randrange(PEOPLE)),
        "outlet": f"Post {chance.randrange(20)}",
        "number": chance.randrange(2, 900),
        **{name: chance.choice(WORDS[name][lang]) for name in ("subject", "month")},
        "place": chance.choice(WORDS["place"]),
    }


def company_name(number: int) -> str:
    starts, ends = WORDS["company_start"], WORDS["company_end"]
    return str(starts[number % len(starts)] + ends[number // len(starts) % len(ends)])


def product_name(number: int) -> str:
    starts = WORDS["product_start"]
    return f"{starts[number % len(starts)]} {number // len(starts) + 1}00"


def person_name(number: int) -> str:
    given, family = WORDS["given"], WORDS["family"]
    return f"{given[number % len(given)]} {family[number // len(given) % len(family)]}"


def entities() -> list[StarterEntity]:
    """Those of whom the articles speak, as an installation would know them."""
    companies = [StarterEntity("organisation", company_name(number)) for number in range(COMPANIES)]
    products = [
        StarterEntity("product", product_name(number), (), (StarterRelation("product of", company_name(number)),))
        for number in range(COMPANIES)
    ]
    people = [
        StarterEntity("person", name, (StarterAlias(name.split()[1]),)) for name in map(person_name, range(PEOPLE))
    ]
    return [*companies, *products, *people]


def _links(chance: Random, count: int) -> str:
    words = WORDS["subject"]["en"]
    return "".join(
        f'<li class="menu__item"><a class="menu__link" href="/topic/{number}">{chance.choice(words)} {number}</a></li>'
        for number in range(count)
    )


def _teasers(chance: Random, count: int) -> str:
    words = WORDS["subject"]["en"]
    return "".join(
        f'<div class="teaser"><a href="/teaser/{number}"><img src="/img/{number}.jpg" alt=""><span>{number} new'
        f' {chance.choice(words)}s</span></a><time datetime="2026-02-01">1 February</time></div>'
        for number in range(count)
    )


_MENU = _links(seeded("menu"), MENU_LINKS)
_TEASERS = _teasers(seeded("teasers"), TEASERS)
_SCRIPT = f"window.settings = {json.dumps({'words': 'x' * SCRIPT_BYTES})};"
