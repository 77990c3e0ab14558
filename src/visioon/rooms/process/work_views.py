"""The desk of agreeing: parties and their links, versions, answers taken down, replies, gates."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.rooms.process import actions, agreement, computing, party_queries, queries
from visioon.rooms.process.actions import OVERRIDE, PLAN
from visioon.rooms.process.agreement_forms import (
    EnterForm,
    MandateForm,
    PartyForm,
    PromiseForm,
    ReasonForm,
    ReplyForm,
    StageForm,
    TargetForm,
    VersionForm,
)
from visioon.rooms.process.gates import missing
from visioon.rooms.process.models import Confirmation, Cycle, Party, Stage
from visioon.rooms.process.queries import may_pass

TOLD = {
    "put": _("The version is frozen and every party is asked."),
    "unchanged": _("Nothing was sent: the plan is still what the newest version says. Change it first."),
    "invited": _("The party is on the list. Make its link next, or take its answer down yourself."),
    "address": _("The address is kept. It is written to from the next version on, or when you press the button."),
    "no-address": _("The party is not written to any more."),
    "written": _("The letters are on their way."),
    "not-written": _("Nothing was sent: the party has no address in use, has answered, or nothing was put to it yet."),
    "entered": _("The answer is taken down."),
    "endless": _("Nothing was ended: the last part never ends, it starts the loop again."),
    "newer": _("Nothing was kept: a newer version was put meanwhile."),
    "replied": _("The reply is public, and the party reads it under its own link."),
    "replied-already": _("Nothing was kept: this answer has a reply already."),
    "replanned": _("Kept. The parties see it with the next version."),
    "promised": _("It is taken down. The party stays silent until it answers, and everyone sees when it will."),
    "target": _("The target is set. The parties see it with the next version."),
    "overridden": _("The part has ended. The reason is public."),
    "open": _("Nothing was overridden: nothing is missing, so the part can simply end."),
}


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _cycle(viewer: Viewer) -> Cycle:
    found: Cycle = get_object_or_404(Cycle.objects.visible_to(viewer).select_related("city"), state=Cycle.State.RUNNING)
    return found


def _party(viewer: Viewer, key: UUID) -> Party:
    found: Party = get_object_or_404(Party.objects.visible_to(viewer).select_related("cycle", "city"), pk=key)
    return found


@require_GET
@needs(PLAN)
def desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle = queries.running(viewer)
    return render(request, "process/desk.html", _desk(request, viewer, cycle))


def _desk(request: HttpRequest, viewer: Viewer, cycle: Cycle | None, **forms: Any) -> dict[str, Any]:
    found = queries.agreement(viewer, cycle, names=True) if cycle else None
    return {
        "cycle": cycle,
        "found": found,
        "desk": party_queries.desk(viewer, cycle, found) if cycle and found else None,
        "targets": queries.targets(viewer, cycle) if cycle else [],
        "version_form": VersionForm(viewer, auto_id="put_%s"),
        "party_form": PartyForm(viewer, auto_id="party_%s"),
        "target_form": TargetForm(viewer, auto_id="target_%s"),
        "gate": Stage.objects.visible_to(viewer).filter(cycle=cycle, part=0).first() if cycle else None,
        "may_override": bool(cycle and may_pass(viewer, cycle)),
        "messages": told(request, TOLD),
        "page_has_samples": bool(cycle and cycle.is_sample),
        **forms,
    }


def _again(request: HttpRequest, viewer: Viewer, cycle: Cycle, **forms: Any) -> HttpResponse:
    return render(request, "process/desk.html", _desk(request, viewer, cycle, **forms), status=422)


@require_POST
@needs(PLAN)
def put(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put the plan as it stands to every party."""
    cycle, form = _cycle(viewer), VersionForm(viewer, request.POST, auto_id="put_%s")
    form.today = queries.today(viewer)
    if not form.is_valid():
        return _again(request, viewer, cycle, version_form=form)
    by, data = _actor(viewer), form.cleaned_data
    note, day = form.text("note"), data["answers_by"]
    try:
        once(data["key"], by, lambda: agreement.publish_version(cycle=cycle, note=note, answers_by=day, by=by))
    except agreement.Unchanged:
        return back_to(viewer, "process:desk", "unchanged")
    return back_to(viewer, "process:desk", "put")


