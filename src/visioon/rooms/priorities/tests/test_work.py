"""The workspace of priorities: panels, seats, own ratings, publishing, recording a decision."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs import work as jobs
from visioon.kernel.ledger.models import Decision, Edition
from visioon.rooms.goals.models import Goal
from visioon.rooms.priorities import actions, queries
from visioon.rooms.priorities.forms import RateForm
from visioon.rooms.priorities.models import Judge, Judgement, OverallGoal, Panel
from visioon.rooms.priorities.tests.ground import World, world

pytestmark = pytest.mark.django_db


def _url(name: str, **kwargs: object) -> str:
    return reverse(f"priorities:{name}", kwargs={"city": "tartu", **kwargs})


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


def test_who_may_open_what(made: World, client: Client) -> None:
    assert client.get(_url("work")).status_code == 302
    client.force_login(builders.person(made.city))
    assert client.get(_url("work")).status_code == 403
    client.force_login(builders.person(made.city, Role.SPECIALIST))
    assert client.get(_url("work")).status_code == 200
    for name in ("convene", "decide", "overall_goal"):
        assert client.get(_url(name)).status_code == 403
    assert client.get(_url("seat", panel=made.panel.pk)).status_code == 403
    assert client.post(_url("publish", panel=made.panel.pk), _key()).status_code == 403
    assert client.get(_url("rate", panel=made.panel.pk)).status_code == 403


def test_the_workspace_shows_counts_and_no_names(made: World, lead: Client) -> None:
    made.rate(0, 1, 2, 3, 4)
    page = lead.get(_url("work")).content.decode()
    assert "Rated everything: 1. Begun: 0. Not begun: 1." in page
    assert "role 1" not in page


def test_a_panel_is_convened_once(made: World, lead: Client) -> None:
    assert lead.get(_url("convene")).status_code == 200
    data = {
        **_key(),
        **_words("title", "Teine"),
        "goals": [str(made.goals[0].pk)],
        **_words("criterion1", "Päris", "Real"),
        "weight1": "0.5",
    }
    for _ in range(2):
        assert lead.post(_url("convene"), data).status_code == 302
    panel = Panel.objects.exclude(pk=made.panel.pk).get()
    assert panel.goals.get() == made.goals[0]
    assert panel.criteria.get().weight == 0.5
    assert "has-error" in lead.post(_url("convene"), {**data, **_key(), "goals": []}).content.decode()


def test_a_specialist_is_seated_by_e_mail(made: World, lead: Client) -> None:
    where = _url("seat", panel=made.panel.pk)
    builders.person(made.city, Role.SPECIALIST, email="new@test.example")
    builders.person(made.city, email="plain@test.example")
    assert lead.get(where).status_code == 200
    data = {**_words("role", "planeerija"), "email": "new@test.example"}
    assert lead.post(where, {**data, **_key()}).status_code == 302
    assert Judge.objects.filter(panel=made.panel).count() == 3
    assert "sits on the panel already" in lead.post(where, {**data, **_key()}).content.decode()
    refused = lead.post(where, {**data, **_key(), "email": "plain@test.example"}).content.decode()
    assert "No account of a specialist" in refused
    assert lead.get(_url("seat", panel=uuid.uuid4())).status_code == 404


def test_a_judge_rates_alone_and_changes_it(made: World, client: Client) -> None:
    made.rate(1, 1, 1, 1, 1)
    client.force_login(made.judges[0].actor.person)
    where = _url("rate", panel=made.panel.pk)
    assert "checked" not in client.get(where).content.decode()
    name = RateForm.name(made.goals[0], made.criteria[0])
    answer = client.post(where, {**_key(), name: "4"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Saved: 1 of 4" in page
    assert page.count("checked") == 1
    client.post(where, {**_key(), name: "2"})
    assert [one.value for one in Judgement.objects.filter(judge=made.judges[0])] == [2]
    assert "has-error" in client.post(where, {**_key(), name: "9"}).content.decode()
    assert "Choose at least one rating" in client.post(where, _key()).content.decode()


def test_a_closed_panel_takes_no_ratings(made: World, client: Client) -> None:
    made.rate(0, 1, 2, 3, 4)
    actions.close(panel=made.panel, by=made.lead)
    client.force_login(made.judges[0].actor.person)
    name = RateForm.name(made.goals[0], made.criteria[0])
    page = client.post(_url("rate", panel=made.panel.pk), {**_key(), name: "4"}).content.decode()
    assert "closed meanwhile" in page
    assert "Save my ratings" not in page


def test_a_lead_without_a_seat_does_not_rate(made: World, client: Client) -> None:
    client.force_login(builders.person(made.city, Role.SPECIALIST))
    answer = client.get(_url("rate", panel=made.panel.pk))
    assert answer.status_code == 403
    assert "no seat" in answer.content.decode()


def test_a_ranking_is_made_behind_the_page_once(made: World, lead: Client) -> None:
    where = _url("publish", panel=made.panel.pk)
    assert lead.post(where, _key()).status_code == 409
    made.rate(0, 5, 4, 3, 2)
    data = _key()
    for _ in range(2):
        assert lead.post(where, data).status_code == 302
    assert "being computed" in lead.get(_url("work")).content.decode()
    assert jobs.run_all(uuid.uuid4()) == 1
    assert Edition.objects.get(kind="ranking").of_id == made.panel.pk
    assert "Published as edition" in lead.get(_url("work")).content.decode()
    assert lead.get(where).status_code == 405


def _decision(made: World) -> dict[str, str]:
    return {
        **_key(),
        **_words("title", "Kuus eesmärki"),
        **_words("body", "Volikogu"),
        **_words("words", "Kinnitame"),
        **_words("reason", "Teostatav"),
        "decided_on": "2026-11-20",
        "favour": "8",
        "against": "1",
        "abstained": "0",
        f"outcome_{made.goals[0].pk.hex}": "adopt",
        **_words(f"why_{made.goals[0].pk.hex}", "Üks eriarvamus"),
        **_words("dissenter", "liige"),
        **_words("dissent", "Enne bussid"),
    }


def test_a_decision_is_recorded_once_and_carried_out(made: World, lead: Client) -> None:
    assert lead.get(_url("decide")).status_code == 200
    data = _decision(made)
    first, second = (lead.post(_url("decide"), data) for _ in range(2))
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    decision = Decision.objects.get()
    assert decision.dissents.count() == 1
    assert Goal.objects.get(pk=made.goals[0].pk).state == Goal.State.ADOPTED
    viewer = builders.viewer(None, made.city)
    assert [str(one.why) for one in queries.outcomes(viewer, decision)] == ["Üks eriarvamus"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"favour": ""}, "all three numbers"),
        ({"dissenter_et": ""}, "in what role"),
        ({"decided_on": "eile"}, "has-error"),
        ({"title_et": ""}, "has-error"),
    ],
)
def test_a_half_decision_is_refused_in_words(made: World, lead: Client, change: dict[str, str], words: str) -> None:
    assert words in lead.post(_url("decide"), {**_decision(made), **change}).content.decode()
    assert not Decision.objects.exists()


def test_a_reason_is_asked_and_a_waiting_goal_is_not_adopted(made: World, lead: Client) -> None:
    data = _decision(made)
    bare = {**data, f"why_{made.goals[0].pk.hex}_et": ""}
    assert "people will read it" in lead.post(_url("decide"), bare).content.decode()
    Goal.objects.filter(pk=made.goals[0].pk).update(state=Goal.State.WAITING)
    assert "Only a published goal can be adopted" in lead.post(_url("decide"), data).content.decode()
    assert not Decision.objects.exists()


def test_the_overall_goal_is_adopted(made: World, lead: Client) -> None:
    assert lead.get(_url("overall_goal")).status_code == 200
    data = {**_key(), **_words("words", "Lühikeste vahemaade linn"), "adopted_on": "2026-11-20"}
    for _ in range(2):
        assert lead.post(_url("overall_goal"), data).status_code == 302
    assert str(OverallGoal.objects.get()) == "Lühikeste vahemaade linn"
