"""How good and how fast extraction and matching are, against labelled texts and the last recorded run."""

from claims.evaluation.corpora import Corpus, GoldError, find_corpora
from claims.evaluation.gold import GoldText, read_cases, read_gold
from claims.evaluation.headlines import measure_headlines
from claims.evaluation.posts import measure_answers, read_posts
from claims.evaluation.quality import Quality, measure_quality
from claims.evaluation.report import Report, find_regressions, report_to_dict, write_tables
from claims.evaluation.reprints import measure_reprints
from claims.evaluation.speed import Speed, measure_speed
from claims.evaluation.stories import Story, read_stories

__all__ = [
    "Corpus",
    "GoldError",
    "GoldText",
    "Quality",
    "Report",
    "Speed",
    "Story",
    "find_corpora",
    "find_regressions",
    "measure_answers",
    "measure_headlines",
    "measure_quality",
    "measure_reprints",
    "measure_speed",
    "read_cases",
    "read_gold",
    "read_posts",
    "read_stories",
    "report_to_dict",
    "write_tables",
]
