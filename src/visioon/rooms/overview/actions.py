"""Verbs that concern a city as a whole: its samples, and the scorecard of its process."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import MANAGE_CITY, PUBLISH
from visioon.kernel.cities.models import City
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.rooms.overview import scorecard
from visioon.rooms.overview.models import ProcessAt
from visioon.rooms.process.models import Cycle

AT_THAT_TIME = timedelta(days=1)  # an edition that is older has no scorecard of its time any more


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


def keep_process(*, city: City, by: Actor) -> list[ProcessAt]:
    """Put the scorecard beside every edition that was just published and has none yet; run twice, it does so once.

    Where nothing has changed since the last scorecard, that one stands for them too.
    """
    permit(by, PUBLISH, city=city)
    cycle = Cycle.objects.filter(city=city, withdrawn_at=None, state=Cycle.State.RUNNING).select_related("city").first()
    if cycle is None or not _without_process(city).exists():
        return []
    draft = editions.compute(scorecard.draft(cycle))
    with transaction.atomic():
        City.objects.select_for_update().get(pk=city.pk)
        fresh = list(_without_process(city))
        if not fresh:
            return []
        card = _same(city, draft) or editions.publish(draft=draft, city=city, by=by, of=cycle)
        made = [ProcessAt(edition=one, scorecard=card, at=clock.now()) for one in fresh]
        ProcessAt.objects.bulk_create(made)
        record(by=by, city=city, verb="process.kept", of=card, data={"editions": [one.number for one in fresh]})
    return made


def _without_process(city: City) -> QuerySet[Edition]:
    fresh = Edition.objects.filter(city=city, published_at__gte=clock.now() - AT_THAT_TIME)
    kept = ProcessAt.objects.filter(edition__city=city).values("edition")
    return fresh.exclude(kind=scorecard.KIND).exclude(pk__in=kept).defer("document").order_by("number")


def _same(city: City, draft: editions.Draft) -> Edition | None:
    """The newest scorecard, where it says the same as a new one would."""
    last = editions.latest(city, scorecard.KIND)
    if last is None or last.version != draft.version:
        return None
    known = editions.read(last)
    return last if (known.inputs, known.params) == (draft.inputs, draft.params) else None
