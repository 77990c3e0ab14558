"""Whoever changes the original alone in a form of a room leaves translations that are outdated, and they wait."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.translation import queue
from visioon.kernel.translation.tests.world import draft, names
from visioon.rooms.process.models import Cycle
from visioon.rooms.strategy import actions as strategy

pytestmark = pytest.mark.django_db
Made = tuple[str, str, str, str]  # address, field in the form, kind and field in the queue


def theme(city: City, lead: Actor) -> Made:
    slug = builders.theme(city, lead).slug
    return where("synthesis:edit_theme", slug=slug), "summary_et", "theme", "summary"


def goal(city: City, lead: Actor) -> Made:
    slug = builders.goal(city, lead, published=False).slug
    return where("goals:edit", slug=slug), "title_et", "goalrevision", "title"


def block(city: City, lead: Actor) -> Made:
    book = strategy.begin(city=city, slug="book", title=builders.text("Book"), by=lead)
    made = strategy.add_block(document=book, kind="paragraph", words=builders.text("Lõik"), by=lead)
    return where("strategy:edit", block=made.pk), "words_et", "blockrevision", "words"


def statement(city: City, lead: Actor) -> Made:
    made = draft(city, lead, et="Väide", en="Statement", ru="Утверждение")
    return where("dialogue:statement", number=made.number), "words_et", "statement", "words"


def mandate(city: City, lead: Actor) -> Made:
    builders.running(city, lead)
    assert Cycle.objects.count() == 1
    return where("process:reword"), "can_change_et", "cycle", "can_change"


def where(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs={"city": "tartu", **arguments})


def sent(page: Any, **changes: str) -> dict[str, Any]:
    """What a browser sends when only these fields were touched."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None} | {"key": str(uuid4()), **changes}


@pytest.mark.parametrize("make", [theme, goal, block, statement, mandate], ids=lambda make: make.__name__)
def test_a_new_original_outdates_what_the_form_left_as_it_was(make: Callable[[City, Actor], Made]) -> None:
    city = builders.city()
    person = builders.person(city, Role.LEAD)
    client = Client()
    client.force_login(person)
    address, field, kind, text = make(city, person.actor)
    builders.round_(city, person.actor)
    viewer = builders.viewer(person.actor, city)
    assert names(queue.waiting(viewer)) == []
    page = client.get(address, headers={"accept-language": "et"})
    assert client.post(address, sent(page, **{field: "Hoopis teised sõnad"})).status_code == 302
    assert names(queue.waiting(viewer)) == [(kind, text, "en", "outdated"), (kind, text, "ru", "outdated")]
