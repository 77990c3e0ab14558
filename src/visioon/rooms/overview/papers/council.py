"""The explanatory note for the council: what is decided, who was heard, what changed, what it costs, who disagrees."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Sum
from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger.models import Decision, Dissent
from visioon.rooms.delivery import queries as delivery
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal, Reaction
from visioon.rooms.overview.papers import told
from visioon.rooms.priorities import queries as priorities
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Activity
from visioon.rooms.strategy import pages
from visioon.rooms.strategy import queries as strategy
from visioon.rooms.strategy.models import Version

STANDING = (Goal.State.ADOPTED, Goal.State.PUBLISHED)
LEFT_OUT = (Goal.State.WAITING, Goal.State.DROPPED)


@dataclass(frozen=True)
class Heard:
    """One way in which people took part, counted: real and sample never in one sum."""

    what: Any
    real: int
    sample: int


def heard(viewer: Viewer) -> list[Heard]:
    """How many thoughts, people, votes, answers and meetings. Five queries."""
    shown = dialogue.seen(viewer).filter(state=Contribution.State.SHOWN)
    votes = F("agrees") + F("disagrees") + F("passes")
    counted = (
        (_("thoughts said"), shown, Count("pk")),
        (_("people behind the thoughts"), shown.filter(author__isnull=False), Count("author", distinct=True)),
        (_("votes on statements"), Statement.objects.visible_to(viewer), Sum(votes)),
        (_("answers when goals came back"), Reaction.objects.visible_to(viewer), Sum("count")),
        (
            _("meetings and other activities"),
            Activity.objects.visible_to(viewer).filter(opens__lte=process.today(viewer)),
            Count("pk"),
        ),
    )
    rows = []
    for what, found, measure in counted:
        by = dict(found.order_by().values_list("provenance").annotate(n=measure))
        rows.append(Heard(what, by.get(Provenance.REAL) or 0, by.get(Provenance.SAMPLE) or 0))
    return [row for row in rows if row.real or row.sample]


def note(viewer: Viewer, version: Version | None) -> dict[str, Any]:
    """What the note holds. Without a version it tells how far the work is."""
    earlier = strategy.versions(viewer).filter(number__lt=version.number).first() if version else None
    reading = strategy.reading(viewer, version, earlier) if version else None
    rows = goals.rows(viewer)
    portfolio = delivery.portfolio(viewer)
    decided: list[Decision]
    decided, _more = priorities.decisions(viewer)
    dissents = Dissent.objects.visible_to(viewer).filter(decision__override=False).select_related("decision")
    heard_ = heard(viewer)
    return {
        "version": version,
        "reading": reading,
        "changed": pages.changed(reading) if reading and reading.earlier else [],
        "cycle": process.running(viewer),
        "overall": priorities.overall_goal(viewer),
        "decisions": decided,
        "dissents": list(dissents.order_by("id")),
        "heard": heard_,
        "goals": [row for row in rows if row.goal.state in STANDING],
        "left_out": [row for row in rows if row.goal.state in LEFT_OUT],
        "ranking": priorities.ranking(viewer),
        "projects": portfolio,
        "sums": delivery.total(portfolio),
        "next": told.next_dates(viewer),
        "page_has_samples": bool(
            (reading and reading.rests_on_samples)
            or any(row.goal.is_sample for row in rows)
            or any(row.project.is_sample for row in portfolio)
            or any(one.sample for one in heard_)
        ),
    }
