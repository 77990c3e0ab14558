"""A page to take along: rendered by its own view with the rights of who asks, written as Word, slides or a workbook."""

import re
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from visioon.kernel import clock, files
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.papers import writers
from visioon.kernel.papers.office import CannotWrite
from visioon.kernel.papers.reading import page as read
from visioon.kernel.papers.tree import Page

OWN = "web:paper"
# What of a request goes with a page in its place: not its conditions, and not that it asks for a part.
NOT_CARRIED = re.compile(r"HTTP_(IF_|HX_|RANGE)|CONTENT_|wsgi\.input$")
CARRIED = ("session", "user", "viewer", "htmx", "csp_nonce", "LANGUAGE_CODE")
MARKUP = "text/html"


@require_GET
@anyone
def paper(request: HttpRequest, viewer: Viewer, *, form: str) -> HttpResponse:
    """The page that `page` names, as a file."""
    wanted = urlsplit(_place(request.GET.get("page", "")))
    path = unquote(wanted.path)
    shown = _shown(request, path, wanted.query, _match(path, viewer))
    if shown.status_code == 302 and shown["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return redirect_to_login(request.get_full_path())
    if not isinstance(shown, HttpResponse) or not _is_page(shown):
        raise Http404
    page = _page(request, viewer, wanted.path, wanted.query, shown.content.decode(shown.charset))
    keeps = viewer.actor is None and not wanted.query and "no-store" not in shown.headers.get("Cache-Control", "")
    try:
        content = _written(page, form, keeps=keeps)
    except CannotWrite as refused:
        status = 404 if form == "xlsx" else 409
        context = {"reason": refused, "back": request.GET["page"], "noindex": True}
        return render(request, "web/no_paper.html", context, status=status)
    response = HttpResponse(content, content_type=writers.TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(wanted.path, page.lang)}.{form}"'
    response["Content-Language"] = page.lang
    response["X-Robots-Tag"] = "noindex"
    return response


def _place(page: str) -> str:
    """A path of this site. Whatever names a host, or could be read as one, is refused."""
    parts = urlsplit(page) if page.startswith("/") and not set(page) & set("\\\r\n\t") else None
    if parts is None or parts.scheme or parts.netloc or page.startswith("//"):
        raise Http404
    return page


def _match(path: str, viewer: Viewer) -> ResolverMatch:
    """The view of a page of this city; the language of the address is that of the path, or nothing is found."""
    try:
        match = resolve(path)
    except Resolver404 as wrong:
        raise Http404 from wrong
    if match.view_name == OWN or match.kwargs.get("city") != viewer.city.slug:
        raise Http404
    return match


def _shown(request: HttpRequest, path: str, query: str, match: ResolverMatch) -> HttpResponseBase:
    """What the page answers to a GET of whoever asks; it checks their rights itself, as always."""
    carried = {name: value for name, value in request.META.items() if not NOT_CARRIED.match(name)}
    place = {"REQUEST_METHOD": "GET", "PATH_INFO": _wsgi(path), "QUERY_STRING": _wsgi(query), "wsgi.input": BytesIO()}
    asked = WSGIRequest({**carried, **place})
    for name in CARRIED:
        if hasattr(request, name):
            setattr(asked, name, getattr(request, name))
    asked.resolver_match = match
    answer: HttpResponseBase = match.func(asked, *match.args, **match.kwargs)
    return answer


def _wsgi(words: str) -> str:
    """Words as a server hands them on: bytes told as Latin letters."""
    return words.encode("utf-8").decode("latin-1")


def _is_page(shown: HttpResponse) -> bool:
    whole = shown.status_code == 200 and "Content-Disposition" not in shown.headers
    return whole and shown["Content-Type"].startswith(MARKUP)


def _page(request: HttpRequest, viewer: Viewer, path: str, query: str, html: str) -> Page:
    address = request.build_absolute_uri(f"{path}?{query}" if query else path)
    lang = (get_language() or "en")[:2]
    now = clock.now().astimezone(viewer.city.zone)
    frame = Page(
        title="",
        lang=lang,
        city=str(viewer.city.name),
        address=address,
        day=day_words(now.date()),
        at=int(now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()),
        sample=False,
        parts=(),
        labels=writers.labels(),
        face=viewer.city.face_in_force,
    )
    return read(html, address=address, lang=lang, frame=frame)


def _written(page: Page, form: str, *, keeps: bool) -> bytes:
    """Kept where it is the same for everybody; what only some may see is made anew each time."""
    if not keeps:
        return writers.WRITERS[form](page)
    return files.remembered(writers.key(page, form), lambda: writers.WRITERS[form](page))


def file_name(path: str, lang: str) -> str:
    """tartu-plan-versions-2-et: the address, told as a name."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", "/".join(path.split("/")[2:])).strip("-")
    return f"{words[:80].strip('-')}-{lang}"
