"""A practice is taken from somebody else's library, or from the ready cases, and adapted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Code, Id, Language, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, refuse
from tequio.knowledge.queries.cases import ready_case
from tequio.knowledge.queries.standing import objections_to_take_part, reader_of
from tequio.knowledge.queries.versions import standing_of
from tequio.knowledge.queries.written import design_kept, innovation_of, version_of
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules.designs import LANGUAGES, Design, in_one_language
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_practices import PracticeForked
from tequio.knowledge.service.joining import Begun, begin, objections_to_carrier
from tequio.membership.queries import organisation
from tequio.registry.rules import deciding


def _called(slug: str) -> int | None:
    found = organisation(slug) if slug else None
    return found.id if found else None


def _origin(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    found = _called(arguments["practice"].keeper)
    return [] if found is None else [found]


@act(
    "knowledge.fork",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.ONE_ORIGIN,
        rules.NO_SUCH_CASE,
        rules.ALREADY_HERE,
        rules.NOT_PUBLISHED,
        rules.NO_SUCH_VERSION,
        rules.NO_SUCH_ROLE,
        *deciding.OF_A_LISTED,
    ],
    touches=_origin,
)
def fork(
    act: Act,
    /,
    *,
    practice: Practice,
    role: Code,
    language: Language = "",
    listed: Id | None = None,
    words: Words = "",
) -> Told[PracticeForked]:
    """Take a practice as the beginning of one of your own; both libraries show where it went.

    practice  a published one of another library, or a ready case
    role      as which you write: practitioner, researcher, user or public
    language  in which you go on writing a ready case; left out: English
    listed    number in the register of whoever carries it here, if that is known
    words     why you take it up
    """
    refuse(objections_to_take_part(act))
    of_library = bool(practice.keeper)
    if of_library == bool(practice.case) or of_library != (practice.innovation is not None):
        raise Refused(rules.ONE_ORIGIN.because())
    refuse([*rules.objections_to_role(role), *objections_to_carrier(act.of_organisation, listed)])
    if practice.case:
        design = _of_a_case(practice.case, language)
        begun = Begun(design, role, words, listed, code=practice.case)
    else:
        origin, design, number = _of_a_library(act, practice)
        begun = Begun(design, role, words, listed, origin, practice.innovation, number)
    begun = replace(begun, design=replace(begun.design, version=1, state=rules.SPOTTED))
    row, kept = begin(act, begun)
    event = PracticeForked(
        keeper=row.organisation_id,
        innovation=row.id,
        origin=row.source_id,
        origin_practice=row.source_id_there,
        origin_version=row.source_version,
        code=row.code,
        listed=listed,
        **kept.said,
    )
    return Told(event, {row.source_id: event} if row.source_id else {})


def _of_a_case(code: str, language: str) -> Design:
    found = ready_case(code)
    if found is None:
        raise Refused(rules.NO_SUCH_CASE.because(code=code))
    wished = language.partition("-")[0].lower()
    return in_one_language(found, wished if wished in LANGUAGES else "en")


def _of_a_library(act: Act, practice: Practice) -> tuple[int, Design, int]:
    """The organisation, what its practice says, and in which version.  Raises Refused."""
    origin = _called(practice.keeper)
    if origin == act.of_organisation:
        raise Refused(rules.ALREADY_HERE.because())
    row = None
    if origin is not None and reader_of(origin, act.by, act.today).reads:
        row = innovation_of(origin, practice.innovation or 0)
    if row is None or not row.is_public:
        raise Refused(rules.NOT_PUBLISHED.because())
    standing = standing_of(row)
    number = standing if practice.version is None else practice.version
    written = version_of(row.organisation_id, row.id, number) if number <= standing else None
    if written is None:
        raise Refused(rules.NO_SUCH_VERSION.because(version=number))
    return row.organisation_id, design_kept(written), number
