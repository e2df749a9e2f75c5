"""Addresses of kiosks and of numbers on phones."""

from django.urls import path

from .views import booked, here, keys, machine, phone, rate_here, rating

app_name = "kiosk"
urlpatterns = [
    path("kiosk/<str:device>/", machine.start, name="start"),
    path("kiosk/<str:device>/worker.js", machine.worker, name="worker"),
    path("kiosk/<str:device>/find/", machine.find, name="find"),
    path("kiosk/<str:device>/take/", machine.take, name="take"),
    path("kiosk/<str:device>/booked/", booked.check_in, name="booked"),
    path("kiosk/<str:device>/rate/", rate_here.rate, name="rate-here"),
    path("kiosk/<str:device>/tickets/<str:ticket>/", machine.ticket, name="ticket"),
    path("kiosk/<str:device>/tickets/<str:ticket>/paper/", machine.paper_again, name="paper"),
    path("kiosk/<str:device>/help/", machine.ask_help, name="help"),
    path("kiosk/<str:device>/heartbeat/", machine.heartbeat, name="heartbeat"),
    path("kiosk/<str:device>/given/", machine.given, name="given"),
    path("here/<slug:code>/<str:proof>/", here.check_in, name="here"),
    path("window-rating/<str:device>/", rating.at_the_window, name="window-rating"),
    path("api/v1/rating-keys/<str:device>/", keys.keys, name="rating-keys"),
    path("t/<str:ticket>/", phone.number, name="number"),
    path("t/<str:ticket>/give-back/", phone.give_back, name="give-back"),
]
