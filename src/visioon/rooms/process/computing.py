"""From the rows of a cycle to the inputs of the method plan-state: one line for each thing that was planned."""

from datetime import date
from typing import Any

from visioon.kernel.ledger.editions import Draft, read
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.value import Text
from visioon.rooms.process.models import Activity, Cycle, PlanVersion, ProcessTarget, Stage

KIND = "plan"
Json = dict[str, Any]


def plan_state(cycle: Cycle) -> Draft:
    """The plan as it stands now, beside the newest version that was put to the parties."""
    last = newest(cycle)
    lines = [
        _mandate(cycle),
        *map(_stage, Stage.objects.filter(cycle=cycle, withdrawn_at=None).order_by("part")),
        *map(_activity, _activities(cycle)),
        *map(_target, ProcessTarget.objects.filter(cycle=cycle, withdrawn_at=None).order_by("key")),
    ]
    texts = _committed(lines)
    return Draft(
        kind=KIND,
        method="plan-state",
        version="1",
        inputs={
            "cycle": cycle.number,
            "number": last.number + 1 if last else 1,
            "lines": lines,
            "before": read(last.edition).inputs["lines"] if last else None,
        },
        real=0 if cycle.is_sample else 1,
        sample=1 if cycle.is_sample else 0,
        texts=texts,
        rests_on=(last.edition,) if last else (),
    )


def newest(cycle: Cycle) -> PlanVersion | None:
    return PlanVersion.objects.filter(cycle=cycle).select_related("edition").order_by("number").last()


def _mandate(cycle: Cycle) -> Json:
    parts = {"can_change": cycle.can_change, "cannot_change": cycle.cannot_change, "who_decides": cycle.who_decides}
    days = {"begins": _day(cycle.begins), "answer_by": _day(cycle.answer_by), "gate_roles": sorted(cycle.gate_roles)}
    return _line("mandate", "mandate", {"title": cycle.title, **parts}, days)


def _activities(cycle: Cycle) -> list[Activity]:
    return list(Activity.objects.filter(cycle=cycle, withdrawn_at=None).select_related("beside").order_by("slug"))


def _stage(stage: Stage) -> Json:
    days = {"opens": _day(stage.opens), "ends": _day(stage.ends)}
    return _line(f"stage:{stage.part:02}", "stage", {"name": stage.name, "when": stage.words}, days)


def _activity(one: Activity) -> Json:
    data: Json = {"opens": _day(one.opens), "ends": _day(one.ends), "part": one.part, "kind": one.kind}
    data["domain"] = one.domain
    # Only where they are said, so that plans that say nothing of them read as they did.
    data |= {"round": one.round_number} if one.round_number else {}
    data |= {"beside": one.beside.slug} if one.beside else {}
    return _line(f"activity:{one.slug}", "activity", {"title": one.title, "question": one.question}, data)


def _target(one: ProcessTarget) -> Json:
    return _line(f"target:{one.key}", "target", {"name": one.name, "unit": one.unit}, {"value": one.value})


def _line(name: str, section: str, words: dict[str, Text], data: Json) -> Json:
    return {"id": name, "section": section, "text": words, "data": data}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _committed(lines: list[Json]) -> tuple[passages.Passage, ...]:
    """Put hashes in place of the words; equal words keep one hash over the versions, so that they show no change."""
    spoken = {pair for line in lines for text in line["text"].values() for pair in text.words.items()}
    kept = passages.shared_all(sorted(spoken))
    for line in lines:
        line["text"] = {
            field: {language: kept[language, words].hash for language, words in sorted(text.words.items())}
            for field, text in line["text"].items()
        }
    return tuple(kept[pair] for pair in sorted(spoken))
