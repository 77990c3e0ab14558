"""A trial edition of the index, weighed by how many frameworks ask for each indicator, and the city's own after it.

The figures are real and the rule of the weights is stated; that anybody decided to try it is a sample.
"""

from collections import defaultdict

from examples.tartu.facts import INDEX_PARAMS
from examples.tartu.made import Walk
from examples.tartu.read import document, whole
from visioon.kernel.ledger.models import Edition
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment.models import FrameworkTie, IndexDesign


def try_other_weights(made: Walk) -> tuple[Edition, Edition]:
    """The trial, then the city's own design again, so that the newest edition is the one that stands."""
    own = IndexDesign.objects.filter(city=made.city).order_by("id")[0]
    trial = document("sample/index_trial.json")
    design = assessment.design_index(
        city=made.city,
        name=whole(trial["name"]),
        params={**INDEX_PARAMS, "treat": trial["treat"]},
        weights=weights(own),
        by=made.team.lead,
    )
    tried = assessment.publish_index(design=design, by=made.team.lead)
    return tried, assessment.publish_index(design=own, by=made.team.lead)


def weights(own: IndexDesign) -> dict[str, float]:
    """One for each framework that asks for an indicator; one for what none asks for."""
    asking = defaultdict(set)
    for tie in FrameworkTie.objects.filter(indicator__code__in=own.weights).select_related("indicator").order_by("id"):
        asking[tie.indicator.code].add(tie.framework)
    return {code: float(max(len(asking[code]), 1)) for code in own.weights}
