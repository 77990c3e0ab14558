"""The link of an organisation, without an account: right, corrected, gone, still smart, replied; and a suggestion."""

import uuid

import pytest
from django.test import Client

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.notices.models import Letter
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.models import Proposal, SmartCheck, Solution, Story
from visioon.rooms.inventory.tests.world import logged_in, organisation, story, suggested, text, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here():
    return world()


def mine(here, name, **fields):
    return Client().post(here.at(name, secret=here.secret, key=here.solution.key), {"key": uuid.uuid4(), **fields})


def row_form(here, **fields):
    one = here.solution
    words = {f"name_{lang}": said for lang, said in one.name.words.items()}
    facts = {f"facts_{lang}": said for lang, said in one.facts.words.items()}
    plain = {"kind": one.kind, "domain": one.domain, "status": one.status, "outcome": one.outcome}
    return {**words, **facts, **plain, "source_url": one.source_url, **fields}


def test_the_page_of_the_link_lists_its_rows_and_no_others(client: Client, here):
    builders.solution(here.city, here.lead, name=text("Other"), holder=organisation(here.city, here.lead, "O2"))
    page = client.get(here.at("rows", secret=here.secret))
    assert str(here.solution.name) in page.text
    assert "Other (en)" not in page.text
    assert 'content="noindex"' in page.text
    assert client.get(here.at("rows", secret="wrong")).status_code == 404


def test_a_row_is_right(client: Client, here):
    assert mine(here, "right")["Location"].endswith("?done=right")
    here.solution.refresh_from_db()
    assert here.solution.confirmed_at is not None
    assert "confirmed the row on" in client.get(here.at("solution", key=here.solution.key)).text
    assert Client().post(here.at("right", secret=here.secret, key=here.solution.key), {}).status_code == 404


def test_a_correction_waits_is_accepted_and_shown_as_corrected(client: Client, here):
    assert mine(here, "correct", **row_form(here, place="Annelinn"))["Location"].endswith("?done=corrected")
    (proposal,) = Proposal.objects.all()
    assert proposal.fields == {"place": "Annelinn"}
    team = logged_in(here.city, Role.LEAD)
    page = team.get(here.at("proposal", proposal=proposal.pk))
    assert "Annelinn" in page.text
    team.post(here.at("accept", proposal=proposal.pk), {"key": uuid.uuid4()})
    assert "Corrected by Organisation O1 (en) on" in client.get(here.at("solution", key=here.solution.key)).text
    again = team.post(here.at("accept", proposal=proposal.pk), {"key": uuid.uuid4()})
    assert again["Location"].endswith("?done=decided")


def test_a_correction_of_nothing_and_a_wrong_one_are_said(here):
    assert mine(here, "correct", **row_form(here))["Location"].endswith("?done=same")
    assert mine(here, "correct", **row_form(here, year_start="2020", year_end="2010")).status_code == 422
    assert Proposal.objects.count() == 0


def test_gone_and_still_smart(client: Client, here):
    assert mine(here, "gone", words="Müüdud.")["Location"].endswith("?done=gone")
    assert mine(here, "check_row", verdict="needs_work").status_code == 422
    assert mine(here, "check_row", verdict="needs_work", words="Vana tarkvara.")["Location"].endswith("?done=checked")
    assert SmartCheck.objects.get().organisation == here.organisation
    page = client.get(here.at("solution", key=here.solution.key)).text
    assert "needs work" in page
    assert "Vana tarkvara." in page


def test_a_story_is_replied_to_and_told_with_the_reply_beside_it(client: Client, here):
    actions.ask_holder(story=story(here), by=here.lead)
    assert (
        "A story that we would like to tell"
        in client.get(here.at("row", secret=here.secret, key=here.solution.key)).text
    )
    assert "It stood still" not in client.get(here.at("solution", key=here.solution.key)).text
    assert mine(here, "reply", agreed="no").status_code == 422
    assert mine(here, "reply", agreed="no", words="Raha sai otsa.")["Location"].endswith("?done=replied")
    team = logged_in(here.city, Role.DOMAIN_LEAD)
    assert team.post(here.at("tell", key=here.solution.key))["Location"].endswith("?done=told#story")
    page = client.get(here.at("solution", key=here.solution.key)).text
    for said in ("It stood still", "Raha sai otsa.", "does not agree"):
        assert said in page
    assert mine(here, "reply", agreed="yes")["Location"].endswith("?done=late")


