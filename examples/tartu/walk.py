"""Tartu, walked through the plan by actions only. Facts are real; voices and all that is made of them are a sample."""

from typing import Any

from django.db import transaction

from examples.tartu import (
    agree,
    board,
    chosen,
    delivered,
    face,
    facts,
    horizon,
    mapped,
    measures,
    seeing,
    talk,
    towards,
    translate,
    voices,
    weeks,
)
from examples.tartu.accounts import ACCOUNTS, PASSWORD
from examples.tartu.made import Known, Say, Walk
from examples.tartu.read import LANGUAGES, Calendar, document, whole
from examples.tartu.voices import SAMPLE, Team
from visioon.kernel import clock
from visioon.kernel.accounts.actions import grant, register, system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.models import Decision
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.walk import reached
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import actions as goals
from visioon.rooms.overview.actions import publish_scorecard, tell_of_samples
from visioon.rooms.priorities import actions as priorities
from visioon.rooms.process import actions as process
from visioon.rooms.process.models import Activity, Cycle, Round, Stage
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.topics.models import Topic

ENDED_PARTS = range(1, 5)  # part 0 ends with the agreement


def cities() -> City:
    """Tartu and the commons."""
    City.objects.get_or_create(
        slug=COMMONS, defaults={"name": whole({"et": "Ühisvara", "en": "Commons", "ru": "Общее"})}
    )
    name = whole({"et": "Tartu", "en": "Tartu", "ru": "Тарту"})
    city, _ = City.objects.get_or_create(slug="tartu", defaults={"name": name, "place_code": "EE002C"})
    return city


def team(city: City, by: Actor) -> Team:
    actors = []
    for account in ACCOUNTS:
        person = register(email=account.email, name=account.name, password=PASSWORD, language="et", by=by)
        for role in account.roles:
            grant(actor=person.actor, city=city, role=Role(role), by=by)
        actors.append(person.actor)
    return Team(*actors)


def walk(say: Say) -> City:
    """The whole walk; say prints one line a part."""
    city, by = cities(), system()
    calendar = Calendar(clock.today(city.time_zone))
    made = Walk(city, by, team(city, by), calendar)
    with transaction.atomic():
        tell_of_samples(city=city, words=about_samples(), by=made.team.lead)
        cycle, findings, round_one, activities = plan(made, say)
    with transaction.atomic():
        solutions = facts.map_inventory(city, by)
        say(f"1 Who we are: {len(solutions)} solutions, failures among them")
    with transaction.atomic():
        design = facts.measure(city, by, made.team.lead)
    index = assessment.publish_index(design=design, by=made.team.lead)
    board.keep(made)
    say(f"2 Where we are: 145 cities, 12 indicators, edition {index.number} of the index published")
    with transaction.atomic():
        facts.people(city, made.team.lead)
        own_topics = chosen.choose(made, solutions, say)
        end_parts(cycle, made)
        say(
            "4 Our people: 48 organisations, 26 partner cities, population shares; parts 1 to 4 ended, their gates open"
        )
    with transaction.atomic():
        said = listen(made, activities, own_topics, say)
    known = Known(said=said, solutions=solutions, findings=findings, editions={"index": index})
    conclude(made, activities, (cycle, round_one), known, say)
    with transaction.atomic():
        tied = chosen.tie_what_came(made, known, own_topics)
    say(f"3 Topics again: {tied} themes and goals tied to the topics they belong to")
    close_the_loop(made, known, say)
    judge_process(made, cycle, say)
    sealed = sealing.seal(city)
    say(f"Sealed: {sealed.last if sealed else 0} acts")
    return city


def judge_process(made: Walk, cycle: Cycle, say: Say) -> None:
    """How the process itself went, against the targets that part 0 set."""
    card = editions.read(publish_scorecard(cycle=cycle, by=made.team.lead)).result
    say(f"0 The process itself: {card['known']} figures known, {card['reached']} targets reached")


