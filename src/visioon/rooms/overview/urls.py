from django.urls import path

from visioon.rooms.overview import publications, scorecard_views, views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("domains/", views.domains, name="domains"),
    path("domains/<slug:code>/", views.domain, name="domain"),
    path("thread/<slug:kind>/<uuid:key>/", views.thread, name="thread"),
    path("scorecard/", scorecard_views.show, name="scorecard"),
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
    path("work/", views.week, name="week"),
    path("work/board/", views.work_board, name="board"),
    path("work/scorecard/publish/", scorecard_views.publish, name="publish_scorecard"),
    path("work/samples/", views.samples, name="samples"),
]
