"""The generated matrix: role x route x object, over two cities. An address that is not listed fails."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import builders
from tests.architecture.permissions import ASKED, HOLDERS
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.actions import decide
from visioon.kernel.notices import tokens
from visioon.kernel.nouns import Noun
from visioon.kernel.tasks import actions as tasks
from visioon.kernel.tasks.models import Task
from visioon.kernel.texts.registry import key_of
from visioon.kernel.texts.value import Text
from visioon.kernel.translation.actions import define_term
from visioon.rooms.assessment.tests import world as assessed
from visioon.rooms.assessment.tests.figures import figures
from visioon.rooms.brand import actions as brand
from visioon.rooms.delivery import actions as delivery
from visioon.rooms.delivery.models import Project
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon import actions as horizon
from visioon.rooms.inventory import actions as inventory
from visioon.rooms.outreach import actions as outreach
from visioon.rooms.priorities import actions as priorities
from visioon.rooms.process import actions as process
from visioon.rooms.process import agreement, correspondence
from visioon.rooms.process.models import Activity
from visioon.rooms.stakeholders.actions import import_organisations
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.topics import actions as topics
from visioon.rooms.topics import workshops

# Which city an object belongs to is no question where the argument names no object of a city.
NO_OBJECT = {
    "overview:domain",
    "overview:group_paper",
    "web:paper",
    "topics:explain",
    "overview:sheet",
    "overview:table",
    "assessment:indicator",
    "assessment:framework",
    "assessment:keep",
    "assessment:fetch",
    "assessment:look",
    "assessment:give_up",
    "assessment:take_up",
    "dialogue:claim",
}
DUMMY = {"int": 999, "slug": "nothing", "uuid": uuid.UUID(int=7), "str": "nothing"}


@dataclass(frozen=True)
class Route:
    name: str
    converters: dict[str, str] = field(default_factory=dict, hash=False)

    def url(self, **arguments: object) -> str:
        filled = {name: DUMMY[kind] for name, kind in self.converters.items() if name != "city"}
        known = {name: value for name, value in arguments.items() if name in self.converters}
        return reverse(self.name, kwargs=filled | known)


def routes() -> list[Route]:
    return [Route(name, converters) for name, converters, _access in _walk(get_resolver())]


def _walk(resolver: URLResolver, prefix: str = "", written: str = "") -> Iterator[tuple[str, dict[str, str], object]]:
    for pattern in resolver.url_patterns:
        path = written + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix, path)
        elif isinstance(pattern, URLPattern):
            converters = dict(reversed(pair) for pair in re.findall(r"<(\w+):(\w+)>", path))
            yield f"{prefix}{pattern.name}", converters, getattr(pattern.callback, "access", None)


def test_every_address_is_listed_with_the_permission_it_asks() -> None:
    found = {name: str(access) for name, _converters, access in _walk(get_resolver())}
    assert found == ASKED


def ask(client: Client, url: str) -> HttpResponse:
    answer = client.get(url)
    return client.post(url) if answer.status_code == 405 else answer


def refused(answer: HttpResponse) -> bool:
    return answer.status_code == 403 or (answer.status_code == 302 and "/login/" in answer["Location"])


def entered(where: City, role: Role) -> Client:
    client = Client()
    if role != Role.VISITOR:
        roles = [] if role == Role.PARTICIPANT else [role]
        client.force_login(builders.person(where, *roles))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_role_opens_what_it_may_in_its_own_city_and_nothing_more_in_another(role: Role) -> None:
    own, other = builders.city("tartu"), builders.city("parnu")
    client, wrong = entered(own, role), []
    for route in routes():
        if "city" not in route.converters:
            continue
        holders = HOLDERS.get(ASKED[route.name], {str(one) for one in Role})
        anyone = ASKED[route.name] == "anyone"
        for city, may in ((own, str(role) in holders), (other, anyone)):
            if refused(ask(client, route.url(city=city.slug))) == may:
                wrong.append(f"{route.name} in {city.slug}: {'refused' if may else 'opened'}")
    assert wrong == []


def _objects(city: City) -> dict[str, dict[str, object]]:
    """One object of each kind in a city, by the room whose addresses take it."""
    lead = builders.lead(city)
    call = builders.activity(city, lead, slug=f"call-{city.slug}")
    voices = [builders.contribution(call, words=f"Mõte number {number} siin.") for number in range(3)]
    statements = [builders.statement(call, lead, f"Väide {number}") for number in range(3)]
    theme, goal = builders.theme(city, lead, slug=f"theme-{city.slug}"), builders.goal(city, lead)
    quote = synthesis.quote(theme=theme, contribution=voices[-1], words="Mõte number", by=lead)
    panel = priorities.convene(
        round_=builders.round_(city, lead), title=goal_text(), criteria=[("c", goal_text(), 1.0)], goals=[goal], by=lead
    )
    words = dict.fromkeys(("title", "body", "words", "reason"), goal_text())
    decision = decide(city=city, decided_on=date(2026, 1, 1), by=lead, **words)
    book = strategy.begin(city=city, slug=f"book-{city.slug}", title=goal_text(), by=lead)
    block = strategy.add_block(document=book, kind="paragraph", words=goal_text(), by=lead)
    assumption = goals.assume(goal=goal, words=goal_text(), by=lead)
    topic = _topic(city, lead)
    return {
        "topics": topic,
        "overview": {"kind": "goal", "key": goal.pk, "number": 1} | _translation(city, call, lead) | _week(city, lead),
        "dialogue": {"number": voices[-1].number, "activity": call.slug},
        "statement": {"number": statements[-1].number},
        "synthesis": {"slug": theme.slug, "number": voices[-1].number, "quote": quote.pk},
        "goals": {"slug": goal.slug, "round_": builders.round_(city, lead).pk, "assumption": assumption.pk},
        "priorities": {"panel": panel.pk, "decision": decision.pk},
        "brand": _worn(city, lead, goal),
        "strategy": {"block": block.pk, "number": 1, "first": 1, "second": 2, "language": "et"},
        "horizon": _coming(city, lead, goal),
        "inventory": _mapped(city, lead),
        "process": _plan(city, lead),
        "delivery": {"slug": _project(city, lead).slug, "number": voices[-1].number},
        "assessment": _index(city, lead) | figures(city, lead),
        "outreach": _outreach(city, lead),
    }


def _index(city: City, lead: Actor) -> dict[str, object]:
    """An edition of the index of this city, and a number in it."""
    assessed.measured()
    edition = assessed.published(city, lead)
    number = {"number": edition.number, "edition": edition.number}
    return {"design": edition.of_id, "unit": assessed.US, "code": assessed.ECONOMY[0], "name": "scores.csv", **number}


def _translation(city: City, call: Activity, lead: Actor) -> dict[str, object]:
    """A word of this city's glossary, and a text of it that lacks a language."""
    words = Text.of("et", {"et": "Väide", "en": "Statement"})
    stated = dialogue.state(activity=call, words=words, domain="", by=lead)
    term = define_term(city=city, slug=f"term-{city.slug}", words=words, by=lead)
    return {"text": str(key_of(stated, "words", "ru")), "slug": term.slug, "language": "ru"}


