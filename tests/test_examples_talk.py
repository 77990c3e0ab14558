"""The sample of part 10 holds together: messages, issues of the newsletter, readers. No Django."""

import re
from collections import Counter

from tests.test_examples_data import DOMAINS, LANGUAGES, document, keys, rows


def test_messages_when_they_point_to_other_rows_then_these_exist() -> None:
    messages, goals = rows("sample/messages.csv"), keys("sample/goals.csv")
    parts = {str(stage["part"]) for stage in document("sample/plan.json")["stages"]}
    known = {"", f"decision:{document('sample/decision.json')['key']}", *(f"goal:{key}" for key in goals)}
    assert {row["about"] for row in messages} <= known
    assert {row["stage"] for row in messages} <= parts
    assert {row["domain"] for row in messages} <= DOMAINS | {""}
    assert Counter(row["state"] for row in messages) == {"done": 4, "released": 3, "draft": 2, "idea": 1}


def test_messages_when_they_are_more_than_an_idea_then_they_have_words_and_a_time() -> None:
    messages = rows("sample/messages.csv")
    assert [row["key"] for row in messages if (row["state"] == "idea") != (row["words_et"] == "")] == []
    assert [row["key"] for row in messages if bool(row["on"]) == bool(row["loosely_et"])] == []
    assert [row["key"] for row in messages if row["state"] == "done" and row["on"] > "2026-11-24"] == []


def test_newsletters_when_they_link_then_each_language_links_to_its_own_pages() -> None:
    for row in rows("sample/newsletters.csv"):
        links = {language: re.findall(r"\]\(/(\w\w)(/\S+)\)", row[f"body_{language}"]) for language in LANGUAGES}
        assert {language: {spoken for spoken, _ in found} for language, found in links.items()} == {
            language: {language} for language in LANGUAGES
        }
        assert len({tuple(path for _, path in found) for found in links.values()}) == 1


def test_readers_when_listed_then_they_have_no_address_and_every_language_is_there() -> None:
    readers = rows("sample/subscribers.csv")
    assert {row["language"] for row in readers} == set(LANGUAGES)
    assert {code for row in readers for code in row["domains"].split(";")} - {""} <= DOMAINS
