"""How figures, dates, long words and Markdown are written."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from visioon.kernel.look.dates import day_words, loose_date_words, moment_words
from visioon.kernel.look.figures import number_words, percent_words, place_words, with_unit
from visioon.kernel.look.hyphens import SOFT_HYPHEN, soften
from visioon.kernel.look.markdown import markdown_html

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("et", 98273, None, f"98{NB}273"),
        ("en", 98273, None, "98,273"),
        ("ru", 98273, None, f"98{NB}273"),
        ("et", 4, 1, "4,0"),
        ("et", 0.30000000000000004, None, "0,3"),
        ("en", -2.5, 1, "−2.5"),
        ("en", 2.5, 0, "2"),
        ("et", None, None, "–"),
    ],
)
def test_number_when_written_then_in_the_habit_of_the_language(language, value, decimals, written):
    with translation.override(language):
        assert number_words(value, decimals) == written


@pytest.mark.parametrize(("language", "written"), [("et", f"58{NB}%"), ("en", "58%"), ("ru", f"58{NB}%")])
def test_percent_when_written_then_its_space_follows_the_language(language, written):
    with translation.override(language):
        assert percent_words(0.58) == written
        assert with_unit(58, "%", 0) == written


def test_number_when_not_finite_then_value_error():
    with pytest.raises(ValueError, match="not a finite number"):
        number_words(float("nan"))


@pytest.mark.parametrize(("language", "written"), [("et", "3."), ("en", "3"), ("ru", "3")])
def test_place_when_written_then_a_full_stop_only_where_ordinals_have_one(language, written):
    with translation.override(language):
        assert place_words(3) == written


@pytest.mark.parametrize(
    ("language", "written"), [("et", "24. november 2026"), ("en", "November 24, 2026"), ("ru", "24 ноября 2026 г.")]
)
def test_day_when_written_then_long_in_the_language(language, written):
    with translation.override(language):
        assert day_words(date(2026, 11, 24)).replace("\N{NARROW NO-BREAK SPACE}", " ").replace(NB, " ") == written


def test_moment_when_written_then_in_the_active_zone():
    at = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    with translation.override("et"), timezone.override(ZoneInfo("Europe/Tallinn")):
        assert moment_words(at) == "25. november 2026, 00:30"
        assert day_words(at) == "25. november 2026"


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "words", "written"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), "year", "", "2027"),
        (date(2027, 1, 1), date(2029, 12, 31), "year", "", "2027–2029"),
        (date(2027, 3, 1), date(2027, 3, 31), "month", "", "March 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "day", "", "March 1, 2027"),
        (date(2027, 1, 1), date(2027, 3, 1), "month", "in spring", "in spring"),
        (date(2027, 1, 1), None, "year", "", "from 2027"),
        (None, date(2027, 1, 1), "year", "", "until 2027"),
        (None, None, "year", "", "date not known"),
    ],
)
def test_loose_date_when_written_then_no_more_exact_than_known(earliest, latest, precision, words, written):
    with translation.override("en"):
        loose = SimpleNamespace(earliest=earliest, latest=latest, precision=precision, words=words)
        assert loose_date_words(loose) == written


def test_long_word_when_softened_then_breaks_at_syllables_and_reads_the_same():
    assert soften("visioonistrateegiadokument").split(SOFT_HYPHEN) == [
        "visioo", "nist", "ra", "tee", "gia", "do", "ku", "ment"
    ]  # fmt: skip


def test_short_word_when_softened_then_untouched():
    assert soften("strateegia ja mõõdik") == "strateegia ja mõõdik"


def test_markdown_when_it_holds_html_then_it_is_shown_not_run():
    assert markdown_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


def test_markdown_when_it_has_headings_then_they_step_down():
    assert markdown_html("# A\n\n###### B") == "<h2>A</h2>\n<h6>B</h6>\n"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_markdown_when_a_link_could_run_code_then_there_is_no_address(address):
    assert "href" not in markdown_html(f"[x]({address})")


def test_markdown_when_a_link_is_plain_then_it_is_kept_without_trust():
    assert markdown_html("[x](https://tartu.ee)") == (
        '<p><a href="https://tartu.ee" rel="noopener nofollow">x</a></p>\n'
    )
