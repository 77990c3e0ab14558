"""Part 1 as it is lived: an organisation looks after its rows, a failure is told with its reply, people suggest."""

from typing import Any

from examples.tartu.made import Walk
from examples.tartu.read import document, whole
from examples.tartu.voices import SAMPLE
from visioon.kernel import clock
from visioon.kernel.accounts.guests import welcome
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.models import Solution
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.stakeholders.models import Organisation

TEXTS = ("name", "facts")


def look_after(made: Walk) -> tuple[int, int]:
    """Gives how many rows its organisation looks after, and how many suggestions wait."""
    written = document("sample/mapping.json")
    holder = _organisation(made, written["organisation"])
    secret = actions.make_link(organisation=holder, by=made.team.lead)
    rows = {row["key"]: _row(made, holder, row) for row in written["solutions"]}
    for row in written["stories"]:
        _tell(made, secret, rows[row["solution"]], row)
    for row in written["checks"]:
        _check(made, secret, rows[row["solution"]], row)
    with clock.fixed(made.calendar.moment(written["confirmed"]["at"])):
        actions.confirm(secret=secret, solution=rows[written["confirmed"]["solution"]], by=welcome()[0])
    _correct(made, secret, rows, written["correction"])
    for row in written["suggestions"]:
        _suggest(made, row)
    return len(rows), len(written["suggestions"])


def _organisation(made: Walk, row: dict[str, Any]) -> Organisation:
    texts = {name: whole(row[name]) for name in ("name", "role")}
    whole_row = {**row, **texts, "certainty": "confirmed", "provenance": SAMPLE}
    stakeholders.import_organisations(city=made.city, rows=[whole_row], by=made.team.lead)
    return Organisation.objects.get(city=made.city, key=row["key"])


def _row(made: Walk, holder: Organisation, row: dict[str, Any]) -> Solution:
    texts = {name: whole(row[name]) for name in TEXTS}
    fields = {**row, **texts, "holder": holder, "organisation": str(holder.name.words["et"]), "certainty": "confirmed"}
    return actions.add(city=made.city, fields=fields, provenance=SAMPLE, by=made.team.lead)


def _tell(made: Walk, secret: str, solution: Solution, row: dict[str, Any]) -> None:
    wording = actions.Wording(row["outcome"], *(whole(row[name]) for name in ("happened", "learnt", "otherwise")))
    with clock.fixed(made.calendar.moment(row["at"])):
        story = actions.write_story(solution=solution, wording=wording, by=made.team.lead)
        story = actions.ask_holder(story=story, by=made.team.lead)
    if row["replied_at"]:
        with clock.fixed(made.calendar.moment(row["replied_at"])):
            actions.reply(secret=secret, story=story, agreed=row["agreed"], words=whole(row["reply"]), by=welcome()[0])
    if row["told_at"]:
        with clock.fixed(made.calendar.moment(row["told_at"])):
            actions.tell(story=story, by=made.team.lead)


def _check(made: Walk, secret: str, solution: Solution, row: dict[str, Any]) -> None:
    said = {"solution": solution, "verdict": row["verdict"], "words": whole(row["words"])}
    with clock.fixed(made.calendar.moment(row["at"])):
        if row["by_link"]:
            actions.check_by_link(secret=secret, by=welcome()[0], **said)
        else:
            actions.check(by=made.team.lead, **said)


def _correct(made: Walk, secret: str, rows: dict[str, Solution], row: dict[str, Any]) -> None:
    with clock.fixed(made.calendar.moment(row["at"])):
        proposal = actions.correct(
            secret=secret,
            solution=rows[row["solution"]],
            fields=row["fields"],
            words=whole(row["words"]),
            by=welcome()[0],
        )
    with clock.fixed(made.calendar.moment(row["accepted_at"])):
        actions.accept(proposal=proposal, by=made.team.lead)


def _suggest(made: Walk, row: dict[str, Any]) -> None:
    """In one language, as a visitor writes."""
    language = row["language"]
    fields: dict[str, Any] = {name: Text.of(language, {language: row[name]}) for name in TEXTS}
    fields |= {name: row[name] for name in ("kind", "domain", "source_url")}
    fields |= {"status": Solution.Status.RUNNING, "outcome": Solution.Outcome.UNKNOWN}
    with clock.fixed(made.calendar.moment(row["at"])):
        actions.suggest(
            city=made.city,
            fields=fields,
            words=Text.of(language, {language: row["words"]}),
            provenance=SAMPLE,
            by=welcome()[0],
        )
