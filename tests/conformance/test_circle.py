"""The whole circle in one city, on one thread: from a voice to what is measured, from a signal to a new version.

voice, quote, theme, goal, decision, paragraph, project, report, measurement, hint, then
signal, trend, trigger, review, amended goal, amended paragraph, new version.
"""

from datetime import date

import pytest

from tests import builders
from visioon.formats.bundle import verify
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger import sealing
from visioon.kernel.ledger.actions import decide
from visioon.kernel.ledger.bundle import sealed_bundle
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import beside, walk, watchers
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.tests.world import US, indicator_row, observation
from visioon.rooms.delivery import actions as delivery
from visioon.rooms.goals import actions as goals
from visioon.rooms.horizon import actions as horizon
from visioon.rooms.horizon.models import Horizon, Trigger
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


class World:
    """A city, its lead, the owner of a project and three raters; one goal measured by one indicator."""

    def __init__(self) -> None:
        self.city = builders.city("tartu", place_code=US)
        self.lead = builders.lead(self.city)
        self.owner = builders.person(self.city, Role.PROJECT_OWNER).actor
        self.raters = [builders.person(self.city, Role.SPECIALIST).actor for _ in range(3)]
        builders.city("commons")
        assessment.import_shared(
            indicators=[indicator_row("BIKE", "mobility")],
            places=[{"code": US, "name": builders.text("Tartu"), "country": "EE"}],
            observations=[observation("BIKE", US, 4.0, 2020)],
            ties=[],
            by=system(),
        )
        self.indicator = Indicator.objects.get(code="BIKE")

    def speak(self) -> None:
        self.call = builders.activity(self.city, self.lead)
        self.voice = builders.contribution(self.call, words="Talvel on rattatee lume all.")
        self.theme = builders.theme(self.city, self.lead)
        self.quote = synthesis.quote(theme=self.theme, contribution=self.voice, words="rattatee lume all", by=self.lead)
        synthesis.publish_themes(city=self.city, by=self.lead)

    def aim(self) -> None:
        self.wording = builders.wording(
            indicator=self.indicator, baseline=4.0, baseline_year=2020, target=10.0, target_year=2030
        )
        self.round = builders.round_(self.city, self.lead)
        drafted = goals.draft(round_=self.round, slug="g1", domain="mobility", wording=self.wording, by=self.lead)
        goals.rest_on(goal=drafted, origin=self.theme, by=self.lead)
        self.goal = goals.publish(goal=drafted, by=self.lead)
        words = {name: builders.text("Words") for name in ("title", "body", "words", "reason")}
        self.decision = decide(city=self.city, decided_on=date(2026, 5, 1), by=self.lead, **words)
        goals.adopt(goal=self.goal, decision=self.decision, by=self.lead)

    def write(self) -> None:
        self.book = strategy.begin(city=self.city, slug="strategy", title=builders.text("Strategy"), by=self.lead)
        self.block = strategy.add_block(
            document=self.book, kind="paragraph", words=builders.text("Ten of a hundred ride."), by=self.lead
        )
        strategy.hang(block=self.block, origin=self.goal, by=self.lead)
        self.first = strategy.publish_version(document=self.book, note=builders.text("First"), by=self.lead)

    def deliver(self) -> None:
        plan = delivery.Plan(
            title=builders.text("Winter paths"),
            promise=builders.text("Ploughed before seven"),
            domain="mobility",
            owner=self.owner,
            owner_role=builders.text("City maintenance"),
            planned_start=date(2026, 5, 2),
            planned_end=date(2030, 4, 1),
        )
        self.project = delivery.propose(
            city=self.city, slug="winter", plan=plan, origins=[self.decision, self.block], by=self.lead
        )
        delivery.measure_by(project=self.project, indicator=self.indicator, by=self.lead)
        self.project = delivery.approve(project=self.project, by=self.lead)
        self.report = delivery.report(project=self.project, day=date(2026, 6, 1), light="on_track", by=self.owner)


@pytest.fixture
def world() -> World:
    made = World()
    made.speak()
    made.aim()
    made.write()
    made.deliver()
    return made


def codes(stops: list) -> set[str]:
    return {stop.code for stop in stops}


def test_voice_leads_to_what_is_measured_and_back(world: World) -> None:
    viewer = visitor(world.city)
    onward = walk(viewer, "contribution", world.voice.pk).after
    assert codes(onward) == {"quote", "theme", "goal", "decision", "block", "version", "project", "statusreport"}
    back = walk(viewer, "statusreport", world.report.pk).before
    assert codes(back) == {"contribution", "quote", "theme", "goal", "decision", "block", "project"}
    moved = beside(viewer, [world.project.pk, world.goal.pk], only="indicator")
    assert [stop.id for stop in moved] == [world.indicator.pk]
    assert codes(watchers(viewer, world.indicator.pk)) == {"goal", "project"}


