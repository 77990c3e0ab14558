"""The six domains of a smart city, known to the whole house. What a city says of each is a noun of `topics`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DomainCode(models.TextChoices):
    ECONOMY = "economy", _("economy")
    MOBILITY = "mobility", _("mobility")
    ENVIRONMENT = "environment", _("environment")
    PEOPLE = "people", _("people")
    GOVERNANCE = "governance", _("governance")
    LIVING = "living", _("quality of life")
