"""Who may do what: roles per city, and permissions that name the roles allowed to use them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VISITOR = "visitor", _("visitor")
    PARTICIPANT = "participant", _("participant")
    ORGANISATION = "organisation", _("organisation contact")
    SPECIALIST = "specialist", _("specialist")
    MODERATOR = "moderator", _("moderator")
    DOMAIN_LEAD = "domain_lead", _("domain lead")
    PROJECT_OWNER = "project_owner", _("project owner")
    COMMUNICATIONS = "communications", _("communications officer")
    COUNCIL = "council", _("council member")
    LEAD = "lead", _("strategy lead")
    ADMIN = "admin", _("administrator")


# Everyone who works here has a desk: "my week" and the workspace.
STAFF = frozenset(
    {Role.MODERATOR, Role.DOMAIN_LEAD, Role.PROJECT_OWNER, Role.COMMUNICATIONS, Role.LEAD, Role.ADMIN, Role.SPECIALIST}
)

PERMISSIONS: dict[str, frozenset[Role]] = {}


class Permission(str):
    """A name such as "goals.publish"; made once, in the room that uses it."""

    __slots__ = ()


def permission(name: str, *roles: Role) -> Permission:
    """Register a permission for these roles. The strategy lead may do all that a city's own work needs."""
    if name in PERMISSIONS and PERMISSIONS[name] != frozenset(roles):
        raise ValueError(f"the permission {name} exists already")
    PERMISSIONS[name] = frozenset(roles)
    return Permission(name)


# Open to everyone, named so that a route can say so.
ANYONE = permission("anyone", *Role)
WORK = permission("work", *STAFF)
GRANT_ROLES = permission("accounts.grant", Role.ADMIN)
MANAGE_CITY = permission("cities.manage", Role.LEAD, Role.ADMIN)
ERASE = permission("texts.erase", Role.LEAD, Role.ADMIN)
PUBLISH = permission("ledger.publish", Role.LEAD)
