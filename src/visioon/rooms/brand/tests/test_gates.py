"""The gate of part 9: the launch list, item by item."""

import pytest

from tests import builders
from visioon.rooms.brand import gates
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.brand.tests.world import LOGO, draft, in_force
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_worn() -> None:
    city = builders.city()
    lead = builders.lead(city)
    draft(city, lead)
    found = [(one.words, one.met) for one in gates.launched(builders.running(city, lead))]
    assert found == [("No kit is approved yet: drafts are not worn.", False)]


def test_the_list_says_what_the_kit_in_force_lacks() -> None:
    city = builders.city()
    lead = builders.lead(city)
    in_force(city, lead, slogan=builders.text("Hüüd"))
    found = [(one.words, one.met) for one in gates.launched(builders.running(city, lead))]
    assert found == [
        ("Kit 1 is approved.", True),
        ("The name is there in every language.", True),
        ("The slogan is there in every language.", True),
        ("It does not say how we speak.", False),
        ("There is no logo yet.", False),
        ("Everyone can read what it colours.", True),
        ("There is no version of the strategy to wear it.", False),
    ]


def test_a_whole_kit_that_a_strategy_wears_meets_the_list() -> None:
    made = world()
    made.publish()
    tone = {"do": builders.text("Plainly"), "avoid": builders.text("Slogans")}
    in_force(made.city, made.lead, logo=LOGO, **tone)
    found = gates.launched(builders.running(made.city, made.lead))
    assert [one.met for one in found] == [True] * 7


def test_a_kit_that_nobody_can_read_does_not_open_the_gate() -> None:
    city = builders.city()
    lead = builders.lead(city)
    kit = in_force(city, lead)
    BrandKit.objects.filter(pk=kit.pk).update(light=kit.light | {"ink": kit.light["paper"]})
    assert gates.launched(builders.running(city, lead))[5].words == "Not everyone can read what it colours."
