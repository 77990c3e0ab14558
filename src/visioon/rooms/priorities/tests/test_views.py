"""The public pages of priorities: ranking and people side by side, decisions with their dissent, no leaks."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger.actions import decide
from visioon.rooms.goals import actions as goal_actions
from visioon.rooms.priorities import actions
from visioon.rooms.priorities.actions import GoalOutcome, Outcome
from visioon.rooms.priorities.tests.ground import World, world

pytestmark = pytest.mark.django_db


def _url(name: str, city: str = "tartu", **kwargs: object) -> str:
    return reverse(f"priorities:{name}", kwargs={"city": city, **kwargs})


def _decided(made: World, *outcomes: GoalOutcome, **fields: Any) -> actions.Decision:
    return actions.decide_on_goals(
        city=made.city,
        title=builders.text("Six goals"),
        body=builders.text("Council"),
        words=builders.text("We adopt"),
        reason=builders.text("They are feasible"),
        decided_on=date(2026, 11, 20),
        votes=(8, 1, 0),
        dissents=((builders.text("member"), builders.text("Buses come first")),),
        outcomes=outcomes,
        by=made.lead,
        **fields,
    )


def test_an_empty_page_says_what_comes_first(client: Client) -> None:
    builders.city()
    assert "No ranking is published yet" in client.get(_url("priorities")).content.decode()
    assert "Nothing is decided yet" in client.get(_url("decisions")).content.decode()


def test_ratings_are_hidden_until_published_and_then_shown_with_their_spread(client: Client) -> None:
    made = world()
    made.rate(0, 5, 5, 1, 2)
    assert "Winter bikes" not in client.get(_url("priorities")).content.decode()
    made.rate(1, 3, 4, 2, 2)
    actions.publish_ranking(panel=made.panel, by=made.lead)
    page = client.get(_url("priorities")).content.decode()
    assert "Winter bikes" in page
    assert "(3–5)" in page
    assert "far apart" in page
    assert "Kendall" in page
    for judge in made.judges:
        assert str(judge.role) not in page


def test_people_stand_beside_specialists_and_samples_are_not_added(client: Client) -> None:
    made = world()
    made.rate(0, 5, 5, 1, 2)
    actions.publish_ranking(panel=made.panel, by=made.lead)
    for provenance, count in ((Provenance.REAL, 7), (Provenance.SAMPLE, 30)):
        goal_actions.count_reactions(
            goal=made.goals[0],
            round_=made.panel.round,
            kind="recognise",
            count=count,
            words=builders.text("Yes"),
            provenance=provenance,
            by=made.lead,
        )
    page = client.get(_url("priorities")).content.decode()
    assert "+30" in page
    assert re.search(r"(?<![\w-])37(?!\w)", page) is None  # not the sum; a slug may hold these digits
    assert "Nobody has answered yet." in page


def test_sample_rankings_are_marked_and_can_be_hidden(client: Client) -> None:
    made = world(provenance=Provenance.SAMPLE)
    made.rate(0, 5, 5, 1, 2)
    actions.publish_ranking(panel=made.panel, by=made.lead)
    assert "noindex" in client.get(_url("priorities")).content.decode()
    made.city.shows_samples = False
    made.city.save()
    assert "No ranking is published yet" in client.get(_url("priorities")).content.decode()


def test_the_number_of_queries_is_small(client: Client) -> None:
    made = world()
    made.rate(0, 5, 5, 1, 2)
    actions.publish_ranking(panel=made.panel, by=made.lead)
    assert client.get(_url("priorities")).wsgi_request.META["visioon.queries"] <= 8
    few = client.get(_url("decisions")).wsgi_request.META["visioon.queries"]
    for _ in range(5):
        _decided(made)
    assert client.get(_url("decisions")).wsgi_request.META["visioon.queries"] == few <= 8


def test_a_decision_shows_votes_reasons_and_dissent(client: Client) -> None:
    made = world()
    decision = _decided(made, GoalOutcome(made.goals[0], Outcome.ADOPT, builders.text("One dissent")))
    page = client.get(_url("decision", decision=decision.pk)).content.decode()
    for words in ("8 in favour, 1 against", "Buses come first", "One dissent", "Winter bikes", "adopted"):
        assert words in page
    assert "noindex" not in page
    assert "1 dissent" in client.get(_url("decisions")).content.decode()


def test_decisions_of_others_and_hidden_samples_are_not_found(client: Client) -> None:
    made = world()
    decision = _decided(made)
    builders.city("narva")
    assert client.get(_url("decision", "narva", decision=decision.pk)).status_code == 404
    assert client.get(_url("decision", decision=uuid.uuid4())).status_code == 404
    sample = decide(
        city=made.city,
        title=builders.text("Sample"),
        body=builders.text("Group"),
        words=builders.text("Words"),
        reason=builders.text("Why"),
        decided_on=date(2026, 1, 1),
        provenance=Provenance.SAMPLE,
        by=made.lead,
    )
    assert "noindex" in client.get(_url("decision", decision=sample.pk)).content.decode()
    made.city.shows_samples = False
    made.city.save()
    assert client.get(_url("decision", decision=sample.pk)).status_code == 404
    assert "Sample" not in client.get(_url("decisions")).content.decode()


def test_decisions_are_paged_by_key(client: Client) -> None:
    made = world()
    for _ in range(21):
        _decided(made)
    first = client.get(_url("decisions")).content.decode()
    assert "?after=" in first
    after = first.split("?after=")[1].split('"')[0]
    assert client.get(_url("decisions"), {"after": after}).content.decode().count("Six goals") == 1
    assert client.get(_url("decisions"), {"after": "x"}).status_code == 404
