"""The desk of goals: what is missing, what is next; wording, publishing, waiting, dropping, rounds."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import PUBLISH
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import actions, queries
from visioon.rooms.goals.actions import DRAFT, NotReady
from visioon.rooms.goals.computing import KIND
from visioon.rooms.goals.forms import AssumeForm, CheckForm, GoalForm, OriginForm, ReasonForm
from visioon.rooms.goals.models import Goal
from visioon.rooms.goals.rules import gaps
from visioon.rooms.process.actions import PLAN, open_round
from visioon.rooms.process.models import Round
from visioon.rooms.process.queries import open_round as round_open
from visioon.rooms.process.queries import running
from visioon.rooms.synthesis.slugs import free_slug

TOLD = {
    "drafted": _("The draft is there. Below stands what is still missing."),
    "saved": _("Saved as a new wording. Earlier ones stay in sight."),
    "published": _("The goal is public now."),
    "not-ready": _("Nothing was published: something is still missing, see below."),
    "waits": _("The goal waits, and its reason is public."),
    "dropped": _("The goal is dropped. It stays in sight with its reason."),
    "tied": _("The goal rests on the theme; the thread runs through it."),
    "untied": _("The goal does not rest on this theme any more."),
    "choose": _("Nothing was changed. Choose a theme first."),
    "assumed": _("The assumption is written down. Check it when something changes."),
    "checked": _("The check is written down and public."),
    "frozen": _("The state of the round is published as an edition."),
    "closed": _("The round is closed and its state is published."),
    "opened": _("The next round is open."),
    "no-round": _("Nothing was changed. Goals are worded in a round, and none is open: open one first."),
}


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _goal(viewer: Viewer, slug: str) -> Goal:
    found: Goal = get_object_or_404(queries.seen(viewer).select_related("city"), slug=slug)
    return found


@require_GET
@needs(DRAFT)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows = queries.desk(viewer)
    context = {
        "rows": rows,
        "round": round_open(viewer),
        "cycle": running(viewer),
        "editions": queries.editions(viewer, KIND),
        "may_publish": viewer.may(PUBLISH),
        "may_plan": viewer.may(PLAN),
        "form": OnceForm(),
        "messages": told(request, TOLD),
        "page_has_samples": any(row.goal.is_sample for row in rows),
    }
    return render(request, "goals/work.html", context)


@require_http_methods(["GET", "POST"])
@needs(DRAFT)
def draft(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    round_, form = round_open(viewer), GoalForm(viewer, request.POST or None)
    if round_ is None:
        return back_to(viewer, "goals:work", "no-round")
    if request.method == "POST" and form.is_valid():
        wording, by = form.wording(), _actor(viewer)
        slug = free_slug(Goal, viewer, wording.title.best(viewer.city.home_language)[0], "goal")
        domain = form.cleaned_data["domain"]
        made = once(
            form.cleaned_data["key"],
            by,
            lambda: actions.draft(round_=round_, slug=slug, domain=domain, wording=wording, by=by),
        )
        return back_to(viewer, "goals:edit", "drafted", slug=Goal.objects.get(pk=made).slug)
    return render(request, "goals/draft.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(DRAFT)
def edit(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, round_ = _goal(viewer, slug), round_open(viewer)
    form = GoalForm(viewer, request.POST or None, revision=actions.current(goal))
    if request.method == "POST" and form.is_valid():
        if round_ is None:
            return back_to(viewer, "goals:work", "no-round")
        wording, reason, by = form.wording(), form.reason(), _actor(viewer)
        once(
            form.cleaned_data["key"],
            by,
            lambda: actions.reword(goal=goal, round_=round_, wording=wording, reason=reason, by=by).goal,
        )
        return back_to(viewer, "goals:edit", "saved", slug=slug)
    return render(request, "goals/edit.html", _desk_of(request, viewer, goal, form=form))


def _desk_of(request: HttpRequest, viewer: Viewer, goal: Goal, **forms: Any) -> dict[str, Any]:
    """One goal at work: its form, what is missing, what it rests on, and the other moves with their forms."""
    revision = actions.current(goal)
    return {
        "row": queries.Row(goal, revision, gaps(revision, viewer.city.languages)),
        "goal": goal,
        "revision": revision,
        "form": GoalForm(viewer, revision=revision),
        "wait_form": ReasonForm(viewer, auto_id="wait_%s"),
        "drop_form": ReasonForm(viewer, auto_id="drop_%s"),
        "origin_form": OriginForm(viewer),
        "origins": queries.origins(viewer, goal),
        "assumed": [
            (one, CheckForm(viewer, auto_id=f"check_{one.assumption.pk}_%s", initial={"state": one.assumption.state}))
            for one in queries.assumed(viewer, goal)
        ],
        "assume_form": AssumeForm(viewer, auto_id="assume_%s"),
        "written": queries.written_by_visitors(viewer, goal),
        "may_publish": viewer.may(PUBLISH),
        "messages": told(request, TOLD),
        "page_has_samples": goal.is_sample,
        **forms,
    }


@require_POST
@needs(PUBLISH)
def publish(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    try:
        actions.publish(goal=_goal(viewer, slug), by=_actor(viewer))
    except NotReady:
        return back_to(viewer, "goals:edit", "not-ready", hash_="missing", slug=slug)
    return back_to(viewer, "goals:edit", "published", slug=slug)


@require_POST
@needs(DRAFT)
def wait(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, form = _goal(viewer, slug), ReasonForm(viewer, request.POST, auto_id="wait_%s")
    if not form.is_valid():
        return render(request, "goals/edit.html", _desk_of(request, viewer, goal, wait_form=form), status=422)
    actions.wait(goal=goal, reason=form.reason(), by=_actor(viewer))
    return back_to(viewer, "goals:edit", "waits", slug=slug)


@require_POST
@needs(DRAFT)
def drop(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, form = _goal(viewer, slug), ReasonForm(viewer, request.POST, auto_id="drop_%s")
    if not form.is_valid():
        return render(request, "goals/edit.html", _desk_of(request, viewer, goal, drop_form=form), status=422)
    actions.drop(goal=goal, reason=form.reason(), by=_actor(viewer))
    return back_to(viewer, "goals:edit", "dropped", slug=slug)


@require_POST
@needs(DRAFT)
def rest_on(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, form = _goal(viewer, slug), OriginForm(viewer, request.POST)
    if not form.is_valid():
        return back_to(viewer, "goals:edit", "choose", hash_="origins", slug=slug)
    actions.rest_on(goal=goal, origin=form.cleaned_data["theme"], by=_actor(viewer))
    return back_to(viewer, "goals:edit", "tied", hash_="origins", slug=slug)


@require_POST
@needs(DRAFT)
def rest_no_more(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, form = _goal(viewer, slug), OriginForm(viewer, request.POST)
    if not form.is_valid():
        return back_to(viewer, "goals:edit", "choose", hash_="origins", slug=slug)
    actions.rest_no_more(goal=goal, origin=form.cleaned_data["theme"].pk, by=_actor(viewer))
    return back_to(viewer, "goals:edit", "untied", hash_="origins", slug=slug)


@require_POST
@needs(DRAFT)
def assume(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    goal, form = _goal(viewer, slug), AssumeForm(viewer, request.POST, auto_id="assume_%s")
    if not form.is_valid():
        return render(request, "goals/edit.html", _desk_of(request, viewer, goal, assume_form=form), status=422)
    by, said = _actor(viewer), form.text()
    once(
        form.cleaned_data["key"],
        by,
        lambda: actions.assume(goal=goal, words=said, provenance=goal.provenance, by=by),
    )
    return back_to(viewer, "goals:edit", "assumed", hash_="assumptions", slug=slug)


@require_POST
@needs(DRAFT)
def check_assumption(request: HttpRequest, viewer: Viewer, *, assumption: UUID) -> HttpResponse:
    found = queries.assumption(viewer, assumption)
    if found is None:
        raise Http404
    form = CheckForm(viewer, request.POST, auto_id=f"check_{found.pk}_%s")
    if not form.is_valid():
        page = _desk_of(request, viewer, found.goal)
        page["assumed"] = [(one, form if one.assumption == found else own) for one, own in page["assumed"]]
        return render(request, "goals/edit.html", page, status=422)
    by, state, note = _actor(viewer), form.cleaned_data["state"], form.reason()
    once(
        form.cleaned_data["key"],
        by,
        lambda: actions.check_assumption(assumption=found, state=state, note=note, by=by),
    )
    return back_to(viewer, "goals:edit", "checked", hash_="assumptions", slug=found.goal.slug)


def _round(viewer: Viewer, key: UUID) -> Round:
    found: Round = get_object_or_404(Round.objects.visible_to(viewer).select_related("city"), pk=key)
    return found


@require_POST
@needs(PUBLISH)
def freeze(request: HttpRequest, viewer: Viewer, *, round_: UUID) -> HttpResponse:
    form, found = OnceForm(request.POST), _round(viewer, round_)
    if not form.is_valid():
        raise Http404
    by = _actor(viewer)
    once(form.cleaned_data["key"], by, lambda: actions.freeze(round_=found, by=by))
    return back_to(viewer, "goals:work", "frozen", hash_="rounds")


@require_POST
@needs(PUBLISH)
def close(request: HttpRequest, viewer: Viewer, *, round_: UUID) -> HttpResponse:
    form, found = OnceForm(request.POST), _round(viewer, round_)
    if not form.is_valid():
        raise Http404
    by = _actor(viewer)
    once(form.cleaned_data["key"], by, lambda: actions.close(round_=found, by=by))
    return back_to(viewer, "goals:work", "closed", hash_="rounds")


@require_POST
@needs(PLAN)
def open_next(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The next round of the running cycle; with one open already there is nothing to do."""
    cycle, form = running(viewer), OnceForm(request.POST)
    if cycle is None or not form.is_valid():
        raise Http404
    if round_open(viewer) is None:
        by, number = _actor(viewer), cycle.rounds.count() + 1
        name = _name(viewer, number)
        once(form.cleaned_data["key"], by, lambda: open_round(cycle=cycle, number=number, name=name, by=by))
    return back_to(viewer, "goals:work", "opened", hash_="rounds")


def _name(viewer: Viewer, number: int) -> Text:
    words = {}
    for language in viewer.city.languages:
        with override(language):
            words[language] = gettext("round %(number)s") % {"number": number}
    return Text.of(viewer.city.home_language, words)
