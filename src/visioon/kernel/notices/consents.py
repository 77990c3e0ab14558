"""Asking for letters, confirming it from the letter itself, ending it; and deleting an address whole."""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.notices.models import Address, Consent, Letter, Purpose, Suppression
from visioon.kernel.notices.suppression import suppress
from visioon.kernel.notices.tokens import CONFIRM_WITHIN

KEPT_AFTER_END = timedelta(days=30)
ENDED_FOR_GOOD = (Letter.State.SENT, Letter.State.REFUSED, Letter.State.UNKNOWN, Letter.State.DROPPED)


def address_of(email: str, language: str) -> Address:
    found, _ = Address.objects.get_or_create(email=email.strip().lower(), defaults={"language": language})
    return found


@transaction.atomic
def ask(*, email: str, city: City, purpose: str, words: str, language: str, source: str) -> Consent:
    """Note what somebody asks for. Only the confirmation makes it count; one that is confirmed stays as it is."""
    address = address_of(email, language)
    consent, made = Consent.objects.get_or_create(
        address=address,
        city=city,
        purpose=purpose,
        ended_at=None,
        defaults={"words": words, "language": language, "source": source, "asked_at": clock.now()},
    )
    if not made and consent.confirmed_at is None:
        consent.words, consent.language, consent.source, consent.asked_at = words, language, source, clock.now()
        consent.save(update_fields=["words", "language", "source", "asked_at"])
    return consent


@transaction.atomic
def confirm(consent: Consent) -> bool:
    """True the first time. The language asked for becomes that of the address."""
    living = Consent.objects.filter(pk=consent.pk, confirmed_at=None, ended_at=None)
    if not living.update(confirmed_at=clock.now()):
        return False
    Address.objects.filter(pk=consent.address_id).update(language=consent.language)
    return True


@transaction.atomic
def enter(*, email: str, city: City, purpose: str, words: str, language: str, source: str) -> Consent:
    """An address that somebody else entered, with the ground in words. It counts at once, until it is ended."""
    consent = ask(email=email, city=city, purpose=purpose, words=words, language=language, source=source)
    if not confirm(consent):
        Consent.objects.filter(pk=consent.pk).update(language=language)
    consent.refresh_from_db()
    return consent


def end(consent: Consent) -> bool:
    """True the first time; ending what has ended is no mistake."""
    return bool(Consent.objects.filter(pk=consent.pk, ended_at=None).update(ended_at=clock.now()))


def living(city: City, purpose: str) -> "QuerySet[Consent]":
    """Confirmed, not ended, not suppressed by the time of asking: suppression is looked at again at each letter."""
    return Consent.objects.filter(city=city, purpose=purpose, confirmed_at__isnull=False, ended_at=None).select_related(
        "address"
    )


@transaction.atomic
def erase(email: str, *, never_again: bool = False) -> bool:
    """Delete an address with its consents. What waits for it is dropped; letters stay as figures without words."""
    if never_again:
        suppress(email, Suppression.Reason.STOPPED)
    address = Address.objects.filter(email=email.strip().lower()).first()
    if address is None:
        return False
    own = Letter.objects.filter(address=address)
    own.filter(state=Letter.State.WAITING).update(state=Letter.State.DROPPED, error="erased")
    _empty(own)
    address.delete()
    return True


def _empty(letters: "QuerySet[Letter]") -> int:
    """Leave of letters what figures need: neither words nor anything that leads to the address."""
    unnamed = Concat(Value("emptied:"), Cast("pk", CharField()))
    return letters.update(key=unnamed, subject="", plain="", html="", headers={}, answer="", address=None)


def tidy() -> int:
    """Delete what nobody needs: requests never confirmed, consents long ended, addresses that nothing holds,
    and words and address of letters sent long ago. Gives how many rows went or were emptied."""
    at = clock.now()
    unconfirmed = Consent.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN)
    ended = Consent.objects.filter(ended_at__lt=at - KEPT_AFTER_END)
    old = Letter.objects.filter(
        Q(claimed_at__lt=at - KEPT_AFTER_END) | Q(claimed_at=None, made_at__lt=at - KEPT_AFTER_END),
        state__in=ENDED_FOR_GOOD,
        address__isnull=False,
    )
    with transaction.atomic():
        gone = unconfirmed.delete()[0] + ended.delete()[0]
        emptied = _empty(old)
    return gone + emptied + _without_holder()


def _without_holder() -> int:
    held = Consent.objects.filter(address=OuterRef("pk"))
    posted = Letter.objects.filter(address=OuterRef("pk"))
    return Address.objects.filter(~Exists(held), ~Exists(posted)).delete()[0]


def agrees(letter: Letter) -> bool:
    """Whether the letter may go out: what is not of service needs a confirmed consent that has not ended."""
    if letter.purpose == Purpose.SERVICE:
        return True
    if letter.address_id is None:
        return False
    own = Consent.objects.filter(
        address_id=letter.address_id,
        city_id=letter.city_id,
        purpose=letter.purpose,
        confirmed_at__isnull=False,
        ended_at=None,
    )
    return own.exists()
