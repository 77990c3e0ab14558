"""Recording an act: unchained, so that no two writers wait for each other; the sealer orders and chains later."""

import secrets
from datetime import UTC, datetime, time
from typing import Any

from django.db import models

from visioon.formats.canonical import canonical
from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.guards import request_id
from visioon.kernel.ledger.models import Act


def kind_of(noun: models.Model) -> str:
    """The name of a noun in ledger and thread: its model's, in small letters."""
    return noun._meta.model_name or ""


def record(
    *,
    by: Actor,
    city: City,
    verb: str,
    of: models.Model | None = None,
    revision: int | None = None,
    data: dict[str, Any] | None = None,
    day_only: bool = False,
) -> Act:
    """Append an act inside the caller's transaction. data holds numbers, codes and hashes only, no words, no person.

    day_only: for secret acts; the time is the beginning of the day, and the caller gives an activity's actor.
    """
    at = clock.now()
    if day_only:
        at = datetime.combine(at.date(), time(), UTC)
    canonical(data or {})  # what cannot be sealed is refused here, not in the sealer
    act = Act(
        city=city,
        actor=by,
        salt=secrets.token_bytes(16),
        verb=verb,
        object_kind=kind_of(of) if of is not None else "",
        object_id=of.pk if of is not None else None,
        revision=revision,
        at=at,
        request_id="" if day_only else request_id.current(),
        data=data or {},
    )
    act.save()
    return act
