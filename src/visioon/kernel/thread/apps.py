from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "visioon.kernel.thread"
    label = "thread"
