"""The statements of an article as Web Annotations (W3C), which other tools can lay over its page."""

from collections.abc import Iterator
from typing import Any

from claims.api.addresses import absolute, api_address
from claims.models import Article, Revision, StatementSpan
from claims.queries.articles import ReadStatement

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BESIDE = 32  # characters of the text before and after a quotation, by which it is found on the page


def annotation_collection(
    article: Article, revision: Revision | None, statements: tuple[ReadStatement, ...]
) -> dict[str, Any]:
    """All in one page, as an article has tens of them and not thousands."""
    address = api_address("annotations", article.pk)
    items = [_annotation(article, revision, each) for each in statements] if revision else []
    page = {"id": f"{address}#page", "type": "AnnotationPage", "partOf": address, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": str(article),
        "total": len(items),
        "first": page,
    }


def _annotation(article: Article, revision: Revision, each: ReadStatement) -> dict[str, Any]:
    row = each.said.statement
    return {
        "id": absolute(f"{article.get_absolute_url()}?revision={revision.number}#s{row.pk}"),
        "type": "Annotation",
        "motivation": "describing",
        "created": revision.fetched_at.isoformat(),
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": revision.lang or None,
                "value": f"{each.said.speaker}: {row.content_text}" if each.said.speaker else row.content_text,
            },
            *(
                {"type": "TextualBody", "purpose": "tagging", "value": value}
                for value in (row.kind, row.modality, row.polarity, row.confidence)
            ),
            *(
                {"type": "SpecificResource", "purpose": "linking", "source": absolute(link.claim.get_absolute_url())}
                for link in each.links
            ),
        ],
        "target": list(_targets(article, revision, each)),
    }


def _targets(article: Article, revision: Revision, each: ReadStatement) -> Iterator[dict[str, Any]]:
    """One for each span of the content. The positions are those in the text that we keep, which `cached` leads to."""
    for span in each.spans:
        if span.role == StatementSpan.Role.CONTENT:
            yield {
                "source": article.canonical_url,
                "state": {
                    "type": "TimeState",
                    "sourceDate": revision.fetched_at.isoformat(),
                    "cached": api_address("revision", article.pk, revision.number),
                },
                "selector": [
                    _quote(revision.text, span),
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                ],
            }


def _quote(text: str, span: StatementSpan) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - BESIDE) : span.start],
        "suffix": text[span.end : span.end + BESIDE],
    }
