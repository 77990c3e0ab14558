"""Signals: by hand, from a file, from a feed; sorted once; what goes wrong stands on the source."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.formats.errors import InputError
from visioon.kernel import clock, fetch
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.jobs import queue
from visioon.kernel.jobs import work as jobs_at_work
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.worker import PERIODIC
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.walk import walk
from visioon.rooms.goals.actions import ReasonExpected
from visioon.rooms.horizon import actions, jobs
from visioon.rooms.horizon.actions import NotInInbox
from visioon.rooms.horizon.models import Signal, Source
from visioon.rooms.horizon.tests import world
from visioon.rooms.horizon.tests.world import FEED, World

pytestmark = pytest.mark.django_db
URL = "https://news.example/atom.xml"


@pytest.fixture
def made() -> World:
    return world.world()


class Door:
    """Stands in for the door out: gives what it is told to, and remembers what it was asked."""

    def __init__(self, body: bytes = FEED, status: int = 200, refused: str = "") -> None:
        self.body, self.status, self.refused = body, status, refused
        self.asked: list[dict[str, object]] = []

    def get(self, url: str, **asked: object) -> fetch.Fetched:
        self.asked.append({"url": url, **asked})
        if self.refused:
            raise fetch.Refused(self.refused)
        return fetch.Fetched(self.status, self.body, '"e1"', "Fri, 02 Jan 2026 03:04:05 GMT", url)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    stand_in = Door()
    monkeypatch.setattr(fetch, "get", stand_in.get)
    return stand_in


def test_a_signal_seen_by_hand_lies_in_the_inbox(made: World) -> None:
    signal = made.signal(source=made.source(domain="people"))
    assert (signal.state, signal.domain, str(signal.title)) == ("inbox", "people", "Small buses (en)")


def test_a_feed_file_is_read_once(made: World) -> None:
    source = made.source(language="en")
    assert actions.read_feed(source=source, content=FEED, by=made.lead) == 2
    assert actions.read_feed(source=source, content=FEED, by=made.lead) == 0
    first = Signal.objects.get(entry="urn:1")
    assert (str(first.title), str(first.words), first.url, str(first.seen_on)) == (
        "First",
        "What happened.",
        "https://news.example/1",
        "2026-01-02",
    )
    assert first.title.source == "en"
    acts = Act.objects.filter(verb="source.read").order_by("id")
    assert [act.data for act in acts] == [
        {"entries": 2, "new": 2, "wordless": 0},
        {"entries": 2, "new": 0, "wordless": 0},
    ]


def test_an_entry_of_a_source_is_there_once_whoever_adds_it(made: World) -> None:
    source = made.source()
    actions.read_feed(source=source, content=FEED, by=made.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.create(
            city=made.city,
            source=source,
            entry="urn:1",
            title=builders.text("Again"),
            seen_on="2026-01-01",
            at=clock.now(),
        )


def test_a_file_that_is_no_feed_brings_nothing(made: World) -> None:
    with pytest.raises(InputError):
        actions.read_feed(source=made.source(), content=b"<html/>", by=made.lead)
    assert not Signal.objects.exists()


def test_a_feed_is_asked_for_with_what_is_known_of_it(made: World, door: Door) -> None:
    source = made.source(url=URL, hosts=["cdn.example"])
    assert actions.fetch_feed(source=source, by=system()) == 2
    source.refresh_from_db()
    assert (source.etag, source.modified, source.last_error) == ('"e1"', "Fri, 02 Jan 2026 03:04:05 GMT", "")
    door.status, door.body = 304, b""
    assert actions.fetch_feed(source=source, by=system()) == 0
    assert door.asked[0]["hosts"] == frozenset({"news.example", "cdn.example"})
    assert (door.asked[0]["etag"], door.asked[1]["etag"]) == ("", '"e1"')
    source.refresh_from_db()
    assert source.etag == '"e1"'


@pytest.mark.parametrize(
    ("body", "refused", "said"),
    [
        (FEED, "news.example answered 404", "news.example answered 404"),
        (b"<html/>", "", "RSS (rss), RSS 1.0 (RDF) or Atom (feed) was expected, got html"),
    ],
)
def test_what_goes_wrong_stands_on_the_source_until_it_goes_well(
    made: World, door: Door, body: bytes, refused: str, said: str
) -> None:
    source = made.source(url=URL)
    door.body, door.refused = body, refused
    for _ in range(2):
        assert actions.fetch_feed(source=source, by=system()) == 0
    source.refresh_from_db()
    assert source.last_error == said
    assert source.checked_at is not None
    assert Act.objects.filter(verb="source.failed").count() == 1
    door.body, door.refused = FEED, ""
    actions.fetch_feed(source=source, by=system())
    source.refresh_from_db()
    assert source.last_error == ""


def test_feeds_are_fetched_by_jobs_one_a_source(made: World, door: Door) -> None:
    made.source(url=URL)
    made.source(url="https://stopped.example/")
    actions.stop_source(source=Source.objects.get(url="https://stopped.example/"), by=made.lead)
    made.source(url="https://sample.example/", provenance="sample")
    made.source()
    assert "visioon.rooms.horizon.jobs.fetch_all" in {one.task for one in PERIODIC}
    for _ in range(2):
        queue.put("visioon.rooms.horizon.jobs.fetch_all", [], {})
    assert jobs_at_work.run_all(uuid.uuid4()) == 3
    assert [one["url"] for one in door.asked] == [URL]
    assert Signal.objects.count() == 2
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_a_source_is_stopped_and_resumed(made: World) -> None:
    source = made.source(url=URL)
    assert actions.stop_source(source=source, by=made.lead).active is False
    assert actions.resume_source(source=source, by=made.lead).active is True
    verbs = Act.objects.filter(object_kind="source").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["source.added", "source.stopped", "source.resumed"]


def test_a_source_has_an_address_if_and_only_if_it_is_a_feed(made: World) -> None:
    for kind, url in (("feed", ""), ("hand", URL)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Source.objects.create(city=made.city, name=kind, kind=kind, url=url)


def test_a_kept_signal_begins_a_thread(made: World) -> None:
    signal, trend = made.signal(), made.trend(domain="living")
    assert walk(visitor(made.city), "trend", trend.pk).before == []
    kept = actions.keep_signal(signal=signal, trend=trend, by=made.lead)
    assert (kept.state, kept.domain) == ("kept", "living")
    assert [str(stop.words) for stop in walk(visitor(made.city), "trend", trend.pk).before] == ["Small buses (en)"]


def test_a_signal_is_sorted_once(made: World) -> None:
    trend, first, second = made.trend(), made.signal(), made.signal("The same")
    actions.merge_signal(signal=second, into=first, by=made.lead)
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)
    with pytest.raises(NotInInbox):
        actions.keep_signal(signal=second, trend=trend, by=made.lead)
    with pytest.raises(NotInInbox):
        actions.merge_signal(signal=first, into=second, by=made.lead)
    with pytest.raises(NotInInbox):
        actions.merge_signal(signal=first, into=first, by=made.lead)
    actions.drop_signal(signal=first, reason=builders.text("Not for us"), by=made.lead)
    with pytest.raises(NotInInbox):
        actions.drop_signal(signal=first, reason=builders.text("Not for us"), by=made.lead)


def test_what_is_dropped_keeps_its_reason(made: World) -> None:
    signal = made.signal()
    with pytest.raises(ReasonExpected):
        actions.drop_signal(signal=signal, reason=Text(), by=made.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=signal.pk).update(state="dropped")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=signal.pk).update(state="merged")


def test_nobody_watches_without_the_right(made: World) -> None:
    source, signal, trend = made.source(), made.signal(), made.trend()
    specialist = builders.person(made.city, Role.SPECIALIST).actor
    for refused in (
        lambda: actions.add_source(city=made.city, name="x", by=specialist),
        lambda: actions.stop_source(source=source, by=specialist),
        lambda: actions.add_signal(source=source, title=Text(), words=Text(), seen_on=signal.seen_on, by=specialist),
        lambda: actions.read_feed(source=source, content=FEED, by=specialist),
        lambda: actions.fetch_feed(source=source, by=specialist),
        lambda: actions.keep_signal(signal=signal, trend=trend, by=specialist),
        lambda: actions.merge_signal(signal=signal, into=signal, by=specialist),
        lambda: actions.drop_signal(signal=signal, reason=builders.text("x"), by=specialist),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_feed_is_put_once(made: World) -> None:
    source = made.source(url=URL)
    for _ in range(2):
        jobs.begin(source)
    assert Job.objects.count() == 1
