"""Open data of part 0: who said what of which version of the plan."""

from collections.abc import Iterator
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.clock import iso
from visioon.kernel.tables import ID, LANGUAGES, PROVENANCE, OpenTable, in_languages, publish
from visioon.rooms.process.models import Confirmation


def confirmations(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Every answer that was given, the replaced ones too; silence is not a row."""
    given = Confirmation.objects.visible_to(viewer).select_related("party", "version__cycle", "reply__led_to")
    for one in given.order_by("id"):
        reply = getattr(one, "reply", None)
        yield {
            "id": str(one.pk),
            **{f"party_{language}": one.party.name.words.get(language) for language in LANGUAGES},
            "cycle": one.version.cycle.number,
            "version": one.version.number,
            "answer": one.answer,
            "words": one.words,
            "language": one.language,
            "through": one.through,
            "at": iso(one.at),
            "led_to_version": reply.led_to.number if reply and reply.led_to else None,
            "provenance": one.provenance,
        }


publish(
    OpenTable(
        "confirmations",
        (
            ID,
            *in_languages("party", "Name of the party"),
            Column("cycle", "integer", "", "Number of the cycle"),
            Column("version", "integer", "", "Version of the plan that was answered"),
            Column("answer", "text", "", "yes, yes_if or no"),
            Column("words", "text", "", "What the party said, in its own language"),
            Column("language", "text", "", "Language of the words"),
            Column("through", "text", "", "link, phone, mail or meeting"),
            Column("at", "text", "UTC", "When it was given"),
            Column("led_to_version", "integer", "", "Version to which our reply led; empty where it changed nothing"),
            PROVENANCE,
        ),
        confirmations,
    )
)
