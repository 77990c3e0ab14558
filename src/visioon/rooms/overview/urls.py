from django.urls import path

from visioon.rooms.overview import letter_views, publications, scorecard_views, task_views, views, week_views
from visioon.rooms.overview.papers import views as papers
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
    path("papers/council/", papers.council, name="council"),
    path("papers/council/<int:number>/", papers.council_of, name="council_of"),
    path("papers/group/<slug:code>/", papers.group, name="group_paper"),
    path("papers/plain/", papers.plain, name="plain"),
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
