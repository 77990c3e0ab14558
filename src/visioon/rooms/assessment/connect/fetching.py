"""The verbs of fetching: ask an office, keep its answer, take it in after a look or leave it."""

from datetime import timedelta

from django.db import transaction

from visioon.kernel import clock, fetch
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.fetch import PUBLIC, Fetched, Network
from visioon.kernel.jobs.queue import effect
from visioon.kernel.ledger.acts import record
from visioon.rooms.assessment import taking
from visioon.rooms.assessment.connect import asking
from visioon.rooms.assessment.connect.asking import Got, Question, Unreadable
from visioon.rooms.assessment.models import Fetching, Observation, Upkeep
from visioon.rooms.assessment.rights import MEASURE
from visioon.rooms.assessment.taking import Incoming, Taken, place_of

PATIENCE = timedelta(minutes=1)  # the same question is not asked again sooner
REST = timedelta(minutes=15)  # nor after an office said that it was asked too often
LONGEST_DETAIL = 500
PROBLEM_OF = {400: "query", 403: "large", 404: "query", 413: "large", 429: "busy", 503: "busy"}


class Nowhere(LookupError):
    """The indicator comes from no office."""


class TooSoon(RuntimeError):
    """The office was asked a moment ago; args: when it may be asked again."""


class NotWaiting(RuntimeError):
    """The answer was taken in or left already; args: its state."""


def may_ask(kept: Upkeep) -> None:
    """Raises Nowhere, NoPlace, or TooSoon."""
    if not kept.connector:
        raise Nowhere(kept.pk)
    place_of(kept.city)
    last = Fetching.objects.filter(upkeep=kept).order_by("at", "id").last()
    if last is not None:
        again = last.at + (REST if last.problem == "busy" else PATIENCE)
        if clock.now() < again:
            raise TooSoon(again)


def fetch_values(*, upkeep: Upkeep, network: Network = PUBLIC, by: Actor) -> Fetching:
    """Ask the office outside any transaction; what came, or why nothing came, is kept and waits for a look.

    Raises Nowhere, NoPlace, or TooSoon.
    """
    permit(by, MEASURE, city=upkeep.city)
    may_ask(upkeep)
    asked = asking.question(upkeep, place_of(upkeep.city).code)
    try:
        got = _ask(asked, network)
    except fetch.Refused as wrong:
        with effect():
            return _failed(upkeep, PROBLEM_OF.get(wrong.status, "refused"), str(wrong), by)
    with effect():
        return read_answer(upkeep=upkeep, content=got.body, by=by)


def _ask(asked: Question, network: Network) -> Fetched:
    if asked.body:
        return fetch.post(asked.url, hosts=asked.hosts, body=asked.body, network=network)
    return fetch.get(asked.url, hosts=asked.hosts, network=network)


@transaction.atomic
def read_answer(*, upkeep: Upkeep, content: bytes, by: Actor) -> Fetching:
    """Keep an answer, fetched or brought as a file, and compare it with what is known. A newer one replaces one that
    waits. Where the upkeep says so, new values without a doubt are taken in at once."""
    permit(by, MEASURE, city=upkeep.city)
    try:
        got, updated = asking.read(upkeep, content)
    except Unreadable as wrong:
        return _failed(upkeep, str(wrong.args[0]), str(wrong.args[1]), by)
    _leave_waiting(upkeep)
    news = _news(upkeep, got)
    made: Fetching = Fetching.objects.create(
        city=upkeep.city,
        upkeep=upkeep,
        at=clock.now(),
        state=Fetching.State.WAITING if news else Fetching.State.SAME,
        rows=[{"year": one.year, "value": one.value, "mark": one.mark} for one in got],
        updated=updated[:40],
        provenance=upkeep.provenance,
    )
    _record(made, by, "indicator.fetched", {"values": len(got), "news": len(news)})
    if upkeep.automatic and news and _is_plain(upkeep, news):
        take(fetching=made, years=[one.year for one in news], by=by)
    return made


def _news(upkeep: Upkeep, got: list[Got]) -> list[Got]:
    """What is new or another value than the known one, to 12 digits."""
    known = known_values(upkeep)
    return [one for one in got if one.year not in known or not same(known[one.year], one.value)]


def known_values(upkeep: Upkeep) -> dict[int, float]:
    """The city's own values by year."""
    rows = Observation.objects.filter(indicator=upkeep.indicator, place=place_of(upkeep.city))
    return dict(rows.values_list("year", "value"))


def same(one: float, other: float) -> bool:
    return f"{one:.12g}" == f"{other:.12g}"


def _is_plain(upkeep: Upkeep, news: list[Got]) -> bool:
    """Whether all that is new is a new year, and nothing speaks against it."""
    if known_values(upkeep).keys() & {one.year for one in news}:
        return False
    values = {one.year: one.value for one in news}
    return not any(taking.signs_of(upkeep.city, place_of(upkeep.city), upkeep.indicator, values).values())


def _failed(upkeep: Upkeep, problem: str, detail: str, by: Actor) -> Fetching:
    made: Fetching = Fetching.objects.create(
        city=upkeep.city,
        upkeep=upkeep,
        at=clock.now(),
        state=Fetching.State.FAILED,
        problem=problem,
        detail=detail[:LONGEST_DETAIL],
        provenance=upkeep.provenance,
    )
    _record(made, by, "indicator.not_fetched", {"problem": problem})
    return made


def _record(fetching: Fetching, by: Actor, verb: str, data: dict[str, object]) -> None:
    indicator = fetching.upkeep.indicator
    record(by=by, city=fetching.city, verb=verb, of=indicator, data={"indicator": indicator.code, **data})


def _leave_waiting(upkeep: Upkeep) -> None:
    Fetching.objects.filter(upkeep=upkeep, state=Fetching.State.WAITING).update(state=Fetching.State.LEFT)


@transaction.atomic
def take(*, fetching: Fetching, years: list[int], by: Actor) -> Taken:
    """Take in the values of these years. Raises NotWaiting where somebody was faster, and NoPlace."""
    permit(by, MEASURE, city=fetching.city)
    _end(fetching, Fetching.State.TAKEN)
    upkeep, wanted = fetching.upkeep, set(years)
    source = f"{asking.office_of(upkeep).name}, {upkeep.table}"
    got = [Got(row["year"], row["value"], row["mark"]) for row in fetching.rows]
    rows = [
        Incoming(upkeep.indicator, one.year, one.value, source, quality=one.quality)
        for one in got
        if one.year in wanted
    ]
    left = len(_news(upkeep, got)) - len(rows)
    return taking.take_values(city=fetching.city, rows=rows, came=Observation.Came.FETCHED, left=max(0, left), by=by)


@transaction.atomic
def leave(*, fetching: Fetching, by: Actor) -> Fetching:
    """Take nothing of it. Raises NotWaiting."""
    permit(by, MEASURE, city=fetching.city)
    _end(fetching, Fetching.State.LEFT)
    _record(fetching, by, "indicator.answer_left", {"values": len(fetching.rows)})
    return fetching


def _end(fetching: Fetching, state: str) -> None:
    waiting = Fetching.objects.filter(pk=fetching.pk, state=Fetching.State.WAITING)
    if not waiting.update(state=state):
        raise NotWaiting(Fetching.objects.get(pk=fetching.pk).state)
    fetching.state = state
