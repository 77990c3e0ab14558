from django.urls import path

from visioon.rooms.process import agreement_views, cycle_views, party_views, views, work_views

app_name = "process"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/agreement/", agreement_views.agreed, name="agreement"),
    path("plan/versions/<int:number>/", agreement_views.version, name="version"),
    path("plan/versions/<int:earlier>..<int:number>/", party_views.changes, name="changes"),
    path("plan/letters/stop/<str:token>/", party_views.stop_letters, name="stop_letters"),
    path("plan/answer/<str:secret>/", agreement_views.answer, name="answer"),
    path("what-this-can-change/", views.mandate, name="mandate"),
    path("work/plan/", views.work, name="work"),
    path("work/plan/new/", cycle_views.begin, name="begin"),
    path("work/plan/end/", cycle_views.end, name="end"),
    path("work/plan/activity/", views.plan_activity, name="plan_activity"),
    path("work/plan/stages/<uuid:stage>/", work_views.stage, name="stage"),
    path("work/plan/stages/<uuid:stage>/end/", views.end_stage, name="end_stage"),
    path("work/plan/stages/<uuid:stage>/override/", work_views.override, name="override"),
    path("work/plan/mandate/", work_views.reword, name="reword"),
    path("work/plan/targets/", work_views.target, name="target"),
    path("work/plan/agreement/", work_views.desk, name="desk"),
    path("work/plan/agreement/version/", work_views.put, name="put"),
    path("work/plan/agreement/parties/", work_views.invite, name="invite"),
    path("work/plan/agreement/parties/<uuid:party>/link/", work_views.link, name="link"),
    path("work/plan/agreement/parties/<uuid:party>/answer/", work_views.enter, name="enter"),
    path("work/plan/agreement/parties/<uuid:party>/promise/", work_views.promise, name="promise"),
    path("work/plan/agreement/parties/letters/", party_views.write_silent, name="write_silent"),
    path("work/plan/agreement/parties/<uuid:party>/letter/", party_views.write, name="write"),
    path("work/plan/agreement/parties/<uuid:party>/address/", party_views.address, name="address"),
    path("work/plan/agreement/answers/<uuid:confirmation>/", work_views.reply, name="reply"),
]
