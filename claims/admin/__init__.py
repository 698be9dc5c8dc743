"""The registries, in Django's admin.

What people change here goes through curation; claims and statements are looked at here, and decided in the workbench.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from claims.admin import outlets, people, records, sites, who_is_known

__all__ = ["outlets", "people", "records", "sites", "who_is_known"]

admin.site.index_title = gettext_lazy("Registries and users")
