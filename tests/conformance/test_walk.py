"""The walk of Tartu: from facts and one voice to a verified strategy, and what becomes of it when a voice is erased."""

import pytest
from django.test import Client
from django.urls import reverse

from examples.tartu.walk import walk
from visioon.formats.bundle import verify
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.viewer import Viewer, visitor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.bundle import bundle
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread.walk import beside
from visioon.kernel.thread.walk import walk as follow
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory.models import Solution
from visioon.rooms.overview.actions import show_samples
from visioon.rooms.synthesis.models import Quote

pytestmark = pytest.mark.django_db
PARTS = sorted(str(part) for part in range(13))


@pytest.fixture
def walked() -> tuple[City, list[str]]:
    lines: list[str] = []
    return walk(lines.append), lines


def _statuses(city: City) -> dict[str, str]:
    return {one.id: str(one.status) for one in verify(bundle(city)).findings}


def _viewer(city: City) -> Viewer:
    city.refresh_from_db()
    return visitor(city)


def test_walked_city_holds_what_it_promises(walked: tuple[City, list[str]]) -> None:
    """One walk, looked at from all sides: walking again for each would take minutes."""
    city, lines = walked
    assert sorted({line.split()[0] for line in lines if line[0].isdigit()}) == PARTS
    report = verify(bundle(city))
    assert {str(one.status) for one in report.findings} == {"OK"}
    assert len(report.findings) == Edition.objects.filter(city=city).count() == 18
    assert report.exit_code == 0
    _thread_runs_both_ways(_viewer(city))
    _quotes_are_exact()
    _counts_are_kept_apart()
    _hidden_samples_leave_the_real_facts(city)


def _thread_runs_both_ways(viewer: Viewer) -> None:
    goal = Goal.objects.get(slug="g1")
    found = follow(viewer, "goal", goal.pk)
    assert {"contribution", "quote", "theme"} <= {stop.code for stop in found.before}
    assert {"decision", "block"} <= {stop.code for stop in found.after}
    assert [stop.code for stop in beside(viewer, [goal.pk])] == ["topic", "topic", "assumption", "indicator"]
    voice = next(stop for stop in found.before if stop.code == "contribution")
    assert "block" in {stop.code for stop in follow(viewer, "contribution", voice.id).after}


def _quotes_are_exact() -> None:
    quotes = list(Quote.objects.select_related("passage"))
    assert len(quotes) > 30
    assert [one for one in quotes if one.words != (one.passage.words or "")[one.start : one.end] or not one.words] == []


def _counts_are_kept_apart() -> None:
    by_kind = {one.kind: (one.real, one.sample) for one in Edition.objects.order_by("number")}
    assert by_kind["index"][1] == 0
    assert by_kind["themes"][0] == 0
    assert all(0 in pair for pair in by_kind.values())


def _hidden_samples_leave_the_real_facts(city: City) -> None:
    show_samples(city=city, shown=False, by=system())
    viewer = _viewer(city)
    assert Solution.objects.visible_to(viewer).count() == 59
    assert Contribution.objects.visible_to(viewer).count() == 0
    page = Client().get(reverse("overview:home", kwargs={"city": city.slug})).content.decode()
    assert "Here is a place for your voice" in page
    assert "tag-sample" not in page


def test_erased_voice_gives_erased_where_it_was_used_and_ok_elsewhere(walked: tuple[City, list[str]]) -> None:
    city = walked[0]
    voice = Contribution.objects.filter(quotes__isnull=False).order_by("id").first()
    words = voice.passage.words
    dialogue.erase(contribution=voice, by=system())
    used = {str(one.pk) for one in Edition.objects.filter(texts__hash=voice.passage.hash)}
    assert used
    assert _statuses(city) == {
        str(one.pk): "ERASED" if str(one.pk) in used else "OK" for one in Edition.objects.filter(city=city)
    }
    assert words.encode() not in bundle(city)
