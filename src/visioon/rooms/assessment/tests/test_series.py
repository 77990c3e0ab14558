import pytest

from visioon.rooms.assessment.series import YearValue, year_series


def test_the_table_has_every_year_newest_first():
    chart = year_series([YearValue(2001, 3.0), YearValue(2002, 4.0), YearValue(2010, -1.5)], unit="%")
    assert chart.rows == (("2010", "−1.5%"), ("2002", "4.0%"), ("2001", "3.0%"))
    assert chart.alt == "From 2001 to 2010; −1.5% in 2010."
    assert "stroke-dasharray" in chart.svg_wide


def test_one_year_and_a_flat_line_are_drawn():
    assert "<svg" in year_series([YearValue(2001, 0.0)]).svg_wide
    assert "<svg" in year_series([YearValue(2001, 5.0), YearValue(2002, 5.0)], sample=True).svg_wide


def test_nothing_measured_is_refused():
    with pytest.raises(ValueError, match="at least one measurement"):
        year_series([])
