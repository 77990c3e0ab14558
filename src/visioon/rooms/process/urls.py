from django.urls import path

from visioon.rooms.process import views

app_name = "process"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("what-this-can-change/", views.mandate, name="mandate"),
    path("work/plan/", views.work, name="work"),
    path("work/plan/activity/", views.plan_activity, name="plan_activity"),
    path("work/plan/stages/<uuid:stage>/end/", views.end_stage, name="end_stage"),
]
