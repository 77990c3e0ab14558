"""Glossary pages, and files of translation programs through the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.formats import xliff
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.jobs import work
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.translation.actions import define_term
from visioon.kernel.translation.models import Term
from visioon.kernel.translation.tests.world import draft, theme, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.overview.translation.forms import MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def team(tartu: City) -> Client:
    client = Client()
    client.force_login(builders.person(tartu, Role.MODERATOR))
    return client


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


def url(name: str, **where: Any) -> str:
    return reverse(f"overview:{name}", kwargs={"city": "tartu", **where})


def text(response: Any) -> str:
    return str(response.content.decode())


def look(team: Client, data: bytes) -> Any:
    return team.post(url("xliff_in"), {"file": SimpleUploadedFile("ru.xlf", data)})


def taken(response: Any) -> dict[str, str]:
    """The hidden fields of the preview."""
    form = response.context["take"]
    return {"key": str(uuid4()), "text": form.initial["text"], "name": form.initial["name"]}


def test_an_empty_glossary_says_where_to_begin(team: Client) -> None:
    assert "No word yet" in text(team.get(url("glossary")))


def test_a_word_is_written_changed_and_taken_out(tartu: City, team: Client) -> None:
    empty = team.post(url("new_term"), {"key": str(uuid4())})
    assert "Write the word, at least in one language." in text(empty)
    assert Term.objects.count() == 0
    form = {"key": str(uuid4()), "words_et": "eesmärk", "words_en": "goal", "note": "not aim"}
    assert team.post(url("new_term"), form)["Location"] == f"{url('glossary')}?done=defined"
    team.post(url("new_term"), form)
    term = Term.objects.get()
    assert (term.slug, term.words.words, term.note) == ("goal", {"et": "eesmärk", "en": "goal"}, "not aim")
    assert "eesmärk" in text(team.get(url("glossary")))
    assert "not aim" in text(team.get(url("term", slug="goal")))
    changed = {"key": str(uuid4()), "words_et": "siht", "words_en": "goal", "kept": "on"}
    assert team.post(url("term", slug="goal"), changed).status_code == 302
    term.refresh_from_db()
    assert (term.kept, term.words.state("en")) == (True, "outdated")
    assert team.post(url("withdraw_term", slug="goal"), {}).status_code == 302
    assert team.get(url("term", slug="goal")).status_code == 200
    team.post(url("withdraw_term", slug="goal"), {"key": str(uuid4())})
    assert team.get(url("term", slug="goal")).status_code == 404
    assert "No word yet" in text(team.get(url("glossary")))


def test_a_sample_word_is_marked(tartu: City, team: Client, lead: Actor) -> None:
    define_term(city=tartu, slug="a", words=words(et="näide"), provenance=Provenance.SAMPLE, by=lead)
    assert "noindex" in text(team.get(url("glossary")))


def test_the_file_holds_the_queue_of_the_language(tartu: City, team: Client, lead: Actor) -> None:
    one = draft(tartu, lead, et="Väide", en="Statement")
    theme(tartu, lead, words(et="Teema", en="Theme"))
    response = team.get(url("xliff_out", language="ru"), {"kind": "statement"})
    assert response["Content-Disposition"] == 'attachment; filename="tartu-et-ru.xlf"'
    given = xliff.read(response.content, file="f")
    assert (given.source, given.target) == ("et", "ru")
    assert [(unit.id, unit.notes) for unit in given.units] == [
        (f"statement.{one.pk}.words", ("Statement · words", "missing", "real"))
    ]


@pytest.mark.parametrize(("language", "asked"), [("xx", {}), ("et", {}), ("ru", {"from": "lv"})])
def test_a_file_of_nothing_is_not_found(
    tartu: City, team: Client, lead: Actor, language: str, asked: dict[str, str]
) -> None:
    draft(tartu, lead, et="Väide", en="Statement")
    assert team.get(url("xliff_out", language=language), asked).status_code == 404


def test_a_file_comes_back_is_looked_at_and_saved_behind_the_page(tartu: City, team: Client, lead: Actor) -> None:
    rows = [draft(tartu, lead, et=f"Väide {number}", en="Statement") for number in range(12)]
    out = team.get(url("xliff_out", language="ru")).content.decode()
    said = out.replace("</source>", "</source><target>Перевод</target>")
    seen = look(team, said.replace('"UTF-8"', '"UTF-16"').encode("utf-16"))  # as some programs write
    assert seen.status_code == 200
    assert "Save 12 texts" in text(seen)
    assert all("ru" not in row.words.words for row in Statement.objects.all())
    dialogue.word(statement=rows[0], words=words(et="Uus", en="New"), by=lead)
    form = taken(seen)
    form_again = {**form}
    response = team.post(url("xliff_take"), form)
    team.post(url("xliff_take"), form_again)
    assert Job.objects.count() == 1
    assert "is being taken in" in text(team.get(response["Location"]))
    work.run_all(register_worker())
    page = text(team.get(response["Location"]))
    assert "11 texts are saved." in page
    assert f"statement.{rows[0].pk}.words.ru" in page
    assert sum("ru" in row.words.words for row in Statement.objects.all()) == 11


def test_what_was_refused_by_the_worker_is_named(tartu: City, team: Client, lead: Actor) -> None:
    one = draft(tartu, lead, et="Väide", en="Statement")
    out = team.get(url("xliff_out", language="ru")).content.decode()
    seen = look(team, out.replace("</source>", "</source><target>Перевод</target>").encode())
    response = team.post(url("xliff_take"), taken(seen))
    dialogue.word(statement=one, words=words(et="Uus", en="New"), by=lead)
    work.run_all(register_worker())
    page = text(team.get(response["Location"]))
    assert "Changed meanwhile, so not saved:" in page
    assert f"statement.{one.pk}.words.ru" in page
    other = builders.city("narva")
    client = Client()
    client.force_login(builders.person(other, Role.LEAD))
    elsewhere = reverse("overview:xliff_in", kwargs={"city": "narva"}) + "?" + response["Location"].split("?")[1]
    assert "Changed meanwhile" not in text(client.get(elsewhere))


def test_the_preview_shows_refused_and_unknown_rows(tartu: City, team: Client, lead: Actor) -> None:
    one = draft(tartu, lead, et="Väide", en="Statement")
    out = team.get(url("xliff_out", language="ru")).content.decode()
    said = out.replace("</source>", "</source><target>Перевод</target>")
    changed = look(team, said.replace(">Väide<", ">Vana väide<").encode())
    assert "refused: the source has changed since" in text(changed)
    assert "Nothing in it would be saved." in text(changed)
    unknown = look(team, said.replace(str(one.pk), str(uuid4())).encode())
    assert "refused: no such text" in text(unknown)


WRONG = [
    (b"<xliff", 422, "well-formed XML was expected"),
    (b'<!DOCTYPE x [<!ENTITY a "a">]><xliff>&a;</xliff>', 422, "without document type and entities"),
    (b"", 422, "The file is empty."),
    (b"x" * (MOST_BYTES + 1), 422, "larger than 1 MB"),
]


@pytest.mark.parametrize(("data", "status", "said"), WRONG)
def test_a_file_that_is_none_is_refused_with_one_sentence(team: Client, data: bytes, status: int, said: str) -> None:
    response = look(team, data)
    assert (response.status_code, said in text(response)) == (status, True)
    assert team.post(url("xliff_in"), {}).status_code == 422
    broken = {"key": str(uuid4()), "text": "<xliff", "name": "ru.xlf"}
    assert team.post(url("xliff_take"), broken).status_code == 422
    assert team.post(url("xliff_take"), {}).status_code == 422


def test_a_file_in_a_strange_language_and_one_without_texts_say_so(tartu: City, team: Client) -> None:
    for language, said in (("lv", "in a language that the city does not have: lv"), ("ru", "The file holds no texts.")):
        assert said in text(look(team, xliff.write(xliff.Exchange("et", language, ()))))
