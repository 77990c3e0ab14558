"""The team reads, answers, enters and erases."""

import pytest
from django.test import Client

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.kernel.translation.actions import translate
from visioon.rooms.dialogue import actions
from visioon.rooms.dialogue.models import Answer, Contribution
from visioon.rooms.dialogue.tests.world import fresh, sample, staff, url
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db
PLACES = [
    ("dialogue:work", {}),
    ("dialogue:queue", {}),
    ("dialogue:enter", {}),
    ("dialogue:answers", {}),
    ("dialogue:answer", {"number": 1}),
    ("dialogue:erase", {"number": 1}),
    ("dialogue:statements", {}),
    ("dialogue:new_statement", {}),
    ("dialogue:statement", {"number": 1}),
]
POSTS = [("dialogue:moderate", {"number": 1}), ("dialogue:statement_state", {"number": 1})]


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), slug="moves")


@pytest.mark.parametrize(("name", "where"), PLACES)
def test_a_visitor_is_asked_to_log_in_and_a_member_refused(
    client: Client, tartu: City, name: str, where: dict[str, int]
) -> None:
    response = client.get(url(name, **where))
    assert response.status_code == 302
    assert "/login/" in response["Location"]
    client.force_login(builders.person(tartu))
    assert client.get(url(name, **where)).status_code == 403


@pytest.mark.parametrize(("name", "where"), POSTS)
def test_a_member_may_not_post_either(client: Client, tartu: City, name: str, where: dict[str, int]) -> None:
    assert client.post(url(name, **where), fresh()).status_code == 403
    client.force_login(builders.person(tartu, Role.SPECIALIST))
    assert client.post(url(name, **where), fresh()).status_code == 403


def test_staff_of_another_city_is_a_visitor_here(tartu: City, activity: Activity) -> None:
    client, _ = staff(builders.city("narva"))
    builders.contribution(activity, shown=False)
    assert client.get(url("dialogue:queue")).status_code == 403
    assert client.post(url("dialogue:moderate", number=1), fresh(do="show")).status_code == 403
    assert client.get(url("dialogue:queue", city="narva")).status_code == 200
    assert client.post(url("dialogue:moderate", city="narva", number=1), fresh(do="show")).status_code == 404


