"""What must be true before part 7 ends: specialists ranked the goals, and somebody decided."""

from django.utils.translation import gettext as _

from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Decision
from visioon.rooms.priorities.computing import KIND
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle
from visioon.rooms.topics.models import TopicDecision


def decided(cycle: Cycle) -> list[Condition]:
    ranked = editions.latest(cycle.city, KIND) is not None
    on_topics = TopicDecision.objects.filter(city=cycle.city).values("decision")
    decision = Decision.objects.filter(city=cycle.city, withdrawn_at=None).exclude(pk__in=on_topics).exists()
    return [
        Condition(
            _("The ranking is published.") if ranked else _("The ranking is not published yet."),
            ranked,
            at(cycle.city, "priorities:priorities"),
        ),
        Condition(
            _("A decision is recorded.") if decision else _("No decision is recorded yet."),
            decision,
            at(cycle.city, "priorities:decisions"),
        ),
    ]


gate(7, decided)
