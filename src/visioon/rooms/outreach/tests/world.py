"""What the tests of this room begin with."""

import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.jobs import work
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.notices import tokens
from visioon.kernel.notices.models import Consent, Letter
from visioon.rooms.outreach import actions
from visioon.rooms.outreach.actions import Plan, Wish
from visioon.rooms.outreach.models import Campaign, Message


def url(name: str, city: str = "tartu", **kwargs: Any) -> str:
    return reverse(f"outreach:{name}", kwargs={"city": city, **kwargs})


def logged_in(city: City, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def message(city: City, by: Actor, *, released: bool = False, **fields: Any) -> Message:
    """A draft that lacks nothing; a released one where asked for."""
    texts = {"title": builders.text("Sõnum"), "words": builders.text("Mida öelda")}
    about, provenance = fields.pop("about", None), fields.pop("provenance", "real")
    plan = Plan(**{**texts, **fields})
    made = actions.plan_message(city=city, plan=plan, about=about, provenance=provenance, by=by)
    return actions.release_message(message=made, by=by) if released else made


def issue(city: City, by: Actor, **fields: Any) -> Campaign:
    texts = {"subject": builders.text("Kiri"), "body": builders.text("## Uudis\n\nSõnad [siin](/et/tartu/).")}
    return actions.draft_issue(city=city, by=by, **{**texts, **fields})


def asked(city: City, email: str, language: str = "en", domains: str = "", provenance: str = "real") -> Consent:
    wish = Wish(email=email, language=language, words="Jah.", domains=domains)
    return actions.subscribe(city=city, wish=wish, provenance=provenance, by=system())


def reader(city: City, email: str, **fields: Any) -> Consent:
    """Somebody who asked and confirmed."""
    consent = asked(city, email, **fields)
    actions.confirm(consent=consent, by=system())
    consent.refresh_from_db()
    return consent


def run_jobs() -> None:
    work.run_all(register_worker())


def letters(campaign: Campaign) -> list[Letter]:
    return list(Letter.objects.filter(batch=campaign.batch).select_related("address").order_by("address__email"))


def link_in(letter: Letter) -> str:
    """The path of the first link to confirm or to stop in a letter."""
    found = re.search(r"https?://[^/\s]+(/\S*/newsletter/(?:confirm|stop)/\S+)", letter.plain)
    assert found is not None, letter.plain
    return found.group(1)


def stop_address(consent: Consent) -> str:
    return url("stop", token=tokens.make(tokens.STOP, consent.pk))


def message_form(**fields: Any) -> dict[str, Any]:
    """A whole message as a form sends it."""
    texts = {
        f"{name}_{language}": f"{name} {language}" for name in ("title", "words") for language in ("et", "en", "ru")
    }
    return {**texts, "channel": "press", "audience": "young", "key": uuid.uuid4(), **fields}


def issue_form(**fields: Any) -> dict[str, Any]:
    texts = {
        f"{name}_{language}": f"{name} {language}" for name in ("subject", "body") for language in ("et", "en", "ru")
    }
    return {**texts, "key": uuid.uuid4(), **fields}
