"""What must be true before part 3 ends: every domain has topics of the city's own."""

from django.utils.translation import gettext as _

from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.process.gates import Condition, gate
from visioon.rooms.process.models import Cycle
from visioon.rooms.topics.models import Topic


def chosen(cycle: Cycle) -> list[Condition]:
    have = set(Topic.objects.filter(city=cycle.city, withdrawn_at=None).values_list("domain__code", flat=True))
    empty = [str(DomainCode(code).label) for code in DomainCode.values if code not in have]
    words = _("No topic is chosen yet in: %(domains)s.") % {"domains": ", ".join(empty)}
    return [Condition(words if empty else _("Every domain has topics."), not empty)]


gate(3, chosen)
