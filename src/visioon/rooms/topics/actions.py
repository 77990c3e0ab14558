"""The verbs of part 3."""

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.topics.models import Domain, Topic

CHOOSE = permission("topics.choose", Role.LEAD, Role.DOMAIN_LEAD)


@transaction.atomic
def describe_domain(*, city: City, code: str, intro: Text, source_url: str = "", by: Actor) -> Domain:
    """What the city says of a domain; said again, it replaces what was said before."""
    permit(by, CHOOSE, city=city)
    domain, _ = Domain.objects.update_or_create(
        city=city, code=code, defaults={"intro": intro, "source_url": source_url}
    )
    record(by=by, city=city, verb="domain.described", of=domain, data={"code": code})
    return domain


@transaction.atomic
def add_topic(
    *, domain: Domain, slug: str, name: Text, reason: Text, provenance: str = Provenance.REAL, by: Actor
) -> Topic:
    permit(by, CHOOSE, city=domain.city)
    topic = Topic.objects.create(
        city=domain.city, domain=domain, slug=slug, name=name, reason=reason, provenance=provenance
    )
    record(by=by, city=domain.city, verb="topic.added", of=topic)
    return topic
