import math
import re
from types import SimpleNamespace

import pytest

from visioon.kernel.look.ring import PHONE, WIDE, draw_ring, middle_lines, open_part

THIRTEEN = 13
SHAPES = pytest.mark.parametrize("shape", [PHONE, WIDE], ids=["phone", "wide"])


def parts(here: int | None, done: int = 0):
    reached = done if here is None else here
    states = ["here" if n == here else "done" if n < reached else "ahead" for n in range(THIRTEEN)]
    return [SimpleNamespace(number=n, name=f"part {n}", state=state, url="#") for n, state in enumerate(states)]


@SHAPES
def test_nodes_when_drawn_then_equally_far_from_the_centre_and_from_each_other(shape):
    nodes = draw_ring(parts(5), shape).nodes
    radii = {round(math.hypot(node.x - shape.centre_x, node.y - shape.centre_y)) for node in nodes}
    steps = [math.dist((a.x, a.y), (b.x, b.y)) for a, b in zip(nodes, [*nodes[1:], nodes[0]], strict=True)]
    assert radii == {shape.radius}
    assert steps == pytest.approx([2 * shape.radius * math.sin(math.pi / THIRTEEN)] * THIRTEEN, abs=0.2)


@SHAPES
def test_thread_when_part_five_is_open_then_it_falls_straight_from_there(shape):
    drawing = draw_ring(parts(5), shape)
    assert drawing.thread.endswith(f"V{shape.height - 70}q0 18 -18 18H18q-18 0 -18 18V{shape.height}")
    assert f"1 {drawing.nodes[5].x} {drawing.nodes[5].y}V" in drawing.thread


@SHAPES
@pytest.mark.parametrize("here", range(THIRTEEN))
def test_thread_when_it_falls_then_it_touches_no_other_node(shape, here):
    drawing = draw_ring(parts(here), shape)
    falls_at = _last_x_before_the_fall(drawing.thread)
    start = drawing.nodes[here].y if abs(falls_at - drawing.nodes[here].x) < 1 else shape.centre_y + shape.inner
    below = [node for node in drawing.nodes if node.y > start and node.part.number != here]
    assert [node.part.number for node in below if abs(node.x - falls_at) <= node.r] == []


@SHAPES
def test_thread_when_nothing_is_open_then_it_ends_at_the_last_done_part(shape):
    drawing = draw_ring(parts(None, done=4), shape)
    assert drawing.thread.endswith(f"0 1 {drawing.nodes[3].x} {drawing.nodes[3].y}")
    assert open_part(parts(None, done=4)) is None


def test_open_part_when_two_are_open_then_the_later_one():
    two = parts(5)
    two[1].state = "here"
    assert open_part(two).number == 5


@pytest.mark.parametrize("here", range(THIRTEEN))
def test_names_when_wide_then_no_two_lie_on_each_other(here):
    lines = [(node, line) for node in draw_ring(parts(here), WIDE).nodes for line in node.lines]
    boxes = [_box(node.anchor, line) for node, line in lines]
    overlaps = [
        (lines[i][1].text, lines[j][1].text)
        for i in range(len(boxes))
        for j in range(i + 1, len(boxes))
        if boxes[i][0] < boxes[j][1] and boxes[j][0] < boxes[i][1] and abs(boxes[i][2] - boxes[j][2]) < 12
    ]
    assert overlaps == []


def test_names_when_on_the_phone_then_only_numbers_stand_in_the_ring():
    assert [node.lines for node in draw_ring(parts(5), PHONE).nodes] == [()] * THIRTEEN


def test_long_name_when_drawn_then_two_lines():
    long = parts(5)
    long[10].name = "Räägime endast teistele"
    assert [line.text for line in draw_ring(long, WIDE).nodes[10].lines] == ["Räägime endast", "teistele"]


def test_ring_when_it_has_no_parts_then_value_error():
    with pytest.raises(ValueError, match="at least one part"):
        draw_ring([], PHONE)


def _last_x_before_the_fall(path: str) -> float:
    before = path[: path.rindex("q0 18")]
    numbers = re.findall(r"-?\d+(?:\.\d+)?", before[: before.rindex("V")])
    return float(numbers[-2])


def _box(anchor: str, line) -> tuple[float, float, float]:
    width = len(line.text) * 7.2
    left = line.x - {"": 0, "t-mid": width / 2, "t-end": width}[anchor]
    return left, left + width, line.y


def test_long_name_stands_in_two_lines_in_the_middle_of_the_phone_and_in_one_where_there_is_room():
    name = "Обмениваемся идеями"
    assert [line for line, _y in middle_lines(name, PHONE)] == ["Обмениваемся", "идеями"]
    assert [line for line, _y in middle_lines(name, WIDE)] == [name]
    above, below = draw_ring(parts(5), PHONE).around(2)
    (_first, upper), (_second, lower) = middle_lines(name, PHONE)
    assert above < upper < lower < below
