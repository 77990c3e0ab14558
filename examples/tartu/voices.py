"""Part 5 of the walk: the sample voices, statements and votes. Each voice is an actor of its own, never a name."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from examples.tartu.read import Calendar, document, rows, text
from visioon.kernel import clock
from visioon.kernel.accounts.guests import welcome
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import Provenance
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.actions import About
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.process.models import Activity
from visioon.rooms.topics.models import Topic

SAMPLE = Provenance.SAMPLE
HOURS_TO_MODERATION = timedelta(hours=20)
AGES = {"under20": "under20", "20-34": "20-34", "35-49": "35-49", "50-64": "50-64", "65plus": "65plus"}


@dataclass
class Team:
    """The sample staff who do the work."""

    lead: Actor
    moderator: Actor
    specialist: Actor
    owner: Actor
    talk: Actor


def say_all(
    activities: dict[str, Activity], topics: dict[str, Topic], team: Team, calendar: Calendar
) -> dict[str, Contribution]:
    said: dict[str, Contribution] = {}
    for row in sorted(rows("sample/voices.csv"), key=lambda row: row["at"]):
        said[row["key"]] = _say(row, activities, topics, team, calendar)
    for row in rows("sample/voices.csv"):
        if row["duplicate_of"]:
            dialogue.mark_duplicate(contribution=said[row["key"]], of=said[row["duplicate_of"]], by=team.moderator)
    return said


def _say(
    row: dict[str, str],
    activities: dict[str, Activity],
    topics: dict[str, Topic],
    team: Team,
    calendar: Calendar,
) -> Contribution:
    at = calendar.moment(row["at"])
    with clock.fixed(at):
        by_web = row["channel"] == Contribution.Channel.WEB
        contribution = dialogue.say(
            activity=activities[row["activity"]],
            kind=row["kind"],
            words=row["text"],
            language=row["language"],
            topic=topics.get(row["topic"]),
            domain=row["domain"],
            channel=row["channel"],
            about=About(AGES.get(row["age_group"], ""), row["district"].lower(), row["home_language"], row["segment"]),
            role=text(row, "role"),
            provenance=SAMPLE,
            at=at,
            by=welcome()[0] if by_web else team.moderator,
        )
    with clock.fixed(at + HOURS_TO_MODERATION):
        _moderate(row, contribution, team)
    return contribution


def _moderate(row: dict[str, str], contribution: Contribution, team: Team) -> None:
    for language in contribution.city.languages:
        if language != row["language"] and row[f"text_{language}"]:
            dialogue.translate(
                contribution=contribution, language=language, words=row[f"text_{language}"], by=team.moderator
            )
    if row["moderation"] == "hidden":
        dialogue.hide(contribution=contribution, reason=text(row, "hidden_reason"), by=team.moderator)
    else:
        dialogue.show(contribution=contribution, by=team.moderator)


def answer_all(said: dict[str, Contribution], team: Team) -> int:
    answered = 0
    for row in rows("sample/voices.csv"):
        if row["answer"] not in {"", "none"}:
            dialogue.answer(contribution=said[row["key"]], kind=row["answer"], words=text(row, "answer"), by=team.lead)
            answered += 1
    return answered


def state_all(activity: Activity, said: dict[str, Contribution], team: Team) -> dict[str, Statement]:
    statements = {}
    for row in rows("sample/statements.csv"):
        statement = dialogue.state(
            activity=activity,
            words=text(row, "text"),
            domain=row["domain"],
            contribution=said.get(row["from_voice"]),
            provenance=SAMPLE,
            by=team.moderator,
        )
        statements[row["key"]] = dialogue.open_statement(statement=statement, by=team.moderator)
    return statements


def vote_all(statements: dict[str, Statement], calendar: Calendar) -> int:
    """Votes drawn from the stated model: groups with a probability to agree for each statement, seeded."""
    model = document("sample/votes_model.json")
    chance = np.random.default_rng(model["seed"])
    start = calendar.moment("2026-10-19T08:00:00+03:00")
    shares = np.array([group["share"] for group in model["groups"]])
    count = 0
    for voter in range(model["voters"]):
        group = model["groups"][int(chance.choice(len(shares), p=shares / shares.sum()))]["key"]
        activity = chance.uniform(model["answered"]["low"], model["answered"]["high"])
        with clock.fixed(start + timedelta(hours=6 * voter)):
            actor = welcome()[0]
            for row in model["statements"]:
                value = _answer(row, group, activity, chance)
                if value is not None:
                    dialogue.vote(statement=statements[row["key"]], value=value, by=actor)
                    count += 1
    return count


def _answer(row: dict[str, Any], group: str, activity: float, chance: np.random.Generator) -> int | None:
    if chance.random() > activity:
        return None
    if chance.random() < row["pass"]:
        return 0
    return 1 if chance.random() < row["agree"][group] else -1


def feel_all(said: dict[str, Contribution]) -> int:
    """How it was to take part, as sample people said it: one answer each."""
    values = document("sample/feelings.json")["values"]
    for contribution, value in zip(said.values(), values, strict=False):
        dialogue.feel(activity=contribution.activity, value=value, by=contribution.author, provenance=SAMPLE)
    return len(values)
