"""My voice: all that one said, supported and voted, and what became of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts import guests
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.dialogue import doing, names, queries
from visioon.rooms.dialogue.views.say import keep_link, kept_link


@never_cache
@require_safe
@anyone
def my_voice(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    mine = queries.mine(viewer)
    shown = {
        "mine": mine,
        "votes": [(word, mine.votes.get(value, 0)) for value, word in names.VOTES.items()],
        "is_guest": viewer.actor is not None and viewer.actor.kind == Actor.Kind.GUEST,
        "link": kept_link(request, viewer),
        "page_has_samples": any(card.voice.is_sample for card in [*mine.said, *mine.supported]),
        "noindex": True,
    }
    return render(request, "dialogue/my_voice.html", shown)


@require_POST
@anyone
def new_link(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A new link to one's voice; it ends the one before."""
    response = HttpResponseRedirect(reverse("dialogue:my_voice", kwargs={"city": viewer.city.slug}))
    if viewer.actor is not None and viewer.actor.kind == Actor.Kind.GUEST:
        keep_link(request, response, doing.new_link(viewer.actor))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def claim(request: HttpRequest, viewer: Viewer, *, secret: str) -> HttpResponse:
    """Open one's voice in this browser. The link works until a new one is made."""
    if request.method != "POST":
        own = viewer.actor is not None and viewer.actor.kind == Actor.Kind.GUEST
        return render(request, "dialogue/claim.html", {"own": own, "logged_in": bool(viewer.name), "noindex": True})
    claimed = guests.claim(secret)
    if claimed is None:
        return render(request, "dialogue/claim_wrong.html", {"noindex": True}, status=404)
    response = HttpResponseRedirect(reverse("dialogue:my_voice", kwargs={"city": viewer.city.slug}))
    guests.remember(response, claimed[1], secure=request.is_secure())
    return response
