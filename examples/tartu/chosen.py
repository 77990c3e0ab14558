"""Part 3 of the walk: candidates, a workshop that marks, merges, splits and chooses among them, and the decision."""

from typing import Any

from examples.tartu.made import Known, Say, Walk
from examples.tartu.read import Calendar, Row, document, rows, text, whole
from examples.tartu.voices import SAMPLE, Team
from visioon.kernel import clock
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.topics import actions as topics
from visioon.rooms.topics import workshops
from visioon.rooms.topics.actions import Wording
from visioon.rooms.topics.models import Topic, Workshop
from visioon.rooms.topics.workshops import Resolution

FILE = "sample/topic_workshop.json"


def choose(made: Walk, solutions: dict[str, Any], say: Say) -> dict[str, Topic]:
    """The candidates, their workshop and the decision; gives the topics by the keys of the file."""
    for code in DomainCode.values:
        topics.describe_domain(city=made.city, code=code, intro=Text(), by=made.team.lead)
    written = document(FILE)
    with clock.fixed(made.calendar.moment(written["proposed_at"])):
        named = propose(made.city, made.team)
        gather(named, solutions, made.city, made.team)
    with clock.fixed(made.calendar.moment(written["workshop"]["at"])):
        held = hold(written, made.city, made.team, made.calendar)
        mark(written, held, named, made.team)
        settle(written, named, solutions, made.city, made.team)
    with clock.fixed(made.calendar.moment(written["decision"]["at"])):
        decided = decide(written["decision"], held, made)
    say(
        f"3 Which topics: {Topic.objects.filter(city=made.city, state='chosen').count()} chosen of {len(named)} in "
        f"a workshop, one merged, one split, one set aside; edition {decided.edition.number} of the tree published"
    )
    return named


def propose(city: City, team: Team) -> dict[str, Topic]:
    named: dict[str, Topic] = {}
    for row in rows("sample/topics.csv"):
        wording = Wording(text(row, "name"), text(row, "reason"), text(row, "evidence"), row["framework"])
        above = named.get(row["parent"])
        named[row["key"]] = topics.propose(
            city=city, domain=row["domain"], wording=wording, parent=above, provenance=SAMPLE, by=team.lead
        )
    return named


def gather(named: dict[str, Topic], solutions: dict[str, Any], city: City, team: Team) -> None:
    for row in rows("sample/topics.csv"):
        tie(named[row["key"]], row, solutions, city, team)


def tie(topic: Topic, row: Row, solutions: dict[str, Any], city: City, team: Team) -> None:
    """What a topic rests on, and who has a stake in it, as one cell each."""
    for cell in filter(None, row["ties"].split(";")):
        kind, _colon, code = cell.partition(":")
        noun: Noun = Indicator.objects.get(code=code) if kind == "indicator" else solutions[cell]
        topics.gather(topic=topic, noun=noun, by=team.lead)
    for cell in filter(None, row["stakes"].split(";")):
        key, _colon, kind = cell.partition(":")
        organisation = Organisation.objects.get(city=city, key=key)
        stakeholders.state_stake(topic=topic, organisation=organisation, kind=kind, provenance=SAMPLE, by=team.lead)


def hold(written: dict[str, Any], city: City, team: Team, calendar: Calendar) -> Workshop:
    one = written["workshop"]
    return workshops.hold(
        city=city,
        title=whole(one["title"]),
        place=whole(one["place"]),
        held_on=calendar.must(one["held_on"]),
        groups=one["groups"],
        provenance=SAMPLE,
        by=team.lead,
    )


def mark(written: dict[str, Any], held: Workshop, named: dict[str, Topic], team: Team) -> None:
    for key, segment, support, doubt in written["marks"]:
        workshops.mark(workshop=held, topic=named[key], support=support, doubt=doubt, segment=segment, by=team.lead)


def settle(written: dict[str, Any], named: dict[str, Topic], solutions: dict[str, Any], city: City, team: Team) -> None:
    """Merge, split and set aside with their reasons; choose the rest."""
    for row in rows("sample/topics.csv"):
        if row["state"] == "chosen":
            topics.choose(topic=named[row["key"]], by=team.lead)
    one = written["merge"]
    topics.merge(topics=[named[one["topic"]]], into=named[one["into"]], why=whole(one["why"]), by=team.lead)
    one = written["split"]
    parts = [Wording(whole(part["name"]), whole(part["reason"])) for part in one["parts"]]
    made = topics.split(topic=named[one["topic"]], parts=parts, why=whole(one["why"]), by=team.lead)
    for part, topic in zip(one["parts"], made, strict=True):
        named[part["key"]] = topic
        tie(topic, part, solutions, city, team)
    one = written["aside"]
    topics.set_aside(topic=named[one["topic"]], reason=whole(one["why"]), by=team.lead)


def decide(one: dict[str, Any], held: Workshop, made: Walk) -> Any:
    resolution = Resolution(
        **{name: whole(one[name]) for name in ("title", "body", "words", "reason")},
        decided_on=made.calendar.must(one["date"]),
        review_on=made.calendar.must(one["review"]),
        votes=tuple(one["votes"]),
        dissents=tuple((whole(said["role"]), whole(said["words"])) for said in one["dissent"]),
    )
    return workshops.decide_topics(
        city=made.city, resolution=resolution, workshop=held, provenance=SAMPLE, by=made.team.lead
    )


def tie_what_came(made: Walk, known: Known, named: dict[str, Topic]) -> int:
    """Themes and goals that were made since: each belongs to its topics."""
    later = document(FILE)["later"]
    for key, kind, noun in later:
        found = known.themes[noun] if kind == "theme" else known.goals[noun]
        topics.gather(topic=named[key], noun=found, by=made.team.lead)
    return len(later)
