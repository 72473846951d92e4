"""What stands against adopting values: unreadable ones, impossible ones, and the law.  Pure.

A bound of the law that somebody verified refuses.  One that nobody verified warns: the assembly
may go on, and writes down why (`reason_missing` until it did).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tequio.kernel import Refusal, RefusalKind, plain
from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.catalogue import CATALOGUE, DECISION_TYPES, read_value
from tequio.statutes.rules.in_force import Statutes
from tequio.statutes.rules.provisions import Provision
from tequio.statutes.rules.rulebooks import Bound, LegalRulebook
from tequio.statutes.rules.standing import ALWAYS_STANDING, STANDING_PURPOSES
from tequio.statutes.rules.values import Unreadable, Value, size, spoken

NO_SUCH_PROVISION = RefusalKind(
    "no_such_provision",
    _("Statutes have no provision with the code {provision}."),
    _("Choose a provision from the list of the statutes."),
    about="input",
)
VALUE_UNREADABLE = RefusalKind(
    "value_unreadable",
    _("“{title}” ({provision}) needs {expected}."),
    _("Write the value in this form."),
    about="input",
)
OUT_OF_RANGE = RefusalKind(
    "value_out_of_range",
    _("“{title}” ({provision}) lies between {least} and {most}; {value} does not."),
    _("Choose a value between the two."),
    about="input",
)
NO_SUCH_CHOICE = RefusalKind(
    "no_such_choice",
    _("“{title}” ({provision}) cannot be {value}; it is one of {choices}."),
    _("Choose one of these."),
    about="input",
)
NO_SUCH_PURPOSE = RefusalKind(
    "no_such_purpose",
    _("Statutes cannot allow {purpose} without a vote."),
    _("Leave it out; the assembly decides on it each time."),
    about="input",
)
CLAIM_MISSING = RefusalKind(
    "claim_missing",
    _("These statutes do not let anybody book a payment that nobody decided."),
    _("Leave {purpose} in the list: such a payment must be shown, not hidden."),
    about="input",
)
MAJORITY_UNREACHABLE = RefusalKind(
    "majority_unreachable",
    _("“{decision}” would need more than everybody's votes: nothing could ever be decided."),
    _("Ask for at least the whole, or for more than a smaller part."),
    about="input",
)
FEWEST_ABOVE_MOST = RefusalKind(
    "fewest_above_most",
    _("The fewest members would be {least}, the most only {most}."),
    _("Choose a most that is not below the fewest."),
    about="input",
)
NOTHING_TO_ADOPT = RefusalKind(
    "nothing_to_adopt",
    _("The proposal changes no provision of the statutes."),
    _("Say which provision shall have which value."),
    about="input",
)
WORKS_BACKWARD = RefusalKind(
    "statutes_work_backward",
    _("Statutes cannot hold from {from_day}: that is before the decision of {decided_on}."),
    _("Choose the day of the decision or a later one."),
    about="input",
)
AGAINST_THE_LAW = RefusalKind(
    "against_the_law",
    _("“{title}” would be {value}. {law} allows {least} to {most} ({source})."),
    _("Choose a value that the law allows."),
)
REASON_MISSING = RefusalKind(
    "reason_missing",
    _(
        "“{title}” would be {value}. The rulebook says that {law} allows {least} to {most}"
        " ({source}; not verified)."
    ),
    _("Write why the assembly goes on, or choose another value."),
)
OF_FIRST_STATUTES = (
    NO_SUCH_PROVISION,
    VALUE_UNREADABLE,
    OUT_OF_RANGE,
    NO_SUCH_CHOICE,
    NO_SUCH_PURPOSE,
    CLAIM_MISSING,
    MAJORITY_UNREACHABLE,
    FEWEST_ABOVE_MOST,
    AGAINST_THE_LAW,
    REASON_MISSING,
)
"""What `objections_to_adopt` may say of the statutes of a founding: a template fills them, and
they hold from the day on which the group begins."""
OF_ADOPTION = (*OF_FIRST_STATUTES, NOTHING_TO_ADOPT, WORKS_BACKWARD)
"""Everything that `objections_to_adopt` may say: what an act that adopts statutes declares."""


@dataclass(frozen=True)
class Passed:
    """A bound of the law that a value passes, with what a page says about it."""

    provision: str
    value: Value
    bound: Bound
    least: Fraction | int
    most: Fraction | int

    @property
    def is_verified(self) -> bool:
        return self.bound.parameter.verified

    def as_refusal(self) -> Refusal:
        kind = AGAINST_THE_LAW if self.is_verified else REASON_MISSING
        return kind.because(
            title=CATALOGUE[self.provision].title,
            provision=self.provision,
            value=spoken(self.value),
            law=self.bound.law,
            least=self.least,
            most=self.most,
            source=self.bound.parameter.source,
        )


def objections_to_adopt(
    values: Mapping[str, Any],
    *,
    rulebook: LegalRulebook,
    day: date,
    reasons: Mapping[str, str] | None = None,
    now: Statutes | None = None,
    decided_on: date | None = None,
) -> tuple[Refusal, ...]:
    """Why these values cannot be adopted from `day` on; empty when they can.

    values      code → plain JSON value, fractions as "2/3"
    rulebook    the law that applies to this organisation (`queries.rulebook_for`)
    reasons     code → why the assembly goes on in spite of an unverified rulebook
    now         statutes in force, for values that only make sense together
    decided_on  the day of the decision; None at founding, which may look back
    """
    if not values:
        return (NOTHING_TO_ADOPT.because(),)
    objections = [one for code, value in values.items() for one in _to_value(code, value)]
    if decided_on is not None and day < decided_on:
        objections.append(WORKS_BACKWARD.because(from_day=day, decided_on=decided_on))
    if objections:
        return tuple(objections)
    typed = {code: read_value(code, value) for code, value in values.items()}
    given = {code for code, reason in (reasons or {}).items() if reason.strip()}
    return (
        *_together(typed, now or Statutes(day)),
        *(
            passed.as_refusal()
            for passed in bounds_passed(typed, rulebook=rulebook, day=day)
            if passed.is_verified or passed.provision not in given
        ),
    )


def objections_to_fit(values: Mapping[str, Any], *, now: Statutes) -> tuple[Refusal, ...]:
    """Why readable values and the statutes of a day are impossible together."""
    typed = {code: read_value(code, value) for code, value in values.items()}
    return tuple(_together(typed, now))


def warnings_to_adopt(
    values: Mapping[str, Any], *, rulebook: LegalRulebook, day: date
) -> tuple[Passed, ...]:
    """Unverified bounds that these values pass: each needs a reason.  Unreadable values are
    left to `objections_to_adopt`."""
    typed = {
        code: read_value(code, value)
        for code, value in values.items()
        if not list(_to_value(code, value))
    }
    passed = bounds_passed(typed, rulebook=rulebook, day=day)
    return tuple(one for one in passed if not one.is_verified)


def bounds_passed(
    typed: Mapping[str, Value], *, rulebook: LegalRulebook, day: date
) -> Iterator[Passed]:
    """Every bound of the law in force on a day that one of these values passes."""
    for bound in rulebook.bounds_on(day):
        if bound.provision not in typed:
            continue
        value = typed[bound.provision]
        provision, limit = CATALOGUE[bound.provision], bound.limit
        if _passes(provision, value, bound):
            least = limit if bound.is_least else provision.least or 0
            most = limit if not bound.is_least else provision.most or 1
            yield Passed(bound.provision, value, bound, least, most)


def _passes(provision: Provision, value: Value, bound: Bound) -> bool:
    number = size(value)
    if number is None:
        return False
    if number == 0 and provision.zero_is_no_limit:
        return not bound.is_least
    return number < bound.limit if bound.is_least else number > bound.limit


def _to_value(code: str, value: Any) -> Iterable[Refusal]:
    provision = CATALOGUE.get(code)
    if provision is None:
        return [NO_SUCH_PROVISION.because(provision=str(code))]
    try:
        typed = read_value(code, value)
    except Unreadable as problem:
        said = str(problem)
        return [VALUE_UNREADABLE.because(title=provision.title, provision=code, expected=said)]
    return [*_to_size(provision, typed), *_to_choice(provision, typed), *_to_purposes(typed, code)]


def _to_size(provision: Provision, typed: Value) -> Iterator[Refusal]:
    number, least, most = size(typed), provision.least, provision.most
    if number is None or least is None or most is None:
        return
    if not least <= number <= most:
        yield OUT_OF_RANGE.because(
            title=provision.title,
            provision=provision.code,
            least=least,
            most=most,
            value=number,
        )


def _to_choice(provision: Provision, typed: Value) -> Iterator[Refusal]:
    if provision.kind == "choice" and typed not in provision.choices:
        yield NO_SUCH_CHOICE.because(
            title=provision.title,
            provision=provision.code,
            value=spoken(typed),
            choices=", ".join(provision.choices),
        )


def _to_purposes(typed: Value, code: str) -> Iterator[Refusal]:
    if code != "standing.purposes" or not isinstance(typed, tuple):
        return
    for purpose in typed:
        if purpose not in STANDING_PURPOSES:
            yield NO_SUCH_PURPOSE.because(purpose=purpose)
    if ALWAYS_STANDING not in typed:
        yield CLAIM_MISSING.because(purpose=ALWAYS_STANDING)


def _together(typed: Mapping[str, Value], now: Statutes) -> Iterator[Refusal]:
    """Values that are lawful one by one and impossible together."""
    yield from _to_members(typed, now)
    for kind, title in DECISION_TYPES.items():
        majority, strict = f"decision.{kind}.majority", f"decision.{kind}.strict"
        if majority not in typed and strict not in typed:
            continue
        if typed.get(majority, now[majority]) == 1 and typed.get(strict, now[strict]):
            yield MAJORITY_UNREACHABLE.because(decision=title)


def _to_members(typed: Mapping[str, Value], now: Statutes) -> Iterator[Refusal]:
    if "members.least" not in typed and "members.most" not in typed:
        return
    least, most = (spoken(typed.get(code, now[code])) for code in ("members.least", "members.most"))
    if isinstance(least, int) and isinstance(most, int) and 0 < most < least:
        yield FEWEST_ABOVE_MOST.because(least=least, most=most)


def plain_value(code: str, value: Any) -> Any:
    """The one JSON form of a value: fractions in lowest terms as "2/3", lists in their order."""
    return plain(read_value(code, value))
