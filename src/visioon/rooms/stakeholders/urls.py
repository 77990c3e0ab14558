from django.urls import path

from visioon.rooms.stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/population/", views.population, name="population"),
]
