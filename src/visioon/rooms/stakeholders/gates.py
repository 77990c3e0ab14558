"""What must be true before part 4 ends: we know whom to ask, and how the population is made up."""

from django.utils.translation import gettext as _

from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle
from visioon.rooms.stakeholders.models import Organisation, PopulationShare


def known(cycle: Cycle) -> list[Condition]:
    listed = Organisation.objects.filter(city=cycle.city, withdrawn_at=None).exists()
    counted = PopulationShare.objects.filter(city=cycle.city, withdrawn_at=None).exists()
    page = at(cycle.city, "stakeholders:people")
    return [
        Condition(_("Organisations are listed.") if listed else _("No organisation is listed yet."), listed, page),
        Condition(
            _("We know how the population is made up.")
            if counted
            else _("Population shares are missing: without them nobody can say whom we have not heard."),
            counted,
            at(cycle.city, "stakeholders:population"),
        ),
    ]


gate(4, known)
