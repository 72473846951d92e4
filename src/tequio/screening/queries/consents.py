"""Who lets whom read which books: for whoever gave it and for whoever may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.governance import queries as governance
from tequio.governance.queries.proposals import adopted_across
from tequio.screening.models import AskedRow, ConsentRow
from tequio.screening.rules.asking import CONSENT
from tequio.screening.rules.consenting import Consent, Wanted, read_wanted


def consented(party: int, examiner: int, pack: str, on: date) -> frozenset[str]:
    """Which books of an organisation an examiner may read for a pack such as `un-ilo@1`.  One
    query."""
    return consented_by([party], examiner, pack, on).get(party, frozenset())


def consented_by(
    parties: Collection[int], examiner: int, pack: str, on: date
) -> dict[int, frozenset[str]]:
    """The same for many; who lets nothing be read is left out.  One query."""
    rows = ConsentRow.objects.filter(
        organisation_id__in=parties, examiner_id=examiner, withdrawn_on__isnull=True
    )
    books: dict[int, set[str]] = defaultdict(set)
    for one in map(consent_of, rows):
        if one.holds(on) and one.is_for(pack):
            books[one.organisation] |= set(one.books)
    return {party: frozenset(found) for party, found in books.items()}


def consents_of(organisation: int) -> list[Consent]:
    """Every consent that an organisation ever gave, the newest first.  One query."""
    rows = ConsentRow.objects.filter(organisation_id=organisation)
    return [consent_of(row) for row in rows.order_by("-id")]


def consents_to(examiner: int, party: int | None = None) -> list[Consent]:
    """Every consent that was ever given to an examiner, by all or by one, the newest first.  One
    query."""
    rows = ConsentRow.objects.filter(examiner_id=examiner)
    if party is not None:
        rows = rows.filter(organisation_id=party)
    return [consent_of(row) for row in rows.order_by("-since", "organisation_id", "-id")]


def consent(organisation: int, number: int) -> Consent | None:
    """One consent of an organisation.  One query."""
    row = ConsentRow.objects.filter(organisation_id=organisation, id=number).first()
    return consent_of(row) if row else None


def consent_of(row: ConsentRow) -> Consent:
    """A consent as it stands."""
    return Consent(
        row.id,
        row.organisation_id,
        row.examiner_id,
        tuple(row.packs),
        tuple(row.books),
        row.resolution_id,
        row.since,
        row.until,
        row.withdrawn_on,
    )


@dataclass(frozen=True)
class AskedConsent:
    """A consent for which members were asked.

    state  `open`, `adopted` and not written down yet, `given`, or `over`: rejected, withdrawn
    """

    proposal: int
    wanted: Wanted
    state: str


def asked_consents(organisation: int) -> list[AskedConsent]:
    """For what the members of an organisation were asked, the newest first.  Four queries."""
    rows = AskedRow.objects.filter(organisation_id=organisation, kind=CONSENT)
    asked = list(rows.order_by("-proposal_id"))
    numbers = [row.proposal_id for row in asked]
    open_ones = governance.undecided(organisation, numbers)
    adopted = {one for _of, one in adopted_across({(organisation, one) for one in numbers})}
    given = {facts["proposal"] for facts in facts_of(organisation, "screening.give_consent")}

    def state(proposal: int) -> str:
        if proposal in given:
            return "given"
        return "open" if proposal in open_ones else "adopted" if proposal in adopted else "over"

    return [
        AskedConsent(row.proposal_id, read_wanted(row.content), state(row.proposal_id))
        for row in asked
    ]
