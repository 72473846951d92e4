"""The statutes against the resolutions that gave them, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tequio.governance.queries.checking.decided import Decided, Decision, is_readable
from tequio.governance.rules.effects import AmendStatutes
from tequio.kernel import Finding, canonical
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as membership
from tequio.statutes.queries import Provided
from tequio.statutes.rules import plain_value

NOT_RESOLVED = _("Provision {id} of the statutes ({provision}) comes from no decision.")
NOT_AS_RESOLVED = _(
    "Provision {id} of the statutes ({provision}) is not what resolution {resolution} decided."
)
PROVISION_LOST = _("Resolution {resolution} decided on {provision}, but the statutes lack it.")
REASON_CHANGED = _(
    "The reason that stands with provision {id} of the statutes ({provision}) is not the one that "
    "the group gave."
)

Key = tuple[str, str, str, int, str]


def check_provisions(organisation: int, known: Decided) -> Iterator[Finding]:
    """Every row of the statutes is what its resolution decided, and none is lost.  One query."""
    decided = Counter(key for one in known.known for key in _decided(one))
    for row in known.provisions:
        key = (row.code, row.value, row.since.isoformat(), row.source, row.source_hash)
        if decided[key]:
            decided[key] -= 1
        elif row.source not in known.told:
            yield _finding("provision_not_resolved", NOT_RESOLVED, row)
        elif row.source in known.is_known:
            _take_other(decided, row)
            told = {"resolution": row.source}
            yield _finding("provision_not_as_resolved", NOT_AS_RESOLVED, row, **told)
    for key in decided.elements():
        fields = (("resolution", key[3]), ("provision", key[0]))
        yield Finding("governance", "provision_lost", PROVISION_LOST, fields)
    yield from _reasons(organisation, known)


def _decided(one: Decision) -> Iterator[Key]:
    values, since = one.values
    for code, value in values.items():
        if is_readable(code, value):
            text = canonical(plain_value(code, value))
            yield code, text, since.isoformat(), one.resolution, one.digest


def _take_other(decided: Counter[Key], row: Provided) -> None:
    """A row that was changed stands for the value that it had: it is told once, not twice."""
    for key, left in decided.items():
        if left and (key[0], key[3]) == (row.code, row.source):
            decided[key] -= 1
            return


def _reasons(organisation: int, known: Decided) -> Iterator[Finding]:
    """Why the group went on in spite of an unverified law; an erased text has no words left."""
    given = {one.resolution: reasons for one in known.known if (reasons := _given(one)) is not None}
    named = [row.reason for row in known.provisions if row.reason is not None]
    words = {number: text.body for number, text in membership.texts(organisation, named).items()}
    for row in known.provisions:
        if row.source in given and not _is_given(row, given[row.source], words):
            yield _finding("reason_changed", REASON_CHANGED, row)


def _given(one: Decision) -> Mapping[str, str] | None:
    """Code → reason; a founding keeps only that there is one (empty words)."""
    if isinstance(one.effect, AmendStatutes):
        return {code: text for code, text in one.effect.reasons.items() if text.strip()}
    if one.effect is None:
        return dict.fromkeys(one.certificate.get("reasons") or (), "")
    return None


def _is_given(row: Provided, given: Mapping[str, str], words: Mapping[int, str]) -> bool:
    if (row.reason is None) != (row.code not in given):
        return False
    said = given.get(row.code, "")
    return row.reason is None or not said or words.get(row.reason, "") in ("", said)


def _finding(code: str, sentence: str, row: Provided, **more: Any) -> Finding:
    return Finding.of("governance", code, sentence, id=row.id, provision=row.code, **more)
