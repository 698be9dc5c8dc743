"""What rules would make of a page that is stored, beside what the reader makes of it now or by other rules."""

from collections import Counter
from dataclasses import dataclass

from claims import ingest
from claims.models import Article
from claims.pipeline.reading import current_revision, read_page
from claims.pipeline.work import PermanentFailureError


@dataclass(frozen=True)
class Preview:
    """`refusal` says why there would be no text at all."""

    article: Article
    blocks: tuple[ingest.ComparedBlock, ...] = ()
    unmatched: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(block.difference for block in self.blocks)
        return {difference: found[difference] for difference in ingest.Difference}


def preview_rules(article: Article, rules: ingest.SiteRules, *, beside: ingest.SiteRules | None = None) -> Preview:
    """Of an article that has a revision; beside what other rules make of it, or those that count now."""
    current = current_revision(article)
    if current is None:
        raise ValueError(f"{article} has no stored page.")
    try:
        after = read_page(article, current.page, rules).reading
    except (ingest.PageRefused, PermanentFailureError) as error:
        return Preview(article, refusal=str(error))
    try:
        before = read_page(article, current.page, beside).reading
    except (ingest.PageRefused, PermanentFailureError):
        before = NOTHING
    return Preview(article, tuple(ingest.compare_readings(before, after)), after.unmatched)


NOTHING = ingest.PageReading(title="", author="", published=None, lang="", blocks=())
