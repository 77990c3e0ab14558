"""What the pages of the assessment show, made of what the queries found and the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.charts.chart import Chart
from visioon.kernel.jobs.models import Job
from visioon.kernel.look.figures import number_words, percent_words
from visioon.rooms.assessment import charts, queries, rules, words
from visioon.rooms.assessment.models import IndexDesign, Indicator
from visioon.rooms.assessment.queries import Coverage, DomainIndex, Measure, Published

JOB_WORDS = {
    Job.State.READY: ("idle", gettext_lazy("waits for its turn")),
    Job.State.RUNNING: ("idle", gettext_lazy("is being computed")),
    Job.State.DONE: ("ok", gettext_lazy("published")),
    Job.State.FAILED: ("off", gettext_lazy("failed, nothing was published")),
}


def has_samples(published: Published | None, measures: Sequence[Measure]) -> bool:
    return bool(published and published.edition.is_sample) or any(one.indicator.is_sample for one in measures)


@dataclass(frozen=True)
class RankedDomain:
    """A domain in which places can be shown; why: why the dot lies at an end of its bar."""

    domain: DomainIndex
    chart: Chart
    why: str
    measures: list[Measure]


def ranked_domains(viewer: Viewer, published: Published, measures: Sequence[Measure]) -> list[RankedDomain]:
    return [_ranked(viewer, domain, published, measures) for domain in published.scored]


def _ranked(viewer: Viewer, domain: DomainIndex, published: Published, measures: Sequence[Measure]) -> RankedDomain:
    own = [one for one in measures if one.indicator.domain == domain.code]
    source = "; ".join(sorted({one.indicator.source for one in own}))
    why = words.why_at_the_end(rules.end_of_bar(domain.us), viewer.city.name) if domain.us else ""
    return RankedDomain(domain, charts.ranks(viewer, domain, published, source), why, own)


@dataclass(frozen=True)
class UnknownDomain:
    """A domain without a place: what there is, what is needed, and from when it is."""

    code: str
    title: str
    detail: str
    measures: list[Measure]


def unknown_domains(published: Published, measures: Sequence[Measure]) -> list[UnknownDomain]:
    unknown = [one for one in published.domains.values() if one.us is None]
    return [_unknown(one, [m for m in measures if m.indicator.domain == one.code]) for one in unknown]


def _unknown(domain: DomainIndex, measures: list[Measure]) -> UnknownDomain:
    if not measures:
        return UnknownDomain(domain.code, _("There are no data."), _("Not one indicator is here yet."), [])
    detail = ngettext(
        "%(have)s indicator, at least %(needed)s are needed.",
        "%(have)s indicators, at least %(needed)s are needed.",
        domain.available,
    ) % {"have": domain.available, "needed": domain.needed}
    years = sorted(one.us.year for one in measures if one.us)
    if years:
        detail += " " + _("Our newest measurement is from %(year)s.") % {"year": years[-1]}
    return UnknownDomain(domain.code, _("Not enough data."), detail, measures)


def ends(measure: Measure, names: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Us, the five highest and the five lowest: label, name, value."""
    ordered = sorted(measure.latest.values(), key=lambda one: (-one.value, one.place))
    if len(ordered) <= 2 * MOST_ENDS:
        return [("", names.get(one.place, one.place), one) for one in ordered]
    chosen = [("highest", one) for one in ordered[:MOST_ENDS]] + [("lowest", one) for one in ordered[-MOST_ENDS:]]
    return [(label, names.get(one.place, one.place), one) for label, one in chosen]


MOST_ENDS = 5


def steps(published: Published) -> list[tuple[str, str]]:
    """The parameters of the edition as plain sentences, in the order of the calculation."""
    return steps_of(published.params, published.fallbacks)


def steps_of(params: dict[str, Any], fallbacks: int) -> list[tuple[str, str]]:
    """The same from the parameters alone."""
    floor = params.get("floor") or {"indicators": 0, "share": 0}
    found = [
        (_("Missing values"), _said(params["impute"])),
        (_("Extreme values"), _treated(params["treat"])),
        (_("One scale"), _said(params["normalise"])),
        (_("Blending"), _said(params["aggregate"])),
        (_("Floor"), _floor(floor["indicators"], floor["share"])),
    ]
    if params.get("uncertainty"):
        found.append((_("Uncertainty"), _uncertainty(params["uncertainty"], fallbacks)))
    return found


def _said(option: str) -> str:
    return str(words.METHODS.get(option, option))


def _treated(treat: bool) -> str:
    if not treat:
        return _("Extreme values are left as they are.")
    return _(
        "Where a few extreme values would decide everything, they are drawn back to the next lower value, at most five;"
        " where that is not enough, logarithms are taken."
    )


def _floor(indicators: int, share: float) -> str:
    return _(
        "A domain needs at least %(indicators)s indicators, and a city at least %(share)s of them. Below that nobody"
        " gets a place in it, and we say: not enough data."
    ) % {"indicators": indicators, "share": percent_words(share)}


def _uncertainty(replicates: int, fallbacks: int) -> str:
    said = _(
        "The whole calculation is repeated %(count)s times. Each time the limit for extreme values (one to five), the"
        " scale (two ways), the weights (up to 25 %% up or down) and the mean (arithmetic or geometric) are drawn anew."
        " The interval is where a place lies in 90 of 100 repetitions."
    ) % {"count": number_words(replicates, 0)}
    if fallbacks:
        said += " " + _("In %(count)s of them no geometric mean was possible, so the arithmetic one was taken.") % {
            "count": number_words(fallbacks, 0)
        }
    return said


def weights(viewer: Viewer, published: Published) -> list[tuple[str, Any, float]]:
    """Domain, indicator and weight in the edition; the code stands where the indicator is not known any more."""
    known = {one.code: one for one in queries.shared(viewer, Indicator)}
    rows = [(one["parent"], known.get(one["code"], one["code"]), one["weight"]) for one in published.indicators]
    order = list(published.domains)
    return sorted(rows, key=lambda row: order.index(row[0]))


@dataclass(frozen=True)
class Desk:
    """A design on the desk: what it blends, and how its latest request for an edition stands."""

    design: IndexDesign
    weights: list[tuple[Indicator, float]]
    job: Job | None
    mark: str
    word: Any
    waits: bool


def desk(design: IndexDesign, job: Job | None, coverage: Sequence[Coverage]) -> Desk:
    blended = [
        (one.indicator, design.weights[one.indicator.code]) for one in coverage if one.indicator.code in design.weights
    ]
    mark, word = JOB_WORDS[Job.State(job.state)] if job else ("idle", "")
    if job and job.state == Job.State.READY and job.error:
        word = _("failed once, will be tried again")
    return Desk(design, blended, job, mark, word, bool(job and job.state in {Job.State.READY, Job.State.RUNNING}))
