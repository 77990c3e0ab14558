"""Reading what people said."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.thread.actions import tie
from visioon.rooms.dialogue import actions, queries
from visioon.rooms.dialogue.models import Answer
from visioon.rooms.dialogue.tests.world import sample, send, staff, url
from visioon.rooms.process.models import Activity

pytestmark = pytest.mark.django_db
VISITOR, MEMBER = 8, 11


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def activity(tartu: City) -> Activity:
    return builders.activity(tartu, builders.lead(tartu), slug="moves")


def test_the_activities_say_what_is_open_how_long_and_what_comes_after(client: Client, tartu: City) -> None:
    lead, today = builders.lead(tartu), clock.today(tartu.time_zone)
    builders.activity(tartu, lead, title=builders.text("Open one"))
    builders.activity(tartu, lead, kind="statements", title=builders.text("Vote one"))
    builders.activity(tartu, lead, kind="meeting", title=builders.text("Meeting one"))
    builders.activity(tartu, lead, kind="ratings", title=builders.text("Rating one"), opens=None, ends=None)
    builders.activity(tartu, lead, kind="comments", part=2, title=builders.text("Comment one"), ends=today)
    builders.activity(tartu, lead, kind="comments", part=4, title=builders.text("Row one"))
    later = {"opens": today + timedelta(3), "ends": today + timedelta(5)}
    builders.activity(tartu, lead, title=builders.text("Later one"), **later)
    past = {"opens": today - timedelta(5), "ends": today - timedelta(3)}
    builders.activity(tartu, lead, title=builders.text("Past one"), **past)
    body = client.get(url("dialogue:activities")).content.decode()
    places = [body.index(words) for words in ("Open one", "Vote one", "Later one", "Past one")]
    assert places == sorted(places)
    assert "11 days left" in body
    assert "Open today only" in body
    assert body.count('class="act"') == 1


def test_no_activity_invites_to_read(client: Client, tartu: City) -> None:
    body = client.get(url("dialogue:activities")).content.decode()
    assert "Nothing is open at this moment" in body
    assert 'class="act"' not in body


def test_an_empty_list_invites(client: Client, tartu: City) -> None:
    assert "There is room for your voice here" in client.get(url("dialogue:voices")).content.decode()


def test_voices_show_exact_words_in_their_language_and_what_became_of_them(client: Client, activity: Activity) -> None:
    lead = builders.lead(activity.city)
    voice = builders.contribution(activity, words="Bussid <b>õhtul</b>!")
    actions.translate(contribution=voice, language="en", words="Buses in the evening!", by=lead)
    actions.answer(contribution=voice, kind="partly", words=builders.text("Yes"), by=lead)
    body = client.get(url("dialogue:voices")).content.decode()
    assert '<blockquote lang="et">Bussid &lt;b&gt;õhtul&lt;/b&gt;!</blockquote>' in body
    assert "Buses in the evening!" in body
    assert "Answered: accepted in part." in body
    assert "page_has_samples" not in body
    assert "noindex" not in body


def test_a_hidden_one_is_a_dated_tombstone_with_its_reason(client: Client, activity: Activity) -> None:
    voice = builders.contribution(activity, words="Saladus siin")
    lead = builders.lead(activity.city)
    actions.hide(contribution=voice, reason=builders.text("names a person"), by=lead)
    for where in (url("dialogue:voices"), url("dialogue:voice", number=voice.number)):
        body = client.get(where).content.decode()
        assert "Saladus" not in body
        assert "names a person" in body
        assert "hidden" in body
    response = client.get(url("dialogue:supported", number=voice.number))
    assert response["Location"] == url("dialogue:voice", number=voice.number)


def test_filters_choose_and_bad_ones_choose_nothing(client: Client, activity: Activity) -> None:
    builders.contribution(activity, words="Esimene mõte siin", kind="idea")
    builders.contribution(activity, words="Teine soov siin", kind="wish", domain="living")
    assert "Esimene" not in client.get(url("dialogue:voices"), {"kind": "wish"}).content.decode()
    assert "Teine" not in client.get(url("dialogue:voices"), {"domain": "mobility"}).content.decode()
    assert "Esimene" in client.get(url("dialogue:voices"), {"language": "et"}).content.decode()
    assert (
        "Nobody has said anything like this" in client.get(url("dialogue:voices"), {"language": "ru"}).content.decode()
    )
    nonsense = client.get(url("dialogue:voices"), {"kind": "x", "domain": "y", "after": "z"}).content.decode()
    assert "Esimene" in nonsense
    assert "Teine" in nonsense


def test_the_list_pages_by_key(client: Client, activity: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(1, 6):
        builders.contribution(activity, words=f"Mõte nr {'x' * number}!", kind="idea")
    first = client.get(url("dialogue:voices"), {"kind": "idea"}).content.decode()
    assert "?kind=idea&amp;after=4" in first
    second = client.get(url("dialogue:voices"), {"kind": "idea", "after": "4"}).content.decode()
    assert "xxx!" in second
    assert "xxxx!" not in second


def test_waiting_words_are_read_by_their_author_and_the_team_only(client: Client, activity: Activity) -> None:
    voice = send(client, activity, "Ootan lugejat siin.")["Location"].split("/")[-2]
    team, _ = staff(activity.city, Role.MODERATOR)
    for reader in (client, team):
        assert "Ootan lugejat" in reader.get(url("dialogue:voice", number=voice)).content.decode()
    assert Client().get(url("dialogue:voice", number=voice)).status_code == 404
    assert "Ootan lugejat" not in Client().get(url("dialogue:voices")).content.decode()


def test_samples_and_other_cities_do_not_leak(client: Client, tartu: City, activity: Activity) -> None:
    one = sample(activity)
    narva = builders.city("narva")
    other = builders.contribution(builders.activity(narva, builders.lead(narva)), words="Narva sõnad siin")
    body = client.get(url("dialogue:voices")).content.decode()
    assert "Näidise" in body
    assert "noindex" in body
    assert "Narva" not in body
    assert client.get(url("dialogue:voice", number=one.number)).status_code == 200
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    assert "Näidise" not in client.get(url("dialogue:voices")).content.decode()
    assert client.get(url("dialogue:voice", number=one.number)).status_code == 404
    assert other.number == one.number  # each city counts its own


def test_a_voice_tells_its_answer_its_twin_and_what_is_promised(client: Client, activity: Activity) -> None:
    lead = builders.lead(activity.city)
    voice, twin = builders.contribution(activity), builders.contribution(activity, words="Sama mõte siin.")
    actions.mark_duplicate(contribution=twin, of=voice, by=lead)
    promised = client.get(url("dialogue:voice", number=twin.number)).content.decode()
    assert "Says the same as" in promised
    assert "with its reason" in promised
    actions.answer(contribution=voice, kind=Answer.Kind.DECLINED, words=builders.text("The reason"), by=lead)
    body = client.get(url("dialogue:voice", number=voice.number)).content.decode()
    assert "not accepted" in body
    assert "The reason" in body
    assert "The whole thread" in body


def test_erased_words_are_gone_and_say_so(client: Client, activity: Activity) -> None:
    voice = builders.contribution(activity, words="Kustuta mind palun")
    actions.erase(contribution=voice, by=builders.lead(activity.city))
    for where in (url("dialogue:voices"), url("dialogue:voice", number=voice.number)):
        body = client.get(where).content.decode()
        assert "Kustuta" not in body
        assert "were erased" in body


def _queries(client: Client, where: str) -> int:
    response: Any = client.get(where)
    assert response.status_code == 200
    return int(response.wsgi_request.META["visioon.queries"])


def test_the_list_asks_a_fixed_number_of_queries(client: Client, tartu: City, activity: Activity) -> None:
    lead = builders.lead(tartu)
    member = Client()
    member.force_login(builders.person(tartu))
    counts = []
    for size in (3, 15):
        for _ in range(size):
            voice = builders.contribution(activity, by=builders.guest())
            actions.translate(contribution=voice, language="en", words="Buses at night", by=lead)
            actions.answer(contribution=voice, kind="accepted", words=builders.text("Yes"), by=lead)
        counts.append((_queries(client, url("dialogue:voices")), _queries(member, url("dialogue:voices"))))
    assert counts[0] == counts[1]
    assert counts[0][0] <= VISITOR
    assert counts[0][1] <= MEMBER


def test_a_voice_leads_to_its_theme_and_goal_in_the_list_and_on_its_page(
    client: Client, tartu: City, activity: Activity
) -> None:
    lead = builders.lead(tartu)
    voice, other = builders.contribution(activity), builders.contribution(activity, words="Mõte ilma niidita.")
    theme = builders.theme(tartu, lead, name=builders.text("Evening buses"))
    builders.synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=lead)
    goal = builders.goal(tartu, lead, title=builders.text("Home in the evening"))
    tie(source=theme, relation="led to", target=goal, by=lead)
    listed = client.get(url("dialogue:voices")).content.decode()
    assert listed.count("Evening buses (en)") == listed.count("Home in the evening (en)") == 1
    page = client.get(url("dialogue:voice", number=voice.number)).content.decode()
    assert page.index("Evening buses") < page.index("Home in the evening")
    assert "õhtul sõita</a>" not in page  # its own words are not repeated as a quote
    assert "Evening buses" not in client.get(url("dialogue:voice", number=other.number)).content.decode()
    assert _queries(client, url("dialogue:voices")) <= VISITOR
