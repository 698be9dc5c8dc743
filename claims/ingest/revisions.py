"""Is the page as read now a new revision, and what kind of change is it? Pure: texts in, a decision out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from claims.text import SENTENCE_END, TYPOGRAPHY, is_respelling, words

Version = tuple[str, str]  # title, text


class ChangeKind(StrEnum):
    FIRST = "first"
    UNCHANGED = "unchanged"
    COSMETIC = "cosmetic"  # spelling, punctuation
    ADDITION = "addition"  # every sentence still stands, others were added
    SUBSTANTIVE = "substantive"
    CORRECTION = "correction"  # the outlet says so itself
    REREAD = "reread"  # the outlet changed nothing: we read its page anew, by other rules or better


@dataclass(frozen=True)
class RevisionDecision:
    keep: bool
    change_kind: ChangeKind
    why: str

    @property
    def is_edit(self) -> bool:
        """The article says something else than it did."""
        return self.keep and self.change_kind not in (ChangeKind.FIRST, ChangeKind.COSMETIC, ChangeKind.REREAD)


CORRECTION_NOTE = re.compile(
    r"\b(?:korrektur|berichtigung|richtigstellung|corrections?|clarification)\s*(?:\([^)]*\)\s*)?:"
    r"|\b(?:an earlier|a previous) version of this (?:article|story|post|report)\b"
    r"|\bin einer (?:früheren|vorherigen|ersten) version (?:dieses|des) (?:artikels|beitrags|textes|meldung)\b"
    r"|\bthis (?:article|story|post|report) (?:has been|was) (?:corrected|amended)\b"
    r"|\b(?:wir haben (?:das|dies|den fehler|die angabe) (?:korrigiert|berichtigt))\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)*")
MOST_COSMETIC_WORDS = 12


def decide_revision(old: Version | None, new: Version, *, old_as_read_today: Version | None = None) -> RevisionDecision:
    """`old` is what was kept. `old_as_read_today` is what its page says if it is read as `new` was: only what differs
    between these two is a change of the outlet's; None where there is no such page to read.
    """
    if old is None:
        return RevisionDecision(keep=True, change_kind=ChangeKind.FIRST, why="the first reading of the article")
    if _typographic(old) == _typographic(new):
        return RevisionDecision(keep=False, change_kind=ChangeKind.UNCHANGED, why="title and text say the same")
    if old_as_read_today is None:
        return _change(old, new)
    if _typographic(old_as_read_today) == _typographic(new):
        gone, added = _sentence_changes(old[1], new[1])
        why = f"the outlet changed nothing, its page was read anew: {gone} sentences left out, {added} taken in"
        return RevisionDecision(keep=True, change_kind=ChangeKind.REREAD, why=why)
    return _change(old_as_read_today, new)


def _change(old: Version, new: Version) -> RevisionDecision:
    """What kind of change led from one text to a different one."""
    if note := _new_correction_note(old[1], new[1]):
        return RevisionDecision(
            keep=True, change_kind=ChangeKind.CORRECTION, why=f"the outlet notes a correction: “{note}”"
        )
    if cosmetic := _cosmetic(old, new):
        return RevisionDecision(keep=True, change_kind=ChangeKind.COSMETIC, why=cosmetic)
    gone, added = _sentence_changes(old[1], new[1])
    titles = _title_change(old[0], new[0])
    if not gone and not titles:
        why = f"all earlier sentences still stand, {added} added"
        return RevisionDecision(keep=True, change_kind=ChangeKind.ADDITION, why=why)
    why = "; ".join(
        filter(None, (titles, f"{gone} sentences gone or changed, {added} new or changed" if gone or added else ""))
    )
    return RevisionDecision(keep=True, change_kind=ChangeKind.SUBSTANTIVE, why=why)


def _typographic(version: Version) -> tuple[str, ...]:
    return tuple(" ".join(part.translate(TYPOGRAPHY).replace("…", "...").split()) for part in version)


def _sentences(text: str) -> list[str]:
    return [" ".join(part.split()) for part in SENTENCE_END.split(text.translate(TYPOGRAPHY)) if part.strip()]


def _new_correction_note(old: str, new: str) -> str:
    before = set(_sentences(old))
    found = (sentence for sentence in _sentences(new) if sentence not in before and CORRECTION_NOTE.search(sentence))
    return next(found, "")[:200]


def _cosmetic(old: Version, new: Version) -> str:
    """Why the change is one of spelling only; "" if it is more. Numbers and negations are never spelling."""
    if NUMBER.findall(" ".join(old)) != NUMBER.findall(" ".join(new)):
        return ""
    before, after = (words(" ".join(version)) for version in (old, new))
    if "".join(before).casefold() == "".join(after).casefold():
        return "only punctuation, hyphens or capitals changed"
    if len(before) != len(after):
        return ""
    pairs = [(left, right) for left, right in zip(before, after, strict=True) if left != right]
    if len(pairs) > MOST_COSMETIC_WORDS or not all(is_respelling(left, right) for left, right in pairs):
        return ""
    return "only spelling changed: " + ", ".join(f"“{left}” to “{right}”" for left, right in pairs[:3])


def _sentence_changes(old: str, new: str) -> tuple[int, int]:
    before, after = _sentences(old), _sentences(new)
    gone = added = 0
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone, added = gone + b - a, added + d - c
    return gone, added


def _title_change(old: str, new: str) -> str:
    if _typographic((old, "")) == _typographic((new, "")):
        return ""
    return f"the title was “{old}”"
