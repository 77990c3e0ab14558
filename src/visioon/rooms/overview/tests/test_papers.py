"""The papers: the note for the council, the paper of a working group, the strategy in easy words."""

from datetime import date

import pytest
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.actions import decide
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import actions as goals
from visioon.rooms.overview.papers.council import Heard, heard
from visioon.rooms.overview.papers.plain import sentences
from visioon.rooms.strategy.tests.ground import World, world
from visioon.rooms.synthesis import actions as synthesis

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def made() -> World:
    return world()


def page(client, name: str, **arguments: object) -> str:
    answer = client.get(reverse(f"overview:{name}", kwargs={"city": "tartu", **arguments}))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_note_tells_what_changed_and_why(client, made: World) -> None:
    made.publish()
    made.write("note", builders.text("Much is known of 2019."), reason="The figures came")
    made.publish("Second")
    text = page(client, "council")
    assert "On “Short ways (en)”, version 2 of" in text
    assert "1 paragraph changed since version 1" in text
    assert "The figures came (en)" in text
    assert "This is the first version." in page(client, "council_of", number=1)


def test_the_note_carries_decisions_dissent_and_links_to_the_thread(client, made: World) -> None:
    text = builders.text
    decision = decide(
        city=made.city,
        title=text("Goals taken"),
        body=text("Council"),
        words=text("Take them"),
        reason=text("They came from people"),
        decided_on=date(2026, 11, 20),
        dissents=((text("member"), text("Buses first.")),),
        by=made.lead,
    )
    shown = page(client, "council")
    thread = reverse("overview:thread", kwargs={"city": "tartu", "kind": "decision", "key": decision.pk})
    assert (thread in shown, "They came from people (en)" in shown, "Buses first. (en)" in shown) == (True, True, True)


def test_goals_that_were_put_off_say_why(client, made: World) -> None:
    goals.publish(goal=made.goal, by=made.lead)
    assert "No goal was dropped or put off." in page(client, "council")
    goals.drop(goal=made.goal, reason=builders.text("Nothing to measure"), by=made.lead)
    assert "Nothing to measure (en)" in page(client, "council")


def test_without_a_version_the_note_says_how_far_the_work_is(client) -> None:
    builders.city()
    assert "No version of the strategy is published yet." in page(client, "council")


def test_real_and_sample_voices_are_never_in_one_sum(made: World) -> None:
    call = builders.activity(made.city, made.lead)
    for number in range(3):
        builders.contribution(call, words=f"Päris mõte {number} siin.")
    sample = builders.contribution(call, words="Näidismõte on siin.")
    type(sample).objects.filter(pk=sample.pk).update(provenance="sample")
    found = {str(one.what): one for one in heard(visitor(made.city))}
    assert found["thoughts said"] == Heard(found["thoughts said"].what, 3, 1)


def test_the_paper_of_a_domain_holds_what_is_known_and_what_is_open(client, made: World) -> None:
    call = builders.activity(made.city, made.lead)
    voice = builders.contribution(call)
    theme = builders.theme(made.city, made.lead)
    synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=made.lead)
    goals.publish(goal=made.goal, by=made.lead)
    builders.solution(made.city, made.lead)
    text = page(client, "group_paper", code="mobility")
    assert "“Cycle in winter (en)”: do we take it, word it anew or leave it?" in text
    assert "õhtul sõita" in text
    assert f"What follows from “{theme.name}”? No goal rests on it yet." in text
    goals.rest_on(goal=made.goal, origin=theme, by=made.lead)
    assert "What follows from" not in page(client, "group_paper", code="mobility")


def test_an_empty_domain_says_so(client) -> None:
    builders.city()
    text = page(client, "group_paper", code="people")
    assert ("There is no goal in this domain yet." in text, "Nothing is open in this domain." in text) == (True, True)
    assert "The plan is not written yet." in page(client, "plain")
    assert client.get("/en/tartu/papers/group/nothing/").status_code == 404
    assert client.get("/en/tartu/papers/council/9/").status_code == 404


def test_easy_words_take_the_first_sentence_of_each_promise(client, made: World) -> None:
    said = "Everybody cycles. There is much more to say."
    statement = Text.of("en", dict.fromkeys(("en", "et", "ru"), said))
    builders.goal(made.city, made.lead, title=builders.text("Cycling"), statement=statement)
    text = page(client, "plain")
    assert ("What is proposed?" in text, "Everybody cycles." in text, "much more" in text) == (True, True, False)


def test_sentences_stand_alone_and_numbers_stay_whole() -> None:
    assert sentences("Linn on lähedal. Iga tee on lühike! Aastal 2030 on 3,5 km.") == [
        "Linn on lähedal.",
        "Iga tee on lühike!",
        "Aastal 2030 on 3,5 km.",
    ]


def test_pages_lead_to_the_papers(client, made: World) -> None:
    made.publish()
    read = client.get("/en/tartu/strategy/").content.decode()
    assert "/en/tartu/papers/council/1/" in read
    assert "/en/tartu/papers/plain/" in read
    assert "/en/tartu/papers/group/mobility/" in client.get("/en/tartu/domains/mobility/").content.decode()
