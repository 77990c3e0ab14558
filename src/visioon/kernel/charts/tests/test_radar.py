"""The radar and the spread of ratings: every number where it belongs, none over another, the same in the table."""

import itertools
import math
from xml.etree.ElementTree import fromstring

import pytest

from visioon.kernel.charts.paint import DOMAIN_CODES, page_value, paint
from visioon.kernel.charts.radar import (
    HEAD,
    PHONE_RADIUS,
    PHONE_WIDTH,
    RINGS,
    WIDE_RADIUS,
    WIDE_WIDTH,
    RadarMark,
    impact_words,
    places,
    trend_radar,
)
from visioon.kernel.charts.spread import Scale, rating_spread

NAMES = ("Economy", "Mobility", "Environment", "People", "Governance", "Living")
BANDS = ("0–2", "2–5", "5–10", "10+")
SIZES = {"wide": (WIDE_WIDTH, WIDE_RADIUS), "phone": (PHONE_WIDTH, PHONE_RADIUS)}


def mark(number: int, domain: str = "mobility", band: int = 0, impact: float = 4.0, key: str = "") -> RadarMark:
    return RadarMark(key or f"t{number}", number, f"Trend {number}", domain, band, impact, ("cell",))


def drawn(*marks: RadarMark, **given: object) -> object:
    return trend_radar(marks, domains=NAMES, bands=BANDS, header=("Trend", "When"), **given)


@pytest.mark.parametrize("size", SIZES)
def test_mark_when_placed_then_it_lies_in_its_ring_and_sector(size: str) -> None:
    radius = SIZES[size][1]
    marks = [mark(n, domain, band) for n, (domain, band) in enumerate(itertools.product(DOMAIN_CODES, range(4)), 1)]
    for one, spot in places(marks, (0, 0), radius):
        far = math.hypot(spot.x, spot.y) / radius
        inner = RINGS[one.band - 1] if one.band else 0
        assert inner <= far - spot.r / radius
        assert far + spot.r / radius <= RINGS[one.band]
        clockwise = (math.pi / 2 - math.atan2(-spot.y, spot.x)) % (2 * math.pi)
        assert round(clockwise / (math.pi / 3)) % 6 == DOMAIN_CODES.index(one.domain)


@pytest.mark.parametrize("size", SIZES)
def test_marks_when_many_share_a_cell_then_none_touches_another(size: str) -> None:
    marks = [mark(n, "people", n % 4, impact=1 + n % 5) for n in range(1, 21)]
    spots = [spot for _one, spot in places(marks, (0, 0), SIZES[size][1])]
    nearest = min(math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r for a, b in itertools.combinations(spots, 2))
    assert nearest > 0


def test_mark_when_others_come_elsewhere_and_numbers_change_then_it_stays() -> None:
    alone = dict(places([mark(1, key="buses")], (0, 0), WIDE_RADIUS))
    among = {one.key: spot for one, spot in places([mark(9, "people"), mark(3, key="buses")], (0, 0), WIDE_RADIUS)}
    assert among["buses"] == next(iter(alone.values()))


def test_marks_when_a_cell_cannot_hold_them_then_each_is_still_drawn() -> None:
    marks = [mark(n, "people", 3) for n in range(1, 80)]
    assert len(list(places(marks, (0, 0), PHONE_RADIUS))) == 79


def test_radar_when_drawn_then_its_numbers_are_those_of_its_table() -> None:
    chart = drawn(mark(2, "living", 3, 2.0), mark(1))
    texts = [one.text for one in fromstring(chart.svg_wide).iter("text")]
    assert texts == [*NAMES, *BANDS, "1", "2"]
    assert chart.rows == (("1. Trend 1", "cell"), ("2. Trend 2", "cell"))
    assert chart.alt == "Radar of 2 trends. 0–2: 1 Trend 1; 2–5: –; 5–10: –; 10+: 2 Trend 2"


def test_radar_when_a_trend_is_strong_then_it_is_filled_and_else_it_is_a_ring() -> None:
    root = fromstring(drawn(mark(1), mark(2, "people", 1, 2.0)).svg_wide)
    circles = list(root.iter("circle"))[len(RINGS) :]
    fills = [(one.get("fill"), one.get("stroke")) for one in circles]
    assert fills == [
        (page_value(paint("d-mobility")), None),
        (page_value(paint("surface")), page_value(paint("d-people"))),
    ]
    assert [impact_words(impact) for impact in (4.0, 3.9, 2.5)] == ["strong", "middling", "slight"]


def test_radar_when_on_a_phone_then_every_mark_lies_inside_the_picture() -> None:
    root = fromstring(str(drawn(*(mark(n, code, 3) for n, code in enumerate(DOMAIN_CODES, 1)), sample=True).svg_phone))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    for one in root.iter("circle"):
        x, y, r = (float(one.attrib[name]) for name in ("cx", "cy", "r"))
        assert 0 <= x - r <= x + r <= width
        assert HEAD - 1 <= y - r <= y + r <= height
    assert [one.text for one in root.iter("text")][-1] == "sample"


@pytest.mark.parametrize("wrong", [[], [mark(1, "sport")], [mark(1, band=4)]])
def test_radar_when_a_trend_has_no_place_then_value_error(wrong: list[RadarMark]) -> None:
    with pytest.raises(ValueError, match="six domains and four rings"):
        drawn(*wrong)


def scale(*chosen: int) -> Scale:
    return Scale("Impact", ("1", "2", "3"), chosen, 1.0, "2, from 1 to 3")


def test_spread_when_drawn_then_there_is_a_dot_a_person_and_the_table_counts_them() -> None:
    chart = rating_spread([scale(0, 1, 1, 2), scale(2)], header=("Rating", "People"))
    assert len(list(fromstring(chart.svg_wide).iter("circle"))) == 5
    assert chart.rows[:3] == (("Impact: 1", "1"), ("Impact: 2", "2"), ("Impact: 3", "1"))
    assert chart.alt == "Impact: 2, from 1 to 3; Impact: 2, from 1 to 3"


@pytest.mark.parametrize("wrong", [[], [scale()], [scale(3)]])
def test_spread_when_nobody_rated_or_outside_the_scale_then_value_error(wrong: list[Scale]) -> None:
    with pytest.raises(ValueError, match="at least one rating"):
        rating_spread(wrong, header=("Rating", "People"))
