"""The verb of looking again: is it still smart today?"""

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.holding import organisation_of, own
from visioon.rooms.inventory.models import SmartCheck, Solution
from visioon.rooms.stakeholders.models import Organisation


class WordsExpected(ValueError):
    """Whoever says that it needs work, or is no longer smart, says why."""


@transaction.atomic
def check(*, solution: Solution, verdict: str, words: Text, by: Actor) -> SmartCheck:
    """The team says whether it is still smart. Raises WordsExpected."""
    permit(by, MAP, city=solution.city)
    return _keep(solution, verdict, words, None, by)


@transaction.atomic
def check_by_link(*, secret: str, solution: Solution, verdict: str, words: Text, by: Actor) -> SmartCheck:
    """The organisation says so of its own. Raises NotAsked, NotTheirs or WordsExpected."""
    organisation = organisation_of(secret)
    permit(by, ANYONE, city=organisation.city)
    return _keep(own(organisation, solution), verdict, words, organisation, by)


def _keep(solution: Solution, verdict: str, words: Text, organisation: Organisation | None, by: Actor) -> SmartCheck:
    if verdict != SmartCheck.Verdict.YES and not words:
        raise WordsExpected(verdict)
    made: SmartCheck = SmartCheck.objects.create(
        city=solution.city,
        solution=solution,
        verdict=verdict,
        words=words,
        organisation=organisation,
        provenance=solution.provenance,
        by=by,
        at=clock.now(),
    )
    data = {"verdict": verdict, "through": "link" if organisation else "team"}
    record(by=by, city=solution.city, verb="solution.checked", of=solution, data=data)
    return made
