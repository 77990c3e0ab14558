"""Public pages of part 10: the calendar and its feeds, a message, the newsletter, and the links in its letters."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.telling import back_to, told
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.once import once
from visioon.kernel.notices import tokens
from visioon.kernel.notices.models import Consent, Purpose
from visioon.kernel.notices.tokens import CONFIRM, CONFIRM_WITHIN, STOP, NotValid
from visioon.kernel.thread.walk import walk
from visioon.rooms.outreach import actions, bounds, feeds, letters, queries, rules
from visioon.rooms.outreach.actions import Wish
from visioon.rooms.outreach.forms import SubscribeForm
from visioon.rooms.outreach.models import Campaign, Message
from visioon.rooms.process.queries import today

ASKED = _(
    "A letter is on its way to this address. Open the link in it and press the button: "
    "only then the newsletter is yours."
)
TOLD = {"asked": ASKED}
TOO_OFTEN = _("The newsletter was asked for very often from here. Please try again in an hour.")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_GET
@anyone
def calendar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    now, asked = today(viewer).year, request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == len(str(now)) else now
    found = queries.calendar(viewer, min(max(year, FIRST_YEAR), LAST_YEAR), now)
    return render(request, "outreach/calendar.html", {"calendar": found, "page_has_samples": found.has_samples})


@require_safe
@anyone
def ics(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    answer = HttpResponse(feeds.ics(viewer), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{viewer.city.slug}.ics"'
    return answer


@require_safe
@anyone
def atom(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return HttpResponse(feeds.atom(viewer), content_type="application/atom+xml; charset=utf-8")


@require_GET
@anyone
def message(request: HttpRequest, viewer: Viewer, *, message: UUID) -> HttpResponse:
    found: Message = get_object_or_404(queries.public(viewer), pk=message)
    (row,) = queries.rows(viewer, [found])
    before = walk(viewer, "message", found.pk).before
    samples = row.is_sample or any(stop.sample for stop in before)
    return render(request, "outreach/message.html", {"row": row, "before": before, "page_has_samples": samples})


@require_http_methods(["GET", "POST"])
@anyone
def subscribe(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same answer whether an address is known or not."""
    form = SubscribeForm(viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not bounds.too_often(request):
            wish = Wish(words=letters.consent_words(viewer.city), **form.chosen())
            by = system()
            once(form.cleaned_data["key"], by, lambda: actions.subscribe(city=viewer.city, wish=wish, by=by))
            return back_to(viewer, "outreach:subscribe", "asked")
        form.add_error(None, TOO_OFTEN)
    issues = queries.issues(viewer)[: queries.SHOWN]
    context = {
        "form": form,
        "consent": letters.consent_words(viewer.city),
        "days": CONFIRM_WITHIN.days,
        "issues": issues,
        "messages": told(request, TOLD),
        "page_has_samples": any(one.is_sample for one in issues),
    }
    return render(request, "outreach/subscribe.html", context, status=422 if form.errors else 200)


@require_GET
@anyone
def issue(request: HttpRequest, viewer: Viewer, *, number: int) -> HttpResponse:
    found: Campaign = get_object_or_404(queries.issues(viewer), number=number)
    (shown,) = queries.with_figures([found])
    return render(
        request, "outreach/issue.html", {**page_of(found), "issue": shown, "page_has_samples": found.is_sample}
    )


def page_of(campaign: Campaign) -> dict[str, Any]:
    """The words of an issue in the language of the page, or in which they are."""
    language = (get_language() or "")[:2]
    return {
        "campaign": campaign,
        "domains": rules.parted(campaign.domains),
        "body": letters.body_html(campaign.body, language),
        "spoken": letters.fallback(campaign.body, language),
        "note": letters.fallback_words(campaign.body, language),
    }


def _consent(viewer: Viewer, purpose: str, token: str) -> tuple[Consent, str] | None:
    """What a link in a letter is about, and the batch it came with; None where the link does not hold here."""
    try:
        link = tokens.read(purpose, token)
    except NotValid:
        return None
    own = Consent.objects.filter(city=viewer.city, purpose=Purpose.NEWSLETTER).select_related("city", "address")
    found = own.filter(pk=link.consent).first()
    return (found, link.batch) if found else None


def _no_link(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/no_link.html", {"noindex": True}, status=404)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def confirm(request: HttpRequest, viewer: Viewer, *, token: str) -> HttpResponse:
    """The link of the confirmation letter. A program that only looks at it confirms nothing."""
    found = _consent(viewer, CONFIRM, token)
    if found is None or found[0].ended_at is not None:
        return _no_link(request)
    consent = found[0]
    if request.method == "POST":
        actions.confirm(consent=consent, by=system())
        consent.refresh_from_db()
    context = {"done": consent.confirmed_at is not None, "words": consent.words, "noindex": True}
    return render(request, "outreach/confirm.html", context)


@csrf_exempt  # mailbox providers post without cookies (RFC 8058); the token in the address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def stop(request: HttpRequest, viewer: Viewer, *, token: str) -> HttpResponse:
    """The link of every letter, also for the button of a mailbox. A program that only looks at it stops nothing."""
    found = _consent(viewer, STOP, token)
    if found is None:
        return _no_link(request)
    consent, batch = found
    if request.method == "POST":
        actions.stop(consent=consent, batch=batch, by=system())
        consent.refresh_from_db()
    return render(request, "outreach/stop.html", {"done": consent.ended_at is not None, "noindex": True})
