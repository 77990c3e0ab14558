from django.urls import path

from visioon.rooms.inventory import views

app_name = "inventory"
urlpatterns = [
    path("solutions/", views.solutions, name="solutions"),
    path("solutions/<slug:key>/", views.solution, name="solution"),
    path("events/", views.events, name="events"),
]
