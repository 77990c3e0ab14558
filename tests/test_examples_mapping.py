"""The sample of part 1 holds together: languages, keys, samples only, and a failure told after its reply. No Django."""

from datetime import datetime, timedelta

from tests.test_examples_data import DOMAINS, GIVEN_NAMES, KINDS, LANGUAGES, LATITUDES, LONGITUDES, document, keys

WRITTEN = document("sample/mapping.json")
REPLY_DAYS = 21


def texts(found):
    """Every text of the file: whatever has words by language."""
    if isinstance(found, dict):
        if set(found) == set(LANGUAGES):
            yield found
            return
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from texts(one)


def test_every_text_stands_in_three_languages_and_names_nobody():
    said = list(texts(WRITTEN))
    assert len(said) >= 18
    assert [one for one in said if not all(words.strip() for words in one.values())] == []
    assert [words for one in said for words in one.values() if GIVEN_NAMES.search(words)] == []


def test_rows_are_whole_and_their_keys_are_no_fact():
    rows = WRITTEN["solutions"]
    assert {row["key"] for row in rows} & set(keys("facts/solutions.csv")) == set()
    assert all(row["domain"] in DOMAINS and row["kind"] in KINDS for row in rows)
    assert all(LATITUDES[0] < row["latitude"] < LATITUDES[1] for row in rows)
    assert all(LONGITUDES[0] < row["longitude"] < LONGITUDES[1] for row in rows)
    assert all(row["source_url"].startswith("https://naidis.example/") for row in rows)


def test_a_story_is_told_after_its_reply_and_one_waits():
    known = {row["key"]: row["outcome"] for row in WRITTEN["solutions"]}
    told = [row for row in WRITTEN["stories"] if row["told_at"]]
    assert all(row["outcome"] == known[row["solution"]] for row in WRITTEN["stories"])
    assert all(row["at"] < row["replied_at"] < row["told_at"] for row in told)
    waiting = [row for row in WRITTEN["stories"] if not row["told_at"]]
    assert [datetime.fromisoformat(row["at"]) + timedelta(days=REPLY_DAYS) for row in waiting] > [
        datetime.fromisoformat("2026-11-24T00:00:00+02:00")
    ]
