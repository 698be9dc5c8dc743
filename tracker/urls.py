"""The product's pages are claims.web's, the API is claims.api's; the registries are the admin's."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]
