"""The same fetches as plainly as they can be done, to compare with: urllib3, feedparser and trafilatura in one loop.

Nothing is checked, bounded, stored or read for statements. (requests is urllib3 with a nicer face, and no dependency.)
"""

import time

import feedparser
import trafilatura
import urllib3

from tests.benchmarks.invented_web import InventedWeb


def seconds_for(web: InventedWeb, base: str) -> float:
    began = time.monotonic()
    pool = urllib3.PoolManager()
    for feed in range(web.feeds):
        assert feedparser.parse(pool.request("GET", base + web.feed_path(feed)).data).entries
    for article in range(web.articles):
        assert trafilatura.extract(pool.request("GET", base + web.article_path(article)).data)
    return time.monotonic() - began
