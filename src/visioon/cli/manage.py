"""Django's own management commands, for whoever runs the installation."""

from django.core.management import execute_from_command_line

from visioon.cli.house import open_house


def manage(argv: list[str]) -> int:
    open_house()
    execute_from_command_line(["visioon manage", *argv])
    return 0
