"""Plain builders of rows for the tests: each makes one thing with all it needs, and takes what the test is about.

Everything that is not given has an invented, unremarkable value. `NOW` is the tests' present.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import Group, User

from claims import pipeline, roles
from claims.ingest import site_of
from claims.ingest.http import Request, Response
from claims.link import unlinked_key
from claims.models import (
    Alert,
    Alias,
    Article,
    Block,
    Claim,
    Entity,
    EntityRelation,
    Feed,
    FeedFetch,
    FeedImport,
    Hop,
    Link,
    Note,
    Origin,
    OriginAssignment,
    Outlet,
    OutletDomain,
    RawPage,
    Resolution,
    Revision,
    SiteRules,
    StandingChange,
    Statement,
    StatementFate,
    StatementSpan,
    UnlinkedName,
    Watch,
)
from claims.pipeline.searchable import keep_article_words, keep_claim_words
from claims.text import fold

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
_count = itertools.count(1)


def make_user(role: str = "reader", name: str = "") -> User:
    """Somebody with a role of claims/roles.py; "" is somebody without any."""
    user = User.objects.create_user(name or f"{role or 'nobody'}{next(_count)}", password=PASSWORD)
    if role:
        roles.sync_roles()
        user.groups.add(Group.objects.get(name=role))
    return user


def make_outlet(name: str = "", *, domain: str = "", **values: Any) -> Outlet:
    """The outlet of that name, made if it is not there."""
    outlet, _ = Outlet.objects.get_or_create(name=name or f"Platinenpost {next(_count)}", defaults=values)
    if domain:
        OutletDomain.objects.get_or_create(domain=domain, outlet=outlet)
    return outlet


def make_entity(
    name: str = "", *, kind: str = Entity.Kind.ORGANISATION, aliases: Iterable[str] = (), **values: Any
) -> Entity:
    """The entity of that name, made with its name as an alias if it is not there."""
    entity, made = Entity.objects.get_or_create(name=name or f"Norvik {next(_count)}", kind=kind, defaults=values)
    if made:
        for alias in (entity.name, *aliases):
            Alias.objects.create(entity=entity, text=alias, folded=fold(alias))
    return entity


def make_alias(entity: Entity, text: str, **values: Any) -> Alias:
    return Alias.objects.create(entity=entity, text=text, folded=fold(text), **values)


def relate(subject: Entity, relation: str, other: Entity, **values: Any) -> EntityRelation:
    return EntityRelation.objects.create(subject=subject, relation=relation, object=other, **values)


def make_person(name: str = "", *, employer: str = "", role: str = "", **values: Any) -> Entity:
    person = make_entity(name or f"Ada Lind {next(_count)}", kind=Entity.Kind.PERSON, **values)
    if employer:
        works_for = EntityRelation.Relation.WORKS_FOR
        EntityRelation.objects.create(subject=person, relation=works_for, object=make_entity(employer), role=role)
    return person


def work_until_idle(now: datetime = NOW) -> None:
    """Do all that is due, as the workers would; nothing is fetched."""

    def no_fetch(request: Request) -> Response:
        raise AssertionError(f"{request.url} was asked")

    while due := pipeline.find_due(now):
        for each in due:
            pipeline.run(each, now, no_fetch)


def make_unlinked(statement: Statement, text: str = "", place: str = "speaker") -> UnlinkedName:
    text = text or statement.speaker_name
    return UnlinkedName.objects.create(statement=statement, place=place, text=text, key=unlinked_key(text))


def make_feed(url: str = "", *, outlet: Outlet | None = None, **values: Any) -> Feed:
    url = url or f"https://feeds.example/{next(_count)}.xml"
    return Feed.objects.create(url=url, outlet=outlet or make_outlet(), **{"added_at": NOW, **values})


def make_fetch(feed: Feed, outcome: str = "read", *, at: datetime = NOW, **values: Any) -> FeedFetch:
    return FeedFetch.objects.create(feed=feed, outcome=outcome, at=at, **{"status": 200, **values})


def make_site_rules(site: str, *, by: User | None = None, **values: Any) -> SiteRules:
    """The site's next version; without anything else it says nothing."""
    return SiteRules.objects.create(
        **{
            "site": site,
            "version": SiteRules.objects.filter(site=site).count() + 1,
            "reason": "Die Kästen der Werbung stehen im Text.",
            "by": by or make_user("curator"),
            "at": NOW,
            **values,
        }
    )


def make_feed_import(feeds: Iterable[Feed], *, by: User | None = None) -> FeedImport:
    """A list that added these feeds."""
    rows = [{"title": feed.title, "url": feed.url, "taken": "added", "message": "", "feed": feed.pk} for feed in feeds]
    return FeedImport.objects.create(by=by or make_user("curator"), at=NOW, name="feeds.opml", rows=rows)


