"""The parties confirm a plan: answers, replies, new versions, silence, and the gate that reads them."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.guards.log import SECRET_IN_PATH
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Act, NotChangeable
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions, agreement, gates, queries
from visioon.rooms.process.models import Confirmation, Override, PlanVersion, Reply, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def cycle(city, lead):
    made = builders.cycle(city, lead)
    for part in (0, 1, 10):
        actions.plan_stage(
            cycle=made,
            part=part,
            name=builders.text(f"Part {part}"),
            opens=date(2026, 1, 1),
            ends=date(2026, 2, 1),
            words=Text(),
            by=lead,
        )
    return made


def put(cycle, lead, note="First"):
    return agreement.publish_version(cycle=cycle, note=builders.text(note), answers_by=None, by=lead)


def change(cycle, lead, ends=date(2026, 3, 1)):
    stage = Stage.objects.get(cycle=cycle, part=1)
    actions.replan_stage(stage=stage, opens=stage.opens, ends=ends, words=stage.words, by=lead)


def invite(cycle, lead, slug="university"):
    return agreement.invite(cycle=cycle, slug=slug, name=builders.text(slug.title()), by=lead)


def say(party, lead, version, given="yes", words=""):
    secret = agreement.make_link(party=party, by=lead)
    return agreement.answer(
        secret=secret, version=version, given=given, words=words, language="et", by=builders.guest()
    )


def lacking(cycle):
    return [one.words for one in gates.confirmed(cycle) if not one.met]


def url(name, city, **arguments):
    return reverse(f"process:{name}", kwargs={"city": city.slug, **arguments})


def test_version_is_an_edition_that_names_what_changed(cycle, lead) -> None:
    first = put(cycle, lead)
    change(cycle, lead)
    second = put(cycle, lead, "Longer")
    assert (first.number, second.number) == (1, 2)
    changes = editions.read(second.edition).result["changes"]
    assert [one for one in changes if one["change"] != "same"] == [
        {"id": "stage:01", "change": "changed", "fields": ["ends"]}
    ]
    assert list(second.edition.rests_on.all()) == [first.edition]


def test_same_plan_is_not_put_twice(cycle, lead) -> None:
    put(cycle, lead)
    with pytest.raises(agreement.Unchanged):
        put(cycle, lead)
    assert PlanVersion.objects.count() == 1


def test_gate_opens_when_everybody_said_yes_to_the_newest_version(city, cycle, lead) -> None:
    assert lacking(cycle) == ["No version of the plan has been put to the parties yet."]
    version = put(cycle, lead)
    assert lacking(cycle) == ["No party has been asked to confirm the plan."]
    one, other = invite(cycle, lead), invite(cycle, lead, "companies")
    say(one, lead, version)
    assert lacking(cycle) == ["Companies (en) has not answered."]
    say(other, lead, version, "yes_if", "Rohkem aega.")
    assert lacking(cycle) == ["Companies (en) said yes on a condition that is not met in the newest version."]
    change(cycle, lead)
    newer = put(cycle, lead, "Longer")
    assert lacking(cycle) == [
        "University (en) answered version 1 and not yet the newest one.",
        "Companies (en) answered version 1 and not yet the newest one.",
    ]
    say(one, lead, newer)
    say(other, lead, newer)
    assert lacking(cycle) == []
    assert queries.agreement(visitor(city), cycle).counts == {
        "yes": 2,
        "yes_if": 0,
        "no": 0,
        "earlier": 0,
        "silent": 0,
    }


def test_part_0_does_not_end_while_its_gate_is_closed(cycle, lead) -> None:
    stage = Stage.objects.get(cycle=cycle, part=0)
    with pytest.raises(actions.GateClosed, match="put to the parties"):
        actions.end_stage(stage=stage, by=lead)
    say(invite(cycle, lead), lead, put(cycle, lead))
    assert actions.end_stage(stage=stage, by=lead).ended_at is not None


def test_override_needs_a_reason_and_is_public(client, city, cycle, lead) -> None:
    stage = Stage.objects.get(cycle=cycle, part=0)
    with pytest.raises(actions.ReasonExpected):
        actions.override_gate(stage=stage, reason=Text(), by=lead)
    actions.override_gate(stage=stage, reason=builders.text("August"), by=lead)
    stage.refresh_from_db()
    assert stage.ended_at is not None
    assert Act.objects.filter(verb="gate.overridden").count() == 1
    for name in ("plan", "agreement"):
        page = client.get(url(name, city)).content.decode()
        assert "though 1 thing was missing" in page
        assert "August (en)" in page


def test_open_gate_is_not_overridden(city, cycle, lead) -> None:
    for domain in DomainCode.values:
        builders.solution(city, lead, domain=domain, outcome="failed")
    with pytest.raises(actions.GateOpen):
        actions.override_gate(stage=Stage.objects.get(cycle=cycle, part=1), reason=builders.text("Why"), by=lead)
    assert Override.objects.count() == 0


def test_override_needs_the_right(city, cycle) -> None:
    moderator = builders.person(city, Role.MODERATOR).actor
    with pytest.raises(NotAllowed):
        actions.override_gate(stage=Stage.objects.get(cycle=cycle, part=0), reason=builders.text("Why"), by=moderator)


def test_answer_is_never_changed_and_the_newest_stands(city, cycle, lead) -> None:
    party, version = invite(cycle, lead), put(cycle, lead)
    first = say(party, lead, version, "no", "Liiga kiire.")
    first.answer = "yes"
    with pytest.raises(NotChangeable):
        first.save()
    say(party, lead, version)
    assert Confirmation.objects.count() == 2
    assert queries.agreement(visitor(city), cycle).counts["yes"] == 1


@pytest.mark.parametrize("given", ["yes_if", "no"])
def test_condition_or_no_needs_words(cycle, lead, given) -> None:
    party, version = invite(cycle, lead), put(cycle, lead)
    with pytest.raises(agreement.WordsExpected):
        say(party, lead, version, given, "  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            city=party.city,
            party=party,
            version=version,
            answer=given,
            language="et",
            through="link",
            by=lead,
            at=version.at,
        )


def test_answer_to_a_version_that_was_replaced_is_refused(cycle, lead) -> None:
    party, version = invite(cycle, lead), put(cycle, lead)
    change(cycle, lead)
    put(cycle, lead, "Longer")
    with pytest.raises(agreement.OldVersion):
        say(party, lead, version)


def test_new_link_ends_the_one_before(cycle, lead) -> None:
    party = invite(cycle, lead)
    old = agreement.make_link(party=party, by=lead)
    new = agreement.make_link(party=party, by=lead)
    assert agreement.party_of(new) == party
    with pytest.raises(agreement.NotAsked):
        agreement.party_of(old)
    assert old not in str(list(Act.objects.values()))


def test_party_answers_by_its_link_reads_the_reply_and_is_asked_again(client, city, cycle, lead) -> None:
    party, version = invite(cycle, lead), put(cycle, lead)
    secret = agreement.make_link(party=party, by=lead)
    where = url("answer", city, secret=secret)
    assert "version 1 of the plan" in client.get(where).content.decode()
    form = {"key": str(uuid.uuid4()), "given": "yes_if", "words": "Rohkem aega.", "version": str(version.number)}
    for _ in range(2):
        assert client.post(where, form).status_code == 302
    said = Confirmation.objects.get()
    assert (said.answer, said.through, said.language) == ("yes_if", "link", "en")
    change(cycle, lead)
    agreement.reply_with_new_version(
        confirmation=said,
        words=builders.text("Two more weeks."),
        note=builders.text("Longer"),
        answers_by=None,
        by=lead,
    )
    page = client.get(where).content.decode()
    assert "Two more weeks. (en)" in page
    assert "It led to version 2" in page
    assert "so we ask once more" in page


def test_party_that_had_the_old_version_before_it_is_told_so(client, city, cycle, lead) -> None:
    party, _version = invite(cycle, lead), put(cycle, lead)
    secret = agreement.make_link(party=party, by=lead)
    change(cycle, lead)
    put(cycle, lead, "Longer")
    form = {"key": str(uuid.uuid4()), "given": "yes", "words": "", "version": "1"}
    page = client.post(url("answer", city, secret=secret), form)
    assert "A newer version of the plan was put to you meanwhile" in page.content.decode()
    assert Confirmation.objects.count() == 0


def test_condition_without_words_is_told_what_is_missing(client, city, cycle, lead) -> None:
    party, version = invite(cycle, lead), put(cycle, lead)
    where = url("answer", city, secret=agreement.make_link(party=party, by=lead))
    form = {"key": str(uuid.uuid4()), "given": "no", "words": "", "version": str(version.number)}
    assert "Say what would have to change" in client.post(where, form).content.decode()
    assert Confirmation.objects.count() == 0


def test_wrong_link_is_not_found_and_a_link_stays_out_of_the_log(client, city, cycle, lead) -> None:
    put(cycle, lead)
    assert client.get(url("answer", city, secret="wrong")).status_code == 404
    assert SECRET_IN_PATH.sub(r"\1...", url("answer", city, secret="s3cret")) == "/en/tartu/plan/answer/.../"


def test_link_of_a_party_does_not_open_in_another_city(client, city, cycle, lead) -> None:
    put(cycle, lead)
    secret = agreement.make_link(party=invite(cycle, lead), by=lead)
    assert client.get(url("answer", builders.city("parnu"), secret=secret)).status_code == 404


def test_page_shows_silence_and_the_words_of_each_party(client, city, cycle, lead) -> None:
    version = put(cycle, lead)
    say(invite(cycle, lead), lead, version, "no", "Liiga kiire.")
    invite(cycle, lead, "companies")
    page = client.get(url("agreement", city)).content.decode()
    assert "Liiga kiire." in page
    assert "There is no answer. That is shown as silence." in page


def test_version_page_shows_what_changed(client, city, cycle, lead) -> None:
    put(cycle, lead)
    change(cycle, lead)
    put(cycle, lead, "Longer")
    page = client.get(url("version", city, number=2)).content.decode()
    assert "<del>February</del>" in page
    assert "<ins>March</ins>" in page
    assert client.get(url("version", city, number=3)).status_code == 404
    assert "A newer version has replaced this one" in client.get(url("version", city, number=1)).content.decode()


def test_a_target_is_set_for_a_figure_of_the_scorecard_or_in_own_words(client, city, cycle) -> None:
    client.force_login(builders.person(city, Role.LEAD))

    def send(**fields: str) -> int:
        return client.post(url("target", city), {"key": str(uuid.uuid4()), "value": "5", **fields}).status_code

    assert (send(), send(figure="nothing"), send(figure="reach"), send(name_et="Hääled")) == (422, 422, 302, 302)
    first, second = cycle.targets.order_by("id")
    assert (first.key, first.value, first.name.words["en"]) == ("reach", 5, "Reach")
    assert second.key.startswith("haaled-")
    assert second.name.words == {"et": "Hääled"}


@pytest.fixture
def desk(client, city):
    client.force_login(builders.person(city, Role.LEAD))
    return client


def test_lead_runs_the_whole_round_at_the_desk(desk, city, cycle, lead) -> None:
    key = lambda: str(uuid.uuid4())  # noqa: E731 - one key a form
    assert desk.post(url("invite", city), {"key": key(), "name_et": "Ülikool"}).status_code == 302
    assert desk.post(url("target", city), {"key": key(), "name_et": "Hääled", "value": "300"}).status_code == 302
    assert desk.post(url("put", city), {"key": key(), "note_et": "Esimene"}).status_code == 302
    party = cycle.parties.get()
    link = desk.post(url("link", city, party=party.pk)).content.decode()
    assert "/plan/answer/" in link
    form = {
        "key": key(),
        "given": "yes_if",
        "words": "Rohkem aega.",
        "version": "1",
        "through": "phone",
        "language": "et",
    }
    assert desk.get(url("enter", city, party=party.pk)).status_code == 200
    assert desk.post(url("enter", city, party=party.pk), form).status_code == 302
    said = Confirmation.objects.get()
    stage = Stage.objects.get(cycle=cycle, part=1)
    assert desk.get(url("stage", city, stage=stage.pk)).status_code == 200
    days = {"key": key(), "opens": "2026-01-01", "ends": "", "words_et": "kevad 2027"}
    assert desk.post(url("stage", city, stage=stage.pk), days).status_code == 302
    reply = {"key": key(), "words_et": "Saate.", "changes": "on", "note_et": "Pikem"}
    assert desk.get(url("reply", city, confirmation=said.pk)).status_code == 200
    assert desk.post(url("reply", city, confirmation=said.pk), reply).status_code == 302
    assert Reply.objects.get().led_to.number == 2
    assert "kevad 2027" in desk.get(url("version", city, number=2)).content.decode()
    assert desk.get(url("desk", city)).status_code == 200


def test_unchanged_plan_is_not_put_from_the_desk(desk, city, cycle, lead) -> None:
    put(cycle, lead)
    answer = desk.post(url("put", city), {"key": str(uuid.uuid4()), "note_et": "Sama"})
    assert answer["Location"].endswith("?done=unchanged")
    assert PlanVersion.objects.count() == 1


def test_ending_part_0_with_a_closed_gate_leads_to_what_is_missing(desk, city, cycle) -> None:
    stage = Stage.objects.get(cycle=cycle, part=0)
    answer = desk.post(url("end_stage", city, stage=stage.pk))
    assert answer["Location"].endswith(f"/work/plan/stages/{stage.pk}/override/")
    override = {"key": str(uuid.uuid4()), "reason_et": ""}
    assert desk.post(url("override", city, stage=stage.pk), override).status_code == 422
    assert desk.post(url("override", city, stage=stage.pk), {**override, "reason_et": "August"}).status_code == 302
    assert Override.objects.get().reason.words == {"et": "August"}


def test_mandate_is_worded_anew_at_the_desk(desk, city, cycle) -> None:
    form = {
        "key": str(uuid.uuid4()),
        "can_change_et": "uus",
        "cannot_change_et": "ei",
        "who_decides_et": "volikogu",
        "gate_roles": ["lead"],
    }
    assert desk.get(url("reword", city)).status_code == 200
    assert desk.post(url("reword", city), form).status_code == 302
    cycle.refresh_from_db()
    assert cycle.can_change.words == {"et": "uus"}


def test_reply_is_given_once(cycle, lead) -> None:
    said = say(invite(cycle, lead), lead, put(cycle, lead), "no", "Ei.")
    agreement.reply(confirmation=said, words=builders.text("Because"), led_to=None, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.reply(confirmation=said, words=builders.text("Again"), led_to=None, by=lead)


def test_answers_are_open_data(client, city, cycle, lead) -> None:
    said = say(invite(cycle, lead), lead, put(cycle, lead), "no", "Liiga kiire.")
    table = client.get(reverse("overview:table", kwargs={"city": city.slug, "name": "confirmations"})).content.decode()
    assert table.splitlines()[1].startswith(f"{said.pk},University,University (en),University (ru),1,1,no,Liiga kiire.")
