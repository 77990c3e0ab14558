"""Open data of part 10: what was told, and the issues of the newsletter with their figures."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.notices.models import Letter
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.outreach import queries

MESSAGES = (
    ID,
    *in_languages("title", "Title"),
    Column("audience", "text", "", "To whom it speaks"),
    Column("domain", "text", "", "One of six domains; empty for all"),
    Column("channel", "text", "", "How it is told"),
    Column("on", "text", "", "Day on which it is told; empty where it has none"),
    Column("state", "text", "", "released, or done: told"),
    PROVENANCE,
)
SENT, REFUSED, UNKNOWN = Letter.State.SENT, Letter.State.REFUSED, Letter.State.UNKNOWN
ISSUES = (
    ID,
    Column("number", "integer", "", "Number of the issue"),
    *in_languages("subject", "Subject"),
    Column("released_on", "text", "", "Day on which it was released"),
    Column("letters", "integer", "", "Letters written for it"),
    Column("sent", "integer", "", "Letters that the mail server took"),
    Column("refused", "integer", "", "Letters that it refused"),
    Column("unknown", "integer", "", "Letters of which nobody knows whether they went out"),
    Column("stopped", "integer", "", "Readers who ended the newsletter by the link in this issue"),
    PROVENANCE,
)


def messages(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in queries.public(viewer).order_by("id"):
        yield {**row_of(one, MESSAGES, ("title",)), "on": one.on.isoformat() if one.on else None}


def issues(viewer: Viewer) -> Iterator[dict[str, Any]]:
    for one in queries.with_figures(list(queries.issues(viewer).order_by("id"))):
        states, campaign = one.figures.states, one.campaign
        at = campaign.released_at
        yield {
            **row_of(campaign, ISSUES, ("subject",)),
            "released_on": at.astimezone(viewer.city.zone).date().isoformat() if at else None,
            "letters": one.figures.total,
            "sent": states.get(SENT, 0),
            "refused": states.get(REFUSED, 0),
            "unknown": states.get(UNKNOWN, 0),
        }


publish(OpenTable("messages", MESSAGES, messages))
publish(OpenTable("newsletters", ISSUES, issues))
