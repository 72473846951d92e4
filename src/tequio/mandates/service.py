"""What the rooms above need of mandates: units, draws; and the act of turning a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from tequio.chronicle.rules import Step, step
from tequio.chronicle.rules.inputs import Id, Reference
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, Unit, refuse
from tequio.mandates import queries, rules
from tequio.mandates.models import KeyTurnRow, UnitRow
from tequio.mandates.queries import standing_mandate as find_standing


@dataclass(frozen=True)
class Drawn:
    """A draw that is allowed: under this mandate, by the line with this subject."""

    mandate: int
    scope: str


def open_unit(organisation: int, unit: Unit) -> None:
    """Let an organisation count in a unit.  Opening it again changes nothing.

    Raises ValueError if the code is already used for something else there.
    """
    known = queries.units(organisation).get(unit.code)
    if known is None:
        UnitRow.objects.create(
            organisation_id=organisation, code=unit.code, exponent=unit.exponent, kind=unit.kind
        )
    elif known != unit:
        raise ValueError(f"{unit.code} is already a unit with other properties here")


def draw(  # noqa: PLR0913 - what for, how much, when, to whom: one sentence
    act: Act,
    *,
    code: str,
    subject: str,
    unit: str,
    minor: int,
    on: date,
    payment_hash: str = "",
    payee: int | None = None,
    mandate: int | None = None,
) -> Drawn:
    """Find the mandate that allows this payment, and use the keys turned on it.

    Part of an act, under the organisation's locked head; whoever draws posts in the same
    transaction.  What is spent is written by the database when the transfer is posted.

    on            value date of the payment
    payment_hash  `rules.payment_hash` of it, on which keys are turned; left out: of what is here
    payee         the person who receives, whose own key does not count
    mandate       draw on this one only

    Refused with every reason of `rules.OF_A_DRAW` that holds, in that order.
    """
    known = queries.units(act.of_organisation).get(unit) or Unit(unit, 0)
    asked = rules.Asked(code, subject, known, minor, on, act.today)
    payment = payment_hash or rules.payment_hash(
        code=code, subject=subject, unit=unit, minor=minor, payee=payee
    )
    choice = queries.choose(act, asked, payment=payment, payee=payee, number=mandate)
    refuse(choice.objections)
    return _drawn(act, [(choice, payment)])[0]


def draw_each(act: Act, draws: Sequence[queries.Draw]) -> list[Drawn]:
    """Like `draw`, for several in one unit on one day, in their order: a fixed number of queries,
    however many.

    Refused with the reasons of the first that is not allowed.
    """
    return draw_chosen(act, draws, queries.choose_each(act, draws))


def draw_chosen(
    act: Act, draws: Sequence[queries.Draw], choices: Sequence[queries.Choice]
) -> list[Drawn]:
    """Draw what `queries.choose_each` chose for these draws in the same act, with nothing drawn in
    between.  One query where keys are used, else none.

    Refused with the reasons of the first that is not allowed.
    """
    for choice in choices:
        refuse(choice.objections)
    return _drawn(act, list(zip(choices, (draw.payment for draw in draws), strict=True)))


def _drawn(act: Act, chosen: Sequence[tuple[queries.Choice, str]]) -> list[Drawn]:
    """Use the keys that were turned on these payments; one query if there are any."""
    keyed, drawn = list[Q](), list[Drawn]()
    for choice, payment in chosen:
        assert choice.mandate is not None, "no objection and no mandate"
        if choice.uses_keys:
            keyed.append(Q(mandate_id=choice.mandate, payment=payment))
        drawn.append(Drawn(choice.mandate, choice.scope))
    if keyed:
        turns = KeyTurnRow.objects.filter(organisation_id=act.of_organisation, used_by="")
        turns.filter(reduce(or_, keyed)).update(used_by=act.key)
    return drawn


def standing_mandate(organisation: int, code: str, on: date) -> int:
    """The mandate by which the statutes allow a purpose on a day.

    Refused `no_mandate` where there is none.
    """
    found = find_standing(organisation, code, on)
    if found is None:
        raise Refused(rules.NO_MANDATE.because(purpose=code, subject=""))
    return found


def turn_together(
    act: Act, payments: Sequence[tuple[int, str]], people: Sequence[int]
) -> tuple[Step, ...]:
    """What `mandates.turn_key` does, in the name of key-holders who showed that they are there:
    each turns her key on each of these payments.  The caller asked who may.

    payments  (mandate, fingerprint)
    """
    turned = [(mandate, payment, one) for mandate, payment in payments for one in people]
    if not turned:
        return ()
    organisation = act.of_organisation
    first = take_ids(organisation, len(turned))
    KeyTurnRow.objects.bulk_create(
        KeyTurnRow(
            organisation_id=organisation,
            id=first + place,
            mandate_id=mandate,
            payment=payment,
            person_id=person,
            turned_at=act.at,
            used_by="",
        )
        for place, (mandate, payment, person) in enumerate(turned)
    )
    return tuple(
        step("mandates.turn_key", rules.KeyTurned(mandate, payment, person), act.at, by=person)
        for mandate, payment, person in turned
    )


@act(
    "mandates.turn_key",
    may="holds an office that the mandate names",
    refusals=[
        rules.NO_MANDATE,
        rules.MANDATE_NOT_YET_VALID,
        rules.MANDATE_OVER,
        rules.OFFICE_NOT_HELD,
        rules.KEY_NOT_NEEDED,
        rules.KEY_ALREADY_TURNED,
        rules.PAYMENT_MALFORMED,
    ],
)
def turn_key(act: Act, /, *, mandate: Id, payment_hash: Reference) -> rules.KeyTurned:
    """Turn one's key on one exact payment under a mandate that needs several.

    mandate       number of the mandate
    payment_hash  fingerprint of the payment, 64 hexadecimal characters, as its page shows it

    The key counts for this payment only, for 24 hours, once.
    """
    organisation = act.of_organisation
    refuse(queries.objections_to_turn_key(act, mandate=mandate, payment=payment_hash))
    assert act.by is not None, "nobody holds an office without being somebody"
    KeyTurnRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        mandate_id=mandate,
        payment=payment_hash,
        person_id=act.by,
        turned_at=act.at,
        used_by="",
    )
    return rules.KeyTurned(mandate, payment_hash, act.by)