def about_samples() -> Text:
    """The page on the sample as Markdown: a heading and a paragraph for each section."""
    sections = document("sample/about_sample.json")["sections"]
    parts = {
        language: "\n\n".join(f"## {one['title'][language]}\n\n{one['text'][language]}" for one in sections)
        for language in LANGUAGES
    }
    return whole(parts)


def plan(made: Walk, say: Say) -> tuple[Cycle, dict[str, Any], Round, dict[str, Activity]]:
    lead, written, calendar = made.team.lead, document("sample/plan.json"), made.calendar
    _, findings = facts.past_cycle(made.city, lead)
    cycle = process.plan_cycle(
        city=made.city,
        number=2,
        title=whole(written["title"]),
        state=Cycle.State.RUNNING,
        begins=calendar.day(written["stages"][0]["opens"]),
        can_change=whole(written["can_change"]),
        cannot_change=whole(written["cannot_change"]),
        who_decides=whole(written["who_decides"]),
        answer_by=calendar.day(written["answer_by"]),
        provenance=SAMPLE,
        by=lead,
    )
    name = {"et": "esimene voor", "en": "first round", "ru": "первый круг"}
    round_ = process.open_round(cycle=cycle, number=1, name=whole(name), by=lead)
    _stages(cycle, written, made)
    activities = {row["key"]: _activity(cycle, row, made) for row in written["activities"]}
    activities |= board.always_open(cycle, made)
    say(f"0 The plan: 13 parts, {len(activities)} activities; the round of 2018 with {len(findings)} findings")
    agree.confirm(made, cycle, say)
    return cycle, findings, round_, activities


def _stages(cycle: Cycle, written: dict[str, Any], made: Walk) -> None:
    for row in written["stages"]:
        process.plan_stage(
            cycle=cycle,
            part=row["part"],
            name=whole(row["name"]),
            opens=made.calendar.day(row["opens"]),
            ends=made.calendar.day(row["ends"]),
            words=whole(row["words"]),
            by=made.team.lead,
        )


def end_parts(cycle: Cycle, made: Walk) -> None:
    """End the parts whose days are over: each gate is asked, and open."""
    for stage in Stage.objects.filter(cycle=cycle, part__in=ENDED_PARTS).order_by("part"):
        process.end_stage(stage=stage, by=made.team.lead)


def _activity(cycle: Cycle, row: dict[str, Any], made: Walk) -> Activity:
    return process.plan_activity(
        cycle=cycle,
        part=row["part"],
        slug=row["key"].lower(),
        kind=row["kind"],
        title=whole(row["title"]),
        question=whole(row["question"]),
        domain=row["domain"] or "",
        opens=made.calendar.day(row["opens"]),
        ends=made.calendar.day(row["ends"]),
        by=made.team.lead,
        **board.place(row["key"], cycle),
    )


def listen(
    made: Walk, activities: dict[str, Activity], own_topics: dict[str, Topic], say: Say
) -> dict[str, Contribution]:
    said = voices.say_all(activities, own_topics, made.team, made.calendar)
    statements = voices.state_all(activities["A5"], said, made.team)
    votes = voices.vote_all(statements, made.calendar)
    answered = voices.answer_all(said, made.team)
    voices.feel_all(said)
    say(
        f"5 We exchange ideas: {len(said)} sample voices, {answered} of them answered, "
        f"{len(statements)} statements, {votes} votes"
    )
    return said


