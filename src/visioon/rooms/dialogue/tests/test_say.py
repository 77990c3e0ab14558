"""Saying something, from the first word to the link that one keeps."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.guests import COOKIE
from visioon.kernel.accounts.models import GuestKey
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.rooms.dialogue import actions
from visioon.rooms.dialogue.models import Contribution, Feeling, Support
from visioon.rooms.dialogue.tests.world import WORDS, fresh, sample, send, url
from visioon.rooms.process.models import Activity
from visioon.rooms.stakeholders import actions as stakeholders

pytestmark = pytest.mark.django_db


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), slug="moves")


def test_the_first_open_activity_asks_its_question(client: Client, activity: Activity) -> None:
    page = client.get(url("dialogue:say"))
    assert page.status_code == 200
    assert "Question?" in page.content.decode()
    assert url("dialogue:say", activity="moves") in page.content.decode()


def test_too_few_words_are_refused_in_words_and_what_was_written_stays(client: Client, activity: Activity) -> None:
    page = client.post(url("dialogue:say", activity="moves"), {"step": "compare", "kind": "idea", "words": "ei"})
    assert page.status_code == 200
    assert "Nothing was saved yet" in page.content.decode()
    assert Contribution.objects.count() == 0


def test_a_draft_travels_through_the_form_and_similar_voices_of_any_language_are_shown(
    client: Client, activity: Activity
) -> None:
    other = "Зимой велодорожка под снегом, на велосипеде не доехать."
    said = actions.say(activity=activity, kind="worry", words=other, language="ru", by=builders.guest())
    actions.show(contribution=said, by=builders.system())
    builders.contribution(activity, words="Raamatukogu võiks pühapäeval lahti olla.")
    page = client.post(url("dialogue:say", activity="moves"), {"step": "compare", "kind": "worry", "words": WORDS})
    body = page.content.decode()
    assert WORDS in body
    assert other in body
    assert "Raamatukogu" not in body
    assert '<option value="et" selected>' in body
    assert COOKIE in page.cookies
    again = client.post(url("dialogue:say", activity="moves"), {"step": "write", "kind": "worry", "words": WORDS})
    assert WORDS in again.content.decode()


def test_what_was_sent_gets_a_number_and_promises_with_dates(client: Client, activity: Activity) -> None:
    response = send(client, activity)
    said = Contribution.objects.get()
    assert response.status_code == 302
    assert response["Location"] == url("dialogue:done", number=said.number)
    assert (said.state, said.passage.words, said.passage.language) == ("waiting", WORDS, "et")
    body = client.get(response["Location"]).content.decode()
    assert f"number {said.number}" in body
    for promise in ("two working days", "into themes", "with its reason"):
        assert promise in body


def test_the_author_may_name_another_language_than_the_one_found(client: Client, activity: Activity) -> None:
    send(client, activity, "Вечером автобусов мало, приходится ждать.")
    client.post(
        url("dialogue:say", activity="moves"),
        fresh(step="send", kind="wish", words="Bus, please, often", language="uk"),
    )
    assert list(Contribution.objects.order_by("number").values_list("passage__language", flat=True)) == ["et", "uk"]


def test_a_language_that_is_not_offered_shows_the_second_step_again(client: Client, activity: Activity) -> None:
    page = client.post(
        url("dialogue:say", activity="moves"), fresh(step="send", kind="wish", words=WORDS, language="xx")
    )
    assert page.status_code == 200
    assert "Nothing was saved yet" in page.content.decode()
    empty = client.post(url("dialogue:say", activity="moves"), fresh(step="send", kind="wish", words="", language="et"))
    assert "Nothing was saved yet" in empty.content.decode()
    assert Contribution.objects.count() == 0


def test_the_same_form_sent_twice_says_it_once(client: Client, activity: Activity) -> None:
    form = fresh(step="send", kind="worry", words=WORDS, language="et")
    first = client.post(url("dialogue:say", activity="moves"), form)
    second = client.post(url("dialogue:say", activity="moves"), form)
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1


def test_a_form_sent_twice_before_the_cookie_came_belongs_to_one_guest(activity: Activity) -> None:
    form = fresh(step="send", kind="worry", words=WORDS, language="et")
    one, other = Client(), Client()
    one.post(url("dialogue:say", activity="moves"), form)
    response = other.post(url("dialogue:say", activity="moves"), form)
    assert Contribution.objects.count() == 1
    assert other.get(response["Location"]).status_code == 200


def test_a_late_stranger_with_the_key_of_a_form_does_not_become_its_guest(activity: Activity) -> None:
    form = fresh(step="send", kind="worry", words=WORDS, language="et")
    with clock.fixed(clock.now() - timedelta(hours=1)):
        Client().post(url("dialogue:say", activity="moves"), form)
    stranger = Client()
    response = stranger.post(url("dialogue:say", activity="moves"), form)
    assert stranger.get(response["Location"]).status_code == 404


def test_an_account_whose_form_is_sent_again_by_a_visitor_is_not_given_away(tartu: City, activity: Activity) -> None:
    form = fresh(step="send", kind="worry", words=WORDS, language="et")
    person, member = Client(), builders.person(tartu)
    person.force_login(member)
    person.post(url("dialogue:say", activity="moves"), form)
    visitor = Client()
    visitor.post(url("dialogue:say", activity="moves"), form)
    assert not GuestKey.objects.filter(actor=member.actor).exists()


def test_the_link_is_shown_with_the_first_words_only(client: Client, activity: Activity) -> None:
    first = client.get(send(client, activity)["Location"])
    assert "/my-voice/claim/" in first.content.decode()
    client.cookies.pop("visioon_link")
    second = client.get(send(client, activity, "Teine mõte on hoopis muu.")["Location"])
    assert "/my-voice/claim/" not in second.content.decode()
    assert GuestKey.objects.filter(purpose="claim").count() == 1


def test_three_taps_are_kept_and_prefer_not_to_say_is_unknown(client: Client, tartu: City, activity: Activity) -> None:
    share = {"dimension": "district", "group": "annelinn", "name": builders.text("Annelinn"), "value": 27.0}
    row = {**share, "unit": "percent", "as_of": "2026", "source_url": "https://example.org/", "certainty": ""}
    stakeholders.import_population(city=tartu, rows=[{**row, "provenance": "real"}], by=builders.lead(tartu))
    where = send(client, activity)["Location"]
    assert "Annelinn" in client.get(where).content.decode()
    told = client.post(where, fresh(age_group="20-34", district="annelinn", home_language="unsaid"))
    assert told["Location"] == f"{where}?told=1"
    said = Contribution.objects.get()
    assert (said.age_group, said.district, said.home_language) == ("20-34", "annelinn", "")
    assert "Noted." in client.get(told["Location"]).content.decode()
    refused = client.post(where, fresh(age_group="999"))
    assert refused.status_code == 200
    assert "Nothing was saved yet" in refused.content.decode()


def test_step_three_is_for_the_author_only(activity: Activity) -> None:
    where = send(Client(), activity)["Location"]
    assert Client().get(where).status_code == 404
    assert Client().post(where, fresh(age_group="20-34")).status_code == 404


def test_nothing_is_taken_when_the_activity_is_over(client: Client, tartu: City) -> None:
    today = clock.today(tartu.time_zone)
    over = builders.activity(tartu, builders.lead(tartu), opens=today - timedelta(9), ends=today - timedelta(1))
    assert "Not open now" in client.get(url("dialogue:say")).content.decode()
    page = client.post(
        url("dialogue:say", activity=over.slug), fresh(step="send", kind="idea", words=WORDS, language="et")
    )
    assert "Not open now" in page.content.decode()
    assert Contribution.objects.count() == 0


def test_an_activity_of_another_kind_or_city_is_not_found(client: Client, tartu: City) -> None:
    other = builders.activity(builders.city("narva"), builders.lead(builders.city("narva")))
    vote = builders.activity(tartu, builders.lead(tartu), kind="statements")
    assert client.get(url("dialogue:say", activity=other.slug)).status_code == 404
    assert client.get(url("dialogue:say", activity=vote.slug)).status_code == 404


def test_support_counts_once_and_ends_in_thanks_with_what_happens_next(client: Client, activity: Activity) -> None:
    voice = builders.contribution(activity)
    for _ in range(2):
        response = client.post(url("dialogue:support", number=voice.number), fresh())
        assert response["Location"] == url("dialogue:supported", number=voice.number)
    voice.refresh_from_db()
    assert voice.supports == Support.objects.count() == 1
    body = client.get(response["Location"]).content.decode()
    assert "Your support is counted" in body
    assert "with its reason" in body


def test_what_is_not_shown_cannot_be_supported(client: Client, activity: Activity) -> None:
    waiting = builders.contribution(activity, shown=False)
    assert client.post(url("dialogue:support", number=waiting.number), fresh()).status_code == 404
    shown = builders.contribution(activity)
    assert client.post(url("dialogue:support", number=shown.number), {}).status_code == 302
    assert Support.objects.count() == 0


def test_nobody_supports_the_own_voice(client: Client, activity: Activity) -> None:
    send(client, activity, WORDS)
    own = Contribution.objects.get()
    actions.show(contribution=own, by=builders.system())
    response = client.post(url("dialogue:support", number=own.number), fresh())
    assert response["Location"] == url("dialogue:voice", number=own.number)
    assert Support.objects.count() == 0


def test_similar_voices_do_not_leak_hidden_waiting_sample_or_foreign_ones(client: Client, tartu: City) -> None:
    lead = builders.lead(tartu)
    activity = builders.activity(tartu, lead, slug="moves")
    narva = builders.city("narva")
    words = "Talvel ei saa rattaga tööle, teed on lume all"
    builders.contribution(activity, words=f"{words} ootel", shown=False)
    hidden = builders.contribution(activity, words=f"{words} peidus")
    actions.hide(contribution=hidden, reason=builders.text("because"), by=lead)
    builders.contribution(builders.activity(narva, builders.lead(narva)), words=f"{words} mujal")
    sample(activity, f"{words} näidis")
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    body = client.post(url("dialogue:say", activity="moves"), {"step": "compare", "kind": "worry", "words": words})
    text = body.content.decode()
    assert "Nobody has said this yet" in text
    for leaked in ("ootel", "peidus", "mujal", "näidis"):
        assert leaked not in text


def test_a_key_used_elsewhere_gives_nobody_the_link_of_another(client: Client, activity: Activity) -> None:
    """Supporting a voice and then sending one under the same key must not open the voice of its author."""
    theirs = actions.show(contribution=builders.contribution(activity, by=builders.guest()), by=builders.system())
    once = fresh()
    client.post(url("dialogue:support", number=theirs.number), once)
    sent = client.post(
        url("dialogue:say", activity="moves"),
        {**once, "step": "send", "kind": "worry", "words": WORDS, "language": "et"},
    )
    assert sent.status_code == 404
    assert "visioon_link" not in client.cookies
    assert not GuestKey.objects.filter(actor=theirs.author, purpose=GuestKey.Purpose.CLAIM).exists()


def test_a_key_of_something_else_is_no_voice(client: Client, tartu: City, activity: Activity) -> None:
    lead = builders.lead(tartu)
    vote = builders.activity(tartu, lead, slug="vote", kind=Activity.Kind.STATEMENTS)
    statement = builders.statement(vote, lead)
    once = fresh(value=1)
    client.post(url("dialogue:vote", number=statement.number), once)
    said = {**once, "step": "send", "kind": "worry", "words": WORDS, "language": "et"}
    assert client.post(url("dialogue:say", activity="moves"), said).status_code == 404


def test_how_it_was_to_take_part_is_kept_once_and_the_latest_stands(client: Client, activity: Activity) -> None:
    where = send(client, activity)["Location"]
    assert client.post(where, fresh(felt="2")).status_code == 302
    assert client.post(where, fresh(felt="5")).status_code == 302
    assert client.post(where, fresh()).status_code == 302
    assert [(one.value, one.actor_id) for one in Feeling.objects.all()] == [(5, Contribution.objects.get().author_id)]
    assert client.post(where, fresh(felt="6")).status_code == 200
    assert [act.data for act in Act.objects.filter(verb="activity.felt")] == [{}, {}]
