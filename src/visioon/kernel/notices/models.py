"""Post: who may be written to, what they agreed to, whom nobody writes to any more, and the letters themselves.

Beside Person this is the only place that holds an e-mail address."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from uuid6 import uuid7

from visioon.kernel.cities.models import City


class Purpose(models.TextChoices):
    """What a consent or a letter is for. Ending one does not touch the other."""

    NEWSLETTER = "newsletter"
    SERVICE = "service"
    PARTY = "party"  # a body that is asked about the plan; the team entered its address


class Address(models.Model):
    """An e-mail address, in lower case, once. It can be deleted whole."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField()
    language = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="address_once", fields=["email"]),
            models.CheckConstraint(name="address_lower", condition=models.Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Consent(models.Model):
    """That somebody agreed to letters: to which words, when, where from; and when it was confirmed and ended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="consents")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    words = models.TextField()
    language = models.CharField(max_length=8)
    source = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                name="consent_one_living", fields=["address", "city", "purpose"], condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="consent_confirmed_after_asked",
                condition=models.Q(confirmed_at=None) | models.Q(confirmed_at__gte=models.F("asked_at")),
            ),
            models.CheckConstraint(
                name="consent_ended_after_asked",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Suppression(models.Model):
    """That an address is never written to again. Known by a keyed hash, so that it outlives the address."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce"
        COMPLAINT = "complaint"
        STOPPED = "stopped"

    id = models.BigAutoField(primary_key=True)
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="suppression_once", fields=["hash"])]

    def __str__(self) -> str:
        return self.reason


class Letter(models.Model):
    """One letter to one address. It is claimed before it is sent, so that it is never sent twice.

    key: what it is, for example "campaign:<id>:<address id>". batch: what it belongs to, for figures.
    claimed_by and fence: the job, and which of its runs, that has it or had it last.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        UNKNOWN = "unknown"
        REFUSED = "refused"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=120)
    batch = models.CharField(max_length=60, blank=True)
    address = models.ForeignKey(Address, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200, blank=True)
    plain = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_by = models.UUIDField(null=True, blank=True)
    fence = models.PositiveIntegerField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(name="letter_waiting", fields=["due_at", "id"], condition=models.Q(state="waiting")),
            models.Index(name="letter_in_flight", fields=["claimed_by"], condition=models.Q(state="sending")),
            models.Index(name="letter_claimed", fields=["claimed_at"]),
            models.Index(name="letter_of_batch", fields=["batch", "state"]),
        ]
        constraints = [
            models.UniqueConstraint(name="letter_once", fields=["key"]),
            models.CheckConstraint(
                name="letter_waits_for_somebody",
                condition=~models.Q(state="waiting") | models.Q(address__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_sending_is_claimed",
                condition=~models.Q(state="sending")
                | models.Q(claimed_by__isnull=False, fence__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_sent_has_time", condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