def _topic(city: City, lead: Actor) -> dict[str, object]:
    """A topic of this city that a workshop marked. The word of a domain names no object of a city."""
    made = topics.propose(city=city, domain="people", wording=topics.Wording(name=goal_text()), by=lead)
    reworded = topics.Wording(name=builders.text(f"topic-{city.slug}"))
    made = topics.reword(topic=made, wording=reworded, why=goal_text(), by=lead)
    held = workshops.hold(city=city, title=goal_text(), held_on=date(2026, 1, 1), by=lead)
    return {"slug": made.slug, "number": held.number}


def _coming(city: City, lead: Actor, goal: Goal) -> dict[str, object]:
    source = horizon.add_source(city=city, name="Source", by=lead)
    seen_on = date(2026, 1, 1)
    signal = horizon.add_signal(source=source, title=goal_text(), words=goal_text(), seen_on=seen_on, by=lead)
    trend = horizon.name_trend(
        city=city, slug=f"trend-{city.slug}", name=goal_text(), what=goal_text(), domain="people", by=lead
    )
    review = horizon.open_review(goal=goal, why=goal_text(), due=date(2027, 1, 1), by=lead)
    return {"slug": trend.slug, "signal": signal.pk, "source": source.pk, "review": review.pk}


def _week(city: City, lead: Actor) -> dict[str, object]:
    """A task of this city, and somebody who is away."""
    tasks.reconcile(city=city, by=lead)
    day, deputy = date(2200, 1, 1), builders.person(city, Role.MODERATOR).actor
    away = tasks.go_away(city=city, who=lead, first=day, last=day, deputy=deputy, words="", by=lead)
    return {"task": Task.objects.filter(city=city)[0].pk, "absence": away.pk}


