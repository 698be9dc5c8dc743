"""What became of the labelled statements in the ledger."""

from collections.abc import Iterable, Sequence

from claims.evaluation.linking import NUMBERS, Linked, Linking, measure_linking
from claims.evaluation.scoring import FOUND, Spoken, pair_up, word_places, words_in
from claims.evaluation.stories import Story, StoryArticle, StoryStatement
from claims.models import Claim, Link, Revision, Statement, StatementSpan
from claims.text import Span


def measure_story_links(stories: Sequence[Story]) -> Linking:
    """Of the stories that were played: statements that were not found at all are put nowhere."""
    statements = [linked for story in stories for linked in linked_statements(story)]
    labelled = {name_of(story, claim.id): claim.counts for story in stories for claim in story.claims}
    counted = {claim.pk: {name: getattr(claim, name) for name in NUMBERS} for claim in Claim.objects.all()}
    return measure_linking(statements, labelled, counted)


def name_of(story: Story, claim: str) -> str:
    return f"{story.name}/{claim}"


def linked_statements(story: Story) -> Iterable[Linked]:
    for article in story.articles:
        for label, statement in with_rows(article):
            if label.claim:
                yield linked(story, article, label, statement)


def with_rows(article: StoryArticle) -> list[tuple[StoryStatement, Statement | None]]:
    """Each labelled statement of the article with the row that covers its words."""
    revision = Revision.objects.get(text=article.text, article__outlet__name=article.outlet)
    rows = list(revision.statements.claiming().prefetch_related("spans", "links"))
    places = word_places(article.text)
    labels = [Spoken(words_in(each.place.content, places), frozenset()) for each in article.statements]
    spoken = [Spoken(words_in(content_of(row), places), frozenset()) for row in rows]
    partner = {pair.gold: rows[pair.predicted] for pair in pair_up(labels, spoken) if pair.dice >= FOUND}
    return [(label, partner.get(at)) for at, label in enumerate(article.statements)]


def content_of(statement: Statement) -> list[Span]:
    spans = (span for span in statement.spans.all() if span.role == StatementSpan.Role.CONTENT)
    return [Span(span.start, span.end) for span in spans]


def linked(story: Story, article: StoryArticle, label: StoryStatement, statement: Statement | None) -> Linked:
    links = list(statement.links.all()) if statement else []
    counted = next((link for link in links if link.state in Link.COUNTED), None)
    return Linked(
        claim=name_of(story, label.claim),
        relation=label.relation,
        lang=article.lang,
        found_claim=counted.claim_id if counted else None,
        found_relation=counted.relation if counted else "",
        suggested=frozenset(link.claim_id for link in links if link.state == Link.State.SUGGESTED),
    )
