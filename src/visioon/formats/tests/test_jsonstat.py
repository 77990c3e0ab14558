"""JSON-stat 1 and 2 as offices write it, and the question that PxWeb is asked."""

import json

import pytest

from visioon.formats import jsonstat, pxweb
from visioon.formats.errors import InputError
from visioon.formats.jsonstat import Cell

TWO = {
    "class": "dataset",
    "label": "Residents",
    "updated": "2026-06-10",
    "id": ["place", "time"],
    "size": [2, 2],
    "dimension": {
        "place": {"label": "Place", "category": {"index": {"B": 1, "A": 0}, "label": {"A": "Tartu", "B": "Narva"}}},
        "time": {"category": {"index": ["2023", "2024"]}},
    },
    "value": [1, 2.5, None, 4],
    "status": {"2": ":"},
}
ONE = {
    "residents": {
        "label": "Residents",
        "value": {"0": 1, "3": 4},
        "dimension": {
            "id": ["place", "time"],
            "size": [2, 2],
            "place": {"category": {"index": {"A": 0, "B": 1}}},
            "time": {"category": {"index": {"2023": 0, "2024": 1}}},
        },
    }
}


def changed(**fields: object) -> bytes:
    return json.dumps({**TWO, **fields}).encode()


def test_version_two_is_read_in_row_major_order() -> None:
    cube = jsonstat.parse(changed())
    assert [(cell.at["place"], cell.at["time"], cell.value, cell.status) for cell in cube.cells()] == [
        ("A", "2023", 1.0, ""),
        ("A", "2024", 2.5, ""),
        ("B", "2023", None, ":"),
        ("B", "2024", 4.0, ""),
    ]
    assert (cube.label, cube.updated, cube.dimension("place").labels["B"]) == ("Residents", "2026-06-10", "Narva")


def test_version_one_and_sparse_values_are_read() -> None:
    cube = jsonstat.parse(json.dumps(ONE).encode())
    assert [cell.value for cell in cube.cells()] == [1.0, None, None, 4.0]


def test_dimension_of_one_category_needs_no_index_and_one_mark_may_stand_for_all() -> None:
    one = {"place": {"category": {"label": {"A": "Tartu"}}}, "time": {"category": {"index": ["2024"]}}}
    cube = jsonstat.parse(changed(dimension=one, size=[1, 1], value=[7], status="p"))
    assert list(cube.cells()) == [Cell({"place": "A", "time": "2024"}, 7.0, "p")]
    with pytest.raises(KeyError):
        cube.dimension("age")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"<html>",
        b"{}",
        changed(value=[1, 2]),
        changed(value={"9": 1}),
        changed(value=[1, 2, 3, "many"]),
        changed(value=[1, 2, 3, True]),
        changed(size=[2]),
        changed(size=[2, 3]),
        changed(dimension={}),
        b'{"id": ["x"], "size": [1], "value": [NaN], "dimension": {"x": {"category": {"index": ["1"]}}}}',
    ],
)
def test_what_is_no_cube_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="JSON-stat"):
        jsonstat.parse(content)


TABLE = {
    "title": "RV0240",
    "variables": [
        {"code": "Elukoht", "text": "Place", "values": ["793", "784"], "valueTexts": ["Tartu", "Tallinn"]},
        {"code": "Sugu", "text": "Sex", "values": ["1", "2"], "valueTexts": ["all", "men"], "elimination": True},
        {"code": "Aasta", "text": "Year", "values": ["2023", "2024"], "valueTexts": ["2023", "2024"], "time": True},
    ],
}


def test_question_names_all_some_and_the_last_values() -> None:
    body = json.loads(pxweb.query({"Elukoht": ["793"], "Sugu": ["*"], "Aasta": ["top:3"]}))
    assert [part["selection"] for part in body["query"]] == [
        {"filter": "item", "values": ["793"]},
        {"filter": "all", "values": ["*"]},
        {"filter": "top", "values": ["3"]},
    ]
    assert body["response"] == {"format": "json-stat2"}
    with pytest.raises(ValueError, match="Sugu"):
        pxweb.query({"Sugu": []})


def test_table_says_what_it_has() -> None:
    table = pxweb.metadata(json.dumps(TABLE).encode())
    assert [(one.code, one.may_be_left_out, one.is_time) for one in table.variables] == [
        ("Elukoht", False, False),
        ("Sugu", True, False),
        ("Aasta", False, True),
    ]
    assert table.variables[0].named("793") == "Tartu"
    assert pxweb.unknown({"Elukoht": ["1"], "Vanus": ["*"]}, table) == ["Vanus", "Elukoht=1", "Aasta"]
    assert pxweb.unknown({"Elukoht": ["*"], "Aasta": ["top:1"]}, table) == []
    assert pxweb.cells({"Elukoht": ["*"], "Aasta": ["top:1"]}, table) == 2
    with pytest.raises(InputError, match="PxWeb"):
        pxweb.metadata(b"{}")
