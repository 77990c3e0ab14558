"""Part 12 of the walk: what is coming, what calls a goal into question, and how that reaches the strategy."""

from dataclasses import replace

from django.db import transaction

from examples.tartu.made import Known, Say, Walk
from examples.tartu.read import HERE, Row, rows, text, whole
from examples.tartu.voices import SAMPLE
from visioon.kernel.accounts.models import Actor, Person
from visioon.kernel.cities.models import City
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon import actions as horizon
from visioon.rooms.horizon.models import Direction, Review, Signal, Source, Trend
from visioon.rooms.strategy import actions as strategy

# Which trend the entries of the sample feed are seen in; the last one still lies in the inbox.
FEED_TRENDS = ("TR8", "TR8", "TR7")


def keep_thinking(made: Walk, known: Known, say: Say) -> None:
    with transaction.atomic():
        trends = _name_trends(made, known)
        signals = _take_in(made, trends)
        ratings = _rate(trends)
    say(f"12 What is coming: {signals} signals, {len(trends)} trends, {ratings} ratings")
    with transaction.atomic():
        _assume(made, known)
        opened = horizon.watch(city=made.city, by=made.system)
        opened += _open_by_hand(made, known)
        ended = _end(made, known, opened)
    _write_again(made, known)
    say(f"12 Keep thinking: {len(opened)} reviews, {ended} ended; version 3 of the strategy carries the reason")


def _name_trends(made: Walk, known: Known) -> dict[str, Trend]:
    named = {}
    for row in rows("sample/trends.csv"):
        trend = horizon.name_trend(
            city=made.city,
            slug=row["key"].lower(),
            name=text(row, "name"),
            what=text(row, "what"),
            domain=row["domain"],
            provenance=SAMPLE,
            by=made.team.lead,
        )
        for tie in filter(None, row["goals"].split(";")):
            key, direction = tie.split(":")
            goal = _fresh(known, key)
            horizon.bear_on(trend=trend, goal=goal, direction=Direction(direction), by=made.team.lead)
        named[row["key"]] = trend
    return named


def _fresh(known: Known, key: str) -> Goal:
    goal = known.goals[key]
    goal.refresh_from_db()
    return goal


def _take_in(made: Walk, trends: dict[str, Trend]) -> int:
    """By hand from two places, and a feed as a file through the same action as an upload."""
    city, lead = made.city, made.team.lead
    sources = {
        "reading": _source(city, "Linna ajalehed (näidis)", lead),
        "fair": _source(city, "Messid ja kohtumised (näidis)", lead),
    }
    feed = _source(city, "Linnamärgid (näidis)", lead, url="https://signals.example/atom.xml")
    signals: dict[str, Signal] = {}
    for row in rows("sample/signals.csv"):
        signals[row["key"]] = horizon.add_signal(
            source=sources[row["source"]],
            title=text(row, "title"),
            words=text(row, "words"),
            seen_on=made.calendar.must(row["seen_on"]),
            domain=row["domain"],
            provenance=SAMPLE,
            by=lead,
        )
        _sort(signals[row["key"]], row, trends, signals, lead)
    content = (HERE / "sample" / "signals.atom").read_bytes()
    new = horizon.read_feed(source=feed, content=content, file="signals.atom", by=lead)
    for signal, key in zip(Signal.objects.filter(source=feed).order_by("seen_on", "id"), FEED_TRENDS, strict=False):
        horizon.keep_signal(signal=signal, trend=trends[key], by=lead)
    return len(signals) + new


def _source(city: City, name: str, lead: Actor, url: str = "") -> Source:
    return horizon.add_source(city=city, name=name, url=url, provenance=SAMPLE, by=lead)


def _sort(signal: Signal, row: Row, trends: dict[str, Trend], signals: dict[str, Signal], lead: Actor) -> None:
    if row["state"] == Signal.State.KEPT:
        horizon.keep_signal(signal=signal, trend=trends[row["to"]], by=lead)
    elif row["state"] == Signal.State.MERGED:
        horizon.merge_signal(signal=signal, into=signals[row["to"]], by=lead)
    elif row["state"] == Signal.State.DROPPED:
        horizon.drop_signal(signal=signal, reason=text(row, "reason"), by=lead)


