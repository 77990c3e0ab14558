"""What waits in part 1: proposals, stories that may be told, checks that are old, and whom to ask where it is thin."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel import clock
from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.inventory import coverage, desk
from visioon.rooms.inventory.actions import MAP
from visioon.rooms.inventory.models import Proposal, RowLink, Solution, Story
from visioon.rooms.inventory.words import ABOUT
from visioon.rooms.stakeholders.models import Organisation

DECIDE_MINUTES, TELL_MINUTES, CHECK_MINUTES, ASK_MINUTES = 10, 5, 15, 10


def _edit(viewer: Viewer, key: str, part: str) -> str:
    return reverse("inventory:edit", kwargs={"city": viewer.city.slug, "key": key}) + f"#{part}"


def proposed(city: City) -> Iterator[Need]:
    waiting = Proposal.objects.filter(city=city, withdrawn_at=None, state=Proposal.State.WAITING).order_by("id")
    for key, provenance in waiting.values_list("pk", "provenance"):
        yield Need(str(key), "proposal", key, provenance=provenance)


def tell_proposed(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Proposal.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys])
    return {str(one.pk): _proposed(viewer, one) for one in found.select_related("organisation", "solution")}


def _proposed(viewer: Viewer, one: Proposal) -> Card:
    who = str(one.organisation.name) if one.organisation else _("a visitor")
    title = ABOUT[one.about] if one.solution is None else f"{ABOUT[one.about]}: {one.solution.name}"
    return Card(
        str(title),
        _("Proposed by %(who)s: accept it, or say why not.") % {"who": who},
        reverse("inventory:proposal", kwargs={"city": viewer.city.slug, "proposal": one.pk}),
        sample=one.is_sample,
        do=_("Decide"),
        done=one.state != Proposal.State.WAITING,
    )


def tellable(city: City) -> Iterator[Need]:
    """Stories whose holder has replied, or let the day pass."""
    asked = Story.objects.filter(city=city, withdrawn_at=None, state=Story.State.ASKED)
    ready = asked.filter(Q(replied_at__isnull=False) | Q(reply_until__lte=clock.now()))
    for key, provenance in ready.order_by("id").values_list("pk", "provenance"):
        yield Need(str(key), "story", key, provenance=provenance)


def tell_tellable(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = Story.objects.visible_to(viewer).filter(pk__in=[UUID(key) for key in keys]).select_related("solution")
    return {
        str(one.pk): Card(
            _("Tell the story of %(name)s") % {"name": one.solution.name},
            _("Its organisation has replied.") if one.replied_at else _("Its organisation let the day pass."),
            _edit(viewer, one.solution.key, "story"),
            sample=one.is_sample,
            do=_("Look"),
            done=one.state != Story.State.ASKED,
        )
        for one in found
    }


def old_checks(city: City) -> Iterator[Need]:
    """A year after the newest check; the next check is another task."""
    for one in desk.stale(city).order_by("id"):
        yield Need(f"{one.pk}:{one.checked_at:%Y%m%d}", "solution", one.pk, provenance=one.provenance)


def tell_old_checks(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: UUID(key.partition(":")[0]) for key in keys}
    found = {one.pk: one for one in Solution.objects.visible_to(viewer).filter(pk__in=parted.values())}
    still = {f"{one.pk}:{one.checked_at:%Y%m%d}" for one in desk.stale(viewer.city).filter(pk__in=found)}
    return {
        key: Card(
            _("Is it still smart today? %(name)s") % {"name": found[row].name},
            _("Somebody looked at it more than a year ago."),
            _edit(viewer, found[row].key, "smart"),
            sample=found[row].is_sample,
            do=_("Look"),
            done=key not in still,
        )
        for key, row in parted.items()
        if row in found
    }


def thin(city: City) -> Iterator[Need]:
    """Organisations that matter for a thin domain and were not asked yet."""
    for domain, one in coverage.to_ask(city):
        yield Need(f"{domain}:{one.pk}", "organisation", one.pk, provenance=one.provenance)


def tell_thin(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    asked = [UUID(parts[2]) for parts in parted.values()]
    found = {one.pk: one for one in Organisation.objects.visible_to(viewer).filter(pk__in=asked)}
    linked = set(
        RowLink.objects.filter(organisation__in=found, ended_at=None).values_list("organisation_id", flat=True)
    )
    still = coverage.thin_domains(viewer.city)
    return {
        key: _thin(viewer, found[UUID(one)], domain, done=UUID(one) in linked or domain not in still)
        for key, (domain, _colon, one) in parted.items()
        if UUID(one) in found
    }


def _thin(viewer: Viewer, one: Organisation, domain: str, *, done: bool) -> Card:
    return Card(
        _("Ask %(name)s what there is") % {"name": one.name},
        _("Little is written down in the domain %(domain)s, and it knows that domain.")
        % {"domain": DomainCode(domain).label},
        reverse("inventory:link", kwargs={"city": viewer.city.slug, "organisation": one.key}),
        sample=one.is_sample,
        do=_("Make a link"),
        done=done,
    )


source(
    "inventory.proposal",
    gettext_lazy("Proposals about what exists"),
    roles=PERMISSIONS[MAP],
    minutes=DECIDE_MINUTES,
    needs=proposed,
    describe=tell_proposed,
    verbs=("proposal.accepted", "proposal.declined"),
)
source(
    "inventory.story",
    gettext_lazy("Stories that may be told"),
    roles=PERMISSIONS[MAP],
    minutes=TELL_MINUTES,
    needs=tellable,
    describe=tell_tellable,
    verbs=("story.told", "story.taken_back"),
)
source(
    "inventory.check",
    gettext_lazy("Solutions to look at again"),
    roles=PERMISSIONS[MAP],
    minutes=CHECK_MINUTES,
    needs=old_checks,
    describe=tell_old_checks,
    verbs=("solution.checked",),
    passing=("solution.confirmed",),
)
source(
    "inventory.thin",
    gettext_lazy("Whom to ask where the mapping is thin"),
    roles=PERMISSIONS[MAP],
    minutes=ASK_MINUTES,
    needs=thin,
    describe=tell_thin,
    verbs=("organisation.link_made",),
)
