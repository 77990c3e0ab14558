"""Pages on who agrees to the plan, and the page behind a party's own link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from visioon.kernel.accounts import guests
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.process import agreement, computing, queries, reading
from visioon.rooms.process.agreement_forms import AnswerForm
from visioon.rooms.process.models import Confirmation, Party, PlanVersion

TOLD = {
    "answered": _("Thank you. Your answer is kept and public. When we reply, you read it here under the same link."),
    "overridden": _("The part has ended. The reason is public."),
    "open": _("Nothing was overridden: nothing is missing, so the part can simply end."),
}
NEWER = _("A newer version of the plan was put to you meanwhile. Please read it first, then answer.")


@require_GET
@anyone
def agreed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = queries.running(viewer)
    found = queries.agreement(viewer, cycle) if cycle else None
    context = {
        "cycle": cycle,
        "found": found,
        "gate": queries.gate_to_pass(viewer, cycle, found) if cycle and found else None,
        "messages": told(request, TOLD),
        "page_has_samples": bool(cycle and cycle.is_sample),
    }
    return render(request, "process/agreement.html", context)


@require_GET
@anyone
def version(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    found = _version(viewer, number)
    context = {
        "version": found,
        "sections": reading.sections(found),
        "newest": computing.newest(found.cycle),
        "page_has_samples": found.is_sample,
    }
    return render(request, "process/version.html", context)


def _version(viewer: Viewer, number: int) -> PlanVersion:
    cycle = queries.running(viewer)
    if cycle is None:
        raise Http404
    versions = PlanVersion.objects.visible_to(viewer).select_related("edition", "cycle")
    found: PlanVersion = get_object_or_404(versions, cycle=cycle, number=number)
    return found


def _party(viewer: Viewer, secret: str) -> Party:
    """The party of the link, in this city, and not a hidden sample."""
    try:
        party = agreement.party_of(secret)
    except agreement.NotAsked as wrong:
        raise Http404 from wrong
    visible: Party = get_object_or_404(Party.objects.visible_to(viewer).select_related("cycle", "city"), pk=party.pk)
    return visible


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def answer(request: HttpRequest, viewer: Viewer, *, secret: str) -> HttpResponse:
    """A party reads what it is asked, answers, and later reads our reply: always under the same link."""
    party = _party(viewer, secret)
    newest = computing.newest(party.cycle)
    if newest is None:
        raise Http404
    form = AnswerForm(request.POST or None, version=newest)
    if request.method == "POST" and form.is_valid():
        by, cookie = guests.acting(request)
        try:
            once(form.cleaned_data["key"], by, lambda: _answer(secret, party, form, by))
        except agreement.OldVersion:
            form.add_error(None, str(NEWER))
        else:
            response = back_to(viewer, "process:answer", "answered", secret=secret)
            if cookie is not None:
                guests.remember(response, cookie, secure=request.is_secure())
            return response
    return render(request, "process/answer.html", _asked(request, party, newest, form))


def _answer(secret: str, party: Party, form: AnswerForm, by: Actor) -> Confirmation:
    """The version that the party had before it, by its number: a newer one is refused by the action."""
    seen = PlanVersion.objects.filter(cycle=party.cycle, number=form.cleaned_data["version"]).first()
    if seen is None:
        raise agreement.OldVersion(0)
    data = form.cleaned_data
    language = (get_language() or "et")[:2]
    return agreement.answer(
        secret=secret, version=seen, given=data["given"], words=data["words"], language=language, by=by
    )


def _asked(request: HttpRequest, party: Party, newest: PlanVersion, form: AnswerForm) -> dict[str, Any]:
    given = party.confirmations.select_related("version", "reply__led_to").order_by("-at", "-id")
    answers = list(given)
    return {
        "party": party,
        "version": newest,
        "answers": answers,
        "has_answered": bool(answers) and answers[0].version_id == newest.pk,
        "form": form,
        "messages": told(request, TOLD),
        "page_has_samples": party.is_sample,
        "noindex": True,
    }
