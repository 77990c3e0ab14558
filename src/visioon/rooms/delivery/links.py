"""Projects and their reports on the thread. A paragraph is of a later room: its kind is named here, not imported."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.nouns import Noun
from visioon.kernel.thread import registry
from visioon.kernel.thread.registry import Family, Stop
from visioon.rooms.delivery import words
from visioon.rooms.delivery.actions import PLAN
from visioon.rooms.delivery.models import Project, StatusReport
from visioon.rooms.dialogue.models import Contribution


def projects(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = Project.objects.visible_to(viewer).filter(pk__in=ids)
    return {one.pk: _project(viewer, one) for one in found}


def _project(viewer: Viewer, one: Project) -> Stop:
    where = reverse("delivery:project", kwargs={"city": viewer.city.slug, "slug": one.slug})
    kind = _("Quick win") if one.quick_win else _("Key project")
    why = f"{words.STAGES[Project.Stage(one.stage)]}: {one.promise}" if one.promise else words.STAGES[one.stage]
    return Stop("project", one.pk, kind, one.title, where, str(why), one.is_sample, domain=one.domain)


def reports(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Stop]:
    found = StatusReport.objects.visible_to(viewer).filter(pk__in=ids).select_related("project")
    return {one.pk: _report(viewer, one) for one in found}


def _report(viewer: Viewer, one: StatusReport) -> Stop:
    where = reverse("delivery:project", kwargs={"city": viewer.city.slug, "slug": one.project.slug})
    state = words.OUTCOMES[one.outcome] if one.is_closing else words.LIGHTS[one.light]
    said = _now("%(project)s: %(state)s") % {"project": one.project.title, "state": state}
    kind = _("Closing report") if one.is_closing else _("Status report")
    return Stop("statusreport", one.pk, kind, said, f"{where}#report-{one.pk}", day_words(one.day), one.is_sample)


def _from_voice(viewer: Viewer, voice: Contribution) -> str:
    return reverse("delivery:quick_win", kwargs={"city": viewer.city.slug, "number": voice.number})


def _from(kind: str) -> registry.Address:
    def address(viewer: Viewer, noun: Noun) -> str:
        return reverse("delivery:propose", kwargs={"city": viewer.city.slug}) + f"?origin={kind}:{noun.pk}"

    return address


registry.kind("project", _("Key project"), projects, order=70)
registry.kind("statusreport", _("Status report"), reports, order=75)
for origin in ("contribution", "decision", "goal", "block"):
    registry.allow(origin, "carried out by", "project")
registry.allow("project", "reported in", "statusreport")
registry.allow("statusreport", "taught", "solution")
registry.allow("project", "moves", "indicator", Family.WATCHES)
registry.step("contribution", _("Make it a quick win"), PLAN, _from_voice)
for origin in ("decision", "goal"):
    registry.step(origin, _("Propose a project from it"), PLAN, _from(origin))
registry.allow("project", "is about", "topic", Family.WATCHES)
