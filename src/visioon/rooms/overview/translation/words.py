"""What kinds of rows, their texts and their states are called on the pages of translators."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from visioon.kernel.texts.registry import shelves
from visioon.kernel.thread.registry import KINDS as STOPS
from visioon.kernel.translation import checks

KINDS: Mapping[str, Any] = MappingProxyType(
    {
        "activity": _("Activity"),
        "adoptedtarget": _("Adopted target"),
        "answer": _("Answer"),
        "assumption": _("Assumption"),
        "blockrevision": _("Paragraph of the strategy"),
        "brandkit": _("Face of the city"),
        "budgetline": _("Line of a budget"),
        "campaign": _("Issue of the newsletter"),
        "city": _("City"),
        "contribution": _("Voice"),
        "criterion": _("Criterion"),
        "cycle": _("Plan"),
        "document": _("Strategy"),
        "domain": _("Domain"),
        "event": _("Event"),
        "finding": _("Finding"),
        "goal": _("Goal, its state"),
        "goalrevision": _("Goal"),
        "indexdesign": _("Index"),
        "indicator": _("Indicator"),
        "judge": _("Specialist"),
        "link": _("Tie"),
        "mark": _("Mark on a paragraph"),
        "message": _("Message"),
        "milestone": _("Milestone"),
        "organisation": _("Organisation"),
        "overallgoal": _("Overall goal"),
        "panel": _("Panel"),
        "partnercity": _("Partner city"),
        "party": _("Party of the plan"),
        "place": _("Place"),
        "planversion": _("Version of the plan"),
        "populationshare": _("Group of the population"),
        "processtarget": _("Target of the process"),
        "reaction": _("Reaction"),
        "reply": _("Reply to a party"),
        "project": _("Key project"),
        "review": _("Review"),
        "risk": _("Risk"),
        "round": _("Round"),
        "signal": _("Signal"),
        "solution": _("Solution"),
        "stage": _("Part of the plan"),
        "statement": _("Statement"),
        "statusreport": _("Status report"),
        "term": _("Word of the glossary"),
        "theme": _("Theme"),
        "topic": _("Topic"),
        "topicchange": _("Step on a topic"),
        "stake": _("Stake of an organisation"),
        "workshop": _("Workshop"),
        "trend": _("Trend"),
        "trigger": _("Trigger"),
        "version": _("Version of the strategy"),
    }
)
FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "about_samples": _("about the samples"),
        "answers_words": _("when it will answer"),
        "assumption": _("assumption"),
        "avoid": _("what it avoids"),
        "baseline": _("baseline"),
        "body": _("body"),
        "can_change": _("what it can change"),
        "cannot_change": _("what it cannot change"),
        "change_reason": _("why it changed"),
        "conflict": _("conflict"),
        "criterion": _("criterion"),
        "do": _("what it does"),
        "evidence": _("what it rests on"),
        "facts": _("facts"),
        "hidden_reason": _("why it is hidden"),
        "indicator": _("indicator"),
        "intro": _("introduction"),
        "kind": _("kind"),
        "lesson": _("lesson"),
        "loosely": _("when, loosely"),
        "mitigation": _("what is done against it"),
        "name": _("name"),
        "note": _("note"),
        "owner": _("who answers for it"),
        "owner_role": _("who answers for it"),
        "partners": _("partners"),
        "promise": _("what it promises"),
        "question": _("question"),
        "reason": _("reason"),
        "relation": _("relation"),
        "role": _("role"),
        "slogan": _("slogan"),
        "source": _("source"),
        "stage_reason": _("reason of the stage"),
        "state_reason": _("reason of the state"),
        "statement": _("what will be true"),
        "subject": _("subject"),
        "summary": _("summary"),
        "target": _("target"),
        "title": _("title"),
        "unit": _("unit"),
        "way_back": _("the way back"),
        "what": _("what it is"),
        "place": _("place"),
        "why_none": _("why there is none"),
        "who_decides": _("who decides"),
        "why": _("why"),
        "words": _("words"),
    }
)
STATES: Mapping[str, Any] = MappingProxyType(
    {
        "missing": _("missing"),
        "outdated": _("outdated"),
        "machine": _("machine draft"),
        "human": _("translated"),
    }
)
SHAPES = MappingProxyType({"missing": "idle", "outdated": "risk", "machine": "idle", "human": "ok"})
OUTCOMES: Mapping[str, Any] = MappingProxyType(
    {
        "added": _("added"),
        "changed": _("changed"),
        "confirmed": _("confirmed as it is"),
        "same": _("the same as now"),
        "empty": _("not translated in the file"),
        "outdated": _("refused: the source has changed since"),
        "settled": _("refused: this wording stands"),
        "unknown": _("refused: no such text"),
        "wrong": _("refused: it holds codes of a program"),
    }
)
WARNINGS: Mapping[str, Any] = MappingProxyType(
    {
        checks.PLACEHOLDERS: _("The placeholders are not those of the source."),
        checks.LINKS: _("The links are not those of the source."),
    }
)


def kind(code: str) -> str:
    """A kind of rows; one that has no name here is called as the thread calls it, or as its model is."""
    if code in KINDS:
        return str(KINDS[code])
    if code in STOPS:
        return str(STOPS[code].label)
    return capfirst(str(shelves()[code].model._meta.verbose_name))


def field(name: str) -> str:
    return str(FIELDS.get(name, name.replace("_", " ")))


def language(code: str) -> str:
    """A language in its own words, or its code where these are not known."""
    try:
        return capfirst(str(get_language_info(code)["name_local"]))
    except KeyError:
        return code
