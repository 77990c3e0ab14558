"""Blocks that rest on a changed goal: marked, said in public, answered by new words, and why a version came about."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import walk
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.models import Assumption
from visioon.rooms.strategy import actions, queries, work_queries
from visioon.rooms.strategy.models import Mark
from visioon.rooms.strategy.tests.ground import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


@pytest.fixture
def cause(made: World) -> Assumption:
    """Any noun of the thread may be what changed a goal; strategy knows none of the later rooms."""
    return goals.assume(goal=made.goal, words=builders.text("Money is found"), by=made.lead)


def mark(made: World, cause: Any, **fields: Any) -> list[Mark]:
    return actions.mark_blocks(goal=made.goal, cause=cause, words=builders.text("No money"), by=made.lead, **fields)


def _url(name: str, **kwargs: object) -> str:
    return reverse(f"strategy:{name}", kwargs={"city": "tartu", **kwargs})


def test_only_blocks_that_hang_on_the_goal_are_marked_once(made: World, cause: Assumption) -> None:
    assert [one.block for one in mark(made, cause)] == [made.blocks["goal"]]
    assert mark(made, cause) == []
    assert Act.objects.filter(verb="blocks.marked").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(
            block=made.blocks["goal"],
            goal=made.goal,
            because_kind="assumption",
            because_id=cause.pk,
            by=made.lead,
            at=made.blocks["goal"].revisions.get().at,
        )


def test_a_block_that_was_left_out_or_let_go_is_not_marked(made: World, cause: Assumption) -> None:
    actions.remove_block(block=made.blocks["goal"], by=made.lead)
    assert mark(made, cause) == []


def test_nobody_marks_without_the_right(made: World, cause: Assumption) -> None:
    stranger = builders.person(made.city).actor
    with pytest.raises(NotAllowed):
        actions.mark_blocks(goal=made.goal, cause=cause, words=Text(), by=stranger)


def test_new_words_answer_the_open_marks_and_later_ones_open_anew(made: World, cause: Assumption) -> None:
    first = mark(made, cause)[0]
    made.write("note", builders.text("Of something else"))
    assert Mark.objects.filter(cleared_by=None).count() == 1
    made.write("goal", builders.text("Without new money"))
    first.refresh_from_db()
    assert first.cleared_by is not None
    assert first.cleared_by.number == 2
    assert [one.block for one in mark(made, cause, what="dropped")] == [made.blocks["goal"]]
    assert Mark.objects.filter(cleared_by=None).get().what == "dropped"


def test_the_public_page_says_it_at_the_block_until_new_words_are_published(made: World, cause: Assumption) -> None:
    made.publish()
    said = "the paragraph is being reworded"
    assert said not in Client().get(_url("read")).content.decode()
    mark(made, cause)
    assert Client().get(_url("read")).content.decode().count(said) == 1
    made.write("goal", builders.text("Without new money"))
    assert said in Client().get(_url("read")).content.decode()
    made.publish("Second")
    assert said not in Client().get(_url("read")).content.decode()
    assert said not in Client().get(_url("version", number=1)).content.decode()


def test_desk_and_form_say_what_is_to_be_reworded(made: World, cause: Assumption, client: Client) -> None:
    client.force_login(made.lead.person)
    mark(made, cause)
    assert "To be reworded, because the goal behind has changed:" in client.get(_url("work")).content.decode()
    page = client.get(_url("edit", block=made.blocks["goal"].pk)).content.decode()
    assert "It rests on a goal that was amended on" in page
    assert "No money (en)" in page
    assert "1 paragraph still rests on a goal that has changed." in client.get(_url("publish")).content.decode()
    data = {"key": str(uuid.uuid4()), "seen": 1, "words_et": "Uus", "words_en": "New", "words_ru": "Новое"}
    client.post(_url("edit", block=made.blocks["goal"].pk), data)
    assert "To be reworded" not in client.get(_url("work")).content.decode()


def test_a_version_follows_from_the_blocks_that_are_new_or_reworded_in_it(made: World) -> None:
    first = made.publish()
    made.write("goal", builders.text("New words"))
    second = made.publish("Second")
    tied = Link.objects.filter(relation="published in", to_kind="version").values_list("to_id", "from_id")
    assert {(to, origin) for to, origin in tied} == {
        *((first.pk, block.pk) for block in made.blocks.values()),
        (second.pk, made.blocks["goal"].pk),
    }
    after = walk(visitor(made.city), "goal", made.goal.pk).after
    assert [(stop.code, str(stop.words)) for stop in after if stop.code == "version"] == [
        ("version", "Version 1"),
        ("version", "Version 2"),
    ]


def test_publishing_leaves_nothing_that_looks_like_a_change(made: World, cause: Assumption) -> None:
    made.publish()
    mark(made, cause)
    outline = queries.outline(visitor(made.city), made.document, made.goal.revisions.get().at)
    obstacles = work_queries.obstacles(visitor(made.city), made.document, outline)
    assert obstacles == ["Nothing has changed since the last version."]


def test_a_version_that_is_published_while_marks_stand_says_so_in_its_act(made: World, cause: Assumption) -> None:
    mark(made, cause)
    version = made.publish()
    act = Act.objects.get(verb="version.published", object_id=version.pk)
    assert act.data["marks"] == 1


def test_the_difference_tells_every_reason_and_what_lies_behind(made: World, cause: Assumption) -> None:
    made.publish()
    mark(made, cause)
    made.write("goal", builders.text("Half way"), "The budget fell")
    made.write("goal", builders.text("All the way"), "The council asked for it")
    made.publish("Second")
    page = Client().get(_url("difference", first=1, second=2)).content.decode()
    assert "The budget fell (en)" in page
    assert "The council asked for it (en)" in page
    assert "Money is found (en)" in page
    reading = Client().get(_url("read")).content.decode()
    assert "This version was set off by:" in reading
    assert "The budget fell (en)" not in reading
    assert "The budget fell (en)" in Client().get(_url("read") + "?changes=1").content.decode()
