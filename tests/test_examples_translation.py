"""What the walk leaves to translators holds together, and so does the glossary that it takes from the docs."""

from examples.tartu.translate import core
from tests.test_examples_data import DOMAINS, document, rows


def test_what_waits_lacks_russian_or_has_a_new_source() -> None:
    waiting = document("sample/translation.json")
    statement, theme = waiting["statement"], waiting["theme"]
    assert {statement["provenance"], theme["provenance"]} == {"sample"}
    assert sorted(statement["words"]) == ["en", "et"]
    assert statement["domain"] in DOMAINS
    earlier = {row["key"]: row["summary_et"] for row in rows("sample/themes.csv")}
    assert theme["summary"] not in {"", earlier[theme["key"]]}


def test_every_core_term_has_its_word_in_three_languages_and_no_word_twice() -> None:
    terms = core()
    assert len(terms) >= 50
    assert [code for code, words, _ in terms if not all(words.values())] == []
    estonian = [words["et"] for _, words, _ in terms]
    assert sorted(set(estonian)) == sorted(estonian)
