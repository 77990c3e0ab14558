"""The desks of part 12: who may, what is refused in words, every move."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.formats.feeds import MOST_BYTES
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs.models import Job
from visioon.kernel.thread.models import Link
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.goals.tests.world import form as goal_form
from visioon.rooms.horizon import actions
from visioon.rooms.horizon.models import Review, Signal, Source, Trend, TrendRating
from visioon.rooms.horizon.tests import world
from visioon.rooms.horizon.tests.world import FEED, World
from visioon.rooms.process.actions import close_round
from visioon.rooms.strategy.models import Mark

pytestmark = pytest.mark.django_db
WHY = builders.text("The budget fell")


@pytest.fixture
def made() -> World:
    return world.world()


@pytest.fixture
def desk(made: World) -> Client:
    client = Client()
    client.force_login(made.lead.person)
    return client


def url(name: str, **kwargs: object) -> str:
    return reverse(f"horizon:{name}", kwargs={"city": "tartu", **kwargs})


def key(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), **fields}


def sent(desk: Client, where: str, data: dict[str, Any]) -> str:
    return desk.post(where, data, follow=True).content.decode()


def test_a_specialist_rates_and_sees_nothing_else(made: World) -> None:
    trend, specialist = made.near(), world.logged_in(made.city, Role.SPECIALIST)
    made.reviewed()
    said = specialist.get(url("work")).content.decode()
    assert url("rate", slug=trend.slug) in said
    assert "Open a review" not in said
    assert "What was assumed" not in said
    assert specialist.get(url("signals")).status_code == 403
    assert world.logged_in(made.city, Role.MODERATOR).get(url("work")).status_code == 403


def test_an_empty_desk_says_what_to_do_first(made: World, desk: Client) -> None:
    said = desk.get(url("work")).content.decode()
    assert "Begin with what people have seen" in said
    assert "No goal stands in question." in said
    assert "No source yet" in desk.get(url("add")).content.decode()
    assert "No source yet" in desk.get(url("file")).content.decode()
    assert "Nothing to sort" in desk.get(url("signals")).content.decode()


def test_a_source_is_named_once(made: World, desk: Client) -> None:
    form = key(name="City news", url="https://news.example/rss", hosts="cdn.example", language="et", domain="")
    for _ in range(2):
        assert "The source is there." in sent(desk, url("sources"), form)
    source = Source.objects.get()
    assert (source.kind, source.hosts, source.provenance) == ("feed", ["cdn.example", "news.example"], "real")
    for wrong, said in (
        ({"name": "City news", "url": ""}, "of this name or with this address is there already"),
        ({"name": "Other"}, "of this name or with this address is there already"),
        ({"name": "Other", "url": "ftp://news.example/"}, "begins with http or https"),
        ({"name": ""}, "This field is required."),
    ):
        assert said in desk.post(url("sources"), {**form, **key(), **wrong}).content.decode()
    assert Source.objects.count() == 1


def test_a_feed_is_asked_stopped_and_read_again(made: World, desk: Client) -> None:
    source = made.source("News", url="https://news.example/rss")
    for _ in range(2):
        assert "The feed is being asked." in sent(desk, url("fetch", source=source.pk), {})
    assert Job.objects.count() == 1
    sent(desk, url("turn", source=source.pk), {"active": "0"})
    source.refresh_from_db()
    assert source.active is False
    sent(desk, url("fetch", source=source.pk), {})
    assert Job.objects.count() == 1
    sent(desk, url("turn", source=source.pk), {"active": "1"})
    source.refresh_from_db()
    assert source.active is True


def test_what_goes_wrong_with_a_feed_is_said_on_the_desk(made: World, desk: Client) -> None:
    source = made.source("News", url="https://news.example/rss")
    Source.objects.filter(pk=source.pk).update(last_error="news.example answered 404")
    for name in ("work", "sources"):
        assert "news.example answered 404" in desk.get(url(name)).content.decode()


def test_a_signal_is_added_by_hand_once(made: World, desk: Client) -> None:
    form = key(source=made.source().pk, title_et="Väike buss", seen_on="2026-05-06", url="", domain="")
    for _ in range(2):
        assert "The signal lies in the inbox." in sent(desk, url("add"), form)
    assert str(Signal.objects.get().title) == "Väike buss"
    for wrong in ({"title_et": ""}, {"seen_on": "yesterday"}, {"url": "javascript:alert(1)"}, {"source": ""}):
        assert "Nothing was saved yet" in sent(desk, url("add"), {**form, **key(), **wrong})
    assert Signal.objects.count() == 1


def test_a_feed_file_is_read(made: World, desk: Client) -> None:
    source = made.source()

    def upload(content: bytes) -> str:
        file = SimpleUploadedFile("signals.atom", content)
        return sent(desk, url("file"), key(source=source.pk, file=file))

    assert "The file is read" in upload(FEED)
    assert Signal.objects.count() == 2
    assert "The file is read" in upload(FEED)
    assert Signal.objects.count() == 2
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel><title>&a;</title></channel></rss>'
    assert "without DTD, entities and external references was expected" in upload(bomb)
    assert "well-formed XML" in upload(b"no feed")
    assert "The file is larger than 2 MB." in upload(b" " * (MOST_BYTES + 1))
    assert "The submitted file is empty." in upload(b"")
    assert Signal.objects.count() == 2


def test_a_signal_is_kept_merged_or_dropped(made: World, desk: Client) -> None:
    trend, kept, same, out = made.trend(), made.signal("A"), made.signal("B"), made.signal("C")
    for signal, fields in (
        (kept, {"move": "keep", "trend": trend.pk}),
        (same, {"move": "merge", "into": kept.pk}),
        (out, {"move": "drop", "reason_en": "Not for us"}),
    ):
        assert "The signal is sorted." in sent(desk, url("sort", signal=signal.pk), key(**fields))
    states = dict(Signal.objects.values_list("pk", "state"))
    assert (states[kept.pk], states[same.pk], states[out.pk]) == ("kept", "merged", "dropped")
    assert Link.objects.filter(from_id=kept.pk, relation="seen in", to_id=trend.pk).exists()
    said = desk.get(url("sort", signal=out.pk)).content.decode()
    assert "Not for us" in said
    again = sent(desk, url("sort", signal=kept.pk), key(move="drop", reason_et="x"))
    assert "somebody has sorted this signal already" in again


@pytest.mark.parametrize(
    ("move", "said"),
    [
        ("keep", "Choose the trend in which the signal is seen."),
        ("merge", "Choose the signal that stays."),
        ("drop", "Say why it is dropped."),
        ("", "This field is required."),
    ],
)
def test_sorting_says_what_is_missing(made: World, desk: Client, move: str, said: str) -> None:
    signal = made.signal()
    assert said in sent(desk, url("sort", signal=signal.pk), key(move=move))
    signal.refresh_from_db()
    assert signal.state == "inbox"


def test_a_trend_is_named_once_and_edited(made: World, desk: Client) -> None:
    form = key(name_et="Buss kutse peale", what_et="Mis see on", domain="mobility")
    for _ in range(2):
        assert "The trend is public now." in sent(desk, url("new_trend"), form)
    trend = Trend.objects.get()
    assert trend.slug == "buss-kutse-peale"
    assert "Nothing was saved yet" in sent(desk, url("new_trend"), key(name_et="", domain="mobility"))
    where = url("edit_trend", slug=trend.slug)
    assert "The trend is saved." in sent(desk, where, {**form, **key(), "name_et": "Tellitav buss"})
    trend.refresh_from_db()
    assert str(trend.name.words["et"]) == "Tellitav buss"
    sent(desk, url("end_trend", slug=trend.slug), {"watched": "0"})
    trend.refresh_from_db()
    assert trend.state == "ended"
    assert "Not watched any more" in desk.get(url("work")).content.decode()
    sent(desk, url("end_trend", slug=trend.slug), {"watched": "1"})
    trend.refresh_from_db()
    assert trend.state == "watched"


def test_a_trend_is_tied_to_a_goal_and_let_go(made: World, desk: Client) -> None:
    trend = made.trend()
    form = key(goal=made.goal.pk, direction="threatens")
    assert "The trend bears on the goal" in sent(desk, url("bear", slug=trend.slug), form)
    assert "it may threaten the goal" in desk.get(url("edit_trend", slug=trend.slug)).content.decode()
    where = url("bear_no_more", slug=trend.slug)
    assert "does not bear on the goal any more" in sent(desk, where, {"goal": made.goal.pk})
    assert not Link.objects.filter(from_id=trend.pk, ended_at=None).exists()
    for name in ("bear", "bear_no_more"):
        assert "Choose a goal and how" in sent(desk, url(name, slug=trend.slug), key(goal=uuid.uuid4()))


def test_three_taps_rate_a_trend_and_the_newest_counts(made: World) -> None:
    trend, specialist = made.trend(), world.logged_in(made.city, Role.SPECIALIST)
    form = key(impact="4", uncertainty="2", horizon="0", words="Sõltub hinnast")
    for _ in range(2):
        assert "Your rating is counted" in sent(specialist, url("rate", slug=trend.slug), form)
    assert TrendRating.objects.count() == 1
    page = specialist.get(url("rate", slug=trend.slug)).content.decode()
    assert "Sõltub hinnast" in page
    assert "Rate again" in specialist.get(url("work")).content.decode()
    for wrong in ({"impact": "6"}, {"horizon": ""}, {"uncertainty": "x"}):
        said = specialist.post(url("rate", slug=trend.slug), {**form, **key(), **wrong}).content.decode()
        assert "Nothing was saved yet" in said
    assert TrendRating.objects.count() == 1


def test_what_raters_wrote_is_read_by_the_team_without_a_name(made: World, desk: Client) -> None:
    trend = made.trend()
    actions.rate(trend=trend, impact=3, uncertainty=3, horizon=1, words="Sõltub hinnast", by=made.lead)
    assert "Sõltub hinnast" in desk.get(url("edit_trend", slug=trend.slug)).content.decode()


def test_looking_now_opens_what_stands_in_question_once(made: World, desk: Client) -> None:
    assert "nothing new stands in question" in sent(desk, url("look"), {})
    made.break_(made.assume())
    assert "A review is open" in sent(desk, url("look"), {})
    assert "nothing new stands in question" in sent(desk, url("look"), {})


def test_a_review_is_opened_by_hand_once(made: World, desk: Client) -> None:
    due = clock.today("Europe/Tallinn") + timedelta(days=9)
    form = key(goal=made.goal.pk, why_et="Talv oli soe", due=due.isoformat())
    for _ in range(2):
        assert "A review is open" in sent(desk, url("open_review"), form)
    assert Review.objects.get().due == due
    assert "being reviewed by hand already" in sent(desk, url("open_review"), {**form, **key()})
    early = {**form, **key(), "due": "2020-01-01"}
    assert "A day that is still to come was expected." in desk.post(url("open_review"), early).content.decode()
    assert "Nothing was saved yet" in desk.post(url("open_review"), {**form, **key(), "why_et": ""}).content.decode()
    chosen = desk.get(url("open_review") + f"?goal={made.goal.slug}").content.decode()
    assert f'value="{made.goal.pk}" selected' in chosen


@pytest.mark.parametrize(
    ("name", "said", "outcome"), [("keep", "The goal stands", "keep"), ("drop", "dropped", "drop")]
)
def test_a_review_ends_with_a_reason(made: World, desk: Client, name: str, said: str, outcome: str) -> None:
    review = made.reviewed()
    refused = desk.post(url(name, review=review.pk), key())
    assert refused.status_code == 422
    assert "Say why: everyone can read it." in refused.content.decode()
    form = key(reason_et="Põhjus")
    for _ in range(2):
        assert said in sent(desk, url(name, review=review.pk), form)
    review.refresh_from_db()
    assert (review.outcome, review.reason.words) == (outcome, {"et": "Põhjus"})
    assert "this review has ended already" in sent(desk, url(name, review=review.pk), key(reason_et="Uus"))


def test_a_review_that_adapts_words_the_goal_anew(made: World, desk: Client) -> None:
    review = made.reviewed()
    where = url("end", review=review.pk)
    assert "Say why it changes" in desk.post(where, goal_form()).content.decode()
    form = goal_form(title_et="Uus siht", reason_et="Eelarve")
    for _ in range(2):
        assert "The goal is worded anew." in sent(desk, where, form)
    assert GoalRevision.objects.filter(goal=made.goal).count() == 2
    assert Mark.objects.get().block == made.block
    assert "being reworded" in desk.get(where).content.decode()
    assert "this review has ended already" in sent(desk, where, goal_form(reason_et="Veel"))


def test_without_a_round_a_goal_is_not_adapted(made: World, desk: Client) -> None:
    review = made.reviewed()
    close_round(round_=builders.round_(made.city, made.lead), by=made.lead)
    where = url("end", review=review.pk)
    assert "Goals are worded in a round, and none is open." in desk.get(where).content.decode()
    assert "none is open: open one first" in sent(desk, where, goal_form(reason_et="Eelarve"))
    review.refresh_from_db()
    assert review.closed_at is None


def test_a_late_review_is_marked_so(made: World, desk: Client) -> None:
    review = made.reviewed()
    assert "is-late" not in desk.get(url("work")).content.decode()
    Review.objects.filter(pk=review.pk).update(due="2020-01-01")
    assert "is-late" in desk.get(url("work")).content.decode()
