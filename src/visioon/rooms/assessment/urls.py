from django.urls import path

from visioon.rooms.assessment import views, work_views

app_name = "assessment"
urlpatterns = [
    path("state/", views.state, name="state"),
    path("state/experiment/", views.experiment, name="experiment"),
    path("state/method/", views.method, name="method"),
    path("state/targets/", views.targets, name="targets"),
    path("state/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("work/assessment/", work_views.work, name="work"),
    path("work/assessment/observe/", work_views.observe, name="observe"),
    path("work/assessment/<uuid:design>/publish/", work_views.publish, name="publish"),
]
