"""Facts in figures for home, and the weave of a domain."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Chart
from visioon.kernel.charts.weave import Knot, Weave, weave
from visioon.kernel.look.dates import month_words
from visioon.kernel.look.figures import number_words
from visioon.kernel.thread.models import Link
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.goals import queries as goals
from visioon.rooms.overview.queries import DomainState, inhabitants
from visioon.rooms.synthesis.models import Assignment, Theme


@dataclass(frozen=True)
class Figure:
    value: str
    what: str
    unit: str = ""
    sample: bool = False


def home(viewer: Viewer, states: list[DomainState]) -> list[Figure]:
    """At most four: people, solutions, measured domains, voices. Real and sample voices are never added."""
    found = inhabitants(viewer)
    people = (
        [
            Figure(
                number_words(found[0], 0),
                ngettext(
                    "inhabitant in the population register, %(date)s",
                    "inhabitants in the population register, %(date)s",
                    found[0],
                )
                % {"date": _when(found[1].as_of)},
            )
        ]
        if found
        else []
    )
    measured = sum(state.rank is not None for state in states)
    solutions = sum(state.solutions for state in states)
    return [
        *people,
        Figure(
            number_words(solutions, 0),
            ngettext(
                "smart solution mapped, whether it worked or failed",
                "smart solutions mapped, those that failed among them",
                solutions,
            ),
        ),
        Figure(str(measured), _("domains can be measured; in the others there are not enough data"), "/ 6"),
        *_voices(viewer),
    ]


def _when(as_of: str) -> str:
    """A date as exact as its source gives it, in words where it is a month."""
    year, _dash, month = as_of.partition("-")
    return month_words(date(int(year), int(month), 1)) if month.isdecimal() else as_of


def _voices(viewer: Viewer) -> list[Figure]:
    shown = dialogue.seen(viewer).filter(state="shown")
    counts = dict.fromkeys((False, True), 0)
    for provenance in shown.values_list("provenance", flat=True):
        counts[provenance == "sample"] += 1
    sample = not counts[False]
    number = counts[True] if sample else counts[False]
    words = ngettext("thought said so far", "thoughts said so far", number)
    return [Figure(number_words(number, 0), words, sample=sample and number > 0)]


def weave_of(viewer: Viewer, code: str) -> Chart | None:
    """Contributions of a domain to their themes, and on to goals; None where nothing leads anywhere yet."""
    themes = list(Theme.objects.visible_to(viewer).filter(domain=code).order_by("id"))
    pairs = list(
        Assignment.objects.filter(theme__in=themes, contribution__state="shown")
        .order_by("theme_id", "id")
        .values_list("contribution_id", "theme_id")
    )
    if not pairs:
        return None
    place = {theme.pk: index for index, theme in enumerate(themes)}
    links = list(Link.objects.filter(from_id__in=place, to_kind="goal", ended_at=None).order_by("id"))
    found = list(goals.with_revision(viewer, [link.to_id for link in links]))
    goal_place = {goal.pk: index for index, (goal, _revision) in enumerate(found)}
    leads = {link.from_id: goal_place[link.to_id] for link in reversed(links) if link.to_id in goal_place}
    counted = {theme.pk: sum(pair[1] == theme.pk for pair in pairs) for theme in themes}
    web = Weave(
        sentences=[place[theme] for _contribution, theme in pairs],
        themes=[Knot(str(one.name), _thoughts(counted[one.pk]), leads.get(one.pk)) for one in themes],
        goals=[Knot(str(revision.title), _("goal")) for _goal, revision in found],
        projects=[],
        red=_red(pairs, leads),
    )
    return weave(web, sample=any(theme.is_sample for theme in themes))


def _thoughts(number: int) -> str:
    return ngettext("%(number)d thought", "%(number)d thoughts", number) % {"number": number}


def _red(pairs: list[tuple[Any, Any]], leads: dict[Any, int]) -> int:
    """The line to follow: the middle one of those that reach a goal, else the first."""
    reaching = [index for index, (_contribution, theme) in enumerate(pairs) if theme in leads]
    return reaching[len(reaching) // 2] if reaching else 0
