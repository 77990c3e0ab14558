"""A workshop on the big screen: candidates by domain, marks counted, chosen and set aside by a key; the decision."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.actions import DECIDE
from visioon.kernel.ledger.once import once
from visioon.kernel.look.dates import day_words
from visioon.kernel.texts.value import Text
from visioon.rooms.topics import actions, evidence, queries, words, workshops
from visioon.rooms.topics.actions import CHOOSE
from visioon.rooms.topics.forms import DecisionForm, MarkForm, PeopleForm, TouchForm, WorkshopForm
from visioon.rooms.topics.models import Topic, Workshop
from visioon.rooms.topics.rules import WrongPlace
from visioon.rooms.topics.work_views import TOLD, actor, topic_of
from visioon.rooms.topics.workshops import NothingChosen, WorkshopClosed


def _workshop(viewer: Viewer, number: int) -> Workshop:
    found = queries.workshop(viewer, number)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs(CHOOSE)
def hold(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = WorkshopForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, data = actor(viewer), form.cleaned_data
        title, place, groups = form.text("title"), form.text("place"), form.groups_counted()
        made = once(
            data["key"],
            by,
            lambda: workshops.hold(
                city=viewer.city, title=title, place=place, held_on=data["held_on"], groups=groups, by=by
            ),
        )
        return back_to(viewer, "topics:workshop", "held", number=Workshop.objects.get(pk=made).number)
    return render(request, "topics/hold.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_GET
@needs(CHOOSE)
def workshop(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    return _screen(request, viewer, _workshop(viewer, number))


def _screen(request: HttpRequest, viewer: Viewer, held: Workshop, error: Any = "") -> HttpResponse:
    """The whole screen, or only its candidates where a part of the page asked."""
    domain = request.GET.get("domain", "")
    domain = domain if domain in DomainCode.values else ""
    found, loose = queries.board(viewer, held, domain), evidence.loose(viewer)
    topics = [row.topic for column in found for top in column.rows for row in top.all()]
    context = {
        "workshop": held,
        "chosen_domain": domain,
        "domain_codes": DomainCode.values,
        "columns": [(column, loose.get(column.code)) for column in found],
        "mark_form": MarkForm(),
        "people_form": PeopleForm(counted={one.segment: one.people for one in held.groups.all()}),
        "groups": [(words.SEGMENTS.get(one.segment, one.segment), one.people) for one in held.groups.all()],
        "segments": words.SEGMENTS,
        "may_decide": viewer.may(DECIDE),
        "error": error,
        "messages": told(request, TOLD),
        "page_has_samples": held.is_sample or any(one.is_sample for one in topics),
    }
    part = bool(getattr(request, "htmx", False))
    # A swapped part is shown also where the tree refused: the screen says why.
    status = 422 if error and not part else 200
    return render(request, "topics/_candidates.html" if part else "topics/workshop.html", context, status=status)


def _to(request: HttpRequest, viewer: Viewer, held: Workshop, hash_: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return _screen(request, viewer, held)
    response = back_to(viewer, "topics:workshop", hash_=hash_, number=held.number)
    if domain := request.GET.get("domain", ""):
        path, _hash, anchor = response["Location"].partition("#")
        response["Location"] = f"{path}?domain={domain if domain in DomainCode.values else ''}#{anchor}"
    return response


@require_POST
@needs(CHOOSE)
def people(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    held, form, by = _workshop(viewer, number), PeopleForm(request.POST), actor(viewer)
    if not form.is_valid():
        return _screen(request, viewer, held, gettext("Nothing was counted: a whole number was expected."))
    try:
        once(
            form.cleaned_data["key"],
            by,
            lambda: workshops.count_people(workshop=held, groups=form.groups_counted(), by=by),
        )
    except WorkshopClosed:
        return _screen(request, viewer, held, closed())
    return _to(request, viewer, _workshop(viewer, number), "people")


def closed() -> str:
    return gettext("The workshop is closed by a decision: its counts are facts now.")


@require_POST
@needs(CHOOSE)
def mark(request: HttpRequest, viewer: Viewer, *, number: int, slug: str) -> HttpResponse:
    """The count of one group for one candidate."""
    held, topic, form, by = _workshop(viewer, number), topic_of(viewer, slug), MarkForm(request.POST), actor(viewer)
    if not form.is_valid():
        return _screen(request, viewer, held, gettext("Nothing was counted: a whole number was expected."))
    data = {name: form.cleaned_data[name] for name in ("support", "doubt", "segment")}
    try:
        once(form.cleaned_data["key"], by, lambda: workshops.mark(workshop=held, topic=topic, by=by, **data).workshop)
    except WorkshopClosed:
        return _screen(request, viewer, held, closed())
    return _to(request, viewer, held, f"topic-{slug}")


@require_POST
@needs(CHOOSE)
def touch(request: HttpRequest, viewer: Viewer, *, number: int, slug: str) -> HttpResponse:
    """One press or one key on a candidate."""
    held, topic, form, by = _workshop(viewer, number), topic_of(viewer, slug), TouchForm(request.POST), actor(viewer)
    if not form.is_valid():
        raise Http404
    if held.closed_at is not None:
        return _screen(request, viewer, held, closed())
    try:
        once(form.cleaned_data["key"], by, lambda: _touched(held, topic, form.cleaned_data["do"], by))
    except WrongPlace as wrong:
        return _screen(request, viewer, held, words.PLACES[str(wrong)])
    return _to(request, viewer, held, f"topic-{slug}")


def _touched(held: Workshop, topic: Topic, do: str, by: Actor) -> Workshop | Topic:
    if do == "choose":
        return actions.choose(topic=topic, by=by)
    if do == "back":
        return actions.bring_back(topic=topic, by=by)
    if do == "aside":
        return actions.set_aside(topic=topic, reason=in_the_workshop(held, topic), by=by)
    return workshops.mark_one(workshop=held, topic=topic, doubts=do == "doubt", by=by).workshop


def in_the_workshop(held: Workshop, topic: Topic) -> Text:
    """The reason that a press gives: where and when, and how the candidate was marked. It can be reworded later."""
    support, doubt = workshops.marks_of(held, topic)
    said = {}
    for language in held.city.languages:
        with override(language):
            said[language] = gettext("Set aside in the workshop of %(day)s: %(support)d for, %(doubt)d in doubt.") % {
                "day": day_words(held.held_on),
                "support": support,
                "doubt": doubt,
            }
    return Text.of(held.city.home_language, said)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
def decide(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    held = Workshop.objects.visible_to(viewer).select_related("city").filter(number=number).first()
    if held is None:
        raise Http404
    form = DecisionForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, resolution = actor(viewer), form.resolution()
        try:
            once(
                form.cleaned_data["key"],
                by,
                lambda: workshops.decide_topics(
                    city=viewer.city, resolution=resolution, workshop=held, provenance=held.provenance, by=by
                ),
            )
            return back_to(viewer, "overview:topics")
        except WorkshopClosed:
            form.add_error(None, closed())
        except NothingChosen:
            form.add_error(None, gettext("No topic is chosen yet: choose at least one first."))
    columns = queries.board(viewer, held)
    chosen = [(column.code, column.chosen) for column in columns if column.chosen]
    open_ = sum(row.topic.state == Topic.State.PROPOSED for c in columns for top in c.rows for row in top.all())
    context = {"form": form, "workshop": held, "chosen": chosen, "open": open_, "page_has_samples": held.is_sample}
    return render(request, "topics/decide.html", context, status=422 if request.method == "POST" else 200)
