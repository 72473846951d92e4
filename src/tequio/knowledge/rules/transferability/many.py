"""Many designs in many places at once, with the questions that decide.  Pure.

The same as `assess` for each design and place.  Truth is reckoned over sets of places: of every
conjunction where it holds and where it fails, in a few operations on whole numbers.  To try an
answer, the places of which it is not known are added to where the comparison holds, or fails, and
only the components that ask for the variable are reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tequio.knowledge.rules.designs import Comparison, Design, Precondition
from tequio.knowledge.rules.profiles import Profile
from tequio.knowledge.rules.transferability.alternatives import Alternative, alternatives
from tequio.knowledge.rules.transferability.judging import VERDICTS, Verdict
from tequio.knowledge.rules.transferability.place_sets import Asked, Places, Sets, asked_by
from tequio.knowledge.rules.transferability.weighing import meets

AT_ONCE = 1_024
"""Places in a batch: enough to share the reckoning; memory grows with its square."""

Condition = tuple[int, ...]
"""Numbers of comparisons: its own and its substitutes."""
Conditions = tuple[Condition, ...]
Standing = tuple[int, int, int]
"""Of a component: where it stands as it is, where in some form, where in none."""
Four = tuple[int, int, int, int]
"""A set of places for each of `VERDICTS`."""


@dataclass(frozen=True)
class Led:
    """Where an answer to an unknown variable was tried, and the verdicts it alone leads to."""

    variable: str
    answer: Alternative
    tried: int
    changed: int
    verdicts: Four


@dataclass(frozen=True)
class Found:
    """What a design comes to in many places.

    verdicts  four sets that share no place; decisive: of each variable where it decides
    led       each answer that changes a verdict somewhere
    """

    width: int
    verdicts: Four
    decisive: Mapping[str, int]
    led: tuple[Led, ...]

    def verdict(self, number: int) -> Verdict:
        """That of one place."""
        for verdict, places in zip(VERDICTS, self.verdicts, strict=True):
            if places >> number & 1:
                return verdict
        raise IndexError(number)

    def questions(self, number: int) -> tuple[str, ...]:
        """The decisive questions of one place, in the order of the codes."""
        return tuple(code for code, places in self.decisive.items() if places >> number & 1)

    def each(self) -> list[Verdict]:
        """The verdicts in the order of the places."""
        found: list[Verdict] = [VERDICTS[0]] * self.width
        for verdict, places in zip(VERDICTS[1:], self.verdicts[1:], strict=True):
            for number in _bits(places):
                found[number] = verdict
        return found

    def each_questions(self) -> list[list[str]]:
        """The decisive questions in the order of the places."""
        found: list[list[str]] = [[] for _place in range(self.width)]
        for code, places in self.decisive.items():
            for number in _bits(places):
                found[number].append(code)
        return found


class ReadyDesign:
    """A design taken apart, for any number of places."""

    def __init__(self, design: Design) -> None:
        numbers: dict[Asked, int] = {}
        self.comparisons: list[Comparison] = []
        self.asked: list[Asked] = []

        def number_of(comparison: Comparison) -> int:
            asked = asked_by(comparison)
            if asked not in numbers:
                numbers[asked] = len(self.asked)
                self.asked.append(asked)
                self.comparisons.append(comparison)
            return numbers[asked]

        def conditions(some: Iterable[Precondition]) -> Conditions:
            required = (one for one in some if one.is_required)
            return tuple(tuple(number_of(each) for each in one.every) for one in required)

        self.forms = [
            (
                conditions(one.preconditions),
                *(conditions(each.preconditions) for each in one.variants),
            )
            for one in design.components
        ]
        self.is_core = [one.is_core for one in design.components]
        self.trials = tuple(self._trials())

    def _trials(self) -> Iterator[Trial]:
        """Each answer to each variable, in the order of the codes."""
        by_variable: dict[tuple[str, str], list[int]] = {}
        for number, (code, _operator, _threshold, unit) in enumerate(self.asked):
            by_variable.setdefault((code, unit), []).append(number)
        for (code, unit), numbers in sorted(by_variable.items()):
            some = [self.comparisons[number] for number in numbers]
            touched = tuple(
                place
                for place, forms in enumerate(self.forms)
                if any(set(each) & set(numbers) for form in forms for each in form)
            )
            for answer in alternatives(some[0].variable, some):
                met = tuple(
                    (number, meets(one, answer.value))
                    for number, one in zip(numbers, some, strict=True)
                )
                yield Trial(code, unit, answer, met, touched)


@dataclass(frozen=True)
class Trial:
    """An answer, which comparisons it meets, and the components that ask for the variable."""

    code: str
    unit: str
    answer: Alternative
    met: tuple[tuple[int, bool], ...]
    touched: tuple[int, ...]


def verdicts(designs: Iterable[Design], profiles: Sequence[Profile]) -> Iterator[Found]:
    """What each design comes to in all places, in the order of the designs."""
    batches = [
        Places(profiles[start : start + AT_ONCE]) for start in range(0, len(profiles), AT_ONCE)
    ]
    for design in designs:
        ready = ReadyDesign(design)
        yield _together([found_in(ready, places) for places in batches])


def found_in(ready: ReadyDesign, places: Places) -> Found:
    """What a design comes to in one batch of places."""
    everywhere = places.everywhere
    sets = [
        places.sets(one, asked) for one, asked in zip(ready.comparisons, ready.asked, strict=True)
    ]
    standing = [_standing(forms, sets, everywhere) for forms in ready.forms]
    now = _four(ready.is_core, standing, everywhere)
    decisive: dict[str, int] = {}
    led = []
    for trial in ready.trials:
        open_places = _open(sets[trial.met[0][0]], everywhere)
        if not open_places:
            continue
        after = _tried(ready, trial, sets, standing, everywhere)
        changed = everywhere & ~sum(old & new for old, new in zip(now, after, strict=True))
        if changed:
            decisive[trial.code] = decisive.get(trial.code, 0) | changed
            led.append(Led(trial.code, trial.answer, open_places, changed, after))
    return Found(places.width, now, decisive, tuple(led))


def _tried(
    ready: ReadyDesign,
    trial: Trial,
    sets: list[Sets],
    standing: list[Standing],
    everywhere: int,
) -> Four:
    """The verdicts if a question were answered so wherever it is open."""
    answered = list(sets)
    for number, is_met in trial.met:
        one = sets[number]
        more = _open(one, everywhere)
        answered[number] = (
            Sets(one.holds | more, one.fails, one.inapplicable)
            if is_met
            else Sets(one.holds, one.fails | more, one.inapplicable)
        )
    after = list(standing)
    for number in trial.touched:
        after[number] = _standing(ready.forms[number], answered, everywhere)
    return _four(ready.is_core, after, everywhere)


def _open(one: Sets, everywhere: int) -> int:
    return everywhere & ~(one.holds | one.fails | one.inapplicable)


def _standing(forms: tuple[Conditions, ...], sets: list[Sets], everywhere: int) -> Standing:
    """Of a component: its first form stands alone, each other form beside it."""
    base, any_form, no_form = 0, 0, everywhere
    for number, form in enumerate(forms):
        holds, fails = _all_met(form, sets, everywhere)
        if number == 0:
            base = holds
        any_form |= holds
        no_form &= fails
    return base, any_form, no_form


def _all_met(conditions: Conditions, sets: list[Sets], everywhere: int) -> tuple[int, int]:
    """Where all conditions hold, and where one fails; what does not apply is left out."""
    holds, fails = everywhere, 0
    for condition in conditions:
        one = sets[condition[0]]
        if len(condition) == 1:
            holds &= one.holds | one.inapplicable
            fails |= one.fails
            continue
        met, open_none, out = 0, everywhere, sets[condition[0]].inapplicable
        for number in condition:
            one = sets[number]
            met |= one.holds
            open_none &= one.fails | one.inapplicable
        holds &= met | out
        fails |= open_none & ~out
    return holds, fails


def _four(is_core: Sequence[bool], standing: Iterable[Standing], everywhere: int) -> Four:
    missing, known, kept = 0, everywhere, everywhere
    for core, (base, any_form, no_form) in zip(is_core, standing, strict=True):
        kept &= base
        if core:
            missing |= no_form
            known &= any_form | no_form
    not_known = everywhere & ~known & ~missing
    adapted = known & ~missing & ~kept
    return missing, not_known, adapted, kept


def _together(parts: Sequence[Found]) -> Found:
    """The batches as one, each after those before it."""
    if len(parts) == 1:
        return parts[0]
    four, decisive, led = [0, 0, 0, 0], dict[str, int](), list[Led]()
    for number, part in enumerate(parts):
        by = number * AT_ONCE
        four = [one | more << by for one, more in zip(four, part.verdicts, strict=True)]
        for code, places in part.decisive.items():
            decisive[code] = decisive.get(code, 0) | places << by
        led += [_moved(one, by) for one in part.led]
    width = sum(part.width for part in parts)
    ordered = dict(sorted(decisive.items()))
    return Found(width, (four[0], four[1], four[2], four[3]), ordered, tuple(led))


def _moved(led: Led, by: int) -> Led:
    one, two, three, four = (places << by for places in led.verdicts)
    return Led(
        led.variable, led.answer, led.tried << by, led.changed << by, (one, two, three, four)
    )


def _bits(places: int) -> Iterator[int]:
    """The numbers of the places of a set."""
    digits = f"{places:b}"[::-1]
    number = digits.find("1")
    while number >= 0:
        yield number
        number = digits.find("1", number + 1)
