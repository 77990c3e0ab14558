"""What the codes of projects say on a page: stages, lights, reasons of the computed state, money."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from babel.numbers import format_currency
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from visioon.kernel.look.figures import page_locale, percent_words
from visioon.rooms.delivery.models import BudgetLine, Dependency, Project, StatusReport
from visioon.rooms.delivery.rules import Reason, Sign, State

Words = Mapping[str, Any]
STAGES: Words = MappingProxyType(
    {
        Project.Stage.IDEA: _("idea"),
        Project.Stage.APPROVED: _("approved"),
        Project.Stage.RUNNING: pgettext_lazy("project", "running"),
        Project.Stage.PAUSED: _("paused"),
        Project.Stage.DONE: _("ended"),
        Project.Stage.CANCELLED: _("cancelled"),
    }
)
LIGHTS: Words = MappingProxyType(
    {
        StatusReport.Light.ON_TRACK: _("on track"),
        StatusReport.Light.AT_RISK: _("at risk"),
        StatusReport.Light.OFF_TRACK: _("off track"),
    }
)
STATES: Words = MappingProxyType(
    {**{State(code): said for code, said in LIGHTS.items()}, State.NOT_STARTED: _("not started")}
)
OUTCOMES: Words = MappingProxyType(
    {
        StatusReport.Outcome.WORKED: _("worked"),
        StatusReport.Outcome.PARTLY: _("worked in part"),
        StatusReport.Outcome.FAILED: _("failed"),
    }
)
MONEY: Words = MappingProxyType(
    {
        BudgetLine.Kind.PLANNED: _("planned"),
        BudgetLine.Kind.COMMITTED: _("committed"),
        BudgetLine.Kind.SPENT: _("spent"),
    }
)
DEPENDENCIES: Words = MappingProxyType(
    {
        Dependency.Kind.NEEDS: _("needs"),
        Dependency.Kind.BLOCKS: _("comes before"),
        Dependency.Kind.EXCLUDES: _("rules out"),
    }
)
# The same said from the other side.
DEPENDENTS: Words = MappingProxyType(
    {
        Dependency.Kind.NEEDS: _("is needed by"),
        Dependency.Kind.BLOCKS: _("comes after"),
        Dependency.Kind.EXCLUDES: _("rules out"),
    }
)
# The shape of a state or outcome; the word stands beside it always.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "on_track": "ok",
        "at_risk": "risk",
        "off_track": "off",
        "not_started": "idle",
        "worked": "ok",
        "partly": "risk",
        "failed": "off",
        "": "idle",
    }
)


def reason(one: Reason) -> str:
    """Why the computed state is what it is, as a sentence."""
    return _SENTENCES[one.sign](one)


def _overdue(one: Reason) -> str:
    return ngettext(
        "The milestone “%(name)s” is overdue by %(days)d day.",
        "The milestone “%(name)s” is overdue by %(days)d days.",
        one.days,
    ) % {"name": one.name, "days": one.days}


def _stale(one: Reason) -> str:
    return ngettext("Nothing was reported for %(days)d day.", "Nothing was reported for %(days)d days.", one.days) % {
        "days": one.days
    }


def _spent(one: Reason) -> str:
    return gettext("Of the money %(spent)s is spent, of the milestones %(done)s are reached.") % {
        "spent": percent_words(one.spent / 100),
        "done": percent_words(one.done / 100),
    }


def _no_owner(_one: Reason) -> str:
    return gettext("The owner does not hold a role in the city any more: nobody answers for it.")


def _past_end(one: Reason) -> str:
    return ngettext("It should have ended %(days)d day ago.", "It should have ended %(days)d days ago.", one.days) % {
        "days": one.days
    }


def _late_start(one: Reason) -> str:
    return ngettext("It should have begun %(days)d day ago.", "It should have begun %(days)d days ago.", one.days) % {
        "days": one.days
    }


_SENTENCES = MappingProxyType(
    {
        Sign.OVERDUE: _overdue,
        Sign.STALE: _stale,
        Sign.SPENT: _spent,
        Sign.NO_OWNER: _no_owner,
        Sign.PAST_END: _past_end,
        Sign.LATE_START: _late_start,
    }
)


def money(amount: int, currency: str) -> str:
    """An amount given in cents, as the language of the page writes it; cents only where there are any."""
    whole, cents = divmod(amount, 100)
    pattern = str(page_locale().currency_formats["standard"].pattern)
    if not cents:
        return str(format_currency(whole, currency, pattern.replace(".00", ""), page_locale(), currency_digits=False))
    return str(format_currency(f"{whole}.{cents:02d}", currency, pattern, page_locale()))
