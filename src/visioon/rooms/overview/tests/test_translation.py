"""The pages of translators: what waits, one text side by side, going on without a mouse."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.texts.registry import key_of
from visioon.kernel.texts.value import mark
from visioon.kernel.translation import memory, queue
from visioon.kernel.translation.actions import define_term
from visioon.kernel.translation.models import Pair
from visioon.kernel.translation.tests.world import draft, theme, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def team(tartu: City) -> Client:
    client = Client()
    client.force_login(builders.person(tartu, Role.COMMUNICATIONS))
    return client


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


def url(name: str, **where: Any) -> str:
    return reverse(f"overview:{name}", kwargs={"city": "tartu", **where})


def one(row: Any, field: str = "words", language: str = "ru") -> str:
    return url("translate_one", text=str(key_of(row, field, language)))


def sent(row: Statement, said: str, language: str = "ru", **more: str) -> dict[str, str]:
    """The fields of the form as the page gave them."""
    over = mark(row.words.words.get(language, ""))
    return {"key": str(uuid4()), "seen": row.words.mark, "over": over, "words": said, **more}


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_empty_queue_says_what_will_come(team: Client) -> None:
    page = text(team.get(url("translate")))
    assert "Nothing waits here" in page
    assert url("glossary") in page


def test_the_queue_opens_on_the_fullest_language_and_narrows_to_kind_and_state(
    tartu: City, team: Client, lead: Actor
) -> None:
    draft(tartu, lead, et="Bussid öösel", en="Buses at night")
    theme(tartu, lead, words(et="Pargid", en="Parks").said("et", "Aiad"))
    page = text(team.get(url("translate")))
    assert "2 texts wait." in page
    assert page.index("Bussid öösel") < page.index("Aiad")
    narrowed = text(team.get(url("translate"), {"to": "ru", "kind": "theme"}))
    assert "1 text waits." in narrowed
    assert "Bussid öösel" not in narrowed
    outdated = text(team.get(url("translate"), {"to": "en", "state": "outdated"}))
    assert "Aiad" in outdated
    nonsense = text(team.get(url("translate"), {"to": "xx", "kind": "person", "state": "x", "after": "x"}))
    assert "2 texts wait." in nonsense


def test_the_list_pages_by_key(tartu: City, team: Client, lead: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 1)
    first = draft(tartu, lead, et="Esimene väide", en="First")
    draft(tartu, lead, et="Teine väide", en="Second")
    page = text(team.get(url("translate"), {"to": "ru"}))
    assert f"after={key_of(first, 'words', 'ru')}" in page
    later = text(team.get(url("translate"), {"to": "ru", "after": str(key_of(first, "words", "ru"))}))
    assert "Teine väide" in later
    assert "Esimene väide" not in later


def test_the_pages_ask_no_more_however_much_waits(tartu: City, team: Client, lead: Actor) -> None:
    first = draft(tartu, lead, et="Väide", en="Statement")

    def asked(where: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            team.get(where)
        return len(caught)

    before = asked(url("translate")), asked(one(first))
    for number in range(6):
        draft(tartu, lead, et=f"Väide {number}", en="Statement")
        theme(tartu, lead, words(et=f"Teema {number}"))
    memory.remember(tartu)
    assert (asked(url("translate")), asked(one(first))) == before
    assert max(before) <= 20


def test_source_and_field_stand_side_by_side_with_what_helps(tartu: City, team: Client, lead: Actor) -> None:
    define_term(city=tartu, slug="bus", words=words(et="buss", en="bus", ru="автобус"), note="never coach", by=lead)
    theme(tartu, lead, words(et="Bussid sõidavad öösel.", ru="Автобусы ходят ночью."))
    memory.remember(tartu)
    wanted = draft(tartu, lead, et="Bussid sõidavad ka öösel.", en="Buses run at night too.")
    page = text(team.get(one(wanted)))
    for shown in ("Bussid sõidavad ka öösel.", "Buses run at night too.", "автобус", "never coach", "<ins>ka</ins>"):
        assert shown in page
    assert 'name="words"' in page
    pair = Pair.objects.get(kind="theme", field="summary", language="ru", part=0)
    used = text(team.get(one(wanted), {"use": str(pair.pk)}))
    assert 'value="Автобусы ходят ночью."' in used
    assert "ru" not in Statement.objects.get().words.words
    assert team.get(one(wanted), {"use": "99999"}).status_code == 200


def test_saving_goes_on_to_the_next_and_ends_where_nothing_waits(tartu: City, team: Client, lead: Actor) -> None:
    first, second = (draft(tartu, lead, et=f"Väide {number}", en="Statement") for number in range(2))
    response = team.post(one(first), sent(first, "Первое"))  # Enter in the field sends no button at all
    assert response["Location"].startswith(one(second))
    assert "Saved." in text(team.get(response["Location"]))
    stayed = team.post(one(second), sent(second, "Второе", do="save"))
    assert stayed["Location"].startswith(one(second))
    assert "Saved." in text(team.get(stayed["Location"]))
    second.refresh_from_db()
    ended = team.post(one(second), sent(second, "Второе!", do="next"))
    assert ended["Location"] == f"{url('translate')}?to=ru&done=done"
    assert "Nothing else waits in this language" in text(team.get(ended["Location"]))
    assert {row.words.words["ru"] for row in Statement.objects.all()} == {"Первое", "Второе!"}


def test_going_on_stays_within_the_kind_that_was_chosen(tartu: City, team: Client, lead: Actor) -> None:
    first = draft(tartu, lead, et="Väide", en="Statement")
    theme(tartu, lead, words(et="Teema", en="Theme"))
    response = team.post(f"{one(first)}?kind=statement", sent(first, "Первое"))
    assert response["Location"].startswith(url("translate"))


def test_the_same_form_sent_twice_is_saved_once(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    form = sent(row, "Утверждение", do="save")
    assert [team.post(one(row), form).status_code for _ in range(2)] == [302, 302]
    row.refresh_from_db()
    assert row.words.words["ru"] == "Утверждение"


def test_what_changed_in_an_outdated_source_is_marked(tartu: City, team: Client, lead: Actor) -> None:
    row = theme(tartu, lead, words(et="Bussid sõidavad öösel.", en="Buses run at night.", ru="Ночью."))
    memory.remember(tartu)
    changed = row.summary.written({"et": "Bussid sõidavad päeval."}, "et")
    synthesis.rename_theme(theme=row, domain="", name=row.name, summary=changed, by=lead)
    page = text(team.get(one(row, "summary")))
    assert "<del>öösel</del>" in page
    assert "<ins>päeval</ins>" in page
    Pair.objects.all().delete()
    assert "The earlier source is not known" in text(team.get(one(row, "summary")))


def test_a_source_that_changed_meanwhile_loses_no_words(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    form = sent(row, "Утверждение")
    dialogue.word(statement=row, words=words(et="Uus väide", en="New"), by=lead)
    refused = team.post(one(row), form)
    assert refused.status_code == 409
    assert "Nothing was saved: the source or the translation has changed" in text(refused)
    assert "Утверждение" in text(refused)
    row.refresh_from_db()
    assert f'value="{row.words.mark}"' in text(refused)
    assert team.post(one(row), sent(row, "Утверждение")).status_code == 302


def test_a_translation_that_somebody_else_wrote_meanwhile_is_not_written_over(
    tartu: City, team: Client, lead: Actor
) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    first, second = sent(row, "Первый перевод", do="save"), sent(row, "Второй перевод", do="save")
    team.post(one(row), first)
    refused = team.post(one(row), second)
    assert refused.status_code == 409
    assert "Первый перевод" in text(refused)
    assert Statement.objects.get().words.words["ru"] == "Первый перевод"


def test_an_empty_translation_says_what_to_do(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    refused = team.post(one(row), sent(row, " "))
    assert refused.status_code == 422
    assert "Write the translation, or go on to the next one." in text(refused)


def test_what_was_opened_meanwhile_is_settled(
    tartu: City, team: Client, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement", ru="Утверждение").words
    statement = Statement.objects.get()
    found = queue.spot(builders.viewer(lead, tartu), key_of(statement, "words", "ru"))
    dialogue.open_statement(statement=statement, by=lead)
    assert team.get(one(statement)).status_code == 404
    monkeypatch.setattr(queue, "spot", lambda viewer, key: found)  # opened between the look and the saving
    form = {"key": str(uuid4()), "seen": row.mark, "over": mark("Утверждение"), "words": "Иначе"}
    response = team.post(one(statement), form)
    assert response["Location"] == f"{url('translate')}?to=ru&done=settled"


def test_links_and_wanted_words_that_are_lacking_are_told_after_saving_and_do_not_hinder(
    tartu: City, team: Client, lead: Actor
) -> None:
    define_term(city=tartu, slug="bus", words=words(et="buss", ru="автобус", en="bus"), by=lead)
    row = draft(tartu, lead, et="Bussid: https://a.ee", en="Buses: https://a.ee")
    draft(tartu, lead, et="Järgmine", en="Next")
    response = team.post(one(row), sent(row, "Трамваи"))
    assert response.status_code == 302
    page = text(team.get(response["Location"]))
    assert "The links are not those of the source." in page
    assert "Hint: the glossary says “автобус” for “buss”" in page
    assert "<code>https://a.ee</code>" in page


@pytest.mark.parametrize("name", ["nothing", "statement.x.words.ru", "person.1.name.ru", "statement.1.words"])
def test_a_text_that_is_not_there_is_not_found(team: Client, name: str) -> None:
    assert team.get(url("translate_one", text=name)).status_code == 404


def test_samples_are_marked(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, provenance=Provenance.SAMPLE, et="Näidis", en="Sample")
    for where in (url("translate"), one(row)):
        assert "noindex" in text(team.get(where))


def echo(said: str, source: str, language: str) -> str:
    return f"{language}: {said}"


def broken(said: str, source: str, language: str) -> str:
    raise TimeoutError


def test_without_a_translator_no_draft_is_offered(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    assert "Draft by machine" not in text(team.get(one(row)))
    assert team.post(one(row), {"do": "draft"}).status_code == 503


def test_a_machine_draft_stands_marked_in_the_field_and_is_a_persons_when_they_save(
    tartu: City, team: Client, lead: Actor
) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    with override_settings(TRANSLATOR=f"{__name__}.echo"):
        assert "Draft by machine" in text(team.get(one(row)))
        drafted = text(team.post(one(row), {"do": "draft"}))
    assert 'value="ru: Väide"' in drafted
    assert "machine draft" in drafted
    assert "ru" not in Statement.objects.get().words.words
    team.post(one(row), sent(row, "ru: Väide"))
    assert Statement.objects.get().words.state("ru") == "human"


def test_a_machine_that_fails_says_so(tartu: City, team: Client, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    with override_settings(TRANSLATOR=f"{__name__}.broken"):
        response = team.post(one(row), {"do": "draft"})
    assert response.status_code == 503
    assert "The machine gave no draft." in text(response)


def test_others_are_refused(client: Client, tartu: City, lead: Actor) -> None:
    row = draft(tartu, lead, et="Väide", en="Statement")
    assert "/login/" in client.get(one(row))["Location"]
    client.force_login(builders.person(tartu, Role.SPECIALIST))
    for where in (url("translate"), one(row), url("glossary"), url("xliff_in")):
        assert client.get(where).status_code == 403


def test_every_kind_and_field_has_a_name() -> None:
    from visioon.kernel.texts.registry import shelves
    from visioon.rooms.overview.translation import words as named

    for kind, shelf in shelves().items():
        assert named.kind(kind)[0].isupper()
        assert all("_" not in named.field(field) for field in shelf.fields)
