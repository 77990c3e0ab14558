"""Who may measure in a city, and who may change what all cities share."""

from visioon.kernel.accounts.roles import Role, permission

MEASURE = permission("assessment.measure", Role.LEAD, Role.DOMAIN_LEAD)
SHARED = permission("assessment.shared", Role.ADMIN)
