"""The projects of examples/tartu hold together: keys, days, money, languages. No Django."""

from typing import Any

from tests.test_examples_data import document, keys, rows, translated_texts


def test_projects_when_they_hold_text_then_they_hold_it_in_three_languages() -> None:
    texts = translated_texts(document("sample/projects.json"))
    broken = [
        text for text in texts if not all(str(text.get(language) or "").strip() for language in ("et", "en", "ru"))
    ]
    assert (len(texts) > 50, broken) == (True, [])


def projects() -> dict[str, Any]:
    return {row["key"]: row for row in document("sample/projects.json")["projects"]}


def test_projects_when_read_then_three_are_key_projects_and_one_is_a_quick_win_of_a_shown_voice() -> None:
    quick = [row["voice"] for row in projects().values() if "voice" in row]
    shown = {row["key"]: row["at"][:10] for row in rows("sample/voices.csv") if row["moderation"] == "shown"}
    assert (len(projects()), len(quick), document("sample/projects.json")["provenance"]) == (4, 1, "sample")
    assert shown[quick[0]] < projects()["valgus-kolmes-peatuses"]["planned"][0]


def test_projects_when_they_name_an_origin_or_an_indicator_then_it_exists() -> None:
    known = {("goal", key) for key in keys("sample/goals.csv")} | {("block", key) for key in keys("sample/blocks.csv")}
    known |= {("decision", document("sample/decision.json")["key"])}
    named = {(one["kind"], one["key"]) for row in projects().values() for one in row["origins"]}
    assert named - known == set()
    assert {code for row in projects().values() for code in row["moves"]} <= set(keys("facts/indicators.csv", "code"))


def test_projects_when_told_then_one_is_on_track_one_at_risk_and_two_have_ended_with_a_lesson() -> None:
    last = {key: row["reports"][-1]["light"] for key, row in projects().items() if "closing" not in row}
    ended = {key: row["closing"]["outcome"] for key, row in projects().items() if "closing" in row}
    assert last == {"talvised-rattateed": "on_track", "avatud-tuba-annelinnas": "at_risk"}
    assert ended == {"ohtubussi-proov": "partly", "valgus-kolmes-peatuses": "worked"}


def test_projects_when_reported_then_days_follow_one_another_and_what_is_not_on_track_says_why() -> None:
    today = "2026-11-24"
    for key, row in projects().items():
        days = [row["began"], *(one["day"] for one in row["reports"])]
        days += [row["closing"]["day"]] if "closing" in row else []
        reached = [one["done"] for one in row["milestones"] if one["done"]]
        assert (days, reached, max(days + reached) <= today) == (sorted(days), sorted(reached), True), key
        unsaid = [
            one for one in row["reports"] if one["light"] != "on_track" and not ("reason" in one and "way_back" in one)
        ]
        assert unsaid == [], key


def test_money_of_projects_when_read_then_it_is_whole_cents_with_a_source() -> None:
    lines = [line for row in projects().values() for line in row["money"]]
    assert [line for line in lines if not isinstance(line["amount"], int) or line["amount"] <= 0] == []
    assert {line["kind"] for line in lines} == {"planned", "committed", "spent"}
    assert {line["year"] for line in lines} == {2026, 2027}
