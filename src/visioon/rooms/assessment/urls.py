from django.urls import path

from visioon.rooms.assessment import blend_views, data_views, framework_views, upkeep_views, views, work_views

app_name = "assessment"
urlpatterns = [
    path("state/", views.state, name="state"),
    path("state/experiment/", views.experiment, name="experiment"),
    path("state/method/", views.method, name="method"),
    path("state/targets/", views.targets, name="targets"),
    path("state/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("state/frameworks/", framework_views.all_of_them, name="frameworks"),
    path("state/frameworks/<slug:framework>/", framework_views.one, name="framework"),
    path("state/blends/<uuid:design>/", framework_views.blend, name="blend"),
    path("work/assessment/", work_views.work, name="work"),
    path("work/assessment/observe/", work_views.observe, name="observe"),
    path("work/assessment/<uuid:design>/publish/", work_views.publish, name="publish"),
    path("work/assessment/blend/", blend_views.blending_desk, name="blending"),
    path("work/assessment/bring-in/", data_views.bring_in, name="bring_in"),
    path("work/assessment/take-in/", data_views.take_in, name="take_in"),
    path("work/assessment/steward/", data_views.queue, name="steward"),
    path("work/assessment/doubts/<int:doubt>/", data_views.check, name="check"),
    path("work/assessment/answers/<uuid:fetching>/", data_views.fetched, name="fetched"),
    path("work/assessment/answers/<uuid:fetching>/leave/", data_views.leave, name="leave"),
    path("work/assessment/indicators/", upkeep_views.define, name="define"),
    path("work/assessment/indicators/<slug:code>/", upkeep_views.keep, name="keep"),
    path("work/assessment/indicators/<slug:code>/describe/", upkeep_views.describe, name="describe"),
    path("work/assessment/indicators/<slug:code>/tie/", upkeep_views.tie, name="tie"),
    path("work/assessment/indicators/<slug:code>/untie/<int:tie>/", upkeep_views.untie, name="untie"),
    path("work/assessment/indicators/<slug:code>/fetch/", upkeep_views.fetch, name="fetch"),
    path("work/assessment/indicators/<slug:code>/look/", upkeep_views.look, name="look"),
    path("work/assessment/indicators/<slug:code>/give-up/", upkeep_views.give_up, name="give_up"),
    path("work/assessment/indicators/<slug:code>/take-up/", upkeep_views.take_up, name="take_up"),
]
