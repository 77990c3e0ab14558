from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "visioon.kernel.texts"
    label = "texts"
