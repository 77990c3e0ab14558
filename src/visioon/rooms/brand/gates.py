"""What must be true before part 9 ends: a kit is approved, and it is whole: the launch list, item by item."""

from django.utils.translation import gettext as _

from visioon.kernel.texts.value import Text
from visioon.rooms.brand import rules
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.process.gates import Condition, at, gate
from visioon.rooms.process.models import Cycle
from visioon.rooms.strategy.models import Version


def launched(cycle: Cycle) -> list[Condition]:
    city, page = cycle.city, at(cycle.city, "brand:face")
    kit = BrandKit.objects.filter(city=city, withdrawn_at=None, state=BrandKit.State.APPROVED).first()
    if kit is None:
        return [Condition(_("No kit is approved yet: drafts are not worn."), False, page)]
    published = Version.objects.filter(city=city, withdrawn_at=None).exists()
    close = not rules.too_close(kit.light, kit.dark) and not rules.second_reds(kit.light, kit.dark)
    items = (
        (_whole(kit.name, city.languages), _("The name is there in every language."), _("The name lacks a language.")),
        (
            _whole(kit.slogan, city.languages),
            _("The slogan is there in every language."),
            _("The slogan lacks a language."),
        ),
        (bool(kit.do and kit.avoid), _("It says how we speak, and how not."), _("It does not say how we speak.")),
        (bool(kit.logo), _("There is a logo."), _("There is no logo yet.")),
        (close, _("Everyone can read what it colours."), _("Not everyone can read what it colours.")),
        (published, _("A version of the strategy wears it."), _("There is no version of the strategy to wear it.")),
    )
    approved = Condition(_("Kit %(number)d is approved.") % {"number": kit.number}, True, page)
    return [approved, *(Condition(fine if met else lacking, met, page) for met, fine, lacking in items)]


def _whole(text: Text, languages: list[str]) -> bool:
    return bool(text) and not text.missing(languages)


gate(9, launched)
