"""Acting from a form, once, also for a visitor whom nobody knows yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse

from visioon.kernel import clock
from visioon.kernel.accounts import guests
from visioon.kernel.accounts.models import Actor
from visioon.kernel.ledger.models import Submission
from visioon.kernel.ledger.once import once

A_DOUBLE_PRESS = timedelta(minutes=2)


@dataclass(frozen=True)
class Done:
    """What was made, and the secret for the browser of a new guest."""

    result: UUID
    secret: str | None

    def remember(self, request: HttpRequest, response: HttpResponse) -> None:
        if self.secret:
            guests.remember(response, self.secret, secure=request.is_secure())


def act(request: HttpRequest, key: UUID, work: Callable[[Actor], models.Model]) -> Done:
    """Do the work as whoever sends the form. A form that a new visitor sent twice gives the guest of the first."""
    actor, secret = guests.acting(request)
    result = once(key, actor, lambda: work(actor))
    return Done(result, _same_guest(key, actor) or secret if secret else None)


def _same_guest(key: UUID, actor: Actor) -> str | None:
    """A secret of the guest who sent this form a moment ago: only that browser knows the key."""
    first = Submission.objects.select_related("actor").filter(pk=key).exclude(actor=actor).first()
    if first is None or first.actor.kind != Actor.Kind.GUEST or clock.now() - first.at > A_DOUBLE_PRESS:
        return None
    with transaction.atomic():
        claimed = guests.claim(new_link(first.actor))
    return claimed[1] if claimed else None


@transaction.atomic
def new_link(guest: Actor) -> str:
    """The secret of a new link to a voice. Links of one guest are made one after another, also when asked at once."""
    if connection.features.has_select_for_update:
        Actor.objects.select_for_update().get(pk=guest.pk)
    return guests.new_claim_link(guest)
