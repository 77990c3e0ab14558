"""The pages behind an organisation's own link: is your row right? Whoever has it answers, without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.forms import OnceForm
from visioon.rooms.inventory import actions, holding, queries
from visioon.rooms.inventory.acting import once_as
from visioon.rooms.inventory.forms import CheckForm, CorrectForm, ReplyForm, SuggestForm, WordsForm, said
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.present import checked, shown
from visioon.rooms.stakeholders.models import Organisation

TOLD = {
    "right": _("Thank you. The row says that you confirmed it today."),
    "corrected": _("Thank you. The team looks at the correction; until then the row stays as it is."),
    "same": _("Nothing was sent: the correction changes nothing."),
    "gone": _("Thank you. The team looks at it."),
    "checked": _("Thank you. What you said stands on the page."),
    "replied": _("Thank you. Your reply is published beside the story, word for word."),
    "late": _("Nothing was kept: the story is not with you any more."),
    "suggested": _("Thank you. The team reads it; once it is written down, it stands here."),
}


def _organisation(viewer: Viewer, secret: str) -> Organisation:
    """The organisation of the link, in this city, and not a hidden sample."""
    try:
        found = holding.organisation_of(secret)
    except holding.NotAsked as wrong:
        raise Http404 from wrong
    visible: Organisation = get_object_or_404(Organisation.objects.visible_to(viewer), pk=found.pk)
    return visible


def _row(viewer: Viewer, secret: str, key: str) -> tuple[Organisation, Solution]:
    organisation = _organisation(viewer, secret)
    found: Solution = get_object_or_404(queries.rows_of(viewer, organisation), key=key)
    return organisation, found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def rows(request: HttpRequest, viewer: Viewer, *, secret: str) -> HttpResponse:
    """What is written down of an organisation; a form to add what is missing."""
    organisation = _organisation(viewer, secret)
    form = SuggestForm(request.POST or None, initial={"organisation": str(organisation.name)})
    if request.method == "POST" and form.is_valid():
        fields, words = form.fields_given(viewer), said(viewer, form.cleaned_data["words"])
        response = back_to(viewer, "inventory:rows", "suggested", secret=secret)
        once_as(
            request,
            response,
            form.cleaned_data["key"],
            lambda by: actions.suggest(city=viewer.city, fields=fields, words=words, secret=secret, by=by),
        )
        return response
    own = list(queries.rows_of(viewer, organisation)[: queries.MOST_OWN])
    context = {
        "organisation": organisation,
        "secret": secret,
        "rows": [(shown(one), queries.story_asked(one)) for one in own],
        "form": form,
        "messages": told(request, TOLD),
        "page_has_samples": organisation.is_sample or any(one.is_sample for one in own),
        "noindex": True,
    }
    return render(request, "inventory/rows.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@anyone
def row(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    organisation, found = _row(viewer, secret, key)
    return render(request, "inventory/row.html", _page(request, viewer, secret, organisation, found))


def _page(
    request: HttpRequest, viewer: Viewer, secret: str, organisation: Organisation, found: Solution, **forms: Any
) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "secret": secret,
        "solution": found,
        "one": shown(found),
        "story": queries.story_asked(found),
        "checks": [checked(one) for one in queries.checks(found)[:1]],
        "right_form": OnceForm(auto_id="right_%s"),
        "correct_form": CorrectForm(viewer, solution=found, auto_id="correct_%s"),
        "gone_form": WordsForm(auto_id="gone_%s"),
        "check_form": CheckForm(auto_id="check_%s"),
        "reply_form": ReplyForm(auto_id="reply_%s"),
        "waiting": queries.waiting_of(found),
        "messages": told(request, TOLD),
        "page_has_samples": found.is_sample,
        "noindex": True,
        **forms,
    }


def _again(
    request: HttpRequest, viewer: Viewer, secret: str, row: tuple[Organisation, Solution], **forms: Any
) -> HttpResponse:
    return render(request, "inventory/row.html", _page(request, viewer, secret, *row, **forms), status=422)


@require_POST
@anyone
def right(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    _who, found = _row(viewer, secret, key)
    form = OnceForm(request.POST)
    if not form.is_valid():
        raise Http404
    response = back_to(viewer, "inventory:row", "right", secret=secret, key=key)
    once_as(
        request,
        response,
        form.cleaned_data["key"],
        lambda by: actions.confirm(secret=secret, solution=found, by=by),
    )
    return response


@require_POST
@anyone
def correct(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    who, found = _row(viewer, secret, key)
    form = CorrectForm(viewer, request.POST, solution=found, auto_id="correct_%s")
    if not form.is_valid():
        return _again(request, viewer, secret, (who, found), correct_form=form)
    fields, words = form.fields_given(), said(viewer, form.cleaned_data["words"])
    response = back_to(viewer, "inventory:row", "corrected", secret=secret, key=key)
    try:
        once_as(
            request,
            response,
            form.cleaned_data["key"],
            lambda by: actions.correct(secret=secret, solution=found, fields=fields, words=words, by=by),
        )
    except actions.NothingProposed:
        return back_to(viewer, "inventory:row", "same", secret=secret, key=key)
    return response


@require_POST
@anyone
def gone(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    who, found = _row(viewer, secret, key)
    form = WordsForm(request.POST, auto_id="gone_%s")
    if not form.is_valid():
        return _again(request, viewer, secret, (who, found), gone_form=form)
    words = said(viewer, form.cleaned_data["words"])
    response = back_to(viewer, "inventory:row", "gone", secret=secret, key=key)
    once_as(
        request,
        response,
        form.cleaned_data["key"],
        lambda by: actions.say_gone(secret=secret, solution=found, words=words, by=by),
    )
    return response


@require_POST
@anyone
def check(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    who, found = _row(viewer, secret, key)
    form = CheckForm(request.POST, auto_id="check_%s")
    if not form.is_valid():
        return _again(request, viewer, secret, (who, found), check_form=form)
    verdict, words = form.cleaned_data["verdict"], said(viewer, form.cleaned_data["words"])
    response = back_to(viewer, "inventory:row", "checked", secret=secret, key=key)
    once_as(
        request,
        response,
        form.cleaned_data["key"],
        lambda by: actions.check_by_link(secret=secret, solution=found, verdict=verdict, words=words, by=by),
    )
    return response


@require_POST
@anyone
def reply(request: HttpRequest, viewer: Viewer, *, secret: str, key: str) -> HttpResponse:
    who, found = _row(viewer, secret, key)
    story, form = queries.story_asked(found), ReplyForm(request.POST, auto_id="reply_%s")
    if story is None:
        return back_to(viewer, "inventory:row", "late", secret=secret, key=key)
    if not form.is_valid():
        return _again(request, viewer, secret, (who, found), reply_form=form)
    agreed, words = form.cleaned_data["agreed"] == "yes", said(viewer, form.cleaned_data["words"])
    response = back_to(viewer, "inventory:row", "replied", secret=secret, key=key)
    try:
        once_as(
            request,
            response,
            form.cleaned_data["key"],
            lambda by: actions.reply(secret=secret, story=story, agreed=agreed, words=words, by=by),
        )
    except actions.NotNow:
        return back_to(viewer, "inventory:row", "late", secret=secret, key=key)
    return response
