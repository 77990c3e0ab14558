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
# What the house counts of the process itself; a target that the plan sets is set for one of these, or in own words.
FIGURES: dict[str, Any] = {
    "people": _("People heard"),
    "reach": _("Reach"),
    "balance": _("Balance with the population"),
    "answered": _("Thoughts answered"),
    "answer_days": _("Days to the answer"),
    "segments": _("Goals with at least three groups behind them"),
    "satisfaction": _("Satisfaction after taking part"),
    "partners": _("Parties heard"),
    "promises": _("Promises kept"),
    "reaction_days": _("Days from a change to a decision"),
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
