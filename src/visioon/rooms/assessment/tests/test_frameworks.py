"""Frameworks: brought in as facts, covered by ties, blended into a design; one value feeds all."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Act, NotChangeable
from visioon.rooms.assessment import actions, blending, cataloguing, frameworks
from visioon.rooms.assessment.blending import Choice, NothingTaken, ReasonExpected
from visioon.rooms.assessment.models import BlendChoice, Framework, FrameworkIndicator, FrameworkTie, Indicator
from visioon.rooms.assessment.tests import figures, world

pytestmark = pytest.mark.django_db


def at(name: str, **more: object) -> str:
    return reverse(f"assessment:{name}", kwargs={"city": "tartu", **more})


@pytest.fixture
def city():
    found = world.tartu()
    figures.catalogue()
    world.measured()
    return found


@pytest.fixture
def lead(city):
    return builders.person(city, Role.LEAD)


def tie(code: str, row: str, how: str = "exact") -> FrameworkTie:
    indicator = Indicator.objects.select_related("city").get(code=code)
    return cataloguing.tie_indicator(indicator=indicator, asked=figures.asked(row), tie=how, by=system())


def test_rows_are_facts_with_their_mark(city) -> None:
    assert [(one.code, one.to_verify) for one in FrameworkIndicator.objects.order_by("code")] == [
        ("F.1", False),
        ("F.2", False),
        ("S.1", True),
    ]
    assert Act.objects.get(verb="frameworks.imported").data == {"frameworks": 2, "rows": 3}


def test_a_second_import_mends_and_makes_nothing_twice(city) -> None:
    again = [figures.row("first", "F.1", domain="people", direction=None)]
    cataloguing.import_frameworks(frameworks=[figures.framework("first", source="Anew")], rows=again, by=system())
    assert (Framework.objects.count(), FrameworkIndicator.objects.count()) == (2, 3)
    assert (figures.asked("F.1").domain, figures.asked("F.1").direction) == ("people", None)
    assert figures.asked("F.1").framework.source == "Anew"


def test_a_tie_by_words_finds_its_row_or_makes_one_to_be_verified(city) -> None:
    ties = [
        {"indicator": "JOBS", "framework": "The first", "code": "F.1", "tie": "exact"},
        {"indicator": "JOBS", "framework": "Another", "code": "A.1", "tie": "partial"},
    ]
    for _twice in range(2):
        actions.import_shared(indicators=[], places=[], observations=[], ties=ties, by=system())
    made = FrameworkTie.objects.order_by("asked__code")
    assert [(one.framework, one.code, one.asked.to_verify) for one in made] == [
        ("Another", "A.1", True),
        ("The first", "F.1", False),
    ]


def test_coverage_counts_a_row_once_by_its_closest_tie(city) -> None:
    tie("JOBS", "F.1", "partial")
    tie("FIRMS", "F.1", "exact")
    tie("JOBS", "S.1", "similar")
    first, second = frameworks.covered(visitor(city))
    assert (first.share.asked, first.share.exact, first.share.partial, first.share.open) == (2, 1, 0, 1)
    assert (second.share.similar, second.share.measured, second.to_verify) == (1, 1, 1)
    assert [(code, share.answered) for code, share, _rows in first.domains] == [("economy", 1), ("mobility", 0)]


def test_pages_of_frameworks(client: Client, city, django_assert_max_num_queries) -> None:
    tie("JOBS", "F.1")
    assert "The first" in client.get(at("frameworks")).text
    page = client.get(at("framework", framework="first"))
    assert "Row F.2" in page.text
    assert "nothing yet" in page.text
    assert client.get(at("framework", framework="none")).status_code == 404
    few = page.wsgi_request.META["visioon.queries"]
    rows = [figures.row("first", f"M.{number}", domain="people") for number in range(20)]
    cataloguing.import_frameworks(frameworks=[], rows=rows, by=system())
    tie("FIRMS", "M.1")
    assert client.get(at("framework", framework="first")).wsgi_request.META["visioon.queries"] == few


def test_empty_catalogue_says_who_begins(client: Client) -> None:
    world.tartu()
    assert "No framework yet" in client.get(at("frameworks")).text


def test_one_value_feeds_all_frameworks(client: Client, city) -> None:
    tie("JOBS", "F.1")
    tie("JOBS", "S.1", "similar")
    page = client.get(at("indicator", code="JOBS")).text
    assert ("The first" in page, "The second" in page, "to be verified" in page) == (True, True, True)


def choices(**reasons: str) -> list[Choice]:
    """JOBS, FIRMS, BIKE; those with a reason are out."""
    found = Indicator.objects.filter(code__in=["JOBS", "FIRMS", "BIKE"]).order_by("code")
    return [
        Choice(
            one,
            one.code not in reasons,
            builders.text(reasons[one.code]) if reasons.get(one.code) else Choice(one, True).reason,
        )
        for one in found
    ]


@pytest.fixture
def tied(city):
    tie("JOBS", "F.1")
    tie("JOBS", "S.1")
    tie("FIRMS", "F.1", "partial")
    tie("BIKE", "F.2")


def test_blend_takes_each_once_weighs_and_keeps_reasons(city, lead, tied) -> None:
    both = list(Framework.objects.order_by("code"))
    design = blending.blend(
        city=city,
        name=builders.text("Two"),
        frameworks=both,
        choices=choices(BIKE="Too old"),
        weighing="asked",
        by=lead.actor,
    )
    assert design.weights == {"JOBS": 2.0, "FIRMS": 1.0}
    assert (design.frameworks, design.weighing) == (["first", "second"], "asked")
    kept = BlendChoice.objects.filter(design=design).order_by("indicator__code")
    assert [(one.indicator.code, one.taken, one.asked_by) for one in kept] == [
        ("BIKE", False, 1),
        ("FIRMS", True, 1),
        ("JOBS", True, 2),
    ]
    assert Act.objects.get(verb="index.designed").data["left_out"] == 1
    with pytest.raises(NotChangeable):
        kept[0].save()
    edition = actions.publish_index(design=design, by=lead.actor)
    assert edition.number == 1


def test_blend_of_nothing_or_without_reason_is_refused(city, lead, tied) -> None:
    given = {"city": city, "name": builders.text("x"), "frameworks": list(Framework.objects.all()), "by": lead.actor}
    with pytest.raises(NothingTaken):
        blending.blend(**given, choices=choices(BIKE="a", FIRMS="b", JOBS="c"), weighing="equal")
    with pytest.raises(ReasonExpected, match="BIKE"):
        blending.blend(**given, choices=choices(BIKE=""), weighing="equal")
    stranger = builders.person(city).actor
    with pytest.raises(NotAllowed):
        blending.blend(**{**given, "by": stranger}, choices=choices(), weighing="equal")


def blend_form(**fields: object) -> dict[str, object]:
    taken = {f"in_{code}": "on" for code in ("JOBS", "FIRMS")}
    weights = {f"weight_{code}": "1" for code in ("JOBS", "FIRMS", "BIKE")}
    return {
        "key": str(uuid.uuid4()),
        "name_et": "Segu",
        "weighing": "equal",
        "reason_BIKE": "Too old",
        **taken,
        **weights,
        **fields,
    }


def test_the_blend_desk_from_choosing_to_the_public_page(client: Client, city, lead, tied) -> None:
    client.force_login(lead)
    assert "Show what they need" in client.get(at("blending")).text
    address = at("blending") + "?framework=first&framework=second"
    page = client.get(address).text
    assert "counts once" in page
    assert "Together they ask for 3 figures; we answer 3." in page
    form = blend_form()
    made = [client.post(address, form)["Location"] for _twice in range(2)]
    assert made[0] == made[1]
    seen = client.get(made[0]).text
    assert ("Too old" in seen, "Measure JOBS (en)" in seen) == (True, True)
    assert "How it was blended" in client.get(at("work")).text
    assert "Segu" in client.get(at("frameworks")).text
    assert client.get(at("blend", design=uuid.uuid4())).status_code == 404


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"in_JOBS": "", "in_FIRMS": ""}, "Take in at least one indicator."),
        ({"reason_BIKE": ""}, "Say why it is left out"),
        ({"weighing": "own", "weight_JOBS": "0"}, "A weight above zero was expected."),
        ({"name_et": ""}, "This field is required."),
    ],
)
def test_a_blend_that_is_not_whole_is_said(client: Client, city, lead, tied, fields, says) -> None:
    client.force_login(lead)
    page = client.post(at("blending") + "?framework=first&framework=second", blend_form(**fields))
    assert (page.status_code, says in page.text) == (422, True)
    assert not BlendChoice.objects.exists()


def test_own_indicator_is_defined_described_tied_and_untied(client: Client, city, lead) -> None:
    client.force_login(lead)
    form = {
        "key": str(uuid.uuid4()),
        "code": "walk",
        "name_et": "Jalgsi käijad",
        "unit_et": "%",
        "domain": "economy",
        "direction": "1",
        "source": "City survey",
        "source_url": "https://example.org/",
        "licence": "CC0",
        "geography": "city",
        "quality": "survey",
        "decimals": "1",
    }
    assert client.get(at("define")).status_code == 200
    assert client.post(at("define"), {**form, "code": "JOBS"}).status_code == 422
    assert client.post(at("define"), form)["Location"] == at("keep", code="WALK") + "?done=defined"
    changed = {**form, "key": str(uuid.uuid4()), "definition_et": "Kes käivad jalgsi"}
    assert client.post(at("describe", code="WALK"), changed).status_code == 302
    assert Act.objects.get(verb="indicator.described").data == {"indicator": "WALK", "fields": ["definition"]}
    given = {"key": str(uuid.uuid4()), "asked": str(figures.asked("F.1").pk), "tie": "partial"}
    client.post(at("tie", code="WALK"), given)
    made = FrameworkTie.objects.get()
    assert (made.indicator.code, made.code, made.tie) == ("WALK", "F.1", "partial")
    assert client.post(at("tie", code="WALK"), {"key": str(uuid.uuid4())})["Location"].endswith(
        "done=choose#frameworks"
    )
    client.post(at("untie", code="WALK", tie=made.pk), {"key": str(uuid.uuid4())})
    assert not FrameworkTie.objects.exists()


def test_shared_indicator_is_described_in_the_commons_only(client: Client, city, lead) -> None:
    client.force_login(lead)
    assert client.get(at("describe", code="JOBS")).status_code == 404
    jobs = Indicator.objects.select_related("city").get(code="JOBS")
    with pytest.raises(NotAllowed):
        cataloguing.describe(indicator=jobs, facts={"table": "x"}, by=lead.actor)
    with pytest.raises(NotAllowed):
        cataloguing.tie_indicator(indicator=jobs, asked=figures.asked("F.1"), tie="exact", by=lead.actor)
    with pytest.raises(NotAllowed):
        cataloguing.import_frameworks(frameworks=[], rows=[], by=lead.actor)
