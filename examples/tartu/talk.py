"""Part 10 of the walk: messages in the calendar, an issue of the newsletter, and drafts that the ledger brings."""

from datetime import datetime, time

from examples.tartu.made import Known, Walk
from examples.tartu.read import Row, rows, text
from examples.tartu.voices import SAMPLE
from visioon.kernel import clock
from visioon.kernel.ledger import sealing
from visioon.kernel.ledger.models import Act
from visioon.kernel.nouns import Noun
from visioon.rooms.outreach import actions, loop, mailing, rules
from visioon.rooms.outreach.actions import Plan, Wish
from visioon.rooms.outreach.letters import consent_words
from visioon.rooms.outreach.models import Campaign, Message
from visioon.rooms.process.models import Stage

ADDRESS = "{}@naidis.example"  # a domain in which nobody can have a mailbox
ANSWERS_TOLD = 4  # the latest answers become drafts; the earlier ones were told of before this room began
MIDDAY = time(12)


def plan_messages(made: Walk, known: Known) -> dict[str, Message]:
    """The calendar: told, released, drafted and thought of."""
    return {row["key"]: _message(row, made, known) for row in rows("sample/messages.csv")}


def _message(row: Row, made: Walk, known: Known) -> Message:
    by = made.team.talk
    plan = Plan(
        title=text(row, "title"),
        words=text(row, "words"),
        channel=row["channel"],
        audience=row["audience"],
        domain=row["domain"],
        owner=by,
        on=made.calendar.day(row["on"]),
        loosely=text(row, "loosely"),
        stage=Stage.objects.filter(city=made.city, part=row["stage"], cycle__state="running").first(),
    )
    message = actions.plan_message(city=made.city, plan=plan, about=_about(row, known), provenance=SAMPLE, by=by)
    if row["state"] not in {Message.State.RELEASED, Message.State.DONE}:
        return message
    with clock.fixed(_released_at(plan, made)):
        message = actions.release_message(message=message, by=by)
    return actions.tell_message(message=message, by=by) if row["state"] == Message.State.DONE else message


def _released_at(plan: Plan, made: Walk) -> datetime:
    """What was told is released at noon of its day; what is still to come, now."""
    now = clock.now()
    told = datetime.combine(plan.on, MIDDAY, made.city.zone) if plan.on else now
    return min(told, now)


def _about(row: Row, known: Known) -> Noun | None:
    kind, _, key = row["about"].partition(":")
    return {"goal": known.goals.get(key), "decision": known.decision}.get(kind)


def subscribe_readers(made: Walk) -> int:
    """Sample readers, who confirmed."""
    for row in rows("sample/subscribers.csv"):
        wish = Wish(
            email=ADDRESS.format(row["key"]),
            language=row["language"],
            words=consent_words(made.city),
            domains=rules.joined(row["domains"].split(";")),
            source="sample",
        )
        consent = actions.subscribe(city=made.city, wish=wish, provenance=SAMPLE, by=made.system)
        actions.confirm(consent=consent, by=made.system)
    return len(rows("sample/subscribers.csv"))


def write_issues(made: Walk) -> list[Campaign]:
    """One issue is out, its letters wait in the outbox; the next one is a draft."""
    issues = []
    for row in rows("sample/newsletters.csv"):
        campaign = actions.draft_issue(
            city=made.city,
            subject=text(row, "subject"),
            body=text(row, "body"),
            domains=rules.joined(row["domains"].split(";")),
            provenance=SAMPLE,
            by=made.team.talk,
        )
        if row["released"]:
            with clock.fixed(made.calendar.moment(row["released"])):
                campaign = actions.release(campaign=campaign, by=made.team.talk)
                mailing.write_letters(campaign=campaign, by=made.system)
        issues.append(campaign)
    return issues


def draft_by_the_loop(made: Walk) -> int:
    """What the ledger tells becomes drafts, from the latest answers on."""
    sealing.seal(made.city)
    answered = Act.objects.filter(city=made.city, verb="contribution.answered", seq__isnull=False).order_by("-seq")
    latest = list(answered.values_list("seq", flat=True)[:ANSWERS_TOLD])
    loop.begin_at(city=made.city, seq=(latest[-1] or 1) - 1 if latest else 0, by=made.system)
    return loop.read_on(city=made.city, by=made.system)
