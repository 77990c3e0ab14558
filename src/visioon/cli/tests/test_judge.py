import json

import numpy as np
import pytest

from visioon.cli import main
from visioon.formats.tests.reference import reference_data
from visioon.methods.judgement.case import METHODS, judge
from visioon.methods.judgement.smaa import from_draws

RATING = {"method": "rating", "scores": [[5, 1], [3, 3]], "weights": [3, 1]}
ANSWER = {"scores": [4.0, 3.0], "ranks": [1, 2]}
BUILT_CASES = 29


@pytest.fixture
def case(tmp_path):
    def write(content):
        file = tmp_path / "case.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return str(file)

    return write


def test_judge_of_every_reference_case_then_within_its_tolerance():
    checked = 0
    for file in sorted(reference_data("priorities", "judge").glob("*.json")):
        given = json.loads(file.read_text())
        if given["input"]["method"] not in METHODS:
            continue
        answer = judge(given["input"])
        for field, expected in given["expected"].items():
            difference = np.abs(np.array(answer[field], dtype=float) - np.array(expected, dtype=float)).max()
            assert (file.name, field, bool(difference <= given["tolerance"][field])) == (file.name, field, True)
        checked += 1
    assert checked == BUILT_CASES


def test_smaa_of_the_thrombolysis_samples_then_published_numbers():
    published = json.loads(reference_data("priorities", "smaa2_thrombo.json").read_text())
    with np.load(reference_data("priorities", "smaa_thrombo_samples.npz"), allow_pickle=False) as samples:
        values, weights = samples["meas"], samples["weights"]
    found = from_draws(values, weights, 1)
    fixed = from_draws(values, np.array([[0.5, 0.2, 0.3]]), 1)
    assert found.acceptability.tolist() == published["expected_rank_acceptability"]
    assert np.array(found.central_weights) == pytest.approx(np.array(published["expected_central_weights"]), abs=5.1e-8)
    assert found.confidence == published["expected_confidence_factors"]
    assert fixed.acceptability.tolist() == published["expected_ra_fixed_weights_0p5_0p2_0p3"]


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_judge_without_out_then_prints_the_answer_once(case, capsys, option):
    assert main(["judge", case(RATING), *option]) == 0
    assert json.loads(capsys.readouterr().out) == ANSWER


def test_judge_with_out_then_writes_the_answer(case, capsys, tmp_path):
    assert main(["judge", case(RATING), "--out", str(tmp_path / "new" / "answer.json")]) == 0
    assert json.loads((tmp_path / "new" / "answer.json").read_text()) == ANSWER
    assert capsys.readouterr().out == ""


def test_judge_twice_then_the_same_bytes(case, tmp_path):
    file = case({"method": "smaa", "low": [[1, 2], [2, 1]], "high": [[3, 4], [3, 3]], "draws": 500, "seed": 4})
    for name in ("a", "b"):
        assert main(["judge", file, "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"method": "rating", "scores": [[1, None]], "weights": [1, 1]},
         "column scores[0][1]: a finite number was expected, found null"),
        ({"method": "smaa", "values": [[1, 2]], "draws": 0},
         "column draws: a whole number from 1 to 10000000 was expected, found 0"),
        ({"method": "ahp", "matrix": [[1]]},
         "column method: one of kendall-w, rating, smaa, topsis, weights was expected; ahp is not built yet"),
        (b'{"method": "rating",\n "scores" [[1]]}', "row 2, column 11: JSON was expected: Expecting ':' delimiter"),
        (b'{"method": "rating", "scores": [[NaN]], "weights": [1]}', "JSON was expected: NaN is not a number"),
        (b'{"method": "rating", "method": "smaa"}', "JSON was expected: the field method stands twice"),
        (b'{"method": "\xff"}', "UTF-8 was expected, found byte 0xff"),
        (b"[" * 100_000, "JSON of fewer levels was expected"),
    ],
)  # fmt: skip
def test_judge_when_input_is_wrong_then_one_line_and_exit_two(case, capsys, content, message):
    file = case(content)
    assert main(["judge", file]) == 2
    separator = ", " if message.startswith(("row", "column")) else ": "
    assert capsys.readouterr().err == f"{file}{separator}{message}\n"


def test_judge_when_file_is_missing_then_exit_two(tmp_path, capsys):
    assert main(["judge", str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
