"""The words on which a panel votes, in the language of whoever asks it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from tequio.screening.queries.words import in_eights, title_of
from tequio.screening.rules.catalogue import CRITERIA
from tequio.screening.rules.findings import STATES, Question
from tequio.screening.rules.packs import Pack


def finding_title(name: str, pack: Pack) -> str:
    """What the panel decides."""
    return gettext("What is found of %(name)s by: %(title)s") % {
        "name": name,
        "title": title_of(pack),
    }


def finding_told(name: str, pack: Pack, asked: Question, reasons: str) -> str:
    """Whom, by what, the verdict with its conditions, the reasons, and the fingerprints of all
    that it rests on."""
    lines = [
        gettext("Organisation: %(name)s (number %(listed)s)")
        % {"name": name, "listed": asked.listed},
        gettext("Pack: %(pack)s") % {"pack": asked.pack},
        gettext(STATES[asked.verdict]),
        *_conditions(pack, asked.gates),
        reasons.strip(),
        gettext("Fingerprint of the pack: %(digest)s") % {"digest": in_eights(asked.pack_digest)},
        gettext("Fingerprint of what is known: %(digest)s") % {"digest": in_eights(asked.snapshot)},
        gettext("Fingerprint of the assessment %(number)s: %(digest)s")
        % {"number": asked.assessment, "digest": in_eights(asked.judgement)},
    ]
    return "\n".join(lines)


def _conditions(pack: Pack, gates: Sequence[str]) -> list[str]:
    if not gates:
        return []
    told = (f"{code} {gettext(CRITERIA[pack.criterion(code).base])}" for code in gates)
    return [gettext("Conditions: %(gates)s") % {"gates": "; ".join(told)}]
