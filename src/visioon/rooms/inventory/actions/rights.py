"""Who may do what in part 1."""

from visioon.kernel.accounts.roles import Role, permission

MAP = permission("inventory.map", Role.LEAD, Role.DOMAIN_LEAD)
