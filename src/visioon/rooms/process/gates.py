"""What must be true before a part ends. A room registers its own gates; each gives the sentences of what is missing."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.rooms.process import computing
from visioon.rooms.process.models import Confirmation, Cycle, Party, Stage
from visioon.rooms.process.rules import Stand, stands

Gate = Callable[[Cycle], list[str]]
GATES: dict[int, list[Gate]] = {}


def gate(part: int, missing: Gate) -> None:
    """Register what a part waits for; it is asked in the order of registration."""
    if missing not in GATES.setdefault(part, []):
        GATES[part].append(missing)


def missing(stage: Stage) -> list[str]:
    """Sentences of what stands between this stage and its end; none where the gate is open."""
    return [sentence for one in GATES.get(stage.part, []) for sentence in one(stage.cycle)]


def standing(cycle: Cycle) -> list[Stand]:
    """How every party stands to the newest version of the plan."""
    last = computing.newest(cycle)
    parties = Party.objects.filter(cycle=cycle, withdrawn_at=None).order_by("id")
    given = Confirmation.objects.filter(party__cycle=cycle).select_related("version", "party").order_by("at", "id")
    return stands(parties, list(given), last.number if last else None)


def confirmed(cycle: Cycle) -> list[str]:
    """The gate of part 0: every party said yes to the newest version of the plan."""
    if computing.newest(cycle) is None:
        return [_("No version of the plan has been put to the parties yet.")]
    found = standing(cycle)
    if not found:
        return [_("No party has been asked to confirm the plan.")]
    return [sentence for one in found if (sentence := _sentence(one))]


def _sentence(one: Stand) -> str:
    name = {"party": str(one.party.name)}
    if one.standing == "silent":
        return _("%(party)s has not answered.") % name
    if one.standing == "no":
        return _("%(party)s said no to the newest version.") % name
    if one.standing == "yes_if":
        return _("%(party)s said yes on a condition that is not met in the newest version.") % name
    if one.standing == "earlier" and one.newest is not None:
        number = one.newest.version.number
        return _("%(party)s answered version %(number)d and not yet the newest one.") % {**name, "number": number}
    return ""


def count_words(number: int) -> str:
    """How much is missing, for a line that has no room for the sentences."""
    return ngettext("%(number)d thing is missing", "%(number)d things are missing", number) % {"number": number}


gate(0, confirmed)
