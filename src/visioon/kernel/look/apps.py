from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "visioon.kernel.look"
    label = "look"
    verbose_name = "Look"
