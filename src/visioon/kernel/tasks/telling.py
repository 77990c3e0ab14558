"""What sources share in telling a task: words of others, cut to a line, with their language."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visioon.kernel.look.dates import short_day_words
from visioon.kernel.texts.models import Passage
from visioon.kernel.texts.value import Text

LONGEST = 110


def quoted(value: Passage | Text | None) -> dict[str, str]:
    """quote and lang of a card: the words in one line, and their language where it is not that of the page."""
    if value is None:
        return {}
    spoken, language = (value.words or "", value.language) if isinstance(value, Passage) else value.best()
    return {"quote": cut(spoken), "lang": "" if language == (get_language() or "")[:2] else language}


def cut(words: str, most: int = LONGEST) -> str:
    """At most so many characters, ended at a word."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most + 1].rsplit(' ', 1)[0].rstrip(',.;:–-')}…"


def day_near(due: date | None, today: date) -> str:
    """By when, as somebody at work says it."""
    if due is None:
        return _("no day")
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near.get((due - today).days) or short_day_words(due)
