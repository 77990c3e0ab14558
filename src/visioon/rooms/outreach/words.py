"""What the codes of this room are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from visioon.kernel.notices.models import Letter
from visioon.rooms.outreach import rules
from visioon.rooms.outreach.models import Audience, Campaign, Message

AUDIENCES: Mapping[str, Any] = MappingProxyType(
    {
        Audience.EVERYONE: _("everyone"),
        Audience.YOUNG: _("young people and students"),
        Audience.OLDER: _("older people"),
        Audience.RUSSIAN: _("Russian speakers"),
        Audience.NEWCOMERS: _("newcomers"),
        Audience.DISTRICTS: _("people of a district"),
        Audience.BUSINESS: _("companies"),
        Audience.ACADEMIA: _("universities and research"),
        Audience.ASSOCIATIONS: _("associations"),
        Audience.PARTNERS: _("partner cities"),
        Audience.COUNCIL: _("the city council"),
    }
)
CHANNELS: Mapping[str, Any] = MappingProxyType(
    {
        Message.Channel.WEB: _("website"),
        Message.Channel.NEWSLETTER: _("newsletter"),
        Message.Channel.PRESS: _("press"),
        Message.Channel.SOCIAL: _("social media"),
        Message.Channel.POSTER: _("posters and notices"),
        Message.Channel.MEETING: _("meeting"),
    }
)
STATES: Mapping[str, Any] = MappingProxyType(
    {
        Message.State.IDEA: _("idea"),
        Message.State.DRAFT: _("draft"),
        Message.State.RELEASED: _("released"),
        Message.State.DONE: _("told"),
    }
)
SHAPES = MappingProxyType(
    {Message.State.IDEA: "idle", Message.State.DRAFT: "idle", Message.State.RELEASED: "ok", Message.State.DONE: "ok"}
)
ISSUE_STATES: Mapping[str, Any] = MappingProxyType(
    {
        Campaign.State.DRAFT: _("draft"),
        Campaign.State.RELEASED: _("released, letters are being written"),
        Campaign.State.SENDING: _("being sent"),
        Campaign.State.SENT: _("sent"),
    }
)
ISSUE_SHAPES = MappingProxyType(
    {
        Campaign.State.DRAFT: "idle",
        Campaign.State.RELEASED: "idle",
        Campaign.State.SENDING: "idle",
        Campaign.State.SENT: "ok",
    }
)
LETTERS: Mapping[str, Any] = MappingProxyType(
    {
        Letter.State.WAITING: _("still waiting"),
        Letter.State.SENDING: _("on their way"),
        Letter.State.SENT: _("sent"),
        Letter.State.UNKNOWN: _("in doubt"),
        Letter.State.REFUSED: _("refused"),
        Letter.State.DROPPED: _("not sent, for the reader had stopped"),
    }
)
GAPS = MappingProxyType(
    {
        rules.TITLE: _("The title is missing."),
        rules.WORDS: _("It has no words yet."),
        rules.SUBJECT: _("The subject is missing."),
        rules.BODY: _("The issue has no words yet."),
    }
)
