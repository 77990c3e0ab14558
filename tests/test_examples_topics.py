"""The sample of topics and their workshop holds together. No Django."""

from tests.test_examples_data import document, keys, rows

STAKES = {"answers", "works", "affected", "knows"}
TIED = ("ties", "stakes")


def candidates() -> dict[str, dict]:
    return {
        row["key"]: row
        for row in [*rows("sample/topics.csv"), *document("sample/topic_workshop.json")["split"]["parts"]]
    }


def test_topics_when_they_hang_under_another_then_it_stands_above_and_in_the_same_domain() -> None:
    seen: dict[str, dict] = {}
    for row in rows("sample/topics.csv"):
        assert not row["parent"] or seen[row["parent"]]["domain"] == row["domain"], row["key"]
        seen[row["key"]] = row


def test_topics_when_they_name_what_they_rest_on_then_it_exists() -> None:
    solutions, organisations = keys("facts/solutions.csv"), keys("facts/organisations.csv")
    indicators = {f"indicator:{row['code']}" for row in rows("facts/indicators.csv")}
    for key, row in candidates().items():
        assert {*filter(None, row["ties"].split(";"))} <= {*solutions, *indicators}, key
        stakes = [cell.split(":") for cell in filter(None, row["stakes"].split(";"))]
        assert {one[0] for one in stakes} <= {*organisations}, key
        assert {one[1] for one in stakes} <= STAKES, key


def test_topics_when_chosen_then_each_has_a_reason_and_rests_on_something() -> None:
    for row in rows("sample/topics.csv"):
        assert row["reason_et"], row["key"]
        assert row["state"] != "chosen" or row["ties"] or row["framework"], row["key"]
    assert {row["domain"] for row in rows("sample/topics.csv") if row["state"] == "chosen"} == {
        "economy",
        "mobility",
        "environment",
        "people",
        "governance",
        "living",
    }


def test_workshop_when_it_marks_and_settles_then_its_topics_and_groups_exist() -> None:
    written, known = document("sample/topic_workshop.json"), candidates()
    room = written["workshop"]["groups"]
    for key, segment, support, doubt in written["marks"]:
        assert key in known
        assert support + doubt <= room[segment], (key, segment)
    steps = {known[written[name]["topic"]]["state"].split(":")[0] for name in ("merge", "split", "aside")}
    assert steps == {"merged", "split", "aside"}
    assert known[written["merge"]["topic"]]["state"] == f"merged:{written['merge']['into']}"
    assert written["decision"]["review"] > written["decision"]["date"] > written["workshop"]["held_on"]


def test_ties_that_come_later_when_read_then_both_ends_exist() -> None:
    nouns = {"theme": keys("sample/themes.csv"), "goal": keys("sample/goals.csv")}
    for key, kind, noun in document("sample/topic_workshop.json")["later"]:
        assert key in candidates()
        assert noun in nouns[kind]
