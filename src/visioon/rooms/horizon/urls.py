from django.urls import path

from visioon.rooms.horizon import signal_views, trend_views, views, work_views

app_name = "horizon"
urlpatterns = [
    path("horizon/", views.radar, name="radar"),
    path("horizon/reviews/<uuid:review>/", views.review, name="review"),
    path("horizon/<slug:slug>/", views.trend, name="trend"),
    path("work/horizon/", work_views.work, name="work"),
    path("work/horizon/look/", work_views.look, name="look"),
    path("work/horizon/signals/", signal_views.signals, name="signals"),
    path("work/horizon/signals/add/", signal_views.add, name="add"),
    path("work/horizon/signals/file/", signal_views.file, name="file"),
    path("work/horizon/signals/<uuid:signal>/", signal_views.sort, name="sort"),
    path("work/horizon/sources/", signal_views.sources, name="sources"),
    path("work/horizon/sources/<uuid:source>/turn/", signal_views.turn, name="turn"),
    path("work/horizon/sources/<uuid:source>/fetch/", signal_views.fetch, name="fetch"),
    path("work/horizon/trends/new/", trend_views.new, name="new_trend"),
    path("work/horizon/trends/<slug:slug>/", trend_views.edit, name="edit_trend"),
    path("work/horizon/trends/<slug:slug>/bear/", trend_views.bear, name="bear"),
    path("work/horizon/trends/<slug:slug>/bear-no-more/", trend_views.bear_no_more, name="bear_no_more"),
    path("work/horizon/trends/<slug:slug>/end/", trend_views.end, name="end_trend"),
    path("work/horizon/trends/<slug:slug>/rate/", trend_views.rate, name="rate"),
    path("work/horizon/reviews/open/", work_views.open_review, name="open_review"),
    path("work/horizon/reviews/<uuid:review>/", work_views.end, name="end"),
    path("work/horizon/reviews/<uuid:review>/keep/", work_views.keep, name="keep"),
    path("work/horizon/reviews/<uuid:review>/drop/", work_views.drop, name="drop"),
]
