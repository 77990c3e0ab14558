"""The verbs of part 9 and what they refuse."""

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.formats.svg import SvgRefused
from visioon.kernel import files
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.look.face import NotAColour, tokens_in_force
from visioon.kernel.texts.value import Text
from visioon.rooms.brand import actions
from visioon.rooms.brand.actions import NotADraft, NotWhole, SecondRed, TooClose
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.brand.tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def verbs():
    return list(Act.objects.filter(verb__startswith="brand.").order_by("at", "id").values_list("verb", flat=True))


def test_a_kit_is_drafted_changed_approved_and_retired(city, lead):
    kit = world.draft(city, lead, logo=world.LOGO)
    kit = actions.change(kit=kit, design=world.design(light=world.light(accent="#20356f")), by=lead)
    assert (kit.state, kit.revision, kit.light["accent"]) == ("draft", 2, "#20356f")
    kit = actions.approve(kit=kit, by=lead)
    assert (kit.state, kit.approved_by, kit.approved_at is None) == ("approved", lead, False)
    kit = actions.retire(kit=kit, by=lead)
    assert (kit.state, kit.retired_at is None) == ("retired", False)
    assert verbs() == ["brand.drafted", "brand.changed", "brand.approved", "brand.retired"]


def test_the_approved_kit_writes_the_face_of_the_city(city, lead):
    kit = world.in_force(city, lead, logo=world.LOGO, font_word="sharp", radius_card=14)
    city = City.objects.get(pk=city.pk)
    assert city.face["kit"] == kit.number
    assert city.face["logo"] == kit.logo
    assert city.face["fonts"] == {"ui": "house", "word": "sharp"}
    assert len(city.face["version"]) == 64
    assert tokens_in_force(city.face_in_force).colour("accent") == "#27408b"
    assert (str(city.face_name), str(city.face_slogan)) == ("Nägu (en)", "Hüüd (en)")
    actions.retire(kit=kit, by=lead)
    city = City.objects.get(pk=city.pk)
    assert (city.face_in_force, bool(city.face_name)) == ({}, False)


def test_approving_retires_the_one_before(city, lead):
    first, second = world.in_force(city, lead), world.in_force(city, lead, name=builders.text("Teine"))
    first.refresh_from_db()
    assert (first.state, second.state, first.number, second.number) == ("retired", "approved", 1, 2)
    assert City.objects.get(pk=city.pk).face["kit"] == 2
    assert verbs()[-2:] == ["brand.retired", "brand.approved"]


def test_putting_a_draft_aside_leaves_the_face_alone(city, lead):
    world.in_force(city, lead)
    actions.retire(kit=world.draft(city, lead), by=lead)
    assert City.objects.get(pk=city.pk).face["kit"] == 1


def test_only_one_kit_of_a_city_is_in_force(city, lead):
    kit, other = world.in_force(city, lead), world.draft(city, lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        BrandKit.objects.filter(pk=other.pk).update(
            state="approved", approved_at=kit.approved_at, approved_by=kit.approved_by
        )
    narva = builders.city("narva")
    assert world.in_force(narva, builders.lead(narva)).state == "approved"


def test_a_kit_that_cannot_be_read_is_refused_with_the_pairs_and_changes_nothing(city, lead):
    world.in_force(city, lead)
    face = City.objects.get(pk=city.pk).face
    kit = world.draft(city, lead, light=world.light(accent_ink="#3a4f90"))
    with pytest.raises(TooClose) as refused:
        actions.approve(kit=kit, by=lead)
    assert {(one.pair.front, one.pair.ground, one.scheme) for one in refused.value.args} == {
        ("accent-ink", "accent", "light"),
        ("accent-ink", "accent-hover", "light"),
    }
    kit.refresh_from_db()
    assert (kit.state, City.objects.get(pk=city.pk).face) == ("draft", face)


def test_a_second_red_is_refused(city, lead):
    kit = world.draft(city, lead, light=world.light(accent="#9c1f1f", accent_hover="#701010"))
    with pytest.raises(SecondRed) as refused:
        actions.approve(kit=kit, by=lead)
    assert refused.value.args == (("accent", "light"), ("accent-hover", "light"))


def test_only_drafts_change(city, lead):
    kit = world.in_force(city, lead)
    for verb in (
        lambda: actions.change(kit=kit, design=world.design(), by=lead),
        lambda: actions.approve(kit=kit, by=lead),
    ):
        with pytest.raises(NotADraft):
            verb()
    actions.retire(kit=kit, by=lead)
    assert actions.retire(kit=kit, by=lead).state == "retired"
    assert verbs().count("brand.retired") == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"light": {"paper": "#ffffff"}}, NotWhole),
        ({"light": world.light(paper="white")}, NotAColour),
        ({"light": world.light(paper="#fff; } body { display: none")}, NotAColour),
        ({"font_ui": "Comic Sans"}, NotWhole),
        ({"radius_card": 999}, NotWhole),
        ({"logo": world.SCRIPT}, SvgRefused),
    ],
)
def test_what_is_no_design_is_refused(city, lead, wrong, error):
    with pytest.raises(error):
        world.draft(city, lead, **wrong)
    assert not BrandKit.objects.exists()


def test_only_what_a_kit_may_change_is_kept(city, lead):
    kit = world.draft(city, lead, light=world.light(thread="#00ff00"))
    assert "thread" not in kit.light


def test_the_logo_is_cleaned_kept_and_taken_away(city, lead):
    kit = world.draft(city, lead, logo=world.LOGO)
    assert b"ours" not in files.read(kit.logo)
    kept = actions.change(kit=kit, design=world.design(), by=lead)
    assert kept.logo == kit.logo
    assert actions.change(kit=kit, design=world.design(logo=b""), by=lead).logo == ""


def test_without_a_name_the_name_of_the_city_stands(city, lead):
    world.in_force(city, lead, name=Text(), slogan=Text())
    city = City.objects.get(pk=city.pk)
    assert (bool(city.face_name), str(city.name)) == (False, "Tartu (en)")


def test_a_sample_kit_dresses_nothing_where_samples_are_hidden(city, lead):
    world.in_force(city, lead, provenance="sample")
    city = City.objects.get(pk=city.pk)
    assert city.face_in_force["kit"] == 1
    city.shows_samples = False
    assert city.face_in_force == {}


def test_communications_draft_and_the_lead_approves(city, lead):
    talk = builders.person(city, Role.COMMUNICATIONS).actor
    kit = world.draft(city, talk)
    for verb in (actions.approve, actions.retire):
        with pytest.raises(NotAllowed):
            verb(kit=kit, by=talk)
    for who in (builders.person(city, Role.MODERATOR).actor, builders.lead(builders.city("narva"))):
        with pytest.raises(NotAllowed):
            actions.change(kit=kit, design=world.design(), by=who)
