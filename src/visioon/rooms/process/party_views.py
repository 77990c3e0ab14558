"""Writing to parties: their addresses, the letters, the link to stop; and what changed between versions of the plan."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import anyone, needs
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.notices.models import Consent, Purpose
from visioon.kernel.notices.tokens import STOP, NotValid, read
from visioon.rooms.process import correspondence, queries, reading
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.models import Cycle, Party, PlanVersion
from visioon.rooms.process.party_forms import AddressForm


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _party(viewer: Viewer, key: UUID) -> Party:
    parties = Party.objects.visible_to(viewer).select_related("cycle__city", "city", "consent__address")
    found: Party = get_object_or_404(parties, pk=key)
    return found


@never_cache
@require_http_methods(["GET", "POST"])
@needs(PLAN)
def address(request: HttpRequest, viewer: Viewer, *, party: UUID) -> HttpResponse:
    """Where a party is written to, and in which language."""
    found = _party(viewer, party)
    living = found.consent if found.consent is not None and found.consent.ended_at is None else None
    known = {"email": living.address.email, "language": living.language} if living else {}
    form = AddressForm(viewer, request.POST or None, **known)
    if request.method == "POST" and form.is_valid():
        by, data = _actor(viewer), form.cleaned_data
        same = {"email": data["email"], "language": data["language"]}
        try:
            once(data["key"], by, lambda: correspondence.set_address(party=found, by=by, **same))
        except correspondence.Stopped:
            form.add_error("email", _("Letters to this address were stopped by its reader, or came back."))
        else:
            return back_to(viewer, "process:desk", "address" if data["email"] else "no-address", hash_="parties")
    context = {"party": found, "form": form, "page_has_samples": found.is_sample}
    return render(request, "process/address.html", context, status=422 if form.errors else 200)


@require_POST
@needs(PLAN)
def write(request: HttpRequest, viewer: Viewer, *, party: UUID) -> HttpResponse:
    """Ask one party by letter, or ask it once more."""
    found, form = _party(viewer, party), OnceForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "process:desk", "not-written", hash_="parties")
    by = _actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: correspondence.write_to(party=found, by=by))
    except correspondence.NotToWrite:
        return back_to(viewer, "process:desk", "not-written", hash_="parties")
    return back_to(viewer, "process:desk", "written", hash_="parties")


@require_POST
@needs(PLAN)
def write_silent(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Write to all who are silent now."""
    cycles = Cycle.objects.visible_to(viewer).select_related("city")
    cycle: Cycle = get_object_or_404(cycles, state=Cycle.State.RUNNING)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "process:desk", "not-written", hash_="parties")
    by = _actor(viewer)
    once(form.cleaned_data["key"], by, lambda: _to_silent(cycle, by))
    return back_to(viewer, "process:desk", "written", hash_="parties")


def _to_silent(cycle: Cycle, by: Actor) -> Cycle:
    correspondence.write_to_silent(cycle=cycle, by=by)
    return cycle


@csrf_exempt  # mailbox providers post without cookies (RFC 8058); the token in the address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def stop_letters(request: HttpRequest, viewer: Viewer, *, token: str) -> HttpResponse:
    """The link of every letter, also for the button of a mailbox. A program that only looks at it stops nothing."""
    try:
        key = read(STOP, token).consent
    except NotValid:
        return render(request, "process/stop_letters.html", {"wrong": True, "noindex": True}, status=404)
    own = Consent.objects.filter(city=viewer.city, purpose=Purpose.PARTY).select_related("address", "city")
    consent = get_object_or_404(own, pk=key)
    if request.method == "POST":
        consent = correspondence.stop_letters(consent=consent, by=system())
    return render(request, "process/stop_letters.html", {"done": consent.ended_at is not None, "noindex": True})


@require_GET
@anyone
def changes(request: HttpRequest, viewer: Viewer, *, earlier: int, number: int) -> HttpResponse:
    """Only what differs between two versions of the plan."""
    cycle = queries.running(viewer)
    if cycle is None or earlier >= number:
        raise Http404
    versions = PlanVersion.objects.visible_to(viewer).filter(cycle=cycle).select_related("edition")
    found = {one.number: one for one in versions}
    if earlier not in found or number not in found:
        raise Http404
    changed = [one for one in reading.sections(found[number], found[earlier]) if one.changes]
    context = {
        "version": found[number],
        "earlier": found[earlier],
        "between": [found[one] for one in sorted(found) if earlier < one <= number],
        "others": [one for one in sorted(found) if one < number and one != earlier],
        "sections": changed,
        "count": sum(one.changes for one in changed),
        "page_has_samples": cycle.is_sample,
    }
    return render(request, "process/changes.html", context)
