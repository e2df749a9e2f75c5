"""Every address of the product."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from yichuang.api.endpoints import api

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("", include("yichuang.desk.urls")),
    path("", include("yichuang.kiosk.urls")),
    path("screens/", include("yichuang.screens.urls")),
    path("", include("yichuang.portal.urls")),
]
if settings.BENCH:
    urlpatterns.append(path("bench/", include("yichuang.bench.urls")))

handler400 = views.malformed
handler403 = views.forbidden
handler404 = views.missing
handler500 = views.broken
if settings.BENCH:
    urlpatterns.append(path("bench/", include("yichuang.bench.urls")))
