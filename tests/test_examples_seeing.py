"""The sample of the trial edition: named in three languages. No Django."""

from examples.tartu.read import LANGUAGES
from tests.test_examples_data import document


def test_trial_when_read_then_named_in_every_language_and_differs_in_its_method() -> None:
    trial = document("sample/index_trial.json")
    assert set(trial) == {"name", "treat"}
    assert [bool(trial["name"][language]) for language in LANGUAGES] == [True] * 3
    assert trial["treat"] is False
