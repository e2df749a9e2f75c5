"""Addresses of the hall's screens: each is opened full-screen on any box."""

from django.urls import path

from . import views

app_name = "screens"
urlpatterns = [
    path("<slug:code>/", views.hall, name="hall"),
    path("<slug:code>/heartbeat/<str:device>/", views.heartbeat, name="heartbeat"),
    path("<slug:code>/check-in/<str:device>/", views.check_in, name="check-in"),
    path("<slug:code>/zone/<str:zone>/", views.zone, name="zone"),
    path("<slug:code>/window/<int:number>/", views.window, name="window"),
]
