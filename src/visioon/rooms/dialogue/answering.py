"""Answers go back in the language of the question: which one that is, and which answers lack it."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.dialogue import names
from visioon.rooms.dialogue.models import Answer, Contribution


def languages(voice: Contribution, viewer: Viewer) -> list[str]:
    """The languages of an answer: that of the voice first, be it one of the city's or not."""
    spoken = voice.passage.language
    asked = [spoken] if spoken in {*names.SPOKEN, *viewer.city.languages} else []
    return [*asked, *(code for code in viewer.city.languages if code != spoken)]


def lacks(voice: Contribution, answer: Answer | None, viewer: Viewer) -> bool:
    """Whether an answer was given, but not in the language in which it was asked for."""
    spoken = voice.passage.language
    return answer is not None and spoken in languages(voice, viewer) and answer.words.state(spoken) == "missing"


def unspoken(viewer: Viewer) -> QuerySet[Answer, Any]:
    """Answers that lack the language of their voice, oldest first."""
    spoken = sorted({*names.SPOKEN, *viewer.city.languages})
    lacking = (Q(contribution__passage__language=code) & ~Q(words__words__has_key=code) for code in spoken)
    seen = Answer.objects.visible_to(viewer).filter(contribution__withdrawn_at=None)
    seen = seen.filter(contribution__passage__words__isnull=False)
    return seen.filter(reduce(or_, lacking)).select_related("contribution__passage").order_by("contribution__number")
