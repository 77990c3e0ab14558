from django.urls import path

from visioon.rooms.synthesis import views, work_views

app_name = "synthesis"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/unassigned/", views.unassigned, name="unassigned"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("opinions/", views.opinions, name="opinions"),
    path("not-heard/", views.coverage, name="coverage"),
    path("work/synthesis/", work_views.work, name="work"),
    path("work/synthesis/themes/new/", work_views.new_theme, name="new_theme"),
    path("work/synthesis/themes/<slug:slug>/", work_views.edit_theme, name="edit_theme"),
    path("work/synthesis/voices/<int:number>/", work_views.quote, name="quote"),
    path("work/synthesis/voices/<int:number>/assign/", work_views.assign, name="assign"),
    path("work/synthesis/voices/<int:number>/unassign/", work_views.unassign, name="unassign"),
    path("work/synthesis/quotes/<uuid:quote>/back/", work_views.take_back, name="take_back"),
    path("work/synthesis/publish/themes/", work_views.publish_themes, name="publish_themes"),
    path("work/synthesis/publish/opinions/<slug:slug>/", work_views.publish_opinions, name="publish_opinions"),
]