@require_POST
@needs(PLAN)
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    cycle, form = _cycle(viewer), PartyForm(viewer, request.POST, auto_id="party_%s")
    if not form.is_valid():
        return _again(request, viewer, cycle, party_form=form)
    by, key, name = _actor(viewer), form.cleaned_data["key"], form.text("name")
    slug = f"{slugify(name.best(viewer.city.home_language)[0])[:30] or 'party'}-{key.hex[:6]}"
    once(key, by, lambda: agreement.invite(cycle=cycle, slug=slug, name=name, by=by))
    return back_to(viewer, "process:desk", "invited", hash_="parties")


@never_cache
@require_POST
@needs(PLAN)
def link(request: HttpRequest, viewer: Viewer, *, party: UUID) -> HttpResponse:
    """A new personal link, shown this once; the one before stops working."""
    found = _party(viewer, party)
    secret = agreement.make_link(party=found, by=_actor(viewer))
    where = reverse("process:answer", kwargs={"city": viewer.city.slug, "secret": secret})
    context = {"party": found, "link": request.build_absolute_uri(where), "page_has_samples": found.is_sample}
    return render(request, "process/link.html", context)


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def enter(request: HttpRequest, viewer: Viewer, *, party: UUID) -> HttpResponse:
    """Take down what a party said on the phone, by mail or at a meeting."""
    found = _party(viewer, party)
    newest = computing.newest(found.cycle)
    if newest is None:
        return back_to(viewer, "process:desk")
    form = EnterForm(viewer, request.POST or None, version=newest)
    if request.method == "POST" and form.is_valid():
        by, data = _actor(viewer), form.cleaned_data
        if data["version"] != newest.number:
            return back_to(viewer, "process:desk", "newer")
        same = {name: data[name] for name in ("given", "words", "language", "through")}
        once(data["key"], by, lambda: agreement.enter_answer(party=found, version=newest, by=by, **same))
        return back_to(viewer, "process:desk", "entered", hash_="parties")
    return render(
        request,
        "process/enter.html",
        {"party": found, "version": newest, "form": form, "page_has_samples": found.is_sample},
    )


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def promise(request: HttpRequest, viewer: Viewer, *, party: UUID) -> HttpResponse:
    """Take down when a silent party will answer."""
    found, form = _party(viewer, party), PromiseForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, data = _actor(viewer), form.cleaned_data
        said = form.text("words")
        once(data["key"], by, lambda: agreement.promise_answer(party=found, on=data["on"], words=said, by=by))
        return back_to(viewer, "process:desk", "promised", hash_="parties")
    return render(request, "process/promise.html", {"party": found, "form": form, "page_has_samples": found.is_sample})


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def reply(request: HttpRequest, viewer: Viewer, *, confirmation: UUID) -> HttpResponse:
    """Reply to an answer; where it changed the plan, a new version goes to everybody with it."""
    answers = Confirmation.objects.visible_to(viewer).select_related("party__cycle__city", "version", "reply", "city")
    found: Confirmation = get_object_or_404(answers, pk=confirmation)
    if hasattr(found, "reply"):
        return back_to(viewer, "process:desk", "replied-already", hash_="parties")
    form = ReplyForm(viewer, request.POST or None)
    form.today = queries.today(viewer)
    if request.method == "POST" and form.is_valid():
        by = _actor(viewer)
        try:
            once(form.cleaned_data["key"], by, lambda: _reply(found, form, by))
        except agreement.Unchanged:
            return back_to(viewer, "process:desk", "unchanged")
        return back_to(viewer, "process:desk", "replied", hash_="parties")
    context = {"answer": found, "form": form, "page_has_samples": found.is_sample}
    return render(request, "process/reply.html", context)


