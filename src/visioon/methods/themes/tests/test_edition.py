import pytest

from visioon.methods.themes.edition import recompute_v1

TEXT = "Õues on pime 💡. Lampe vaja!"


def voice(name, person=None, **fields):
    return {
        "id": name, "text": f"sha-{name}", "person": person, "language": "et", "channel": "web",
        "provenance": "real", **fields,
    }  # fmt: skip


def quote(contribution, start, end):
    return {
        "theme": "t1", "contribution": contribution, "text": f"sha-{contribution}", "start": start, "end": end,
    }  # fmt: skip


def edition(voices, assigned, quotes=()):
    return {
        "contributions": voices,
        "themes": [{"id": "t1", "name": {"et": "sha"}}, {"id": "t2", "name": {"et": "sha"}}],
        "assignments": [{"contribution": name, "theme": theme} for name, theme in assigned],
        "quotes": list(quotes),
    }


def tally(inputs, texts=None):
    return recompute_v1(inputs, {}, 0, texts or {})


def test_recompute_of_a_small_synthesis_then_contributions_and_people():
    voices = [voice("c1", "p1"), voice("c2", "p1", language="ru"), voice("c3"), voice("c4", provenance="sample")]
    result = tally(edition(voices, [("c1", "t1"), ("c2", "t1"), ("c3", "t1"), ("c1", "t2"), ("c1", "t1")]))
    assert result == {
        "contributions": 4, "assigned": 3, "unassigned": 1, "people": 3, "by_provenance": {"real": 3, "sample": 1},
        "themes": [
            {"id": "t1", "contributions": 3, "people": 2, "by_language": {"et": 2, "ru": 1}, "by_channel": {"web": 3}},
            {"id": "t2", "contributions": 1, "people": 1, "by_language": {"et": 1}, "by_channel": {"web": 1}},
        ],
        "quotes_checked": 0, "quotes_broken": 0, "quotes_erased": 0,
    }  # fmt: skip


def test_recompute_of_quotes_then_checked_broken_and_erased():
    quotes = [
        quote("c1", 16, 27), quote("c1", 16, 16), quote("c1", 16, len(TEXT) + 1), quote("c2", 0, 3), quote("c3", 0, 3),
    ]  # fmt: skip
    inputs = edition([voice("c1"), voice("c2"), voice("c3")], [], quotes)
    result = tally(inputs, {"sha-c1": TEXT, "sha-c2": None})
    counted = (result["quotes_checked"], result["quotes_broken"], result["quotes_erased"])
    assert (TEXT[16:27], counted) == ("Lampe vaja!", (3, 2, 2))


@pytest.mark.parametrize("pair", [("c9", "t1"), ("c1", "t9")])
def test_recompute_when_an_assignment_is_unknown_then_error(pair):
    with pytest.raises(ValueError, match="of the edition were expected"):
        tally(edition([voice("c1")], [pair]))


def test_recompute_when_an_id_stands_twice_then_error():
    with pytest.raises(ValueError, match="each id once"):
        tally(edition([voice("c1"), voice("c1")], []))
