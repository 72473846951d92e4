"""What is said in a case, and in whose chains a case is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Text
from tequio.chronicle.service import take_ids
from tequio.kernel import Act, refuse
from tequio.membership import queries as members
from tequio.membership.rules import objections_to_keeping_the_roll
from tequio.registry.queries.recognised import register_called
from tequio.registry.rules import recognising
from tequio.registry.service.speaking import words_kept
from tequio.screening.models import MessageRow
from tequio.screening.queries.cases_there import party_of, party_of_case
from tequio.screening.service import consents

PackKey = Annotated[str, Text(60)]
"""Such as un-ilo@1."""
ITS_OFFICERS = "secretary or chair of the organisation that is examined"
OF_A_PARTY = (recognising.NO_SUCH_REGISTER, recognising.NOT_RECOGNISED)


@dataclass(frozen=True)
class Kept:
    """Words that were kept; `message` is None where nothing was said."""

    message: int | None
    text: int | None
    proof: str

    @property
    def said(self) -> dict[str, Any]:
        """As an event tells it."""
        return {"message": self.message, "text": self.text, "proof": self.proof}


def say(
    act: Act,
    examiner: int,
    case: int,
    kind: str,
    words: str,
    *,
    assessment: int | None = None,
) -> Kept:
    """Keep what was said in a case; nothing for nothing."""
    text, proof = words_kept(examiner, words)
    if text is None:
        return Kept(None, None, "")
    assert act.by is not None, "whoever says something is signed in"
    row = MessageRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        case_id=case,
        kind=kind,
        text_id=text,
        assessment_id=assessment,
        person_id=act.by,
        written_at=act.at,
    )
    return Kept(row.id, text, proof)


def examiner_called(act: Act, slug: str) -> tuple[int, int]:
    """Who examines under this short name, and the number under which it lists the organisation for
    which an officer acts.  Raises Refused."""
    own = act.of_organisation
    refuse(objections_to_keeping_the_roll(members.standing(act.by, own, act.today)))
    return consents.examiner_called(slug, own)


def told(event: Any, *chains: int | None) -> Told[Any]:
    """An event, told in these chains too; in the act's own it stands anyway."""
    return Told(event, {one: event for one in chains if one is not None})


def the_examiner(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    """Whose chain an act of a party writes too."""
    examiner = register_called(arguments["examiner"])
    return [] if examiner is None else [examiner]


def the_party(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    """Whose chain an act of a case writes too."""
    party = party_of_case(act.of_organisation, arguments["case"])
    return [] if party is None else [party]


def the_listed(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    """Whose chain the opening of a case writes too."""
    party = party_of(act.of_organisation, arguments["listed"])
    return [] if party is None else [party]
