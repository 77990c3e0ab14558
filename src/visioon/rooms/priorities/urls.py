from django.urls import path

from visioon.rooms.priorities import views, work_views

app_name = "priorities"
urlpatterns = [
    path("priorities/", views.priorities, name="priorities"),
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/<uuid:decision>/", views.decision, name="decision"),
    path("work/priorities/", work_views.work, name="work"),
    path("work/priorities/convene/", work_views.convene, name="convene"),
    path("work/priorities/decide/", work_views.decide, name="decide"),
    path("work/priorities/overall-goal/", work_views.overall_goal, name="overall_goal"),
    path("work/priorities/<uuid:panel>/seat/", work_views.seat, name="seat"),
    path("work/priorities/<uuid:panel>/publish/", work_views.publish, name="publish"),
    path("work/priorities/<uuid:panel>/rate/", work_views.rate, name="rate"),
]
