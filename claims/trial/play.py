"""Stories as rows: their outlets and entities, then article after article through the pipeline, in time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from claims import ingest, pipeline
from claims.evaluation.scoring import FOUND, Spoken, pair_up, word_places, words_in
from claims.evaluation.stories import Story, StoryArticle, StoryOutlet, StoryStatement
from claims.extract import Attribution, Confidence, Kind, extract
from claims.extract.attribution import ChainHop, Channel, Relation, SourceKind, Speaker
from claims.extract.quantities import quantities_in
from claims.ingest.http import Request, Response
from claims.models import Article, Outlet, OutletDomain, RawPage, Revision
from claims.pipeline.entities import keep_entities
from claims.pipeline.language import keep_statements

READ_AFTER = timedelta(minutes=20)  # its publication


def play_stories(stories: Sequence[Story], *, labelled: bool) -> None:
    """Into an empty database. With `labelled` the statements are those that people marked, not those that are found."""
    outlets = make_outlets(outlet for story in stories for outlet in story.outlets)
    for story in stories:
        keep_entities(story.entities)
    in_time = sorted(
        ((article, story) for story in stories for article in story.articles), key=lambda pair: pair[0].published
    )
    for article, _ in in_time:
        now = article.published + READ_AFTER
        revision = keep_article(article, outlets[article.outlet], now)
        if labelled:
            keep_statements(revision, [as_attribution(article, *each) for each in with_found(article)])
            Revision.objects.filter(pk=revision.pk).update(stage=Revision.Stage.LINK)
        work_until_idle(now)


def make_outlets(outlets: Iterable[StoryOutlet]) -> dict[str, Outlet]:
    made = {}
    for outlet in outlets:
        row, is_new = Outlet.objects.get_or_create(
            name=outlet.name, defaults={"kind": outlet.kind, "lang": outlet.lang, "owner_group": outlet.owner_group}
        )
        if is_new:
            OutletDomain.objects.create(outlet=row, domain=outlet.domain)
        made[outlet.name] = row
    return made


def keep_article(story_article: StoryArticle, outlet: Outlet, now: datetime) -> Revision:
    """The article with its text as a revision that waits for extraction; a later version is its next revision."""
    url = ingest.normalise_url(story_article.url)
    article, _ = Article.objects.get_or_create(
        canonical_url=url,
        defaults={
            "url": story_article.url,
            "site": ingest.site_of(url),
            "outlet": outlet,
            "title": story_article.text.partition("\n")[0],
            "lang": story_article.lang,
            "published_at": story_article.published,
            "first_seen_at": now,
            "stage": Article.Stage.KEPT,
        },
    )
    before = article.revisions.order_by("-number").first()
    article.revisions.filter(superseded_at=None).update(superseded_at=now)
    page = RawPage.objects.create(
        article=article,
        how=RawPage.How.FETCHED,
        url=story_article.url,
        content_type="text/plain",
        compressed=RawPage.compress(story_article.text.encode()),
        fetched_at=now,
        read_at=now,
    )
    return Revision.objects.create(
        article=article,
        number=before.number + 1 if before else 1,
        page=page,
        fetched_at=now,
        previous_fetched_at=before.fetched_at if before else None,
        title=article.title,
        lang=story_article.lang,
        text=story_article.text,
        length=len(story_article.text),
        change_kind=Revision.ChangeKind.SUBSTANTIVE if before else Revision.ChangeKind.FIRST,
        stage=Revision.Stage.EXTRACT,
        next_attempt_at=now,
    )


def work_until_idle(now: datetime) -> None:
    while due := pipeline.find_due(now):
        for each in due:
            pipeline.run(each, now, no_web)


def no_web(request: Request) -> Response:
    raise AssertionError(f"a story is played without the web, but {request.url} was asked for")


def with_found(article: StoryArticle) -> list[tuple[StoryStatement, Attribution | None]]:
    """Each labelled statement with what extraction finds in its place."""
    found = extract(article.text, article.lang, published=article.published.date()).attributions
    places = word_places(article.text)
    gold = [Spoken(words_in(s.place.content, places), words_in(s.place.source, places)) for s in article.statements]
    spoken = [Spoken(words_in(a.content, places), words_in(a.source, places)) for a in found]
    partner = {pair.gold: found[pair.predicted] for pair in pair_up(gold, spoken) if pair.dice >= FOUND}
    return [(statement, partner.get(at)) for at, statement in enumerate(article.statements)]


def as_attribution(article: StoryArticle, label: StoryStatement, found: Attribution | None) -> Attribution:
    """The label. It says nothing of houses, polarity, hedges, amounts and dates: these are as extraction reads them."""
    read = found or Attribution((), (), (), Kind.INDIRECT, Speaker("", SourceKind.NONE))
    amounts = (quantities_in(article.text, span, article.lang) for span in label.place.content)
    return replace(
        read,
        content=label.place.content,
        source=label.place.source,
        kind=Kind(label.place.kind),
        speaker=Speaker(label.speaker, SourceKind(label.source_kind), house=read.speaker.house),
        via=tuple(ChainHop(hop.agent, Relation(hop.relation), Channel(hop.channel)) for hop in label.hops),
        quantities=tuple(amount for each in amounts for amount in each),
        confidence=Confidence.HIGH,
        is_past=False,
    )
