"""The desk of part 10: the matrix of messages, drafts by the loop, issues with preview and figures, addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from visioon.kernel.accounts.access import needs
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.kernel.ledger.once import once
from visioon.rooms.outreach import actions, letters, queries, rules, words
from visioon.rooms.outreach.actions import NotReady, Released
from visioon.rooms.outreach.forms import AddressForm, DropForm, IssueForm, MessageForm
from visioon.rooms.outreach.models import Campaign, Message
from visioon.rooms.outreach.rights import RELEASE, WRITE

TOLD = {
    "planned": _("The message is there. Below stands what is still missing."),
    "saved": _("Saved."),
    "released": _("The message is public now."),
    "not-ready": _("Nothing was released: something is still missing, see below."),
    "is-out": _("Nothing was changed: it is released already."),
    "told": _("Noted: it was told."),
    "dropped": _("The message is dropped."),
    "no-reason": _("Nothing was changed. A message is dropped with a reason."),
    "issue": _("The issue is there. Look at it in every language before you release it."),
    "sending": _("The issue is public, and its letters are being written."),
    "forgotten": _("If there was such an address, it is deleted."),
    "again": _("If the address was on the list of those never written to, it is taken off."),
    "no-address": _("Nothing was changed. Write an address and choose what its owner asks for."),
}


def _actor(viewer: Viewer) -> Actor:
    """Who acts: a view of the workspace has an account before it."""
    assert viewer.actor is not None  # noqa: S101 - the decorator lets nobody else in
    return viewer.actor


@require_GET
@needs(WRITE)
def work(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    desk, issues = queries.desk(viewer), queries.desk_issues(viewer)
    readers = queries.readers(viewer)
    context = {
        "desk": desk,
        "issues": issues,
        "outbox": queries.outbox_of(viewer),
        "readers": readers,
        "form": OnceForm(),
        "address_form": AddressForm(auto_id="address_%s"),
        "may_release": viewer.may(RELEASE),
        "messages": told(request, TOLD),
        "page_has_samples": desk.has_samples
        or any(one.campaign.is_sample for one in issues)
        or any(sample for sample, _language, _count in readers),
    }
    return render(request, "outreach/work.html", context)


def _message(viewer: Viewer, key: UUID) -> queries.Row:
    found: Message = get_object_or_404(
        Message.objects.visible_to(viewer).select_related("city", "stage", "of_act"), pk=key
    )
    (row,) = queries.rows(viewer, [found])
    return row


@require_http_methods(["GET", "POST"])
@needs(WRITE)
def new_message(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = MessageForm(viewer, request.POST or None, about=request.GET.get("about", ""))
    if request.method == "POST" and form.is_valid():
        plan, about, by = form.plan(), form.about(), _actor(viewer)
        made = once(
            form.cleaned_data["key"],
            by,
            lambda: actions.plan_message(city=viewer.city, plan=plan, about=about, by=by),
        )
        return back_to(viewer, "outreach:edit_message", "planned", message=made)
    return render(request, "outreach/new_message.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(WRITE)
def edit_message(request: HttpRequest, viewer: Viewer, *, message: UUID) -> HttpResponse:
    row = _message(viewer, message)
    form = MessageForm(viewer, request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        plan, about, by = form.plan(), form.about(), _actor(viewer)
        try:
            once(
                form.cleaned_data["key"],
                by,
                lambda: actions.change_message(message=row.message, plan=plan, about=about, by=by),
            )
        except Released:
            return back_to(viewer, "outreach:edit_message", "is-out", message=message)
        return back_to(viewer, "outreach:edit_message", "saved", message=message)
    context = {
        "row": row,
        "form": form,
        "drop_form": DropForm(auto_id="drop_%s"),
        "may_release": viewer.may(RELEASE),
        "messages": told(request, TOLD),
        "page_has_samples": row.is_sample,
    }
    return render(request, "outreach/edit_message.html", context, status=422 if form.errors else 200)


@require_POST
@needs(RELEASE)
def release_message(request: HttpRequest, viewer: Viewer, *, message: UUID) -> HttpResponse:
    try:
        actions.release_message(message=_message(viewer, message).message, by=_actor(viewer))
    except NotReady:
        return back_to(viewer, "outreach:edit_message", "not-ready", message=message)
    return back_to(viewer, "outreach:edit_message", "released", message=message)


@require_POST
@needs(WRITE)
def tell_message(request: HttpRequest, viewer: Viewer, *, message: UUID) -> HttpResponse:
    actions.tell_message(message=_message(viewer, message).message, by=_actor(viewer))
    return back_to(viewer, "outreach:work", "told", hash_="out")


@require_POST
@needs(WRITE)
def drop_message(request: HttpRequest, viewer: Viewer, *, message: UUID) -> HttpResponse:
    row, form = _message(viewer, message), DropForm(request.POST)
    if not form.is_valid():
        return back_to(viewer, "outreach:edit_message", "no-reason", message=message)
    by, reason = _actor(viewer), form.cleaned_data["reason"]
    try:
        once(form.cleaned_data["key"], by, lambda: actions.drop_message(message=row.message, reason=reason, by=by))
    except Released:
        return back_to(viewer, "outreach:edit_message", "is-out", message=message)
    return back_to(viewer, "outreach:work", "dropped")


def _issue(viewer: Viewer, number: int) -> Campaign:
    found: Campaign = get_object_or_404(Campaign.objects.visible_to(viewer).select_related("city"), number=number)
    return found


@require_http_methods(["GET", "POST"])
@needs(WRITE)
def new_issue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = IssueForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen, by = form.chosen(), _actor(viewer)
        made = once(form.cleaned_data["key"], by, lambda: actions.draft_issue(city=viewer.city, by=by, **chosen))
        return back_to(viewer, "outreach:edit_issue", "issue", number=Campaign.objects.get(pk=made).number)
    return render(request, "outreach/new_issue.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(WRITE)
def edit_issue(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    campaign = _issue(viewer, number)
    form = IssueForm(viewer, request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        chosen, by = form.chosen(), _actor(viewer)
        try:
            once(form.cleaned_data["key"], by, lambda: actions.word_issue(campaign=campaign, by=by, **chosen))
        except Released:
            return back_to(viewer, "outreach:edit_issue", "is-out", number=number)
        return back_to(viewer, "outreach:edit_issue", "saved", number=number)
    (shown,) = queries.with_figures([campaign])
    context = {
        "issue": shown,
        "campaign": campaign,
        "form": form,
        "once": OnceForm(),
        "gaps": [words.GAPS[code] for code in rules.issue_gaps(campaign.subject, campaign.body)],
        "previews": _previews(campaign),
        "to": queries.readers_of(campaign),
        "outbox": queries.outbox_of(viewer),
        "may_release": viewer.may(RELEASE),
        "messages": told(request, TOLD),
        "page_has_samples": campaign.is_sample,
    }
    return render(request, "outreach/edit_issue.html", context, status=422 if form.errors else 200)


def _previews(campaign: Campaign) -> list[dict[str, Any]]:
    """The issue as readers of each language get it."""
    found = []
    for language in campaign.city.languages:
        with override(language):
            note = letters.fallback_words(campaign.body, language)
        found.append(
            {
                "language": language,
                "name": letters.language_name(language),
                "subject": campaign.subject.best(language),
                "body": letters.body_html(campaign.body, language, shift=2),
                "spoken": campaign.body.best(language)[1],
                "note": note,
            }
        )
    return found


@require_POST
@needs(RELEASE)
def release_issue(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    campaign, form = _issue(viewer, number), OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    by = _actor(viewer)
    try:
        once(form.cleaned_data["key"], by, lambda: actions.release(campaign=campaign, by=by))
    except NotReady:
        return back_to(viewer, "outreach:edit_issue", "not-ready", number=number)
    return back_to(viewer, "outreach:edit_issue", "sending", number=number)


@require_POST
@needs(RELEASE)
def addresses(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same answer whether the address was there or not."""
    form, by = AddressForm(request.POST), _actor(viewer)
    if not form.is_valid():
        return back_to(viewer, "outreach:work", "no-address", hash_="addresses")
    email, what = form.cleaned_data["email"], form.cleaned_data["what"]
    if what == AddressForm.AGAIN:
        actions.write_again(city=viewer.city, email=email, by=by)
        return back_to(viewer, "outreach:work", "again", hash_="addresses")
    actions.forget_address(city=viewer.city, email=email, never_again=what == AddressForm.NEVER, by=by)
    return back_to(viewer, "outreach:work", "forgotten", hash_="addresses")
