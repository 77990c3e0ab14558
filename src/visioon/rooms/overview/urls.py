from django.urls import path

from visioon.rooms.overview import letter_views, publications, task_views, views, week_views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("domains/", views.domains, name="domains"),
    path("domains/<slug:code>/", views.domain, name="domain"),
    path("thread/<slug:kind>/<uuid:key>/", views.thread, name="thread"),
    path("sample/", views.sample, name="sample"),
    path("open/", publications.methods, name="methods"),
    path("open/methods/<slug:name>/", publications.sheet, name="sheet"),
    path("open/verify/", publications.verify, name="verify"),
    path("open/bundle/", publications.bundle, name="bundle"),
    path("open/key/", publications.public_key, name="public_key"),
    path("open/editions/<int:number>/", publications.edition, name="edition"),
    path("open/editions/<int:number>/file/", publications.edition_file, name="edition_file"),
    path("open/tables/dictionary/", publications.dictionary, name="dictionary"),
    path("open/tables/<slug:name>/", publications.table, name="table"),
    path("work/", week_views.week, name="week"),
    path("work/tasks/", task_views.tasks, name="tasks"),
    path("work/tasks/assign/", task_views.assign, name="assign"),
    path("work/tasks/<uuid:task>/", task_views.task, name="task"),
    path("work/tasks/<uuid:task>/take/", task_views.take, name="take"),
    path("work/tasks/<uuid:task>/give-back/", task_views.give_back, name="give_back"),
    path("work/tasks/<uuid:task>/postpone/", task_views.postpone, name="postpone"),
    path("work/tasks/<uuid:task>/drop/", task_views.drop, name="drop"),
    path("work/letter/", letter_views.letter, name="letter"),
    path("week-letter/stop/<str:token>/", letter_views.stop_letter, name="stop_letter"),
    path("work/absences/", week_views.away, name="away"),
    path("work/absences/<uuid:absence>/back/", week_views.back, name="back"),
    path("work/board/", views.work_board, name="board"),
    path("work/samples/", views.samples, name="samples"),
]
