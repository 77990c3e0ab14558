from django.urls import path

from visioon.rooms.delivery import planning_views, views, work_views

app_name = "delivery"
urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/<slug:slug>/", views.project, name="project"),
    path("work/projects/", work_views.work, name="work"),
    path("work/projects/new/", planning_views.propose, name="propose"),
    path("work/projects/quick-win/<int:number>/", planning_views.quick_win, name="quick_win"),
    path("work/projects/<slug:slug>/", work_views.desk, name="desk"),
    path("work/projects/<slug:slug>/plan/", planning_views.plan, name="plan"),
    path("work/projects/<slug:slug>/report/", work_views.report, name="report"),
    path("work/projects/<slug:slug>/close/", work_views.close, name="close"),
    path("work/projects/<slug:slug>/approve/", planning_views.approve, name="approve"),
    path("work/projects/<slug:slug>/move/", planning_views.move, name="move"),
    path("work/projects/<slug:slug>/milestones/", planning_views.plan_milestone, name="plan_milestone"),
    path("work/projects/<slug:slug>/milestones/move/", planning_views.move_milestone, name="move_milestone"),
    path("work/projects/<slug:slug>/milestones/reach/", work_views.reach_milestone, name="reach_milestone"),
    path("work/projects/<slug:slug>/money/", work_views.add_budget, name="add_budget"),
    path("work/projects/<slug:slug>/risks/", work_views.add_risk, name="add_risk"),
    path("work/projects/<slug:slug>/strike/", planning_views.strike, name="strike"),
    path("work/projects/<slug:slug>/ties/", planning_views.tie, name="tie"),
    path("work/projects/<slug:slug>/ties/end/", planning_views.let_go, name="let_go"),
    path("work/projects/<slug:slug>/depends/", planning_views.depend, name="depend"),
]
