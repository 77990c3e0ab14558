from django.urls import path

from visioon.rooms.topics import work_views, workshop_views

app_name = "topics"
urlpatterns = [
    path("work/topics/", work_views.work, name="work"),
    path("work/topics/new/", work_views.propose, name="propose"),
    path("work/topics/undo/", work_views.undo, name="undo"),
    path("work/topics/domains/<slug:code>/", work_views.explain, name="explain"),
    path("work/topics/workshops/new/", workshop_views.hold, name="hold"),
    path("work/topics/workshops/<int:number>/", workshop_views.workshop, name="workshop"),
    path("work/topics/workshops/<int:number>/people/", workshop_views.people, name="people"),
    path("work/topics/workshops/<int:number>/decide/", workshop_views.decide, name="decide"),
    path("work/topics/workshops/<int:number>/<slug:slug>/mark/", workshop_views.mark, name="mark"),
    path("work/topics/workshops/<int:number>/<slug:slug>/touch/", workshop_views.touch, name="touch"),
    path("work/topics/<slug:slug>/", work_views.edit, name="edit"),
    path("work/topics/<slug:slug>/move/", work_views.move, name="move"),
    path("work/topics/<slug:slug>/merge/", work_views.merge, name="merge"),
    path("work/topics/<slug:slug>/split/", work_views.split, name="split"),
    path("work/topics/<slug:slug>/set-aside/", work_views.set_aside, name="set_aside"),
    path("work/topics/<slug:slug>/choose/", work_views.choose, name="choose"),
    path("work/topics/<slug:slug>/bring-back/", work_views.bring_back, name="bring_back"),
]
