"""Part 10: what is told to whom, when and how; issues of the newsletter, and who asked for it."""

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.models import Act
from visioon.kernel.notices.models import Consent
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.process.models import Stage


class Audience(models.TextChoices):
    """To whom a message speaks."""

    EVERYONE = "everyone"
    YOUNG = "young"
    OLDER = "older"
    RUSSIAN = "russian"
    NEWCOMERS = "newcomers"
    DISTRICTS = "districts"
    BUSINESS = "business"
    ACADEMIA = "academia"
    ASSOCIATIONS = "associations"
    PARTNERS = "partners"
    COUNCIL = "council"


class Message(Noun):
    """Something that is told: an entry of the calendar. `on` is a day; `loosely` says when in words."""

    class Channel(models.TextChoices):
        WEB = "web"
        NEWSLETTER = "newsletter"
        PRESS = "press"
        SOCIAL = "social"
        POSTER = "poster"
        MEETING = "meeting"

    class State(models.TextChoices):
        IDEA = "idea"
        DRAFT = "draft"
        RELEASED = "released"
        DONE = "done"

    title = TranslatedField()
    words = TranslatedField()
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.EVERYONE)
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(null=True, blank=True)
    loosely = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.IDEA)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    of_act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Noun.Meta):
        indexes = [models.Index(name="message_listed", fields=["city", "state", "on"])]
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="message_once_an_act", fields=["of_act"], condition=models.Q(of_act__isnull=False)
            ),
            models.CheckConstraint(
                name="message_released_by_someone",
                condition=models.Q(state__in=["idea", "draft"], released_at=None, released_by=None)
                | models.Q(state__in=["released", "done"], released_at__isnull=False, released_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        return self.state in {self.State.RELEASED, self.State.DONE}


class Campaign(Noun):
    """An issue of the newsletter. domains: for whom, joined by "|"; empty is for everyone.

    stopped: how many ended their subscription by the link in this issue. Nothing is known of single readers.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        RELEASED = "released"
        SENDING = "sending"
        SENT = "sent"

    number = models.PositiveIntegerField()
    subject = TranslatedField()
    body = TranslatedField()
    domains = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stopped = models.PositiveIntegerField(default=0)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="campaign_number_once", fields=["city", "number"]),
            models.CheckConstraint(
                name="campaign_released_by_someone",
                condition=models.Q(state="draft", released_at=None, released_by=None)
                | ~models.Q(state="draft") & models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def batch(self) -> str:
        """What its letters are known by in the outbox."""
        return f"campaign:{self.pk}"


class Subscription(models.Model):
    """What a reader wants of the newsletter. Goes with the consent; no actor is tied to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="subscription")
    domains = models.CharField(max_length=80, blank=True)
    provenance = models.CharField(max_length=6, choices=Provenance.choices, default=Provenance.REAL)

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class Cursor(models.Model):
    """How far this room has read the ledger of a city, by the place of a sealed act."""

    id = models.BigAutoField(primary_key=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(max_length=20)
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="cursor_once", fields=["city", "room"])]

    def __str__(self) -> str:
        return f"{self.room} {self.seq}"
