"""The one door for human changes: each checks its input, changes the rows and writes the Decision, all or nothing.

Who may do what is asked of the user's permissions here, so that no other door needs to be watched.
"""

from claims.curation.articles import (
    MAX_PASTED,
    dismiss_article,
    hand_in,
    keep_apart,
    retry_article,
    submit_article,
)
from claims.curation.bulk import MOST_AT_ONCE, decide_statements
from claims.curation.decisions import CurationError, record
from claims.curation.due_dates import set_due_date
from claims.curation.entities import add_alias, add_entity, dismiss_name
from claims.curation.feed_lists import Taken, export_feeds, import_feeds
from claims.curation.feed_lookup import FeedCandidate, find_known, find_successors, look_up
from claims.curation.feeds import (
    add_feed,
    change_settings,
    keep_feed,
    move_feeds,
    pause_feed,
    pause_feeds,
    poll_feed_now,
    poll_feeds_now,
    replace_address,
    resume_feed,
    resume_feeds,
)
from claims.curation.following import follow, look_at_today, read_alerts, unfollow
from claims.curation.links import confirm_link, reject_link, undo_link
from claims.curation.marks import GivenMark
from claims.curation.merging import Moving, look_at_merge, merge_entities, split_entity
from claims.curation.notes import add_note, hide_note, show_note
from claims.curation.rates import count_request
from claims.curation.registries import REGISTRY_ACTIONS, delete_row, owner_of, record_user, save_row
from claims.curation.reviewing import (
    UNDOABLE,
    GivenAnswer,
    answer_item,
    release_item,
    take_item,
    take_next,
    undo_answer,
    waiting,
)
from claims.curation.saved_searches import (
    delete_search,
    follow_search,
    look_at_search,
    rename_search,
    save_search,
    unfollow_search,
)
from claims.curation.set_aside import (
    dismiss_articles,
    failed_at,
    retry_articles,
    unread_behind_wall,
    unread_of_outlet,
)
from claims.curation.sites import (
    GivenRules,
    Rereading,
    check_rules,
    find_site,
    newest_rules,
    reread_site,
    set_site_rules,
)
from claims.curation.slots import GivenSlots, correct_slots, undo_slots
from claims.curation.statements import (
    confirm_statement,
    correct_statement,
    flag_statement,
    merge_statements,
    move_statement,
    reject_statement,
    split_statement,
    undo_statement,
)
from claims.curation.submissions import KeyReusedError, submit_once
from claims.curation.table_files import read_records
from claims.curation.tables import TABLES, Table, TakenAs, TakenRow, take_over
from claims.curation.telling import (
    GivenDigest,
    close_digest_feed,
    delete_webhook,
    renew_digest_feed,
    renew_webhook_secret,
    resume_webhook,
    set_digest,
    set_webhook,
    stop_digest,
    try_webhook,
)
from claims.curation.tokens import make_token, revoke_token, use_token
from claims.curation.undoing import UNDO, undo_entity_decision
from claims.curation.verdicts import (
    GivenVerdict,
    OutsideDocument,
    confirm_proposal,
    decline_proposal,
    resolve_claim,
)

__all__ = [
    "MAX_PASTED",
    "MOST_AT_ONCE",
    "REGISTRY_ACTIONS",
    "TABLES",
    "UNDO",
    "UNDOABLE",
    "CurationError",
    "FeedCandidate",
    "GivenAnswer",
    "GivenDigest",
    "GivenMark",
    "GivenRules",
    "GivenSlots",
    "GivenVerdict",
    "KeyReusedError",
    "Moving",
    "OutsideDocument",
    "Rereading",
    "Table",
    "Taken",
    "TakenAs",
    "TakenRow",
    "add_alias",
    "add_entity",
    "add_feed",
    "add_note",
    "answer_item",
    "change_settings",
    "check_rules",
    "close_digest_feed",
    "confirm_link",
    "confirm_proposal",
    "confirm_statement",
    "correct_slots",
    "correct_statement",
    "count_request",
    "decide_statements",
    "decline_proposal",
    "delete_row",
    "delete_search",
    "delete_webhook",
    "dismiss_article",
    "dismiss_articles",
    "dismiss_name",
    "export_feeds",
    "failed_at",
    "find_known",
    "find_site",
    "find_successors",
    "flag_statement",
    "follow",
    "follow_search",
    "hand_in",
    "hide_note",
    "import_feeds",
    "keep_apart",
    "keep_feed",
    "look_at_merge",
    "look_at_search",
    "look_at_today",
    "look_up",
    "make_token",
    "merge_entities",
    "merge_statements",
    "move_feeds",
    "move_statement",
    "newest_rules",
    "owner_of",
    "pause_feed",
    "pause_feeds",
    "poll_feed_now",
    "poll_feeds_now",
    "read_alerts",
    "read_records",
    "record",
    "record_user",
    "reject_link",
    "reject_statement",
    "release_item",
    "rename_search",
    "renew_digest_feed",
    "renew_webhook_secret",
    "replace_address",
    "reread_site",
    "resolve_claim",
    "resume_feed",
    "resume_feeds",
    "resume_webhook",
    "retry_article",
    "retry_articles",
    "revoke_token",
    "save_row",
    "save_search",
    "set_digest",
    "set_due_date",
    "set_site_rules",
    "set_webhook",
    "show_note",
    "split_entity",
    "split_statement",
    "stop_digest",
    "submit_article",
    "submit_once",
    "take_item",
    "take_next",
    "take_over",
    "try_webhook",
    "undo_answer",
    "undo_entity_decision",
    "undo_link",
    "undo_slots",
    "undo_statement",
    "unfollow",
    "unfollow_search",
    "unread_behind_wall",
    "unread_of_outlet",
    "use_token",
    "waiting",
]
