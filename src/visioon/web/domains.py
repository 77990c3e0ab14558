"""The six domains as words: the code in the data, the name on the page."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

DOMAIN_NAMES = MappingProxyType(
    {
        "economy": _("Economy"),
        "mobility": _("Mobility"),
        "environment": _("Environment"),
        "people": _("People"),
        "governance": _("Governance"),
        "living": _("Living"),
    }
)
