from django.urls import path

from visioon.rooms.assessment import edition_views, trail_views, views, weights_views, work_views

app_name = "assessment"
urlpatterns = [
    path("state/", views.state, name="state"),
    path("state/experiment/", views.experiment, name="experiment"),
    path("state/method/", views.method, name="method"),
    path("state/targets/", views.targets, name="targets"),
    path("state/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("state/editions/", edition_views.editions, name="editions"),
    path("state/editions/compare/", edition_views.compare, name="compare"),
    path("state/editions/<int:number>/", edition_views.edition, name="edition"),
    path("state/editions/<int:number>/annex/", edition_views.annex, name="annex"),
    path("state/editions/<int:number>/files/<str:name>", edition_views.file, name="edition_file"),
    path("state/trail/<int:edition>/<slug:unit>/<slug:code>/", trail_views.trail, name="trail"),
    path("state/weights/", weights_views.weights, name="weights"),
    path("work/assessment/", work_views.work, name="work"),
    path("work/assessment/observe/", work_views.observe, name="observe"),
    path("work/assessment/<uuid:design>/publish/", work_views.publish, name="publish"),
]
