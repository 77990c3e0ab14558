"""Addresses for the tests of the shell: its own pages, and two rooms of a city."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def room(request: HttpRequest, city: str) -> HttpResponse:
    return HttpResponse(city)


goals = ([path("goals/", room, name="goals"), path("goals/one/", room, name="goal")], "goals")
overview = ([path("", room, name="home"), path("week/", room, name="week")], "overview")

accounts = ([path("login/", room, name="login"), path("logout/", room, name="logout")], "accounts")

urlpatterns = i18n_patterns(
    path("", include("visioon.web.urls")),
    path("", include(accounts)),
    path("<slug:city>/", include(goals)),
    path("<slug:city>/", include(overview)),
)
