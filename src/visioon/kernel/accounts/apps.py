from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "visioon.kernel.accounts"
    label = "accounts"
