"""Rules of telling as pure functions."""

import pytest

from visioon.kernel.texts.value import Text
from visioon.rooms.outreach import rules
from visioon.rooms.outreach.models import Message

SOME = Text.of("et", {"et": "Midagi"})


@pytest.mark.parametrize(
    ("chosen", "joined"),
    [
        ([], ""),
        (["people", "mobility"], "|mobility|people|"),
        (["economy", "mobility", "environment", "people", "governance", "living"], ""),
    ],
)
def test_domains_are_one_column_and_come_back(chosen, joined):
    assert rules.joined(chosen) == joined
    assert sorted(rules.parted(joined)) == (sorted(chosen) if joined else [])


def test_a_message_needs_a_title_and_words():
    assert rules.message_gaps(Message(title=SOME)) == ["words"]
    assert rules.message_gaps(Message(words=SOME)) == ["title"]
    assert rules.message_gaps(Message(title=SOME, words=SOME)) == []


def test_an_issue_needs_a_subject_and_words():
    assert rules.issue_gaps(Text(), Text()) == ["subject", "body"]
    assert rules.issue_gaps(SOME, SOME) == []


def test_a_subject_on_one_line_keeps_its_translations():
    text = Text.of("et", {"et": "Üks\n kaks", "ru": "Раз\tдва"})
    assert rules.one_line(text).words == {"et": "Üks kaks", "ru": "Раз два"}
