"""From rows to the inputs of theme-tally and opinion-map. No person and no text goes in: pseudonyms and hashes only."""

import uuid
from typing import Any

from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.editions import Draft
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue.models import Contribution, Statement, Vote
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis.models import Assignment, Quote, Theme

THEMES, OPINIONS = "themes", "opinions"
MINIMUM_CELL = 5


def themes(city: City) -> Draft:
    voices = list(_shown(city))
    authors = dict.fromkeys(one.author_id for one in voices if one.channel == Contribution.Channel.WEB)
    people = {actor: f"p{place}" for place, actor in enumerate(authors, 1)}
    named = list(Theme.objects.filter(city=city, withdrawn_at=None).order_by("id"))
    names = {theme.pk: committed(theme.name) for theme in named}
    ids = {one.pk for one in voices}
    quotes = [one for one in _quotes(city) if one.contribution_id in ids]
    inputs = {
        "contributions": [_voice(one, people) for one in voices],
        "themes": [
            {"id": str(theme.pk), "name": {lang: kept.hash for lang, kept in names[theme.pk].items()}}
            for theme in named
        ],
        "assignments": [
            {"contribution": str(contribution), "theme": str(theme)}
            for contribution, theme in _assignments(city)
            if contribution in ids
        ],
        "quotes": [_quote(one) for one in quotes],
    }
    texts = [one.passage for one in [*voices, *quotes]] + [kept for theme in names.values() for kept in theme.values()]
    return Draft(
        kind=THEMES,
        method="theme-tally",
        version="1",
        inputs=inputs,
        real=sum(not one.is_sample for one in voices),
        sample=sum(one.is_sample for one in voices),
        texts=tuple(texts),
    )


def committed(text: Text) -> dict[str, passages.Passage]:
    """Each language of a text as a passage of its own, to be named in an edition by its hash."""
    return {language: passages.shared(words, language) for language, words in sorted(text.words.items())}


def _shown(city: City) -> Any:
    shown = Contribution.objects.filter(city=city, withdrawn_at=None, state=Contribution.State.SHOWN)
    shown = shown if city.shows_samples else shown.exclude(provenance=Provenance.SAMPLE)
    return shown.select_related("passage").order_by("id")


def _quotes(city: City) -> Any:
    return Quote.objects.filter(city=city, withdrawn_at=None).select_related("passage").order_by("id")


def _assignments(city: City) -> Any:
    of_city = Assignment.objects.filter(theme__city=city, theme__withdrawn_at=None).order_by("id")
    return of_city.values_list("contribution_id", "theme_id")


def _voice(one: Contribution, people: dict[Any, str]) -> dict[str, Any]:
    """What the team wrote down for somebody has no person of ours: it counts as a person of its own."""
    return {
        "id": str(one.pk),
        "text": one.passage.hash,
        "person": people[one.author_id] if one.channel == Contribution.Channel.WEB else None,
        "language": one.passage.language,
        "channel": one.channel,
        "provenance": one.provenance,
    }


def _quote(one: Quote) -> dict[str, Any]:
    return {
        "theme": str(one.theme_id),
        "contribution": str(one.contribution_id),
        "text": one.passage.hash,
        "start": one.start,
        "end": one.end,
    }


def opinions(activity: Activity) -> Draft:
    """Published participants are random: a voter cannot be found by order or by an id that is used elsewhere."""
    statements = list(Statement.objects.filter(activity=activity, withdrawn_at=None).exclude(state="draft"))
    statements.sort(key=lambda one: one.number)
    votes = list(
        Vote.objects.filter(statement__in=statements).values_list("voter_id", "statement_id", "value", "provenance")
    )
    published = {voter: str(uuid.uuid4()) for voter in {vote[0] for vote in votes}}
    participants = sorted(published.values())
    place = {one: index for index, one in enumerate(participants)}
    column = {one.pk: index for index, one in enumerate(statements)}
    inputs = {
        "statements": [str(one.number) for one in statements],
        "participants": participants,
        "votes": sorted([place[published[voter]], column[statement], value] for voter, statement, value, _ in votes),
    }
    samples = {vote[0] for vote in votes if vote[3] == Provenance.SAMPLE}
    return Draft(
        kind=OPINIONS,
        method="opinion-map",
        version="1",
        inputs=inputs,
        params={"variant": "default", "groups": "auto", "minimum_cell": MINIMUM_CELL},
        real=len(published) - len(samples),
        sample=len(samples),
    )
