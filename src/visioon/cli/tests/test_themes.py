import csv
import json
import unicodedata
from pathlib import Path

import pytest

from visioon.cli import main
from visioon.methods.themes.tests.civic import rows

NAMES = ["assignments.csv", "duplicates.csv", "summary.json", "themes.csv"]


def write(path, table):
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(table)
    return str(path)


def read(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def civic(tmp_path):
    # Decomposed on purpose: offsets of quotes count the code points of the NFC text.
    given = [(name, unicodedata.normalize("NFD", text), f"p{int(name) % 30}") for name, _, _, text in rows()]
    copy = ("100", given[0][1], "p-copy")
    return write(tmp_path / "in.csv", [("id", "text", "person"), copy, *given[::-1], ("101", "", "")])


def run(file, out, *options):
    return main(["themes", file, "--out", str(out), *options])


def test_themes_of_civic_sentences_then_every_file_as_in_the_contract(civic, tmp_path):
    assert run(civic, tmp_path / "out", "--themes", "6") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES
    assigned, themes = read(tmp_path / "out" / "assignments.csv"), read(tmp_path / "out" / "themes.csv")
    assert [row["id"] for row in assigned] == [*map(str, range(1, 91)), "100", "101"]
    assert all(0 <= float(row["strength"]) <= 1 for row in assigned)
    assert {row["theme"]: sum(other["theme"] == row["theme"] for other in assigned) for row in themes} == {
        row["theme"]: int(row["size"]) for row in themes
    }
    assert assigned[-1] == {"id": "101", "theme": "", "strength": "0"}
    assert read(tmp_path / "out" / "duplicates.csv") == [
        {"id_a": "1", "id_b": "100", "jaccard": "1", "kind": "exact"}
    ]  # fmt: skip


def test_themes_then_quotes_are_whole_sentences_of_the_nfc_texts(civic, tmp_path):
    assert run(civic, tmp_path / "out") == 0
    texts = {name: text for name, _, _, text in rows()}
    for theme in read(tmp_path / "out" / "themes.csv"):
        for quote in theme["quotes"].split(";"):
            name, span = quote.rsplit(":", 1)
            start, end = map(int, span.split("-"))
            text = texts.get(name, rows()[0][3])
            assert text[start:end] == text


def test_themes_then_summary_counts_languages_and_people(civic, tmp_path, capsys):
    assert run(civic, tmp_path / "out", "--json") == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert json.loads(capsys.readouterr().out) == summary
    counted = {key: summary[key] for key in ("contributions", "empty", "people", "duplicates", "engine", "seed")}
    assert counted == {
        "contributions": 92, "empty": 1, "people": 32, "duplicates": {"exact": 1, "near": 0, "paraphrase": 0},
        "engine": "features", "seed": 0,
    }  # fmt: skip
    assert sorted(summary["languages"]) == ["en", "et", "ru", "und"]
    assert summary["assigned"] + summary["unassigned"] == 92
    assert summary["language_leak"] < 0.15


def test_themes_twice_and_with_rows_in_another_order_then_the_same_bytes(civic, tmp_path):
    given = read(Path(civic))
    other = write(tmp_path / "other.csv", [given[0].keys(), *(row.values() for row in given[::-1])])
    for name, file in (("a", civic), ("b", civic), ("c", other)):
        assert run(file, tmp_path / name) == 0
    for name in NAMES:
        contents = {(tmp_path / folder / name).read_bytes() for folder in "abc"}
        assert len(contents) == 1


def test_themes_when_language_is_given_then_it_is_taken(tmp_path):
    file = write(
        tmp_path / "in.csv", [("id", "text", "language"), ("a", "bus", "et-EE"), ("b", "123", ""), ("c", "x", "")]
    )
    assert run(file, tmp_path / "out", "--languages", "en") == 0
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["languages"] == {"en": 1, "et": 1, "und": 1}


def test_themes_of_no_rows_then_empty_tables(tmp_path):
    assert run(write(tmp_path / "in.csv", [("id", "text")]), tmp_path / "out") == 0
    assert (tmp_path / "out" / "themes.csv").read_text() == "theme,terms,size,people,quotes\n"


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        ([("id", "body")], [], "{file}, row 1, column text: a column of this name was expected"),
        ([("id", "text"), ("a", "x"), ("a", "y")], [], "{file}, row 3, column id: each id once was expected"),
        ([("id", "text"), ("", "x")], [], "{file}, row 2, column id: a value was expected, the cell is empty"),
        ([("id", "text")], ["--themes", "0"], "--themes: auto or a whole number above 0 was expected, not '0'"),
        ([("id", "text")], ["--themes", "2"], "{file}: --themes of at most 0 was expected with these texts"),
        ([("id", "text")], ["--engine", "embeddings"],
         "--engine embeddings: the extra visioon[embeddings] was expected, it is not installed"),
        ([("id", "text")], ["--seed", "-1"], "--seed: a whole number from 0 to 4294967295 was expected, not -1"),
        ([("id", "text"), ("a", "x")], ["--languages", "et,qq"],
         "--languages: a two-letter ISO 639-1 code of a language that can be told was expected, not 'qq'"),
    ],
)  # fmt: skip
def test_themes_when_input_is_wrong_then_one_line_exit_two_and_no_file(tmp_path, capsys, table, options, message):
    file = write(tmp_path / "in.csv", table)
    assert run(file, tmp_path / "out", *options) == 2
    assert capsys.readouterr().err == message.format(file=file) + "\n"
    assert not (tmp_path / "out").exists()
