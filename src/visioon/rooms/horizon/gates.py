"""What is asked of part 12 at any time: trends are rated by several people, assumptions watched, reviews held in time.

The part never ends, so its gate opens to nothing; its sentences say whether the watch is kept.
"""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel import clock
from visioon.rooms.goals.models import Assumption, Goal
from visioon.rooms.horizon.models import Review, Trend
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import ENDLESS, Cycle

LEAST_RATERS = 2
A_YEAR = timedelta(days=366)
STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)


def watched(cycle: Cycle) -> list[Condition]:
    city, today = cycle.city, clock.today(cycle.city.time_zone)
    trends = Trend.objects.filter(city=city, withdrawn_at=None, state=Trend.State.WATCHED)
    rated = trends.annotate(raters=Count("ratings__rater", distinct=True))
    counts = rated.aggregate(all=Count("pk"), few=Count("pk", filter=Q(raters__lt=LEAST_RATERS)))
    loose = unwatched(cycle, today)
    late = Review.objects.filter(city=city, withdrawn_at=None, closed_at=None, due__lt=today).count()
    radar = at(city, "horizon:radar")
    return [
        Condition(_few(counts["few"], counts["all"]), counts["all"] > 0 and not counts["few"], radar),
        Condition(_loose(loose), not loose, at(city, "goals:goals")),
        Condition(_late(late), not late, radar),
    ]


def unwatched(cycle: Cycle, today: date) -> int:
    """Assumptions of goals that stand, with neither an indicator nor a look at them within a year."""
    own = Assumption.objects.filter(city=cycle.city, withdrawn_at=None, indicator=None)
    own = own.filter(goal__withdrawn_at=None, goal__state__in=STANDING)
    found: int = own.filter(Q(checked_on=None) | Q(checked_on__lt=today - A_YEAR)).count()
    return found


def _few(number: int, every: int) -> str:
    if not every:
        return _("No trend is watched yet.")
    if not number:
        return _("Every trend is rated by two people or more.")
    words = ngettext(
        "%(n)d trend is rated by fewer than two people.", "%(n)d trends are rated by fewer than two people.", number
    )
    return words % {"n": number}


def _loose(number: int) -> str:
    if not number:
        return _("Every assumption is watched.")
    words = ngettext(
        "%(n)d assumption has neither an indicator nor a look at it within a year.",
        "%(n)d assumptions have neither an indicator nor a look at them within a year.",
        number,
    )
    return words % {"n": number}


def _late(number: int) -> str:
    if not number:
        return _("No review is overdue.")
    return ngettext("%(n)d review is overdue.", "%(n)d reviews are overdue.", number) % {"n": number}


gate(ENDLESS, watched)
