"""The files of examples/tartu hold together: counts, keys, languages, quotes, sources. No Django."""

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TARTU = Path(__file__).parents[1] / "examples" / "tartu"
FACTS = sorted(p.name for p in (TARTU / "facts").glob("*.csv"))
SAMPLES = sorted(p.name for p in (TARTU / "sample").glob("*.csv"))
PUBLISHED = [
    "README.md",
    *(f"{p.parent.name}/{p.name}" for p in sorted(TARTU.glob("*/*.*")) if p.suffix in {".csv", ".json"}),
]
LANGUAGES = ("et", "en", "ru")
DOMAINS = {"economy", "mobility", "environment", "people", "governance", "living"}
KINDS = {"service", "infrastructure", "programme", "initiative", "event", "organisation", "research", "plan"}
# A generous box: Vorbuse, Reola and Luunja lie a few kilometres outside the city.
LATITUDES, LONGITUDES = (58.25, 58.50), (26.50, 26.95)
GIVEN_NAMES = re.compile(
    r"\b(Jaan|Jüri|Mari|Tiit|Toomas|Urmas|Raimond|Lauri|Margus|Kristi|Katrin|Piret|Andres|Mihkel|Kadri|Ivan|Olga|Sergei"
    r"|Natalia|Tatjana|Vladimir|John|Peter|Anna|Maria|Иван|Ольга|Сергей|Наталья|Татьяна|Владимир|Анна|Мария)\b"
)
# The editions that the sample's blocks may rest on; they exist only once the loop has been walked.
EDITIONS = {"index", "themes", "opinions"}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """All rows of one CSV below examples/tartu, for example ``facts/peers.csv``."""
    with (TARTU / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def document(name: str) -> Any:
    """One JSON file below examples/tartu."""
    return json.loads((TARTU / name).read_text(encoding="utf-8"))


def keys(name: str, column: str = "key") -> list[str]:
    """One column of a file, in file order."""
    return [row[column] for row in rows(name)]


def split(cell: str) -> list[str]:
    """The keys of a cell that holds several, separated by semicolons."""
    return [part for part in cell.split(";") if part]


def translated_columns(row: Row) -> list[str]:
    """Stems of the columns that stand in all three languages."""
    stems = [column[:-3] for column in row if column.endswith("_et")]
    return [stem for stem in stems if f"{stem}_ru" in row]


def translated_texts(node: Any) -> list[dict[str, str]]:
    """Every {et, en, ru} object of a JSON document."""
    if isinstance(node, list):
        return [text for item in node for text in translated_texts(item)]
    if not isinstance(node, dict):
        return []
    if set(node) & set(LANGUAGES):
        return [node]
    return [text for item in node.values() for text in translated_texts(item)]


def figures(text: str) -> list[str]:
    """The numbers of a sentence, whatever its language does with thousands and decimals."""
    text = re.sub(r"https?://\S+", "", text).replace("CO2", "CO").replace("CO₂", "CO")
    text = re.sub(r"(?<=\d)[ \u00a0,](?=\d{3}\b)", "", text)
    return sorted(re.findall(r"\d+(?:\.\d+)*", re.sub(r"(?<=\d)[,:](?=\d)", ".", text)))


# Facts


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("solutions.csv", 59),
        ("organisations.csv", 48),
        ("partner_cities.csv", 26),
        ("events.csv", 20),
        ("targets.csv", 12),
        ("findings.csv", 10),
        ("population.csv", 7),
        ("indicators.csv", 12),
        ("peers.csv", 145),
        ("observations.csv", 1500),
        ("u4ssc_tartu.csv", 8),
    ],
)
def test_facts_when_carried_over_then_no_row_is_lost(name: str, count: int) -> None:
    assert len(rows(f"facts/{name}")) == count


@pytest.mark.parametrize(
    "name", [name for name in FACTS if name not in {"population_sample.csv", "framework_ties.csv"}]
)
def test_fact_when_published_then_its_source_is_named(name: str) -> None:
    assert [row for row in rows(f"facts/{name}") if not (row.get("source_url") or row.get("source"))] == []


