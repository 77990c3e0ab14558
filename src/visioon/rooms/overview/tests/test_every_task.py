"""Every kind of task appears by itself, is taken, loses whom it belonged to when they leave, and ends by an act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import close_account, revoke, system
from visioon.kernel.accounts.models import Actor, Grant, Person
from visioon.kernel.accounts.roles import STAFF, Role
from visioon.kernel.cities.models import City
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment import keeping
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.tests import figures
from visioon.rooms.assessment.tests import test_tasks as indicators
from visioon.rooms.assessment.tests import world as measures
from visioon.rooms.delivery import actions as delivery
from visioon.rooms.delivery.tests import world as projects
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.goals import actions as goals
from visioon.rooms.horizon import actions as horizon
from visioon.rooms.horizon.tests.world import world as coming
from visioon.rooms.inventory import actions as inventory
from visioon.rooms.inventory.tests import world as mapping
from visioon.rooms.process import actions as process
from visioon.rooms.process import agreement
from visioon.rooms.process.tests.world import world as planned
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.strategy.tests import ground
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.topics.tests import world as tree

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
Do = Callable[[], object]


@dataclass
class Need:
    """A city in which exactly this is needed, and the act that does it."""

    city: City
    do: Do


def tartu() -> tuple[City, Actor]:
    city = builders.city()
    return city, builders.lead(city)


def to_read() -> Need:
    city, lead = tartu()
    voice = builders.contribution(builders.activity(city, lead), shown=False)
    return Need(city, lambda: dialogue.show(contribution=voice, by=lead))


def to_answer() -> Need:
    city, lead = tartu()
    voice = builders.contribution(builders.activity(city, lead))
    return Need(city, lambda: dialogue.answer(contribution=voice, kind="accepted", words=builders.text("Jah"), by=lead))


def statement_without_russian() -> Need:
    city, lead = tartu()
    opens = clock.today(city.time_zone) + timedelta(days=5)
    vote = builders.activity(city, lead, kind="statements", opens=opens)
    words = Text.of("et", {"et": "Väide", "en": "Statement"})
    made = dialogue.state(activity=vote, words=words, domain="mobility", by=lead)
    return Need(city, lambda: dialogue.word(statement=made, words=builders.text("Väide"), by=lead))


def goal_with_gaps() -> Need:
    city, lead = tartu()
    goal = builders.goal(city, lead, published=False, owner=Text(), review_on=None)
    same = {"round_": builders.round_(city, lead), "reason": Text(), "by": lead}
    return Need(city, lambda: goals.reword(goal=goal, wording=builders.wording(), **same))


def goal_to_look_at() -> Need:
    city, lead = tartu()
    today = clock.today(city.time_zone)
    goal = builders.goal(city, lead, review_on=today + timedelta(days=7))
    later = builders.wording(review_on=today + timedelta(days=300))
    same = {"round_": builders.round_(city, lead), "reason": builders.text("Why"), "by": lead}
    return Need(city, lambda: goals.reword(goal=goal, wording=later, **same))


def silent_party() -> Need:
    here = planned()
    party, version = here.party(), here.put()
    _on_time(here.city, here.lead)
    return Need(here.city, lambda: here.say(party, version))


def owed_reply() -> Need:
    here = planned()
    given = here.say(here.party(), here.put(), "no", "Ei.")
    _on_time(here.city, here.lead)
    words = builders.text("Vastus")
    return Need(here.city, lambda: agreement.reply(confirmation=given, words=words, led_to=None, by=here.lead))


def _on_time(city: City, lead: Actor) -> None:
    """Parts of that plan are long over: give them days that are still to come."""
    for stage in builders.running(city, lead).stages.all():
        process.replan_stage(stage=stage, opens=stage.opens, ends=date(2099, 1, 1), words=Text(), by=lead)


def part_past_its_day() -> Need:
    city, lead = tartu()
    words, days = builders.text("Words"), {"opens": date(2026, 1, 1), "ends": date(2026, 2, 1)}
    stage = process.plan_stage(cycle=builders.running(city, lead), part=10, name=words, words=words, by=lead, **days)
    return Need(city, lambda: process.end_stage(stage=stage, by=lead))


def project_to_report() -> Need:
    city, lead = tartu()
    owner = projects.owner(city)
    project = projects.project(city, lead, owner)
    with clock.fixed(NOW - timedelta(days=25)):
        delivery.report(project=project, day=clock.today(city.time_zone), light="on_track", by=owner)
    same = {"project": project, "day": NOW.date(), "light": "on_track", "by": owner}
    return Need(city, lambda: delivery.report(**same))


def old_indicator() -> Need:
    rows = [measures.indicator_row("OLD")]
    places = [{"code": code, "name": builders.text(name), "country": "EE"} for code, name in indicators.PLACES]
    seen = [measures.observation(*row) for row in indicators.OBSERVED if row[0] == "OLD"]
    city = measures.tartu()
    builders.city("commons")
    assessment.import_shared(indicators=rows, places=places, observations=seen, ties=[], by=system())
    lead, old = builders.lead(city), Indicator.objects.get(code="OLD")
    same = {"city": city, "indicator": old, "year": 2025, "value": 2.0, "source": "Counted", "by": lead}
    return Need(city, lambda: assessment.observe(**same))


def own_figure() -> tuple[City, Actor, Indicator]:
    city = measures.tartu()
    lead = builders.lead(city)
    figures.place(city)
    return city, lead, figures.own(city, lead)


def figure_that_is_due() -> Need:
    city, lead, own = own_figure()
    assessment.observe(city=city, indicator=own, year=2024, value=1.0, source="Counted", by=lead)
    figures.kept(city, own, lead, cycle_months=12)
    return Need(city, lambda: keeping.look(city=city, indicator=own, by=lead))


def value_in_doubt() -> Need:
    city, lead, own = own_figure()
    doubt = figures.doubt(city, own, lead)
    return Need(city, lambda: keeping.check(doubt=doubt, note="Seen at the source", by=lead, city=city))


def answer_of_an_office() -> Need:
    city, lead, own = own_figure()
    answer = figures.answer(city, own, lead)
    return Need(city, lambda: fetching.take(fetching=answer, years=[2024], by=lead))


def proposal_to_decide() -> Need:
    city, lead = tartu()
    proposal = inventory.suggest(city=city, fields=mapping.suggested(), words=Text(), by=builders.guest())
    return Need(city, lambda: inventory.accept(proposal=proposal, by=lead))


def story_with_a_reply() -> Need:
    here = mapping.world()
    story = inventory.ask_holder(story=mapping.story(here), by=here.lead)
    inventory.reply(secret=here.secret, story=story, agreed=True, words=Text(), by=builders.guest())
    return Need(here.city, lambda: inventory.tell(story=story, by=here.lead))


def old_check() -> Need:
    here = mapping.world()
    same = {"solution": here.solution, "verdict": "yes", "words": Text(), "by": here.lead}
    with clock.fixed(NOW - timedelta(days=370)):
        inventory.check(**same)
    return Need(here.city, lambda: inventory.check(**same))


def thin_domain() -> Need:
    here = mapping.world()
    for _number in range(6):
        builders.solution(here.city, here.lead, domain="mobility")
    other = mapping.organisation(here.city, here.lead, "O2")
    return Need(here.city, lambda: inventory.make_link(organisation=other, by=here.lead))


def topic_that_rests_on_nothing() -> Need:
    city, lead = tartu()
    topic = tree.topic(city, lead)
    holder = mapping.organisation(city, lead)
    return Need(city, lambda: stakeholders.state_stake(topic=topic, organisation=holder, kind="knows", by=lead))


def voice_without_theme() -> Need:
    city, lead = tartu()
    voice = builders.contribution(builders.activity(city, lead))
    theme = builders.theme(city, lead)
    return Need(city, lambda: synthesis.assign(theme=theme, contribution=voice, by=lead))


def goal_in_question() -> Need:
    here = coming()
    review = here.reviewed()
    return Need(here.city, lambda: horizon.keep_goal(review=review, reason=builders.text("It holds"), by=here.lead))


def signal_to_sort() -> Need:
    here = coming()
    signal = here.signal()
    return Need(here.city, lambda: horizon.drop_signal(signal=signal, reason=builders.text("Old"), by=here.lead))


def block_without_russian() -> Need:
    here = ground.world()
    here.write("note", Text.of("et", {"et": "Uued sõnad", "en": "New words"}))
    return Need(here.city, lambda: here.write("note", builders.text("Uued sõnad")))


NEEDS: dict[str, Callable[[], Need]] = {
    "assessment.doubt": value_in_doubt,
    "assessment.due": figure_that_is_due,
    "assessment.fetched": answer_of_an_office,
    "assessment.stale": old_indicator,
    "delivery.report": project_to_report,
    "dialogue.answer": to_answer,
    "dialogue.language": statement_without_russian,
    "dialogue.read": to_read,
    "goals.gaps": goal_with_gaps,
    "goals.review": goal_to_look_at,
    "horizon.review": goal_in_question,
    "horizon.signal": signal_to_sort,
    "inventory.check": old_check,
    "inventory.proposal": proposal_to_decide,
    "inventory.story": story_with_a_reply,
    "inventory.thin": thin_domain,
    "process.party": silent_party,
    "process.reply": owed_reply,
    "process.stage": part_past_its_day,
    "strategy.language": block_without_russian,
    "synthesis.sort": voice_without_theme,
    "topics.gaps": topic_that_rests_on_nothing,
}


def test_every_kind_of_task_is_walked_here() -> None:
    assert sorted(NEEDS) == sorted(SOURCES)


def compare(city: City) -> None:
    actions.reconcile(city=city, by=system())


def appeared(kind: str) -> tuple[Need, Task]:
    need = NEEDS[kind]()
    compare(need.city)
    return need, Task.objects.get(kind=kind, ended_at=None)


def worker(city: City, kind: str) -> Actor:
    """Somebody who may do this kind of task."""
    role = min(SOURCES[kind].roles & STAFF)
    return builders.person(city, role).actor


@pytest.mark.parametrize("kind", sorted(NEEDS))
def test_a_task_appears_moves_and_ends_by_actions_alone(kind) -> None:
    with clock.fixed(NOW):
        need, task = appeared(kind)
        compare(need.city)
        assert Task.objects.filter(kind=kind).count() == 1
        assert (task.assignee, task.ended_at) == (None, None)
        who, other = worker(need.city, kind), worker(need.city, kind)
        lead = builders.lead(need.city)
        task = actions.take(task=task, by=who)
        actions.postpone(task=task, due=NOW.date() + timedelta(days=3), reason="Ootan andmeid.", by=who)
        actions.give_back(task=task, by=who)
        (task,) = actions.assign(tasks=[task], to=other, by=lead)
    with clock.fixed(NOW + timedelta(minutes=2)):
        need.do()
        compare(need.city)
    task.refresh_from_db()
    assert task.assignee == other
    assert task.ended_at is not None
    assert task.ended_by_act is not None
    assert not Task.objects.filter(kind=kind, key=task.key, ended_at=None).exists()


def lose_the_role(who: Actor) -> None:
    for given in Grant.objects.filter(actor=who, ended_at=None):
        revoke(given=given, by=system())


def be_erased(who: Actor) -> None:
    close_account(person=Person.objects.get(actor=who), by=system())


@pytest.mark.parametrize("leave", [lose_the_role, be_erased])
@pytest.mark.parametrize("kind", sorted(NEEDS))
def test_nothing_stays_with_somebody_who_left(kind, leave) -> None:
    with clock.fixed(NOW):
        need, task = appeared(kind)
        who = worker(need.city, kind)
        actions.take(task=task, by=who)
        leave(who)
        compare(need.city)
        task.refresh_from_db()
        assert (task.assignee, task.assigned_by, task.ended_at) == (None, None, None)
        assert not Task.objects.filter(assignee=who, ended_at=None).exists()


@pytest.mark.parametrize("leave", [lose_the_role, be_erased])
@pytest.mark.parametrize(("role", "heir"), [(Role.MODERATOR, True), (Role.SPECIALIST, False)])
def test_what_is_left_behind_goes_to_who_stood_in_where_they_may_do_it(leave, role, heir) -> None:
    with clock.fixed(NOW):
        need, task = appeared("dialogue.read")
        who, deputy = (builders.person(need.city, one).actor for one in (Role.MODERATOR, role))
        actions.take(task=task, by=who)
        day = NOW.date()
        actions.go_away(city=need.city, who=who, first=day, last=day, deputy=deputy, words="", by=who)
        leave(who)
        compare(need.city)
        task.refresh_from_db()
        assert task.assignee == (deputy if heir else None)
        compare(need.city)
        task.refresh_from_db()
        assert task.assignee == (deputy if heir else None)
