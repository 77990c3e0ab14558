"""What must be true before part 2 ends: the state of the city is measured and published."""

from django.utils.translation import gettext as _

from visioon.kernel.ledger import editions
from visioon.rooms.assessment.computing import KIND
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle


def measured(cycle: Cycle) -> list[Condition]:
    edition = editions.latest(cycle.city, KIND)
    words = (
        _("The state of the city is published, edition %(number)d.") % {"number": edition.number}
        if edition
        else _("The state of the city is not published yet.")
    )
    return [Condition(words, edition is not None, at(cycle.city, "assessment:state"))]


gate(2, measured)
