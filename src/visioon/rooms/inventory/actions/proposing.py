"""The verbs of proposing: anyone suggests a solution, an organisation corrects its row, the team decides."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.actions.mapping import add, write_changes
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.holding import organisation_of, own
from visioon.rooms.inventory.models import Proposal, Solution
from visioon.rooms.inventory.proposed import PROPOSABLE, dumped, loaded
from visioon.rooms.stakeholders.models import Organisation

SUGGESTED = "uncertain: suggested by a visitor"


class AlreadyDecided(ValueError):
    """The proposal was accepted or declined before; args: its state."""


class NothingProposed(ValueError):
    """A correction changes something; where nothing is wrong, the row is right."""


class ReasonExpected(ValueError):
    """Who proposed it reads why it was declined."""


@transaction.atomic
def suggest(
    *,
    city: City,
    fields: Mapping[str, Any],
    words: Text,
    secret: str = "",
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Proposal:
    """Anyone names a solution that is missing. secret: the link of an organisation that does so. Raises NotAsked."""
    permit(by, ANYONE, city=city)
    organisation = organisation_of(secret) if secret else None
    return _keep(Proposal.About.NEW, city, organisation, None, dumped(fields), words, provenance, by)


@transaction.atomic
def correct(*, secret: str, solution: Solution, fields: Mapping[str, Any], words: Text, by: Actor) -> Proposal:
    """An organisation says what is wrong in its row. Raises NotAsked, NotTheirs or NothingProposed."""
    organisation = organisation_of(secret)
    permit(by, ANYONE, city=organisation.city)
    found = own(organisation, solution)
    wrong = {name: value for name, value in fields.items() if name in PROPOSABLE and getattr(found, name) != value}
    if not wrong:
        raise NothingProposed(found.key)
    return _keep(Proposal.About.CORRECTION, found.city, organisation, found, dumped(wrong), words, found.provenance, by)


@transaction.atomic
def say_gone(*, secret: str, solution: Solution, words: Text, by: Actor) -> Proposal:
    """An organisation says that a row is no longer theirs. Raises NotAsked or NotTheirs."""
    organisation = organisation_of(secret)
    permit(by, ANYONE, city=organisation.city)
    found = own(organisation, solution)
    return _keep(Proposal.About.GONE, found.city, organisation, found, {}, words, found.provenance, by)


def _keep(
    about: str,
    city: City,
    organisation: Organisation | None,
    solution: Solution | None,
    fields: dict[str, Any],
    words: Text,
    provenance: str,
    by: Actor,
) -> Proposal:
    made: Proposal = Proposal.objects.create(
        city=city,
        about=about,
        organisation=organisation,
        solution=solution,
        fields=fields,
        words=words,
        provenance=provenance,
        by=by,
        at=clock.now(),
    )
    record(by=by, city=city, verb="proposal.made", of=made, data={"about": about, "fields": sorted(fields)})
    return made


def _waiting(proposal: Proposal) -> Proposal:
    found: Proposal = Proposal.objects.select_for_update().select_related("city").get(pk=proposal.pk)
    if found.state != Proposal.State.WAITING:
        raise AlreadyDecided(found.state)
    return found


@transaction.atomic
def accept(*, proposal: Proposal, by: Actor) -> Solution:
    """Write down what was proposed, with an act that names the fields. Raises AlreadyDecided.

    A new row that failed begins as a private draft; one that its own organisation corrects needs no reply from it.
    """
    permit(by, MAP, city=proposal.city)
    found = _waiting(proposal)
    solution = _new(found, by) if found.solution is None else _corrected(found, by)
    found.state, found.solution = Proposal.State.ACCEPTED, solution
    found.decided_by, found.decided_at = by, clock.now()
    found.save(update_fields=["state", "solution", "decided_by", "decided_at"])
    record(by=by, city=found.city, verb="proposal.accepted", of=found, data={"fields": sorted(found.fields)})
    return solution


def _new(found: Proposal, by: Actor) -> Solution:
    certainty = "confirmed" if found.organisation else SUGGESTED
    fields = {**loaded(found.fields), "holder": found.organisation, "certainty": certainty}
    return add(city=found.city, fields=fields, provenance=found.provenance, by=by)


def _corrected(found: Proposal, by: Actor) -> Solution:
    solution = Solution.objects.select_for_update().get(proposals=found.pk)
    fields = {"holder": None} if found.about == Proposal.About.GONE else loaded(found.fields)
    write_changes(found=solution, fields=fields, verb="solution.corrected", by=by, proposal=str(found.pk))
    return solution


@transaction.atomic
def decline(*, proposal: Proposal, reason: Text, by: Actor) -> Proposal:
    """Leave the row as it is and say why. Raises AlreadyDecided or ReasonExpected."""
    permit(by, MAP, city=proposal.city)
    if not reason:
        raise ReasonExpected
    found = _waiting(proposal)
    found.state, found.reason = Proposal.State.DECLINED, reason
    found.decided_by, found.decided_at = by, clock.now()
    found.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    record(by=by, city=found.city, verb="proposal.declined", of=found)
    return found