@pytest.mark.parametrize(
    "name", ["solutions.csv", "organisations.csv", "partner_cities.csv", "targets.csv", "population.csv"]
)
def test_fact_when_the_original_had_a_certainty_then_it_stays(name: str) -> None:
    words = {row["certainty"].split(":")[0].split(";")[0].split(" ")[0] for row in rows(f"facts/{name}")}
    assert words <= {"confirmed", "uncertain"}


def test_solutions_when_normalised_then_only_the_agreed_words_are_used() -> None:
    solutions = rows("facts/solutions.csv")
    assert {row["kind"] for row in solutions} <= KINDS
    assert {row["status"] for row in solutions} <= {"planned", "running", "ended", "unknown"}
    assert {row["outcome"] for row in solutions} <= {"worked", "partly", "failed", "unknown"}
    assert {row["domain"] for row in solutions} == DOMAINS


def test_solutions_when_something_went_wrong_then_it_says_so_with_a_lesson() -> None:
    by_key = {row["key"]: row for row in rows("facts/solutions.csv")}
    assert [by_key[key]["outcome"] for key in ("S31", "S22", "S35")] == ["failed", "partly", "partly"]
    assert [key for key, row in by_key.items() if row["outcome"] in {"failed", "partly"} and not row["lesson_et"]] == []


def test_solutions_when_drawn_on_the_map_then_they_lie_in_or_near_tartu() -> None:
    outside = [
        row["key"]
        for row in rows("facts/solutions.csv")
        if not (LATITUDES[0] < float(row["lat"]) < LATITUDES[1] and LONGITUDES[0] < float(row["lon"]) < LONGITUDES[1])
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("name", "stem"), [("solutions.csv", "facts"), ("events.csv", "facts"), ("findings.csv", "finding")]
)
def test_facts_when_translated_then_every_figure_is_untouched(name: str, stem: str) -> None:
    for row in rows(f"facts/{name}"):
        expected = figures(row[f"{stem}_en"].replace("km2", "km²"))
        assert [figures(row[f"{stem}_{language}"]) for language in ("et", "ru")] == [expected, expected], row["key"]


def test_observations_when_read_then_each_unit_and_indicator_is_known_and_appears_once() -> None:
    observations = rows("facts/observations.csv")
    pairs = [(row["unit"], row["indicator"]) for row in observations]
    assert len(set(pairs)) == len(pairs)
    assert {unit for unit, _ in pairs} == set(keys("facts/peers.csv", "code"))
    assert {indicator for _, indicator in pairs} == set(keys("facts/indicators.csv", "code"))
    assert {row["indicator"] for row in observations if row["year_certain"] == "0"} == {"BIKE"}


def test_series_when_it_meets_the_comparison_then_both_say_the_same_for_tartu() -> None:
    series = {(row["indicator"], row["year"]): float(row["value"]) for row in rows("facts/tartu_series.csv")}
    latest = [row for row in rows("facts/observations.csv") if row["unit"] == "EE002C" and row["indicator"] != "BIKE"]
    assert {row["indicator"]: float(row["value"]) for row in latest} == {
        row["indicator"]: series[row["indicator"], row["year"]] for row in latest
    }


def test_framework_ties_when_published_then_they_are_graded_and_say_what_was_seen() -> None:
    ties = rows("facts/framework_ties.csv")
    assert {row["indicator"] for row in ties} == set(keys("facts/indicators.csv", "code"))
    assert {row["tie"] for row in ties} <= {"exact", "similar", "partial"}
    assert [row["framework_code"] for row in ties if not row["evidence"]] == []
    unverified = [row for row in ties if "general knowledge" in row["evidence"]]
    assert [row["framework_code"] for row in unverified if "to verify" not in row["evidence"]] == []


