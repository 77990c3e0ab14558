"""What must be true before a part ends. A room registers its own gates; each gives the sentences of what is missing."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from visioon.kernel.cities.models import City
from visioon.kernel.look.dates import day_words
from visioon.rooms.process import computing
from visioon.rooms.process.models import Confirmation, Cycle, Party, PlanVersion, Stage
from visioon.rooms.process.rules import Stand, all_agree, stands


@dataclass(frozen=True)
class Condition:
    """One thing that must be true before a part ends: a sentence either way, and where it is seen to."""

    words: str
    met: bool
    url: str = ""


Gate = Callable[[Cycle], list[Condition]]
GATES: dict[int, list[Gate]] = {}
FOR_EVERYONE: dict[Gate, Gate] = {}


def gate(part: int, conditions_of: Gate, *, everyone: Gate | None = None) -> None:
    """Register what a part waits for; it is asked in the order of registration.

    everyone: the same for the public face, where the first names who is late, or what is not public yet.
    """
    if conditions_of not in GATES.setdefault(part, []):
        GATES[part].append(conditions_of)
    if everyone is not None:
        FOR_EVERYONE[conditions_of] = everyone


def conditions(stage: Stage, *, everyone: bool = False) -> list[Condition]:
    """All conditions of this stage, met or not; none where the part simply ends when somebody ends it."""
    found = GATES.get(stage.part, [])
    asked = [FOR_EVERYONE.get(one, one) for one in found] if everyone else found
    return [one for gate_ in asked for one in gate_(stage.cycle)]


def missing(stage: Stage) -> list[str]:
    """Sentences of what stands between this stage and its end; none where the gate is open."""
    return [one.words for one in conditions(stage) if not one.met]


def at(city: City, name: str) -> str:
    """The address of a page of this city."""
    return reverse(name, kwargs={"city": city.slug})


def standing(cycle: Cycle) -> list[Stand]:
    """How every party stands to the newest version of the plan."""
    last = computing.newest(cycle)
    parties = Party.objects.filter(cycle=cycle, withdrawn_at=None).select_related("city").order_by("id")
    given = Confirmation.objects.filter(party__cycle=cycle).select_related("version", "party").order_by("at", "id")
    return stands(parties, list(given), last.number if last else None)


def confirmed(cycle: Cycle) -> list[Condition]:
    """The gate of part 0: every party said yes to the newest version of the plan."""
    desk = at(cycle.city, "process:agreement")
    if computing.newest(cycle) is None:
        return [Condition(_("No version of the plan has been put to the parties yet."), False, desk)]
    found = standing(cycle)
    if not found:
        return [Condition(_("No party has been asked to confirm the plan."), False, desk)]
    return [Condition(_sentence(one), one.standing == "yes", desk) for one in found]


def is_over(version: PlanVersion) -> bool:
    """Whether part 0 ended after the version was put: then nobody waits for answers to it."""
    own = Stage.objects.filter(cycle=version.cycle_id, part=0, withdrawn_at=None)
    found: bool = own.filter(ended_at__gte=version.at).exists()
    return found


def confirmed_by_number(cycle: Cycle) -> list[Condition]:
    """The gate of part 0 without names: how many parties say yes to the newest version of the plan."""
    page, last = at(cycle.city, "process:agreement"), computing.newest(cycle)
    if last is None:
        return [Condition(_("No version of the plan has been put to the parties yet."), False, page)]
    found = standing(cycle)
    yes = sum(one.standing == "yes" for one in found)
    words = _("Version %(number)d of the plan: %(yes)d of %(all)d parties say yes.")
    return [Condition(words % {"number": last.number, "yes": yes, "all": len(found)}, all_agree(found), page)]


def _sentence(one: Stand) -> str:
    name = {"party": str(one.party.name)}
    if one.standing == "silent" and one.party.answers_on:
        return _("%(party)s has not answered; it said that it will by %(date)s.") % {
            **name,
            "date": day_words(one.party.answers_on),
        }
    if one.standing == "silent":
        return _("%(party)s has not answered.") % name
    if one.standing == "no":
        return _("%(party)s said no to the newest version.") % name
    if one.standing == "yes_if":
        return _("%(party)s said yes on a condition that is not met in the newest version.") % name
    if one.standing == "earlier" and one.newest is not None:
        number = one.newest.version.number
        return _("%(party)s answered version %(number)d and not yet the newest one.") % {**name, "number": number}
    return _("%(party)s says yes.") % name


gate(0, confirmed, everyone=confirmed_by_number)