def _reply(found: Confirmation, form: ReplyForm, by: Actor) -> Any:
    said, data = form.text("words"), form.cleaned_data
    if not data["changes"]:
        return agreement.reply(confirmation=found, words=said, led_to=None, by=by)
    return agreement.reply_with_new_version(
        confirmation=found, words=said, note=form.text("note"), answers_by=data["answers_by"], by=by
    )


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def stage(request: HttpRequest, viewer: Viewer, *, stage: UUID) -> HttpResponse:
    """Other days for a part, or looser ones in words."""
    found: Stage = get_object_or_404(Stage.objects.visible_to(viewer).select_related("city"), pk=stage)
    form = StageForm(viewer, request.POST or None, stage=found)
    if request.method == "POST" and form.is_valid():
        by, data = _actor(viewer), form.cleaned_data
        days = {"opens": data["opens"], "ends": data["ends"]}
        once(data["key"], by, lambda: actions.replan_stage(stage=found, words=form.text("words"), by=by, **days))
        return back_to(viewer, "process:desk", "replanned")
    return render(request, "process/stage.html", {"stage": found, "form": form, "page_has_samples": found.is_sample})


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def reword(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the cycle can and cannot change, and who decides."""
    cycle = _cycle(viewer)
    form = MandateForm(viewer, request.POST or None, cycle=cycle)
    if request.method == "POST" and form.is_valid():
        by, data = _actor(viewer), form.cleaned_data
        said = {name: form.text(name) for name in ("can_change", "cannot_change", "who_decides")}
        once(
            data["key"],
            by,
            lambda: actions.reword_mandate(
                cycle=cycle, answer_by=data["answer_by"], gate_roles=data["gate_roles"], by=by, **said
            ),
        )
        return back_to(viewer, "process:desk", "replanned")
    return render(request, "process/reword.html", {"form": form, "page_has_samples": cycle.is_sample})


@require_POST
@needs(PLAN)
def target(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One more thing that the process itself is to reach."""
    cycle, form = _cycle(viewer), TargetForm(viewer, request.POST, auto_id="target_%s")
    if not form.is_valid():
        return _again(request, viewer, cycle, target_form=form)
    by, data = _actor(viewer), form.cleaned_data
    name, unit = form.name, form.text("unit")
    key = data["figure"] or f"{slugify(name.best(viewer.city.home_language)[0])[:30] or 'target'}-{data['key'].hex[:6]}"
    once(
        data["key"],
        by,
        lambda: actions.set_target(cycle=cycle, key=key, name=name, value=data["value"], unit=unit, by=by),
    )
    return back_to(viewer, "process:desk", "target", hash_="targets")


@require_http_methods(["GET", "POST"])
@needs(OVERRIDE)
def override(request: HttpRequest, viewer: Viewer, *, stage: UUID) -> HttpResponse:
    """End a part though its gate is closed; the reason is public. Who may is said by the city in the plan."""
    stages = Stage.objects.visible_to(viewer).select_related("cycle", "city")
    found: Stage = get_object_or_404(stages, pk=stage)
    form = ReasonForm(viewer, request.POST or None, auto_id="reason_%s")
    if request.method == "POST" and form.is_valid():
        by, key, reason = _actor(viewer), form.cleaned_data["key"], form.text("reason")
        try:
            once(key, by, lambda: actions.override_gate(stage=found, reason=reason, by=by))
        except actions.GateOpen:
            return back_to(viewer, _home(viewer), "open")
        except actions.NeverEnds:
            return back_to(viewer, _home(viewer), "endless")
        return back_to(viewer, _home(viewer), "overridden")
    context = {
        "stage": found,
        "missing": [] if found.ended_at else missing(found),
        "named": [str(Role(one).label) for one in found.cycle.gate_roles],
        "may": may_pass(viewer, found.cycle),
        "form": form,
        "page_has_samples": found.is_sample,
    }
    return render(request, "process/override.html", context, status=422 if form.errors else 200)


def _home(viewer: Viewer) -> str:
    """Where one who passed a gate reads on: who has no desk here, on the public page."""
    return "process:desk" if viewer.may(PLAN) else "process:agreement"
