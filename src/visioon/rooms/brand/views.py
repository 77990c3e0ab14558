"""The face of the city for everyone: the page that shows it, its stylesheet, logo, tokens, and share pictures."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from visioon.kernel import files
from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look import share as pictures
from visioon.kernel.look.face import stylesheet_of, version_of
from visioon.rooms.brand import queries, sharing
from visioon.rooms.brand.actions import DESIGN

FOR_EVER = "public, max-age=31536000, immutable"  # the address carries the hash of what is there
A_WHILE = "public, max-age=300"  # words may be erased, and the face may change
TOKENS_TYPE = "application/design-tokens+json"


@require_safe
@anyone
def face(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    kit = queries.in_force(viewer)
    context: dict[str, Any] = {
        "kit": kit,
        "look": queries.look(kit or queries.house()),
        "may_design": viewer.may(DESIGN),
        "page_has_samples": bool(kit and kit.is_sample),
    }
    return render(request, "brand/face.html", context)


@require_safe
@anyone
def css(request: HttpRequest, viewer: Viewer, *, version: str) -> HttpResponse:
    """The stylesheet of the face in force. Another hash is that of another face and is not here."""
    found = viewer.city.face_in_force
    if not found or version_of(found) != version:
        raise Http404
    return _for_ever(HttpResponse(stylesheet_of(found), content_type="text/css; charset=utf-8"))


@require_safe
@anyone
def logo(request: HttpRequest, viewer: Viewer, *, version: str) -> HttpResponse:
    """The cleaned logo of the face in force. Opened by itself it may load nothing, run nothing and style nothing."""
    if not version or viewer.city.face_in_force.get("logo") != version:
        raise Http404
    response = HttpResponse(files.read(version), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="{viewer.city.slug}-logo.svg"'
    return _for_ever(response)


@require_safe
@anyone
def tokens(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The kit in force for other tools, in the format of the Design Tokens Community Group."""
    kit = queries.in_force(viewer)
    if kit is None:
        raise Http404
    written = json.dumps(queries.design_tokens(kit), ensure_ascii=False, indent=2)
    response = HttpResponse(written, content_type=TOKENS_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{viewer.city.slug}.tokens.json"'
    return response


@require_safe
@anyone
def share(request: HttpRequest, viewer: Viewer, *, kind: str, key: UUID) -> HttpResponse:
    """The picture that goes with a link; what a visitor may not read has none, whoever asks."""
    picture = sharing.picture(viewer.city, kind, key)
    if picture is None:
        raise Http404
    response = HttpResponse(pictures.png(picture), content_type="image/png")
    response["Cache-Control"] = A_WHILE
    response["ETag"] = quote_etag(picture.key)
    if picture.sample:
        response["X-Robots-Tag"] = "noindex"
    return response


def _for_ever(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FOR_EVER
    return response
