"""manage.py evaluate: how good and how fast extraction and matching are, and whether they got worse."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import setup_databases, teardown_databases

from claims.evaluation import (
    Corpus,
    GoldError,
    GoldText,
    Report,
    find_corpora,
    find_regressions,
    measure_answers,
    measure_headlines,
    measure_quality,
    measure_reprints,
    measure_speed,
    read_cases,
    read_gold,
    read_posts,
    read_stories,
    report_to_dict,
    write_tables,
)
from claims.evaluation.linking import Linking
from claims.evaluation.posts import Retrieval
from claims.evaluation.slots import measure_slots, read_labelled_slots, slot_table
from claims.trial import link_as_labelled, match_posts, measure_story_links, play_stories

CASES = Path("tests/cases/extract")
STORIES = Path("tests/cases/stories")
SLOTS = Path("tests/cases/slots/held.tsv")
RECORDED = Path("docs/evaluation.json")


class Command(BaseCommand):
    help = (
        "Measures extraction: precision, recall and F1 by corpus, confidence, kind and rule; how the project's stories "
        "come together in claims; how well matching finds claims, related texts and reprints in corpora made for that; "
        "speed; and the change against the last recorded run. Measured are the project's own cases and stories, and "
        "the corpora that are named. Exits with 1 if a figure got worse. Touches no database but one of its own, which "
        "is gone afterwards."
    )
    # What is measured is the code, not this installation.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "corpora",
            nargs="*",
            type=Path,
            metavar="CORPUS",
            help=(
                "files of JSON lines, or folders of them, known by their fields: attributions (text, lang, "
                "attributions); posts (query, relevant) beside corpus.jsonl with the claims; headlines (headline, "
                "body_id, stance) NAME.jsonl beside NAME.bodies.jsonl; pairs of articles that may be reprints "
                "(silver, a, b)"
            ),
        )
        parser.add_argument(
            "--json", type=Path, metavar="PATH", help="where the figures go (evaluation.json in DATA_DIR)"
        )
        parser.add_argument(
            "--record", action="store_true", help=f"keep this run in {RECORDED} for later ones to be held against"
        )
        parser.add_argument("--no-ledger", action="store_true", help="leave out how stories come together in claims")
        parser.add_argument("--no-speed", action="store_true", help="leave out the speed, which takes most of the time")

    def handle(self, *_args: Any, corpora: list[Path], **options: Any) -> None:
        try:
            self.measure(find_corpora(corpora), **options)
        except GoldError as error:
            raise CommandError(str(error)) from error

    def measure(self, corpora: dict[Corpus, list[Path]], **options: Any) -> None:
        texts = self.read(corpora.get(Corpus.ATTRIBUTIONS, []))
        by_lang: dict[str, list[str]] = {}
        for gold in texts.values():
            for one in gold:
                by_lang.setdefault(one.lang, []).append(one.text)
        report = report_to_dict(
            Report(
                {name: measure_quality(gold) for name, gold in texts.items()},
                {} if options["no_speed"] else {lang: measure_speed(some, lang) for lang, some in by_lang.items()},
                {} if options["no_ledger"] else self.play(),
                measure_posts(corpora.get(Corpus.POSTS, [])),
                {name_of(path): measure_headlines(path) for path in corpora.get(Corpus.HEADLINES, [])},
                {name_of(path): measure_reprints(path) for path in corpora.get(Corpus.REPRINTS, [])},
            )
        )
        before = read_record(settings.BASE_DIR / RECORDED)
        for line in write_tables(report, before):
            self.stdout.write(line)
        self.write_slots()
        self.write(options["json"] or settings.DATA_DIR / "evaluation.json", report)
        if options["record"]:
            self.write(settings.BASE_DIR / RECORDED, merge(before, report))
            return
        regressions = find_regressions(report, before)
        if regressions:
            raise CommandError("Worse than the recorded run:\n  " + "\n  ".join(regressions), returncode=1)

    def play(self) -> dict[str, Linking]:
        measured: dict[str, Linking] = {}
        parts = sorted((settings.BASE_DIR / STORIES).glob("*/"))
        if not parts:
            return measured
        with own_database():
            for part in parts:
                for given in Given:
                    measured[f"{part.name}, {given}"] = measure_stories(part, given)
        return measured

    def write_slots(self) -> None:
        """Not recorded: the labels are few, and each wrong slot is worth reading."""
        labelled = settings.BASE_DIR / SLOTS
        if labelled.exists():
            self.stdout.write("slots of claims, statements of stories/held")
            for line in slot_table(measure_slots(read_labelled_slots(labelled))):
                self.stdout.write(line)

    def read(self, corpora: list[Path]) -> dict[str, list[GoldText]]:
        folders = sorted(path for path in (settings.BASE_DIR / CASES).glob("*") if path.is_dir())
        texts = {f"cases/{folder.name}": read_cases(folder) for folder in folders}
        for part in sorted((settings.BASE_DIR / STORIES).glob("*/")):
            for article in (article for story in read_stories(part) for article in story.articles):
                texts.setdefault(f"stories/{part.name}/{article.lang}", []).append(article.gold)
        texts |= {name_of(path): read_gold(path) for path in corpora}
        measured = {name: gold for name, gold in texts.items() if gold}
        if not measured:
            raise CommandError("Nothing to measure: name annotated texts, or run this in a checkout with tests/.")
        return measured

    def write(self, path: Path, report: dict[str, Any]) -> None:
        try:
            path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Cannot write {path}: {error.strerror}.") from error
        self.stdout.write(f"Written to {path}.")


class Given(StrEnum):
    """What of the stories' labels is given, and not left to be found: it tells apart where the figures are lost."""

    CLAIMS = "claims given"  # what is measured is counting
    STATEMENTS = "statements given"  # and joining them in claims
    NOTHING = "texts alone"  # and extraction


def measure_stories(part: Path, given: Given) -> Linking:
    stories = read_stories(part)
    with transaction.atomic():
        play_stories(stories, labelled=given != Given.NOTHING)
        if given == Given.CLAIMS:
            link_as_labelled(stories)
        measured = measure_story_links(stories)
        transaction.set_rollback(True)
    return measured


def measure_posts(corpora: list[Path]) -> dict[str, Retrieval]:
    measured: dict[str, Retrieval] = {}
    if not corpora:
        return measured
    with own_database():
        for path in corpora:
            with transaction.atomic():
                measured[name_of(path)] = measure_answers(match_posts(read_posts(path)))
                transaction.set_rollback(True)
    return measured


def name_of(corpus: Path) -> str:
    return f"{corpus.resolve().parent.name}/{corpus.stem}"


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh database beside the installation's own, as the tests have one."""
    installation = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(installation, verbosity=0)


def read_record(path: Path) -> dict[str, Any]:
    """The last recorded run; empty where there is none yet."""
    if not path.exists():
        return {}
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}. Record a run anew with --record.") from error
    return record


def merge(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What this run did not measure keeps its recorded figures."""
    parts = ("quality", "speed", "linking", "posts", "headlines", "reprints")
    kept = {part: before.get(part, {}) | now[part] for part in parts}
    return {**now, **kept}
