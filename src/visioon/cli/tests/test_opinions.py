"""visioon opinions as a stranger calls it: files out, published groups met, order of rows without effect."""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visioon.cli import DONE, WRONG_INPUT, main
from visioon.methods.opinion.agreement import adjusted_rand
from visioon.methods.opinion.tests.conversations import planted

PROJECT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("VISIOON_TEST_DATA", PROJECT / ".." / "shared" / "data")) / "polis"
TOLERANCE = 0.01
# Adjusted Rand index with the published groups, --start first: with --groups auto, and with the published number.
PUBLISHED = {
    "15-per-hour-seattle": (0.563, 2, 0.563),
    "american-assembly.bowling-green": (0.252, 2, 0.493),
    "austria-climate.2vkxcncppn.2022-07-07": (0.847, 2, 0.847),
    "austria-climate.5twd2jsnkf.2022-08-08": (0.977, 2, 0.977),
    "bg2050-volunteers": (1.000, 2, 1.000),
    "brexit-consensus": (0.552, 2, 0.876),
    "canadian-electoral-reform": (0.171, 2, -0.032),
    "football-concussions": (0.117, 2, -0.001),
    "london.youth.policing": (-0.019, 3, -0.013),
    "scoop-hivemind.affordable-housing": (0.073, 2, 0.072),
    "scoop-hivemind.biodiversity": (0.966, 2, 0.966),
    "scoop-hivemind.freshwater": (0.132, 2, 0.132),
    "scoop-hivemind.ubi": (0.061, 4, 0.161),
    "vtaiwan.uberx": (0.919, 2, 0.919),
}
# Lowest of 40 runs with --start best10 --groups auto, where the published groups can be met at all.
BEST10_FLOOR = {
    "15-per-hour-seattle": 0.541,
    "austria-climate.2vkxcncppn.2022-07-07": 0.933,
    "austria-climate.5twd2jsnkf.2022-08-08": 0.977,
    "canadian-electoral-reform": 0.930,
    "scoop-hivemind.biodiversity": 0.931,
    "vtaiwan.uberx": 0.691,
}
QUICK = ("austria-climate.5twd2jsnkf.2022-08-08", "scoop-hivemind.biodiversity", "vtaiwan.uberx")


@pytest.fixture
def conversations() -> Path:
    if not DATA.is_dir():
        reason = f"the Polis conversations are not at {DATA}; set VISIOON_TEST_DATA"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return DATA


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def opinions(votes: Path, out: Path, *more: str) -> dict[str, object]:
    assert main(["opinions", str(votes), "--out", str(out), *more]) == DONE
    return json.loads((out / "summary.json").read_text())


def agreement(folder: Path, out: Path, file: str, *more: str) -> float:
    """The adjusted Rand index between the groups of a run and the published ones, over those that have both."""
    opinions(folder / file, out, "--variant", "polis", "--statements", str(folder / "comments.csv"), *more)
    published = {row["participant"]: row["group-id"] for row in rows(folder / "participants-votes.csv")}
    found = [(row["group"], published[row["participant"]]) for row in rows(out / "participants.csv")]
    both = np.array([(int(ours), int(theirs)) for ours, theirs in found if ours and theirs])
    return adjusted_rand(both[:, 0], both[:, 1])


@pytest.mark.parametrize("name", QUICK)
def test_opinions_when_polis_first_auto_then_published_groups(conversations: Path, tmp_path: Path, name: str) -> None:
    found = agreement(conversations / name, tmp_path, "votes.csv", "--start", "first", "--groups", "auto")
    assert found == pytest.approx(PUBLISHED[name][0], abs=TOLERANCE)


@pytest.mark.slow
@pytest.mark.parametrize("name", PUBLISHED)
def test_opinions_when_polis_first_then_every_expected_value(conversations: Path, tmp_path: Path, name: str) -> None:
    auto, k, given_k = PUBLISHED[name]
    file = "participants-votes.csv"
    assert agreement(conversations / name, tmp_path, file) == pytest.approx(auto, abs=TOLERANCE)
    found = agreement(conversations / name, tmp_path, file, "--groups", str(k))
    assert found == pytest.approx(given_k, abs=TOLERANCE)


@pytest.mark.slow
@pytest.mark.parametrize("name", BEST10_FLOOR)
def test_opinions_when_polis_best10_then_at_least_the_lowest_expected(
    conversations: Path, tmp_path: Path, name: str
) -> None:
    found = agreement(conversations / name, tmp_path, "participants-votes.csv", "--start", "best10")
    assert found >= BEST10_FLOOR[name] - TOLERANCE


