"""The sample of the agreement: whom the example city writes to, and when it reminds them."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from visioon.rooms.process.rules import REMIND_BEFORE, REMIND_WITHIN

SAMPLE = Path(__file__).parents[1] / "examples" / "tartu" / "sample" / "agreement.json"
LANGUAGES = {"et", "en", "ru"}


def written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return found


def test_addresses_belong_to_nobody_and_have_a_language() -> None:
    parties = [one for one in written()["parties"] if "email" in one]
    assert [one["key"] for one in parties if not one["email"].endswith("@naidis.example")] == []
    assert {one["language"] for one in parties} == LANGUAGES
    assert len({one["email"] for one in parties}) == len(parties)


def test_somebody_is_asked_without_mail() -> None:
    assert [one["key"] for one in written()["parties"] if "email" not in one] == ["finance"]


def test_reminders_go_before_the_last_day_of_the_newest_version_and_after_it() -> None:
    last = date.fromisoformat(written()["versions"][-1]["answers_by"])
    before, after = (datetime.fromisoformat(one).date() for one in written()["reminders"])
    assert timedelta() <= last - before <= REMIND_BEFORE
    assert timedelta() < after - last <= REMIND_WITHIN
