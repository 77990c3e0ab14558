"""The verbs of part 6a: name a theme, put a voice into it, quote it exactly, publish themes and the opinion map."""

from django.db import transaction

from visioon.formats.canonical import digest
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import PUBLISH, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import computing
from visioon.rooms.synthesis.models import Assignment, Quote, Theme

SYNTHESISE = permission("synthesis.work", Role.LEAD, Role.DOMAIN_LEAD)


class NotExact(ValueError):
    """The words are not an exact span of what was said."""


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
def assign(*, theme: Theme, contribution: Contribution, by: Actor) -> Assignment:
    """Put a contribution into a theme; it may belong to several."""
    permit(by, SYNTHESISE, city=theme.city)
    if theme.city_id != contribution.city_id:
        raise ValueError("a contribution of the same city was expected")
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
        raise ValueError("the contribution is quoted in this theme")
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
            "sha256": digest(words.encode()),
            "provenance": contribution.provenance,
        },
    )
    if new:
        record(by=by, city=theme.city, verb="quote.taken", of=made, data={"text": passage.hash})
        tie(source=contribution, relation="quoted", target=made, source_revision=contribution.revision, by=by)
        tie(source=made, relation="supports", target=theme, by=by)
    return made


def publish_themes(*, city: City, by: Actor) -> Edition:
    """Freeze the themes with their counts and quotes. Broken quotes block publishing."""
    permit(by, PUBLISH, city=city)
    draft = editions.compute(computing.themes(city))
    broken = (draft.result or {}).get("quotes_broken", 0)
    if broken:
        raise NotExact(f"{broken} quotes")
    return editions.publish(draft=draft, city=city, by=by)


def publish_opinions(*, activity: Activity, by: Actor) -> Edition:
    """Freeze the opinion map of an activity: participants get random ids, votes stay as they were."""
    permit(by, PUBLISH, city=activity.city)
    return editions.publish(
        draft=editions.compute(computing.opinions(activity)), city=activity.city, by=by, of=activity
    )
