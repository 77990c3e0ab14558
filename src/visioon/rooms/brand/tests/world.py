"""What the tests of this room begin with."""

import uuid
from typing import Any

from django.test import Client

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.look.face import COLOURS, house_colours
from visioon.rooms.brand import actions
from visioon.rooms.brand.actions import Design
from visioon.rooms.brand.models import BrandKit

INDIGO = {"accent": "#27408b", "accent-hover": "#1b2f6b", "accent-soft": "#e3e9f8", "deep": "#16264f"}
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- ours --><circle cx="4" cy="4" r="3" '
    b'fill="none" stroke="currentColor" class="a"/></svg>'
)
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'


def light(**changed: str) -> dict[str, str]:
    return house_colours()[0] | INDIGO | {name.replace("_", "-"): value for name, value in changed.items()}


def design(**fields: Any) -> Design:
    """A readable design in indigo."""
    return Design(**{"name": builders.text("Nägu"), "slogan": builders.text("Hüüd"), "light": light(), **fields})


def draft(city: City, by: Actor, **fields: Any) -> BrandKit:
    provenance = fields.pop("provenance", "real")
    return actions.draft(city=city, design=design(**fields), provenance=provenance, by=by)


def in_force(city: City, by: Actor, **fields: Any) -> BrandKit:
    return actions.approve(kit=draft(city, by, **fields), by=by)


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def form(**fields: Any) -> dict[str, Any]:
    """A whole kit as the form sends it."""
    palettes = {"light": light(), "dark": house_colours()[1]}
    colours = {f"{scheme}_{name}": palettes[scheme][name] for scheme in palettes for name in COLOURS}
    plain = {"font_ui": "house", "font_word": "house", "radius_control": 4, "radius_card": 8, "name_et": "Nägu"}
    return {**colours, **plain, "key": uuid.uuid4(), **fields}
