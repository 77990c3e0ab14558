"""What waits in part 6a: voices that are in no theme yet."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.kernel.tasks.telling import quoted
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Stage
from visioon.rooms.synthesis.actions import SYNTHESISE
from visioon.rooms.synthesis.models import Assignment

MINUTES = 1
PART = 6  # of the plan: by its last day every voice is in a theme
VERB = "theme.assigned"


def _placed() -> Exists:
    return Exists(Assignment.objects.filter(contribution=OuterRef("pk"), theme__withdrawn_at=None))


def to_sort(city: City) -> Iterator[Need]:
    ends = dict(Stage.objects.filter(city=city, part=PART, withdrawn_at=None).values_list("cycle", "ends"))
    shown = Contribution.objects.filter(city=city, withdrawn_at=None, state=Contribution.State.SHOWN)
    found = shown.filter(~_placed(), passage__words__isnull=False).order_by("id")
    for key, cycle, provenance in found.values_list("pk", "activity__cycle", "provenance"):
        yield Need(str(key), "contribution", key, ends.get(cycle), provenance)


def tell(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Contribution.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    return {
        str(one.pk): Card(
            _("Put voice %(number)s into a theme") % {"number": one.number},
            _("What belongs together becomes a goal together."),
            reverse("synthesis:quote", kwargs={"city": viewer.city.slug, "number": one.number}),
            sample=one.is_sample,
            do=_("Sort it"),
            done=one.placed or one.state != Contribution.State.SHOWN or one.passage.words is None,
            **(quoted(one.passage) if one.state == Contribution.State.SHOWN else {}),
        )
        for one in found.select_related("passage").annotate(placed=_placed())
    }


def assigned(city: City, tasks: Sequence[Task]) -> dict[str, Act]:
    """The acts that put these voices into themes: each lies on the theme and names the voice."""
    keys = {one.key for one in tasks}
    themes = Assignment.objects.filter(contribution__in=[UUID(key) for key in keys]).values("theme")
    acts = Act.objects.filter(city=city, object_kind="theme", object_id__in=themes, verb=VERB).order_by("id")
    return {act.data["contribution"]: act for act in acts if act.data["contribution"] in keys}


source(
    "synthesis.sort",
    gettext_lazy("Thoughts without a theme"),
    roles=PERMISSIONS[SYNTHESISE],
    minutes=MINUTES,
    needs=to_sort,
    describe=tell,
    verbs=(VERB,),
    passing=("contribution.supported", "contribution.told", "contribution.translated", "contribution.answered"),
    ended_by=assigned,
    each="contributions",
)
