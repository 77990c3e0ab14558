"""The desk of cycles: begin one after a blueprint or an earlier one, end the one that runs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.process import cycles
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.agreement_forms import BeginForm
from visioon.rooms.process.blueprints import CODES, blueprint
from visioon.rooms.process.models import Cycle


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A new cycle with all its parts, activities and targets; what does not suit is changed afterwards."""
    earlier = list(Cycle.objects.visible_to(viewer).order_by("-number"))
    form = BeginForm(viewer, request.POST or None, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        by = _actor(viewer)
        try:
            once(form.cleaned_data["key"], by, lambda: _begun(viewer, form, earlier, by))
        except cycles.StillRunning as running:
            form.add_error(None, _("Cycle %(number)s still runs: end it first.") % {"number": running.args[0]})
        else:
            return back_to(viewer, "process:work", "begun")
    return render(request, "process/begin.html", {"form": form})


def _begun(viewer: Viewer, form: BeginForm, earlier: list[Cycle], by: Actor) -> Cycle:
    model = form.cleaned_data["model"]
    same: dict[str, Any] = {"title": form.text("title"), "begins": form.cleaned_data["begins"], "by": by}
    if model in CODES:
        return cycles.begin(city=viewer.city, blueprint=blueprint(model), **same)
    return cycles.begin_after(earlier=next(one for one in earlier if str(one.pk) == model), **same)


@require_POST
@needs(PLAN)
def end(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The cycle is past; its open round has to be closed before."""
    found: Cycle = get_object_or_404(Cycle.objects.visible_to(viewer).select_related("city"), state=Cycle.State.RUNNING)
    try:
        cycles.end(cycle=found, by=_actor(viewer))
    except cycles.RoundOpen:
        return back_to(viewer, "process:work", "round-open")
    return back_to(viewer, "process:work", "ended")
