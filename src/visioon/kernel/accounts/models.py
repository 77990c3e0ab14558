"""A person alone holds personal data; an actor acts. What an actor did stays when the person is erased."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from uuid6 import uuid7

from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City


class Actor(models.Model):
    """Whoever does something: a person with an account, a guest, the system, or an activity (for secret acts)."""

    class Kind(models.TextChoices):
        PERSON = "person"
        GUEST = "guest"
        SYSTEM = "system"
        ACTIVITY = "activity"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="actor_one_system", fields=["kind"], condition=models.Q(kind="system"), violation_error_message=""
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def roles_in(self, city: City) -> frozenset[Role]:
        return frozenset(
            Role(role)
            for role in Grant.objects.filter(actor=self, city=city, ended_at=None).values_list("role", flat=True)
        )


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """An account. E-mail addresses are kept in lower case and belong to one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.OneToOneField(Actor, on_delete=models.PROTECT, related_name="person")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="et")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        constraints = [models.CheckConstraint(name="person_email_lower", condition=models.Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class GuestKey(models.Model):
    """What proves that a browser is this guest: the hash of a random secret in a cookie or in a claim link."""

    class Purpose(models.TextChoices):
        COOKIE = "cookie"
        CLAIM = "claim"

    id = models.BigAutoField(primary_key=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="keys")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="guest_one_claim_link", fields=["actor"], condition=models.Q(purpose="claim"))
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.actor_id}"


class Grant(models.Model):
    """A role of an actor in a city, from when to when, given by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="grant_once", fields=["city", "actor", "role"], condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("granted_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.city_id}"
