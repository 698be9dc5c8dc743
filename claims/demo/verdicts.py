"""What the demo's desk concluded about its claims: two invented people, who may not sign in."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group, User

from claims import curation
from claims.curation import GivenVerdict, OutsideDocument
from claims.demo.web import read_json
from claims.models import Claim, Link, Proposal, Statement
from claims.roles import sync_roles


def conclude() -> None:
    sync_roles()
    for entry in read_json("verdicts.json"):
        verdict = curation.resolve_claim(
            person(entry["by"]), find_claim(**entry["claim"]), read_verdict(entry), now=moment(entry)
        )
        if "answer" in entry and isinstance(verdict, Proposal):
            answer(verdict, entry["answer"])


def answer(proposal: Proposal, given: dict[str, Any]) -> None:
    decide = curation.confirm_proposal if given["confirms"] else curation.decline_proposal
    decide(person(given["by"]), proposal, reason=given["reason"], now=moment(given))


def person(username: str) -> User:
    user, is_new = User.objects.get_or_create(username=username)
    if is_new:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name="curator"))
    return user


def read_verdict(entry: dict[str, Any]) -> GivenVerdict:
    return GivenVerdict(
        value=entry["value"],
        as_of=date.fromisoformat(entry["as_of"]),
        reason=entry["reason"],
        statements=[find_statements(**words)[0] for words in entry["statements"]],
        documents=[
            OutsideDocument(each["title"], each["url"], date.fromisoformat(each["dated_on"]))
            for each in entry["documents"]
        ],
    )


def find_claim(url: str, text: str) -> Claim:
    """The one that these words of the article belong to."""
    link = Link.objects.filter(statement__in=find_statements(url, text), state__in=Link.COUNTED).order_by("pk").first()
    if link is None:
        raise LookupError(f"The words “{text}” of {url} belong to no claim.")
    return link.claim


def find_statements(url: str, text: str) -> list[Statement]:
    found = list(Statement.objects.filter(revision__article__url=url, content_text__contains=text).order_by("pk"))
    if not found:
        raise LookupError(f"No statement of {url} has the words “{text}”.")
    return found


def moment(given: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(given["at"])
