"""What must be true before part 3 ends: every domain has a topic with its reason and what it rests on, or says why
not; and somebody decided."""

from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle
from visioon.rooms.topics import computing, evidence, words
from visioon.rooms.topics.models import Domain, Topic, TopicDecision
from visioon.rooms.topics.queries import gaps

LACKING = {words.REASON, words.EVIDENCE}


def chosen(cycle: Cycle) -> list[Condition]:
    city, desk = cycle.city, at(cycle.city, "topics:work")
    topics, counted = computing.chosen(city), evidence.counts(visitor(city))
    whole = {one.domain.code for one in topics if not LACKING & set(gaps(one, counted.get(one.pk, [])))}
    explained = {one.code for one in Domain.objects.filter(city=city, withdrawn_at=None) if one.why_none}
    empty = [str(DomainCode(code).label) for code in DomainCode.values if code not in whole | explained]
    decided = TopicDecision.objects.filter(city=city, withdrawn_at=None).exists()
    open_ = Topic.objects.filter(city=city, withdrawn_at=None, state=Topic.State.PROPOSED).count()
    none = _("No topic with its reason and what it rests on is chosen yet in: %(domains)s.")
    return [
        Condition(
            none % {"domains": ", ".join(empty)}
            if empty
            else _("Every domain has a topic with its reason and what it rests on, or says why it has none."),
            not empty,
            desk,
        ),
        Condition(
            _("The choice of topics is decided.")
            if decided
            else _("No decision on the topics is recorded yet. Candidates still open: %(open)d.") % {"open": open_},
            decided,
            desk,
        ),
    ]


gate(3, chosen)
