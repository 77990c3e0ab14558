"""What waits for a translator, what does not, and in which order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer, viewer_of
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.models import Decision
from visioon.kernel.texts.registry import Key, key_of
from visioon.kernel.translation import queue
from visioon.kernel.translation.actions import define_term
from visioon.kernel.translation.tests.world import draft, names, theme, words
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.goals import actions as goals
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import BlockRevision

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tartu() -> City:
    return builders.city()


@pytest.fixture
def lead(tartu: City) -> Actor:
    return builders.lead(tartu)


@pytest.fixture
def viewer(tartu: City, lead: Actor) -> Viewer:
    return viewer_of(lead, tartu)


def test_whole_texts_do_not_wait(tartu: City, lead: Actor, viewer: Viewer) -> None:
    builders.statement(builders.activity(tartu, lead), lead)
    assert names(queue.waiting(viewer)) == []


def test_a_missing_an_outdated_and_a_machine_text_wait(tartu: City, lead: Actor, viewer: Viewer) -> None:
    summary = words(et="Buss", en="Bus").said("et", "Rong").said("ru", "Поезд", "machine")
    theme(tartu, lead, summary)
    assert names(queue.waiting(viewer)) == [
        ("theme", "summary", "en", "outdated"),
        ("theme", "summary", "ru", "machine"),
    ]


def test_what_something_waits_for_comes_first_and_then_the_oldest(tartu: City, lead: Actor, viewer: Viewer) -> None:
    builders.solution(tartu, lead, name=words(et="Lahendus", en="Solution"))
    theme(tartu, lead, words(et="Teema", en="Theme"))
    first = draft(tartu, lead, et="Esimene", en="First")
    second = draft(tartu, lead, et="Teine", en="Second")
    define_term(city=tartu, slug="a", words=words(et="sõna", en="word"), by=lead)
    waiting = queue.waiting(viewer)
    assert [piece.key.kind for piece in waiting] == ["term", "statement", "statement", "theme", "solution"]
    assert [piece.key.row for piece in waiting[1:3]] == [str(first.pk), str(second.pk)]


def test_what_is_settled_published_or_earlier_does_not_wait(tartu: City, lead: Actor, viewer: Viewer) -> None:
    lacking = words(et="Sõnad", en="Words")
    Decision.objects.create(
        city=tartu,
        title=lacking,
        body=lacking,
        words=lacking,
        reason=lacking,
        decided_on="2026-01-01",
        at="2026-01-01T10:00:00Z",
    )
    opened = draft(tartu, lead, et="Avatud", en="Open", ru="Открыто")
    dialogue.open_statement(statement=opened, by=lead)
    type(opened).objects.filter(pk=opened.pk).update(words=lacking)
    goal = builders.goal(tartu, lead, published=False, criterion=lacking)
    round_ = builders.round_(tartu, lead)
    goals.reword(goal=goal, round_=round_, wording=builders.wording(), reason=builders.text("Why"), by=lead)
    assert names(queue.waiting(viewer)) == []


def test_a_paragraph_waits_until_a_version_has_it(tartu: City, lead: Actor, viewer: Viewer) -> None:
    book = strategy.begin(city=tartu, slug="book", title=builders.text("Book"), by=lead)
    block = strategy.add_block(document=book, kind="paragraph", words=words(et="Lõik", en="Paragraph"), by=lead)
    assert names(queue.waiting(viewer)) == [("blockrevision", "words", "ru", "missing")]
    BlockRevision.objects.filter(block=block).update(words=builders.text("Lõik"))
    strategy.publish_version(document=book, note=builders.text("First"), by=lead)
    BlockRevision.objects.filter(block=block).update(words=words(et="Lõik", en="Paragraph"))
    assert names(queue.waiting(viewer)) == []


def test_what_visitors_wrote_with_a_reaction_is_nobodys_to_translate(tartu: City, lead: Actor, viewer: Viewer) -> None:
    goal, round_ = builders.goal(tartu, lead), builders.round_(tartu, lead)
    goals.react(goal=goal, round_=round_, kind="partly", words=words(ru="Мои слова"), by=builders.guest())
    assert names(queue.waiting(viewer)) == []
    goals.count_reactions(goal=goal, round_=round_, kind="partly", count=5, words=words(et="Koosolekul"), by=lead)
    assert [name[:3] for name in names(queue.waiting(viewer))] == [
        ("reaction", "words", "en"),
        ("reaction", "words", "ru"),
    ]


def test_another_city_withdrawn_rows_and_hidden_samples_stay_out(tartu: City, lead: Actor, viewer: Viewer) -> None:
    narva = builders.city("narva")
    draft(narva, builders.lead(narva), et="Teine linn", en="Another city")
    sample = draft(tartu, lead, provenance=Provenance.SAMPLE, et="Näidis", en="Sample")
    gone = draft(tartu, lead, et="Ära", en="Gone")
    type(gone).objects.filter(pk=gone.pk).update(withdrawn_at="2026-01-01T10:00:00Z", withdrawn_by=lead)
    assert [(piece.key.row, piece.provenance) for piece in queue.waiting(viewer)] == [(str(sample.pk), "sample")]
    tartu.shows_samples = False
    assert queue.waiting(viewer_of(lead, tartu)) == []
    assert queue.spot(viewer_of(lead, tartu), key_of(sample, "words", "ru")) is None


def test_the_queue_is_one_query_however_much_waits(tartu: City, lead: Actor, viewer: Viewer) -> None:
    for number in range(8):
        draft(tartu, lead, et=f"Väide {number}", en=f"Statement {number}")
        theme(tartu, lead, words(et=f"Teema {number}"))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        waiting = queue.waiting(viewer)
    assert (len(waiting), len(caught)) == (24, 1)


def test_counts_say_kind_and_language(tartu: City, lead: Actor, viewer: Viewer) -> None:
    draft(tartu, lead, et="Esimene")
    draft(tartu, lead, et="Teine", ru="Второе")
    found = queue.counts(queue.waiting(viewer), tartu.languages)
    assert [(line.kind, line.counts) for line in found] == [("statement", (("et", 0), ("en", 2), ("ru", 1)))]


def test_pages_go_by_key_and_go_on_behind_one_that_is_done(
    tartu: City, lead: Actor, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    drafts = [draft(tartu, lead, et=f"Väide {number}", en="Statement") for number in range(3)]
    shown, after = queue.page(queue.waiting(viewer))
    assert [piece.key.row for piece in shown] == [str(one.pk) for one in drafts[:2]]
    dialogue.word(statement=drafts[1], words=builders.text("Kõik"), by=lead)
    assert [piece.key.row for piece in queue.page(queue.waiting(viewer), after)[0]] == [str(drafts[2].pk)]
    assert queue.page(queue.waiting(viewer), after)[1] == ""


def test_after_the_last_one_comes_the_first_again_and_after_the_only_one_nothing(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    first, second = (draft(tartu, lead, et=f"Väide {number}", en="Statement") for number in range(2))
    waiting = queue.waiting(viewer)
    following = queue.following(waiting, key_of(second, "words", "ru"))
    assert following is not None
    assert following.key.row == str(first.pk)
    assert queue.following(waiting[:1], key_of(first, "words", "ru")) is None


@pytest.mark.parametrize("name", ["statement.nothing.words.ru", "goalrevision.x.title.ru", "goalrevision.9.title.ru"])
def test_a_name_that_leads_nowhere_finds_nothing(viewer: Viewer, name: str) -> None:
    assert queue.spot(viewer, Key.read(name)) is None


def test_the_source_itself_and_a_language_that_the_city_does_not_have_are_no_spots(
    tartu: City, lead: Actor, viewer: Viewer
) -> None:
    one = draft(tartu, lead, et="Väide")
    assert queue.spot(viewer, key_of(one, "words", "et")) is None
    assert queue.spot(viewer, key_of(one, "words", "fi")) is None
