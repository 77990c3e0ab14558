from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "visioon.kernel.jobs"
    label = "jobs"
