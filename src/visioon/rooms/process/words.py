"""How the room says what it knows in codes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.kernel.notices.models import Letter
from visioon.rooms.process.models import Confirmation, PartyLetter
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
OCCASIONS: dict[str, Any] = {
    PartyLetter.Occasion.ASKED: _("asked"),
    PartyLetter.Occasion.BEFORE: _("reminded before the day"),
    PartyLetter.Occasion.AFTER: _("reminded after the day"),
    PartyLetter.Occasion.AGAIN: _("asked once more"),
    PartyLetter.Occasion.REPLIED: _("told of our reply"),
}
# Shape of the status mark, and what became of a letter.
LETTERS: dict[str, tuple[str, Any]] = {
    Letter.State.WAITING: ("idle", _("waits to be sent")),
    Letter.State.SENDING: ("idle", _("on its way")),
    Letter.State.SENT: ("ok", _("delivered to its mail server")),
    Letter.State.UNKNOWN: ("risk", _("in doubt whether it went")),
    Letter.State.REFUSED: ("off", _("not delivered")),
    Letter.State.DROPPED: ("idle", _("not sent, for it was needless by then")),
}
