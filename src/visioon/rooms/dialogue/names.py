"""The choices of this room as words on a page."""

from types import MappingProxyType

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from visioon.rooms.dialogue.models import Age, Answer, Contribution, Statement

KINDS = MappingProxyType(
    {
        Contribution.Kind.IDEA: _("idea"),
        Contribution.Kind.VISION: _("vision"),
        Contribution.Kind.THOUGHT: _("thought"),
        Contribution.Kind.WORRY: _("worry"),
        Contribution.Kind.WISH: _("wish"),
    }
)
YOURS = MappingProxyType(
    {
        Contribution.Kind.IDEA: _("Your idea"),
        Contribution.Kind.VISION: _("Your vision"),
        Contribution.Kind.THOUGHT: _("Your thought"),
        Contribution.Kind.WORRY: _("Your worry"),
        Contribution.Kind.WISH: _("Your wish"),
    }
)
CHANNELS = MappingProxyType(
    {
        Contribution.Channel.WEB: _("written here"),
        Contribution.Channel.STREET: _("said in the street"),
        Contribution.Channel.PHONE: _("said by phone"),
        Contribution.Channel.MEETING: _("said at a meeting"),
        Contribution.Channel.PAPER: _("written on paper"),
    }
)
AGES = MappingProxyType(
    {
        Age.UNDER_20: _("under 20"),
        Age.FROM_20: "20–34",
        Age.FROM_35: "35–49",
        Age.FROM_50: "50–64",
        Age.FROM_65: "65+",
    }
)
ANSWERS = MappingProxyType(
    {
        Answer.Kind.ACCEPTED: _("accepted"),
        Answer.Kind.PARTLY: _("accepted in part"),
        Answer.Kind.DECLINED: _("not accepted"),
        Answer.Kind.PASSED_ON: _("passed on"),
    }
)
STATES = MappingProxyType(
    {
        Statement.State.DRAFT: _("draft"),
        Statement.State.OPEN: _("open"),
        Statement.State.CLOSED: _("closed"),
    }
)
VOTES = MappingProxyType({1: _("Agree"), -1: _("Disagree"), 0: _("Pass over")})
OTHER = "other"
SPOKEN = ("et", "ru", "uk", "en")


def language(code: str) -> str:
    """A language in its own words; another language where the code is not known."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return str(_("another language"))


FEELINGS = {5: _("very good"), 4: _("good"), 3: _("so-so"), 2: _("bad"), 1: _("very bad")}
