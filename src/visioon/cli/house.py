"""Opening the house: Django is set up only for the commands that need the database."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import django

from visioon.formats.errors import InputError

if TYPE_CHECKING:
    from visioon.kernel.cities.models import City


def open_house(data: Path | None = None) -> None:
    """Set up Django, on another data folder where one is given. Before it no model may be imported."""
    if data is not None:
        os.environ["VISIOON_DATA"] = str(data)
        os.environ.pop("VISIOON_DATABASE", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "visioon.settings")
    django.setup()


def city_called(slug: str) -> "City":
    """The city of this name. Raises InputError with the names that exist, or where the database is not ready."""
    from django.db import DatabaseError

    from visioon.kernel.cities.models import City

    try:
        found = City.objects.filter(slug=slug).first()
    except DatabaseError as wrong:
        cure = "visioon serve brings one up to date, visioon demo --fresh starts the demo over"
        raise InputError(f"a database of this version was expected ({wrong}); {cure}") from wrong
    if found is None:
        known = ", ".join(City.objects.exclude(slug="commons").values_list("slug", flat=True)) or "none yet"
        raise InputError(f"a city of this installation was expected ({known}), got {slug}")
    return found
