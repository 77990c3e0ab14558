import uuid

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.thread.actions import NotAllowedTie, tie, untie
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import beside, reached, walk
from visioon.rooms.goals import actions as goals
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> dict[str, object]:
    """One line: contribution, quote, theme, goal."""
    city = builders.city()
    lead = builders.lead(city)
    voice = builders.contribution(builders.activity(city, lead))
    theme, goal = (
        builders.theme(city, lead),
        builders.goal(city, lead, indicator=builders.indicator(), target=3.0, target_year=2030),
    )
    quote = synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=lead)
    goals.rest_on(goal=goal, origin=theme, by=lead)
    return {"city": city, "lead": lead, "voice": voice, "quote": quote, "theme": theme, "goal": goal}


def test_walk_leads_from_voice_to_goal_and_back(line: dict) -> None:
    viewer = visitor(line["city"])
    onward = [stop.code for stop in walk(viewer, "contribution", line["voice"].pk).after]
    back = [stop.code for stop in walk(viewer, "goal", line["goal"].pk).before]
    assert onward == ["quote", "theme", "goal"]
    assert back == ["contribution", "quote", "theme"]


def test_watched_indicator_is_shown_beside_and_not_walked(line: dict) -> None:
    viewer = visitor(line["city"])
    assert [stop.code for stop in beside(viewer, [line["goal"].pk])] == ["indicator"]
    assert walk(viewer, "goal", line["goal"].pk).after == []


def test_hidden_samples_are_not_on_the_thread(line: dict) -> None:
    city = line["city"]
    type(line["theme"]).objects.filter(pk=line["theme"].pk).update(provenance="sample")
    city.shows_samples = False
    assert [stop.code for stop in walk(visitor(city), "goal", line["goal"].pk).before] == ["contribution", "quote"]


def test_unknown_triple_is_refused(line: dict) -> None:
    with pytest.raises(NotAllowedTie):
        tie(source=line["goal"], relation="led to", target=line["theme"], by=line["lead"])


def test_tie_between_cities_is_refused(line: dict) -> None:
    other = builders.city("parnu")
    theme = builders.theme(other, builders.lead(other))
    with pytest.raises(NotAllowedTie):
        tie(source=theme, relation="led to", target=line["goal"], by=line["lead"])


def test_circle_is_refused(line: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    from visioon.kernel.thread import registry

    monkeypatch.setitem(registry.ALLOWED, ("goal", "back to", "theme"), "makes")
    with pytest.raises(NotAllowedTie, match="circle"):
        tie(source=line["goal"], relation="back to", target=line["theme"], by=line["lead"])


def test_same_tie_twice_is_one(line: dict) -> None:
    before = Link.objects.count()
    goals.rest_on(goal=line["goal"], origin=line["theme"], by=line["lead"])
    assert Link.objects.count() == before


def test_ended_tie_is_walked_no_more(line: dict) -> None:
    untie(link=Link.objects.get(relation="led to"), by=line["lead"])
    assert reached(line["city"], "goal", line["goal"].pk, forward=False) == {}


def test_walk_of_an_unknown_noun_is_empty(line: dict) -> None:
    assert walk(visitor(line["city"]), "goal", uuid.uuid4()).before == []
