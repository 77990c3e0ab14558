"""The calendar as iCalendar, and what is told as Atom. Entries keep their ids; a sample says so in its title."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import icalendar
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.outreach import letters, queries, words
from visioon.rooms.outreach.models import Campaign, Message

A_DAY = timedelta(days=1)
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed in which nothing stands yet


def _marked(title: str, *, sample: bool) -> str:
    return f"[{_('sample')}] {title}" if sample else title


def _link(viewer: Viewer, name: str, **kwargs: Any) -> str:
    return letters.address(name, viewer.city, **kwargs)


def name(viewer: Viewer) -> str:
    return _("Vision strategy of %(city)s: calendar") % {"city": viewer.city.name}


def ics(viewer: Viewer) -> bytes:
    """The messages that have a day, as a calendar in the language of the page."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Visioon//Outreach//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name(viewer))
    for one in sorted(queries.dated(viewer), key=lambda message: (message.on, message.pk)):
        made.add_component(_event(viewer, one))
    written: bytes = made.to_ical()
    return written


def _event(viewer: Viewer, one: Message) -> icalendar.Event:
    assert one.on is not None  # noqa: S101 - asked for so
    event = icalendar.Event()
    event.add("uid", f"{one.pk}@visioon")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("dtstart", one.on)
    event.add("dtend", one.on + A_DAY)
    event.add("summary", _marked(str(one.title), sample=one.is_sample))
    event.add("description", str(one.words))
    event.add("categories", [str(words.CHANNELS[one.channel])])
    event.add("url", _link(viewer, "outreach:message", message=one.pk))
    event.add("transp", "TRANSPARENT")
    return event


@dataclass(frozen=True)
class _News:
    """A message or an issue as the feed has it."""

    id: str
    title: str
    text: str
    link: str
    at: datetime


def atom(viewer: Viewer) -> str:
    """Messages and issues that are out, newest first, in the language of the page."""
    found = [_message(viewer, one) for one in queries.news(viewer)]
    found += [_issue(viewer, one) for one in queries.issues(viewer)[: queries.SHOWN]]
    found.sort(key=lambda one: one.at, reverse=True)
    where = _link(viewer, "outreach:atom")
    feed = _Feed(
        title=_("Vision strategy of %(city)s: news") % {"city": viewer.city.name},
        link=_link(viewer, "outreach:calendar"),
        description="",
        language=get_language() or "et",
        feed_url=where,
        feed_guid=where,
        author_name=str(viewer.city.name),
    )
    for one in found[: queries.SHOWN]:
        feed.add_item(
            title=one.title, link=one.link, description=one.text, unique_id=one.id, pubdate=one.at, updateddate=one.at
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """An empty feed keeps its date, so that it does not look new each time."""
        return super().latest_post_date() if self.items else BEGINNING


def _message(viewer: Viewer, one: Message) -> _News:
    link = _link(viewer, "outreach:message", message=one.pk)
    title = _marked(str(one.title), sample=one.is_sample)
    return _News(f"urn:uuid:{one.pk}", title, str(one.words), link, one.released_at or BEGINNING)


def _issue(viewer: Viewer, one: Campaign) -> _News:
    link = _link(viewer, "outreach:issue", number=one.number)
    title = _("Newsletter %(number)s: %(subject)s") % {"number": one.number, "subject": one.subject}
    html = letters.whole_html(one.body, (get_language() or "et")[:2])
    return _News(f"urn:uuid:{one.pk}", _marked(title, sample=one.is_sample), html, link, one.released_at or BEGINNING)
