"""What the codes of the inventory are called."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

KINDS = MappingProxyType(
    {
        "service": _("Service"),
        "infrastructure": _("Infrastructure"),
        "programme": _("Programme"),
        "initiative": _("Initiative"),
        "event": _("Event"),
        "organisation": _("Organisation"),
        "research": _("Research"),
        "plan": _("Plan"),
    }
)
STATUSES = MappingProxyType(
    {
        "planned": _("planned"),
        "running": _("running"),
        "ended": _("ended"),
        "unknown": _("state not known"),
    }
)
OUTCOMES = MappingProxyType(
    {
        "worked": _("worked"),
        "partly": _("worked in part"),
        "failed": _("failed"),
        "unknown": _("outcome not known"),
    }
)
