from django.urls import path

from visioon.rooms.outreach import views, work_views

app_name = "outreach"
urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar.ics", views.ics, name="ics"),
    path("calendar.atom", views.atom, name="atom"),
    path("calendar/<uuid:message>/", views.message, name="message"),
    path("newsletter/", views.subscribe, name="subscribe"),
    path("newsletter/<int:number>/", views.issue, name="issue"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="confirm"),
    path("newsletter/stop/<str:token>/", views.stop, name="stop"),
    path("work/outreach/", work_views.work, name="work"),
    path("work/outreach/messages/new/", work_views.new_message, name="new_message"),
    path("work/outreach/messages/<uuid:message>/", work_views.edit_message, name="edit_message"),
    path("work/outreach/messages/<uuid:message>/release/", work_views.release_message, name="release_message"),
    path("work/outreach/messages/<uuid:message>/told/", work_views.tell_message, name="tell_message"),
    path("work/outreach/messages/<uuid:message>/drop/", work_views.drop_message, name="drop_message"),
    path("work/outreach/issues/new/", work_views.new_issue, name="new_issue"),
    path("work/outreach/issues/<int:number>/", work_views.edit_issue, name="edit_issue"),
    path("work/outreach/issues/<int:number>/release/", work_views.release_issue, name="release_issue"),
    path("work/outreach/addresses/", work_views.addresses, name="addresses"),
]
