"""A practice that somebody may read: of her own organisation, offered, published, or ready."""

from __future__ import annotations

import json

from django.utils.translation import get_language

from tequio.kernel import Act, Refused, canonical, refuse
from tequio.knowledge.models import OfferRow
from tequio.knowledge.queries.cases import ready_case
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.queries.versions import Written, design_at
from tequio.knowledge.rules.designs import (
    Design,
    DesignError,
    in_language,
    plain_design,
)
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ, Practice, Read
from tequio.knowledge.rules.transferability.assessable import NOT_ASSESSABLE, objections_to_assess
from tequio.membership import queries as members


def practice_read(act: Act, asked: Practice) -> Read:
    """What is meant, as far as whoever acts may read it.  Raises Refused."""
    found = _case(asked.case) if asked.case else _written(act, asked)
    if found is None:
        raise Refused(NO_PRACTICE_TO_READ.because())
    return found


def assessable(text: str) -> Design:
    """A design from canonical JSON.  Raises Refused with all reasons for which it cannot be held
    beside a place."""
    try:
        design = read_design(json.loads(text))
    except DesignError as wrong:
        raise Refused(NOT_ASSESSABLE.because(problems="; ".join(wrong.problems))) from wrong
    refuse(objections_to_assess(design))
    return design


def _case(code: str) -> Read | None:
    design = ready_case(code)
    if design is None:
        return None
    title = in_language(design.title, get_language() or "en")
    return Read(None, None, None, code, title, canonical(plain_design(design)), design.digest)


def _written(act: Act, asked: Practice) -> Read | None:
    keeper = members.organisation(asked.keeper) if asked.keeper else None
    if asked.innovation is None or (asked.keeper and keeper is None):
        return None
    whose = keeper.id if keeper else act.of_organisation
    found = design_at(whose, asked.innovation, asked.version)
    if found is not None and not _may_read(act, found):
        found = _offered(act, found, asked.version)
    if found is None:
        return None
    return Read(
        found.organisation,
        found.innovation,
        found.version,
        "",
        found.title,
        found.design,
        found.digest,
    )


def _may_read(act: Act, found: Written) -> bool:
    own = act.of_organisation
    if found.organisation == own:
        return True
    if found.is_draft or not found.is_public:
        return False
    return reader_of(found.organisation, act.by, act.today).reads


def _offered(act: Act, found: Written, version: int | None) -> Written | None:
    """The version that an offer opens which was not declined: exactly that one; the newest of
    these where none is named."""
    rows = OfferRow.objects.filter(
        organisation_id=found.organisation,
        innovation_id=found.innovation,
        receiver_id=act.of_organisation,
    ).exclude(answer="declined")
    if version is not None:
        rows = rows.filter(version=version)
    opened = rows.order_by("-version").values_list("version", flat=True).first()
    if opened is None:
        return None
    return design_at(found.organisation, found.innovation, opened)
