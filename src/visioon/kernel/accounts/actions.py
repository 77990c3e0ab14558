"""Accounts and roles. Only these functions change them."""

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor, Grant, Person
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import GRANT_ROLES, Role
from visioon.kernel.cities.models import City


def system() -> Actor:
    """The one actor that stands for the installation itself: set-up, sealer, imports."""
    actor, _ = Actor.objects.get_or_create(kind=Actor.Kind.SYSTEM, defaults={"created_at": clock.now()})
    return actor


def activity() -> Actor:
    """The actor of secret acts: they say what happened, and not who did it."""
    actor = Actor.objects.filter(kind=Actor.Kind.ACTIVITY).order_by("id").first()
    return actor or Actor.objects.create(kind=Actor.Kind.ACTIVITY, created_at=clock.now())


@transaction.atomic
def register(*, email: str, name: str, password: str | None, language: str, by: Actor) -> Person:
    """A new account. Accounts are made by an administrator of some city or by set-up; roles are given apart."""
    if by.kind != Actor.Kind.SYSTEM and not Grant.objects.filter(actor=by, role=Role.ADMIN, ended_at=None).exists():
        raise PermissionError("accounts.register")
    actor = Actor.objects.create(kind=Actor.Kind.PERSON, created_at=clock.now())
    person = Person(actor=actor, email=email, name=name, language=language)
    person.set_password(password)
    person.save(force_insert=True)
    return person


@transaction.atomic
def grant(*, actor: Actor, city: City, role: Role, by: Actor) -> Grant:
    permit(by, GRANT_ROLES, city=city)
    given, _ = Grant.objects.get_or_create(
        actor=actor, city=city, role=role, ended_at=None, defaults={"granted_by": by, "granted_at": clock.now()}
    )
    return given


@transaction.atomic
def revoke(*, given: Grant, by: Actor) -> None:
    permit(by, GRANT_ROLES, city=given.city)
    Grant.objects.filter(pk=given.pk, ended_at=None).update(ended_at=clock.now())


@transaction.atomic
def close_account(*, person: Person, by: Actor) -> None:
    """Somebody leaves: all roles end, and the account with all that it knows of the person is deleted. What they did
    stays, as that of an actor without a name. Themselves, or whoever gives the roles that they still have."""
    if by.pk != person.actor_id and by.kind != Actor.Kind.SYSTEM:
        held = Grant.objects.filter(actor=person.actor_id, ended_at=None).select_related("city")
        for city in {given.city for given in held}:
            permit(by, GRANT_ROLES, city=city)
        if not held and not Grant.objects.filter(actor=by, role=Role.ADMIN, ended_at=None).exists():
            raise PermissionError("accounts.close")
    Grant.objects.filter(actor=person.actor_id, ended_at=None).update(ended_at=clock.now())
    person.delete()
