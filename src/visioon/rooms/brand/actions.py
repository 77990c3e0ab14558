"""The verbs of part 9: draft a kit, change it, approve it so that everything wears it, retire it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from visioon.formats import svg
from visioon.formats.canonical import canonical, digest
from visioon.kernel import clock, files
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import PUBLISH, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.look.face import COLOURS, RADII, UI_STACKS, WORD_STACKS, colour, house_colours
from visioon.kernel.texts.value import Text
from visioon.rooms.brand import rules
from visioon.rooms.brand.models import BrandKit

DESIGN = permission("brand.design", Role.COMMUNICATIONS, Role.LEAD)
State = BrandKit.State


class TooClose(ValueError):
    """Pairs of colours that not everyone could read; args: the measured pairs."""


class SecondRed(ValueError):
    """Colours that could be taken for the thread; args: (token, scheme) pairs."""


class NotADraft(ValueError):
    """Only a draft is changed and approved; what was in force stays as it was."""


class NotWhole(ValueError):
    """A design with a colour, a font or a radius that is none."""


def _house(scheme: int) -> Mapping[str, str]:
    return house_colours()[scheme]


@dataclass(frozen=True)
class Design:
    """What a kit says. logo: an SVG to be cleaned, empty for none, None to keep the one that is there."""

    name: Text = field(default_factory=Text)
    slogan: Text = field(default_factory=Text)
    do: Text = field(default_factory=Text)
    avoid: Text = field(default_factory=Text)
    light: Mapping[str, str] = field(default_factory=lambda: _house(0))
    dark: Mapping[str, str] = field(default_factory=lambda: _house(1))
    font_ui: str = "house"
    font_word: str = "house"
    radius_control: int = 4
    radius_card: int = 8
    logo: bytes | None = None


@transaction.atomic
def draft(*, city: City, design: Design, provenance: str = Provenance.REAL, by: Actor) -> BrandKit:
    permit(by, DESIGN, city=city)
    City.objects.select_for_update().get(pk=city.pk)  # two drafts at once get two numbers
    last = BrandKit.objects.filter(city=city).order_by("-number").first()
    kit = BrandKit(
        city=city,
        number=last.number + 1 if last else 1,
        provenance=provenance,
        drafted_by=by,
        at=clock.now(),
        **_checked(design),
    )
    kit.save(force_insert=True)
    record(by=by, city=city, verb="brand.drafted", of=kit, revision=1, data={"number": kit.number})
    return kit


@transaction.atomic
def change(*, kit: BrandKit, design: Design, by: Actor) -> BrandKit:
    permit(by, DESIGN, city=kit.city)
    kit = _draft(kit)
    values = _checked(design)
    for name, value in values.items():
        setattr(kit, name, value)
    kit.revision += 1
    kit.save(update_fields=[*values, "revision"])
    record(by=by, city=kit.city, verb="brand.changed", of=kit, revision=kit.revision)
    return kit


@transaction.atomic
def approve(*, kit: BrandKit, by: Actor) -> BrandKit:
    """Everything wears the kit from now on; the one before is retired. Refused with the pairs that are too close."""
    permit(by, PUBLISH, city=kit.city)
    city = City.objects.select_for_update().get(pk=kit.city_id)
    kit = _draft(kit)
    if wrong := rules.too_close(kit.light, kit.dark):
        raise TooClose(*wrong)
    if reds := rules.second_reds(kit.light, kit.dark):
        raise SecondRed(*reds)
    for before in BrandKit.objects.filter(city=city, state=State.APPROVED):
        _retire(before, by)
    kit.state, kit.approved_at, kit.approved_by = State.APPROVED, clock.now(), by
    kit.save(update_fields=["state", "approved_at", "approved_by"])
    _wear(city, _face(kit))
    data = {"number": kit.number, "face": city.face["version"]}
    record(by=by, city=city, verb="brand.approved", of=kit, revision=kit.revision, data=data)
    return kit


@transaction.atomic
def retire(*, kit: BrandKit, by: Actor) -> BrandKit:
    """Put a draft aside, or take the kit in force off: everything goes back to the look of the house."""
    permit(by, PUBLISH, city=kit.city)
    city = City.objects.select_for_update().get(pk=kit.city_id)
    kit = BrandKit.objects.select_related("city").get(pk=kit.pk)
    if kit.state == State.RETIRED:
        return kit
    if kit.state == State.APPROVED:
        _wear(city, {})
    return _retire(kit, by)


def _draft(kit: BrandKit) -> BrandKit:
    found: BrandKit = BrandKit.objects.select_for_update().get(pk=kit.pk)
    if found.state != State.DRAFT:
        raise NotADraft(found.state)
    return found


def _retire(kit: BrandKit, by: Actor) -> BrandKit:
    kit.state, kit.retired_at = State.RETIRED, clock.now()
    kit.save(update_fields=["state", "retired_at"])
    record(by=by, city=kit.city, verb="brand.retired", of=kit, revision=kit.revision, data={"number": kit.number})
    return kit


def _wear(city: City, face: dict[str, Any]) -> None:
    city.face = face
    city.save(update_fields=["face"])


def _checked(design: Design) -> dict[str, Any]:
    """The columns of a design: nothing but colours of six digits, known fonts, radii in bounds, a cleaned logo."""
    fonts = design.font_ui in UI_STACKS and design.font_word in WORD_STACKS
    radii = 0 <= design.radius_control <= RADII["r-1"] and 0 <= design.radius_card <= RADII["r-2"]
    if not (fonts and radii):
        raise NotWhole("a font of the list and radii within their bounds were expected")
    values = {name: value for name, value in vars(design).items() if name not in {"light", "dark", "logo"}}
    for scheme in ("light", "dark"):
        palette = getattr(design, scheme)
        if missing := sorted(set(COLOURS) - set(palette)):
            raise NotWhole(f"{scheme}: {', '.join(missing)}")
        values[scheme] = {name: colour(palette[name]) for name in COLOURS}
    if design.logo is not None:
        values["logo"] = files.keep(svg.clean(design.logo)) if design.logo else ""
    return values


def _face(kit: BrandKit) -> dict[str, Any]:
    """What the kernel needs to dress pages, books and pictures; `version` is the hash of all of it."""
    face: dict[str, Any] = {
        "kit": kit.number,
        "provenance": kit.provenance,
        "name": kit.name.dump() if kit.name else {},
        "slogan": kit.slogan.dump() if kit.slogan else {},
        "light": kit.light,
        "dark": kit.dark,
        "fonts": {"ui": kit.font_ui, "word": kit.font_word},
        "radii": {"r-1": kit.radius_control, "r-2": kit.radius_card},
        "logo": kit.logo,
    }
    return {**face, "version": digest(canonical(face))}
