"""The filters of the list of claims as a page offers them: each value with how many claims there would be."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.queries.claims import CHOICES, ClaimFilterForm, Counts


@dataclass(frozen=True)
class Choice:
    value: str
    name: str  # of a language; else the value itself
    is_chosen: bool
    claims: int | None  # None where it would cost too much to count


def choices_of(form: ClaimFilterForm, counts: Counts | None) -> Mapping[str, list[Choice]]:
    return {
        field: [
            Choice(value, name, value in form.asked.getlist(field), _claims(counts, field, value))
            for value, name in choices
        ]
        for field, choices in CHOICES.items()
    }


def _claims(counts: Counts | None, field: str, value: str) -> int | None:
    return counts.by[field].get(value, 0) if counts is not None and field in counts.by else None
