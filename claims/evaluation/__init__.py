"""How good extraction is: quality against annotated texts, speed, and the change against the last recorded run."""

from claims.evaluation.gold import GoldError, GoldText, read_cases, read_gold
from claims.evaluation.quality import Quality, measure_quality
from claims.evaluation.report import Report, find_regressions, report_to_dict, write_tables
from claims.evaluation.speed import Speed, measure_speed
from claims.evaluation.stories import Story, read_stories

__all__ = [
    "GoldError",
    "GoldText",
    "Quality",
    "Report",
    "Speed",
    "Story",
    "find_regressions",
    "measure_quality",
    "measure_speed",
    "read_cases",
    "read_gold",
    "read_stories",
    "report_to_dict",
    "write_tables",
]
