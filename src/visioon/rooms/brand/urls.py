from django.urls import path

from visioon.rooms.brand import views, work_views

app_name = "brand"
urlpatterns = [
    path("face/", views.face, name="face"),
    path("face/tokens.json", views.tokens, name="tokens"),
    path("look/<slug:version>.css", views.css, name="css"),
    path("look/logo/<slug:version>.svg", views.logo, name="logo"),
    path("share/<slug:kind>/<uuid:key>.png", views.share, name="share"),
    path("work/face/", work_views.work, name="work"),
    path("work/face/draft/", work_views.draft, name="draft"),
    path("work/face/<int:number>/", work_views.edit, name="edit"),
    path("work/face/<int:number>/approve/", work_views.approve, name="approve"),
    path("work/face/<int:number>/retire/", work_views.retire, name="retire"),
]
