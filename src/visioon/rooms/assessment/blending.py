"""The verb of blending: a design of the index made of several frameworks, each indicator in or out with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.assessment import blend as rules
from visioon.rooms.assessment.models import BlendChoice, Framework, FrameworkTie, IndexDesign, Indicator
from visioon.rooms.assessment.rights import MEASURE


class NothingTaken(ValueError):
    """An index is made of at least one indicator."""


class ReasonExpected(ValueError):
    """Indicators are left out without a reason; args: their codes."""


@dataclass(frozen=True)
class Choice:
    """An indicator in or out. weight: where the weights are own ones."""

    indicator: Indicator
    taken: bool
    reason: Text = field(default_factory=Text)
    weight: float = 1.0


@transaction.atomic
def blend(
    *,
    city: City,
    name: Text,
    frameworks: Sequence[Framework],
    choices: Sequence[Choice],
    weighing: str,
    params: dict[str, Any] | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> IndexDesign:
    """Write a design. An indicator that several rows ask for is in it once; what is left out keeps its reason.

    Raises NothingTaken, ReasonExpected, or ValueError for a weight that is not above zero.
    """
    permit(by, MEASURE, city=city)
    taken = [one for one in choices if one.taken]
    silent = [one.indicator.code for one in choices if not one.taken and not one.reason]
    if not taken:
        raise NothingTaken
    if silent:
        raise ReasonExpected(*silent)
    asked = _asked(frameworks, choices)
    own = {one.indicator.code: one.weight for one in taken}
    design: IndexDesign = IndexDesign.objects.create(
        city=city,
        name=name,
        params=params or dict(rules.PARAMS),
        weights=rules.weights(weighing, list(own), asked=asked, own=own),
        frameworks=sorted(one.code for one in frameworks),
        weighing=weighing,
        provenance=provenance,
    )
    for one in choices:
        _keep(design, one, asked[one.indicator.code])
    data = {"indicators": len(taken), "left_out": len(choices) - len(taken), "frameworks": design.frameworks}
    record(by=by, city=city, verb="index.designed", of=design, data=data)
    return design


def _keep(design: IndexDesign, one: Choice, asked: int) -> None:
    BlendChoice(design=design, indicator=one.indicator, taken=one.taken, asked_by=asked, reason=one.reason).save()


def _asked(frameworks: Sequence[Framework], choices: Sequence[Choice]) -> dict[str, int]:
    """How many of the frameworks ask for each indicator."""
    ties = FrameworkTie.objects.filter(
        indicator__in=[one.indicator.pk for one in choices], asked__framework__in=frameworks, asked__withdrawn_at=None
    )
    pairs = set(ties.values_list("indicator__code", "asked__framework__code"))
    return {one.indicator.code: sum(code == one.indicator.code for code, _framework in pairs) for one in choices}
