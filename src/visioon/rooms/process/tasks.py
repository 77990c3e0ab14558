"""What waits in part 0: parties that are silent or wait for our reply, and parts of the plan past their last day."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel import clock
from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.look.dates import day_words
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.process import computing, gates
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.models import Confirmation, Cycle, Party, PlanVersion, Reply, Stage

ASK_MINUTES, REPLY_MINUTES, STAGE_MINUTES = 10, 15, 10


def _running(city: City) -> Cycle | None:
    found: Cycle | None = Cycle.objects.filter(city=city, state=Cycle.State.RUNNING, withdrawn_at=None).first()
    return found


def silent(city: City) -> Iterator[Need]:
    """Parties that have not answered the newest version of the plan, by the day they were given; none once part 0
    has ended, until a newer version asks again."""
    cycle = _running(city)
    newest = computing.newest(cycle) if cycle else None
    if cycle is None or newest is None or gates.is_over(newest):
        return
    for one in gates.standing(cycle):
        if one.standing in {"silent", "earlier"}:
            key = f"{one.party.pk}:{newest.number}"
            yield Need(key, "party", one.party.pk, newest.answers_by, one.party.provenance)


def tell_silent(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    parties = Party.objects.visible_to(viewer).filter(pk__in={UUID(one[0]) for one in parted.values()}).in_bulk()
    given = Confirmation.objects.filter(party__in=parties).values_list("party", "version__number")
    said = {f"{party}:{number}" for party, number in given}
    versions = PlanVersion.objects.filter(cycle__in={one.cycle_id for one in parties.values()}).order_by("number")
    newest = {one.cycle_id: one for one in versions.defer("note")}
    living = {key: one.number for key, one in newest.items() if not gates.is_over(one)}
    asked = {f"{one.pk}:{living[one.cycle_id]}" for one in parties.values() if one.cycle_id in living}
    return {
        key: _silent(viewer, parties[UUID(party)], number, done=key in said or key not in asked)
        for key, (party, _colon, number) in parted.items()
        if UUID(party) in parties
    }


def _silent(viewer: Viewer, party: Party, number: str, *, done: bool) -> Card:
    return Card(
        _("Ask for an answer: %(party)s") % {"party": party.name},
        _("Nothing was said yet of version %(number)s of the plan.") % {"number": number},
        reverse("process:enter", kwargs={"city": viewer.city.slug, "party": party.pk}),
        sample=party.is_sample,
        do=_("Take it down"),
        done=done,
    )


def answered(city: City, tasks: Sequence[Task]) -> dict[str, Act]:
    """The acts with which parties answered: each lies on the answer."""
    found = Confirmation.objects.filter(party__in={one.object_id for one in tasks}).order_by("at", "id")
    of_key = {one.pk: f"{one.party_id}:{one.version.number}" for one in found.select_related("version")}
    acts = Act.objects.filter(city=city, object_kind="confirmation", object_id__in=of_key, verb="plan.answered")
    return {of_key[act.object_id]: act for act in acts.order_by("id") if act.object_id is not None}


def owed(city: City) -> Iterator[Need]:
    """The newest answer of a party, where it was not a plain yes and has no reply."""
    cycle = _running(city)
    if cycle is None:
        return
    newest = {one.newest.pk: one.newest for one in gates.standing(cycle) if one.newest is not None}
    replied = set(Reply.objects.filter(confirmation__in=newest).values_list("confirmation", flat=True))
    for key, one in sorted(newest.items()):
        if key not in replied and one.answer != Confirmation.Answer.YES:
            yield Need(str(key), "confirmation", key, one.version.answers_by, one.provenance)


def tell_owed(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Confirmation.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    return {
        str(one.pk): Card(
            _("Reply to %(party)s") % {"party": one.party.name},
            _("It said no on %(day)s.") % {"day": day_words(one.at)}
            if one.answer == Confirmation.Answer.NO
            else _("It said yes on a condition on %(day)s.") % {"day": day_words(one.at)},
            reverse("process:reply", kwargs={"city": viewer.city.slug, "confirmation": one.pk}),
            sample=one.is_sample,
            do=_("Reply"),
            done=hasattr(one, "reply"),
        )
        for one in found.select_related("party", "reply")
    }


def replied(city: City, tasks: Sequence[Task]) -> dict[str, Act]:
    """The acts of our replies: each lies on the reply."""
    found = Reply.objects.filter(confirmation__in={one.object_id for one in tasks})
    of_key = {one.pk: str(one.confirmation_id) for one in found}
    acts = Act.objects.filter(city=city, object_kind="reply", object_id__in=of_key, verb="plan.replied")
    return {of_key[act.object_id]: act for act in acts.order_by("id") if act.object_id is not None}


def overdue(city: City) -> Iterator[Need]:
    """Parts of the running cycle that nobody ended by their last day."""
    found = Stage.objects.filter(city=city, cycle__state=Cycle.State.RUNNING, withdrawn_at=None, ended_at=None)
    for one in found.filter(ends__lt=clock.today(city.time_zone)).order_by("part"):
        yield Need(str(one.pk), "stage", one.pk, one.ends, one.provenance)


def tell_overdue(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    today = clock.today(viewer.city.time_zone)
    return {
        str(one.pk): Card(
            _("End part %(part)s, or give it other days: %(name)s") % {"part": one.part, "name": one.name},
            _("Its last day was %(day)s.") % {"day": day_words(one.ends)},
            reverse("process:work", kwargs={"city": viewer.city.slug}),
            sample=one.is_sample,
            do=_("Open the plan"),
            done=one.ended_at is not None or one.ends is None or one.ends >= today,
        )
        for one in Stage.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    }


source(
    "process.party",
    gettext_lazy("Parties that have not answered"),
    roles=PERMISSIONS[PLAN],
    minutes=ASK_MINUTES,
    needs=silent,
    describe=tell_silent,
    verbs=("plan.answered",),
    passing=("party.link_made", "party.written", "party.address_set", "party.address_removed", "party.letters_stopped"),
    ended_by=answered,
)
source(
    "process.reply",
    gettext_lazy("Replies that we owe"),
    roles=PERMISSIONS[PLAN],
    minutes=REPLY_MINUTES,
    needs=owed,
    describe=tell_owed,
    verbs=("plan.replied",),
    ended_by=replied,
)
source(
    "process.stage",
    gettext_lazy("Parts of the plan past their last day"),
    roles=PERMISSIONS[PLAN],
    minutes=STAGE_MINUTES,
    needs=overdue,
    describe=tell_overdue,
    verbs=("stage.ended", "stage.replanned"),
)