def test_measurement_behind_its_path_gives_a_hint_that_opens_a_review_once(world: World) -> None:
    """The straight way from 4 in 2020 to 10 in 2030 leads over 7 in 2025; 4.2 is more than a tenth of it below."""
    assessment.observe(
        city=world.city, indicator=world.indicator, year=2025, value=4.2, source="City count", by=world.lead
    )
    reviews = horizon.watch(city=world.city, by=world.lead)
    assert horizon.watch(city=world.city, by=world.lead) == []
    trigger = Trigger.objects.get()
    assert (trigger.kind, [one.goal_id for one in reviews]) == (Trigger.Kind.INDICATOR_OFF_PATH, [world.goal.pk])
    assert "4.2" in trigger.why.words["en"]
    assert "7.0" in trigger.why.words["en"]
    assert codes(watchers(visitor(world.city), world.indicator.pk)) == {"goal", "project", "trigger"}


def notice(world: World):
    """A signal is seen, becomes part of a trend, three people rate it near and strong, and it bears on the goal."""
    source = horizon.add_source(city=world.city, name="Seen", by=world.lead)
    signal = horizon.add_signal(
        source=source,
        title=builders.text("Heated paths"),
        words=builders.text("Cheaper each year"),
        seen_on=date(2026, 6, 2),
        by=world.lead,
    )
    trend = horizon.name_trend(
        city=world.city,
        slug="heat",
        name=builders.text("Heated paths"),
        what=builders.text("Paths that melt snow"),
        domain="mobility",
        by=world.lead,
    )
    horizon.keep_signal(signal=signal, trend=trend, by=world.lead)
    for rater in world.raters:
        horizon.rate(trend=trend, impact=5, uncertainty=2, horizon=Horizon.NEAR, by=rater)
    horizon.bear_on(trend=trend, goal=world.goal, direction="helps", by=world.lead)
    return signal


def test_signal_leads_to_an_amended_goal_paragraph_and_version(world: World) -> None:
    signal = notice(world)
    [review] = horizon.watch(city=world.city, by=world.lead)
    amended = builders.wording(
        title=builders.text("Ride in winter"),
        indicator=world.indicator,
        baseline=4.0,
        baseline_year=2020,
        target=12.0,
        target_year=2030,
    )
    horizon.adapt_goal(
        review=review, round_=world.round, wording=amended, reason=builders.text("Melting is cheap"), by=world.lead
    )
    world.goal.refresh_from_db()
    mark = world.block.marks.get()
    assert (world.goal.revision, mark.goal_id, mark.cleared_by) == (2, world.goal.pk, None)
    strategy.write(
        block=world.block,
        words=builders.text("Twelve of a hundred ride."),
        reason=builders.text("The goal was amended"),
        seen_revision=1,
        by=world.lead,
    )
    second = strategy.publish_version(document=world.book, note=builders.text("Amended"), by=world.lead)
    mark.refresh_from_db()
    assert (mark.cleared_by.number, second.number) == (2, 2)
    onward = walk(visitor(world.city), "signal", signal.pk).after
    assert codes(onward) >= {"trend", "trigger", "review", "goal", "decision", "block", "version"}
    assert second.pk in {stop.id for stop in onward}
    back = walk(visitor(world.city), "version", second.pk).before
    assert codes(back) >= {"contribution", "quote", "theme", "signal", "trend", "trigger", "review", "goal", "block"}


def test_whole_circle_is_sealed_and_its_bundle_verifies(world: World) -> None:
    test_signal_leads_to_an_amended_goal_paragraph_and_version(world)
    assessment.observe(
        city=world.city, indicator=world.indicator, year=2025, value=4.2, source="City count", by=world.lead
    )
    assert len(horizon.watch(city=world.city, by=world.lead)) == 1
    sealing.seal(world.city)
    report = verify(sealed_bundle(world.city))
    assert report.exit_code == 0
    assert {line.split()[0] for line in report.lines() if line.split()[0].isupper()} == {"OK"}
    open_ends = Link.objects.filter(city=world.city, ended_at=None, family="makes")
    assert {link.relation for link in open_ends} == {
        "quoted",
        "supports",
        "led to",
        "decided in",
        "written in",
        "published in",
        "carried out by",
        "reported in",
        "seen in",
        "set off",
        "opened",
        "amended",
    }
