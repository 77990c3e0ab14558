from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "visioon.web"
    label = "web"
    verbose_name = "Shell"
