"""The workspace of the strategy: writing, lost updates, origins, publishing behind the page."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.jobs import work as jobs
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import Block, Document, Version
from visioon.rooms.strategy.tests.ground import World, world

pytestmark = pytest.mark.django_db


def _url(name: str, **kwargs: object) -> str:
    return reverse(f"strategy:{name}", kwargs={"city": "tartu", **kwargs})


def _words(name: str, et: str, en: str = "", ru: str = "") -> dict[str, str]:
    return {f"{name}_et": et, f"{name}_en": en, f"{name}_ru": ru}


def _key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


@pytest.fixture
def made() -> World:
    return world()


@pytest.fixture
def lead(made: World, client: Client) -> Client:
    client.force_login(made.lead.person)
    return client


def test_the_workspace_is_for_those_who_work_here(made: World, client: Client) -> None:
    assert client.get(_url("work")).status_code == 302
    client.force_login(builders.person(made.city))
    assert client.get(_url("work")).status_code == 403
    client.force_login(builders.person(made.city, Role.MODERATOR))
    assert client.get(_url("work")).status_code == 200
    for name, kwargs in (("add", {}), ("publish", {}), ("begin", {}), ("edit", {"block": made.blocks["note"].pk})):
        assert client.get(_url(name, **kwargs)).status_code == 403
    assert client.post(_url("remove", block=made.blocks["note"].pk), _key()).status_code == 403


def test_the_outline_names_what_is_lacking(made: World, lead: Client) -> None:
    made.write("note", Text.of("et", {"et": "Ainult eesti keeles"}))
    page = lead.get(_url("work")).content.decode()
    assert "Not ready to publish" in page
    assert "Russian" in page
    assert "2 paragraphs have no origin" in page


def test_a_block_is_added_behind_another_once(made: World, lead: Client) -> None:
    data = {**_key(), "kind": "paragraph", "after": str(made.blocks["chapter"].pk), **_words("words", "Uus lõik")}
    for _ in range(2):
        assert lead.post(_url("add"), data).status_code == 302
    order = [str(one.pk) for one in Block.objects.filter(document=made.document).order_by("order", "id")]
    assert len(order) == 5
    new = next(one for one in order if one not in {str(block.pk) for block in made.blocks.values()})
    assert order.index(new) == order.index(str(made.blocks["chapter"].pk)) + 1


def test_a_block_without_words_is_refused_in_words(made: World, lead: Client) -> None:
    answer = lead.post(_url("add"), {**_key(), "kind": "paragraph", **_words("words", "")})
    assert answer.status_code == 200
    assert "has-error" in answer.content.decode()


def test_writing_keeps_the_earlier_wording(made: World, lead: Client) -> None:
    where = _url("edit", block=made.blocks["note"].pk)
    assert "Nothing is known of 2019." in lead.get(where).content.decode()
    data = {**_key(), "seen": 1, **_words("words", "Uus", "New", "Новое"), **_words("reason", "Põhjus")}
    assert lead.post(where, data).status_code == 302
    assert made.blocks["note"].revisions.count() == 2


def test_a_lost_update_shows_both_texts_and_then_saves(made: World, lead: Client) -> None:
    where = _url("edit", block=made.blocks["note"].pk)
    made.write("note", builders.text("Theirs"))
    data = {**_key(), "seen": 1, **_words("words", "Minu", "Mine", "Моё")}
    answer = lead.post(where, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert 'name="seen" value="2"' in page
    assert lead.post(where, {**data, "seen": 2}).status_code == 302
    assert made.blocks["note"].revisions.count() == 3


def test_a_block_is_left_out(made: World, lead: Client) -> None:
    assert lead.post(_url("remove", block=made.blocks["note"].pk), _key()).status_code == 302
    assert lead.get(_url("edit", block=made.blocks["note"].pk)).status_code == 404


def test_a_block_is_tied_to_its_origin(made: World, lead: Client) -> None:
    where = _url("hang", block=made.blocks["note"].pk)
    assert "Cycle in winter" in lead.get(where).content.decode()
    assert lead.post(where, {**_key(), "origin": f"goal:{made.goal.pk}"}).status_code == 302
    assert Link.objects.filter(to_id=made.blocks["note"].pk, from_id=made.goal.pk).exists()
    assert lead.post(where, {**_key(), "origin": f"goal:{uuid.uuid4()}"}).status_code == 200


def test_a_version_is_made_behind_the_page(made: World, lead: Client) -> None:
    data = {**_key(), **_words("note", "Esimene", "First", "Первая")}
    for _ in range(2):
        assert lead.post(_url("publish"), data).status_code == 302
    assert "being made" in lead.get(_url("work")).content.decode()
    assert jobs.run_all(uuid.uuid4()) == 1
    assert Version.objects.get(document=made.document).number == 1
    page = lead.get(_url("publish")).content.decode()
    assert "Nothing has changed since the last version" in page


def test_an_incomplete_version_is_not_begun(made: World, lead: Client) -> None:
    made.write("note", Text.of("et", {"et": "Ainult eesti keeles"}))
    page = lead.post(_url("publish"), {**_key(), **_words("note", "Esimene")}).content.decode()
    assert "Russian is missing or outdated in: 1.2" in page
    assert jobs.run_all(uuid.uuid4()) == 0


def test_a_strategy_is_begun(client: Client) -> None:
    where = builders.city()
    client.force_login(builders.person(where, Role.LEAD))
    assert "not begun yet" in client.get(_url("work")).content.decode()
    assert client.get(_url("begin")).status_code == 200
    assert client.post(_url("begin"), {**_key(), **_words("title", "Lühike maa")}).status_code == 302
    assert str(Document.objects.get().title) == "Lühike maa"
    assert client.get(_url("begin")).status_code == 302


def test_a_strategy_is_begun_beside_a_hidden_sample(client: Client) -> None:
    where = builders.city()
    lead = builders.person(where, Role.LEAD)
    strategy.begin(
        city=where, slug="strategy", title=Text.of("et", {"et": "Näidis"}), provenance="sample", by=lead.actor
    )
    City.objects.update(shows_samples=False)
    client.force_login(lead)
    assert client.post(_url("begin"), {**_key(), **_words("title", "Päris")}).status_code == 302
    assert Document.objects.filter(provenance="real").count() == 1
