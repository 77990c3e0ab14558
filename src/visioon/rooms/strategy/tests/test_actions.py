"""What the verbs of the strategy refuse."""

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy import actions
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def test_nobody_writes_without_the_right() -> None:
    made = world()
    stranger = builders.person(made.city).actor
    with pytest.raises(NotAllowed):
        actions.begin(city=made.city, slug="other", title=builders.text("x"), by=stranger)
    with pytest.raises(NotAllowed):
        actions.add_block(document=made.document, kind="note", words=builders.text("x"), by=stranger)
    with pytest.raises(NotAllowed):
        actions.write(block=made.blocks["note"], words=Text(), reason=Text(), seen_revision=1, by=stranger)
    with pytest.raises(NotAllowed):
        actions.remove_block(block=made.blocks["note"], by=stranger)
    with pytest.raises(NotAllowed):
        actions.hang(block=made.blocks["note"], origin=made.goal, by=stranger)
    with pytest.raises(NotAllowed):
        actions.publish_version(document=made.document, note=Text(), by=stranger)


def test_a_lost_update_is_refused() -> None:
    made = world()
    made.write("note", builders.text("New"))
    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.write(
            block=made.blocks["note"], words=builders.text("Mine"), reason=Text(), seen_revision=1, by=made.lead
        )
    assert refused.value.args == (2,)


def test_a_version_needs_every_language() -> None:
    made = world()
    made.write("note", Text.of("et", {"et": "Ainult eesti keeles"}))
    with pytest.raises(actions.Incomplete):
        made.publish()


def test_a_version_needs_headings_that_skip_no_level() -> None:
    made = world()
    actions.add_block(document=made.document, kind="heading", level=3, words=builders.text("Deep"), by=made.lead)
    with pytest.raises(actions.Skips):
        made.publish()


def test_the_same_blocks_are_not_published_twice() -> None:
    made = world()
    made.publish()
    with pytest.raises(actions.Unchanged) as refused:
        made.publish()
    assert refused.value.args == (1,)
