"""Part 0 of the walk: the plan is put to the parties, two of them do not simply agree, and it is put once more."""

from typing import Any

from examples.tartu.made import Say, Walk
from examples.tartu.read import document, whole
from visioon.kernel import clock
from visioon.kernel.accounts.guests import welcome
from visioon.rooms.process import actions, agreement, correspondence
from visioon.rooms.process.models import Confirmation, Cycle, Party, PlanVersion, Stage

Given = dict[tuple[str, int], Confirmation]


def confirm(made: Walk, cycle: Cycle, say: Say) -> None:
    """Two versions, the answers to each, our replies, and the one silence that is overridden in public."""
    written, lead = document("sample/agreement.json"), made.team.lead
    for row in written["targets"]:
        words = {"name": whole(row["name"]), "unit": whole(row["unit"])}
        actions.set_target(cycle=cycle, key=row["key"], value=row["value"], by=lead, **words)
    parties = {
        row["key"]: agreement.invite(cycle=cycle, slug=row["key"], name=whole(row["name"]), by=lead)
        for row in written["parties"]
    }
    for row in written["parties"]:
        if "email" in row:
            same = {"email": row["email"], "language": row["language"], "by": lead}
            correspondence.set_address(party=parties[row["key"]], **same)
    links = {key: agreement.make_link(party=party, by=lead) for key, party in parties.items()}
    given: Given = {}
    for number, row in enumerate(written["versions"], start=1):
        version = _put(made, cycle, row)
        _reply(made, written, given, version)
        for one in sorted(written["answers"], key=lambda one: str(one["at"])):
            if one["version"] == number:
                given[one["party"], number] = _answer(made, one, parties[one["party"]], links, version)
    reminded = _remind(made, cycle, written["reminders"])
    _override(made, cycle, written["override"])
    said = sum(number == len(written["versions"]) for _party, number in given)
    say(f"0 The plan: put to {len(parties)} parties twice, {said} say yes, one silence overridden in public")
    by_mail = sum("email" in row for row in written["parties"])
    say(f"0 The plan: {by_mail} parties were asked by mail, {reminded} reminders went to those that were silent")


def _remind(made: Walk, cycle: Cycle, moments: list[str]) -> int:
    """What the hourly job does on these days. Gives how many letters."""
    count = 0
    for one in moments:
        with clock.fixed(made.calendar.moment(one)):
            count += correspondence.remind(cycle=cycle, by=made.system)
    return count


def _put(made: Walk, cycle: Cycle, row: dict[str, Any]) -> PlanVersion:
    """The version as it was then: the last day of part 5 is what the schools asked to move."""
    stage = Stage.objects.get(cycle=cycle, part=5)
    with clock.fixed(made.calendar.moment(row["at"])):
        actions.replan_stage(
            stage=stage,
            opens=stage.opens,
            ends=made.calendar.day(row["ends_of_part_5"]),
            words=stage.words,
            by=made.team.lead,
        )
        day = made.calendar.day(row["answers_by"])
        return agreement.publish_version(cycle=cycle, note=whole(row["note"]), answers_by=day, by=made.team.lead)


def _answer(made: Walk, row: dict[str, Any], party: Party, links: dict[str, str], version: PlanVersion) -> Confirmation:
    same = {"version": version, "given": row["answer"], "words": row["words"], "language": row["language"]}
    with clock.fixed(made.calendar.moment(row["at"])):
        if row["through"] == Confirmation.Through.LINK:
            return agreement.answer(secret=links[row["party"]], by=welcome()[0], **same)
        return agreement.enter_answer(party=party, through=row["through"], by=made.team.lead, **same)


def _reply(made: Walk, written: dict[str, Any], given: Given, version: PlanVersion) -> None:
    for row in written["replies"]:
        if row["led_to"] == version.number:
            with clock.fixed(made.calendar.moment(row["at"])):
                answered = given[row["party"], row["version"]]
                agreement.reply(confirmation=answered, words=whole(row["words"]), led_to=version, by=made.team.lead)


def _override(made: Walk, cycle: Cycle, row: dict[str, Any]) -> None:
    with clock.fixed(made.calendar.moment(row["at"])):
        stage = Stage.objects.get(cycle=cycle, part=0)
        actions.override_gate(stage=stage, reason=whole(row["reason"]), by=made.team.lead)
