"""The letter of Monday: somebody's own week in their language, the newest first, with a link to each place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import viewer_of
from visioon.kernel.cities.models import City
from visioon.kernel.look.dates import day_words
from visioon.kernel.notices import outbox, tokens
from visioon.kernel.notices.consents import address_of
from visioon.kernel.notices.models import Letter, Purpose
from visioon.kernel.notices.outbox import Words
from visioon.kernel.tasks import queries
from visioon.kernel.tasks.models import WeekLetter
from visioon.kernel.tasks.queries import Row, Week
from visioon.kernel.tasks.team import Member, team

MOST = 25  # tasks of one heading; the rest is on the page


@dataclass(frozen=True)
class Line:
    """A task in a letter. Words of people are not quoted: a letter outlives their erasure."""

    title: str
    on: str
    why: str
    url: str
    late: bool
    sample: bool


def name_of_week(of: date) -> str:
    """The week of a day, as keys of jobs and letters carry it: "2026-48"."""
    year, week, _day = of.isocalendar()
    return f"{year}-{week:02}"


def letters(city: City, of: str) -> list[Letter]:
    """The letters of a week to all who work here, have something that waits, and did not stop them."""
    stopped = WeekLetter.objects.filter(city=city, stopped_at__isnull=False).values_list("actor", flat=True)
    wanted = [one for key, one in team(city).items() if key not in set(stopped)]
    made = (_letter(city, one, of) for one in wanted if one.email)
    return [one for one in made if one is not None]


def _letter(city: City, member: Member, of: str) -> Letter | None:
    actor = Actor.objects.get(pk=member.actor)
    with override(member.language):
        found = queries.week(viewer_of(actor, city, member.name))
        if not (found.waiting or found.free_count):
            return None
        row, _made = WeekLetter.objects.get_or_create(city=city, actor=actor)
        return outbox.letter(
            key=f"week:{city.pk}:{actor.pk}:{of}",
            address=address_of(member.email, member.language),
            city=city,
            purpose=Purpose.SERVICE,
            language=member.language,
            words=_words(city, member, found, _address("stop_letter", city, token=tokens.make(tokens.STOP, row.pk))),
            at=clock.now(),
            batch=f"week:{city.slug}:{of}",
        )


def _address(name: str, city: City, **where: Any) -> str:
    return f"{settings.ADDRESS}{reverse(f'overview:{name}', kwargs={'city': city.slug, **where})}"


def _words(city: City, member: Member, found: Week, stop: str) -> Words:
    subject, parts = _subject(found), _parts(found)
    free = [(str(one.source.label), one.count) for one in found.groups]
    week = _address("week", city)
    why = _("You get this because you work on the vision strategy of %(city)s.") % {"city": city.name}
    shown = {"language": member.language, "subject": subject, "parts": parts, "free": free, "week": week}
    html = render_to_string("overview/week_letter.html", {**shown, "why": why, "stop": stop})
    headers = {
        "List-Id": f"<week.{city.slug}.{urlsplit(settings.ADDRESS).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return Words(subject, _plain(parts, free, [f"{_('My week')}: {week}", "--", why, _stop(stop)]), html, headers)


def _stop(where: str) -> str:
    return _("Stop: %(address)s") % {"address": where}


def _subject(found: Week) -> str:
    count = len(found.waiting) + found.more
    if not count:
        return _("Your week: nothing of yours waits, some things are free to take")
    words = ngettext("Your week: %(count)s task waits", "Your week: %(count)s tasks wait", count) % {"count": count}
    return words if not found.late else words + _(", %(late)s late") % {"late": found.late}


def _parts(found: Week) -> list[tuple[str, list[Line]]]:
    named = [(_("I stand in for %(name)s") % {"name": name}, rows) for name, rows in found.deputised]
    return [(heading, _lines(rows)) for heading, rows in [(_("What waits for me"), found.mine), *named] if rows]


def _lines(rows: Sequence[Row]) -> list[Line]:
    """The newest first."""
    newest = sorted(rows, key=lambda row: (row.task.opened_at, row.task.pk), reverse=True)
    return [_line(row) for row in newest[:MOST]]


def _line(row: Row) -> Line:
    card, due = row.card, row.task.due
    on = _("by %(day)s") % {"day": day_words(due)} if due else row.on
    return Line(card.title, on, card.why, f"{settings.ADDRESS}{card.url}", row.late, card.sample)


def _plain(parts: Sequence[tuple[str, list[Line]]], free: Sequence[tuple[str, int]], foot: list[str]) -> str:
    blocks = []
    for heading, lines in parts:
        blocks += [heading.upper(), *("\n".join(_plain_line(line)) for line in lines)]
    if free:
        blocks += [_("Free to take").upper(), "\n".join(f"{label}: {count}" for label, count in free)]
    return "\n\n".join([*blocks, *foot]) + "\n"


def _plain_line(line: Line) -> list[str]:
    mark = f" [{_('sample')}]" if line.sample else ""
    late = f"{_('late')}, " if line.late else ""
    return [f"* {line.title}{mark}", f"{late}{line.on} · {line.why}", line.url]
