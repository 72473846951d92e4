"""A practice is written by several, in versions that nobody overwrites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from tequio.chronicle.rules.inputs import Code, Id, Small, Text, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, canonical, digest, refuse
from tequio.knowledge.models import ContributionRow, InnovationRow, SignOffRow, VersionRow
from tequio.knowledge.queries.designs import load_design
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.queries.written import innovation_of, version_of
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules.designs import Design, DesignError, in_one_language, plain_design
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_practices import Contributed, SignedOff, VersionWritten
from tequio.membership.queries import places_of
from tequio.registry.service.speaking import words_kept

DesignText = Annotated[str, Text(200_000)]
"""A design in JSON or YAML."""
CONTRIBUTORS = "whoever contributes to this practice"
SHOWN_PROBLEMS = 5


@dataclass(frozen=True)
class Written:
    """What was written as a version; `why`: number and digest of what the author said of it."""

    row: VersionRow
    why: tuple[int | None, str]

    @property
    def said(self) -> dict[str, Any]:
        """As an event tells it."""
        return {
            "design": self.row.digest,
            "body": digest(self.row.design),
            "title": digest(self.row.title),
            "role": self.row.role,
            "text": self.why[0],
            "proof": self.why[1],
        }


def practice_here(keeper: int, innovation: int) -> InnovationRow:
    """A practice of this library.  Raises Refused."""
    row = innovation_of(keeper, innovation)
    if row is None:
        raise Refused(rules.NO_SUCH_PRACTICE.because(innovation=innovation))
    return row


def read_written(text: str, *, number: int) -> Design:
    """What people wrote, as the version that it becomes; a ready case that somebody brings is
    taken in English, and a state that the text claims is left out.  Raises Refused."""
    try:
        design = load_design(text)
    except DesignError as problem:
        told = "; ".join(problem.problems[:SHOWN_PROBLEMS])
        raise Refused(rules.DESIGN_NOT_READABLE.because(problems=told)) from problem
    own = in_one_language(design, "en") if design.code else design
    return replace(own, version=number, state=rules.SPOTTED)


def keep_version(act: Act, innovation: int, design: Design, *, role: str, words: str) -> Written:
    """Write a version; the caller asked everything before."""
    keeper = act.of_organisation
    why = words_kept(keeper, words)
    row = VersionRow.objects.create(
        organisation_id=keeper,
        innovation_id=innovation,
        number=design.version,
        title=next(iter(design.title.values()), "")[:200],
        design=canonical(plain_design(design)),
        digest=design.digest,
        text_id=why[0],
        role=role,
        person_id=act.by_somebody,
        written_at=act.at,
    )
    return Written(row, why)


def role_of(act: Act, innovation: int) -> str | None:
    """As which whoever acts contributes, if she does.  One query."""
    rows = ContributionRow.objects.filter(
        organisation_id=act.of_organisation, innovation_id=innovation, person_id=act.by
    )
    return rows.values_list("role", flat=True).first()


@act(
    "knowledge.write_version",
    may=CONTRIBUTORS,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PRACTICE,
        rules.DESIGN_NOT_READABLE,
        rules.NOT_CONTRIBUTING,
        rules.WRITTEN_IN_BETWEEN,
        rules.NOTHING_CHANGED,
    ],
)
def write_version(
    act: Act, /, *, innovation: Id, design: DesignText, based_on: Small, words: Words = ""
) -> VersionWritten:
    """Write a practice anew; what it said before stays, with its author.

    design    in JSON or YAML
    based_on  the version that you changed: the newest, else somebody wrote in between
    words     what you changed, and why
    """
    refuse(objections_to_take_part(act))
    keeper = act.of_organisation
    row = practice_here(keeper, innovation)
    role = role_of(act, innovation)
    refuse(rules.objections_to_write(role=role, based_on=based_on, newest=row.version))
    newest = version_of(keeper, innovation, row.version)
    written = read_written(design, number=row.version + 1)
    same = replace(written, version=row.version).digest
    if newest is not None and newest.digest == same:
        raise Refused(rules.NOTHING_CHANGED.because(newest=row.version))
    kept = keep_version(act, innovation, written, role=role or "", words=words)
    rows = InnovationRow.objects.filter(organisation_id=keeper, id=innovation)
    rows.update(version=written.version)
    return VersionWritten(innovation=innovation, version=written.version, **kept.said)


@act(
    "knowledge.contribute",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PRACTICE,
        rules.NO_SUCH_ROLE,
        rules.ALREADY_CONTRIBUTES,
        rules.NOT_OF_THAT_ORGANISATION,
    ],
)
def contribute(
    act: Act, /, *, innovation: Id, role: Code, party: Id | None = None, words: Words = ""
) -> Contributed:
    """Say that you work on a practice, and as what; one role for a person and a practice.

    role   practitioner, researcher, user or public
    party  number of the organisation for which you do, if it is one of yours
    words  what you bring
    """
    refuse(objections_to_take_part(act))
    practice_here(act.of_organisation, innovation)
    refuse(
        rules.objections_to_contribute(
            role=role,
            contributes=role_of(act, innovation) is not None,
            party=party,
            belongs_to=places_of(act.by_somebody, act.today) if party is not None else (),
        )
    )
    text, proof = keep_contribution(act, innovation, role=role, party=party, words=words)
    return Contributed(innovation, role, party, text, proof)


def keep_contribution(
    act: Act, innovation: int, *, role: str, party: int | None = None, words: str = ""
) -> tuple[int | None, str]:
    """Write down who contributes; number and digest of what she said."""
    text, proof = words_kept(act.of_organisation, words, about=act.by)
    ContributionRow.objects.create(
        organisation_id=act.of_organisation,
        innovation_id=innovation,
        person_id=act.by_somebody,
        role=role,
        party_id=party,
        text_id=text,
        since=act.at,
    )
    return text, proof


@act(
    "knowledge.sign_off",
    may=CONTRIBUTORS,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PRACTICE,
        rules.NOT_CONTRIBUTING,
        rules.NOT_THE_NEWEST,
        rules.SIGNED_ALREADY,
    ],
)
def sign_off(act: Act, /, *, innovation: Id, version: Small) -> SignedOff:
    """Stand by a version with your knowledge; roles weigh the same.

    version  the newest; a later one needs your signature anew
    """
    refuse(objections_to_take_part(act))
    keeper = act.of_organisation
    row, role = practice_here(keeper, innovation), role_of(act, innovation)
    mine = SignOffRow.objects.filter(
        organisation_id=keeper, innovation_id=innovation, version=version, person_id=act.by
    )
    refuse(
        rules.objections_to_sign(
            role=role, version=version, newest=row.version, has_signed=mine.exists()
        )
    )
    assert role is not None, "whoever does not contribute was refused"
    SignOffRow.objects.create(
        organisation_id=keeper,
        innovation_id=innovation,
        version=version,
        person_id=act.by_somebody,
        role=role,
        signed_at=act.at,
    )
    return SignedOff(innovation, version, role)
