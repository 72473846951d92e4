"""When the verdict of another network is kept here as theirs.  Pure.

It is shown with its issuer and its day, and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.credentials import Credential

OF_THIS_NODE = RefusalKind(
    "verdict_of_this_node",
    _("This credential was signed by this node itself: it is nobody else's verdict."),
    _("Look at the finding here; take in only what others signed."),
)
TAKEN_ALREADY = RefusalKind(
    "verdict_already_taken",
    _("This verdict is kept here already, as number {verdict}."),
    _("Nothing more is needed."),
)
NEWER_KEPT = RefusalKind(
    "newer_verdict_kept",
    _("A verdict of {day} by the same network and the same rules is kept here; this one is older."),
    _("Keep the newer one."),
)
NO_SUCH_VERDICT = RefusalKind(
    "no_such_partner_verdict",
    _("No verdict of another network is kept here under the number {verdict}."),
    _("Choose one from the page of the organisation."),
    about="input",
)
TO_TAKE = (OF_THIS_NODE, TAKEN_ALREADY, NEWER_KEPT)


@dataclass(frozen=True)
class Kept:
    """A verdict that is kept of an organisation; `digest`: of the whole credential."""

    id: int
    key: str
    pack: str
    decided_on: date
    digest: str
    is_dropped: bool


def rules_named(pack: str) -> str:
    """The code of a pack without its version."""
    return pack.partition("@")[0]


def objections_to_take(
    found: Credential, proof: str, *, own_key: str, kept: Iterable[Kept]
) -> Iterator[Refusal]:
    """Against keeping a credential that was read.

    proof    digest of the credential; own_key: of this node, hexadecimal
    kept     what is kept of the same organisation
    """
    if found.key == own_key:
        yield OF_THIS_NODE.because()
        return
    standing = [one for one in kept if not one.is_dropped]
    same = next((one for one in standing if one.digest == proof), None)
    if same is not None:
        yield TAKEN_ALREADY.because(verdict=same.id)
        return
    days = [
        one.decided_on
        for one in standing
        if (one.key, rules_named(one.pack)) == (found.key, rules_named(found.pack))
    ]
    if days and max(days) > found.decided_on:
        yield NEWER_KEPT.because(day=max(days))


def to_follow(address: str) -> str:
    """An address of a credential as it may stand in a link; empty for what is none of the web."""
    return address if address.startswith(("https://", "http://")) else ""
