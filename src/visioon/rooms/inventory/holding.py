"""Which organisation looks after which rows: it shows the secret of its link, and changes none but its own."""

import hashlib

from visioon.rooms.inventory.models import RowLink, Solution
from visioon.rooms.stakeholders.models import Organisation


class NotAsked(LookupError):
    """The link is not, or no longer, that of an organisation."""


class NotTheirs(PermissionError):
    """An organisation says something of its own rows only."""


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def organisation_of(secret: str) -> Organisation:
    """The organisation whose link this is. Raises NotAsked."""
    link = RowLink.objects.select_related("organisation__city").filter(hash=hash_of(secret), ended_at=None).first()
    if link is None or link.organisation.withdrawn_at is not None:
        raise NotAsked
    return link.organisation


def own(organisation: Organisation, solution: Solution) -> Solution:
    """The row, locked, if it is theirs. Raises NotTheirs."""
    found = Solution.objects.select_for_update().filter(pk=solution.pk, holder=organisation, withdrawn_at=None).first()
    if found is None:
        raise NotTheirs(solution.key)
    return found