def test_the_desk_tells_asks_and_takes_back_in_order(here):
    team = logged_in(here.city, Role.LEAD)
    key = here.solution.key
    words = {f"{name}_{lang}": f"{name}" for name in ("happened", "learnt") for lang in ("et", "en", "ru")}
    assert team.post(here.at("write_story", key=key), {"key": uuid.uuid4(), "outcome": "failed"}).status_code == 422
    sent = {"key": uuid.uuid4(), "outcome": "failed", **words}
    assert team.post(here.at("write_story", key=key), sent)["Location"].endswith("?done=story#story")
    assert team.post(here.at("tell", key=key))["Location"].endswith("?done=not-now#story")
    assert team.post(here.at("ask", key=key))["Location"].endswith("?done=asked#story")
    assert team.post(here.at("tell", key=key))["Location"].endswith("?done=their-turn#story")
    assert team.post(here.at("take_back", key=key))["Location"].endswith("?done=back#story")
    actions.change(solution=here.solution, fields={"holder": None}, by=here.lead)
    assert team.post(here.at("ask", key=key))["Location"].endswith("?done=no-holder#story")
    assert Story.objects.get().state == "draft"


def test_anyone_suggests_without_an_account(client: Client, here):
    sent = {"key": uuid.uuid4(), "name": "Öine buss", "facts": "Sõidab.", "kind": "service", "domain": "mobility"}
    sent |= {"status": "running", "outcome": "unknown", "source_url": "https://example.org/"}
    for _time in range(2):
        assert client.post(here.at("suggest"), sent)["Location"].endswith("?done=suggested")
    (proposal,) = Proposal.objects.all()
    assert (proposal.about, proposal.organisation) == ("new", None)
    assert client.post(here.at("suggest"), {**sent, "source_url": "no"}).status_code == 422
    by_link = client.post(here.at("rows", secret=here.secret), {**sent, "key": uuid.uuid4()})
    assert by_link["Location"].endswith("?done=suggested")
    assert Proposal.objects.filter(organisation=here.organisation).count() == 1


def test_a_suggestion_is_declined_with_its_reason(here):
    proposal = actions.suggest(city=here.city, fields=suggested(), words=text("Nii."), by=builders.guest())
    team = logged_in(here.city, Role.LEAD)
    assert team.post(here.at("decline", proposal=proposal.pk), {"key": uuid.uuid4()}).status_code == 422
    sent = {"key": uuid.uuid4(), "reason": "It is known."}
    assert team.post(here.at("decline", proposal=proposal.pk), sent)["Location"].endswith("?done=declined")
    proposal.refresh_from_db()
    assert (proposal.state, str(proposal.reason)) == ("declined", "It is known.")


def test_a_likely_double_is_shown_to_who_decides(here):
    builders.solution(here.city, here.lead, name=text("Öine buss"))
    proposal = actions.suggest(city=here.city, fields=suggested(), words=text("x"), by=builders.guest())
    page = logged_in(here.city, Role.LEAD).get(here.at("proposal", proposal=proposal.pk))
    assert "It may be known already" in page.text


def test_a_link_is_shown_once_and_sent_where_an_address_is_known(here):
    team = logged_in(here.city, Role.LEAD)
    where = here.at("link", organisation="O1")
    assert team.get(where).status_code == 200
    page = team.post(where, {"key": uuid.uuid4(), "email": "info@ylikool.example", "language": "en"})
    link = page.context["link"]
    assert Client().get(link).status_code == 200
    (letter,) = Letter.objects.all()
    assert (letter.address.email, link in letter.plain) == ("info@ylikool.example", True)
    assert team.post(where, {"key": uuid.uuid4(), "email": "no", "language": "en"}).status_code == 422
    assert team.post(here.at("end_link", organisation="O1"))["Location"].endswith("?done=ended")
    assert Client().get(link).status_code == 404


def test_a_link_form_sent_twice_makes_one_link_and_one_letter(here):
    team, where = logged_in(here.city, Role.LEAD), here.at("link", organisation="O1")
    sent = {"key": uuid.uuid4(), "email": "info@ylikool.example", "language": "en"}
    link = team.post(where, sent).context["link"]
    assert team.post(where, sent)["Location"].endswith("?done=linked")
    assert (Client().get(link).status_code, Letter.objects.count()) == (200, 1)


def test_the_team_writes_changes_and_publishes(here):
    team = logged_in(here.city, Role.LEAD)
    sent = row_form(here, name_et="Uus", certainty="confirmed", key=uuid.uuid4())
    assert team.post(here.at("new"), sent)["Location"].endswith("?done=written")
    made = Solution.objects.get(key="N1")
    assert team.post(here.at("edit", key="N1"), {**sent, "key": uuid.uuid4(), "outcome": "failed"})[
        "Location"
    ].endswith("?done=needs-story")
    assert team.post(here.at("new"), {**sent, "key": uuid.uuid4(), "kind": ""}).status_code == 422
    draft = actions.add(city=here.city, fields=suggested(outcome="partly"), by=here.lead)
    assert team.post(here.at("publish", key=draft.key))["Location"].endswith("?done=needs-story#story")
    assert team.post(here.at("publish", key=made.key))["Location"].endswith("?done=published")
    assert team.post(here.at("check", key="N1"), {"key": uuid.uuid4(), "verdict": "yes"})["Location"].endswith(
        "?done=checked#smart"
    )
    assert team.post(here.at("check", key="N1"), {"key": uuid.uuid4()}).status_code == 422
    assert Client().get(here.at("solution", key=draft.key)).status_code == 404
