"""A week of the sample team: what waits is seen, some of it is taken, one is done, and the moderator is away."""

from typing import Any

from examples.tartu.made import Known, Walk
from examples.tartu.read import document, whole
from examples.tartu.voices import SAMPLE
from visioon.kernel import clock
from visioon.kernel.accounts.guests import welcome
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity

HOME = "et"


def work_a_week(made: Walk, known: Known) -> int:
    """Gives how many tasks are open then."""
    written = document("sample/week.json")
    fresh = {row["key"]: _say(made, row) for row in written["voices"]}
    _state(made, written["statement"])
    actions.reconcile(city=made.city, by=made.system)
    _take(made, written, {**known.said, **fresh})
    _be_away(made, written["absence"])
    _answer(made, written["answer"], known)
    actions.reconcile(city=made.city, by=made.system)
    return Task.objects.filter(city=made.city, ended_at=None).count()


def _activity(made: Walk, key: str) -> Activity:
    return Activity.objects.select_related("city", "cycle").get(city=made.city, slug=key.lower())


def _say(made: Walk, row: dict[str, Any]) -> Contribution:
    """A voice that nobody has read yet."""
    at = made.calendar.moment(row["at"])
    with clock.fixed(at):
        return dialogue.say(
            activity=_activity(made, row["activity"]),
            kind=row["kind"],
            words=row["words"][row["language"]],
            language=row["language"],
            domain=row["domain"],
            provenance=SAMPLE,
            at=at,
            by=welcome()[0],
        )


def _state(made: Walk, row: dict[str, Any]) -> None:
    """A statement that lacks a language, so that nobody can vote on it yet."""
    activity = _activity(made, row["activity"])
    words = whole({language: said for language, said in row["words"].items() if language != row["lacks"]})
    dialogue.state(activity=activity, words=words, domain=row["domain"], provenance=SAMPLE, by=made.team.moderator)


def _task(kind: str, voice: Contribution) -> Task:
    return Task.objects.select_related("city").get(kind=kind, object_id=voice.pk, ended_at=None)


def _take(made: Walk, written: dict[str, Any], said: dict[str, Contribution]) -> None:
    for key in written["taken_by_lead"]:
        actions.take(task=_task("dialogue.answer", said[key]), by=made.team.lead)
    for key in written["taken_by_moderator"]:
        actions.take(task=_task("dialogue.read", said[key]), by=made.team.moderator)
    late = written["postponed"]
    task, due = _task("dialogue.answer", said[late["voice"]]), made.calendar.must(late["due"])
    actions.postpone(task=task, due=due, reason=late["reason"][HOME], by=made.team.lead)


def _be_away(made: Walk, row: dict[str, Any]) -> None:
    actions.go_away(
        city=made.city,
        who=made.team.moderator,
        first=made.calendar.must(row["first"]),
        last=made.calendar.must(row["last"]),
        deputy=made.team.lead,
        words=row["words"][HOME],
        provenance=SAMPLE,
        by=made.team.moderator,
    )


def _answer(made: Walk, row: dict[str, Any], known: Known) -> None:
    voice = known.said[row["voice"]]
    actions.take(task=_task("dialogue.answer", voice), by=made.team.lead)
    dialogue.answer(contribution=voice, kind=row["kind"], words=whole(row["words"]), by=made.team.lead)
