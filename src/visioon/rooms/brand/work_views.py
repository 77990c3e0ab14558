"""The desk of the face: kits, a draft in the making with its contrasts, approving and retiring."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.brand import actions, queries
from visioon.rooms.brand.actions import DESIGN, NotADraft, SecondRed, TooClose
from visioon.rooms.brand.forms import KitForm
from visioon.rooms.brand.models import BrandKit

TOLD = {
    "drafted": _("The draft is there. Below stands which colours go together."),
    "saved": _("Saved. Below stands which colours go together now."),
    "approved": _("The kit is in force: pages, files and pictures wear it from now on."),
    "retired": _("The kit is retired."),
    "not-a-draft": _("Nothing was changed: only a draft can be changed or approved. Begin a new one."),
}


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _kit(viewer: Viewer, number: int) -> BrandKit:
    found: BrandKit = get_object_or_404(queries.all_kits(viewer).select_related("city"), number=number)
    return found


@require_safe
@needs(DESIGN)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    looks = [queries.look(kit) for kit in queries.all_kits(viewer)]
    context = {
        "looks": looks,
        "messages": told(request, TOLD),
        "page_has_samples": any(one.kit.is_sample for one in looks),
    }
    return render(request, "brand/work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(DESIGN)
def draft(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = KitForm(viewer, request.POST or None, request.FILES or None, kit=queries.latest(viewer) or queries.house())
    if request.method == "POST" and form.is_valid():
        design, by = form.design_anew(), _actor(viewer)
        made = once(form.cleaned_data["key"], by, lambda: actions.draft(city=viewer.city, design=design, by=by))
        return back_to(viewer, "brand:edit", "drafted", number=BrandKit.objects.get(pk=made).number)
    return render(request, "brand/draft.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(DESIGN)
def edit(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    kit = _kit(viewer, number)
    if request.method != "POST":
        return render(request, "brand/edit.html", _desk_of(request, viewer, kit))
    form = KitForm(viewer, request.POST, request.FILES, kit=kit)
    if not form.is_valid():
        return render(request, "brand/edit.html", _desk_of(request, viewer, kit, form=form), status=422)
    design, by = form.design(), _actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: actions.change(kit=kit, design=design, by=by))
    except NotADraft:
        return back_to(viewer, "brand:edit", "not-a-draft", number=number)
    return back_to(viewer, "brand:edit", "saved", number=number)


def _desk_of(request: HttpRequest, viewer: Viewer, kit: BrandKit, **more: Any) -> dict[str, Any]:
    is_draft = kit.state == BrandKit.State.DRAFT
    return {
        "kit": kit,
        "look": queries.look(kit),
        "form": KitForm(viewer, kit=kit) if is_draft else None,
        "once": OnceForm(auto_id=False),
        "retire_once": OnceForm(auto_id=False),
        "may_publish": viewer.may(PUBLISH),
        "messages": told(request, TOLD),
        "page_has_samples": kit.is_sample,
        **more,
    }


@require_POST
@needs(PUBLISH)
def approve(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    kit, form = _kit(viewer, number), OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    by = _actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: actions.approve(kit=kit, by=by))
    except NotADraft:
        return back_to(viewer, "brand:edit", "not-a-draft", number=number)
    except (TooClose, SecondRed):  # the page names what is wrong with this kit
        return render(request, "brand/edit.html", _desk_of(request, viewer, kit, refused=True), status=422)
    return back_to(viewer, "brand:edit", "approved", number=number)


@require_POST
@needs(PUBLISH)
def retire(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    kit, form = _kit(viewer, number), OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    by = _actor(viewer)
    once(form.cleaned_data["key"], by, lambda: actions.retire(kit=kit, by=by))
    return back_to(viewer, "brand:work", "retired")