def test_population_when_shares_are_guessed_then_they_are_marked_and_add_up() -> None:
    assert {row["provenance"] for row in rows("facts/population.csv")} == {"real"}
    shares = rows("facts/population_sample.csv")
    assert {row["provenance"] for row in shares} == {"sample"}
    totals = Counter[str]()
    for row in shares:
        totals[row["dimension"]] += int(row["value"])
    assert totals == {"age": 100, "district": 100}


# Form and languages


@pytest.mark.parametrize("name", [f"facts/{name}" for name in FACTS] + [f"sample/{name}" for name in SAMPLES])
def test_file_when_read_as_bytes_then_it_is_plain_csv_in_nfc(name: str) -> None:
    content = (TARTU / name).read_bytes()
    text = content.decode("utf-8")
    assert (content[:3] == b"\xef\xbb\xbf", b"\r" in content, content.endswith(b"\n")) == (False, False, True)
    assert unicodedata.is_normalized("NFC", text)
    assert [cell for row in rows(name) for cell in row.values() if cell[:1] in {"=", "+", "@", "\t"}] == []


@pytest.mark.parametrize("name", [f"facts/{name}" for name in FACTS] + [f"sample/{name}" for name in SAMPLES])
def test_text_when_it_exists_then_it_exists_in_three_languages(name: str) -> None:
    half = [
        (next(iter(row.values())), stem)
        for row in rows(name)
        for stem in translated_columns(row)
        if len({bool(row[f"{stem}_{language}"].strip()) for language in LANGUAGES}) != 1
    ]
    assert half == []


@pytest.mark.parametrize(
    "name", ["plan.json", "decision.json", "about_sample.json", "votes_model.json", "face.json", "week.json"]
)
def test_document_when_it_holds_text_then_it_holds_it_in_three_languages(name: str) -> None:
    texts = translated_texts(document(f"sample/{name}"))
    broken = [text for text in texts if not all(str(text.get(language) or "").strip() for language in LANGUAGES)]
    assert (bool(texts), broken) == (True, [])


@pytest.mark.parametrize(
    ("name", "stems"),
    [
        ("topics.csv", ["name", "reason"]),
        ("voices.csv", ["role", "text"]),
        ("statements.csv", ["text"]),
        ("themes.csv", ["name", "summary"]),
        ("goals.csv", ["title", "statement", "criterion", "assumption", "owner", "conflict"]),
        ("criteria.csv", ["name", "question"]),
        ("specialists.csv", ["role"]),
        ("blocks.csv", ["text"]),
        ("blocks_v1.csv", ["text"]),
        ("messages.csv", ["title"]),
        ("newsletters.csv", ["subject", "body"]),
    ],
)
def test_text_when_the_page_needs_it_then_it_is_never_empty(name: str, stems: list[str]) -> None:
    empty = [row for row in rows(f"sample/{name}") for stem in stems if not row[f"{stem}_et"]]
    assert empty == []


# The sample


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_when_copied_elsewhere_then_the_mark_goes_along(name: str) -> None:
    assert {row["provenance"] for row in rows(f"sample/{name}")} == {"sample"}


def test_plan_when_read_then_it_has_thirteen_parts_and_is_open_until_11_december() -> None:
    plan = document("sample/plan.json")
    assert [stage["part"] for stage in plan["stages"]] == list(range(13))
    assert plan["stages"][5]["ends"] == "2026-12-11"
    assert [item for item in plan["stages"] + plan["activities"] if item["opens"] > item["ends"]] == []
    assert {activity["kind"] for activity in plan["activities"]} == {
        "contributions",
        "statements",
        "ratings",
        "meeting",
        "comments",
    }


def test_voices_when_quoted_then_the_quote_is_an_exact_part_of_the_words() -> None:
    voices = rows("sample/voices.csv")
    assert len(voices) == 42
    assert [row["key"] for row in voices if row["quote"] not in row["text"]] == []
    assert [row["key"] for row in voices if bool(row["quote"]) != bool(row["theme"])] == []
    assert [row["key"] for row in voices if row[f"text_{row['language']}"] != row["text"]] == []