def test_the_desk_counts_what_waits_and_what_is_late(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    body = client.get(url("dialogue:work")).content.decode()
    assert "0 voices wait" in body
    builders.contribution(activity, shown=False)
    builders.contribution(activity)
    Contribution.objects.filter(number=1).update(at="2026-01-05T10:00:00Z")
    body = client.get(url("dialogue:work")).content.decode()
    assert "1 voice waits" in body
    assert "1 longer than the promised two working days" in body
    assert "1 voice has no answer yet" in body


def test_the_queue_is_oldest_first_and_empty_when_read(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    assert "Everything is read" in client.get(url("dialogue:queue")).content.decode()
    for words in ("Esimene mõte", "Teine mõte"):
        builders.contribution(activity, words=words, shown=False)
    body = client.get(url("dialogue:queue")).content.decode()
    assert body.index("Esimene") < body.index("Teine")
    response = client.post(url("dialogue:moderate", number=1), fresh(do="show"))
    assert response["Location"] == f"{url('dialogue:queue')}?done=1"
    body = client.get(response["Location"]).content.decode()
    assert "Esimene" not in body
    assert url("dialogue:voice", number=1) in body
    assert Contribution.objects.get(number=1).state == "shown"


def test_hiding_needs_a_reason_and_keeps_it_in_each_language(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    builders.contribution(activity, shown=False)
    refused = client.post(url("dialogue:moderate", number=1), fresh(do="hide"))
    assert refused.status_code == 422
    assert "everybody will read it" in refused.content.decode()
    form = fresh(do="hide", words_et="nimetab inimest", words_ru="называет человека")
    assert client.post(url("dialogue:moderate", number=1), form).status_code == 302
    hidden = Contribution.objects.get(number=1)
    assert hidden.state == "hidden"
    assert hidden.hidden_reason.words == {"et": "nimetab inimest", "ru": "называет человека"}
    assert client.post(url("dialogue:moderate", number=1), fresh(do="show")).status_code == 302
    assert Contribution.objects.get(number=1).state == "shown"


def test_the_same_thought_is_tied_to_another_that_is_shown(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    first, second = builders.contribution(activity), builders.contribution(activity, shown=False)
    for number in ("", "99", str(second.number)):
        refused = client.post(url("dialogue:moderate", number=second.number), fresh(do="same", same_as=number))
        assert refused.status_code == 422
    client.post(url("dialogue:moderate", number=second.number), fresh(do="same", same_as=first.number))
    second.refresh_from_db()
    assert (second.state, second.duplicate_of) == ("shown", first)
    assert client.post(url("dialogue:moderate", number=second.number), fresh(do="burn")).status_code == 422


def test_an_answer_needs_kind_and_words_and_replaces_the_one_before(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    builders.contribution(activity, words="Oodatud vastus siia")
    assert "Oodatud vastus" in client.get(url("dialogue:answers")).content.decode()
    refused = client.post(url("dialogue:answer", number=1), fresh())
    assert refused.status_code == 200
    assert "Nothing was saved yet" in refused.content.decode()
    assert Answer.objects.count() == 0
    response = client.post(url("dialogue:answer", number=1), fresh(kind="accepted", words_et="Jah", words_en="Yes"))
    assert response["Location"] == f"{url('dialogue:answers')}?done=1"
    assert "Everything is answered" in client.get(response["Location"]).content.decode()
    assert "Jah" in client.get(url("dialogue:answer", number=1)).content.decode()
    client.post(url("dialogue:answer", number=1), fresh(kind="declined", words_et="Ei"))
    given = Answer.objects.get()
    assert (given.kind, given.words.words) == ("declined", {"et": "Ei"})


def ask(activity: Activity, language: str, words: str) -> Contribution:
    """A voice in a language, shown."""
    said = actions.say(activity=activity, kind="wish", words=words, language=language, by=builders.guest())
    return actions.show(contribution=said, by=builders.system())


def test_the_answer_is_asked_for_in_the_language_of_the_question_first(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    ask(activity, "ru", "Осветите парк, пожалуйста.")
    body = client.get(url("dialogue:answer", number=1)).content.decode()
    assert body.index('name="words_ru"') < body.index('name="words_et"') < body.index('name="words_en"')
    assert body.count("The voice speaks this language") == 1
    ask(activity, "uk", "Освітіть парк, будь ласка.")
    assert 'name="words_uk"' in client.get(url("dialogue:answer", number=2)).content.decode()


def test_an_answer_in_another_language_than_the_question_is_flagged_until_it_is_there(
    tartu: City, activity: Activity
) -> None:
    client, _ = staff(tartu)
    for language, words in (("ru", "Осветите парк, пожалуйста."), ("et", "Pange pink siia.")):
        ask(activity, language, words)
    for number in (1, 2):
        client.post(url("dialogue:answer", number=number), fresh(kind="accepted", words_et="Jah", words_en="Yes"))
    answer = Answer.objects.get(contribution__number=1)
    where = url("overview:translate_one", text=f"answer.{answer.pk}.words.ru")
    body = client.get(url("dialogue:answers")).content.decode()
    assert "Answered, but not in the language of the question" in body
    assert where in body
    assert "Pange pink siia." not in body
    assert (
        "not there in the language of the question: Русский"
        in client.get(url("dialogue:answer", number=1)).content.decode()
    )
    translate(row=answer, field="words", language="ru", words="Да", seen=answer.words.mark, by=builders.lead(tartu))
    assert "not in the language of the question" not in client.get(url("dialogue:answers")).content.decode()


def test_an_answer_to_a_language_that_the_city_does_not_have_is_mended_in_the_answer_itself(
    tartu: City, activity: Activity
) -> None:
    client, _ = staff(tartu)
    ask(activity, "uk", "Освітіть парк, будь ласка.")
    client.post(url("dialogue:answer", number=1), fresh(kind="accepted", words_et="Jah"))
    body = client.get(url("dialogue:answers")).content.decode()
    assert "Answered, but not in the language of the question" in body
    assert f'href="{url("dialogue:answer", number=1)}"' in body
    client.post(url("dialogue:answer", number=1), fresh(kind="accepted", words_et="Jah", words_uk="Так"))
    assert "not in the language of the question" not in client.get(url("dialogue:answers")).content.decode()


def test_an_answer_that_is_a_sample_is_marked_and_an_erased_question_flags_nothing(
    tartu: City, activity: Activity
) -> None:
    client, person = staff(tartu)
    voice = sample(activity)
    actions.answer(contribution=voice, kind="accepted", words=Text.of("en", {"en": "Yes"}), by=person.actor)
    assert "noindex" in client.get(url("dialogue:answers")).content.decode()
    actions.erase(contribution=voice, by=person.actor)
    assert "not in the language of the question" not in client.get(url("dialogue:answers")).content.decode()


def test_answers_page_by_key(tartu: City, activity: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    from visioon.rooms.dialogue import queries

    monkeypatch.setattr(queries, "PAGE", 1)
    client, _ = staff(tartu)
    for words in ("Esimene mõte", "Teine mõte"):
        builders.contribution(activity, words=words)
    assert "?after=1" in client.get(url("dialogue:answers")).content.decode()
    second = client.get(url("dialogue:answers"), {"after": "1"}).content.decode()
    assert "Teine" in second
    assert "Esimene" not in second


def test_what_was_said_in_the_street_is_entered_and_waits(tartu: City, activity: Activity) -> None:
    client, person = staff(tartu, Role.MODERATOR)
    form = {"activity": activity.pk, "channel": "street", "kind": "worry", "language": "ru", "role": "жительница"}
    refused = client.post(url("dialogue:enter"), fresh(**form, words=""))
    assert "Nothing was saved yet" in refused.content.decode()
    assert client.post(url("dialogue:enter"), fresh(**{**form, "channel": "web"}, words="Темно")).status_code == 200
    response = client.post(url("dialogue:enter"), fresh(**form, words="Вечером темно"))
    said = Contribution.objects.get()
    assert (said.channel, said.state, said.author, str(said.role)) == ("street", "waiting", person.actor, "жительница")
    assert "Noted:" in client.get(response["Location"]).content.decode()
    assert "said in the street" in client.get(url("dialogue:queue")).content.decode()


def test_nothing_can_be_entered_while_nothing_is_open(tartu: City) -> None:
    client, _ = staff(tartu, Role.MODERATOR)
    assert "No thoughts are collected" in client.get(url("dialogue:enter")).content.decode()


def test_erasing_asks_for_a_tick_and_leaves_nothing(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    voice = builders.contribution(activity, words="Kustuta mind")
    assert "cannot be undone" in client.get(url("dialogue:erase", number=1)).content.decode()
    refused = client.post(url("dialogue:erase", number=1), fresh())
    assert "Tick this" in refused.content.decode()
    response = client.post(url("dialogue:erase", number=1), fresh(sure="on"))
    assert response["Location"] == url("dialogue:voice", number=1)
    voice.passage.refresh_from_db()
    assert voice.passage.words is None
    assert "were erased" in client.get(url("dialogue:erase", number=1)).content.decode()
    moderator, _ = staff(tartu, Role.MODERATOR)
    assert moderator.post(url("dialogue:erase", number=1), fresh(sure="on")).status_code == 403


def test_the_team_sees_its_buttons_on_a_voice_and_others_do_not(
    client: Client, tartu: City, activity: Activity
) -> None:
    builders.contribution(activity)
    team, _ = staff(tartu)
    where = url("dialogue:voice", number=1)
    for link in (url("dialogue:answer", number=1), url("dialogue:erase", number=1), url("dialogue:moderate", number=1)):
        assert link in team.get(where).content.decode()
        assert link not in client.get(where).content.decode()


def test_samples_are_marked_and_leave_when_the_city_hides_them(tartu: City, activity: Activity) -> None:
    client, _ = staff(tartu)
    sample(activity)
    Contribution.objects.update(state="waiting")
    assert "noindex" in client.get(url("dialogue:queue")).content.decode()
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    assert "Everything is read" in client.get(url("dialogue:queue")).content.decode()
