"""The verbs of part 6a: name a theme, put a voice into it, quote it exactly, publish themes and the opinion map."""

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import PUBLISH, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.editions import Draft
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import ends, tie, untie
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import computing
from visioon.rooms.synthesis.models import Assignment, Quote, Theme

SYNTHESISE = permission("synthesis.work", Role.LEAD, Role.DOMAIN_LEAD)


class NotExact(ValueError):
    """The words are not an exact span of what was said."""


class NotShown(ValueError):
    """Only what everyone may read can be put into a theme or quoted."""


class StillQuoted(ValueError):
    """The contribution is quoted in this theme."""


@transaction.atomic
def name_theme(
    *,
    city: City,
    slug: str,
    domain: str,
    name: Text,
    summary: Text,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Theme:
    permit(by, SYNTHESISE, city=city)
    theme = Theme.objects.create(city=city, slug=slug, domain=domain, name=name, summary=summary, provenance=provenance)
    record(by=by, city=city, verb="theme.named", of=theme)
    return theme


@transaction.atomic
def rename_theme(*, theme: Theme, domain: str, name: Text, summary: Text, by: Actor) -> Theme:
    """Other words for a theme; its address stays."""
    permit(by, SYNTHESISE, city=theme.city)
    theme.domain, theme.name, theme.summary = domain, name, summary
    theme.save(update_fields=["domain", "name", "summary"])
    record(by=by, city=theme.city, verb="theme.renamed", of=theme)
    return theme


@transaction.atomic
def assign(*, theme: Theme, contribution: Contribution, by: Actor) -> Assignment:
    """Put a contribution into a theme; it may belong to several."""
    permit(by, SYNTHESISE, city=theme.city)
    if theme.city_id != contribution.city_id:
        raise ValueError("a contribution of the same city was expected")
    if contribution.state != Contribution.State.SHOWN:
        raise NotShown(str(contribution.number))
    assignment, made = Assignment.objects.get_or_create(
        theme=theme, contribution=contribution, defaults={"by": by, "at": clock.now()}
    )
    if made:
        record(by=by, city=theme.city, verb="theme.assigned", of=theme, data={"contribution": str(contribution.pk)})
    return assignment


@transaction.atomic
def unassign(*, theme: Theme, contribution: Contribution, by: Actor) -> None:
    """Take a contribution out again, unless it is quoted there."""
    permit(by, SYNTHESISE, city=theme.city)
    if Quote.objects.filter(theme=theme, contribution=contribution, withdrawn_at=None).exists():
        raise StillQuoted(str(contribution.number))
    if Assignment.objects.filter(theme=theme, contribution=contribution).delete()[0]:
        record(by=by, city=theme.city, verb="theme.unassigned", of=theme, data={"contribution": str(contribution.pk)})


@transaction.atomic
def quote(*, theme: Theme, contribution: Contribution, words: str, by: Actor, start: int | None = None) -> Quote:
    """Quote exact words of a contribution. start: where they begin, where they stand in it more than once."""
    permit(by, SYNTHESISE, city=theme.city)
    passage = contribution.passage
    whole = passage.words or ""
    begin = whole.find(words) if start is None else start
    if not words or begin < 0 or whole[begin : begin + len(words)] != words:
        raise NotExact(words[:80])
    assign(theme=theme, contribution=contribution, by=by)
    made, new = Quote.objects.get_or_create(
        theme=theme,
        passage=passage,
        start=begin,
        end=begin + len(words),
        defaults={
            "city": theme.city,
            "contribution": contribution,
            "revision": contribution.revision,
            "provenance": contribution.provenance,
        },
    )
    if new or made.withdrawn_at is not None:
        _hang(made, theme, contribution, by)
    return made


def _hang(made: Quote, theme: Theme, contribution: Contribution, by: Actor) -> None:
    """Record and tie a quote: a new one, or one that was taken back and is taken again."""
    if made.withdrawn_at is not None:
        made.withdrawn_at = made.withdrawn_by = None
        made.save(update_fields=["withdrawn_at", "withdrawn_by"])
    span = {"text": made.passage.hash, "start": made.start, "end": made.end}
    record(by=by, city=theme.city, verb="quote.taken", of=made, data=span)
    tie(source=contribution, relation="quoted", target=made, source_revision=contribution.revision, by=by)
    tie(source=made, relation="supports", target=theme, by=by)


@transaction.atomic
def take_back(*, quote: Quote, by: Actor) -> None:
    """Undo a quote: it leaves the theme and the thread, and stays in the history."""
    permit(by, SYNTHESISE, city=quote.city)
    if quote.withdrawn_at is not None:
        return
    quote.withdrawn_at, quote.withdrawn_by = clock.now(), by
    quote.save(update_fields=["withdrawn_at", "withdrawn_by"])
    for link in ends(quote):
        untie(link=link, by=by)
    record(by=by, city=quote.city, verb="quote.taken_back", of=quote)


def prepare_themes(*, city: City, by: Actor) -> Draft:
    """The themes with their counts, computed and ready to be frozen. Broken quotes stop it."""
    permit(by, PUBLISH, city=city)
    draft = editions.compute(computing.themes(city))
    broken = (draft.result or {}).get("quotes_broken", 0)
    if broken:
        raise NotExact(f"{broken} quotes")
    return draft


def publish_themes(*, city: City, by: Actor) -> Edition:
    """Freeze the themes with their counts and quotes. Broken quotes block publishing."""
    return editions.publish(draft=prepare_themes(city=city, by=by), city=city, by=by)


def prepare_opinions(*, activity: Activity, by: Actor) -> Draft:
    """The opinion map of an activity, computed: participants get random ids, votes stay as they were."""
    permit(by, PUBLISH, city=activity.city)
    return editions.compute(computing.opinions(activity))


def publish_opinions(*, activity: Activity, by: Actor) -> Edition:
    return editions.publish(draft=prepare_opinions(activity=activity, by=by), city=activity.city, by=by, of=activity)
