"""Addresses of topics. One that a topic had before leads on, so it is never given to another."""

from django.utils.text import slugify

from visioon.kernel.cities.models import City
from visioon.rooms.topics.models import Topic, TopicChange

LENGTH, ROOM_FOR_A_NUMBER = 40, 4
# What stands in the place of a slug in an address of its own.
TAKEN = frozenset({"new", "workshops", "undo", "domains", "decided"})


def free_slug(city: City, name: str, keep: str = "") -> str:
    """An address made of the name; a number is added where another topic has it, or had it. keep: the own one."""
    base = slugify(name)[: LENGTH - ROOM_FOR_A_NUMBER].strip("-") or "topic"
    now = Topic.objects.filter(city=city, slug__startswith=base).values_list("slug", flat=True)
    once = TopicChange.objects.filter(city=city, old_slug__startswith=base).values_list("old_slug", flat=True)
    used = ({*now, *once} | TAKEN) - {keep}
    tries = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(one for one in tries if one not in used)
