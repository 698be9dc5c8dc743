"""manage.py ingest: articles by their address or file, the same way as in the browser."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims import curation, pipeline
from claims.management.commands.work import work_until_idle
from claims.management.lines import BadInputError, read_file
from claims.models import Article, RawPage
from claims.queries.progress import progress

# A page may take 30 s to fetch; silence for longer than this means that no worker is running.
PATIENCE_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Takes articles in: an address is fetched, a file (.html or plain text) is read. The work is done by the "
        "background worker, which bin/start runs, and followed here; --here does it in this process instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="PATH|URL")
        parser.add_argument("--feed", action="store_true", help="the addresses are feeds, or pages that name one")
        parser.add_argument("--url", default="", help="where the file was published (with one file)")
        parser.add_argument("--outlet", default="", help="who published it")
        parser.add_argument("--here", action="store_true", help="do the work in this process, without a worker")

    def handle(
        self, *_args: Any, inputs: list[str], feed: bool, url: str, outlet: str, here: bool, **_options: Any
    ) -> None:
        if url and len(inputs) != 1:
            raise CommandError("--url says where one file was published; give one file with it.")
        articles, failed = [], 0
        for given in inputs:
            try:
                if feed:
                    self.add_feed(given, outlet)
                else:
                    articles.append(self.hand_in(given, url, outlet))
            except (curation.CurationError, BadInputError) as error:
                failed += 1
                self.stderr.write(f"{given}: {error}")
        if here:
            self.stdout.write(f"{work_until_idle()} steps done.")
        for article in articles:
            failed += not self.follow(article)
        if failed:
            raise CommandError(f"{failed} of {len(inputs)} could not be taken in; the reasons stand above.")

    def add_feed(self, url: str, outlet: str) -> None:
        found = curation.look_up(url, fetch=pipeline.fetcher())
        candidate = found.feed.candidate if found.feed else curation.FeedCandidate(found.named[0])
        feed = curation.keep_feed(candidate, outlet_name=outlet, now=timezone.now())
        self.stdout.write(f"{feed.url} is polled from now on, as the page {feed.get_absolute_url()} shows")

    def hand_in(self, given: str, url: str, outlet: str) -> Article:
        if "://" in given:
            return curation.hand_in(url=given, outlet_name=outlet, how=RawPage.How.FETCHED, now=timezone.now())
        body, content_type = read_file(str(Path(given)))
        return curation.hand_in(
            url=url,
            body=body,
            content_type=content_type,
            outlet_name=outlet,
            how=RawPage.How.FILE,
            now=timezone.now(),
        )

    def follow(self, article: Article) -> bool:
        """Show the steps as they are done; False if one failed or nobody does them."""
        self.stdout.write(f"{article}: article {article.pk}, on the page {article.get_absolute_url()}")
        seen, last_change = "", time.monotonic()
        while True:
            article.refresh_from_db()
            now_at = progress(article)
            shown = f"{now_at.done_steps} of {len(now_at.steps)} steps done"
            shown += f", now: {now_at.current}" if now_at.current else ""
            if shown != seen:
                seen, last_change = shown, time.monotonic()
                self.stdout.write(f"  {shown}")
            if now_at.last_error:
                self.stderr.write(f"  {now_at.last_error}")
                return False
            if not now_at.is_working:
                return True
            if time.monotonic() - last_change > PATIENCE_SECONDS:
                self.stderr.write("  Nothing moves: is a worker running? Start bin/start, or use --here.")
                return False
            time.sleep(0.3)
