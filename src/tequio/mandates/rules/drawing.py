"""Drawing on a mandate: which one, and every reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tequio.kernel import Amount, Refusal, Unit, digest
from tequio.kernel.refusals import type_of_field
from tequio.mandates.rules.grants import Renewal, period_around
from tequio.mandates.rules.refusals import (
    KEY_ALREADY_TURNED,
    KEY_NOT_NEEDED,
    KEYS_MISSING,
    MANDATE_BEGAN_LATER,
    MANDATE_NOT_YET_VALID,
    MANDATE_OVER,
    NO_MANDATE,
    NO_SUCH_DECISION,
    OF_A_DRAW,
    OFFICE_NOT_HELD,
    OVER_THE_CEILING,
    OVER_THE_CEILING_OF_A_PERIOD,
    PAYMENT_MALFORMED,
    PURPOSE_NOT_COVERED,
    UNIT_NOT_COVERED,
)

KEY_LASTS = timedelta(hours=24)
"""A turned key lapses after this time (settled in the reference, section "Paying")."""


@dataclass(frozen=True)
class Candidate:
    """What must be known of a mandate to draw on it for one purpose in one unit.

    scope    subject of the line that covers the purpose; None if no line does
    has_unit whether it has a line for the unit; `ceiling` None then means without limit
    spent    net of reversals, in the period of the day asked
    period   in which the ceiling renews, empty: once
    """

    mandate: int
    decided_on: date
    offices: tuple[str, ...]
    keys: int
    valid_from: date
    valid_until: date | None
    ended_on: date | None
    scope: str | None
    has_unit: bool
    ceiling: int | None
    spent: int
    period: Renewal = ""


@dataclass(frozen=True)
class Asked:
    """A draw that somebody wants to make on a day (`on`), booked `today`."""

    code: str
    subject: str
    unit: Unit
    minor: int
    on: date
    today: date


@dataclass(frozen=True)
class Hands:
    """Whose hands are on a payment, each with the offices held today.

    by      offices of the person who acts, `member` and `node` among them where they apply
    turned  who turned a key on this payment in time: (mandate, person) and her offices today
    payee   who receives it, if it is a person
    """

    person: int | None
    by: frozenset[str]
    turned: Mapping[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    payee: int | None = None


@dataclass(frozen=True)
class KeyTurned:
    mandate: int
    payment: str
    person: int


def payment_hash(
    *, code: str, subject: str, unit: str, minor: int, payee: int | None = None, place: str = ""
) -> str:
    """Fingerprint of one exact payment, on which keys are turned.

    place  where the money leaves from and whatever else makes it this payment
    """
    return digest(
        {
            "code": code,
            "minor": minor,
            "payee": payee,
            "place": place,
            "subject": subject,
            "unit": unit,
        }
    )


def objections_to_draw(candidate: Candidate | None, asked: Asked, hands: Hands) -> list[Refusal]:
    """Why this mandate does not allow this draw: all reasons, in the documented order."""
    if candidate is None:
        return [NO_MANDATE.because(purpose=asked.code, subject=asked.subject)]
    objections = objections_to_day(candidate, asked)
    decided = candidate.decided_on
    if candidate.scope is None:
        objections.append(
            PURPOSE_NOT_COVERED.because(
                mandate=candidate.mandate,
                decided_on=decided,
                purpose=asked.code,
                subject=asked.subject,
            )
        )
    if not candidate.has_unit:
        objections.append(
            UNIT_NOT_COVERED.because(
                mandate=candidate.mandate, decided_on=decided, unit=asked.unit.code
            )
        )
    return objections + objections_to_hands(candidate, hands) + objections_to_sum(candidate, asked)


def objections_to_day(candidate: Candidate, asked: Asked) -> list[Refusal]:
    """The mandate must be in force on the day of the payment, and not be over when it is booked.

    One that was revoked or has run out allows nothing any more, not even with an earlier date:
    whoever pays chooses that date.
    """
    decided = candidate.decided_on
    if asked.on < candidate.valid_from:
        is_past = candidate.valid_from <= asked.today
        kind = MANDATE_BEGAN_LATER if is_past else MANDATE_NOT_YET_VALID
        return [
            kind.because(
                mandate=candidate.mandate,
                decided_on=decided,
                valid_from=candidate.valid_from,
                on=asked.on,
            )
        ]
    over = over_on(candidate.valid_until, candidate.ended_on)
    if over is not None and max(asked.on, asked.today) >= over:
        return [MANDATE_OVER.because(mandate=candidate.mandate, decided_on=decided, over_on=over)]
    return []


def over_on(valid_until: date | None, ended_on: date | None) -> date | None:
    """The first day on which a mandate no longer holds; None while no end is known."""
    ends = [day for day in (valid_until and valid_until + timedelta(days=1), ended_on) if day]
    return min(ends) if ends else None


def objections_to_hands(candidate: Candidate, hands: Hands) -> list[Refusal]:
    """The acting person holds an office of the mandate, and enough keys are turned.

    Where several keys are needed, one person counts once and the payee not at all.
    """
    offices = ", ".join(candidate.offices)
    if hands.by.isdisjoint(candidate.offices):
        return [OFFICE_NOT_HELD.because(offices=offices)]
    if candidate.keys == 1:
        return []
    others = {
        person
        for (mandate, person), held in hands.turned.items()
        if mandate == candidate.mandate and held & {*candidate.offices}
    }
    turned = {hands.person, *others} - {hands.payee, None}
    if len(turned) >= candidate.keys:
        return []
    return [
        KEYS_MISSING.because(
            mandate=candidate.mandate,
            decided_on=candidate.decided_on,
            needed=candidate.keys,
            turned=len(turned),
            offices=offices,
        )
    ]


def objections_to_sum(candidate: Candidate, asked: Asked) -> list[Refusal]:
    """What is already spent and what is asked stay within the ceiling."""
    if candidate.ceiling is None or candidate.spent + asked.minor <= candidate.ceiling:
        return []
    told: dict[str, type_of_field] = {
        "mandate": candidate.mandate,
        "decided_on": candidate.decided_on,
        "ceiling": Amount(candidate.ceiling, asked.unit),
        "spent": Amount(candidate.spent, asked.unit),
        "left": Amount(max(0, candidate.ceiling - candidate.spent), asked.unit),
        "asked": Amount(asked.minor, asked.unit),
    }
    around = period_around(candidate.period, asked.on)
    if around is None:
        return [OVER_THE_CEILING.because(**told)]
    since, until = around
    return [OVER_THE_CEILING_OF_A_PERIOD.because(**told, since=since, until=until)]


def choose(
    candidates: Iterable[Candidate], asked: Asked, hands: Hands
) -> tuple[Candidate | None, list[Refusal]]:
    """The mandate to draw on, or the reasons why none allows it.

    Among those that allow it: one made for this very subject before one for any, then the one
    that ends first, then the oldest.  If none allows it, the reasons of the one that came
    furthest in the documented order are given.
    """
    ranked = sorted(candidates, key=lambda c: _preference(c, asked))
    weighed = [(c, objections_to_draw(c, asked, hands)) for c in ranked]
    for candidate, objections in weighed:
        if not objections:
            return candidate, []
    if not weighed:
        return None, objections_to_draw(None, asked, hands)
    order = [kind.code for kind in OF_A_DRAW]
    return None, max(weighed, key=lambda pair: order.index(pair[1][0].code))[1]


def _preference(candidate: Candidate, asked: Asked) -> tuple[bool, date, int]:
    over = over_on(candidate.valid_until, candidate.ended_on) or date.max
    return candidate.scope != asked.subject, over, candidate.mandate


def objections_to_turn(
    candidate: Candidate | None, asked: Asked, hands: Hands, *, payment: str, has_turned: bool
) -> list[Refusal]:
    """Who may turn a key: a holder of a named office, once, on a mandate that needs several."""
    if len(payment) != 64 or not {*payment} <= {*"0123456789abcdef"}:
        return [PAYMENT_MALFORMED.because()]
    if candidate is None:
        return [NO_SUCH_DECISION.because()]
    objections = objections_to_day(candidate, asked)
    if hands.by.isdisjoint(candidate.offices):
        objections.append(OFFICE_NOT_HELD.because(offices=", ".join(candidate.offices)))
    if candidate.keys == 1:
        objections.append(KEY_NOT_NEEDED.because())
    elif has_turned:
        objections.append(KEY_ALREADY_TURNED.because())
    return objections


def key_is_fresh(turned_at: datetime, at: datetime) -> bool:
    """Whether a key turned then still counts now."""
    return turned_at <= at <= turned_at + KEY_LASTS
