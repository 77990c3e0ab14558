"""The public pages of the strategy: what they show, how they refuse, and that they do not leak."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.cities.models import Provenance
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy import actions
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def _url(name: str, city: str = "tartu", **kwargs: object) -> str:
    return reverse(f"strategy:{name}", kwargs={"city": city, **kwargs})


def test_before_the_first_version_the_page_invites(client: Client) -> None:
    world()
    page = client.get(_url("read")).content.decode()
    assert "The draft is being written" in page
    assert "Winter bicycles" not in page


def test_the_latest_version_hangs_on_its_origins(client: Client) -> None:
    made = world().publish()
    page = client.get(_url("read")).content.decode()
    assert "Winter bicycles are sure" in page
    assert "Cycle in winter" in page
    assert ">1.1<" in page
    assert "is-unhung" in page
    assert made.edition.sha256 in page
    assert "noindex" not in page


def test_changes_are_shown_when_asked_for(client: Client) -> None:
    made = world()
    made.publish()
    made.write("note", builders.text("Nothing is known of 2020."))
    made.publish("Second")
    assert "<ins>" not in client.get(_url("read")).content.decode()
    page = client.get(_url("read"), {"changes": "1"}).content.decode()
    assert "<del>2019</del> <ins>2020</ins>" in page
    assert "<ins>" not in client.get(_url("version", number=1), {"changes": "1"}).content.decode()


def test_the_difference_names_reasons_and_what_was_left_out(client: Client) -> None:
    made = world()
    made.publish()
    made.write("note", builders.text("Nothing is known of 2020."), "We looked again")
    actions.remove_block(block=made.blocks["preface"], by=made.lead)
    made.publish("Second")
    page = client.get(_url("difference", first=1, second=2)).content.decode()
    assert "We looked again" in page
    assert "<del>Before all chapters. (en)</del>" in page
    assert client.get(_url("difference", first=2, second=1)).status_code == 404
    assert client.get(_url("difference", first=1, second=9)).status_code == 404


def test_versions_are_listed_with_their_notes(client: Client) -> None:
    made = world()
    made.publish("First draft")
    made.write("note", builders.text("Other."))
    made.publish("After the second round")
    page = client.get(_url("versions")).content.decode()
    assert page.index("After the second round") < page.index("First draft")
    assert client.get(_url("version", number=1)).status_code == 200
    assert client.get(_url("version", number=3)).status_code == 404


def test_samples_are_marked_and_can_be_hidden(client: Client) -> None:
    made = world(provenance=Provenance.SAMPLE)
    made.publish()
    page = client.get(_url("read")).content.decode()
    assert "tag-sample" in page
    assert "noindex" in page
    made.city.shows_samples = False
    made.city.save()
    hidden = client.get(_url("read")).content.decode()
    assert "Winter bicycles" not in hidden
    assert client.get(_url("version", number=1)).status_code == 404
    assert client.get(_url("pdf", number=1, language="et")).status_code == 404


def test_another_city_sees_nothing_of_it(client: Client) -> None:
    world().publish()
    builders.city("narva")
    assert "Winter bicycles" not in client.get(_url("read", city="narva")).content.decode()
    assert client.get(_url("version", city="narva", number=1)).status_code == 404


def test_words_are_never_markup(client: Client) -> None:
    made = world()
    made.write("note", Text.of("et", dict.fromkeys(("et", "en", "ru"), "<script>x</script> #set page(fill: red) $x$")))
    made.publish()
    page = client.get(_url("read")).content.decode()
    assert "<script>x</script>" not in page
    assert "&lt;script&gt;" in page
    assert client.get(_url("pdf", number=1, language="et")).status_code == 200


def test_files_can_be_taken_along_and_are_kept(client: Client) -> None:
    world().publish()
    answer = client.get(_url("pdf", number=1, language="et"))
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="tartu-strategy-1-et.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    assert client.get(_url("pdf", number=1, language="et")).content == answer.content
    page = client.get(_url("html", number=1, language="ru"))
    assert 'lang="ru"' in page.content.decode()
    assert page["Content-Disposition"].startswith("attachment")
    assert client.get(_url("html", number=1, language="fi")).status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    made = world()
    made.publish()
    few = client.get(_url("read")).wsgi_request.META["visioon.queries"]
    for number in range(8):
        block = actions.add_block(
            document=made.document, kind="paragraph", words=builders.text(f"More {number}."), by=made.lead
        )
        actions.hang(block=block, origin=made.goal, by=made.lead)
    made.publish("Second")
    made.write("note", builders.text("Third"))
    made.publish("Third")
    many = client.get(_url("read")).wsgi_request.META["visioon.queries"]
    assert many <= few + 1
    assert many <= 20
