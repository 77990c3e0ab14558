"""Part 11 of the walk: key projects and a quick win from a voice, each on the day on which it happened."""

from datetime import UTC, date, datetime, time
from typing import Any

from examples.tartu.made import Known, Walk
from examples.tartu.read import document, whole
from examples.tartu.voices import SAMPLE
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.delivery import actions as delivery
from visioon.rooms.delivery.actions import Plan
from visioon.rooms.delivery.models import Project

# Where a city's own installation would stand; the lesson of a project names the public page it comes from.
ADDRESS = "https://visioon.example/et/tartu/projects/{slug}/"
NOON = time(10, tzinfo=UTC)


def _noon(day: date) -> Any:
    return clock.fixed(datetime.combine(day, NOON))


def deliver(made: Walk, known: Known) -> dict[str, Project]:
    """The projects by their key, as they stand today."""
    return {row["key"]: _project(row, made, known) for row in document("sample/projects.json")["projects"]}


def _project(row: dict[str, Any], made: Walk, known: Known) -> Project:
    day, lead = made.calendar.must, made.team.lead
    owner = made.team.owner if row["owner"] == "owner" else lead
    start, end = (day(one) for one in row["planned"])
    with _noon(min(start, day(row["began"]))):
        one = _proposed(
            row,
            Plan(**_texts(row), domain=row["domain"], owner=owner, planned_start=start, planned_end=end),
            made,
            known,
        )
        for line in row["money"]:
            delivery.add_budget(
                project=one,
                kind=line["kind"],
                amount=line["amount"],
                price_year=line["year"],
                source=whole(line["source"]),
                by=lead,
            )
        for risk in row["risks"]:
            sizes = {name: risk[name] for name in ("likelihood", "impact")}
            delivery.add_risk(
                project=one, words=whole(risk["words"]), mitigation=whole(risk["mitigation"]), by=owner, **sizes
            )
    with _noon(day(row["began"])):
        one = delivery.move(project=one, stage=Project.Stage.RUNNING, by=lead)
    _happen(row, one, owner, made)
    _tie(row, one, made, known)
    return one


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    return {name: whole(row[name]) for name in ("title", "promise", "owner_role", "unit", "partners")}


def _proposed(row: dict[str, Any], plan: Plan, made: Walk, known: Known) -> Project:
    lead, slug = made.team.lead, row["key"]
    if "voice" in row:
        voice = known.said[row["voice"]]
        one = delivery.quick_win(contribution=voice, slug=slug, plan=plan, provenance=SAMPLE, by=lead)
    else:
        one = delivery.propose(city=made.city, slug=slug, plan=plan, provenance=SAMPLE, by=lead)
    for mark in row["milestones"]:
        due = made.calendar.must(mark["due"])
        delivery.plan_milestone(project=one, name=whole(mark["name"]), due=due, by=lead)
    return delivery.approve(project=one, by=lead)


def _happen(row: dict[str, Any], one: Project, owner: Actor, made: Walk) -> None:
    """Milestones, reports and the end, each on its day."""
    day = made.calendar.must
    for mark, milestone in zip(row["milestones"], one.milestones.order_by("order"), strict=True):
        if mark["done"]:
            with _noon(day(mark["done"])):
                delivery.reach_milestone(milestone=milestone, by=owner)
    for said in row["reports"]:
        with _noon(day(said["day"])):
            delivery.report(
                project=one,
                day=day(said["day"]),
                light=said["light"],
                percent=said["percent"],
                by=owner,
                **{name: whole(said.get(name)) for name in ("words", "reason", "way_back")},
            )
    if "closing" in row:
        end = row["closing"]
        with _noon(day(end["day"])):
            delivery.close(
                project=one,
                day=day(end["day"]),
                outcome=end["outcome"],
                lesson=whole(end["lesson"]),
                words=whole(end["words"]),
                source_url=ADDRESS.format(slug=one.slug),
                by=made.team.lead,
            )


def _tie(row: dict[str, Any], one: Project, made: Walk, known: Known) -> None:
    nouns: dict[str, dict[str, Any]] = {
        "goal": known.goals,
        "block": known.blocks,
        "decision": {"D1": known.decision},
    }
    for origin in row["origins"]:
        noun = nouns[origin["kind"]][origin["key"]]
        delivery.rest_on(project=one, origin=noun, why=whole(origin.get("why")), by=made.team.lead)
    for code in row["moves"]:
        delivery.measure_by(project=one, indicator=Indicator.objects.get(code=code), by=made.team.lead)
