"""Every address: /<language>/<city>/... Rooms bring their own; what belongs to no city comes first."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from visioon.web import views

ROOMS = (
    "overview",
    "process",
    "topics",
    "stakeholders",
    "inventory",
    "assessment",
    "dialogue",
    "synthesis",
    "goals",
    "priorities",
    "delivery",
    "strategy",
    "brand",
    "outreach",
    "horizon",
)

urlpatterns = [
    path("", views.front_door, name="front_door"),
    *i18n_patterns(
        path("", include("visioon.web.urls")),
        path("", include("visioon.kernel.accounts.urls")),
        path("<slug:city>/", include([path("", include(f"visioon.rooms.{room}.urls")) for room in ROOMS])),
    ),
]
