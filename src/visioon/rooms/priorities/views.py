"""What matters: the one overall goal, specialists and people side by side, and what was decided."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.acceptability import GoalShare, acceptability
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.kernel.thread.walk import walk
from visioon.rooms.priorities import queries
from visioon.rooms.priorities.queries import Ranking


@require_GET
@anyone
def priorities(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found, goal = queries.ranking(viewer), queries.overall_goal(viewer)
    context = {
        "overall": goal,
        "ranking": found,
        "chart": _chart(found) if found and found.lines else None,
        "page_has_samples": bool((goal and goal.is_sample) or (found and found.edition.is_sample)),
    }
    return render(request, "priorities/priorities.html", context)


def _chart(found: Ranking) -> Chart:
    shares = [GoalShare(str(line.revision.title), line.ranked.share) for line in found.lines]
    note = ngettext(
        "%(count)s specialist, 10,000 random weightings of the criteria",
        "%(count)s specialists, 10,000 random weightings of the criteria",
        found.judges,
    ) % {"count": found.judges}
    best = max(shares, key=lambda share: share.share)
    title = _("%(goal)s stays among the first most often") % {"goal": best.name}
    caption = Caption(title=title, note=note, source=_("Edition %(number)s") % {"number": found.edition.number})
    return acceptability(shares, top=found.top, sample=found.edition.is_sample, caption=caption)


@require_GET
@anyone
def decisions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows, following = queries.decisions(viewer, _key(request.GET.get("after", "")))
    samples = any(one.is_sample for one in rows)
    return render(
        request,
        "priorities/decisions.html",
        {"decisions": rows, "following": following, "page_has_samples": samples},
    )


def _key(after: str) -> str:
    try:
        return str(UUID(after)) if after else ""
    except ValueError as wrong:
        raise Http404 from wrong


@require_GET
@anyone
def decision(request: HttpRequest, viewer: Viewer, *, decision: UUID) -> HttpResponse:
    found = queries.decision(viewer, decision)
    if found is None:
        raise Http404
    thread = walk(viewer, "decision", found.pk)
    context = {
        "decision": found,
        "outcomes": queries.outcomes(viewer, found),
        "thread": thread,
        "after": [stop for stop in thread.after if stop.code != "statusreport"],  # they stand with their project
        "steps": registry.steps(viewer, "decision", found),
        "behind": _counted(thread.before),
        "page_has_samples": found.is_sample,
    }
    return render(request, "priorities/decision.html", context)


def _counted(stops: Sequence[Stop]) -> list[str]:
    """How many goals, themes and thoughts stand behind a decision."""
    count = Counter(stop.code for stop in stops)
    voices = Counter(stop.sample for stop in stops if stop.code == "contribution")
    words = (
        (count["goal"], ngettext("%(count)s goal", "%(count)s goals", count["goal"])),
        (count["theme"], ngettext("%(count)s theme", "%(count)s themes", count["theme"])),
        (voices[False], ngettext("%(count)s thought", "%(count)s thoughts", voices[False])),
        (voices[True], ngettext("%(count)s sample thought", "%(count)s sample thoughts", voices[True])),
    )
    return [text % {"count": number} for number, text in words if number]
