"""Verbs that concern a city as a whole: its samples, and the scorecard of its process."""

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import MANAGE_CITY, PUBLISH
from visioon.kernel.cities.models import City
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.rooms.overview import scorecard
from visioon.rooms.process.models import Cycle


@transaction.atomic
def show_samples(*, city: City, shown: bool, by: Actor) -> City:
    """Show or hide everything that is a sample; nothing is deleted."""
    permit(by, MANAGE_CITY, city=city)
    City.objects.filter(pk=city.pk).update(shows_samples=shown)
    record(by=by, city=city, verb="samples.shown" if shown else "samples.hidden")
    city.refresh_from_db()
    return city


@transaction.atomic
def tell_of_samples(*, city: City, words: Text, by: Actor) -> City:
    """The page on how the sample was made."""
    permit(by, MANAGE_CITY, city=city)
    city.about_samples = words
    city.save(update_fields=["about_samples"])
    record(by=by, city=city, verb="samples.described")
    return city


def publish_scorecard(*, cycle: Cycle, by: Actor) -> Edition:
    """Freeze how the process goes: every figure with its rule and its target, recomputable by anyone."""
    permit(by, PUBLISH, city=cycle.city)
    draft = editions.compute(scorecard.draft(cycle))
    return editions.publish(draft=draft, city=cycle.city, by=by, of=cycle)
