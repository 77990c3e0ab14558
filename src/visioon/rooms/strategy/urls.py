from django.urls import path

from visioon.rooms.strategy import views, work_views

app_name = "strategy"
urlpatterns = [
    path("strategy/", views.read, name="read"),
    path("strategy/versions/", views.versions, name="versions"),
    path("strategy/versions/<int:first>..<int:second>/", views.difference, name="difference"),
    path("strategy/versions/<int:number>/", views.version, name="version"),
    path("strategy/versions/<int:number>/strategy-<slug:language>.pdf", views.pdf, name="pdf"),
    path("strategy/versions/<int:number>/strategy-<slug:language>.html", views.html, name="html"),
    path("strategy/versions/<int:number>/strategy-<slug:language>.docx", views.docx, name="docx"),
    path("work/strategy/", work_views.work, name="work"),
    path("work/strategy/begin/", work_views.begin, name="begin"),
    path("work/strategy/add/", work_views.add, name="add"),
    path("work/strategy/publish/", work_views.publish, name="publish"),
    path("work/strategy/blocks/<uuid:block>/", work_views.edit, name="edit"),
    path("work/strategy/blocks/<uuid:block>/remove/", work_views.remove, name="remove"),
    path("work/strategy/blocks/<uuid:block>/hang/", work_views.hang, name="hang"),
]