def _rate(trends: dict[str, Trend]) -> int:
    """By the specialists of the panel, each alone."""
    given = rows("sample/trend_ratings.csv")
    raters = {key: _specialist(key) for key in sorted({row["specialist"] for row in given})}
    for row in given:
        horizon.rate(
            trend=trends[row["trend"]],
            impact=int(row["impact"]),
            uncertainty=int(row["uncertainty"]),
            horizon=int(row["horizon"]),
            by=raters[row["specialist"]],
        )
    return len(given)


def _specialist(key: str) -> Actor:
    return Person.objects.select_related("actor").get(email=f"specialist-{key.lower()}@naidis.example").actor


def _assume(made: Walk, known: Known) -> None:
    """What the goals assume becomes nouns of their own, and some of them are checked."""
    checks = {row["goal"]: row for row in rows("sample/assumptions.csv")}
    for row in rows("sample/goals.csv"):
        goal = _fresh(known, row["key"])
        assumption = goals.assume(goal=goal, words=text(row, "assumption"), provenance=SAMPLE, by=made.team.lead)
        check = checks.get(row["key"])
        if check and check["note_et"]:
            goals.check_assumption(
                assumption=assumption, state=check["state"], note=text(check, "note"), by=made.team.lead
            )


def _open_by_hand(made: Walk, known: Known) -> list[Review]:
    return [
        horizon.open_review(
            goal=_fresh(known, row["goal"]),
            why=text(row, "why"),
            due=made.calendar.must(row["due"]),
            by=made.team.lead,
        )
        for row in rows("sample/reviews.csv")
        if row["kind"] == "by_hand"
    ]


def _end(made: Walk, known: Known, opened: list[Review]) -> int:
    """One goal is adapted, one is kept; what the near trend set off stays open until its day."""
    lead = made.team.lead
    written = {(row["goal"], row["kind"]): row for row in rows("sample/reviews.csv")}
    keys = {goal.pk: key for key, goal in known.goals.items()}
    ended = 0
    for review in opened:
        row = written.get((keys[review.goal_id], str(review.trigger.kind)))
        if row is None:
            continue
        if row["outcome"] == Review.Outcome.ADAPT:
            _adapt(made, known, review, row)
        else:
            horizon.keep_goal(review=review, reason=text(row, "reason"), by=lead)
        ended += 1
    return ended


def _adapt(made: Walk, known: Known, review: Review, row: Row) -> None:
    goal, lead = _fresh(known, row["goal"]), made.team.lead
    assert known.round is not None  # noqa: S101 - the second round is open until the walk ends
    standing = goals.current(goal)
    names = ("title", "criterion", "assumption", "conflict", "owner", "review_on", "statement")
    wording = replace(
        goals.Wording(**{name: getattr(standing, name) for name in names}),
        statement=text(row, "statement"),
        criterion=text(row, "criterion"),
        assumption=text(row, "assumption"),
    )
    horizon.adapt_goal(review=review, round_=known.round, wording=wording, reason=text(row, "reason"), by=lead)
    goals.assume(goal=_fresh(known, row["goal"]), words=text(row, "assumption"), provenance=SAMPLE, by=lead)


def _write_again(made: Walk, known: Known) -> None:
    """The marked paragraphs are written anew, and a version carries why."""
    lead = made.team.lead
    assert known.document is not None  # noqa: S101 - part 8 was walked before
    with transaction.atomic():
        for row in rows("sample/blocks_v3.csv"):
            block = known.blocks[row["key"]]
            block.refresh_from_db()
            strategy.write(
                block=block,
                words=text(row, "text"),
                reason=text(row, "reason"),
                seen_revision=block.revision,
                by=lead,
            )
    note = {
        "et": "Õhtuste busside eesmärk vaadati üle",
        "en": "The goal of evening buses was reviewed",
        "ru": "Пересмотрена цель вечерних автобусов",
    }
    strategy.publish_version(document=known.document, note=whole(note), by=lead)