def test_voices_when_they_point_to_other_rows_then_these_exist() -> None:
    voices = rows("sample/voices.csv")
    topics = {row["key"]: row["domain"] for row in rows("sample/topics.csv")}
    activities = {activity["key"] for activity in document("sample/plan.json")["activities"]}
    assert [row["key"] for row in voices if topics.get(row["topic"]) != row["domain"]] == []
    assert {row["activity"] for row in voices} <= activities
    assert {row["theme"] for row in voices} - {""} == set(keys("sample/themes.csv"))
    assert {row["duplicate_of"] for row in voices} == {"", "V33"}
    assert {row["domain"] for row in voices} == DOMAINS


def test_voices_when_counted_then_some_are_missing_on_purpose() -> None:
    voices = rows("sample/voices.csv")
    shown = [row for row in voices if row["moderation"] == "shown"]
    languages = Counter("mixed" if row["mixed"] == "1" else row["language"] for row in voices)
    home = [row["home_language"] for row in shown if row["home_language"]]
    ages = [row["age_group"] for row in shown if row["age_group"]]
    population = {row["group"]: int(row["value"]) for row in rows("facts/population.csv")}
    older = next(int(row["value"]) for row in rows("facts/population_sample.csv") if row["group"] == "65plus")
    assert languages == {"et": 27, "ru": 8, "en": 5, "mixed": 2}
    assert 100 * home.count("ru") / len(home) < population["Russian"]
    assert 100 * ages.count("65plus") / len(ages) < older


def test_voices_when_answered_or_hidden_then_the_words_are_given() -> None:
    voices = rows("sample/voices.csv")
    assert {row["answer"] for row in voices} == {"accepted", "partly", "declined", "passed_on", "none"}
    assert [row["key"] for row in voices if (row["answer"] == "none") != (row["answer_et"] == "")] == []
    assert [row["key"] for row in voices if row["hidden_reason_et"]] == ["V31"]


def test_statements_when_put_to_the_vote_then_each_comes_from_a_voice_and_is_modelled() -> None:
    statements, model = rows("sample/statements.csv"), document("sample/votes_model.json")
    groups = {group["key"] for group in model["groups"]}
    assert len(statements) == 24
    assert {row["from_voice"] for row in statements} <= set(keys("sample/voices.csv"))
    assert [entry["key"] for entry in model["statements"]] == keys("sample/statements.csv")
    assert [entry["key"] for entry in model["statements"] if set(entry["agree"]) != groups] == []
    assert round(sum(group["share"] for group in model["groups"]), 9) == 1


def test_votes_model_when_read_by_group_then_some_statements_unite_and_some_divide() -> None:
    agree = [list(entry["agree"].values()) for entry in document("sample/votes_model.json")["statements"]]
    assert sum(min(shares) >= 0.8 for shares in agree) == 8
    assert sum(max(shares) - min(shares) >= 0.7 for shares in agree) == 6


def test_goals_when_set_then_they_have_a_target_or_a_criterion_an_owner_and_a_review_date() -> None:
    goals = rows("sample/goals.csv")
    assert Counter(row["state"] for row in goals) == {"adopted": 4, "waiting": 1, "dropped": 1}
    assert {row["indicator"] for row in goals} - {""} <= set(keys("facts/indicators.csv", "code"))
    assert {key for row in goals for key in split(row["solutions"])} <= set(keys("facts/solutions.csv"))
    assert {key for row in goals for key in split(row["theme"])} <= set(keys("sample/themes.csv"))
    assert [row["key"] for row in goals if bool(row["indicator"]) != bool(row["target"])] == []
    assert [row["key"] for row in goals if not row["review_date"]] == []
    assert [row["key"] for row in goals if row["state"] != "adopted" and not row["change_reason_et"]] == []


