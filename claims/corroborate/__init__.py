"""Statements -> claims, origins, standing.

`describe` says what a statement is about in comparable terms (entities, numbers, rare words, the same in both
languages); `choose_claims` joins it to a claim, suggests one, or opens one; `find_origins` says which statements of a
claim come from one and the same origin, and `trace_descent` who has it from whom; `compute_standing` counts them;
`find_fates` says what became of an article's statements in its next revision, `compare_retelling` what another article
made of one; `Houses` knows in whose interest somebody speaks; `judge_deadline` says whether a due date is near or
passed unanswered, `keep_record` how the claims of a speaker, an outlet or a topic turned out; `weigh_doubt` says what a
person should decide first. All are pure, and each answer has its why.
"""

from claims.corroborate.alignment import Alignment, align
from claims.corroborate.amounts import Amount
from claims.corroborate.deadlines import Passing, day_when_near, first_day_after, judge_deadline
from claims.corroborate.descent import Branch, Holder, Tree, trace_descent
from claims.corroborate.doubts import Doubt, Weighed, weigh_doubt
from claims.corroborate.fates import FoundFate, find_fates
from claims.corroborate.features import Features, describe
from claims.corroborate.houses import Houses, Tie, TieKind
from claims.corroborate.matching import KnownClaim, Likeness, Match, Rarity, choose_claims, rank_claims
from claims.corroborate.origins import FoundOrigin, OriginKind, Way, find_origins
from claims.corroborate.propositions import Proposition, propose_claim
from claims.corroborate.report import Report
from claims.corroborate.retelling import Retelling, compare_retelling
from claims.corroborate.standing import Evidence, Tally, compute_standing
from claims.corroborate.track_record import Call, Outcome, TrackRecord, keep_record, outcome_of
from claims.corroborate.weakening import Fate, Stated

VERSION = "1"

__all__ = [
    "VERSION",
    "Alignment",
    "Amount",
    "Branch",
    "Call",
    "Doubt",
    "Evidence",
    "Fate",
    "Features",
    "FoundFate",
    "FoundOrigin",
    "Holder",
    "Houses",
    "KnownClaim",
    "Likeness",
    "Match",
    "OriginKind",
    "Outcome",
    "Passing",
    "Proposition",
    "Rarity",
    "Report",
    "Retelling",
    "Stated",
    "Tally",
    "Tie",
    "TieKind",
    "TrackRecord",
    "Tree",
    "Way",
    "Weighed",
    "align",
    "choose_claims",
    "compare_retelling",
    "compute_standing",
    "day_when_near",
    "describe",
    "find_fates",
    "find_origins",
    "first_day_after",
    "judge_deadline",
    "keep_record",
    "outcome_of",
    "propose_claim",
    "rank_claims",
    "trace_descent",
    "weigh_doubt",
]
