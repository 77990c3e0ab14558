from django.urls import path

from visioon.rooms.overview import publications, scorecard_views, views
from visioon.rooms.overview.translation import file_views, glossary_views
from visioon.rooms.overview.translation import views as translation

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
    path("work/translation/", translation.translate, name="translate"),
    path("work/translation/glossary/", glossary_views.terms, name="glossary"),
    path("work/translation/glossary/new/", glossary_views.new_term, name="new_term"),
    path("work/translation/glossary/<slug:slug>/", glossary_views.term, name="term"),
    path("work/translation/glossary/<slug:slug>/withdraw/", glossary_views.withdraw_term, name="withdraw_term"),
    path("work/translation/file/<slug:language>/", file_views.xliff_out, name="xliff_out"),
    path("work/translation/bring-in/", file_views.xliff_in, name="xliff_in"),
    path("work/translation/bring-in/save/", file_views.xliff_take, name="xliff_take"),
    path("work/translation/<str:text>/", translation.translate_one, name="translate_one"),
]
