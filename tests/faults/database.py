"""The address of the test database, for processes of their own."""

from django.db import connection


def address() -> str:
    """As VISIOON_DATABASE takes it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{settings['NAME']}"
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
