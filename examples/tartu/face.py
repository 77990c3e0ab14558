"""Part 9 of the walk: a kit with colours, a tone and a logo of its own, approved, so that everything wears it."""

from examples.tartu.made import Walk
from examples.tartu.read import HERE, document, whole
from visioon.rooms.brand import actions
from visioon.rooms.brand.actions import Design
from visioon.rooms.brand.models import BrandKit

LOGO = HERE / "sample" / "logo.svg"
PLAIN = ("light", "dark", "font_ui", "font_word", "radius_control", "radius_card")


def wear(made: Walk) -> BrandKit:
    """Communications draft the sample kit, the lead approves it."""
    written = document("sample/face.json")
    design = Design(
        name=whole(written["name"]),
        slogan=whole(written["slogan"]),
        do=whole(written["do"]),
        avoid=whole(written["avoid"]),
        **{name: written[name] for name in PLAIN},
        logo=LOGO.read_bytes(),
    )
    kit = actions.draft(city=made.city, design=design, provenance=written["provenance"], by=made.team.talk)
    return actions.approve(kit=kit, by=made.team.lead)
