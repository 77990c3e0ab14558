"""Who writes for the city, and who makes public what was written."""

from visioon.kernel.accounts.roles import Role, permission

WRITE = permission("outreach.write", Role.COMMUNICATIONS, Role.LEAD)
RELEASE = permission("outreach.release", Role.COMMUNICATIONS, Role.LEAD)
