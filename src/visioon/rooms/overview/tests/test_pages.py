import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders
from visioon.formats.bundle import verify
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger import sealing
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import actions as goals
from visioon.rooms.overview import actions, parts
from visioon.rooms.process import actions as process
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """A city in which one voice has become a goal, and its themes are published and sealed."""
    city = builders.city()
    lead = builders.lead(city)
    call = builders.activity(city, lead)
    voice = builders.contribution(call)
    theme = builders.theme(city, lead)
    goal = builders.goal(city, lead, indicator=builders.indicator(), target=3.0, target_year=2030)
    synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=lead)
    goals.rest_on(goal=goal, origin=theme, by=lead)
    edition = synthesis.publish_themes(city=city, by=lead)
    sealing.seal(city)
    return {"city": city, "voice": voice, "goal": goal, "edition": edition, "call": call}


def url(page: str, line, **arguments):
    return reverse(f"overview:{page}", kwargs={"city": line["city"].slug, **arguments})


def test_home_shows_the_call_a_voice_and_its_thread(client, line) -> None:
    page = client.get(url("home", line)).content.decode()
    assert line["voice"].passage.words in page
    assert "Question? (en)" in page
    assert "From one sentence to an indicator" in page


def test_home_of_an_empty_city_invites(client) -> None:
    city = builders.city()
    page = client.get(reverse("overview:home", kwargs={"city": city.slug})).content.decode()
    assert "Here is a place for your voice" in page


def test_hidden_samples_leave_an_empty_chair(client, line) -> None:
    type(line["voice"]).objects.update(provenance="sample")
    lead = builders.lead(line["city"])
    actions.show_samples(city=line["city"], shown=False, by=lead)
    page = client.get(url("home", line)).content.decode()
    assert line["voice"].passage.words not in page
    assert "Here is a place for your voice" in page


def test_page_with_samples_says_so_and_is_not_indexed(client, line) -> None:
    type(line["voice"]).objects.update(provenance="sample")
    page = client.get(url("home", line)).content.decode()
    assert "noindex" in page
    assert "strip-sample" in page


def test_thread_leads_both_ways(client, line) -> None:
    page = client.get(url("thread", line, kind="goal", key=line["goal"].pk)).content.decode()
    assert "õhtul sõita" in page
    back = client.get(url("thread", line, kind="contribution", key=line["voice"].pk)).content.decode()
    assert "Goal (en)" in back


def test_thread_of_an_unknown_kind_is_not_found(client, line) -> None:
    assert client.get(url("thread", line, kind="person", key=uuid.uuid4())).status_code == 404


def test_downloaded_bundle_verifies(client, line) -> None:
    answer = client.get(url("bundle", line))
    assert verify(answer.content).exit_code == 0
    key = client.get(url("public_key", line)).content.decode().strip()
    assert verify(answer.content, bytes.fromhex(key)).exit_code == 0


def test_edition_can_be_read_and_downloaded(client, line) -> None:
    page = client.get(url("edition", line, number=1)).content.decode()
    assert line["edition"].sha256 in page
    file = client.get(url("edition_file", line, number=1))
    assert file.content.decode() == line["edition"].document


@pytest.mark.parametrize("name", ["domains", "sample", "methods", "verify", "dictionary"])
def test_page_opens(client, line, name: str) -> None:
    assert client.get(url(name, line)).status_code == 200


def test_domain_gathers_what_is_known_and_said(client, line) -> None:
    page = client.get(url("domain", line, code="mobility")).content.decode()
    assert line["voice"].passage.words in page
    assert "is not published" in page
    assert client.get(url("domain", line, code="nothing")).status_code == 404


def test_sheet_of_a_method_is_shown_and_no_other_file(client, line) -> None:
    assert client.get(url("sheet", line, name="themes")).status_code == 200
    assert client.get(url("sheet", line, name="architecture")).status_code == 404


def test_open_table_has_its_columns_and_no_unknown_name(client, line) -> None:
    assert client.get(url("table", line, name="goals")).content.decode().startswith("id,")
    assert client.get(url("table", line, name="persons")).status_code == 404


def test_board_shows_what_is_open(client, line) -> None:
    client.force_login(builders.person(line["city"], Role.LEAD))
    assert "Activity (en)" in client.get(url("board", line)).content.decode()


def test_lead_hides_and_shows_samples(client, line) -> None:
    client.force_login(builders.person(line["city"], Role.LEAD))
    client.post(url("samples", line), {"shown": "0"})
    line["city"].refresh_from_db()
    assert line["city"].shows_samples is False


def test_home_asks_a_fixed_number_of_queries(client, line) -> None:
    client.get(url("home", line))
    few = client.get(url("home", line)).wsgi_request.META["visioon.queries"]
    for number in range(12):
        builders.contribution(line["call"], words=f"Veel üks mõte {number}")
    many = client.get(url("home", line)).wsgi_request.META["visioon.queries"]
    assert many <= few + 1
    assert few <= 40


def test_story_tells_what_watches_an_indicator_and_what_a_goal_watches(client) -> None:
    city = builders.city()
    indicator = builders.indicator()
    goal = builders.goal(
        city, builders.lead(city), indicator=indicator, target=5.0, target_year=2030, title=builders.text("Fewer")
    )
    page = client.get(reverse("assessment:indicator", kwargs={"city": "tartu", "code": "UNEMP"})).content.decode()
    assert "What rests on it or is measured by it" in page
    assert f"/goals/{goal.slug}/" in page
    thread = reverse("overview:thread", kwargs={"city": "tartu", "kind": "indicator", "key": indicator.pk})
    assert "Fewer (en)" in client.get(thread).content.decode()


def test_ring_looks_at_the_open_part_that_ends_first_and_says_what_is_begun_early(line) -> None:
    city = line["city"]
    lead = builders.lead(city)
    cycle, today = builders.running(city, lead), clock.today(city.time_zone)
    week = timedelta(days=7)
    days = {
        4: (today - week, today + week),
        5: (today - week, today + 2 * week),
        6: (today + week, None),
        12: (today + week, None),
    }
    for part, (opens, ends) in days.items():
        process.plan_stage(
            cycle=cycle, part=part, name=builders.text(f"P{part}"), opens=opens, ends=ends, words=Text(), by=lead
        )
    found = parts.ring(visitor(city), cycle)
    assert [(one.number, one.state, one.fact) for one in found.parts] == [
        (4, "here", ""),
        (5, "also", "1 thought"),
        (6, "begun", "1 goal stands"),
        (12, "ahead", ""),
    ]
    assert (str(found.mid2), found.mid3) == ("P4 (en)", "8 days left")
