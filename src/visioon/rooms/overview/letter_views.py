"""Whether my week comes by mail: the switch at the desk, and the link in every letter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts.access import anyone, at_work
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.notices.tokens import STOP, NotValid, read
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import WeekLetter
from visioon.rooms.overview.task_views import actor_of


@require_POST
@at_work
def letter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    wanted, by = request.POST.get("wanted") == "1", actor_of(viewer)
    actions.want_letter(city=viewer.city, who=by, wanted=wanted, by=by)
    return back_to(viewer, "overview:week", "letter" if wanted else "no-letter", hash_="letter")


@csrf_exempt  # mailbox providers post without cookies (RFC 8058); the token in the address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def stop_letter(request: HttpRequest, viewer: Viewer, *, token: str) -> HttpResponse:
    """The link of every letter, also for the button of a mailbox. A program that only looks at it stops nothing."""
    try:
        row = read(STOP, token).consent
    except NotValid:
        return render(request, "overview/stop_letter.html", {"wrong": True, "noindex": True}, status=404)
    found = get_object_or_404(WeekLetter.objects.select_related("actor"), pk=row, city=viewer.city)
    if request.method == "POST":
        found = actions.want_letter(city=viewer.city, who=found.actor, wanted=False, by=system())
    context = {"done": found.stopped_at is not None, "noindex": True}
    return render(request, "overview/stop_letter.html", context)
