"""Voting on statements, one at a time."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.votes import VoteCount, vote_bar
from visioon.rooms.dialogue import actions, names, queries
from visioon.rooms.dialogue.doing import Done, act
from visioon.rooms.dialogue.forms import VoteForm
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.dialogue.queries import Ballot

ICONS = {1: "check", -1: "cross", 0: "skip"}


@never_cache
@require_http_methods(["GET", "HEAD"])
@anyone
def vote(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The next statement for this voter; at the end what happens next."""
    ballot = queries.ballot(viewer)
    following = ballot.following(_seed(viewer, ballot))
    if following is not None:
        return HttpResponseRedirect(f"{_url(viewer, following)}{_last(request)}")
    last = _result(request, viewer, ballot.given)
    shown = {"ballot": ballot, "last": last, "page_has_samples": any(one.is_sample for one in ballot.statements)}
    return render(request, "dialogue/voted.html", shown)


def _seed(viewer: Viewer, ballot: Ballot) -> list[int]:
    """The same voter at the same place sees the same statement; a new visitor any."""
    return [viewer.actor.pk.int, ballot.answered] if viewer.actor else [secrets.randbits(64)]


def _url(viewer: Viewer, statement: Statement) -> str:
    return reverse("dialogue:vote", kwargs={"city": viewer.city.slug, "number": statement.number})


def _last(request: HttpRequest) -> str:
    last = request.GET.get("last", "")
    return f"?last={last}" if last.isdecimal() else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def vote_on(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    # A vote is the most frequent of all writes: it joins only what it asks.
    joined = ("activity",) if request.method == "POST" else ("activity__cycle", "contribution")
    statement = get_object_or_404(queries.votable(viewer).select_related(*joined), number=number)
    statement.city = viewer.city
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _voted(request, viewer, statement, form)
        except actions.NotOpen:
            return HttpResponseRedirect(_url(viewer, statement))
    return render(request, "dialogue/vote.html", _shown(request, viewer, statement, form))


def _voted(request: HttpRequest, viewer: Viewer, statement: Statement, form: VoteForm) -> HttpResponse:
    """One answer a voter is the rule of the votes themselves; only a visitor's first vote needs the key of its form."""
    value, done = form.cleaned_data["value"], Done(statement.pk, None)
    if viewer.actor is None:
        done = act(request, form.cleaned_data["key"], lambda by: _cast(statement, value, by))
    else:
        _cast(statement, value, viewer.actor)
    where = reverse("dialogue:vote", kwargs={"city": viewer.city.slug})
    response = HttpResponseRedirect(f"{where}?last={statement.number}")
    done.remember(request, response)
    return response


def _cast(statement: Statement, value: int, by: Actor) -> Statement:
    actions.vote(statement=statement, value=value, by=by)
    return statement


def _shown(request: HttpRequest, viewer: Viewer, statement: Statement, form: VoteForm) -> dict[str, Any]:
    ballot = queries.ballot(viewer)
    own = {**ballot.given, **queries.given(viewer, [statement])}.get(statement.pk)
    is_open = statement in ballot.statements
    last = _result(request, viewer, ballot.given)
    return {
        "statement": statement,
        "form": form,
        "ballot": ballot,
        "place": ballot.answered + (own is None),
        "answers": [(value, ICONS[value], word) for value, word in names.VOTES.items()],
        "is_open": is_open,
        "own": None if own is None else names.VOTES[own],
        "result": (own is not None or not is_open) and statement.votes and _chart(statement, own),
        "origin": _origin(viewer, statement),
        "last": None if last and last["statement"] == statement else last,
        "page_has_samples": statement.is_sample or bool(last and last["statement"].is_sample),
    }


def _origin(viewer: Viewer, statement: Statement) -> int | None:
    """The number of the voice that the statement was made of, where it is shown."""
    voice = statement.contribution
    visible = voice is not None and voice.state == queries.SHOWN and voice.withdrawn_at is None
    return voice.number if voice is not None and visible and (viewer.sees_samples or not voice.is_sample) else None


def _result(request: HttpRequest, viewer: Viewer, given: dict[Any, int]) -> dict[str, Any] | None:
    """The result of the statement answered just now; never of one that this voter has not answered."""
    last = request.GET.get("last", "")
    if not last.isdecimal() or viewer.actor is None or not given:
        return None
    statement = queries.votable(viewer).filter(number=int(last[:9]), pk__in=given).first()
    return {"statement": statement, "chart": _chart(statement, given[statement.pk])} if statement else None


def _chart(statement: Statement, own: int | None) -> Chart:
    count = VoteCount(statement.agrees, statement.disagrees, statement.passes, own)
    note = ngettext("%(count)s person answered", "%(count)s people answered", count.voters) % {"count": count.voters}
    return vote_bar(count, sample=statement.is_sample, caption=Caption(note=note))