@dataclass(frozen=True)
class Words:
    """A statement to be made: its parts as they stand in the text, each at its first place there.

    `names` are those that extraction found in the content; `speaker` links a known entity; `via` are hops as (agent,
    channel); `values` go to the row as they are.
    """

    content: str | Sequence[str]
    source: str = ""
    cue: str = ""
    speaker: Entity | None = None
    about: Sequence[Entity] = ()
    names: Sequence[str] = ()
    via: Sequence[tuple[str, str]] = ()
    values: dict[str, Any] = field(default_factory=dict)


def make_article(
    text: str = "Die Fertigung läuft seit Montag, sagte Ada Lind.",
    *,
    statements: Sequence[Words] = (),
    outlet: Outlet | None = None,
    url: str = "",
    lang: str = "de",
    title: str = "",
    **values: Any,
) -> Article:
    """An article that went through the whole flow, with one revision of the text; paragraphs become body blocks."""
    url = url or f"https://platinenpost.example/artikel/{next(_count)}"
    article = Article.objects.create(
        **{
            "canonical_url": url,
            "url": "" if url.startswith("urn:") else url,
            "site": site_of(url),
            "outlet": outlet or make_outlet("Platinenpost"),
            "title": title or f"Artikel {next(_count)}",
            "lang": lang,
            "published_at": NOW - timedelta(days=1),
            "first_seen_at": NOW,
            "stage": Article.Stage.KEPT,
            **values,
        }
    )
    make_revision(article, text, statements=statements)
    keep_article_words(article, title=article.title, author=article.author, text=text, lang=lang)
    return article


def make_waiting_article(url: str = "", **values: Any) -> Article:
    """An article whose page is still to be read; one by `urn:` is pasted text without an address."""
    url = url or f"https://platinenpost.example/artikel/{next(_count)}"
    given = "" if url.startswith("urn:") else url
    return Article.objects.create(
        **{
            "canonical_url": url,
            "url": given,
            "site": site_of(url),
            "first_seen_at": NOW,
            "next_attempt_at": NOW,
            **values,
        }
    )


def make_revision(article: Article, text: str, *, statements: Sequence[Words] = (), **values: Any) -> Revision:
    """The article's next revision; the one before it is superseded."""
    number = article.revisions.count() + 1
    fetched_at = NOW + timedelta(hours=number)
    before = article.revisions.order_by("number").last()
    Revision.objects.filter(article=article, superseded_at=None).update(superseded_at=fetched_at)
    page = RawPage.objects.create(
        article=article, how=RawPage.How.PASTED, compressed=RawPage.compress(text.encode()), fetched_at=fetched_at
    )
    revision = Revision.objects.create(
        **{
            "article": article,
            "number": number,
            "page": page,
            "fetched_at": fetched_at,
            "previous_fetched_at": before.fetched_at if before else None,
            "title": article.title,
            "lang": article.lang,
            "text": text,
            "length": len(text),
            "change_kind": Revision.ChangeKind.SUBSTANTIVE if before else Revision.ChangeKind.FIRST,
            "extractor_version": "1",
            "stage": Revision.Stage.DONE,
            **values,
        }
    )
    _make_paragraphs(revision)
    for words in statements:
        make_statement(revision, words)
    return revision


def _make_paragraphs(revision: Revision) -> None:
    start = 0
    for position, paragraph in enumerate(revision.text.split("\n\n")):
        end = start + len(paragraph)
        if paragraph:
            Block.objects.create(revision=revision, position=position, role=Block.Role.BODY, start=start, end=end)
        start = end + 2


def make_aside(revision: Revision, role: str, aside: str, **values: Any) -> Block:
    """A comment, a caption or boilerplate, kept beside the text."""
    position = revision.blocks.count()
    return Block.objects.create(revision=revision, position=position, role=role, aside=aside, **values)


def make_statement(revision: Revision, words: Words) -> Statement:
    contents = [words.content] if isinstance(words.content, str) else list(words.content)
    name = words.speaker.name if words.speaker else words.source
    statement = Statement.objects.create(
        **{
            "revision": revision,
            "position": revision.statements.count(),
            "kind": "direct",
            "source_kind": "named" if name else "none",
            "polarity": "affirmed",
            "modality": "asserted",
            "confidence": "high",
            "why": "quotation marks with a verb of saying beside them",
            "source_text": words.source,
            "cue_text": words.cue,
            "content_text": " … ".join(contents),
            "speaker_name": name,
            "speaker": words.speaker,
            **words.values,
        }
    )
    statement.about.set(words.about)
    parts = [*(("content", part) for part in contents), *(("about", name) for name in words.names)]
    for role, part in [("source", words.source), ("cue", words.cue), *parts]:
        if part:
            start = revision.text.index(part)
            StatementSpan.objects.create(statement=statement, role=role, start=start, end=start + len(part))
    for position, (agent, channel) in enumerate(words.via):
        Hop.objects.create(statement=statement, position=position, relation="said to", channel=channel, agent=agent)
    return statement


