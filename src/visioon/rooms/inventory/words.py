"""What the codes of the inventory are called."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.kernel.cities.domains import DomainCode

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
VERDICTS = MappingProxyType(
    {
        "yes": _("still smart"),
        "needs_work": _("needs work"),
        "no_longer": _("no longer smart"),
    }
)
VERDICT_SHAPES = MappingProxyType({"yes": "ok", "needs_work": "risk", "no_longer": "off"})
# What the fields of a solution are called, where a change names them.
FIELDS = MappingProxyType(
    {
        "name": _("Name"),
        "kind": _("Kind"),
        "domain": _("Domain"),
        "topic": _("Topic"),
        "year_start": _("First year"),
        "year_end": _("Last year"),
        "status": _("State"),
        "status_as_of": _("State known as of"),
        "outcome": _("Outcome"),
        "organisation": _("Who did it"),
        "holder": _("Who answers for it"),
        "place": _("Where, in words"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "facts": _("What is known"),
        "lesson": _("What was learnt"),
        "source_url": _("Address of the source"),
        "certainty": _("Certainty"),
        "note": _("Note on the sources"),
        "provenance": _("Provenance"),
        "key": _("Key"),
    }
)
ABOUT = MappingProxyType(
    {
        "new": _("A new solution"),
        "correction": _("A correction of a row"),
        "gone": _("A row is no longer theirs"),
    }
)
PROPOSAL_STATES = MappingProxyType({"waiting": _("waits"), "accepted": _("accepted"), "declined": _("declined")})
STORY_STATES = MappingProxyType(
    {
        "draft": _("private draft"),
        "asked": _("with who answers for it"),
        "told": _("told"),
    }
)


def value_words(name: str, value: Any) -> Any:
    """A value of a field as a page shows it."""
    choices = {"kind": KINDS, "status": STATUSES, "outcome": OUTCOMES, "domain": dict(DomainCode.choices)}.get(name)
    if value is None or value == "":
        return "–"
    return choices.get(value, value) if choices else value
