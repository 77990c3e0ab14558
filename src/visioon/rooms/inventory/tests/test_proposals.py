"""Anyone suggests, an organisation corrects its own row and no other, and nothing changes before the team accepts."""

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import actions, holding
from visioon.rooms.inventory.actions.proposing import ReasonExpected
from visioon.rooms.inventory.models import RowLink, Solution
from visioon.rooms.inventory.tests.world import organisation, suggested, text, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here():
    return world()


def correct(here, **fields):
    return actions.correct(secret=here.secret, solution=here.solution, fields=fields, words=Text(), by=builders.guest())


def test_a_suggestion_changes_nothing_until_it_is_accepted(here):
    proposal = actions.suggest(city=here.city, fields=suggested(), words=text("Tean seda."), by=builders.guest())
    assert Solution.objects.count() == 1
    made = actions.accept(proposal=proposal, by=here.lead)
    assert (made.name, made.certainty, made.holder, made.state) == (
        text("Öine buss"),
        "uncertain: suggested by a visitor",
        None,
        "published",
    )
    proposal.refresh_from_db()
    assert (proposal.state, proposal.solution, proposal.decided_by) == ("accepted", made, here.lead)


def test_what_somebody_suggests_as_failed_begins_in_private(here):
    proposal = actions.suggest(city=here.city, fields=suggested(outcome="failed"), words=Text(), by=builders.guest())
    made = actions.accept(proposal=proposal, by=here.lead)
    assert made.state == "draft"
    assert made not in Solution.objects.visible_to(visitor(here.city))


def test_an_organisation_corrects_its_row_and_the_act_names_the_fields(here):
    proposal = correct(here, place="Annelinn", year_start=2019, organisation=here.solution.organisation)
    assert proposal.fields == {"place": "Annelinn", "year_start": 2019}
    actions.accept(proposal=proposal, by=here.lead)
    here.solution.refresh_from_db()
    assert (here.solution.place, here.solution.year_start) == ("Annelinn", 2019)
    act = Act.objects.get(verb="solution.corrected")
    assert act.object_id == here.solution.pk
    assert act.data == {"fields": ["place", "year_start"], "proposal": str(proposal.pk)}


def test_texts_come_back_whole_from_a_proposal(here):
    words = Text.of("et", {"et": "Uus nimi", "ru": "Новое имя"})
    actions.accept(proposal=correct(here, name=words), by=here.lead)
    here.solution.refresh_from_db()
    assert here.solution.name == words


def test_a_row_is_no_longer_theirs(here):
    actions.confirm(secret=here.secret, solution=here.solution, by=builders.guest())
    proposal = actions.say_gone(secret=here.secret, solution=here.solution, words=text("Müüdud."), by=builders.guest())
    actions.accept(proposal=proposal, by=here.lead)
    here.solution.refresh_from_db()
    assert (here.solution.holder, here.solution.confirmed_at) == (None, None)
    with pytest.raises(holding.NotTheirs):
        correct(here, place="Ülejõe")


def test_nobody_corrects_the_row_of_another(here):
    other = builders.solution(here.city, here.lead, holder=organisation(here.city, here.lead, "O2"))
    for work in (
        lambda: actions.correct(
            secret=here.secret, solution=other, fields={"place": "x"}, words=Text(), by=builders.guest()
        ),
        lambda: actions.confirm(secret=here.secret, solution=other, by=builders.guest()),
        lambda: actions.say_gone(secret=here.secret, solution=other, words=Text(), by=builders.guest()),
        lambda: actions.check_by_link(
            secret=here.secret, solution=other, verdict="yes", words=Text(), by=builders.guest()
        ),
    ):
        with pytest.raises(holding.NotTheirs):
            work()


def test_a_correction_that_corrects_nothing_is_none(here):
    with pytest.raises(actions.NothingProposed):
        correct(here, place=here.solution.place)


def test_a_proposal_is_decided_once_and_declined_with_a_reason(here):
    proposal = correct(here, place="Annelinn")
    with pytest.raises(ReasonExpected):
        actions.decline(proposal=proposal, reason=Text(), by=here.lead)
    actions.decline(proposal=proposal, reason=text("Allikas ütleb muud."), by=here.lead)
    with pytest.raises(actions.AlreadyDecided):
        actions.accept(proposal=proposal, by=here.lead)
    here.solution.refresh_from_db()
    assert here.solution.place == ""


def test_only_the_team_decides_writes_and_makes_links(here):
    stranger, proposal = builders.person(here.city).actor, correct(here, place="Annelinn")
    for work in (
        lambda: actions.accept(proposal=proposal, by=stranger),
        lambda: actions.decline(proposal=proposal, reason=text("x"), by=stranger),
        lambda: actions.add(city=here.city, fields=suggested(), by=stranger),
        lambda: actions.change(solution=here.solution, fields={"place": "x"}, by=stranger),
        lambda: actions.publish(solution=here.solution, by=stranger),
        lambda: actions.bring_in(city=here.city, added=[], changed=[], by=stranger),
        lambda: actions.make_link(organisation=here.organisation, by=stranger),
        lambda: actions.end_link(organisation=here.organisation, by=stranger),
        lambda: actions.check(solution=here.solution, verdict="yes", words=Text(), by=stranger),
    ):
        with pytest.raises(NotAllowed):
            work()


def test_the_secret_is_kept_as_a_hash_and_a_new_link_ends_the_one_before(here):
    assert here.secret not in str(list(RowLink.objects.values()))
    assert holding.organisation_of(here.secret) == here.organisation
    newer = actions.make_link(organisation=here.organisation, by=here.lead)
    with pytest.raises(holding.NotAsked):
        holding.organisation_of(here.secret)
    assert actions.end_link(organisation=here.organisation, by=here.lead)
    with pytest.raises(holding.NotAsked):
        holding.organisation_of(newer)


def test_a_new_holder_has_confirmed_nothing(here):
    actions.confirm(secret=here.secret, solution=here.solution, by=builders.guest())
    other = organisation(here.city, here.lead, "O2")
    actions.change(solution=here.solution, fields={"holder": other}, by=here.lead)
    here.solution.refresh_from_db()
    assert (here.solution.holder, here.solution.confirmed_at) == (other, None)


def test_the_team_cannot_turn_a_public_row_into_a_failure_behind_its_holder(here):
    with pytest.raises(actions.NeedsStory):
        actions.change(solution=here.solution, fields={"outcome": "failed"}, by=here.lead)


def test_keys_of_new_rows_are_free(here):
    keys = [actions.add(city=here.city, fields=suggested(), by=here.lead).key for _ in range(2)]
    assert keys == ["N1", "N2"]
    Solution.objects.filter(key="N1").update(key="X1")
    assert actions.add(city=here.city, fields=suggested(), by=here.lead).key == "N3"
