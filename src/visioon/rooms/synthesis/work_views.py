"""The synthesis desk: sort contributions into themes, quote exact words, publish."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import actions, jobs, queries
from visioon.rooms.synthesis.actions import SYNTHESISE, NotExact, NotShown, StillQuoted
from visioon.rooms.synthesis.forms import AssignForm, FilterForm, QuoteForm, ThemeForm
from visioon.rooms.synthesis.models import Quote, Theme
from visioon.rooms.synthesis.paging import page_after
from visioon.rooms.synthesis.slugs import free_slug

VOICES_ON_A_PAGE = 20
TOLD = {
    "assigned": _("It is in the theme now."),
    "unassigned": _("It was taken out of the theme."),
    "choose": _("Nothing was changed. Choose a theme first."),
    "quoted": _("The quote is taken. The thread now runs from the sentence over the quote to the theme."),
    "still-quoted": _("Nothing was changed. It is quoted in this theme: take the quote back first."),
    "taken-back": _("The quote was taken back."),
    "named": _("The theme is there. Now put contributions into it."),
    "renamed": _("The theme is saved."),
    "begun": _("Publishing has begun. You can leave this page; the result appears here."),
    "broken": _("Nothing was published: a quote is not exact. It is named below."),
    "no-votes": _("Nothing was published: nobody has voted yet."),
}


@require_GET
@needs(SYNTHESISE)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    filters = FilterForm(request.GET)
    chosen = filters.chosen()
    page = page_after(queries.to_sort(viewer, **chosen), "number", filters.key(), VOICES_ON_A_PAGE)
    maps = Activity.objects.visible_to(viewer).filter(kind=Activity.Kind.STATEMENTS).order_by("opens", "id")
    counted = queries.tallies(viewer)
    context = {
        "filters": FilterForm(initial=chosen),
        "chosen": chosen,
        "page": page,
        "coverage": queries.coverage(viewer),
        "themes": [(one, counted.get(one.pk, [])) for one in queries.themes(viewer).order_by("domain", "id")],
        "publishing": jobs.states(list(maps), viewer.city),
        "broken": queries.broken(viewer),
        "may_publish": viewer.may(PUBLISH),
        "messages": told(request, TOLD),
        "page_has_samples": any(one.is_sample for one in page.rows),
    }
    return render(request, "synthesis/work.html", context)


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _voice(viewer: Viewer, number: int) -> Contribution:
    found = queries.voice(viewer, number)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, viewer: Viewer, number: int, done: str) -> HttpResponse:
    """To the page the form stood on: the sentence, or the list with its filters."""
    if request.POST.get("from") == "voice":
        return back_to(viewer, "synthesis:quote", done, number=number)
    asked = {name: slugify(request.POST.get(name, "")) for name in ("show", "domain", "language", "after")}
    given = urlencode({"done": done, **{name: value for name, value in asked.items() if value}})
    where = reverse("synthesis:work", kwargs={"city": viewer.city.slug})
    return HttpResponseRedirect(f"{where}?{given}#voices")


@require_POST
@needs(SYNTHESISE)
def assign(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    contribution, form = _voice(viewer, number), AssignForm(viewer, request.POST)
    if not form.is_valid():
        return _back(request, viewer, number, "choose")
    actions.assign(theme=form.cleaned_data["theme"], contribution=contribution, by=_actor(viewer))
    return _back(request, viewer, number, "assigned")


@require_POST
@needs(SYNTHESISE)
def unassign(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    contribution, form = _voice(viewer, number), AssignForm(viewer, request.POST)
    if not form.is_valid():
        return _back(request, viewer, number, "choose")
    try:
        actions.unassign(theme=form.cleaned_data["theme"], contribution=contribution, by=_actor(viewer))
    except StillQuoted:
        return back_to(viewer, "synthesis:quote", "still-quoted", number=number)
    return _back(request, viewer, number, "unassigned")


@require_http_methods(["GET", "POST"])
@needs(SYNTHESISE)
def quote(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    contribution = _voice(viewer, number)
    form = QuoteForm(viewer, contribution, request.POST or None)
    if request.method == "POST" and form.is_valid() and _quoted(form, contribution, _actor(viewer)):
        return back_to(viewer, "synthesis:quote", "quoted", number=number)
    context = {
        "contribution": contribution,
        "form": form,
        "themes": queries.themes(viewer).order_by("domain", "id"),
        "messages": told(request, TOLD),
        "page_has_samples": contribution.is_sample,
    }
    return render(request, "synthesis/quote.html", context)


def _quoted(form: QuoteForm, contribution: Contribution, by: Actor) -> bool:
    """Take the quote; where the words changed meanwhile, say so at the field."""
    data = form.cleaned_data
    try:
        once(
            data["key"],
            by,
            lambda: actions.quote(
                theme=data["theme"], contribution=contribution, words=data["words"], start=data["start"], by=by
            ),
        )
    except (NotExact, NotShown):
        form.refuse()
        return False
    return True


@require_POST
@needs(SYNTHESISE)
def take_back(request: HttpRequest, viewer: Viewer, *, quote: UUID) -> HttpResponse:
    found = get_object_or_404(Quote.objects.visible_to(viewer).select_related("contribution", "city"), pk=quote)
    actions.take_back(quote=found, by=_actor(viewer))
    return back_to(viewer, "synthesis:quote", "taken-back", number=found.contribution.number)


@require_http_methods(["GET", "POST"])
@needs(SYNTHESISE)
def new_theme(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = ThemeForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, said = _actor(viewer), form.texts()
        slug = free_slug(Theme, viewer, said["name"].best(viewer.city.home_language)[0], "theme")
        once(form.cleaned_data["key"], by, lambda: actions.name_theme(city=viewer.city, slug=slug, by=by, **said))
        return back_to(viewer, "synthesis:work", "named", hash_="themes")
    return render(request, "synthesis/theme_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(SYNTHESISE)
def edit_theme(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    theme = get_object_or_404(queries.themes(viewer), slug=slug)
    form = ThemeForm(viewer, request.POST or None, theme=theme)
    if request.method == "POST" and form.is_valid():
        actions.rename_theme(theme=theme, by=_actor(viewer), **form.texts())
        return back_to(viewer, "synthesis:work", "renamed", hash_="themes")
    context = {"form": form, "theme": theme, "page_has_samples": theme.is_sample}
    return render(request, "synthesis/theme_form.html", context)


@require_POST
@needs(PUBLISH)
def publish_themes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if queries.broken(viewer):
        return back_to(viewer, "synthesis:work", "broken", hash_="publish")
    jobs.begin(jobs.publish_themes, viewer.city.pk, _actor(viewer))
    return back_to(viewer, "synthesis:work", "begun", hash_="publish")


@require_POST
@needs(PUBLISH)
def publish_opinions(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    activities = Activity.objects.visible_to(viewer).filter(kind=Activity.Kind.STATEMENTS)
    activity: Any = get_object_or_404(activities, slug=slug)
    if not any(one.votes for one in activity.statements.all()):
        return back_to(viewer, "synthesis:work", "no-votes", hash_="publish")
    jobs.begin(jobs.publish_opinions, activity.pk, _actor(viewer))
    return back_to(viewer, "synthesis:work", "begun", hash_="publish")