def conclude(made: Walk, activities: dict[str, Activity], rounds: tuple[Cycle, Round], known: Known, say: Say) -> None:
    """From voices to the published strategy."""
    lead, city, (cycle, first) = made.team.lead, made.city, rounds
    with transaction.atomic():
        known.themes = towards.find_themes(city, known.said, made.team)
    known.editions["themes"] = synthesis.publish_themes(city=city, by=lead)
    known.editions["opinions"] = synthesis.publish_opinions(activity=activities["A5"], by=lead)
    say(f"6 New goals: {len(known.themes)} themes with exact quotes, opinion map, both published")
    with transaction.atomic():
        known.goals = towards.draft_goals(first, known.themes, known.solutions, made.team, made.calendar)
    goals.close(round_=first, by=lead)
    board.keep(made)
    with transaction.atomic():
        name = {"et": "teine voor", "en": "second round", "ru": "второй круг"}
        second = process.open_round(cycle=cycle, number=2, name=whole(name), by=lead)
        known.round = second
        changed = towards.second_pass(second, known.goals, made.team, made.calendar)
    say(f"6 Second pass: {len(known.goals)} goals back to people, {changed} reworded with a reason")
    with transaction.atomic():
        panel = towards.rate(second, known.goals, made.team, made.system)
    known.editions["ranking"] = priorities.publish_ranking(panel=panel, by=lead)
    with transaction.atomic():
        decision = towards.decide_on(city, known.goals, made.team, made.calendar)
        words = whole(
            {"et": "Lühikeste vahemaade linn", "en": "The city of short distances", "ru": "Город коротких расстояний"}
        )
        priorities.adopt_overall_goal(
            city=city, words=words, adopted_on=decision.decided_on, provenance=SAMPLE, by=lead
        )
    goals.freeze(round_=second, by=lead)
    say(f"7 What matters: ranking published, decision recorded with {decision.dissents.count()} dissent")
    write_down(made, known, decision)
    goal = known.goals["G1"]
    back, on = (len(reached(city, "goal", goal.pk, forward=way)) for way in (False, True))
    say(f"8 Strategy: two versions published; the thread of goal G1 leads to {back} nouns back and {on} on")


def write_down(made: Walk, known: Known, decision: Decision) -> None:
    """The strategy, every block tied to what it comes from."""
    named = towards.everything(
        voice=known.said,
        theme=known.themes,
        goal=known.goals,
        decision={"D1": decision},
        solution=known.solutions,
        finding=known.findings,
    )
    known.decision = decision
    known.document, known.blocks = towards.write_strategy(made.city, named, known.editions, made.team)


def close_the_loop(made: Walk, known: Known, say: Say) -> None:
    """Parts 9 to 12: a face, key projects, an eye on the world that starts the loop again, and talk of all of it."""
    kit = face.wear(made)
    say(f"9 New face: kit {kit.number} drafted, readable in light and dark, approved and worn by everything")
    with transaction.atomic():
        projects = delivered.deliver(made, known)
    quick = sum(one.quick_win for one in projects.values())
    say(f"11 We can: {len(projects)} projects with milestones, money and reports, {quick} of them from a voice")
    horizon.keep_thinking(made, known, say)
    with transaction.atomic():
        rows_kept, waiting = mapped.look_after(made)
    say(f"1 Who we are: {rows_kept} sample rows looked after by their organisation, {waiting} suggestions wait")
    tell(made, known, say)
    translate.prepare(made, known, say)
    board.tell(made, say)
    with transaction.atomic():
        measures.keep_figures(made, say)
    tried, stands = seeing.try_other_weights(made)
    say(f"2 Where we are: other weights tried in edition {tried.number}, the city's own stand again in {stands.number}")
    with transaction.atomic():
        waiting = weeks.work_a_week(made, known)
    say(f"My week: {waiting} tasks wait, some are taken, one is done, and the moderator is away")


def tell(made: Walk, known: Known, say: Say) -> None:
    """Part 10: what is told, to whom and when."""
    with transaction.atomic():
        messages = talk.plan_messages(made, known)
        readers = talk.subscribe_readers(made)
    issues = talk.write_issues(made)
    drafts = talk.draft_by_the_loop(made)
    say(
        f"10 We talk about us: {len(messages)} messages, {len(issues)} issues for {readers} sample readers, "
        f"{drafts} drafts brought by the loop"
    )
