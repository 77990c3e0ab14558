"""The desk of the mapping: what waits; a row written, looked at again, told; proposals decided; links made."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.inventory import actions, coverage, desk, queries
from visioon.rooms.inventory.actions import MAP
from visioon.rooms.inventory.forms import CheckForm, DeclineForm, DeskForm, LinkForm, StoryForm, said
from visioon.rooms.inventory.models import Proposal, Solution, Story
from visioon.rooms.inventory.present import checked, proposed, shown
from visioon.rooms.inventory.proposed import loaded
from visioon.rooms.inventory.words import ABOUT, PROPOSAL_STATES, STORY_STATES
from visioon.rooms.stakeholders.models import Organisation

TOLD = {
    "written": _("The row is saved."),
    "private": _("The row is a private draft: it failed or worked in part, and is published by telling its story."),
    "needs-story": _("Nothing was changed: what failed is told as a story, after its organisation could reply."),
    "published": _("The row is public now."),
    "checked": _("The check is written down and public."),
    "accepted": _("Accepted and written down."),
    "declined": _("Declined, with its reason."),
    "decided": _("Nothing was changed: it was decided before."),
    "story": _("The story is a private draft."),
    "asked": _("The story is with its organisation. It is told once it has replied, or the day has passed."),
    "no-holder": _("Nobody was asked: say first which organisation answers for the row."),
    "their-turn": _("Nothing was published: its organisation has neither replied nor let the day pass."),
    "not-now": _("Nothing was changed: the story is not in a state that allows it."),
    "told": _("The story is public, with the reply beside it."),
    "back": _("The story is a private draft again, and its organisation is asked anew."),
    "ended": _("The link opens nothing any more."),
    "linked": _("This form was sent before: its link stands, and was shown then. Make a new one if it got lost."),
    "imported": _("The table was applied."),
}


def actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


def _row(viewer: Viewer, key: str) -> Solution:
    found = desk.row(viewer, key)
    if found is None:
        raise Http404
    return found


def _story(viewer: Viewer, key: str) -> Story:
    story: Story | None = getattr(_row(viewer, key), "story", None)
    if story is None:
        raise Http404
    return story


@require_GET
@needs(MAP)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    waiting = desk.waiting(viewer)
    lists: list[list[Any]] = [waiting.proposals, waiting.stories, waiting.drafts, waiting.stale]
    context = {
        "waiting": waiting,
        "proposals": [(one, ABOUT[one.about]) for one in waiting.proposals],
        "stories": [(one, STORY_STATES[one.state]) for one in waiting.stories],
        "stale": [shown(one) for one in waiting.stale],
        "drafts": [shown(one) for one in waiting.drafts],
        "thin": coverage.thin_domains(viewer.city),
        "messages": told(request, TOLD),
        "page_has_samples": any(one.is_sample for found in lists for one in found),
    }
    return render(request, "inventory/work.html", context)


@require_http_methods(["GET", "POST"])
@needs(MAP)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = DeskForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields, by = form.fields_given(), actor(viewer)
        made = once(form.cleaned_data["key"], by, lambda: actions.add(city=viewer.city, fields=fields, by=by))
        row = Solution.objects.get(pk=made)
        return back_to(viewer, "inventory:edit", "private" if row.is_draft else "written", key=row.key)
    return render(request, "inventory/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(MAP)
def edit(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    row = _row(viewer, key)
    form = DeskForm(viewer, request.POST or None, solution=row)
    if request.method == "POST" and form.is_valid():
        fields, by = form.fields_given(), actor(viewer)
        try:
            once(form.cleaned_data["key"], by, lambda: _changed(row, fields, by))
        except actions.NeedsStory:
            return back_to(viewer, "inventory:edit", "needs-story", key=key)
        return back_to(viewer, "inventory:edit", "written", key=key)
    page = _page(request, viewer, row, form=form)
    return render(request, "inventory/edit.html", page, status=422 if form.errors else 200)


def _changed(row: Solution, fields: dict[str, Any], by: Actor) -> Solution:
    actions.change(solution=row, fields=fields, by=by)
    return row


def _page(request: HttpRequest, viewer: Viewer, row: Solution, **forms: Any) -> dict[str, Any]:
    story: Story | None = getattr(row, "story", None)
    checks = queries.checks(row)
    return {
        "solution": row,
        "one": shown(row),
        "form": DeskForm(viewer, solution=row),
        "check_form": CheckForm(auto_id="check_%s"),
        "checks": [checked(one) for one in checks],
        "story": story,
        "story_state": STORY_STATES[story.state] if story else "",
        "story_form": StoryForm(viewer, story=story, auto_id="story_%s"),
        "waiting": queries.waiting_of(row),
        "messages": told(request, TOLD),
        "page_has_samples": row.is_sample,
        **forms,
    }


@require_POST
@needs(MAP)
def publish(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    row = _row(viewer, key)
    try:
        actions.publish(solution=row, by=actor(viewer))
    except actions.NeedsStory:
        return back_to(viewer, "inventory:edit", "needs-story", hash_="story", key=key)
    return back_to(viewer, "inventory:edit", "published", key=key)


@require_POST
@needs(MAP)
def check(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    row, form = _row(viewer, key), CheckForm(request.POST, auto_id="check_%s")
    if not form.is_valid():
        return render(request, "inventory/edit.html", _page(request, viewer, row, check_form=form), status=422)
    verdict, words, by = form.cleaned_data["verdict"], said(viewer, form.cleaned_data["words"]), actor(viewer)
    once(
        form.cleaned_data["key"],
        by,
        lambda: actions.check(solution=row, verdict=verdict, words=words, by=by),
    )
    return back_to(viewer, "inventory:edit", "checked", hash_="smart", key=key)


@require_POST
@needs(MAP)
def write_story(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    row = _row(viewer, key)
    form = StoryForm(viewer, request.POST, story=getattr(row, "story", None), auto_id="story_%s")
    if not form.is_valid():
        return render(request, "inventory/edit.html", _page(request, viewer, row, story_form=form), status=422)
    wording, by = form.wording(), actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: actions.write_story(solution=row, wording=wording, by=by))
    except actions.NotNow:
        return back_to(viewer, "inventory:edit", "not-now", hash_="story", key=key)
    return back_to(viewer, "inventory:edit", "story", hash_="story", key=key)


@require_POST
@needs(MAP)
def ask(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    """Lay the story before the organisation that answers for the row."""
    try:
        actions.ask_holder(story=_story(viewer, key), by=actor(viewer))
    except actions.NoHolder:
        return back_to(viewer, "inventory:edit", "no-holder", hash_="story", key=key)
    except actions.NotNow:
        return back_to(viewer, "inventory:edit", "not-now", hash_="story", key=key)
    return back_to(viewer, "inventory:edit", "asked", hash_="story", key=key)


@require_POST
@needs(MAP)
def take_back(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    try:
        actions.take_back(story=_story(viewer, key), by=actor(viewer))
    except actions.NotNow:
        return back_to(viewer, "inventory:edit", "not-now", hash_="story", key=key)
    return back_to(viewer, "inventory:edit", "back", hash_="story", key=key)


@require_POST
@needs(MAP)
def tell(request: HttpRequest, viewer: Viewer, *, key: str) -> HttpResponse:
    try:
        actions.tell(story=_story(viewer, key), by=actor(viewer))
    except actions.StillTheirTurn:
        return back_to(viewer, "inventory:edit", "their-turn", hash_="story", key=key)
    except actions.NotNow:
        return back_to(viewer, "inventory:edit", "not-now", hash_="story", key=key)
    return back_to(viewer, "inventory:edit", "told", hash_="story", key=key)


@require_GET
@needs(MAP)
def proposal(request: HttpRequest, viewer: Viewer, *, proposal: UUID) -> HttpResponse:
    found = _proposal(viewer, proposal)
    return render(request, "inventory/proposal.html", _decision(request, viewer, found, DeclineForm()))


def _proposal(viewer: Viewer, key: UUID) -> Proposal:
    found = desk.proposal(viewer, key)
    if found is None:
        raise Http404
    return found


def _decision(request: HttpRequest, viewer: Viewer, found: Proposal, form: DeclineForm) -> dict[str, Any]:
    fields = loaded(found.fields)
    is_new = found.about == Proposal.About.NEW and found.state == Proposal.State.WAITING
    return {
        "proposal": found,
        "about": ABOUT[found.about],
        "state": PROPOSAL_STATES[found.state],
        "fields": proposed(found, fields),
        "near": desk.near(viewer, found, fields["name"]) if is_new and "name" in fields else [],
        "once": OnceForm(auto_id="once_%s"),
        "form": form,
        "messages": told(request, TOLD),
        "page_has_samples": found.is_sample,
    }


@require_POST
@needs(MAP)
def accept(request: HttpRequest, viewer: Viewer, *, proposal: UUID) -> HttpResponse:
    found, form = _proposal(viewer, proposal), OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    by = actor(viewer)
    try:
        made = once(form.cleaned_data["key"], by, lambda: actions.accept(proposal=found, by=by))
    except actions.AlreadyDecided:
        return back_to(viewer, "inventory:proposal", "decided", proposal=found.pk)
    return back_to(viewer, "inventory:edit", "accepted", key=Solution.objects.get(pk=made).key)


@require_POST
@needs(MAP)
def decline(request: HttpRequest, viewer: Viewer, *, proposal: UUID) -> HttpResponse:
    found, form = _proposal(viewer, proposal), DeclineForm(request.POST)
    if not form.is_valid():
        return render(request, "inventory/proposal.html", _decision(request, viewer, found, form), status=422)
    reason, by = said(viewer, form.cleaned_data["reason"]), actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: actions.decline(proposal=found, reason=reason, by=by))
    except actions.AlreadyDecided:
        return back_to(viewer, "inventory:proposal", "decided", proposal=found.pk)
    return back_to(viewer, "inventory:work", "declined")


@require_GET
@needs(MAP)
def organisations(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who answers for what, and who has a link."""
    holders = desk.holders(viewer)
    context = {
        "holders": holders,
        "messages": told(request, TOLD),
        "page_has_samples": any(one.organisation.is_sample for one in holders),
    }
    return render(request, "inventory/organisations.html", context)