def test_goals_when_they_name_a_baseline_then_it_is_the_observation_of_tartu() -> None:
    observed = {row["indicator"]: row for row in rows("facts/observations.csv") if row["unit"] == "EE002C"}
    for goal in rows("sample/goals.csv"):
        if goal["indicator"]:
            real = observed[goal["indicator"]]
            assert (float(goal["baseline"]), goal["baseline_year"]) == (float(real["value"]), real["year"])


def test_ratings_when_counted_then_every_specialist_rated_every_goal_by_every_criterion() -> None:
    ratings = rows("sample/ratings.csv")
    expected = {
        (specialist, goal, criterion)
        for specialist in keys("sample/specialists.csv")
        for goal in keys("sample/goals.csv")
        for criterion in keys("sample/criteria.csv")
    }
    assert {(row["specialist"], row["goal"], row["criterion"]) for row in ratings} == expected
    assert len(ratings) == len(expected) == 120
    assert {row["value"] for row in ratings} <= set("12345")
    assert round(sum(float(weight) for weight in keys("sample/criteria.csv", "weight")), 9) == 1


def test_decision_when_taken_then_its_outcomes_are_the_states_of_the_goals_and_dissent_stays() -> None:
    decision = document("sample/decision.json")
    states = {row["key"]: row["state"] for row in rows("sample/goals.csv")}
    assert {outcome["goal"]: outcome["outcome"] for outcome in decision["outcomes"]} == states
    assert {sum(outcome["votes"].values()) for outcome in decision["outcomes"]} == {sum(decision["votes"].values())}
    assert [dissent["goal"] for dissent in decision["dissent"]] == ["G1"]
    assert {row["goal"] for row in rows("sample/reactions.csv")} == set(states)


def test_blocks_when_they_name_an_origin_then_it_exists() -> None:
    known = {f"{kind}:{key}" for kind, key in _origins()}
    for name in ("blocks.csv", "blocks_v1.csv"):
        named = {origin for row in rows(f"sample/{name}") for origin in split(row["origins"])}
        assert named - known == set()


def _origins() -> list[tuple[str, str]]:
    files = {"goal": "goals", "theme": "themes", "voice": "voices"}
    found = [(kind, key) for kind, name in files.items() for key in keys(f"sample/{name}.csv")]
    found += [("solution", key) for key in keys("facts/solutions.csv")]
    found += [("finding", key) for key in keys("facts/findings.csv")]
    found += [("indicator", code) for code in keys("facts/indicators.csv", "code")]
    return [*found, ("decision", document("sample/decision.json")["key"]), *(("edition", key) for key in EDITIONS)]


def test_blocks_when_the_version_changes_then_four_paragraphs_differ() -> None:
    now = {row["key"]: row["text_et"] for row in rows("sample/blocks.csv")}
    before = {row["key"]: row["text_et"] for row in rows("sample/blocks_v1.csv")}
    assert [key for key, text in before.items() if now[key] != text] == ["B3.1", "B3.2", "B4.1", "B6.1"]


def test_strategy_when_it_counts_voices_then_the_numbers_are_those_of_the_files() -> None:
    text = next(row["text_en"] for row in rows("sample/blocks.csv") if row["key"] == "B1.1")
    shown = [row for row in rows("sample/voices.csv") if row["moderation"] == "shown"]
    on_mobility = [row for row in shown if row["domain"] == "mobility"]
    voters = document("sample/votes_model.json")["voters"]
    counts = [len(shown), len(on_mobility), voters, len(rows("sample/statements.csv"))]
    assert figures(text) == sorted(str(count) for count in counts)


# Privacy


@pytest.mark.parametrize("path", PUBLISHED)
def test_file_when_published_then_it_holds_no_address_phone_or_personal_name(path: str) -> None:
    text = re.sub(r"https?://\S+", "", (TARTU / path).read_text(encoding="utf-8"))
    assert re.findall(r"[\w.+-]+@[\w-]+\.(?!example\b)\w+|\+372\s?\d+|\btel\b", text) == []
    if path.startswith("sample/"):
        assert GIVEN_NAMES.findall(text) == []
