# mypy: disable-error-code="type-arg"
"""Who publishes, and what is polled of them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from claims.admin.exchange import ExchangedAdmin
from claims.admin.registry import ReadOnlyAdmin, joined
from claims.admin.worded import LanguageFilter, WordedInline, WordsFilter
from claims.models import Feed, Outlet, OutletDomain
from claims.queries.feeds import STATES, feed_lines, feed_view, feeds_with_state
from claims.web import labels


class OutletDomainInline(WordedInline):
    model = OutletDomain


@admin.register(Outlet)
class OutletAdmin(ExchangedAdmin):
    table = "outlets"
    preview_template = "admin/previews/outlet.html"
    vocabularies = {"kind": "outlet kind"}
    fields = ["name", "kind", "lang", "owner_group", "reason"]
    list_display = ["name", "kind", "lang", "owner_group", "domain_names", "feed_count"]
    list_filter = [("kind", WordsFilter), ("lang", LanguageFilter)]
    search_fields = ["name", "owner_group", "domains__domain"]
    inlines = [OutletDomainInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        outlets: QuerySet[Outlet] = super().get_queryset(request)
        return outlets.prefetch_related("domains").annotate(feed_count=Count("feeds", distinct=True))

    @admin.display(description=pgettext_lazy("rows", "domains"))
    def domain_names(self, outlet: Outlet) -> str:
        return joined(outlet.domains.all())

    @admin.display(description=pgettext_lazy("rows", "feeds"), ordering="feed_count")
    def feed_count(self, outlet: Any) -> int:
        count: int = outlet.feed_count
        return count

    def preview(self, outlet: Outlet) -> dict[str, Any]:
        return {"feeds": feed_lines(list(feeds_with_state().filter(outlet=outlet)))}


class StateFilter(admin.SimpleListFilter):
    title = pgettext_lazy("field", "state")
    parameter_name = "state"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        return labels.choices("feed state", STATES)

    def queryset(self, _request: Any, feeds: QuerySet[Any]) -> QuerySet[Any]:
        return feeds.filter(state=self.value()) if self.value() else feeds


@admin.register(Feed)
class FeedAdmin(ReadOnlyAdmin):
    """The workbench looks at what an address leads to, and has what a change brings about done."""

    workbench = "feeds"
    preview_template = "admin/previews/feed.html"
    fields = ["title", "url", "outlet", "folder", "takes_full_text", "ignores_cache", "added_by", "added_at"]
    list_display = ["title", "url", "outlet", "folder", "state", "last_success_at"]
    list_filter = [StateFilter, "takes_full_text"]
    list_select_related = ["outlet"]
    search_fields = ["title", "url", "folder", "outlet__name"]

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Any]:
        return feeds_with_state()

    @admin.display(description=pgettext_lazy("field", "state"), ordering="state")
    def state(self, feed: Any) -> str:
        return labels.label(feed.state, "feed state")

    def preview(self, feed: Feed) -> dict[str, Any]:
        return {"view": feed_view(feed, timezone.now())}
