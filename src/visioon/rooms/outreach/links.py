"""Messages on the thread: what is told of a voice, a goal, a decision, a project, its report, a version."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Stop
from visioon.rooms.inventory.models import Solution
from visioon.rooms.outreach import queries
from visioon.rooms.outreach.actions import TOLD_IN
from visioon.rooms.outreach.models import Message
from visioon.rooms.outreach.rights import WRITE


def messages(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    return {one.pk: _stop(viewer, one) for one in queries.public(viewer).filter(pk__in=ids)}


def _stop(viewer: Viewer, one: Message) -> Stop:
    where = reverse("outreach:message", kwargs={"city": viewer.city.slug, "message": one.pk})
    return Stop("message", one.pk, _("Told"), one.title, where, day_words(one.on) or str(one.loosely), one.is_sample)


registry.kind("message", _("Told"), messages, order=85)
for origin in ("contribution", "goal", "decision", "project", "statusreport", "version", "solution"):
    registry.allow(origin, TOLD_IN, "message")


def _of_solution(viewer: Viewer, one: Solution) -> str:
    where = reverse("outreach:new_message", kwargs={"city": viewer.city.slug})
    return f"{where}?about=solution:{one.pk}"


registry.step("solution", _("Tell its story"), WRITE, _of_solution)
