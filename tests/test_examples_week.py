"""The sample of a week holds together: what the team takes is there to be taken. No Django."""

from tests.test_examples_data import document, keys, rows


def test_week_when_it_points_to_voices_and_days_then_these_exist() -> None:
    week = document("sample/week.json")
    known = {*keys("sample/voices.csv"), *(row["key"] for row in week["voices"])}
    unanswered = {row["key"] for row in rows("sample/voices.csv") if row["answer"] == "none"}
    activities = {activity["key"] for activity in document("sample/plan.json")["activities"]}
    assert {week["answer"]["voice"], *week["taken_by_lead"]} <= unanswered
    assert {*week["taken_by_moderator"], week["postponed"]["voice"]} <= known
    assert week["postponed"]["voice"] in week["taken_by_lead"]
    assert {row["activity"] for row in [*week["voices"], week["statement"]]} <= activities
    assert week["absence"]["first"] <= "2026-11-24" <= week["absence"]["last"]
