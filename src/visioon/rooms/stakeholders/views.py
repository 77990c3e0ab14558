"""Public pages of part 4: organisations, partner cities, and the population."""

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visioon.kernel.accounts.access import anyone
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.stakeholders import queries
from visioon.rooms.stakeholders.words import country_words, dimension_words, kind_words


@require_safe
@anyone
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    domain = request.GET.get("domain", "")
    page = queries.organisations(viewer, domain, request.GET.get("after", ""))
    partners = queries.partner_cities(viewer)
    following = request.GET.copy()
    following["after"] = page.after
    context = {
        "domain_chosen": domain if domain in DomainCode.values else "",
        "domain_codes": DomainCode.values,
        "kinds": [(kind_words(kind), list(rows)) for kind, rows in groupby(page.rows, key=attrgetter("kind"))],
        "next": following.urlencode() if page.after else "",
        "partners": [(one, country_words(one.country)) for one in partners],
        "page_has_samples": any(one.is_sample for one in [*page.rows, *partners]),
    }
    return render(request, "stakeholders/people.html", context)


@require_safe
@anyone
def population(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = [(dimension_words(one.code), one) for one in queries.population(viewer)]
    context = {
        "real": [pair for pair in found if pair[1].provenance == "real"],
        "others": [pair for pair in found if pair[1].provenance != "real"],
        "page_has_samples": any(one.is_sample for _, one in found),
    }
    return render(request, "stakeholders/population.html", context)
