"""Editions of the index, open to anyone: what each says, how it was made, how two differ, and their files."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Edition
from visioon.methods.composite.aggregate import NotPositive
from visioon.methods.composite.compare import NotComparable
from visioon.rooms.assessment import annex as annexed
from visioon.rooms.assessment import comparing, exporting, index_charts, own_numbers, present, queries, reading, signs
from visioon.rooms.assessment.reading import Names, Reading


@require_safe
@anyone
def editions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = reading.editions_of(viewer)
    context = {
        "editions": list(zip_longest(found, found[1:])),
        "form": CompareForm(found, None) if len(found) > 1 else None,
        "page_has_samples": any(one.is_sample for one in found),
    }
    return render(request, "assessment/editions.html", context)


@require_safe
@anyone
def edition(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """The index page: our own numbers, each with its trail, and how they lie among the cities."""
    found = _read(viewer, number)
    names, us = reading.names(viewer), viewer.city.place_code
    own = own_numbers.measures(found, names, us) if us in found.units else []
    strong, weak = own_numbers.strong_and_weak(own)
    context = {
        "edition": found.edition,
        "us": us,
        "scores": own_numbers.scores(found, names, us) if own else [],
        "measures": own,
        "strong": strong,
        "weak": weak,
        "heat": index_charts.heat(found, us, names),
        "made_of": index_charts.made_of(found, us, names),
        "files": list(exporting.FILES),
        "page_has_samples": found.edition.is_sample,
    }
    return render(request, "assessment/edition.html", context)


@require_safe
@anyone
def annex(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    """Everything that an expert asks for, made from the edition."""
    found, names = _read(viewer, number), reading.names(viewer)
    ties, years = queries.all_ties(viewer), signs.own_years(viewer)
    measured = {one.code for one in names.indicators.values() if one.pk in years}
    context = {
        "edition": found.edition,
        "record": found.record,
        "params": sorted(found.record.params.items()),
        "steps": present.steps_of(found.record.params, found.record.result["fallbacks"]),
        "indicators": annexed.indicators(found, names),
        "treatments": annexed.treatments(found, names),
        "alphas": annexed.alphas(found, names),
        "warnings": annexed.warnings(found, names),
        "sensitivity": index_charts.sensitivity(found, annexed.sensitivity(found), annexed.VARIABLES),
        "correlations": index_charts.correlations(found, names),
        "frameworks": index_charts.frameworks(ties, measured, found.edition.is_sample),
        "files": list(exporting.FILES),
        "page_has_samples": found.edition.is_sample,
    }
    return render(request, "assessment/annex.html", context)


class CompareForm(forms.Form):
    """Two editions, and what of them is compared."""

    first = forms.TypedChoiceField(label=gettext_lazy("Earlier edition"), coerce=int)
    second = forms.TypedChoiceField(label=gettext_lazy("Later edition"), coerce=int)
    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, known: list[Edition], data: Any) -> None:
        first = {"first": known[1].number, "second": known[0].number} if len(known) > 1 else {}
        super().__init__(data, initial=first)
        said = [(one.number, _("Edition %(number)s") % {"number": one.number}) for one in known]
        for name in ("first", "second"):
            self.fields[name].choices = said  # type: ignore[attr-defined]  # a choice field


@require_safe
@anyone
def compare(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What changed between two editions, and how much of each difference that explains."""
    form = CompareForm(reading.editions_of(viewer), request.GET)
    if not form.is_valid():
        return render(request, "assessment/compare.html", {"form": form}, status=400)
    first, second = (_read(viewer, form.cleaned_data[name]) for name in ("first", "second"))
    names, us = reading.names(viewer), viewer.city.place_code
    codes = comparing.codes_of_both(first, second)
    code = form.cleaned_data["code"] if form.cleaned_data["code"] in codes else next(iter(codes), "")
    context = {
        "form": form,
        "first": first.edition,
        "second": second.edition,
        "changes": comparing.changes(first, second, names, us),
        "most_values": comparing.MOST_VALUES,
        "codes": [(one, names.of(one)) for one in codes],
        "code": code,
        **_shifts(first, second, code, names, us),
        "page_has_samples": first.edition.is_sample or second.edition.is_sample,
    }
    return render(request, "assessment/compare.html", context)


def _shifts(first: Reading, second: Reading, code: str, names: Names, us: str) -> dict[str, Any]:
    """The cities that moved most, ours first; a sentence where the two cannot be decomposed."""
    if not code:
        return {"shifts": [], "cannot": _("The two editions have no score in common.")}
    try:
        found = comparing.shifts(first, second, code, names, us)
    except (NotComparable, NotPositive) as refused:
        said = _("The difference cannot be split: %(why)s.") % {"why": refused}
        return {"shifts": [], "cannot": said}
    return {"shifts": found[: comparing.MOST_CITIES], "compared": len(found)}


@require_safe
@anyone
def file(request: HttpRequest, viewer: Viewer, *, number: int, name: str) -> HttpResponse:
    """Scores, inputs and metadata of an edition as a file."""
    if name not in exporting.FILES:
        raise Http404
    found = _read(viewer, number)
    media, written = exporting.FILES[name]
    response = HttpResponse(written(found, reading.names(viewer)), content_type=media)
    sample = "-sample" if found.edition.is_sample else ""
    said = f"{viewer.city.slug}-index-{number}{sample}-{name}"
    response["Content-Disposition"] = f'attachment; filename="{said}"'
    return response


def _read(viewer: Viewer, number: int) -> Reading:
    found = reading.edition(viewer, number)
    if found is None:
        raise Http404
    return reading.read(found)
