"""The verbs of telling a failure safely: a private draft, the reply of who answers for it, then published."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.actions.mapping import write_changes
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.holding import organisation_of, own
from visioon.rooms.inventory.models import Solution, Story
from visioon.rooms.inventory.rules import REPLY_DAYS


class NotWhole(ValueError):
    """A story says what happened and what was learnt."""


class NoHolder(ValueError):
    """Nobody answers for the row yet, so that nobody could be asked."""


class NotNow(ValueError):
    """The story is not in the state that this needs; args: its state."""


class StillTheirTurn(ValueError):
    """Its holder has neither replied nor let the day pass; args: until when it can."""


class WordsExpected(ValueError):
    """Who does not agree says what is to stand beside the story."""


@dataclass(frozen=True)
class Wording:
    """What a story says; never who was to blame."""

    outcome: str
    happened: Text
    learnt: Text
    otherwise: Text = field(default_factory=Text)


@transaction.atomic
def write_story(*, solution: Solution, wording: Wording, by: Actor) -> Story:
    """Draft it, or word it anew as long as nobody was asked. Raises NotWhole or NotNow."""
    permit(by, MAP, city=solution.city)
    if not wording.happened or not wording.learnt:
        raise NotWhole
    Solution.objects.select_for_update().get(pk=solution.pk)
    story = Story.objects.filter(solution=solution).first()
    if story is not None and story.state != Story.State.DRAFT:
        raise NotNow(story.state)
    if story is None:
        story = Story(city=solution.city, solution=solution, provenance=solution.provenance)
    for name, value in vars(wording).items():
        setattr(story, name, value)
    story.save()
    record(by=by, city=solution.city, verb="story.drafted", of=story)
    return story


def _locked(story: Story) -> Story:
    found: Story = Story.objects.select_for_update(of=("self",)).select_related("city", "solution").get(pk=story.pk)
    return found


@transaction.atomic
def ask_holder(*, story: Story, by: Actor) -> Story:
    """Lay the draft before the organisation that answers for it; it has three weeks. Raises NotNow or NoHolder."""
    permit(by, MAP, city=story.city)
    found = _locked(story)
    if found.state != Story.State.DRAFT:
        raise NotNow(found.state)
    if found.solution.holder_id is None:
        raise NoHolder(found.solution.key)
    found.state, found.asked_at = Story.State.ASKED, clock.now()
    found.reply_until = found.asked_at + timedelta(days=REPLY_DAYS)
    found.save(update_fields=["state", "asked_at", "reply_until"])
    record(by=by, city=found.city, verb="story.asked", of=found)
    return found


@transaction.atomic
def reply(*, secret: str, story: Story, agreed: bool, words: Text, by: Actor) -> Story:
    """The holder agrees, or says what is to stand beside it. Raises NotAsked, NotTheirs, NotNow or WordsExpected."""
    organisation = organisation_of(secret)
    permit(by, ANYONE, city=organisation.city)
    own(organisation, story.solution)
    found = _locked(story)
    if found.state != Story.State.ASKED:
        raise NotNow(found.state)
    if not agreed and not words:
        raise WordsExpected
    found.agreed, found.reply, found.replied_at = agreed, words, clock.now()
    found.save(update_fields=["agreed", "reply", "replied_at"])
    record(by=by, city=found.city, verb="story.replied", of=found, data={"agreed": agreed})
    return found


@transaction.atomic
def take_back(*, story: Story, by: Actor) -> Story:
    """Back to a draft, to word it anew after a reply; its holder is asked again. Raises NotNow."""
    permit(by, MAP, city=story.city)
    found = _locked(story)
    if found.state != Story.State.ASKED:
        raise NotNow(found.state)
    found.state, found.asked_at, found.reply_until = Story.State.DRAFT, None, None
    found.agreed, found.reply, found.replied_at = None, Text(), None
    found.save()
    record(by=by, city=found.city, verb="story.taken_back", of=found)
    return found


@transaction.atomic
def tell(*, story: Story, by: Actor) -> Story:
    """Publish it with the reply beside it; its row is public from then on. Raises NotNow or StillTheirTurn."""
    permit(by, MAP, city=story.city)
    found, at = _locked(story), clock.now()
    if found.state != Story.State.ASKED or found.reply_until is None:
        raise NotNow(found.state)
    if found.replied_at is None and at < found.reply_until:
        raise StillTheirTurn(found.reply_until)
    found.state, found.told_at = Story.State.TOLD, at
    found.save(update_fields=["state", "told_at"])
    fields = {"outcome": found.outcome, "lesson": found.learnt, "state": Solution.State.PUBLISHED}
    write_changes(found=found.solution, fields=fields, verb="solution.updated", by=by)
    record(by=by, city=found.city, verb="story.told", of=found, data={"replied": found.replied_at is not None})
    return found