def statement_of(article: Article) -> Statement:
    """The article's newest first statement."""
    return Statement.objects.filter(revision__article=article).order_by("-revision__number", "position")[0]


def make_fate(
    statement: Statement, revision: Revision, fate: str = "gone", *, successor: Statement | None = None, **values: Any
) -> StatementFate:
    """What became of the statement in the revision."""
    after = successor.content_text if successor else ""
    words = {"before": statement.content_text, "after": after, "why": "a hedge was added", "at": NOW}
    return StatementFate.objects.create(
        **{"statement": statement, "revision": revision, "fate": fate, "successor": successor, **words, **values}
    )


def make_claim(headline: str = "", *, statements: Iterable[Statement] = (), **values: Any) -> Claim:
    headline = headline or f"Die Fertigung läuft seit Montag ({next(_count)})"
    plain = {"lang": "de", "opened_at": NOW, "first_said_at": NOW, "last_said_at": NOW, "articles": 1}
    claim = Claim.objects.create(**{"headline": headline, **plain, **values})
    for statement in statements:
        make_link(claim, statement)
    keep_claim_words(claim)
    return claim


def make_told_claim(
    content: str = "", *, speaker: Entity | None = None, outlet: Outlet | None = None, **values: Any
) -> Claim:
    """A claim with one article in which somebody says it."""
    content = content or f"Wir liefern ab Werk {next(_count)} aus"
    speaker = speaker or make_person("Ada Lind", employer="")
    words = Words(content, source="Ada Lind", cue="sagte", speaker=speaker, about=[make_entity("Norvik")])
    article = make_article(f"„{content}“, sagte Ada Lind.", statements=[words], outlet=outlet)
    return make_claim(content, statements=[statement_of(article)], articles=1, outlets=1, **values)


def make_link(claim: Claim, statement: Statement, **values: Any) -> Link:
    relation = values.pop("relation", Link.Relation.ASSERTS)
    return Link.objects.create(
        **{
            "claim": claim,
            "statement": statement,
            "relation": relation,
            "state": Link.State.LINKED,
            "machine_relation": relation,
            "machine_score": 0.9,
            "machine_version": "1",
            "why": "the same words",
            "made_at": NOW,
            **values,
        }
    )


def cite(statement: Statement, outlet: Outlet) -> Hop:
    """The statement's article says that it has it from the outlet."""
    position = statement.hops.count()
    return Hop.objects.create(
        statement=statement, position=position, relation="citing", agent=outlet.name, outlet=outlet
    )


def make_origin(label: str = "", *, kind: str = Origin.Kind.UTTERANCE, **values: Any) -> Origin:
    label = label or f"Ada Lind im Gespräch {next(_count)}"
    return Origin.objects.create(key=sha256(label.encode()).hexdigest(), label=label, kind=kind, **values)


def assign_origin(
    statement: Statement, origin: Origin | None, why: str = "the same event", **values: Any
) -> OriginAssignment:
    return OriginAssignment.objects.create(
        **{"statement": statement, "origin": origin, "rule": "same event", "why": why, "at": NOW, **values}
    )


def make_standing_change(claim: Claim, standing: str, *, at: datetime = NOW, **values: Any) -> StandingChange:
    return StandingChange.objects.create(claim=claim, standing=standing, at=at, **values)


def make_resolution(claim: Claim, value: str = "refuted", *, by: User | None = None, **values: Any) -> Resolution:
    return Resolution.objects.create(
        **{
            "claim": claim,
            "value": value,
            "as_of": date(2026, 5, 19),
            "reason": "Die Messung zeigt das Gegenteil.",
            "by": by or make_user("curator"),
            "at": NOW,
            **values,
        }
    )


def make_note(claim: Claim, text: str = "Wer hat das gemessen?", *, by: User | None = None, **values: Any) -> Note:
    return Note.objects.create(claim=claim, author=by or make_user("analyst"), text=text, **{"at": NOW, **values})


def make_watch(user: User, **followed: Any) -> Watch:
    return Watch.objects.create(user=user, since=NOW, **followed)


def make_alert(watch: Watch, claim: Claim, message: str = "It is now contested; it was echoed.") -> Alert:
    return Alert.objects.create(watch=watch, claim=claim, message=message, at=NOW)
