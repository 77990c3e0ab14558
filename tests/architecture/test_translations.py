"""The interface is complete in Estonian and Russian, and every placeholder survived."""

import pytest
from babel.messages.catalog import Catalog

from tools.catalogues import LANGUAGES, PLACEHOLDER, filled, gathered, read


@pytest.fixture(scope="module")
def source() -> Catalog:
    return gathered()


def _ids(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalogue if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_every_string_and_no_other(source: Catalog, language: str) -> None:
    """`./run messages` brings them up to date."""
    have, want = _ids(read(language)), _ids(source)
    assert sorted(map(str, want - have)) == []
    assert sorted(map(str, have - want)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    assert [
        message.id for message in read(language) if message.id and (message.fuzzy or not filled(message.string))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same(language: str) -> None:
    wrong = []
    for message in read(language):
        if not message.id:
            continue
        sources = list(message.id) if isinstance(message.id, tuple) else [message.id]
        strings = list(message.string) if isinstance(message.string, tuple) else [message.string]
        allowed = [set(PLACEHOLDER.findall(words)) for words in sources]
        wrong += [words for words in strings if set(PLACEHOLDER.findall(words)) not in allowed]
    assert wrong == []