def _plan(city: City, lead: Actor) -> dict[str, object]:
    """A plan that one party of this city answered."""
    cycle = builders.running(city, lead)
    days = {"opens": date(2026, 1, 1), "ends": None}
    stage = process.plan_stage(cycle=cycle, part=0, name=goal_text(), words=goal_text(), by=lead, **days)
    version = agreement.publish_version(cycle=cycle, note=goal_text(), answers_by=None, by=lead)
    party = agreement.invite(cycle=cycle, slug="party", name=goal_text(), by=lead)
    secret = agreement.make_link(party=party, by=lead)
    said = agreement.answer(secret=secret, version=version, given="no", words="Ei.", language="et", by=builders.guest())
    party = correspondence.set_address(party=party, email=f"party@{city.slug}.example", language="et", by=lead)
    letters = {"token": tokens.make(tokens.STOP, party.consent_id), "earlier": 0}
    return {"stage": stage.pk, "number": 1, "secret": secret, "party": party.pk, "confirmation": said.pk, **letters}


def _mapped(city: City, lead: Actor) -> dict[str, object]:
    """A row with a story, of an organisation that has a link; and a proposal of a visitor."""
    key = f"O-{city.slug}"
    row = {"key": key, "name": goal_text(), "kind": "academia", "role": goal_text(), "domains": ["people"]}
    import_organisations(city=city, rows=[{**row, "source_url": "https://example.org/", "certainty": "c"}], by=lead)
    holder = Organisation.objects.get(city=city, key=key)
    solution = builders.solution(city, lead, holder=holder)
    story = inventory.Wording(outcome="failed", happened=builders.text("Words"), learnt=builders.text("Words"))
    inventory.write_story(solution=solution, wording=story, by=lead)
    secret = inventory.make_link(organisation=holder, by=lead)
    said = inventory.suggest(city=city, fields={}, words=builders.text("Words"), by=builders.guest())
    return {"key": solution.key, "secret": secret, "organisation": key, "proposal": said.pk, "format_": "none"}


def _outreach(city: City, lead: Actor) -> dict[str, object]:
    """A released message and an issue that is out."""
    plan = outreach.Plan(title=builders.text("Words"), words=builders.text("Words"))
    message = outreach.release_message(message=outreach.plan_message(city=city, plan=plan, by=lead), by=lead)
    issue = outreach.draft_issue(city=city, subject=builders.text("Words"), body=builders.text("Words"), by=lead)
    return {"message": message.pk, "number": outreach.release(campaign=issue, by=lead).number}


def _worn(city: City, lead: Actor, goal: Noun) -> dict[str, object]:
    """A kit that is in force in this city, with a logo, and a goal that has a picture."""
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>'
    kit = brand.draft(city=city, design=brand.Design(name=builders.text(city.slug), logo=logo), by=lead)
    kit = brand.approve(kit=kit, by=lead)
    return {"number": kit.number, "version": kit.logo, "kind": "goal", "key": goal.pk}


def _project(city: City, lead: Actor) -> Project:
    plan = delivery.Plan(
        title=builders.text("Words"),
        promise=builders.text("Words"),
        domain="mobility",
        owner=lead,
        owner_role=builders.text("Words"),
        planned_start=date(2026, 1, 1),
        planned_end=date(2026, 12, 1),
    )
    made = delivery.propose(city=city, slug=f"project-{city.slug}", plan=plan, by=lead)
    return delivery.approve(project=made, by=lead)


def goal_text() -> object:
    return builders.text("Words")


@pytest.mark.django_db
def test_objects_of_another_city_are_not_found() -> None:
    own, other = builders.city("tartu"), builders.city("parnu")
    objects, client, found = _objects(other), Client(), []
    client.force_login(builders.person(own, Role.LEAD, Role.ADMIN, Role.SPECIALIST))
    for route in routes():
        taken = set(route.converters) - {"city", "language"}
        if "city" not in route.converters or not taken or route.name in NO_OBJECT:
            continue
        room = (
            "statement" if route.name.startswith(("dialogue:statement", "dialogue:vote")) else route.name.split(":")[0]
        )
        answer = ask(client, route.url(city=own.slug, **objects[room]))
        if answer.status_code != 404:
            found.append(f"{route.name}: {answer.status_code}")
    assert found == []
