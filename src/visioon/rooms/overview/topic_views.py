"""Topics for everyone: the tree as decided, one topic with all that belongs to it; and the desk that ties it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from visioon.kernel.accounts.access import anyone, needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.kernel.thread.models import Link
from visioon.rooms.overview import queries as overview
from visioon.rooms.overview import topic_queries
from visioon.rooms.overview.topic_forms import CHOICES, StakeForm, TieForm, chosen
from visioon.rooms.process import queries as process
from visioon.rooms.stakeholders.actions import KEEP, end_stake, state_stake
from visioon.rooms.stakeholders.models import Stake
from visioon.rooms.topics import queries
from visioon.rooms.topics.actions import CHOOSE, gather, let_go
from visioon.rooms.topics.models import Topic

TOLD = {
    "decided": _("The decision is recorded, and the tree is published as an edition."),
    "tied": _("It belongs to the topic now."),
    "untied": _("It does not belong to the topic any more."),
    "stake": _("The organisation stands beside the topic now."),
    "ended": _("The organisation does not stand beside the topic any more."),
    "choose": _("Nothing was changed. Choose something first."),
}
CHANGES: dict[str, Any] = {
    "added": _("new"),
    "changed": _("changed"),
    "merged": _("merged into"),
    "split": _("split into"),
    "dropped": _("no longer a topic"),
}


@require_GET
@anyone
def topics(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The tree of the newest decision, or of the one that is asked for."""
    decisions = queries.decisions(viewer)
    asked = request.GET.get("decision", "")
    row = next((one for one in decisions if asked == str(one.number)), decisions[0] if decisions else None)
    found = topic_queries.decided(viewer, row) if row else None
    candidates = [
        (column.code, rows)
        for column in queries.at_work(viewer)
        if (rows := [one for top in column.rows for one in top.all() if one.topic.state == Topic.State.PROPOSED])
    ]
    context = {
        "decided": found,
        "newest": bool(row and row == decisions[0]),
        "changes": [(CHANGES[kind], *rest) for kind, *rest in found.changes] if found else [],
        "decisions": decisions,
        "candidates": candidates,
        "away": queries.away(viewer),
        "history": queries.news(viewer),
        "messages": told(request, TOLD),
        "page_has_samples": bool(row and row.edition.is_sample)
        or any(one.topic.is_sample for _code, rows in candidates for one in rows),
    }
    return render(request, "overview/topics.html", context)


@require_GET
@anyone
def topic(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """All that belongs to a topic. An old address leads on: to the heir, or to a choice where it was split."""
    found = queries.one(viewer, slug)
    if found is None:
        later = queries.leads_to(viewer, slug)
        if later is None:
            raise Http404
        return back_to(viewer, "overview:topic", slug=later.slug)
    heirs = queries.heirs(viewer, found)
    if len(heirs) == 1 and "history" not in request.GET:
        return back_to(viewer, "overview:topic", slug=heirs[0].slug)
    if heirs:
        context = {"topic": found, "heirs": heirs, "history": queries.history(viewer, found)}
        return render(request, "overview/topic_heirs.html", {**context, "page_has_samples": found.is_sample})
    page = topic_queries.page(viewer, found)
    context = {
        "topic": found,
        "page": page,
        "call": overview.one_thing_now(viewer, process.running(viewer)),
        "page_has_samples": page.has_samples,
    }
    return render(request, "overview/topic.html", context)


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _topic(viewer: Viewer, slug: str) -> Topic:
    found = queries.one(viewer, slug)
    if found is None:
        raise Http404
    return found


@require_GET
@needs(CHOOSE)
def ties(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    """The desk on which nouns of all rooms are tied to a topic."""
    found = _topic(viewer, slug)
    page = topic_queries.page(viewer, found)
    links = topic_queries.links_of(viewer, found)
    context = {
        "topic": found,
        "page": page,
        "links": links,
        "forms": [TieForm(viewer, kind, auto_id=f"{kind}_%s") for kind in CHOICES],
        "stake_form": StakeForm(viewer, auto_id="stake_%s"),
        "messages": told(request, TOLD),
        "page_has_samples": page.has_samples,
    }
    return render(request, "overview/topic_ties.html", context)


@require_POST
@needs(CHOOSE)
def tie_to(request: HttpRequest, viewer: Viewer, *, slug: str, kind: str) -> HttpResponse:
    found, by = _topic(viewer, slug), _actor(viewer)
    if kind not in CHOICES:
        raise Http404
    form = TieForm(viewer, kind, request.POST)
    if not form.is_valid():
        return back_to(viewer, "overview:topic_ties", "choose", slug=slug)
    noun = chosen(form)
    once(form.cleaned_data["key"], by, lambda: gather(topic=found, noun=noun, by=by))
    return back_to(viewer, "overview:topic_ties", "tied", slug=slug)


@require_POST
@needs(CHOOSE)
def untie_from(request: HttpRequest, viewer: Viewer, *, slug: str, link: UUID) -> HttpResponse:
    found, by, form = _topic(viewer, slug), _actor(viewer), OnceForm(request.POST)
    tie = Link.objects.filter(city=viewer.city, pk=link, ended_at=None).first()
    if tie is None or found.pk not in {tie.from_id, tie.to_id} or not form.is_valid():
        raise Http404
    let_go(topic=found, link=tie, by=by)
    return back_to(viewer, "overview:topic_ties", "untied", slug=slug)


@require_POST
@needs(KEEP)
def stake(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found, by, form = _topic(viewer, slug), _actor(viewer), StakeForm(viewer, request.POST, auto_id="stake_%s")
    if not form.is_valid():
        return back_to(viewer, "overview:topic_ties", "choose", hash_="stakes", slug=slug)
    organisation, kind, words = form.cleaned_data["organisation"], form.cleaned_data["kind"], form.words()
    once(
        form.cleaned_data["key"],
        by,
        lambda: state_stake(
            topic=found, organisation=organisation, kind=kind, words=words, provenance=found.provenance, by=by
        ),
    )
    return back_to(viewer, "overview:topic_ties", "stake", hash_="stakes", slug=slug)


@require_POST
@needs(KEEP)
def unstake(request: HttpRequest, viewer: Viewer, *, slug: str, stake: UUID) -> HttpResponse:
    found, by, form = _topic(viewer, slug), _actor(viewer), OnceForm(request.POST)
    held = Stake.objects.visible_to(viewer).select_related("city", "topic").filter(pk=stake, topic=found).first()
    if held is None or not form.is_valid():
        raise Http404
    end_stake(stake=held, by=by)
    return back_to(viewer, "overview:topic_ties", "ended", hash_="stakes", slug=slug)
