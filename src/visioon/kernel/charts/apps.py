from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "visioon.kernel.charts"
    label = "charts"
    verbose_name = "Charts"
