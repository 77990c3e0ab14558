"""The desk of letters to parties, and the page of what changed between versions of the plan."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import NotChangeable
from visioon.kernel.notices.models import Letter
from visioon.rooms.process import actions, agreement
from visioon.rooms.process.models import Confirmation
from visioon.rooms.process.tests.world import World, letter_to, path_in, world, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def team(here) -> Client:
    client = Client()
    client.force_login(here.lead.person)
    return client


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def key() -> dict[str, str]:
    return {"key": str(uuid4())}


def test_an_address_is_entered_shown_to_the_team_alone_and_removed(here, team, client) -> None:
    party = here.party(email="")
    where = here.url("address", party=party.pk)
    assert "reminded once three days before the last day" in page(team, where)
    sent = {**key(), "email": "Rektoraat@naidis.example", "language": "en"}
    desk = team.post(where, sent, follow=True).content.decode()
    assert "Written to at rektoraat@naidis.example (en)." in desk
    assert 'value="rektoraat@naidis.example"' in page(team, where)
    here.put()
    for public in ("plan", "agreement"):
        assert "rektoraat@" not in page(client, here.url(public))
    removed = team.post(where, {**key(), "email": "", "language": "en"}, follow=True).content.decode()
    assert "Not written to: it has no address." in removed


def test_a_wrong_or_stopped_address_is_refused_with_its_reason(here, team, client) -> None:
    party = here.party()
    here.put()
    where = here.url("address", party=party.pk)
    wrong = team.post(where, {**key(), "email": "no address", "language": "et"})
    assert (wrong.status_code, "valid email" in wrong.content.decode()) == (422, True)
    client.post(path_in(letter_to(party).plain, "/letters/stop/"))
    again = team.post(where, {**key(), "email": "university@naidis.example", "language": "et"})
    assert again.status_code == 422
    assert "were stopped by its reader" in again.content.decode()
    assert "Its reader stopped the letters on" in page(team, here.url("desk"))


def test_the_desk_says_of_each_party_when_it_was_asked_and_whether_it_arrived(here, team) -> None:
    here.party()
    here.put()
    assert "waits to be sent" in page(team, here.url("desk"))
    Letter.objects.update(state="refused")
    assert "not delivered" in page(team, here.url("desk"))


def test_one_press_writes_once(here, team) -> None:
    party, sent = here.party(), key()
    here.put()
    where = here.url("write", party=party.pk)
    for _ in range(2):
        assert "The letters are on their way." in team.post(where, sent, follow=True).content.decode()
    assert [one for one, _state in written(party)] == ["asked", "again"]
    answer = team.post(where, {}, follow=True).content.decode()
    assert "Nothing was sent" in answer
    here.say(party, party.cycle.plan_versions.get())
    assert "Nothing was sent" in team.post(where, key(), follow=True).content.decode()


def test_all_silent_ones_are_written_to_with_one_press(here, team) -> None:
    silent, other, promised = here.party(), here.party("council"), here.party("schools")
    version = here.put()
    here.say(other, version)
    day = clock.today("Europe/Tallinn") + timedelta(days=9)
    agreement.promise_answer(party=promised, on=day, words=builders.text("Later"), by=here.lead)
    assert "Write to 1 silent party now" in page(team, here.url("desk"))
    sent = key()
    for _ in range(2):
        team.post(here.url("write_silent"), sent)
    assert [len(written(one)) for one in (silent, other, promised)] == [2, 1, 1]
    assert "Nothing was sent" in team.post(here.url("write_silent"), {}, follow=True).content.decode()


def test_who_took_an_answer_down_and_when_is_seen_and_cannot_be_changed(here, team, client) -> None:
    party = here.party()
    given = here.say(party, here.put(), "yes_if", "Rohkem aega.")
    assert "Taken down by Test Person, " in page(team, here.url("desk"))
    public = page(client, here.url("agreement"))
    assert "Taken down by the team, " in public
    assert "Test Person" not in public
    with pytest.raises(NotChangeable):
        given.save()
    with pytest.raises(NotChangeable):
        given.delete()
    assert Confirmation.objects.get().words == "Rohkem aega."


def test_the_page_of_changes_shows_only_what_differs_between_any_two_versions(here, client) -> None:
    for ends in ("2026-03-01", "2026-04-01", "2026-05-01"):
        here.change(date.fromisoformat(ends))
        here.put(f"Ends {ends}")
    shown = page(client, here.url("changes", earlier=1, number=3))
    assert "1 thing is different." in shown
    assert "<ins>" in shown
    assert "1. Part 1 (en)" in shown
    assert "0. Part 0 (en)" not in shown
    assert "Ends 2026-04-01 (en)" in shown
    assert here.url("changes", earlier=2, number=3) in shown
    assert here.url("changes", earlier=2, number=3) in page(client, here.url("version", number=3))


@pytest.mark.parametrize(("earlier", "number"), [(1, 1), (2, 1), (1, 3), (0, 1)])
def test_versions_that_are_not_there_or_not_in_order_have_no_page(here, client, earlier, number) -> None:
    here.put()
    here.change()
    here.put("Second")
    assert client.get(here.url("changes", earlier=earlier, number=number)).status_code == 404


def test_others_than_the_lead_are_refused(here) -> None:
    party = here.party()
    here.put()
    client = Client()
    client.force_login(builders.person(here.city, Role.SPECIALIST))
    assert client.get(here.url("address", party=party.pk)).status_code == 403
    assert client.post(here.url("write", party=party.pk), key()).status_code == 403
    assert client.post(here.url("write_silent"), key()).status_code == 403
    assert [one for one, _state in written(party)] == ["asked"]


@pytest.mark.parametrize("count", [1, 12])
def test_the_desk_asks_no_more_of_the_database_with_more_parties(here, team, count, django_assert_max_num_queries):
    for number in range(count):
        party = here.party(f"party{number}")
    version = here.put()
    here.say(party, version, "no", "Ei.")
    with django_assert_max_num_queries(30):
        page(team, here.url("desk"))


def test_whoever_the_city_names_passes_a_closed_gate_from_the_public_page(here, team) -> None:
    here.party()
    here.put()
    council = Client()
    council.force_login(builders.person(here.city, Role.COUNCIL))
    gate = here.url("override", stage=here.cycle.stages.get(part=0).pk)
    assert gate in page(team, here.url("agreement"))
    assert "may be passed by: strategy lead." in page(council, gate)
    assert council.post(gate, {**key(), "reason_et": "August"}).status_code == 403
    words = {name: getattr(here.cycle, name) for name in ("can_change", "cannot_change", "who_decides")}
    actions.reword_mandate(cycle=here.cycle, answer_by=None, gate_roles=["council"], by=here.lead, **words)
    assert gate not in page(team, here.url("agreement"))
    assert gate in page(council, here.url("agreement"))
    assert "University (en) has not answered." in page(council, gate)
    assert council.post(gate, {**key(), "reason_et": ""}).status_code == 422
    told = council.post(gate, {**key(), "reason_et": "August"}, follow=True).content.decode()
    assert "The part has ended. The reason is public." in told
    assert "though 1 thing was missing" in page(Client(), here.url("agreement"))
    assert "This part ended on" in page(council, gate)
    open_ = here.url("override", stage=here.cycle.stages.get(part=1).pk)
    assert council.get(open_).status_code == 200


def test_a_part_whose_gate_is_closed_sends_to_what_is_missing(here, team) -> None:
    stage = here.cycle.stages.get(part=1)
    shown = team.post(here.url("end_stage", stage=stage.pk), follow=True).content.decode()
    assert "Before the part can end:" in shown
    assert "Nothing is mapped yet in" in shown
