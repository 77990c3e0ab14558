"""Addresses made of names."""

from typing import Any

from django.utils.text import slugify

from visioon.kernel.accounts.viewer import Viewer

LENGTH, ROOM_FOR_A_NUMBER = 40, 4
# What stands in the place of a slug in an address of its own.
TAKEN = frozenset({"unassigned", "new", "draft", "rounds"})


def free_slug(model: Any, viewer: Viewer, name: str, otherwise: str) -> str:
    """An address made of the name; a number is added where the city has it already."""
    base = slugify(name)[: LENGTH - ROOM_FOR_A_NUMBER].strip("-") or otherwise
    used = set(model.objects.filter(city=viewer.city, slug__startswith=base).values_list("slug", flat=True)) | TAKEN
    tries = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(one for one in tries if one not in used)
