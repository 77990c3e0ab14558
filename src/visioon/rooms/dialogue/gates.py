"""What must be true before part 5 ends: everything was read, everybody has an answer, every domain was spoken of."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle


def heard(cycle: Cycle) -> list[Condition]:
    said = Contribution.objects.filter(activity__cycle=cycle, withdrawn_at=None, duplicate_of=None)
    shown = Q(state=Contribution.State.SHOWN)
    counts = said.aggregate(
        unread=Count("pk", filter=Q(state=Contribution.State.WAITING), distinct=True),
        unanswered=Count("pk", filter=shown & Q(answer=None), distinct=True),
    )
    silent = set(DomainCode.values) - set(said.filter(shown).values_list("domain", flat=True))
    return [
        Condition(_unread(counts["unread"]), not counts["unread"], at(cycle.city, "dialogue:queue")),
        Condition(_unanswered(counts["unanswered"]), not counts["unanswered"], at(cycle.city, "dialogue:answers")),
        Condition(
            _("Nobody has spoken yet of: %(domains)s.")
            % {"domains": ", ".join(str(DomainCode(code).label) for code in DomainCode.values if code in silent)}
            if silent
            else _("Every domain was spoken of."),
            not silent,
            at(cycle.city, "dialogue:voices"),
        ),
    ]


def _unread(number: int) -> str:
    if not number:
        return _("Every thought has been read.")
    return ngettext("%(n)d thought waits to be read.", "%(n)d thoughts wait to be read.", number) % {"n": number}


def _unanswered(number: int) -> str:
    if not number:
        return _("Every thought has an answer.")
    return ngettext("%(n)d thought has no answer.", "%(n)d thoughts have no answer.", number) % {"n": number}


gate(5, heard)
