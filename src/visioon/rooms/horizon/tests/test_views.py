"""Public pages of part 12: what they say, what they leave out, what an empty one says first."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.cities.models import City
from visioon.rooms.horizon import actions, tables
from visioon.rooms.horizon.tests import world
from visioon.rooms.horizon.tests.world import FAR, NEAR, SOON, World
from visioon.rooms.strategy import actions as strategy

pytestmark = pytest.mark.django_db
WHY = builders.text("The budget fell")


@pytest.fixture
def made() -> World:
    return world.world()


def url(name: str, **kwargs: object) -> str:
    return reverse(f"horizon:{name}", kwargs={"city": "tartu", **kwargs})


def page(name: str, **kwargs: object) -> str:
    answer = Client().get(url(name, **kwargs))
    assert answer.status_code == 200
    return answer.content.decode()


def adapted(made: World) -> Any:
    return actions.adapt_goal(
        review=made.reviewed(),
        round_=builders.round_(made.city, made.lead),
        wording=builders.wording(title=builders.text("Home with what there is")),
        reason=WHY,
        by=made.lead,
    )


def test_an_empty_radar_says_what_comes_here(made: World) -> None:
    said = page("radar")
    assert "No trend is watched yet" in said
    assert "None. When an assumption breaks" in said
    assert '<svg class="drawn' not in said


def test_the_radar_numbers_what_is_near_and_strong_first(made: World) -> None:
    far, near, unrated = made.trend("Fewer students"), made.trend("Buses on call"), made.trend("Nobody knows")
    made.rate(far, (5, 3, FAR), (4, 3, FAR), (5, 3, SOON))
    made.rate(near, (4, 1, NEAR), (4, 2, NEAR), (2, 2, NEAR))
    said = page("radar")
    places = [
        said.index(name) for name in ("Buses on call (en)</a>", "Fewer students (en)</a>", "Nobody knows (en)</a>")
    ]
    assert places == sorted(places)
    assert "1 strong trend is felt within two years" in said
    assert "strong, 4 (2–4)" in said
    assert "5–10 (2–5 … 5–10)" in said
    assert "Nobody has rated it yet, so that it has no place on the radar." in said
    assert 'aria-label="Radar of 2 trends. 0–2: 1 Buses on call (en); 2–5: –; 5–10: 2 Fewer students (en)' in said
    assert unrated.slug in said


def test_an_ended_trend_leaves_the_radar_and_keeps_its_page(made: World) -> None:
    trend = made.near()
    actions.end_trend(trend=trend, by=made.lead)
    assert "Buses on call" not in page("radar")
    assert "not watched any more" in page("trend", slug=trend.slug)


def test_a_trend_tells_its_signals_ratings_goals_and_what_it_set_off(made: World) -> None:
    trend = made.near()
    kept = actions.keep_signal(signal=made.signal(url="https://news.example/1"), trend=trend, by=made.lead)
    actions.merge_signal(signal=made.signal("The same", source=made.source("Fair")), into=kept, by=made.lead)
    actions.watch(city=made.city, by=made.lead)
    said = page("trend", slug=trend.slug)
    assert 'href="https://news.example/1"' in said
    assert "May 6, 2026" in said
    assert "also:" in said
    assert "Fair, May 6, 2026" in said
    assert "Rated by 3 people" in said
    assert "Impact: 4, from 4 to 5" in said
    assert "it may threaten the goal" in said
    assert "near and strong" in said
    assert "Review of the goal “Home in the evening (en)”" in said
    assert "0–2 years, impact 4 (4–5)" in said


def test_a_bare_trend_says_what_is_missing(made: World) -> None:
    said = page("trend", slug=made.trend().slug)
    for words in ("No signal is kept for it yet.", "Nobody has rated it yet", "A trend opens a review when"):
        assert words in said


def test_what_a_rater_wrote_is_not_public(made: World) -> None:
    trend = made.trend()
    actions.rate(trend=trend, impact=3, uncertainty=3, horizon=SOON, words="My own reason", by=made.lead)
    assert "My own reason" not in page("trend", slug=trend.slug)


def test_the_goal_page_tells_what_is_coming_and_the_review(made: World) -> None:
    made.near()
    adapted(made)
    said = Client().get(reverse("goals:goal", kwargs={"city": "tartu", "slug": made.goal.slug})).content.decode()
    assert "What is coming that touches it" in said
    assert "may threaten it" in said
    assert "Review of the goal “Home with what there is (en)”: adapted" in said


def test_an_open_review_says_why_and_by_when(made: World) -> None:
    review = made.reviewed()
    said = page("review", review=review.pk)
    assert "What was assumed does not hold any more: Money is found (en)" in said
    assert "it is decided whether the goal stays as it is" in said
    assert "an assumption does not hold any more" in said
    assert "What was assumed does not hold any more" in page("radar")


def test_an_ended_review_shows_the_goal_before_and_after_and_its_paragraphs(made: World) -> None:
    strategy.publish_version(document=made.document, note=WHY, by=made.lead)
    review = adapted(made)
    said = page("review", review=review.pk)
    assert "<del>Home in the evening (en)</del> <ins>Home with what there is (en)</ins>" in said
    assert "The budget fell (en)" in said
    assert "being reworded" in said
    strategy.write(block=made.block, words=builders.text("New"), reason=WHY, seen_revision=1, by=made.lead)
    assert "reworded, not published yet" in page("review", review=review.pk)
    strategy.publish_version(document=made.document, note=WHY, by=made.lead)
    assert "in version 2" in page("review", review=review.pk)
    difference = reverse("strategy:difference", kwargs={"city": "tartu", "first": 1, "second": 2})
    assert url("review", review=review.pk) in Client().get(difference).content.decode()
    assert "adapted" in page("radar")


def test_a_kept_goal_marks_no_paragraph(made: World) -> None:
    review = actions.keep_goal(review=made.reviewed(), reason=WHY, by=made.lead)
    said = page("review", review=review.pk)
    assert "kept as it is" in said
    assert "before and after" not in said


def test_what_is_not_there_or_hidden_is_not_found(made: World) -> None:
    sample = made.trend(provenance="sample")
    assert "tag-sample" in page("trend", slug=sample.slug)
    City.objects.update(shows_samples=False)
    assert Client().get(url("trend", slug=sample.slug)).status_code == 404
    assert Client().get(url("trend", slug="nothing")).status_code == 404
    assert Client().get(url("review", review=uuid.uuid4())).status_code == 404


def test_pages_ask_no_more_where_there_is_more(made: World, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        made.near(slug=f"near-{number}")
        actions.keep_signal(signal=made.signal(f"Seen {number}"), trend=made.trend(f"T {number}"), by=made.lead)
    adapted(made)
    with django_assert_max_num_queries(25):
        page("radar")
    for number in range(6):
        made.near(slug=f"more-{number}")
    actions.watch(city=made.city, by=made.lead)
    with django_assert_max_num_queries(25):
        page("radar")


def test_open_tables_hold_medians_and_nobody(made: World) -> None:
    trend = made.near()
    made.trend("Unrated")
    actions.keep_signal(signal=made.signal(), trend=trend, by=made.lead)
    made.signal("In the inbox")
    review = adapted(made)
    viewer = builders.viewer(None, made.city)
    found = list(tables.trends(viewer))
    assert [(row["people"], row.get("impact"), row.get("years")) for row in found] == [(3, 4.0, "0–2"), (0, None, None)]
    assert set(found[0]) == {column.name for column in tables.TRENDS}
    assert [row["title_et"] for row in tables.signals(viewer)] == ["Small buses"]
    own = next(row for row in tables.reviews(viewer) if row["id"] == str(review.pk))
    assert (own["goal"], own["kind"], own["outcome"], own["revision"], own["reason_et"]) == (
        made.goal.slug,
        "assumption_broken",
        "adapt",
        2,
        "The budget fell",
    )
    assert own["why_en"] == "What was assumed does not hold any more: Money is found (en)"
    assert set(own) == {column.name for column in tables.REVIEWS}
