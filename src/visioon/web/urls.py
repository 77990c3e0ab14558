"""Pages of the shell. Each is reachable within a city, so that its menu stays, and outside any."""

from django.urls import path, re_path

from visioon.web import papers, views

app_name = "web"

urlpatterns = [
    path("", views.cities, name="cities"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("light-or-dark/", views.scheme, name="scheme"),
    path("<slug:city>/accessibility/", views.accessibility, name="accessibility"),
    path("<slug:city>/privacy/", views.privacy, name="privacy"),
    path("<slug:city>/light-or-dark/", views.scheme, name="scheme"),
    re_path(r"^(?P<city>[-\w]+)/papers/(?P<form>docx|pptx|xlsx)/$", papers.paper, name="paper"),
]
