"""The product's pages are claims.web's, the API is claims.api's; the registries are the admin's."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from tracker import sso

urlpatterns = [
    path("admin/", admin.site.urls),
    path("oidc/authenticate/", login_not_required(sso.SignInView.as_view()), name="oidc_authentication_init"),
    path("oidc/callback/", login_not_required(sso.CallbackView.as_view()), name="oidc_authentication_callback"),
    path("", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]
