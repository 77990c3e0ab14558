"""The two faces of the board: for everyone, and for those who work on it. The rows are the same."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone, at_work
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.overview import board, parts, passes, standing, timelines
from visioon.rooms.overview.passes import Pass
from visioon.rooms.process import queries as process
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.models import Cycle
from visioon.rooms.process.words import STANDINGS

GATES_AT_FIRST = 3


@require_GET
@anyone
def public_board(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is open and planned, and what each open part still lacks: without names of who is late, and without work."""
    cycle = process.running(viewer)
    context = _board(request, viewer, cycle, everyone=True) if cycle else {"cycle": None}
    sample = bool(cycle and cycle.is_sample) or any(cell.sample for cell in _cells(context))
    return render(request, "overview/public_board.html", {**context, "page_has_samples": sample})


@require_GET
@at_work
def work_board(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = process.running(viewer)
    context: dict[str, Any] = _board(request, viewer, cycle, everyone=False) if cycle else {"cycle": None}
    if cycle:
        board.say_what_waits(viewer, context["board"])
        context |= {"agreement": _agreement(viewer, cycle), "may_plan": viewer.may(PLAN)}
    return render(request, "overview/board.html", {**context, "page_has_samples": viewer.sees_samples})


def _board(request: HttpRequest, viewer: Viewer, cycle: Cycle, *, everyone: bool) -> dict[str, Any]:
    ring, today = parts.ring(viewer, cycle), process.today(viewer)
    planned, activities = process.parts(viewer, cycle, today), process.activities(viewer, cycle)
    found = passes.passes(process.rounds(viewer, cycle), activities)
    chosen = _chosen(request, found)
    number = chosen.number if chosen else None
    shown = [one for one in activities if one.is_in(number)]
    past = Cycle.objects.visible_to(viewer).filter(state=Cycle.State.PAST).order_by("-number")
    rows = board.rows(viewer, cycle, ring.parts if ring else [], shown, chosen.round if chosen else None)
    return {
        "cycle": cycle,
        "phases": [name for _code, name in board.PHASES],
        "board": rows,
        "gates": standing.gates(viewer, planned, everyone=everyone, most=GATES_AT_FIRST),
        "more_gates": max(0, sum(one.state == "here" for one in planned) - GATES_AT_FIRST),
        "passes": found,
        "chosen": chosen,
        "loop": passes.loop(cycle, found, planned, activities, past),
        "timelines": [
            ("taking-part", timelines.taking_part(cycle, shown, found, today)),
            ("initiative", timelines.initiative(viewer, cycle, planned, found, today)),
        ],
    }


@require_GET
@anyone
def gates(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What every open part still lacks; who works here reads it in full, with the pages where it is seen to."""
    cycle = process.running(viewer)
    planned = process.parts(viewer, cycle, process.today(viewer)) if cycle else []
    found = standing.gates(viewer, planned, everyone=not viewer.works_here, most=len(planned))
    sample = bool(cycle and cycle.is_sample)
    return render(request, "overview/gates.html", {"cycle": cycle, "gates": found, "page_has_samples": sample})


def _agreement(viewer: Viewer, cycle: Cycle) -> dict[str, Any]:
    """The newest version of the plan, and how many parties stand how to it."""
    number, counts = process.standing(viewer, cycle)
    summary = [(*STANDINGS[code], many) for code, many in counts.items() if many]
    return {"number": number, "summary": summary}


def _chosen(request: HttpRequest, found: list[Pass]) -> Pass | None:
    """The round that the address names; none is the whole cycle, and one that there is not is not found."""
    asked = request.GET.get("round", "")
    if not asked:
        return None
    chosen = next((one for one in found if str(one.number) == asked), None)
    if chosen is None:
        raise Http404
    return chosen


def _cells(context: dict[str, Any]) -> list[board.Cell]:
    return [cell for row in context.get("board", []) for cells in row.cells.values() for cell in cells]
