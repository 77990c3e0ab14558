from django.apps import AppConfig


class CitiesConfig(AppConfig):
    name = "visioon.kernel.cities"
    label = "cities"