def _organisation(viewer: Viewer, key: str) -> Organisation:
    found = desk.organisation(viewer, key)
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MAP)
def link(request: HttpRequest, viewer: Viewer, *, organisation: str) -> HttpResponse:
    """A new link, shown this once and sent where an address is known; the one before stops working."""
    found = _organisation(viewer, organisation)
    form = LinkForm(viewer, request.POST or None)
    context: dict[str, Any] = {"organisation": found, "form": form, "page_has_samples": found.is_sample}
    if request.method == "POST" and form.is_valid():
        shown = _linked(request, viewer, found, form)
        if shown is None:
            return back_to(viewer, "inventory:organisations", "linked")
        context |= {"link": shown, "sent_to": form.cleaned_data["email"]}
    return render(request, "inventory/link.html", context, status=422 if form.errors else 200)


def _linked(request: HttpRequest, viewer: Viewer, found: Organisation, form: LinkForm) -> str | None:
    """The address of the new link, sent where it should be; None where the same form did that before."""
    by, data, made = actor(viewer), form.cleaned_data, []

    def work() -> Organisation:
        secret = actions.make_link(organisation=found, by=by)
        path = reverse("inventory:rows", kwargs={"city": viewer.city.slug, "secret": secret})
        made.append(request.build_absolute_uri(path))
        if data["email"]:
            sent = {"email": data["email"], "language": data["language"], "where": made[0]}
            actions.send_link(organisation=found, **sent, by=by)
        return found

    once(data["key"], by, work)
    return made[0] if made else None


@require_POST
@needs(MAP)
def end_link(request: HttpRequest, viewer: Viewer, *, organisation: str) -> HttpResponse:
    actions.end_link(organisation=_organisation(viewer, organisation), by=actor(viewer))
    return back_to(viewer, "inventory:organisations", "ended")
