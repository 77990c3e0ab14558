"""Public pages of part 12: the radar, one trend, one review."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.words import STATES
from visioon.rooms.horizon import charts, queries, rules, story


@require_GET
@anyone
def radar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows = queries.rows(viewer)
    waiting, ended = (queries.reviewing(viewer, closed=closed) for closed in (False, True))
    samples = any(row.trend.is_sample for row in rows) or any(one.review.is_sample for one in [*waiting, *ended])
    context = {
        "chart": charts.radar(rows),
        "rows": rows,
        "waiting": waiting,
        "ended": ended,
        "page_has_samples": samples,
    }
    return render(request, "horizon/radar.html", context)


@require_GET
@anyone
def trend(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.trends(viewer), slug=slug)
    given = queries.ratings([found])[found.pk]
    seen, borne = queries.signals_of(viewer, found), queries.goals_of(viewer, found)
    context = {
        "trend": found,
        "row": queries.Row(found, rules.summed(given)),
        "chart": charts.spread(found, given),
        "seen": seen,
        "borne": borne,
        "set_off": queries.set_off(viewer, found),
        "moves": [queries.Moved(move) for move in rules.moves(given)],
        "page_has_samples": found.is_sample or any(one.signal.is_sample for one in seen),
    }
    return render(request, "horizon/trend.html", context)


@require_GET
@anyone
def review(request: HttpRequest, viewer: Viewer, *, review: UUID) -> HttpResponse:
    found = queries.reviews(viewer).filter(pk=review).first()
    if found is None:
        raise Http404
    revision = goals.current(found.goal)
    context = {
        "review": found,
        "goal": found.goal,
        "revision": revision,
        "goal_state": STATES[found.goal.state],
        "cause": queries.cause(viewer, found),
        "shape": queries.Reviewing(found, revision).shape,
        "pairs": story.changes(found),
        "touched": story.touched(viewer, found),
        "page_has_samples": found.is_sample,
    }
    return render(request, "horizon/review.html", context)
