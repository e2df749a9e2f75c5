"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("", include("yichuang.desk.urls")),
    path("", include("yichuang.portal.urls")),
]
