"""Public pages of part 6a: themes, the opinion map, whom we have not heard."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread.walk import walk
from visioon.rooms.stakeholders.models import PopulationShare
from visioon.rooms.synthesis import charts, queries, words
from visioon.rooms.synthesis import coverage as heard
from visioon.rooms.synthesis.brief import brief
from visioon.rooms.synthesis.computing import MINIMUM_CELL, THEMES
from visioon.rooms.synthesis.opinions import opinion_map
from visioon.rooms.synthesis.paging import id_asked, number_asked, page_after

VOICES_ON_A_PAGE, QUOTES_ON_A_PAGE = 30, 24


@require_GET
@anyone
def themes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    domains, covered = queries.by_domain(viewer), queries.coverage(viewer)
    samples = any(one.sample for one in covered) or any(row.theme.is_sample for _, rows in domains for row in rows)
    context = {
        "domains": domains,
        "coverage": covered,
        "edition": queries.edition(viewer, THEMES),
        "page_has_samples": samples,
    }
    return render(request, "synthesis/themes.html", context)


@require_GET
@anyone
def theme(request: HttpRequest, viewer: Viewer, *, slug: str) -> HttpResponse:
    found = get_object_or_404(queries.themes(viewer), slug=slug)
    context = {
        "theme": found,
        "tallies": queries.tallies(viewer, [found.pk]).get(found.pk, []),
        "page": page_after(queries.quotes(viewer).filter(theme=found), "pk", id_asked(request), QUOTES_ON_A_PAGE),
        "cells": _cells(viewer, queries.cells(viewer, found)),
        "minimum": MINIMUM_CELL,
        "after": brief(walk(viewer, "theme", found.pk).after),
        "page_has_samples": found.is_sample,
    }
    return render(request, "synthesis/theme.html", context)


def _cells(viewer: Viewer, cells: dict[str, list[queries.Cell]]) -> list[dict[str, Any]]:
    """Each way of counting with its words: what may be told, and what is too small to tell."""
    districts = PopulationShare.objects.visible_to(viewer).filter(dimension="district")
    names: dict[str, Mapping[Any, Any]] = {
        "language": words.LANGUAGES,
        "channel": words.CHANNELS,
        "segment": words.SEGMENTS,
        "district": {one.group: one.name for one in districts},
    }
    return [
        {
            "code": code,
            "told": [(words.named(names[code], one.value), one.count) for one in found if one.count is not None],
            "small": [words.named(names[code], one.value) for one in found if one.count is None],
        }
        for code, found in cells.items()
    ]


@require_GET
@anyone
def unassigned(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = page_after(queries.unassigned(viewer), "number", number_asked(request), VOICES_ON_A_PAGE)
    context = {"page": page, "page_has_samples": any(one.is_sample for one in page.rows)}
    return render(request, "synthesis/unassigned.html", context)


@require_GET
@anyone
def opinions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    view = opinion_map(viewer)
    context = {
        "view": view,
        "chart": charts.opinion_map(view) if view else None,
        "minimum": MINIMUM_CELL,
        "page_has_samples": bool(view and view.edition.is_sample),
    }
    return render(request, "synthesis/opinions.html", context)


@require_GET
@anyone
def coverage(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    parts = heard.parts(viewer)
    context = {
        "parts": parts,
        "elsewhere": heard.elsewhere(viewer),
        "ahead": heard.ahead(viewer),
        "minimum": MINIMUM_CELL,
        "page_has_samples": any(part.sample for part in parts),
    }
    return render(request, "synthesis/coverage.html", context)
