"""How the room says what it knows in codes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.rooms.process.models import Confirmation
from visioon.rooms.process.rules import Standing

# Shape of the status mark, and its words. Silence has a mark of its own: it is not a yes and not a no.
STANDINGS: dict[Standing, tuple[str, Any]] = {
    "yes": ("ok", _("yes")),
    "yes_if": ("risk", _("yes, if")),
    "no": ("off", _("no")),
    "earlier": ("idle", _("answered an earlier version")),
    "silent": ("idle", _("has not answered")),
}
ANSWERS: dict[str, Any] = {
    Confirmation.Answer.YES: _("Yes"),
    Confirmation.Answer.YES_IF: _("Yes, if"),
    Confirmation.Answer.NO: _("No"),
}
THROUGH: dict[str, Any] = {
    Confirmation.Through.LINK: _("by its own link"),
    Confirmation.Through.PHONE: _("on the phone"),
    Confirmation.Through.MAIL: _("by mail"),
    Confirmation.Through.MEETING: _("at a meeting"),
}
