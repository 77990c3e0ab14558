"""Sources and signals: by hand, from a file, from a feed that is fetched."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction

from visioon.formats import feeds
from visioon.formats.errors import InputError
from visioon.kernel import clock, fetch
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.jobs.queue import effect
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.rooms.goals.actions import ReasonExpected
from visioon.rooms.horizon.actions.rights import WATCH
from visioon.rooms.horizon.models import Signal, Source, Trend

LONGEST_ERROR, LONGEST_MARK = 500, 200
UNCHANGED = 304


class NotInInbox(RuntimeError):
    """The signal was sorted already; args: its state."""


@transaction.atomic
def add_source(
    *,
    city: City,
    name: str,
    url: str = "",
    hosts: Iterable[str] = (),
    language: str = "",
    domain: str = "",
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Source:
    """A place that people read, or with an address a feed; hosts: where else it may lead, its own is always in."""
    permit(by, WATCH, city=city)
    own = {urlsplit(url).hostname or ""} | {one.strip().lower() for one in hosts}
    source: Source = Source.objects.create(
        city=city,
        name=name,
        kind=Source.Kind.FEED if url else Source.Kind.HAND,
        url=url,
        hosts=sorted(filter(None, own)),
        language=language or city.home_language,
        domain=domain,
        provenance=provenance,
    )
    record(by=by, city=city, verb="source.added", of=source)
    return source


@transaction.atomic
def stop_source(*, source: Source, by: Actor) -> Source:
    """Read it no more; what it brought stays."""
    return _turn(source, by, active=False)


@transaction.atomic
def resume_source(*, source: Source, by: Actor) -> Source:
    return _turn(source, by, active=True)


def _turn(source: Source, by: Actor, *, active: bool) -> Source:
    permit(by, WATCH, city=source.city)
    if Source.objects.filter(pk=source.pk, active=not active).update(active=active):
        record(by=by, city=source.city, verb="source.resumed" if active else "source.stopped", of=source)
    source.active = active
    return source


@transaction.atomic
def add_signal(
    *,
    source: Source,
    title: Text,
    words: Text,
    seen_on: date,
    url: str = "",
    domain: str = "",
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Signal:
    """Something that somebody has seen."""
    permit(by, WATCH, city=source.city)
    signal: Signal = Signal.objects.create(
        city=source.city,
        source=source,
        title=title,
        words=words,
        url=url,
        seen_on=seen_on,
        domain=domain or source.domain,
        provenance=provenance,
        at=clock.now(),
    )
    record(by=by, city=source.city, verb="signal.seen", of=signal)
    return signal


@transaction.atomic
def read_feed(*, source: Source, content: bytes, file: str | None = None, by: Actor) -> int:
    """Take in what is new in a feed that was brought as a file. Raises InputError that says what was expected."""
    permit(by, WATCH, city=source.city)
    return _take_in(source, feeds.read(content, file=file), by)


def _take_in(source: Source, feed: feeds.Feed, by: Actor) -> int:
    """An entry comes in once, however often its feed is read. Gives how many are new."""
    today = clock.today(source.city.time_zone)
    new = 0
    for entry in feed.entries:
        _signal, made = Signal.objects.get_or_create(
            source=source,
            entry=entry.id,
            defaults={
                "city": source.city,
                "title": Text.of(source.language, {source.language: entry.title}),
                "words": Text.of(source.language, {source.language: entry.summary}),
                "url": entry.link,
                "seen_on": min(entry.published.astimezone(source.city.zone).date(), today)
                if entry.published
                else today,
                "domain": source.domain,
                "provenance": source.provenance,
                "at": clock.now(),
            },
        )
        new += made
    Source.objects.filter(pk=source.pk).update(checked_at=clock.now(), last_error="")
    data = {"entries": len(feed.entries), "new": new, "wordless": feed.wordless}
    record(by=by, city=source.city, verb="source.read", of=source, data=data)
    return new


def fetch_feed(*, source: Source, by: Actor) -> int:
    """Ask the feed for what is new; why nothing came stands on the source in words. Gives how many signals are new."""
    permit(by, WATCH, city=source.city)
    try:
        got = fetch.get(source.url, hosts=frozenset(source.hosts), etag=source.etag, modified=source.modified)
        feed = feeds.read(got.body) if got.status != UNCHANGED else None
    except (fetch.Refused, InputError) as wrong:
        with effect():
            _note(source, str(wrong), by)
        return 0
    with effect():
        Source.objects.filter(pk=source.pk).update(
            etag=got.etag[:LONGEST_MARK], modified=got.modified[:LONGEST_MARK], checked_at=clock.now(), last_error=""
        )
        return _take_in(source, feed, by) if feed else 0


def _note(source: Source, wrong: str, by: Actor) -> None:
    """Keep what went wrong; the ledger is told when it is something else than the last time."""
    words = wrong[:LONGEST_ERROR]
    if Source.objects.filter(pk=source.pk).exclude(last_error=words).update(last_error=words):
        record(by=by, city=source.city, verb="source.failed", of=source)
    Source.objects.filter(pk=source.pk).update(checked_at=clock.now())


@transaction.atomic
def keep_signal(*, signal: Signal, trend: Trend, by: Actor) -> Signal:
    """The signal is seen in a trend, and the thread runs through it."""
    own = _from_inbox(signal, by)
    own.state, own.domain = Signal.State.KEPT, own.domain or trend.domain
    own.save(update_fields=["state", "domain"])
    tie(source=own, relation="seen in", target=trend, by=by)
    record(by=by, city=own.city, verb="signal.kept", of=own)
    return own


@transaction.atomic
def merge_signal(*, signal: Signal, into: Signal, by: Actor) -> Signal:
    """The same was seen already elsewhere: it stands with the other."""
    own = _from_inbox(signal, by)
    if into.pk == own.pk or into.city_id != own.city_id or into.state in {Signal.State.MERGED, Signal.State.DROPPED}:
        raise NotInInbox(into.state)
    own.state, own.merged_into = Signal.State.MERGED, into
    own.save(update_fields=["state", "merged_into"])
    record(by=by, city=own.city, verb="signal.merged", of=own)
    return own


@transaction.atomic
def drop_signal(*, signal: Signal, reason: Text, by: Actor) -> Signal:
    """Not for us, and why."""
    own = _from_inbox(signal, by)
    if not reason:
        raise ReasonExpected(str(own.pk))
    own.state, own.reason = Signal.State.DROPPED, reason
    own.save(update_fields=["state", "reason"])
    record(by=by, city=own.city, verb="signal.dropped", of=own)
    return own


def _from_inbox(signal: Signal, by: Actor) -> Signal:
    permit(by, WATCH, city=signal.city)
    own: Signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if own.state != Signal.State.INBOX:
        raise NotInInbox(own.state)
    return own
