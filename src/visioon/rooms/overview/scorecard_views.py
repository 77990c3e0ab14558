"""The scorecard of the process: published figures for everyone, and the button that publishes them anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel.accounts.access import anyone, needs
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.overview import actions, scorecard
from visioon.rooms.process.models import Cycle

TOLD = {"published": _("The scorecard is published as an edition.")}


@require_GET
@anyone
def show(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    edition = scorecard.latest(viewer)
    published = editions.read(edition) if edition else None
    context = {
        "edition": edition,
        "figures": scorecard.figures(published.result) if published else [],
        "heard": published.result["heard_anybody"] if published else False,
        "may_publish": viewer.may(PUBLISH),
        "form": OnceForm(),
        "messages": told(request, TOLD),
        "page_has_samples": bool(edition and edition.is_sample),
    }
    return render(request, "overview/scorecard.html", context)


@require_POST
@needs(PUBLISH)
def publish(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = get_object_or_404(Cycle.objects.visible_to(viewer).select_related("city"), state=Cycle.State.RUNNING)
    form, by = OnceForm(request.POST), viewer.actor
    if form.is_valid() and by is not None:
        once(form.cleaned_data["key"], by, lambda: actions.publish_scorecard(cycle=cycle, by=by))
        return back_to(viewer, "overview:scorecard", "published")
    return back_to(viewer, "overview:scorecard")
