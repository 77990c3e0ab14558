import vl_convert
from django.core.cache import cache

from visioon.kernel.charts.vega import Frame, draw, marks, render

FRAME = Frame(100, 50, 10, 10, 5, 5, (0, 10), (0, 4))


def spec(value: int) -> dict:
    return {
        "data": {"values": [{"x": value}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
    }


def test_render_when_asked_twice_then_drawn_once(monkeypatch):
    cache.clear()
    drawn = []
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda given, vl_version: drawn.append(given) or "<svg/>")
    assert [render(spec(1)), render(dict(reversed(spec(1).items()))), render(spec(2))] == ["<svg/>"] * 3
    assert drawn == [spec(1), spec(2)]
    cache.clear()


def test_draw_when_done_then_positions_follow_the_frame():
    root = draw(FRAME, [marks("rule", [{"x": 5, "y": 0, "y2": 4}], FRAME, colour="line")])
    line = next(root.iter("line"))
    assert root.get("viewBox") == "0 0 100 50"
    assert (line.get("transform"), line.get("y2"), line.get("stroke")) == ("translate(40,40)", "-40", "#ddd6c9")
