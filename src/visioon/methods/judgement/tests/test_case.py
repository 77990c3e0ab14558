import pytest

from visioon.methods.judgement.case import LATER, judge
from visioon.methods.judgement.errors import JudgementError

RATING = {"method": "rating", "scores": [[1, 2], [3, 4]], "weights": [1, 1]}
SMAA = {"method": "smaa", "values": [[1, 2], [3, 4]]}
TOPSIS = {"method": "topsis", "matrix": [[1, 2], [3, 4]], "weights": [1, 1], "types": [1, -1]}


@pytest.mark.parametrize("name", sorted(LATER))
def test_judge_when_method_is_not_built_then_says_so(name):
    with pytest.raises(JudgementError) as caught:
        judge({"method": name})
    assert caught.value.expected.endswith(f"; {name} is not built yet")


@pytest.mark.parametrize(
    ("case", "path"),
    [
        ([], "method"),
        ({}, "method"),
        ({"method": "oracle"}, "method"),
        ({"method": 1}, "method"),
        ({"method": "rating", "weights": [1]}, "scores"),
        ({**RATING, "scores": []}, "scores"),
        ({**RATING, "scores": [[]]}, "scores[0]"),
        ({**RATING, "scores": [1, 2]}, "scores[0]"),
        ({**RATING, "scores": [[1, 2], [3]]}, "scores[1]"),
        ({**RATING, "scores": [[1, 2], [3, None]]}, "scores[1][1]"),
        ({**RATING, "scores": [[1, 2], ["3", 4]]}, "scores[1][0]"),
        ({**RATING, "scores": [[1, 2], [True, 4]]}, "scores[1][0]"),
        ({**RATING, "scores": [[1, 2], [10**400, 4]]}, "scores[1][0]"),
        ({**RATING, "scores": [[1, float("inf")]]}, "scores[0][1]"),
        ({**RATING, "weights": [1, -1]}, "weights[1]"),
        ({**RATING, "weights": [1, 1, 1]}, "weights"),
        ({**RATING, "wieghts": [1, 1]}, "wieghts"),
        ({"method": "smaa"}, "values"),
        ({**SMAA, "low": [[1]]}, "low"),
        ({"method": "smaa", "low": [[1]]}, "high"),
        ({"method": "smaa", "low": [[1]], "high": [[1, 2]]}, "high"),
        ({"method": "smaa", "low": [[1, 3]], "high": [[1, 2]]}, "high[0][1]"),
        ({**SMAA, "draws": 0}, "draws"),
        ({**SMAA, "draws": 1.5}, "draws"),
        ({**SMAA, "seed": -1}, "seed"),
        ({**SMAA, "top": 0}, "top"),
        ({**SMAA, "weight_order": [0, 0]}, "weight_order"),
        ({**SMAA, "weight_order": [0]}, "weight_order"),
        ({**TOPSIS, "types": [1, 0]}, "types[1]"),
        ({**TOPSIS, "types": [1]}, "types"),
        ({**TOPSIS, "normalisation": "max"}, "normalisation"),
        ({"method": "weights", "order": [1, 2], "rule": "roc"}, "order"),
        ({"method": "weights", "order": ["a"], "rule": "roc"}, "order"),
        ({"method": "weights", "order": [0, 1]}, "rule"),
        ({"method": "weights", "order": [0, 1], "rule": ["roc"]}, "rule"),
        ({"method": "kendall-w", "ranks": [[1, 2]]}, "ranks"),
        ({"method": "kendall-w", "ranks": [[1], [1]]}, "ranks"),
    ],
)
def test_judge_when_a_field_is_wrong_then_names_it(case, path):
    with pytest.raises(JudgementError) as caught:
        judge(case)
    assert caught.value.path == path


def test_judge_smaa_when_all_defaults_then_ten_thousand_draws_of_seed_zero():
    explicit = {**SMAA, "draws": 10_000, "seed": 0, "top": 3}
    assert judge(SMAA) == judge(explicit)
    assert judge(SMAA)["top_share"] == [1.0, 1.0]
