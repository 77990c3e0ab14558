"""A tie that names its framework and code by words becomes a tie to the row of the catalogue that it means.

Where the catalogue does not have the row yet it is made, in the commons and marked as to be verified; the next import
of the frameworks completes it by its code.
"""

from typing import Any

from django.db import migrations
from django.utils.text import slugify
from uuid6 import uuid7

COMMONS = "commons"


def point(apps: Any, _editor: Any) -> None:
    named, tie_of = apps.get_model("assessment", "TieByName"), apps.get_model("assessment", "FrameworkTie")
    models = apps.get_model("assessment", "Framework"), apps.get_model("assessment", "FrameworkIndicator")
    city = apps.get_model("cities", "City").objects.filter(slug=COMMONS).first()
    frameworks: dict[str, Any] = {}
    for tie in named.objects.select_related("indicator").order_by("pk"):
        if tie.framework not in frameworks:
            frameworks[tie.framework] = _framework(models[0], city, tie.framework, len(frameworks))
        row = _row(models[1], city, frameworks[tie.framework], tie)
        tie_of.objects.create(indicator=tie.indicator, asked=row, tie=tie.tie, evidence=tie.evidence)


def _framework(model: Any, city: Any, name: str, number: int) -> Any:
    """Of two names that begin alike the later gets a number."""
    known = model.objects.filter(city=city, name=name).first()
    code = slugify(name)[:16].strip("-")
    if not code or model.objects.filter(city=city, code=code).exists():
        code = f"{code}-{number}"
    return known or model.objects.create(pk=uuid7(), city=city, name=name, code=code)


def _row(model: Any, city: Any, framework: Any, tie: Any) -> Any:
    given = {"name": tie.code, "domain": tie.indicator.domain, "evidence": tie.evidence, "to_verify": True}
    defaults = {"pk": uuid7(), "city": city, **given}
    row, _made = model.objects.get_or_create(framework=framework, code=tie.code, defaults=defaults)
    return row


def back(apps: Any, _editor: Any) -> None:
    named, tie_of = apps.get_model("assessment", "TieByName"), apps.get_model("assessment", "FrameworkTie")
    for tie in tie_of.objects.select_related("asked__framework").order_by("pk"):
        words = {"framework": tie.asked.framework.name, "code": tie.asked.code, "tie": tie.tie}
        named.objects.get_or_create(indicator_id=tie.indicator_id, **words, defaults={"evidence": tie.evidence})


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_frameworks_and_upkeep")]

    operations = [migrations.RunPython(point, back)]
