"""Whoever has an interest in an organisation says so, and judges it no more."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept
from tequio.screening.models import InterestRow
from tequio.screening.rules import examining as rules
from tequio.screening.rules.told import InterestDeclared, InterestEnded

INSIDE = "every member of the network, and whoever holds an office in it"


@act(
    "screening.declare_interest",
    may=INSIDE,
    refusals=[NOT_A_MEMBER, *deciding.OF_A_LISTED, rules.ALREADY_DECLARED],
)
def declare_interest(act: Act, /, *, listed: Id, words: Words = "") -> InterestDeclared:
    """Say that you have an interest in a listed organisation: you neither assess it nor decide
    about it as long as that holds.

    words  what the interest is, for whoever assigns the work
    """
    examiner = act.of_organisation
    who = members.standing(act.by, examiner, act.today)
    if not (who.is_member or who.offices):
        raise Refused(NOT_A_MEMBER.because())
    refuse(deciding.objections_to_listed(listed, listed_of(examiner, [listed]).get(listed)))
    mine = InterestRow.objects.filter(organisation_id=examiner, person_id=act.by, ended_at=None)
    if mine.filter(listed_id=listed).exists():
        raise Refused(rules.ALREADY_DECLARED.because())
    text, proof = words_kept(examiner, words, about=act.by)
    assert act.by is not None, "a member is somebody"
    row = InterestRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        person_id=act.by,
        listed_id=listed,
        text_id=text,
        declared_at=act.at,
    )
    return InterestDeclared(row.id, listed, text, proof)


@act(
    "screening.end_interest", may="whoever said that she has it", refusals=[rules.NO_SUCH_INTEREST]
)
def end_interest(act: Act, /, *, interest: Id) -> InterestEnded:
    """Say that you have this interest no more."""
    rows = InterestRow.objects.filter(
        organisation_id=act.of_organisation, id=interest, person_id=act.by, ended_at=None
    )
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_INTEREST.because())
    rows.update(ended_at=act.at)
    return InterestEnded(interest, row.listed_id)
