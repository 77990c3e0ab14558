import pytest
from django.urls import reverse

from tests import builders
from visioon.rooms.dialogue.actions import About
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.synthesis import coverage

pytestmark = pytest.mark.django_db
NATIONALITIES = {"estonian": 78, "russian": 11, "ukrainian": 5, "other": 6}


def _share(group: str, value: float) -> dict[str, object]:
    return {
        "dimension": "nationality",
        "group": group,
        "name": builders.text(group),
        "value": value,
        "unit": "percent",
        "as_of": "2024-03",
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        "provenance": "real",
    }


def test_nationality_stands_in_where_language_is_not_counted_and_the_page_says_so(client) -> None:
    city = builders.city()
    lead = builders.lead(city)
    rows = [_share(group, value) for group, value in NATIONALITIES.items()]
    stakeholders.import_population(city=city, rows=rows, by=lead)
    call = builders.activity(city, lead)
    for number in range(35):
        language = "et" if number < 34 else "ru"
        builders.contribution(call, words=f"Mõte {number}", about=About(home_language=language))
    language = coverage.parts(builders.viewer(None, city))[0].dimensions[2]
    shares = {group.name: group.share for group in language.groups}
    assert language.stands_in is True
    assert sorted(share for share in shares.values() if share is not None) == [0.05, 0.11, 0.78]
    assert [group.too_little for group in language.groups if group.share == 0.11] == [True]
    page = client.get(reverse("synthesis:coverage", kwargs={"city": city.slug})).content.decode()
    assert "nationality is not language" in page
