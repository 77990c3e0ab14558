"""A table edited in a spreadsheet comes back whole; what is wrong is named row by row before anything is written."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests import builders
from visioon.formats import csvio, xlsx
from visioon.kernel.accounts.roles import Role
from visioon.kernel.tables import intake
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import actions, exchange
from visioon.rooms.inventory.models import Solution
from visioon.rooms.inventory.near import NEAR, Names, likeness, trigrams
from visioon.rooms.inventory.tests.world import logged_in, text, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here():
    return world()


def whole(here):
    """Rows with all that a spreadsheet likes to change: leading zeros, formulas, years, commas, line ends."""
    builders.solution(
        here.city,
        here.lead,
        key="007",
        name=Text.of("et", {"et": "=SUM(A1)", "ru": "Ночной автобус"}),
        facts=text('Öeldi: "jah", ja\nuus rida'),
        place="-Annelinn",
        year_start=2019,
        year_end=2023,
        status_as_of="2012",
        latitude=58.3802,
        longitude=26.7222,
        holder=here.organisation,
        outcome="failed",
    )


def desk(here):
    return exchange.Desk.of(builders.viewer(here.lead, here.city))


def rows(here):
    return Solution.objects.filter(city=here.city).select_related("topic", "holder").order_by("id")


def preview(here, data, file="t.csv"):
    now = desk(here)
    return now, now.preview(now.read(data, file))


def apply(here, data):
    now, shown = preview(here, data)
    added, changed = now.wanted(shown)
    actions.bring_in(city=here.city, added=added, changed=changed, by=here.lead)
    return shown


def edited(here, **cells):
    """One new row or a changed one, as a file of these columns."""
    return csvio.write(list(cells), [list(cells.values())])


@pytest.mark.parametrize("workbook", [True, False], ids=["xlsx", "csv"])
def test_an_exported_table_comes_back_as_the_same(here, workbook):
    whole(here)
    data = exchange.write(rows(here), here.city, workbook=workbook, title="Solutions")
    _desk, shown = preview(here, data)
    assert shown.counts == {"added": 0, "changed": 0, "same": 2, "rejected": 0}
    assert shown.missing == ()


def test_a_workbook_edited_in_a_spreadsheet_comes_back_whole(here):
    whole(here)
    before = Solution.objects.get(key="007")
    book = load_workbook(io.BytesIO(exchange.write(rows(here), here.city, workbook=True, title="Solutions")))
    tab = book.active
    head = {cell.value: cell.column for cell in tab[1]}
    place = next(row for row in range(2, tab.max_row + 1) if tab.cell(row, head["key"]).value == "007")
    tab.cell(place, head["year_end"]).value = 2024
    tab.cell(place, head["name_en"]).value = "Night bus"
    saved = io.BytesIO()
    book.save(saved)
    shown = apply(here, saved.getvalue())
    assert shown.counts == {"added": 0, "changed": 1, "same": 1, "rejected": 0}
    after = Solution.objects.get(key="007")
    assert after.year_end == 2024
    assert after.name == Text.of("et", {**before.name.words, "en": "Night bus"})
    same = ("facts", "place", "year_start", "latitude", "longitude", "holder", "outcome", "status_as_of", "state")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]


def test_new_rows_are_added_and_one_that_failed_comes_in_private(here):
    new = {"key": "", "name_et": "Uus", "kind": "service", "domain": "people", "status": "running"}
    apply(here, edited(here, **new, outcome="failed", source_url="https://example.org/"))
    made = Solution.objects.get(key="N1")
    assert (made.state, made.certainty, made.provenance) == ("draft", exchange.BROUGHT_IN, "real")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"kind": "thing"}, "kind"),
        ({"year_start": "soon"}, "year_start"),
        ({"year_start": "2020", "year_end": "2019"}, "year_end"),
        ({"latitude": "58.3"}, "longitude"),
        ({"latitude": "158.3", "longitude": "26"}, "latitude"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"topic": "none"}, "topic"),
        ({"holder": "none"}, "holder"),
        ({"outcome": "failed"}, "outcome"),
        ({"provenance": "sample"}, "provenance"),
        ({"name_et": "", "name_en": "", "name_ru": ""}, "name_et"),
        ({"note": "x" * 401}, "note"),
    ],
)
def test_what_is_wrong_is_named_and_not_taken(here, cells, column):
    before = Solution.objects.get(pk=here.solution.pk)
    _desk, shown = preview(here, edited(here, key=here.solution.key, **cells))
    (line,) = shown.lines
    assert (line.verdict, [problem.column for problem in line.problems]) == ("rejected", [column])
    assert Solution.objects.get(pk=here.solution.pk).name == before.name


def test_near_doubles_are_flagged_also_within_the_file(here):
    builders.solution(here.city, here.lead, name=text("Tartu rattaringlus"))
    head = ["key", "name_et", "kind", "domain", "status", "outcome", "source_url"]
    rest = ["service", "mobility", "running", "unknown", "https://example.org/"]
    data = csvio.write(head, [["", "Tartu Rattaringlus", *rest], ["", "Laevaliin", *rest], ["", "Laevaliin 2", *rest]])
    _desk, shown = preview(here, data)
    assert [bool(line.near) for line in shown.lines] == [True, False, True]


def test_names_are_near_by_the_letters_they_share():
    assert likeness(trigrams("Tartu rattaringlus"), trigrams("Tartu rattaringluse")) >= NEAR
    assert likeness(trigrams("Rattaringlus"), trigrams("Laevaliin")) < NEAR
    known = Names([("a", ["Nutikas tänavavalgustus"]), ("b", ["Laevaliin"])])
    assert known.near(["Nutikas tanavavalgustus"]) == ["a"]
    assert known.near(["Laevaliin"], but="b") == []


def upload(client, here, data, name="t.csv"):
    return client.post(here.at("bring_in"), {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_shown_first_and_applied_once(here):
    client = logged_in(here.city, Role.LEAD)
    page = upload(client, here, edited(here, key=here.solution.key, place="Annelinn"))
    assert page.status_code == 200
    assert "<ins>Annelinn</ins>" in page.text
    assert Solution.objects.get(pk=here.solution.pk).place == ""
    given = {**page.context["form"].initial, "key": uuid.uuid4()}
    for _time in range(2):
        assert client.post(here.at("apply"), given)["Location"].endswith("?done=imported")
    assert Solution.objects.get(pk=here.solution.pk).place == "Annelinn"


def test_what_changed_since_is_shown_once_more(here):
    client = logged_in(here.city, Role.LEAD)
    page = upload(client, here, edited(here, key=here.solution.key, place="Annelinn"))
    actions.change(solution=here.solution, fields={"place": "Annelinn"}, by=here.lead)
    again = client.post(here.at("apply"), {**page.context["form"].initial, "key": uuid.uuid4()})
    assert again.status_code == 422
    assert "Something changed since" in again.text


def test_a_file_that_is_none_says_what_was_expected(here):
    client = logged_in(here.city, Role.LEAD)
    assert upload(client, here, b"name\nx\n").status_code == 422
    assert upload(client, here, b"PK\x03\x04 broken", "t.xlsx").status_code == 422
    assert client.post(here.at("bring_in"), {}).status_code == 422
    gone = {"file": "0" * 64, "shown": "0" * 64, "name": "t.csv", "key": uuid.uuid4()}
    assert "The file is not here any more" in client.post(here.at("apply"), gone).text


def test_the_workbook_is_readable_by_name(here):
    data = exchange.write(rows(here), here.city, workbook=True, title="Solutions")
    assert xlsx.parse(data, file="t", sheet="Solutions").columns == tuple(exchange.columns(here.city))
    assert intake.read(data, file="t", required=["key"], optional=exchange.columns(here.city)[1:]).rows
