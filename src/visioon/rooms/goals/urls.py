from django.urls import path

from visioon.rooms.goals import views, work_views

app_name = "goals"
urlpatterns = [
    path("goals/", views.goals, name="goals"),
    path("goals/<slug:slug>/", views.goal, name="goal"),
    path("goals/<slug:slug>/react/", views.react, name="react"),
    path("rounds/", views.rounds, name="rounds"),
    path("work/goals/", work_views.work, name="work"),
    path("work/goals/draft/", work_views.draft, name="draft"),
    path("work/goals/rounds/<uuid:round_>/freeze/", work_views.freeze, name="freeze"),
    path("work/goals/rounds/<uuid:round_>/close/", work_views.close, name="close"),
    path("work/goals/assumptions/<uuid:assumption>/check/", work_views.check_assumption, name="check_assumption"),
    path("work/goals/rounds/open/", work_views.open_next, name="open_round"),
    path("work/goals/<slug:slug>/", work_views.edit, name="edit"),
    path("work/goals/<slug:slug>/publish/", work_views.publish, name="publish"),
    path("work/goals/<slug:slug>/wait/", work_views.wait, name="wait"),
    path("work/goals/<slug:slug>/drop/", work_views.drop, name="drop"),
    path("work/goals/<slug:slug>/assume/", work_views.assume, name="assume"),
    path("work/goals/<slug:slug>/rest-on/", work_views.rest_on, name="rest_on"),
    path("work/goals/<slug:slug>/rest-no-more/", work_views.rest_no_more, name="rest_no_more"),
]
