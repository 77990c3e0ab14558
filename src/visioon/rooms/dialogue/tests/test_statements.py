"""The team drafts, opens and closes statements."""

import pytest

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import actions
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.dialogue.tests.world import fresh, sample, staff, url
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), kind="statements", slug="votes")


def test_an_empty_list_says_what_to_do_first(tartu: City) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    assert "No statement yet" in client.get(url("dialogue:statements")).content.decode()


def test_a_draft_lacking_a_language_says_which_and_does_not_open_until_it_is_there(
    tartu: City, activity: Activity
) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    form = {"activity": activity.pk, "domain": "living"}
    assert "Nothing was saved yet" in client.post(url("dialogue:new_statement"), fresh(**form)).content.decode()
    made = client.post(url("dialogue:new_statement"), fresh(**form, words_et="Pargid lahti", words_en="Open the parks"))
    assert made["Location"] == url("dialogue:statements")
    assert "Русский" in client.get(url("dialogue:statements")).content.decode()
    refused = client.post(url("dialogue:statement_state", number=1), {"do": "open"})
    assert refused.status_code == 422
    assert "did not open. Still missing: Русский." in refused.content.decode()
    assert "Pargid lahti" in client.get(url("dialogue:statement", number=1)).content.decode()
    empty = client.post(url("dialogue:statement", number=1), fresh())
    assert "at least in one language" in empty.content.decode()
    words = {"words_et": "Pargid lahti", "words_en": "Open the parks", "words_ru": "Откройте парки"}
    client.post(url("dialogue:statement", number=1), fresh(**words))
    assert client.post(url("dialogue:statement_state", number=1), {"do": "open"}).status_code == 302
    assert Statement.objects.get().state == "open"


def test_an_open_statement_closes_and_is_never_reworded(tartu: City, activity: Activity) -> None:
    client, person = staff(tartu)
    statement = builders.statement(activity, person.actor)
    assert client.get(url("dialogue:statement", number=1))["Location"] == url("dialogue:statements")
    with pytest.raises(actions.NotOpen):
        actions.word(statement=statement, words=builders.text("Other"), by=person.actor)
    assert client.post(url("dialogue:statement_state", number=1), {"do": "close"}).status_code == 302
    assert Statement.objects.get().state == "closed"
    again = client.post(url("dialogue:statement_state", number=1), {"do": "close"})
    assert again.status_code == 422
    assert "is not open" in again.content.decode()


def test_a_statement_made_of_a_voice_keeps_its_origin_and_its_mark(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    voice = sample(builders.activity(tartu, builders.lead(tartu)))
    form = {"activity": activity.pk, "words_et": "Väide"}
    refused = client.post(url("dialogue:new_statement"), fresh(**form, voice=99))
    assert "No voice that is shown has this number" in refused.content.decode()
    client.post(url("dialogue:new_statement"), fresh(**form, voice=voice.number))
    made = Statement.objects.get()
    assert (made.contribution, made.provenance) == (voice, "sample")
    assert "noindex" in client.get(url("dialogue:statements")).content.decode()
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    assert "No statement yet" in client.get(url("dialogue:statements")).content.decode()


def test_actions_refuse_the_wrong_people_and_empty_words(tartu: City, activity: Activity) -> None:
    lead, guest = builders.lead(tartu), builders.guest()
    draft = actions.state(activity=activity, words=builders.text("Väide"), domain="", by=lead)
    with pytest.raises(actions.WordsExpected):
        actions.word(statement=draft, words=Text(), by=lead)
    for refused in (
        lambda: actions.state(activity=activity, words=builders.text("Väide"), domain="", by=guest),
        lambda: actions.word(statement=draft, words=builders.text("Teine"), by=guest),
        lambda: actions.open_statement(statement=draft, by=guest),
        lambda: actions.close_statement(statement=draft, by=guest),
    ):
        with pytest.raises(PermissionError):
            refused()
    with pytest.raises(actions.NotOpen):
        actions.close_statement(statement=draft, by=lead)
    with pytest.raises(actions.NotOpen):
        actions.vote(statement=draft, value=1, by=guest)


def test_a_language_that_a_draft_lacks_leads_into_the_queue_of_translators(tartu: City, activity: Activity) -> None:
    client, person = staff(tartu, Role.MODERATOR)
    words = Text.of("et", {"et": "Pargid lahti", "en": "Open the parks"})
    draft = actions.state(activity=activity, words=words, domain="living", by=person.actor)
    where = url("overview:translate_one", text=f"statement.{draft.pk}.words.ru")
    for page in (url("dialogue:statements"), url("dialogue:statement", number=draft.number)):
        assert where in client.get(page).content.decode()
    assert client.get(where).status_code == 200
    stated = client.post(url("dialogue:statement_state", number=draft.number), {"do": "open"})
    assert where in stated.content.decode()


def test_a_draft_whose_source_was_changed_does_not_open_with_its_old_translations(
    tartu: City, activity: Activity
) -> None:
    client, person = staff(tartu, Role.MODERATOR)
    actions.state(activity=activity, words=builders.text("Pargid lahti"), domain="living", by=person.actor)
    form = {"words_et": "Pargid kinni", "words_en": "Pargid lahti (en)", "words_ru": "Закройте парки"}
    client.post(url("dialogue:statement", number=1), fresh(**form))
    refused = client.post(url("dialogue:statement_state", number=1), {"do": "open"})
    assert refused.status_code == 422
    assert "did not open. Still missing: English." in refused.content.decode()
    assert Statement.objects.get().words.state("en") == "outdated"
