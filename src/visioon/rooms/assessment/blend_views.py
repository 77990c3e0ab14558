"""The blend desk: choose frameworks, see what they need together, decide in or out, weigh, and write a design."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.assessment import blending, frameworks
from visioon.rooms.assessment.blend_forms import BlendForm, ChooseForm
from visioon.rooms.assessment.models import IndexDesign
from visioon.rooms.assessment.rights import MEASURE


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MEASURE)
def blending_desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Without frameworks in the address the first question only; with them the whole table."""
    known = frameworks.covered(viewer)
    choose = ChooseForm(known, request.GET if "framework" in request.GET else None)
    codes = choose.cleaned_data["framework"] if choose.is_bound and choose.is_valid() else []
    blended = frameworks.blended(viewer, codes) if codes else None
    form = BlendForm(viewer, blended, request.POST or None) if blended else None
    if request.method == "POST" and form is not None and form.is_valid() and viewer.actor is not None:
        made = once(form.cleaned_data["key"], viewer.actor, lambda: _blend(viewer, form, viewer.actor))
        return back_to(viewer, "assessment:blend", design=made)
    context = {
        "known": known,
        "choose": choose,
        "chosen": codes,
        "blended": blended,
        "form": form,
        "address": _address(codes),
        "page_has_samples": any(one.is_sample for one in known),
    }
    return render(request, "assessment/blending.html", context, status=422 if form and form.errors else 200)


def _blend(viewer: Viewer, form: BlendForm, by: Actor | None) -> IndexDesign:
    assert by is not None  # noqa: S101 - the decorator lets nobody else in
    return blending.blend(
        city=viewer.city,
        name=form.name(),
        frameworks=[one.framework for one in form.blended.covered],
        choices=form.choices(),
        weighing=form.cleaned_data["weighing"],
        by=by,
    )


def _address(codes: list[str]) -> str:
    """The chosen frameworks as the end of an address."""
    query = QueryDict(mutable=True)
    query.setlist("framework", codes)
    return query.urlencode()
