"""Addresses of the citizens' site."""

from django.urls import path

from .views import about, after, apply, find, guide, hearings, home, offers, track, verify

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", find.search, name="find"),
    path("themes/", home.themes, name="themes"),
    path("departments/", home.departments, name="departments"),
    path("events/", home.events, name="events"),
    path("events/<slug:code>/", offers.guide, name="offer"),
    path("events/<slug:code>/begin/", apply.begin, name="apply-begin"),
    path("events/<slug:code>/form/", apply.form, name="apply"),
    path("events/<slug:code>/form/keep/", apply.keep, name="apply-keep"),
    path("events/<slug:code>/check/", apply.check, name="apply-check"),
    path("events/<slug:code>/sent/", apply.sent, name="apply-sent"),
    path("continue/", apply.resume, name="apply-resume"),
    path("centres/", home.centre_list, name="centres"),
    path("matters/<str:code>/", guide.guide, name="guide"),
    path("matters/<str:code>/checklist/", guide.checklist, name="checklist"),
    path("matters/<str:code>/forms/<int:number>/", guide.form_file, name="form"),
    path("windows/<int:number>/", guide.window_board, name="window"),
    path("track/", track.track, name="track"),
    path("track/case/", track.progress, name="progress"),
    path("track/case/pay/", after.pay, name="pay"),
    path("track/case/delivery/", after.choose, name="choose-delivery"),
    path("track/case/result/", after.fetch, name="fetch-result"),
    path("pay/sandbox/<str:reference>/", after.sandbox, name="sandbox"),
    path("grants/", after.register, name="register"),
    path("hearings/", hearings.listing, name="hearings"),
    path("hearings/<str:code>.pdf", hearings.announcement, name="hearing-paper"),
    path("track/case/whole/", track.whole_of_part, name="whole-of-part"),
    path("track/joint/", track.whole, name="whole"),
    path("track/joint/<int:order>/", track.part, name="part"),
    path("track/leave/", track.leave, name="leave"),
    path("track/papers/<str:code>.pdf", track.paper, name="paper"),
    path("verify/", verify.ask, name="verify"),
    path("verify/file/", verify.file, name="verify-file"),
    path("verify/<str:named>/<str:proof>/", verify.paper, name="verify-paper"),
    path("services/", about.services, name="services"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
]
