"""Who watches the world for the city, and who rates what is coming."""

from visioon.kernel.accounts.roles import Role, permission

WATCH = permission("horizon.watch", Role.LEAD, Role.DOMAIN_LEAD)
RATE = permission("horizon.rate", Role.SPECIALIST, Role.DOMAIN_LEAD, Role.LEAD)