def test_opinions_when_both_exports_of_a_conversation_then_same_bytes(conversations: Path, tmp_path: Path) -> None:
    folder = conversations / "london.youth.policing"
    for file in ("votes.csv", "participants-votes.csv"):
        agreement(folder, tmp_path / file, file)
    names = ("participants.csv", "statements.csv", "groups.csv", "summary.json")
    first, second = ([(tmp_path / file / name).read_bytes() for name in names] for file in ("votes.csv", file))
    assert first == second


def long_rows(seed: int, **shape: int) -> list[str]:
    votes, _ = planted(seed=seed, **shape)
    cells = zip(votes.participant, votes.statement, votes.value, strict=True)
    return [f"p{person},{statement},{value}" for person, statement, value in cells]


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(["participant,statement,vote", *lines]) + "\n")
    return path


def outcome(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(order=st.randoms(use_true_random=False))
def test_opinions_when_rows_come_in_another_order_then_same_bytes(tmp_path: Path, order: object) -> None:
    lines = long_rows(5, participants=30, statements=10)
    opinions(written(tmp_path / "votes.csv", lines), tmp_path / "a")
    order.shuffle(lines)  # type: ignore[attr-defined]  # a random.Random
    opinions(written(tmp_path / "votes.csv", lines), tmp_path / "b")
    assert outcome(tmp_path / "a") == outcome(tmp_path / "b")


def test_opinions_when_planted_camps_then_every_file_as_the_contract_says(tmp_path: Path) -> None:
    summary = opinions(written(tmp_path / "votes.csv", long_rows(1)), tmp_path / "out", "--seed", "3")
    assert sorted(outcome(tmp_path / "out")) == ["groups.csv", "participants.csv", "statements.csv", "summary.json"]
    assert {name: summary[name] for name in ("participants", "grouped", "statements", "k", "verdict", "seed")} == {
        "participants": 120,
        "grouped": 120,
        "statements": 24,
        "k": 2,
        "verdict": "clear",
        "seed": 3,
    }
    assert (summary["variant"], summary["start"]) == ("default", "best10")
    participants, statements = rows(tmp_path / "out" / "participants.csv"), rows(tmp_path / "out" / "statements.csv")
    assert list(participants[0]) == ["participant", "x", "y", "votes", "group"]
    head = ["statement", "n", "agree", "disagree", "pass", "extremity", "consensus", "divisive"]
    assert list(statements[0]) == [*head, "p_agree_g0", "p_agree_g1"]
    assert sum(int(row["n"]) for row in statements) == summary["votes"]
    shares = [(float(row["p_agree_g0"]), float(row["p_agree_g1"]), float(row["consensus"])) for row in statements]
    assert [pytest.approx(first * second) for first, second, _ in shares] == [product for _, _, product in shares]
    groups = rows(tmp_path / "out" / "groups.csv")
    assert ",".join(groups[0]) == "group,size,statement,side,na,nd,ns,repness,z_rep,z_prop,order"
    assert [row["order"] for row in groups] == ["1", "2", "3", "4", "5"] * 2


def test_opinions_when_statements_are_marked_then_left_out_or_kept_as_zeros(tmp_path: Path) -> None:
    votes = written(tmp_path / "votes.csv", long_rows(1))
    comments = tmp_path / "comments.csv"
    comments.write_text("comment-id,moderated\n0,-1\n1,1\n")
    for variant, listed in (("default", 23), ("polis", 24)):
        more = ("--statements", str(comments), "--variant", variant)
        assert opinions(votes, tmp_path / variant, *more)["statements"] == listed
    first = rows(tmp_path / "polis" / "statements.csv")[0]
    assert (first["statement"], first["consensus"], first["p_agree_g0"]) == ("0", "", "")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["--groups", "0"], "argument --groups: auto or a number of groups from 1 was expected, found '0'"),
        (["--seed", "-1"], "argument --seed: a whole number from 0 was expected, found '-1'"),
    ],
)
def test_opinions_when_an_option_is_wrong_then_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], expected: str
) -> None:
    votes = written(tmp_path / "votes.csv", ["a,1,1"])
    assert main(["opinions", str(votes), "--out", str(tmp_path / "out"), *more]) == WRONG_INPUT
    assert capsys.readouterr().err == f"{expected}\n"
    assert not (tmp_path / "out").exists()


def test_opinions_when_every_statement_is_marked_then_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes, comments = written(tmp_path / "votes.csv", ["a,1,1"]), tmp_path / "comments.csv"
    comments.write_text("comment-id,moderated\n1,-1\n")
    status = main(["opinions", str(votes), "--out", str(tmp_path / "out"), "--statements", str(comments)])
    assert (status, capsys.readouterr().err) == (
        WRONG_INPUT,
        f"{votes}: a vote on a statement that counts was expected\n",
    )
