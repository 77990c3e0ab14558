"""Cities in which nothing was planned yet, each with a lead, a council and a moderator; built when run as a module."""

from visioon.cli.house import open_house
from visioon.cli.serve import prepare

WALKS = ("kava", "erand", "loobuja")
LANGUAGES = ("et", "en", "ru")
WIDTHS = (360, 1280)
ROLES = ("lead", "council", "moderator")


def slug_of(walk: str, language: str, width: int) -> str:
    return f"{walk}-{language}-{width}"


def account(role: str, slug: str) -> str:
    return f"{role}@{slug}.example"


def build() -> None:
    """The house is opened first: before it no model may be imported."""
    open_house()
    prepare()
    from examples.tartu.accounts import PASSWORD
    from tests import builders
    from visioon.kernel.accounts.actions import grant, register, system
    from visioon.kernel.accounts.roles import Role

    for slug in (slug_of(walk, language, width) for walk in WALKS for language in LANGUAGES for width in WIDTHS):
        city = builders.city(slug, name=builders.text("Elva"))
        for role in ROLES:
            same = {"name": f"Test {role}", "password": PASSWORD, "language": "et"}
            made = register(email=account(role, slug), by=system(), **same)
            grant(actor=made.actor, city=city, role=Role(role), by=system())


if __name__ == "__main__":
    build()
