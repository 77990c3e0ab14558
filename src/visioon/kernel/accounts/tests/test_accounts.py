import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts import guests, throttle
from visioon.kernel.accounts.actions import close_account, grant, revoke, system
from visioon.kernel.accounts.models import Grant, Person
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role, permission

pytestmark = pytest.mark.django_db


def test_guest_is_known_by_the_secret_only() -> None:
    actor, secret = guests.welcome()
    assert guests.known(secret) == actor
    assert guests.known("another") is None
    assert guests.known(None) is None


def test_claim_link_works_until_a_new_one_is_made() -> None:
    actor, _ = guests.welcome()
    old, new = guests.new_claim_link(actor), guests.new_claim_link(actor)
    assert guests.claim(old) is None
    claimed = guests.claim(new)
    assert claimed is not None
    assert guests.known(claimed[1]) == actor


def test_claim_secret_is_no_cookie() -> None:
    actor, _ = guests.welcome()
    assert guests.known(guests.new_claim_link(actor)) is None


def test_role_holds_in_its_city_only() -> None:
    one, other = builders.city("tartu"), builders.city("parnu")
    person = builders.person(one, Role.LEAD)
    assert person.actor.roles_in(one) == {Role.LEAD}
    assert person.actor.roles_in(other) == frozenset()


def test_only_an_administrator_gives_roles() -> None:
    city = builders.city()
    with pytest.raises(NotAllowed):
        grant(actor=builders.guest(), city=city, role=Role.LEAD, by=builders.lead(city))


def test_revoked_role_is_gone_and_stays_in_the_history() -> None:
    city = builders.city()
    given = grant(actor=builders.guest(), city=city, role=Role.MODERATOR, by=system())
    revoke(given=given, by=system())
    assert given.actor.roles_in(city) == frozenset()
    assert Grant.objects.filter(pk=given.pk).exists()


def test_address_belongs_to_one_person() -> None:
    city = builders.city()
    builders.person(city, email="a@test.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.person(city, email="A@Test.example")


def test_permission_of_other_roles_is_refused() -> None:
    with pytest.raises(ValueError, match="exists already"):
        permission("work", Role.ADMIN)


def test_staff_logs_in_and_out(client) -> None:
    city = builders.city()
    builders.person(city, Role.LEAD, email="lead@test.example")
    wanted = reverse("overview:week", kwargs={"city": city.slug})
    assert client.get(wanted).status_code == 302
    answer = client.post(
        reverse("accounts:login"), {"email": "Lead@test.example", "password": builders.PASSWORD, "next": wanted}
    )
    assert answer["Location"] == wanted
    assert client.get(wanted).status_code == 200
    client.post(reverse("accounts:logout"))
    assert client.get(wanted).status_code == 302


def test_wrong_password_and_unknown_address_say_the_same(client) -> None:
    builders.person(builders.city(), email="known@test.example")
    answers = [
        client.post(reverse("accounts:login"), {"email": email, "password": "wrong password"})
        for email in ("known@test.example", "nobody@test.example")
    ]
    pages = [answer.content.decode().replace("known@", "nobody@") for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "not right" in pages[0]
    assert "not right" in pages[1]


def test_many_wrong_tries_are_stopped(client) -> None:
    builders.person(builders.city(), email="tried@test.example")
    form = {"email": "tried@test.example", "password": "wrong password"}
    for _ in range(11):
        client.post(reverse("accounts:login"), form)
    right = client.post(reverse("accounts:login"), {**form, "password": builders.PASSWORD})
    assert right.status_code == 200


def test_a_new_password_ends_earlier_sessions(client) -> None:
    """The session ends in a GET, which may write nothing else."""
    city = builders.city()
    person = builders.person(city, Role.LEAD)
    client.force_login(person)
    desk = reverse("overview:week", kwargs={"city": city.slug})
    assert client.get(desk).status_code == 200
    person.set_password("another long password")
    person.save()
    assert client.get(desk)["Location"].startswith("/en/login/")


def test_many_accounts_cannot_be_tried_from_one_address(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "LIMIT_OF_ADDRESS", 3)
    builders.person(builders.city(), email="one@test.example")
    for number in range(3):
        client.post(reverse("accounts:login"), {"email": f"{number}@test.example", "password": "wrong"})
    form = {"email": "one@test.example", "password": builders.PASSWORD}
    assert client.post(reverse("accounts:login"), form).status_code == 200
    assert client.post(reverse("accounts:login"), form, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_behind_a_proxy_its_own_word_of_the_address_counts(rf, settings) -> None:
    sent = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7")
    assert throttle.address_of(sent) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert throttle.address_of(sent) == "192.0.2.7"
    assert throttle.address_of(rf.get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"


@pytest.mark.parametrize(
    "where", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_login_never_leads_to_another_site(client, where: str) -> None:
    builders.person(builders.city(), email="lead@test.example")
    answer = client.post(
        reverse("accounts:login"), {"email": "lead@test.example", "password": builders.PASSWORD, "next": where}
    )
    assert answer["Location"].startswith("/en/")


def test_who_leaves_is_nobody_any_more_and_what_they_did_stays() -> None:
    city = builders.city()
    person = builders.person(city, Role.LEAD, Role.SPECIALIST)
    actor = person.actor
    close_account(person=person, by=actor)
    actor.refresh_from_db()
    assert actor.roles_in(city) == frozenset()
    assert not Person.objects.filter(actor=actor).exists()
    assert Grant.objects.filter(actor=actor, ended_at__isnull=False).count() == 2


def test_an_account_is_closed_by_its_owner_or_by_whoever_gives_its_roles() -> None:
    own, other = builders.city("tartu"), builders.city("parnu")
    person, bare = builders.person(own, Role.LEAD), builders.person(own)
    foreign, admin = builders.person(other, Role.ADMIN).actor, builders.person(own, Role.ADMIN).actor
    for by in (builders.lead(own), foreign, builders.guest()):
        with pytest.raises(NotAllowed):
            close_account(person=person, by=by)
    with pytest.raises(PermissionError, match=r"accounts\.close"):
        close_account(person=bare, by=builders.lead(own))
    close_account(person=person, by=admin)
    close_account(person=bare, by=foreign)
    assert Person.objects.filter(pk__in=[person.pk, bare.pk]).count() == 0
