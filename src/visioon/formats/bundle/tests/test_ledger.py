from dataclasses import replace

import pytest

from visioon.formats import merkle
from visioon.formats.bundle import Act, Seal, ledger
from visioon.formats.bundle.tests import builder
from visioon.formats.canonical import canonical, digest

ACTS, SEALS = builder.sealed([builder.act("step.taken", f"step:{number}", n=number) for number in range(5)])


def test_leaf_of_an_act_covers_everything_but_the_seal() -> None:
    act = ACTS[2]
    assert ledger.leaf(act) == (
        b'{"actor":null,"at":"2026-11-02T10:00:00.000000Z","data":{"n":2},"object":"step:2","revision":null,'
        b'"seq":3,"verb":"step.taken"}'
    )
    assert ledger.leaf(replace(act, seal=9)) == ledger.leaf(act)


def test_seal_of_acts_has_the_root_of_their_leaves_and_the_hash_of_its_fields() -> None:
    one = SEALS[1]
    assert one.root == merkle.root([ledger.leaf(ACTS[2]), ledger.leaf(ACTS[3])])
    fields = {"number": 2, "previous": SEALS[0].hash, "root": one.root, "count": 2, "first": 3, "last": 4}
    assert one.hash == digest(canonical({**fields, "at": builder.AT}))
    assert SEALS[0].previous == "0" * 64


@pytest.mark.parametrize("acts", [(), (ACTS[0], ACTS[2]), (ACTS[1], ACTS[0])])
def test_seal_of_no_acts_or_a_gap_raises(acts: tuple[Act, ...]) -> None:
    with pytest.raises(ValueError, match="consecutive"):
        ledger.seal(acts, number=1, previous=ledger.NO_SEAL, at=builder.AT)


def test_head_before_the_first_seal_is_zero() -> None:
    assert ledger.head(()) == (0, "0" * 64)
    assert ledger.head(SEALS) == (3, SEALS[2].hash)


def test_problems_of_a_whole_ledger_are_none() -> None:
    assert list(ledger.problems(SEALS, ACTS)) == []
    assert list(ledger.problems((), ())) == []


def test_problems_of_reordered_acts_name_place_and_seal() -> None:
    assert list(ledger.problems(SEALS, (ACTS[1], ACTS[0], *ACTS[2:]))) == [
        "act 2 stands where act 1 was expected",
        "the acts under seal 1 are not those that were sealed",
    ]


def test_problems_of_acts_reordered_and_renumbered_name_the_seal() -> None:
    swapped = (replace(ACTS[1], seq=1), replace(ACTS[0], seq=2), *ACTS[2:])
    assert list(ledger.problems(SEALS, swapped)) == ["the acts under seal 1 are not those that were sealed"]


def test_problems_of_a_dropped_last_act_name_the_count() -> None:
    assert list(ledger.problems(SEALS, ACTS[:4])) == [
        "seal 3 counts 1 acts, 0 are here",
        "the acts under seal 3 are not those that were sealed",
        "5 acts are sealed, 4 are here",
    ]


def test_problems_of_an_unsealed_act_name_it() -> None:
    assert list(ledger.problems(SEALS[:2], ACTS)) == ["4 acts are sealed, 5 are here"]


def test_problems_of_a_dropped_seal_name_the_break() -> None:
    assert list(ledger.problems((SEALS[0], SEALS[2]), ACTS)) == ["seal 3 does not follow the one before it"]


def test_problems_of_an_act_moved_under_another_seal_name_it() -> None:
    assert list(ledger.problems(SEALS, (replace(ACTS[0], seal=2), *ACTS[1:]))) == [
        "an act under seal 1 names another seal"
    ]


@pytest.mark.parametrize(
    "changed",
    [
        replace(SEALS[2], at="2026-11-03T10:00:00.000000Z"),
        replace(SEALS[2], previous="f" * 64),
        replace(SEALS[2], root="f" * 64),
        replace(SEALS[2], hash="f" * 64),
    ],
)
def test_problems_of_a_changed_seal_say_that_its_hash_is_another(changed: Seal) -> None:
    assert list(ledger.problems((*SEALS[:2], changed), ACTS))[-1] == "seal 3 has another hash than its content"


def test_problems_of_a_changed_act_with_its_seal_made_anew_name_the_broken_chain() -> None:
    forged = replace(ACTS[0], data={"n": 9})
    first = ledger.seal((forged, ACTS[1]), number=1, previous=ledger.NO_SEAL, at=builder.AT)
    assert list(ledger.problems((first, *SEALS[1:]), (forged, *ACTS[1:]))) == [
        "seal 2 does not follow the one before it"
    ]


def test_seal_of_the_example_in_the_documentation_has_its_hashes() -> None:
    one = Act(1, 1, "goal.agreed", "goal:7", None, builder.AT, None, {})
    sealed = ledger.seal([one], number=1, previous=ledger.NO_SEAL, at=builder.AT)
    assert (sealed.root, sealed.hash) == (
        "f2d4acc240b41b76e777baa699e3199b5ea3eb29097661b78e8ae1d02a7342df",
        "250cd4721dc2cffbb479751a5847ccbd9ca6b293e696476aefb520034a00e872",
    )
