"""The desk of part 3: the tree of topics, every step on it, and the last step taken back."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.actions import DECIDE
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.thread import registry
from visioon.rooms.topics import actions, queries, words
from visioon.rooms.topics.actions import CHOOSE, NothingToUndo
from visioon.rooms.topics.forms import MergeForm, MoveForm, ReasonForm, SplitForm, WhyNoneForm, WordingForm, where
from visioon.rooms.topics.models import Domain, Topic
from visioon.rooms.topics.rules import WrongPlace

TOLD = {
    "proposed": _("The topic is a candidate now. Say below what it rests on."),
    "reworded": _("Saved. What it was before stays in its history, and its old address leads here."),
    "moved": _("The topic stands in its new place, with all that stands under it."),
    "chosen": _("The topic is chosen, and with it those above it."),
    "aside": _("The topic is set aside. It stays in sight with its reason."),
    "back": _("The topic is a candidate again."),
    "merged": _("The topics are one now. The old address leads to the one that stays."),
    "split": _("The topic is split. Its old address leads to a choice of its parts."),
    "undone": _("The last step is taken back. Both stay in the history."),
    "nothing": _("Nothing was changed. There is no step to take back: a decision or a voice rests on the last one."),
    "explained": _("The reason is written down."),
    "held": _("The workshop is open."),
    "decided": _("The decision is recorded, and the tree is published as an edition."),
    "wrong-place": _("Nothing was changed: the topic cannot do that now."),
}


def actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def topic_of(viewer: Viewer, slug: str) -> Topic:
    found = queries.one(viewer, slug)
    if found is None:
        raise Http404
    return found


def done(form: Any, by: Actor, act: Callable[[], models.Model]) -> bool:
    """Do it once; where the tree refuses, the form says so."""
    try:
        once(form.cleaned_data["key"], by, act)
    except WrongPlace as wrong:
        form.add_error(None, words.PLACES[str(wrong)])
        return False
    return True


@require_GET
@needs(CHOOSE)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found, away = queries.at_work(viewer), queries.away(viewer)
    shown = [row.topic for column in found for top in column.rows for row in top.all()]
    context = {
        "columns": [(one, WhyNoneForm(viewer, domain=one.domain, auto_id=f"{one.code}_%s")) for one in found],
        "away": away,
        "news": queries.news(viewer),
        "workshops": queries.workshops(viewer),
        "decisions": queries.decisions(viewer),
        "may_decide": viewer.may(DECIDE),
        "messages": told(request, TOLD),
        "page_has_samples": any(one.is_sample for one in [*shown, *(row.topic for row in away)]),
    }
    return render(request, "topics/work.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHOOSE)
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = WordingForm(viewer, request.POST or None, initial={"where": request.GET.get("where", "")})
    if request.method == "POST" and form.is_valid():
        by, wording = actor(viewer), form.wording()
        domain, above = where(viewer, form.cleaned_data["where"])
        try:
            made = once(
                form.cleaned_data["key"],
                by,
                lambda: actions.propose(city=viewer.city, domain=domain, wording=wording, parent=above, by=by),
            )
            return back_to(viewer, "topics:edit", "proposed", slug=Topic.objects.get(pk=made).slug)
        except WrongPlace as wrong:
            form.add_error("where", words.PLACES[str(wrong)])
    status = 422 if request.method == "POST" else 200
    return render(request, "topics/propose.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs(CHOOSE)
def edit(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    topic = topic_of(viewer, slug)
    form = WordingForm(viewer, request.POST or None, topic=topic)
    if request.method == "POST" and form.is_valid():
        by, wording, why = actor(viewer), form.wording(), form.text("why")
        made = once(form.cleaned_data["key"], by, lambda: actions.reword(topic=topic, wording=wording, why=why, by=by))
        return back_to(viewer, "topics:edit", "reworded", slug=Topic.objects.get(pk=made).slug)
    return _desk(request, viewer, topic, form=form)


def _desk(request: HttpRequest, viewer: Viewer, topic: Topic, **forms: Any) -> HttpResponse:
    """One topic at work: its words, what it lacks, its history, and every step with its form."""
    row = next(
        (one for column in queries.at_work(viewer) for top in column.rows for one in top.all() if one.topic == topic),
        queries.Row(topic, []),
    )
    context = {
        "row": row,
        "topic": topic,
        "form": WordingForm(viewer, topic=topic),
        "move_form": MoveForm(viewer, topic, auto_id="move_%s"),
        "merge_form": MergeForm(viewer, topic, auto_id="merge_%s"),
        "split_form": SplitForm(viewer, auto_id="split_%s"),
        "aside_form": ReasonForm(viewer, auto_id="aside_%s"),
        "heirs": queries.heirs(viewer, topic),
        "history": queries.history(viewer, topic),
        "steps": registry.steps(viewer, "topic", topic),
        "messages": told(request, TOLD),
        "page_has_samples": topic.is_sample,
        **forms,
    }
    return render(request, "topics/edit.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(CHOOSE)
def move(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    topic, by = topic_of(viewer, slug), actor(viewer)
    form = MoveForm(viewer, topic, request.POST, auto_id="move_%s")
    if form.is_valid():
        code, above = where(viewer, form.cleaned_data["where"])
        place = form.cleaned_data["place"] or 0

        def act() -> Topic:
            domain, _made = Domain.objects.get_or_create(city=viewer.city, code=code)
            return actions.move(topic=topic, domain=domain, parent=above, place=place, by=by)

        if done(form, by, act):
            return back_to(viewer, "topics:edit", "moved", slug=slug)
    return _desk(request, viewer, topic, move_form=form)


@require_POST
@needs(CHOOSE)
def merge(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    topic, by = topic_of(viewer, slug), actor(viewer)
    form = MergeForm(viewer, topic, request.POST, auto_id="merge_%s")
    if form.is_valid():
        into, why = form.cleaned_data["into"], form.text("why")
        if done(form, by, lambda: actions.merge(topics=[topic], into=into, why=why, by=by)):
            return back_to(viewer, "topics:edit", "merged", slug=into.slug)
    return _desk(request, viewer, topic, merge_form=form)


@require_POST
@needs(CHOOSE)
def split(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    topic, by = topic_of(viewer, slug), actor(viewer)
    form = SplitForm(viewer, request.POST, auto_id="split_%s")
    if form.is_valid():
        parts, why = form.parts(), form.text("why")
        if done(form, by, lambda: actions.split(topic=topic, parts=parts, why=why, by=by)[0]):
            return back_to(viewer, "topics:work", "split")
    return _desk(request, viewer, topic, split_form=form)


@require_POST
@needs(CHOOSE)
def set_aside(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    topic, by = topic_of(viewer, slug), actor(viewer)
    form = ReasonForm(viewer, request.POST, auto_id="aside_%s")
    if form.is_valid():
        why = form.text("why")
        if done(form, by, lambda: actions.set_aside(topic=topic, reason=why, by=by)):
            return back_to(viewer, "topics:edit", "aside", slug=slug)
    return _desk(request, viewer, topic, aside_form=form)


@require_POST
@needs(CHOOSE)
def choose(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    return _turn(request, viewer, slug, actions.choose, "chosen")


@require_POST
@needs(CHOOSE)
def bring_back(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    return _turn(request, viewer, slug, actions.bring_back, "back")


def _turn(request: HttpRequest, viewer: Viewer, slug: str, act: Callable[..., Topic], said: str) -> HttpResponse:
    topic, form, by = topic_of(viewer, slug), OnceForm(request.POST), actor(viewer)
    if not form.is_valid():
        raise Http404
    kept = done(form, by, lambda: act(topic=topic, by=by))
    return back_to(viewer, "topics:edit", said if kept else "wrong-place", slug=slug)


@require_POST
@needs(CHOOSE)
def undo(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form, by = OnceForm(request.POST), actor(viewer)
    if not form.is_valid():
        raise Http404
    try:
        once(form.cleaned_data["key"], by, lambda: actions.undo_last(city=viewer.city, by=by)[0])
    except NothingToUndo:
        return back_to(viewer, "topics:work", "nothing")
    return back_to(viewer, "topics:work", "undone")


@require_POST
@needs(CHOOSE)
def explain(request: HttpRequest, viewer: Viewer, *, code: str) -> HttpResponse:
    """Why a domain has no topic of the city's own."""
    held = Domain.objects.visible_to(viewer).filter(code=code).first()
    form = WhyNoneForm(viewer, request.POST, domain=held, auto_id=f"{code}_%s")
    if code not in DomainCode.values or not form.is_valid():
        raise Http404
    by, why = actor(viewer), form.text("why")
    once(form.cleaned_data["key"], by, lambda: actions.say_why_none(city=viewer.city, code=code, why=why, by=by))
    return back_to(viewer, "topics:work", "explained", hash_=code)
