import pytest

from visioon.kernel.look.fonts import UI, WORD, family
from visioon.kernel.look.icons import DOMAIN_ICONS, ICONS, icon_svg


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icon_when_beside_a_word_then_hidden_from_readers(name):
    assert icon_svg(name).startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><')


def test_icon_when_alone_then_its_name_is_spoken_and_escaped():
    assert icon_svg("edit", 'A "b"').startswith(
        '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="A &quot;b&quot;">'
    )


def test_icon_when_unknown_then_key_error():
    with pytest.raises(KeyError):
        icon_svg("robot")


def test_domain_icons_when_listed_then_the_six_domains():
    assert list(DOMAIN_ICONS) == ["economy", "mobility", "environment", "people", "governance", "living"]


def test_families_when_written_then_start_with_the_shipped_faces():
    assert [family(UI).split(",")[0], family(WORD).split(",")[0]] == ["Inter", "'Noto Serif'"]
