"""Who wants messages where, and since which line of the chronicle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tequio.membership.queries import contacts
from tequio.notices import rules
from tequio.notices.models import ChoiceRow


@dataclass(frozen=True)
class Choice:
    """What a person chose last; `channel` none until she said anything.

    is_own  she chose it herself; else an officer noted her wish
    """

    channel: str = "none"
    wish: str = ""
    line: int = 0

    @property
    def is_own(self) -> bool:
        return self.wish == "own"

    @property
    def words(self) -> str:
        """The channel in words, for translation."""
        return rules.CHANNELS.get(self.channel, self.channel)


def choice_of(organisation: int, person: int) -> Choice:
    """What she chose last.  One query."""
    rows = ChoiceRow.objects.filter(organisation_id=organisation, person_id=person)
    row = rows.order_by("-id").first()
    return Choice(row.channel, row.wish, row.line) if row else Choice()


@dataclass(frozen=True)
class Choices:
    """Everything that the persons of an organisation ever chose, oldest first."""

    by_person: dict[int, list[Choice]]

    def wants(self, person: int, line: int) -> bool:
        """Whether she wanted messages when this line was written, and still wants them."""
        hers = self.by_person.get(person, [])
        then = [one for one in hers if one.line <= line]
        return bool(then) and "none" not in (then[-1].channel, hers[-1].channel)

    def wanted(self, person: int, line: int) -> bool:
        """Whether she wanted messages when this line was written."""
        then = [one for one in self.by_person.get(person, []) if one.line <= line]
        return bool(then) and then[-1].channel != "none"

    def channel(self, person: int) -> str:
        """Where her messages go now."""
        hers = self.by_person.get(person, [])
        return hers[-1].channel if hers else "none"


def choices(organisation: int) -> Choices:
    """What everybody chose.  One query."""
    found: dict[int, list[Choice]] = defaultdict(list)
    for row in ChoiceRow.objects.filter(organisation_id=organisation).order_by("id"):
        found[row.person_id].append(Choice(row.channel, row.wish, row.line))
    return Choices(dict(found))


def contacts_of(person: int) -> rules.Contacts:
    """What is known of a person that a message needs.  One query."""
    found = contacts.contacts_of([person]).get(person, contacts.Contact())
    return rules.Contacts(
        has_phone=bool(found.phone),
        has_email=bool(found.email),
        has_account=found.has_account,
    )
