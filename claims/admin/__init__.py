"""The registries, in Django's admin. Claims and statements are looked at here; what people decide about them, they
decide in the workbench, and what they change here goes through curation as well."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from claims.admin import outlets, people, records, sites, who_is_known

__all__ = ["outlets", "people", "records", "sites", "who_is_known"]

admin.site.index_title = gettext_lazy("Registries and users")
