"""What the codes of organisations and of population groups are called."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.kernel.look.figures import page_locale

KINDS = MappingProxyType(
    {
        "public": _("Public bodies"),
        "public/non-profit": _("Public and non-profit together"),
        "academia": _("Universities and research"),
        "business": _("Companies"),
        "business support": _("Business support"),
        "cluster": _("Clusters"),
        "non-profit": _("Associations"),
        "culture": _("Culture"),
    }
)
STAKES = MappingProxyType(
    {
        "answers": _("answers for it"),
        "works": _("works on it"),
        "affected": _("is affected by it"),
        "knows": _("knows about it"),
    }
)
DIMENSIONS = MappingProxyType(
    {
        "sex": _("Sex"),
        "nationality": _("Nationality"),
        "age": _("Age"),
        "district": _("District"),
        "language": _("Language"),
    }
)
# Statistics write UK where ISO 3166 writes GB, and EL where it writes GR.
TERRITORY = {"UK": "GB", "EL": "GR"}


def kind_words(kind: str) -> Any:
    """The name of a kind; one that has none is shown as it was written."""
    return KINDS.get(kind, kind)


def dimension_words(dimension: str) -> Any:
    return DIMENSIONS.get(dimension, dimension)


def country_words(code: str) -> str:
    """The name of a country in the language of the page."""
    return str(page_locale().territories.get(TERRITORY.get(code, code), code))
