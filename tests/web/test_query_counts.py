"""Ten rows, then twenty: the same number of queries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import curation
from claims.models import (
    Article,
    Claim,
    ClaimKey,
    ClaimSlot,
    Entity,
    Feed,
    FeedImport,
    KeyFrequency,
    Outlet,
    ProposalAnswer,
    ReviewItem,
    Statement,
    Webhook,
    WebhookCall,
)
from tests import build, build_digests, build_review, build_verdicts
from tests.build import NOW, Words
from tests.build_searches import make_saved_search


def tell_claims(count: int) -> None:
    """Claims, each with an article, an outlet, a speaker, a hop, an origin and a verdict of its own."""
    curator = build.make_user("curator")
    for _ in range(count):
        lind = build.make_person(employer="Norvik", role="CEO", aliases=["Ada Lind"])
        words = Words(
            "Wir liefern", source="Lind", speaker=lind, about=[build.make_entity()], via=[("Radio", "interview")]
        )
        article = build.make_article("Wir liefern, sagte Lind.", statements=[words], outlet=build.make_outlet())
        other = build.statement_of(build.make_article("Im Karton.", statements=[Words("Im Karton")]))
        claim = build.make_claim(statements=[build.statement_of(article), other])
        build.make_resolution(claim, by=curator)


def happen(count: int) -> None:
    """Every kind of news, half of it on what ada follows in every way; she has been here before."""
    ada = User.objects.get(username="ada")
    curation.look_at_today(ada, now=timezone.now())
    for number in range(count):
        for claim in build_digests.make_news(at=timezone.now()):
            if number % 2:
                build.make_watch(ada, claim=claim)
        build.make_watch(ada, entity=build.make_entity())
        build.make_watch(ada, outlet=build.make_outlet())
        build.make_watch(ada, search=make_saved_search(ada))


def tell_one_claim(count: int) -> None:
    """One claim that many articles have, each with two revisions and an origin of its own, and an echo of it."""
    claim = Claim.objects.first() or build.make_claim(due_on=NOW.date())
    for _ in range(count):
        words = [Words("Wir liefern", source="Lind", speaker=build.make_person(employer="Norvik"))]
        article = build.make_article("Wir liefern, sagte Lind.", statements=words, outlet=build.make_outlet())
        build.make_revision(article, "Wir liefern nicht, sagte Lind.")
        statement = Statement.objects.filter(revision__article=article).get()
        build.make_link(claim, statement)
        origin = build.make_origin(actor=build.make_entity())
        build.assign_origin(statement, None, superseded_at=NOW)
        build.assign_origin(statement, origin)
        echo = build.statement_of(build.make_article("Bald.", statements=[Words("Bald")], outlet=build.make_outlet()))
        build.cite(echo, build.make_outlet())
        build.assign_origin(echo, origin, rests_on=statement, way="cites")
        build.make_link(claim, echo, relation="qualifies")
        build.make_standing_change(claim, "echoed", independent=Statement.objects.count())
        ClaimSlot.objects.create(claim=claim, position=claim.slots.count(), role="subject", entity=build.make_entity())
        build.make_fate(statement, article.revisions.get(superseded_at=None))


def add_statements(count: int) -> None:
    """One article with many statements, each of its own speaker and linked to its own claim."""
    article = Article.objects.first() or build.make_article("Wir liefern, sagte Lind.")
    revision = article.revisions.get()
    for _ in range(count):
        lind = build.make_person(employer="Norvik")
        words = Words("Wir liefern", source="Lind", speaker=lind, about=[build.make_entity()], via=[("Radio", "post")])
        build.make_claim(statements=[build.make_statement(revision, words)])
        build.make_aside(revision, "comment", "Na endlich.")


def edit_statements(count: int) -> None:
    """One article whose second revision said otherwise what many speakers had said, at many addresses."""
    article = Article.objects.first() or build.make_article("Wir liefern, sagte Lind.")
    before = article.revisions.get(number=1)
    now = article.revisions.filter(number=2).first() or build.make_revision(article, "Wir liefern bald, sagte Lind.")
    for _ in range(count):
        words = Words("Wir liefern", source="Lind", speaker=build.make_person(employer="Norvik"))
        statement, successor = build.make_statement(before, words), build.make_statement(now, words)
        build.make_fate(statement, now, "softened", successor=successor)
        build.make_article("Wir liefern bald, sagte Lind.", duplicate_of=article, published_at=NOW - timedelta(days=2))


def contradict_one_claim(count: int) -> None:
    """One claim that many others contradict, and as many share words with."""
    claim = Claim.objects.order_by("pk").first() or build.make_told_claim()
    KeyFrequency.objects.get_or_create(key="w:ship")
    ClaimKey.objects.get_or_create(claim=claim, key="w:ship")
    ClaimKey.objects.get_or_create(claim=claim, key="w:chip")
    for _ in range(count):
        other = build.make_told_claim(speaker=build.make_person(employer="Norvik"), outlet=build.make_outlet())
        build.make_link(claim, other.links.get().statement, relation="denies", state="suggested")
        related = build.make_told_claim(speaker=build.make_person(employer="Norvik"), outlet=build.make_outlet())
        ClaimKey.objects.create(claim=related, key="w:ship")
        ClaimKey.objects.create(claim=related, key="w:chip")


def write_notes(count: int) -> None:
    """On one claim, each by somebody else, and every one hidden beside one that is not."""
    claim = Claim.objects.first() or build.make_claim()
    for _ in range(count):
        ada = build.make_user("curator")
        build.make_note(claim, by=ada)
        curation.hide_note(ada, build.make_note(claim, by=ada), reason="Gehört nicht hierher.", now=NOW)


def tell_due_claims(count: int) -> None:
    """Each due, and each with a verdict that waits for a second person."""
    curator = build.make_user("curator")
    for _ in range(count):
        claim = build.make_told_claim(speaker=build.make_person(employer="Norvik"), outlet=build.make_outlet())
        Claim.objects.filter(pk=claim.pk).update(due_on=NOW.date())
        claim.refresh_from_db()
        build_verdicts.make_deadline(claim, passed_at=NOW)
        build_verdicts.make_proposal(claim, by=curator)


def conclude_about_one_claim(count: int) -> None:
    """One claim with many verdicts and declined proposals, each on a statement and a document of its own."""
    claim = Claim.objects.first() or build.make_claim()
    tell_one_claim(count)
    for link in claim.links.order_by("-pk")[:count]:
        verdict = build.make_resolution(claim)
        verdict.evidence.add(build_verdicts.make_evidence(claim, statement=link.statement))
        proposal = build_verdicts.make_proposal(claim)
        ProposalAnswer.objects.create(proposal=proposal, confirms=False, reason="Nein.", by=proposal.by, at=NOW)
    build_verdicts.make_proposal(claim)


def ask_questions(count: int) -> None:
    """Each of a claim and an outlet of its own, some answered, by people of their own; the first is about a part."""
    for _ in range(count):
        claim = build.make_told_claim(speaker=build.make_person(employer="Norvik"), outlet=build.make_outlet())
        build_review.make_item(build_verdicts.suggest(claim).statement)
        answered = build_review.make_item(build_review.make_doubtful(outlet=build.make_outlet()))
        accepts = curation.GivenAnswer("accepted", "as the text says")
        curation.answer_item(build.make_user("curator"), answered, accepts, now=NOW)
        build_review.make_item(build_review.make_doubtful(outlet=build.make_outlet()))


def doubt_one_text(count: int) -> None:
    """One article with many doubtful statements, each of its own speaker and claim; the first is asked about."""
    article = Article.objects.first() or build.make_article(build_review.TEXT)
    for _ in range(count):
        words = build_review.doubtful(replace(build_review.SAID, speaker=build.make_person(employer="Norvik")))
        statement = build.make_statement(article.revisions.get(), words)
        build.make_claim(statements=[statement])
        build.make_link(build.make_claim(), statement, state="suggested")
        build_review.queue(statement)


def decide_about_one_statement(count: int) -> None:
    """One statement that people changed their mind about, again and again."""
    statement = Statement.objects.first() or build_review.make_doubtful()
    for _ in range(count):
        ada = build.make_user("curator")
        decision = curation.confirm_statement(ada, statement, reason="as the text says", now=NOW)
        curation.undo_statement(ada, decision, now=NOW)


def keep_records(count: int) -> None:
    """Of a speaker and of an outlet, each of their claims about a topic of its own."""
    lind, outlet = build.make_person("Lind"), build.make_outlet("Leiterbahn")
    for number in range(count):
        topics = (lind, build.make_entity())
        for verdict in ("confirmed", "refuted", ""):
            build_verdicts.make_call(speaker=lind, verdict=verdict, topics=topics)
            build_verdicts.make_call(outlet=outlet, verdict=verdict, topics=topics)
        build.make_feed(f"https://leiterbahn.example/{lind.statements.count()}-{number}.xml", outlet=outlet)


def add_feeds(count: int) -> None:
    for number in range(count):
        feed = build.make_feed()
        build.make_fetch(feed, at=NOW - timedelta(minutes=number))
        build.make_fetch(feed, "http", at=NOW, status=404)


def add_fetches(count: int) -> None:
    feed = Feed.objects.first() or build.make_feed()
    for number in range(count):
        build.make_fetch(feed, at=NOW - timedelta(minutes=number))


def set_site_rules(count: int) -> None:
    curator = build.make_user("curator")
    for _ in range(count):
        article = build.make_article(url=f"https://site{Article.objects.count()}.example/a", wall="paywall")
        build.make_site_rules(article.site, by=curator, keep="main")


def set_rules_of_one_site(count: int) -> None:
    for _ in range(count):
        build.make_article(wall="paywall")
        build.make_site_rules("platinenpost.example", keep="main")


def import_feeds(count: int) -> None:
    """One list that grows."""
    first = FeedImport.objects.first()
    add_feeds(count)
    grown = build.make_feed_import(Feed.objects.all(), by=User.objects.get(username="ada"))
    FeedImport.objects.filter(pk=first.pk if first else grown.pk).update(rows=grown.rows)


def set_articles_aside(count: int) -> None:
    """Each of an outlet and for a reason of its own, and with texts on which the work failed."""
    add_feeds(count)
    for number in range(count):
        outlet = build.make_outlet()
        behind = {"url": f"https://site{outlet.pk}.example/a", "wall": "paywall"} if number % 2 else {}
        build.make_waiting_article(
            stage=Article.Stage.FAILED, outlet=outlet, next_attempt_at=None, error_kind="timeout", **behind
        )
        build.make_revision(build.make_article(), "Neu.", stage="failed", failed_stage="link")


def follow_claims(count: int) -> None:
    user = User.objects.get(username="ada")
    for _ in range(count):
        claim = build.make_told_claim()
        build.make_alert(build.make_watch(user, claim=claim), claim)
        build.make_watch(user, entity=build.make_entity())


def be_told(count: int) -> None:
    hook, _ = Webhook.objects.get_or_create(
        user=User.objects.get(username="ada"),
        defaults={"url": "https://hooks.example/", "made_at": NOW, "told_until": NOW},
    )
    for number in range(count):
        WebhookCall.objects.create(webhook=hook, at=NOW, changes=number)


def save_searches(count: int) -> None:
    """Each about somebody else, through another outlet, and followed."""
    user = User.objects.get(username="ada")
    for _ in range(count):
        speaker, outlet = build.make_person(), build.make_outlet()
        build.make_told_claim("Wir liefern", speaker=speaker, outlet=outlet, opened_at=NOW + timedelta(days=1))
        query = f"q=liefern&speaker={speaker.name.replace(' ', '+')}&outlet={outlet.pk}"
        build.make_watch(user, search=make_saved_search(user, query))


def name_the_unknown(count: int) -> None:
    """Recurring names that nothing known fits, and some that are none."""
    ada = User.objects.get(username="ada")
    for _ in range(count):
        name = build.make_entity().name
        Entity.objects.filter(name=name).delete()
        curation.dismiss_name(ada, f"{name} nicht", now=NOW)
        for _ in range(3):
            article = build.make_article(
                f"Wir liefern, sagte {name}.",
                statements=[Words("Wir liefern", source=name, via=[("Radio", "interview")])],
                outlet=build.make_outlet(),
            )
            build.make_unlinked(build.statement_of(article))


def decide_about_entity(count: int) -> None:
    """One entity that people changed often, with many names, relations and others merged into it."""
    ada = User.objects.get(username="ada")
    entity = Entity.objects.first() or build.make_entity("Norvik")
    for number in range(count):
        other = build.make_entity()
        build.relate(entity, "competitor of", build.make_entity(), until=None if number % 2 else NOW.date())
        curation.add_alias(ada, entity, text=f"{other.name} AG", now=NOW)
        curation.merge_entities(ada, other, entity, reason="one firm", now=NOW)


# What is asked for, with the id of the first row of a kind in it, and what makes it longer.
PAGES: dict[str, Callable[[int], None]] = {
    "/today/?since=week": happen,
    "/today/new-claim/?since=week&followed=1": happen,
    "/today/edited/?since=week": happen,
    "/claims/": tell_claims,
    "/claims/?speaker=Ada+Lind&outlet={outlet}&resolution=refuted&kind=direct&followed=1": tell_claims,
    "/claims/?said_from=2026-01-01": tell_claims,
    "/claims/?q=liefern+Karton": tell_claims,
    "/searches/": save_searches,
    "/searches/menu/": save_searches,
    "/claims/?": save_searches,
    "/charts/?speaker=Ada+Lind&followed=1": tell_claims,
    "/claims/{claim}/": tell_one_claim,
    "/claims/{claim}/?as_of=2026-05-20": tell_one_claim,
    "/claims/{claim}/?": conclude_about_one_claim,
    "/claims/{claim}/?&": write_notes,
    "/claims/{claim}/?&&": contradict_one_claim,
    "/claims/{claim}/resolve/": tell_one_claim,
    "/claims/{claim}/slots/": tell_one_claim,
    "/claims/{claim}/proposal/": conclude_about_one_claim,
    "/due/": tell_due_claims,
    "/review/": ask_questions,
    "/review/{item}/": ask_questions,
    "/review/{item}/?": doubt_one_text,
    "/review/{item}/claims/?q=e": ask_questions,
    "/review/bulk/?confidence=medium": ask_questions,
    "/statements/{statement}/": decide_about_one_statement,
    "/outlets/{outlet}/": keep_records,
    "/outlets/{outlet}/record/?outcome=right": keep_records,
    "/articles/": tell_claims,
    "/articles/{article}/": add_statements,
    "/articles/{article}/?revision=1": edit_statements,
    "/articles/{article}/?revision=2": edit_statements,
    "/articles/{article}/changes/": edit_statements,
    "/articles/{article}/progress/": add_statements,
    "/entities/": tell_claims,
    "/entities/{entity}/": tell_claims,
    "/entities/{entity}/?": keep_records,
    "/entities/{entity}/network/": tell_claims,
    "/entities/{entity}/record/?outcome=wrong": keep_records,
    "/entities/{entity}/record/?outcome=open&about=1": keep_records,
    "/entities/names/": name_the_unknown,
    "/entities/names/alias/?text=Norvik": decide_about_entity,
    "/entities/{entity}/?&": decide_about_entity,
    "/entities/{entity}/merge/?q=Norvik": decide_about_entity,
    "/entities/{entity}/split/": decide_about_entity,
    "/feeds/": add_feeds,
    "/feeds/{feed}/": add_fetches,
    "/sites/": set_site_rules,
    "/sites/platinenpost.example/": set_rules_of_one_site,
    "/feeds/import/": import_feeds,
    "/feeds/import/{import}/": import_feeds,
    "/feeds/import/{import}/progress/": import_feeds,
    "/health/": set_articles_aside,
    "/following/": follow_claims,
    "/telling/": be_told,
    "/search/?q=e": tell_claims,
}


def address_of(page: str) -> str:
    rows = {
        "outlet": Outlet,
        "claim": Claim,
        "article": Article,
        "entity": Entity,
        "feed": Feed,
        "import": FeedImport,
        "item": ReviewItem,
        "statement": Statement,
    }
    return page.format(
        **{name: row.pk for name, model in rows.items() if (row := model._default_manager.order_by("pk").first())}
    )


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_longer_list_takes_no_more_queries(page: str) -> None:
    client = Client()
    client.force_login(build.make_user("curator", "ada"))
    PAGES[page](10)
    address = address_of(page)
    ten = count_queries(client, address)
    PAGES[page](10)
    assert count_queries(client, address) == ten
