"""The sample of part 12 holds together: trends, ratings, signals, feed, assumptions, reviews, version 3. No Django."""

from collections import Counter

import pytest

from tests.test_examples_data import DOMAINS, LANGUAGES, TARTU, keys, rows, split
from visioon.formats import feeds


@pytest.mark.parametrize(
    ("name", "stems"),
    [
        ("trends.csv", ["name", "what"]),
        ("signals.csv", ["title", "words"]),
        ("reviews.csv", ["reason"]),
        ("blocks_v3.csv", ["text", "reason"]),
    ],
)
def test_text_when_the_page_needs_it_then_it_is_never_empty(name: str, stems: list[str]) -> None:
    empty = [row for row in rows(f"sample/{name}") for stem in stems if not row[f"{stem}_et"]]
    assert empty == []


def test_trends_when_named_then_they_lie_in_all_six_domains_and_bear_on_goals_that_exist() -> None:
    trends = rows("sample/trends.csv")
    assert {row["domain"] for row in trends} == DOMAINS
    ties = [tie.split(":") for row in trends for tie in split(row["goals"])]
    assert {goal for goal, _direction in ties} <= set(keys("sample/goals.csv"))
    assert {direction for _goal, direction in ties} == {"helps", "threatens"}


def test_ratings_of_trends_when_counted_then_each_has_several_and_nobody_rates_twice() -> None:
    ratings = rows("sample/trend_ratings.csv")
    pairs = [(row["trend"], row["specialist"]) for row in ratings]
    assert len(set(pairs)) == len(pairs)
    assert {trend for trend, _who in pairs} == set(keys("sample/trends.csv"))
    assert {who for _trend, who in pairs} <= set(keys("sample/specialists.csv"))
    assert min(Counter(trend for trend, _who in pairs).values()) >= 3
    assert {row["impact"] for row in ratings} | {row["uncertainty"] for row in ratings} <= set("12345")
    assert {row["horizon"] for row in ratings} == set("0123")


def test_signals_when_sorted_then_they_lead_to_a_trend_to_another_or_out_with_a_reason() -> None:
    signals = rows("sample/signals.csv")
    known = {"kept": set(keys("sample/trends.csv")), "merged": set(keys("sample/signals.csv")), "dropped": {""}}
    assert [row["key"] for row in signals if row["to"] not in known[row["state"]]] == []
    assert [row["key"] for row in signals if (row["state"] == "dropped") != bool(row["reason_et"])] == []
    assert {row["domain"] for row in signals} == DOMAINS


def test_signals_when_read_anywhere_then_their_title_says_that_they_are_made_up() -> None:
    marks = {"et": "(näidis)", "en": "(sample)", "ru": "(образец)"}
    signals = rows("sample/signals.csv")
    assert [row["key"] for row in signals for code in LANGUAGES if marks[code] not in row[f"title_{code}"]] == []


def test_sample_feed_when_read_then_it_is_a_feed_of_marked_entries_that_lead_nowhere() -> None:
    feed = feeds.read((TARTU / "sample" / "signals.atom").read_bytes())
    assert len(feed.entries) == 4
    assert [one.title for one in feed.entries if "(näidis)" not in one.title or one.link] == []
    assert len({one.published for one in feed.entries}) == 4


def test_assumptions_when_checked_then_one_is_in_doubt_and_one_broken_each_with_its_reason() -> None:
    checks = rows("sample/assumptions.csv")
    assert {row["goal"] for row in checks} <= set(keys("sample/goals.csv"))
    assert Counter(row["state"] for row in checks) == {"holds": 2, "doubted": 1, "broken": 1}
    assert [row["goal"] for row in checks if row["state"] != "holds" and not row["note_et"]] == []


def test_reviews_when_ended_then_the_broken_assumption_adapts_its_goal() -> None:
    reviews = {row["goal"]: row for row in rows("sample/reviews.csv")}
    broken = [row["goal"] for row in rows("sample/assumptions.csv") if row["state"] == "broken"]
    assert [goal for goal, row in reviews.items() if row["kind"] == "assumption_broken"] == broken
    assert {row["outcome"] for row in reviews.values()} == {"adapt", "keep"}
    words = {goal for goal, row in reviews.items() if row["statement_et"] and row["criterion_et"]}
    assert words == {goal for goal, row in reviews.items() if row["outcome"] == "adapt"}
    assert [row["goal"] for row in reviews.values() if (row["kind"] == "by_hand") != bool(row["due"])] == []


def test_version_3_when_written_then_it_rewords_only_blocks_that_rest_on_the_adapted_goal() -> None:
    blocks = {row["key"]: row for row in rows("sample/blocks.csv")}
    adapted = {f"goal:{row['goal']}" for row in rows("sample/reviews.csv") if row["outcome"] == "adapt"}
    for row in rows("sample/blocks_v3.csv"):
        assert adapted & set(split(blocks[row["key"]]["origins"]))
        assert [code for code in LANGUAGES if row[f"text_{code}"] == blocks[row["key"]][f"text_{code}"]] == []
