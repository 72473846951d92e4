"""A small group for tests of pages: a few people, some offices, and a browser for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.kernel import Act
from tequio.membership import queries, rules, service
from tequio.membership.rules.pins import verifier_of
from tequio.membership.service import NewPerson
from tequio.membership.visits.devices import MARK, SALT

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HINDI = {"HTTP_ACCEPT_LANGUAGE": "hi"}


@dataclass
class Group:
    """An organisation with people by first name."""

    id: int
    slug: str
    people: dict[str, int] = field(default_factory=dict)

    @property
    def facts(self) -> rules.Organisation:
        found = queries.organisation(self.id)
        assert found is not None
        return found

    def join(self, name: str, *offices: str, since: date | None = None) -> int:
        """Somebody becomes a member, with offices."""
        person = service.create_person(NewPerson(name, phone=f"+9198765{len(self.people):05d}"))
        day = since or timezone.localdate() - timedelta(days=30)
        service.admit(self.id, [person], since=day)
        for office in offices:
            service.seat(self.id, office=office, person=person, since=day)
        self.people[name.split(maxsplit=1)[0].lower()] = person
        return person

    def browser(self, name: str) -> Client:
        """The browser of a member who is signed in."""
        return browser_of(self.people[name])

    def act(self, name: str, key: str, at: datetime | None = None) -> Act:
        return Act(self.people[name], self.id, at or timezone.localtime(), key)


def browser_of(person: int) -> Client:
    """The browser of a person who is signed in."""
    client = Client()
    client.force_login(service.open_account(person), backend=BACKEND)
    return client


def stranger() -> Client:
    """The browser of somebody who is signed in and belongs nowhere."""
    return browser_of(service.create_person(NewPerson("Stranger")))


def found(slug: str = "sakhi", **facts: object) -> Group:
    """Asha keeps the roll, Bina the money, Chand is a member; founded thirty days ago."""
    given = {
        "slug": slug,
        "name": f"{slug.title()} Mahila Samooh",
        "kind": "self-help-group",
        "unit": "INR",
        "country": "IN",
        "founded_on": timezone.localdate() - timedelta(days=30),
    }
    group = Group(service.create_organisation(given | facts), slug)
    group.join("Asha Devi", "secretary")
    group.join("Bina Kumari", "treasurer")
    group.join("Chand Rani")
    return group


def on_the_shared_phone(organisation: int, person: int, *, officer: int) -> Client:
    """A phone that an officer shared, on which a member typed her PIN."""
    salt, at = "5" * 64, timezone.localtime()
    title = {"title": "the phone in the box"}
    shared = service.enrol_device(Act(officer, organisation, at, f"phone of {person}"), **title)
    verifier = verifier_of("4821", salt=salt)
    service.set_pin(Act(person, organisation, at, f"pin of {person}"), salt=salt, verifier=verifier)
    client = Client()
    mark = f"{organisation}.{shared.facts['device']}"
    client.cookies[MARK] = signing.get_cookie_signer(salt=MARK + SALT).sign(mark)
    client.post(reverse("membership:she", args=[person]), {"pin": "4821"})
    return client
