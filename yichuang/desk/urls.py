"""Addresses of the workbench."""

from django.urls import path

from .views import archive, case, collect, intake, layouts, ledger, matters, seals, session, tasks, window

app_name = "desk"
urlpatterns = [
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("set-language/", session.set_language, name="set-language"),
    path("desk/", window.home, name="home"),
    path("desk/seat/", session.seat, name="seat"),
    path("desk/password/", session.password, name="password"),
    path("desk/window/", window.window, name="window"),
    path("desk/begin/", window.begin, name="begin"),
    path("desk/intake/<str:no>/", intake.intake, name="intake"),
    path("desk/intake/<str:no>/files/<int:order>/", intake.attach, name="attach"),
    path(
        "desk/intake/<str:no>/files/<int:order>/<int:number>/set-aside/", intake.set_aside, name="set-aside"
    ),
    path("desk/cases/<str:no>/", case.case_page, name="case"),
    path("desk/cases/<str:no>/files/<int:order>/<int:number>/", case.case_file, name="case-file"),
    path("desk/cases/<str:no>/reveal/", case.reveal, name="reveal"),
    path("desk/cases/<str:no>/decide/", case.decide_here, name="decide-here"),
    path("desk/cases/<str:no>/papers/", case.case_papers, name="case-papers"),
    path("desk/cases/<str:no>/papers.pdf", case.papers_pdf, name="case-papers-pdf"),
    path("desk/papers/<str:code>/printed/", case.note_print, name="note-print"),
    path("desk/papers/<str:code>.pdf", case.paper_pdf, name="paper-pdf"),
    path("desk/tasks/", tasks.tasks, name="tasks"),
    path("desk/tasks/done/", tasks.done, name="done"),
    path("desk/cases/<str:no>/steps/<int:task_id>/pass-on/", tasks.pass_on, name="pass-on"),
    path("desk/cases/<str:no>/steps/<int:task_id>/send-back/", tasks.send_back, name="send-back"),
    path("desk/cases/<str:no>/steps/<int:task_id>/draft/", tasks.note_draft, name="note-draft"),
    path("desk/collect/", collect.waiting, name="waiting"),
    path("desk/collect/<str:no>/", collect.collect, name="collect"),
    path("desk/matters/", matters.matters, name="matters"),
    path("desk/matters/<str:code>/", matters.matter, name="matter"),
    path("desk/matters/<str:code>/<int:number>/", matters.matter, name="matter-version"),
    path("desk/matters/<str:code>/<int:number>/move/", matters.move, name="matter-move"),
    path("desk/matters/<str:code>/<int:number>/edit/", matters.edit, name="guide-edit"),
    path("desk/layouts/", layouts.layouts, name="layouts"),
    path("desk/layouts/title/", layouts.title, name="paper-title"),
    path("desk/layouts/<str:layout>.pdf", layouts.sample, name="layout-sample"),
    path("desk/layouts/<str:layout>/", layouts.template, name="layout"),
    path("desk/archive/", archive.packages, name="archive"),
    path("desk/archive/export/", archive.export, name="archive-export"),
    path("desk/archive/retention/", archive.retention, name="retention"),
    path("desk/archive/<str:no>.zip", archive.download, name="package"),
    path("desk/seals/", seals.seals, name="seals"),
    path("desk/seals/prove/", seals.prove, name="prove"),
    path("desk/seals/<str:day>.txt", seals.as_text, name="seals-text"),
    path("desk/seals/<str:day>/", seals.sheet, name="seals-sheet"),
    path("desk/ledger/", ledger.ledger, name="ledger"),
    path("desk/ledger/export/", ledger.export, name="export"),
]
