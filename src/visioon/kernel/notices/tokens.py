"""Links in letters: signed, for one purpose, with the id of a row inside and no address."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

CONFIRM, STOP, ANSWER = "confirm", "stop", "answer"
CONFIRM_WITHIN = timedelta(days=14)
# A link to stop holds as long as the letter that carries it is kept.
# One to answer holds until the party gets a newer one.
HOLDS = {CONFIRM: CONFIRM_WITHIN, STOP: None, ANSWER: None}
LONGEST = 400


class NotValid(ValueError):
    """The link was not made here, was changed, is for something else, or is too old."""


@dataclass(frozen=True)
class Link:
    """The consent, or other row, that a link is about, and the batch of letters that it came with, or its number."""

    consent: UUID
    batch: str = ""


def _salt(purpose: str) -> str:
    return f"visioon.notices.{purpose}"


def make(purpose: str, consent: UUID, *, batch: str = "") -> str:
    inside = {"for": purpose, "consent": str(consent), **({"batch": batch} if batch else {})}
    return signing.dumps(inside, salt=_salt(purpose), compress=True)


def read(purpose: str, token: str) -> Link:
    """What the link is about; NotValid for every other text."""
    if len(token) > LONGEST:
        raise NotValid("too long")
    try:
        inside = signing.loads(token, salt=_salt(purpose), max_age=HOLDS[purpose])
        if inside["for"] != purpose:
            raise NotValid(purpose)
        return Link(UUID(inside["consent"]), inside.get("batch", ""))
    except (signing.BadSignature, KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise NotValid(purpose) from wrong
