"""The verbs of asking: a link for an organisation, sent or handed over, and its "yes, this row is right"."""

import secrets

from django.db import transaction
from django.utils.translation import gettext, override

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.ledger.acts import record
from visioon.kernel.notices import outbox
from visioon.kernel.notices.consents import address_of
from visioon.kernel.notices.models import Letter, Purpose
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.holding import hash_of, organisation_of, own
from visioon.rooms.inventory.models import RowLink, Solution
from visioon.rooms.stakeholders.models import Organisation

SECRET_BYTES = 24


@transaction.atomic
def make_link(*, organisation: Organisation, by: Actor) -> str:
    """The secret of a new link to the organisation's rows; shown once, kept as a hash. The link before ends."""
    permit(by, MAP, city=organisation.city)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    at, secret = clock.now(), secrets.token_urlsafe(SECRET_BYTES)
    RowLink.objects.filter(organisation=organisation, ended_at=None).update(ended_at=at)
    RowLink.objects.create(organisation=organisation, hash=hash_of(secret), by=by, made_at=at)
    record(by=by, city=organisation.city, verb="organisation.link_made", of=organisation)
    return secret


@transaction.atomic
def end_link(*, organisation: Organisation, by: Actor) -> bool:
    """The link opens nothing any more."""
    permit(by, MAP, city=organisation.city)
    ended = RowLink.objects.filter(organisation=organisation, ended_at=None).update(ended_at=clock.now())
    if ended:
        record(by=by, city=organisation.city, verb="organisation.link_ended", of=organisation)
    return bool(ended)


@transaction.atomic
def send_link(*, organisation: Organisation, email: str, language: str, where: str, by: Actor) -> Letter:
    """Write to an address that the organisation itself publishes. where: the address with the secret of the link.

    The address is kept by the post alone, and nothing ties it to the organisation but this one letter.
    """
    permit(by, MAP, city=organisation.city)
    at = clock.now()
    with override(language):
        words = outbox.Words(
            gettext("Is your row right? What %(city)s knows of %(name)s")
            % {"city": organisation.city.name, "name": organisation.name},
            gettext(
                "Good day!\n\n%(city)s is mapping what has been done, and has written down what it knows of "
                "%(name)s. Please say whether it is right, correct it, or add what is missing. No account is "
                "needed:\n\n%(where)s\n\nWhoever has this link can answer for you, so pass it on with care."
            )
            % {"city": organisation.city.name, "name": organisation.name, "where": where},
        )
    letter = outbox.letter(
        key=f"rows:{organisation.pk}:{at.isoformat()}",
        batch=f"rows:{organisation.pk}",
        address=address_of(email, language),
        city=organisation.city,
        purpose=Purpose.SERVICE,
        language=language,
        words=words,
        at=at,
    )
    outbox.put([letter])
    record(by=by, city=organisation.city, verb="organisation.asked", of=organisation)
    return letter


@transaction.atomic
def confirm(*, secret: str, solution: Solution, by: Actor) -> Solution:
    """The organisation says that the row is right. Raises NotAsked or NotTheirs."""
    organisation = organisation_of(secret)
    permit(by, ANYONE, city=organisation.city)
    found = own(organisation, solution)
    found.confirmed_at = clock.now()
    found.save(update_fields=["confirmed_at"])
    _used(organisation)
    record(by=by, city=organisation.city, verb="solution.confirmed", of=found)
    return found


def _used(organisation: Organisation) -> None:
    RowLink.objects.filter(organisation=organisation, ended_at=None).update(used_at=clock.now())
