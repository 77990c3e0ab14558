"""The accounts of the demo: sample staff, on this machine only."""

from dataclasses import dataclass

PASSWORD = "naidis-tartu-2026"  # noqa: S105 - of a demo served on the loopback address


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    roles: tuple[str, ...]


ACCOUNTS = (
    Account("lead@naidis.example", "Visioonijuht (näidis)", ("lead", "admin")),
    Account("moderator@naidis.example", "Moderaator (näidis)", ("moderator",)),
    Account("specialist@naidis.example", "Spetsialist (näidis)", ("specialist",)),
    Account("owner@naidis.example", "Projektijuht (näidis)", ("project_owner",)),
    Account("talk@naidis.example", "Kommunikatsioonijuht (näidis)", ("communications",)),
)
