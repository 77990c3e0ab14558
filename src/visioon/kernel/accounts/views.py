"""Logging in and out. The same words for a wrong address and a wrong password."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from visioon.kernel.accounts import throttle
from visioon.kernel.accounts.forms import LoginForm
from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.roles import ANYONE, STAFF


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    form = LoginForm(request.POST or None)
    where = _next(request)
    if request.method == "POST" and form.is_valid():
        if _enter(request, form.cleaned_data["email"], form.cleaned_data["password"]):
            return HttpResponseRedirect(where or _desk(request) or _front())
        form.add_error(None, _("The e-mail or the password is not right, or there were too many tries. Try later."))
    return render(request, "accounts/login.html", {"form": form, "next": where, "noindex": True})


login.access = ANYONE  # type: ignore[attr-defined]  # read by the permission matrix


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return HttpResponseRedirect(_next(request) or _front())


logout.access = ANYONE  # type: ignore[attr-defined]  # read by the permission matrix


def _enter(request: HttpRequest, email: str, password: str) -> bool:
    address = throttle.address_of(request)
    if throttle.blocked(address, email):
        return False
    person = auth.authenticate(request, email=email, password=password)
    if person is None:
        throttle.failed(address, email)
        return False
    throttle.succeeded(address, email)
    auth.login(request, person)
    return True


def _next(request: HttpRequest) -> str:
    """Where to go then, if the request says so; never to another site."""
    where = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if allowed else ""


def _desk(request: HttpRequest) -> str:
    """Their own week, for somebody who works in one city; whoever works in several chooses first."""
    grants = Grant.objects.filter(actor__person=request.user.pk, role__in=STAFF, ended_at=None)
    cities = set(grants.values_list("city__slug", flat=True))
    return reverse(settings.DESK, kwargs={"city": cities.pop()}) if len(cities) == 1 else ""


def _front() -> str:
    return f"/{get_language()}/"
