# mypy: disable-error-code="type-arg"
"""A registry as a file: what a list shows handed on as CSV or JSON, and a file taken over after a look at it."""

import json
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from claims import curation
from claims.admin.registry import RegistryAdmin
from claims.web.csv_answers import csv_answer
from claims.web.forms import add_refusal

SHOWN = 200


class FileForm(forms.Form):
    """The file, or the text of one that was looked at before. `reason`: why, for the record of each row."""

    file = forms.FileField(required=False)
    text = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False, max_length=2_000)

    def body(self) -> bytes:
        file = self.cleaned_data["file"]
        body: bytes = file.read() if file else self.cleaned_data["text"].encode()
        if not body:
            raise curation.CurationError("file", gettext("Choose the file to be imported."))
        return body


class ExchangedAdmin(RegistryAdmin):
    """`table`: the name of the registry in curation.TABLES."""

    table: ClassVar[str]

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("export.csv", self.admin_site.admin_view(self.export_csv), name=f"{name}_export_csv"),
            path("export.json", self.admin_site.admin_view(self.export_json), name=f"{name}_export_json"),
            path("import/", self.admin_site.admin_view(self.import_file), name=f"{name}_import"),
        ]
        return [*own, *super().get_urls()]

    def may_import(self, request: HttpRequest) -> bool:
        """Entities are added here by a file alone; one by one their own page does it better."""
        needed = [f"{self.opts.app_label}.{verb}_{self.opts.model_name}" for verb in ("add", "change")]
        return request.user.has_perms(needed)

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        given = {"is_exchanged": True, "may_import": self.may_import(request)}
        return super().changelist_view(request, given | (extra_context or {}))

    def listed(self, request: HttpRequest) -> Any:
        """What the list shows by its search and filters, on all its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_changelist_instance(request).get_queryset(request)

    def export_csv(self, request: HttpRequest) -> HttpResponse:
        table = curation.TABLES[self.table]
        return csv_answer(self.table, table.of(self.listed(request)), table.columns)

    def export_json(self, request: HttpRequest) -> HttpResponse:
        records = curation.TABLES[self.table].records(self.listed(request))
        return HttpResponse(
            json.dumps(records, ensure_ascii=False, indent=1),
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.table}.json"'},
        )

    def import_file(self, request: Any) -> HttpResponse:
        """First what would become of each row, then, if nothing is refused, the same for good."""
        if not self.may_import(request):
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        shown: dict[str, Any] = {}
        if form.is_valid():
            try:
                body = form.body()
                taken = self.take_over(request, body, form.cleaned_data["reason"])
                if request.POST.get("do") == "import" and not is_refused(taken):
                    return self.imported(request, taken)
                shown = looked_at(taken) | {"text": body.decode("utf-8-sig")}
            except curation.CurationError as refusal:
                add_refusal(form, refusal)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import"),
            "opts": self.opts,
            "form": form,
            "table": curation.TABLES[self.table],
            **shown,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or shown.get("is_refused") else HTTPStatus.OK
        return TemplateResponse(request, "admin/import.html", context, status=status)

    def take_over(self, request: Any, body: bytes, reason: str) -> list[curation.TakenRow]:
        table = curation.TABLES[self.table]
        return curation.take_over(
            request.user,
            table,
            curation.read_records(table.columns, body),
            reason=reason,
            now=timezone.now(),
            is_trial=request.POST.get("do") != "import",
        )

    def imported(self, request: HttpRequest, taken: list[curation.TakenRow]) -> HttpResponse:
        new = sum(row.taken is not curation.TakenAs.SAME for row in taken)
        told = ngettext("%(new)s row was added or changed.", "%(new)s rows were added or changed.", new)
        messages.success(request, told % {"new": new})
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


def is_refused(taken: list[curation.TakenRow]) -> bool:
    return any(row.taken is curation.TakenAs.REFUSED for row in taken)


def looked_at(taken: list[curation.TakenRow]) -> dict[str, Any]:
    """What is refused stands first; what stays as it is is counted only."""
    rows = [row for row in taken if row.taken is not curation.TakenAs.SAME]
    rows.sort(key=lambda row: row.taken is not curation.TakenAs.REFUSED)
    return {
        "counts": [(each, sum(row.taken is each for row in taken)) for each in curation.TakenAs],
        "rows": rows[:SHOWN],
        "left_out": max(0, len(rows) - SHOWN),
        "is_refused": is_refused(taken),
        "has_news": bool(rows),
    }
