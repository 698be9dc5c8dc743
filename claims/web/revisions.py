"""What changed in an article from one revision to another."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Article
from claims.queries.articles import NoSuchRevisionError
from claims.queries.revisions import revision_pair
from claims.web.access import Request
from claims.web.forms import RevisionPairForm
from claims.web.text_changes import compare_texts


@require_safe
def article_changes(request: Request, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    try:
        pair = revision_pair(article, **RevisionPairForm(request.GET).read())
    except NoSuchRevisionError as error:
        raise Http404(f"revision {error} of article {pk}") from error
    stretches = compare_texts(pair.before.text, pair.after.text)
    return render(request, "articles/changes.html", {"article": article, "pair": pair, "stretches": stretches})
