"""The glossary of the city: the words that it has settled on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.translation import actions, glossary
from visioon.kernel.translation.actions import TRANSLATE
from visioon.kernel.translation.models import Term
from visioon.rooms.overview.translation import words
from visioon.rooms.overview.translation.forms import TermForm
from visioon.rooms.overview.translation.views import actor
from visioon.rooms.synthesis.slugs import free_slug

TOLD = {
    "defined": _("The word is in the glossary. Translators see it beside every text that uses it."),
    "reworded": _("Saved. What was translated with the earlier words stays as it is."),
    "withdrawn": _("The word is no longer in the glossary."),
}


@require_GET
@needs(TRANSLATE)
def terms(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = glossary.terms(viewer)
    context = {
        "terms": [(one, [(code, one.words.words.get(code, "")) for code in viewer.city.languages]) for one in found],
        "languages": [(code, words.language(code)) for code in viewer.city.languages],
        "messages": told(request, TOLD),
        "page_has_samples": any(one.is_sample for one in found),
    }
    return render(request, "overview/translation/glossary.html", context)


@require_http_methods(["GET", "POST"])
@needs(TRANSLATE)
def new_term(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = TermForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, by, text = form.cleaned_data, actor(viewer), form.text()
        slug = free_slug(Term, viewer, text.words.get("en") or text.best()[0], "term")
        once(
            said["key"],
            by,
            lambda: actions.define_term(
                city=viewer.city, slug=slug, words=text, note=said["note"], kept=said["kept"], by=by
            ),
        )
        return back_to(viewer, "overview:glossary", "defined")
    return render(request, "overview/translation/term.html", {"form": form, "term": None})


def _term(viewer: Viewer, slug: str) -> Term:
    found: Term = get_object_or_404(Term.objects.visible_to(viewer), slug=slug)
    return found


@require_http_methods(["GET", "POST"])
@needs(TRANSLATE)
def term(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one = _term(viewer, slug)
    form = TermForm(viewer, request.POST or None, term=one)
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, actor(viewer)
        once(
            said["key"],
            by,
            lambda: actions.reword_term(term=one, words=form.text(), note=said["note"], kept=said["kept"], by=by),
        )
        return back_to(viewer, "overview:glossary", "reworded")
    context = {"form": form, "term": one, "once": OnceForm(), "page_has_samples": one.is_sample}
    return render(request, "overview/translation/term.html", context)


@require_POST
@needs(TRANSLATE)
def withdraw_term(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    one, form, by = _term(viewer, slug), OnceForm(request.POST), actor(viewer)
    if form.is_valid():
        once(form.cleaned_data["key"], by, lambda: actions.withdraw_term(term=one, by=by))
        return back_to(viewer, "overview:glossary", "withdrawn")
    return back_to(viewer, "overview:term", slug=slug)
