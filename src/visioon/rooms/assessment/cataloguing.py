"""The verbs of the catalogue: frameworks brought in, a city's own indicators defined, described and tied to them."""

from typing import Any

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import COMMONS, City, commons
from visioon.kernel.ledger.acts import record
from visioon.rooms.assessment.models import Framework, FrameworkIndicator, FrameworkTie, Indicator
from visioon.rooms.assessment.rights import MEASURE, SHARED

TO_VERIFY = ("to verify", "to be checked", "check code")


class CodeTaken(ValueError):
    """There is an indicator of this code already; args: the code."""


def needs_a_check(evidence: str) -> bool:
    """Whether the compiler of a row says that it was not seen in the source itself."""
    return any(words in evidence.casefold() for words in TO_VERIFY)


@transaction.atomic
def import_frameworks(*, frameworks: list[dict[str, Any]], rows: list[dict[str, Any]], by: Actor) -> int:
    """Bring the catalogue of published frameworks up to date: facts only, owned by the commons.

    frameworks: code, name, source, numbers_only. rows: framework by code, code, name, group, domain, unit, direction,
    level, source, evidence. A row stays when a later file lacks it: ties hang on it.
    """
    city = commons()
    permit(by, SHARED, city=city)
    for given in frameworks:
        Framework.objects.update_or_create(city=city, name=given["name"], defaults=given)
    of = {one.code: one for one in Framework.objects.filter(city=city)}
    for row in rows:
        facts = {**row, "framework": of[row["framework"]], "to_verify": needs_a_check(row.get("evidence", ""))}
        FrameworkIndicator.objects.update_or_create(
            framework=facts["framework"], code=row["code"], defaults={**facts, "city": city}
        )
    record(by=by, city=city, verb="frameworks.imported", data={"frameworks": len(frameworks), "rows": len(rows)})
    return len(rows)


def rows_by_words(ties: list[dict[str, Any]], domain_of: dict[str, str]) -> dict[tuple[str, str], FrameworkIndicator]:
    """The rows that ties name by framework and code; a row that the catalogue lacks is made, marked to be verified."""
    city = commons()
    names = {tie["framework"] for tie in ties}
    found = FrameworkIndicator.objects.filter(framework__city=city, framework__name__in=names)
    rows = {(one.framework.name, one.code): one for one in found.select_related("framework")}
    for tie in ties:
        key = (tie["framework"], tie["code"])
        if key not in rows:
            rows[key] = _unseen_row(city, *key, domain_of[tie["indicator"]])
    return rows


def _unseen_row(city: City, framework: str, code: str, domain: str) -> FrameworkIndicator:
    number = Framework.objects.filter(city=city).count() + 1
    of, _made = Framework.objects.get_or_create(city=city, name=framework, defaults={"code": f"framework-{number}"})
    row: FrameworkIndicator = FrameworkIndicator.objects.create(
        city=city, framework=of, code=code, name=code, domain=domain, to_verify=True
    )
    return row


def _permit(indicator: Indicator, by: Actor) -> None:
    """Shared indicators are described where they are owned, in the commons."""
    permit(by, SHARED if indicator.city.slug == COMMONS else MEASURE, city=indicator.city)


@transaction.atomic
def define_indicator(*, city: City, facts: dict[str, Any], by: Actor) -> Indicator:
    """An indicator of the city's own. facts: the fields of an indicator. Raises CodeTaken."""
    permit(by, MEASURE, city=city)
    if Indicator.objects.filter(city__in=[city, commons()], code=facts["code"]).exists():
        raise CodeTaken(facts["code"])
    made: Indicator = Indicator.objects.create(**facts, city=city)
    record(by=by, city=city, verb="indicator.defined", of=made, data={"indicator": made.code})
    return made


@transaction.atomic
def describe(*, indicator: Indicator, facts: dict[str, Any], by: Actor) -> Indicator:
    """Say anew what is measured and how; the code and the figures stay. Editions keep what they were made of."""
    _permit(indicator, by)
    changed = sorted(name for name, value in facts.items() if getattr(indicator, name) != value)
    for name in changed:
        setattr(indicator, name, facts[name])
    if changed:
        indicator.save(update_fields=changed)
        data = {"indicator": indicator.code, "fields": changed}
        record(by=by, city=indicator.city, verb="indicator.described", of=indicator, data=data)
    return indicator


@transaction.atomic
def tie_indicator(
    *, indicator: Indicator, asked: FrameworkIndicator, tie: str, evidence: str = "", by: Actor
) -> FrameworkTie:
    """Say that an indicator is the same as, similar to, or a part of what a framework asks; said again, it changes."""
    _permit(indicator, by)
    made, _fresh = FrameworkTie.objects.update_or_create(
        indicator=indicator, asked=asked, defaults={"tie": tie, "evidence": evidence}
    )
    data = {"indicator": indicator.code, "row": asked.code, "tie": tie}
    record(by=by, city=indicator.city, verb="indicator.tied", of=indicator, data=data)
    return made


@transaction.atomic
def untie_indicator(*, tie: FrameworkTie, by: Actor) -> Indicator:
    """Take a tie back."""
    _permit(tie.indicator, by)
    data = {"indicator": tie.indicator.code, "row": tie.code}
    record(by=by, city=tie.indicator.city, verb="indicator.untied", of=tie.indicator, data=data)
    tie.delete()
    return tie.indicator
