"""What must be true before part 1 ends: every domain is mapped, and failures are told."""

from django.utils.translation import gettext as _

from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.inventory.models import Solution
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle


def mapped(cycle: Cycle) -> list[Condition]:
    known = Solution.objects.filter(city=cycle.city, withdrawn_at=None, state=Solution.State.PUBLISHED)
    empty = set(DomainCode.values) - set(known.values_list("domain", flat=True))
    failed = known.filter(outcome=Solution.Outcome.FAILED).exists()
    page = at(cycle.city, "inventory:solutions")
    return [
        Condition(
            _("Nothing is mapped yet in: %(domains)s.") % {"domains": _names(empty)}
            if empty
            else _("Something is mapped in every domain."),
            not empty,
            page,
        ),
        Condition(
            _("Failures are among what is mapped.") if failed else _("No failure is told yet: there is always one."),
            failed,
            page,
        ),
    ]


def _names(codes: set[str]) -> str:
    return ", ".join(str(DomainCode(code).label) for code in DomainCode.values if code in codes)


gate(1, mapped)
