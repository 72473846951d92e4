"""What the pages of turns ask for: who takes part, a word, a bid, a round, what is made good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.circles.rules.reckoning import Short
from tequio.circles.rules.wheel import Guarantor, Taker
from tequio.kernel import Unit
from tequio.membership.visits import AmountField, DayField, PersonField


class StartForm(forms.Form):
    """Who takes part, in which place; who stands for her, for all that she could miss."""

    def __init__(
        self, *args: Any, people: Mapping[int, str], unit: Unit, contribution: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people, self.contribution = dict(people), contribution
        self.fields["first_day"] = forms.DateField(
            label=_("Day of the first round"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["aside"] = AmountField(
            unit, label=_("Put aside in each round for missed turns"), required=False
        )
        for person in self.people:
            self.fields[f"place_{person}"] = forms.IntegerField(
                label=_("Place"), required=False, min_value=1, max_value=999, localize=False
            )
            self.fields[f"guarantor_{person}"] = PersonField.among(
                {one: name for one, name in self.people.items() if one != person},
                label=_("Who stands for her"),
                required=False,
                nobody=_("nobody"),
            )

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Name, field of the place, field of who stands for her."""
        return [
            (name, self[f"place_{person}"], self[f"guarantor_{person}"])
            for person, name in self.people.items()
        ]

    def takers(self) -> tuple[Taker, ...]:
        """Those with a place, in the order of their places; ask after `is_valid`."""
        placed = {p: self.cleaned_data[f"place_{p}"] for p in self.people}
        ranked = sorted((place, p) for p, place in placed.items() if place)
        most = max(len(ranked) - 1, 1) * self.contribution
        return tuple(Taker(p, self._guarantors(p, most)) for _place, p in ranked)

    def _guarantors(self, person: int, most: int) -> tuple[Guarantor, ...]:
        found = self.cleaned_data[f"guarantor_{person}"]
        return (Guarantor(found, most),) if found else ()


class WordForm(forms.Form):
    """A secret word, and whose it is."""

    word = forms.CharField(label=_("Word"), max_length=200, strip=True)

    def __init__(self, *args: Any, people: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PersonField.among(people, label=_("Whose word?"))
        self.order_fields(["person", "word"])
        if len(people) == 1:
            self.fields["person"].initial = next(iter(people))


class BidForm(forms.Form):
    """What a member leaves of the pot to have it now."""

    def __init__(self, *args: Any, people: Mapping[int, str], unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PersonField.among(people, label=_("Who bids?"))
        self.fields["minor"] = AmountField(unit, label=_("How much she leaves of the pot"))
        if len(people) == 1:
            self.fields["person"].initial = next(iter(people))


class RoundForm(forms.Form):
    """A round: its day, who did not pay, and how much is missing where it is not all."""

    def __init__(
        self, *args: Any, people: Mapping[int, str], unit: Unit, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people = dict(people)
        self.fields["held_on"] = DayField(latest=today)
        for person in self.people:
            self.fields[f"short_{person}"] = forms.BooleanField(
                label=_("did not pay"), required=False
            )
            self.fields[f"minor_{person}"] = AmountField(
                unit, label=_("If only a part is missing: how much"), required=False
            )

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Name, field for not having paid, field for a part."""
        return [
            (name, self[f"short_{person}"], self[f"minor_{person}"])
            for person, name in self.people.items()
        ]

    def short(self) -> tuple[Short, ...]:
        """Who is short, and by how much; ask after `is_valid`."""
        said = self.cleaned_data
        return tuple(
            Short(person, said[f"minor_{person}"] or 0)
            for person in self.people
            if said[f"short_{person}"] or said[f"minor_{person}"]
        )


class MakeGoodForm(forms.Form):
    """What a member brings of what she missed."""

    def __init__(self, *args: Any, unit: Unit, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["minor"] = AmountField(unit, label=_("How much?"))
        self.fields["paid_on"] = DayField(latest=today)


class SubstituteForm(forms.Form):
    """Who takes a place over, and who saw that both agree.

    seats  who has a place; people  who could take one; everybody  who could have seen it
    """

    def __init__(
        self,
        *args: Any,
        seats: Mapping[int, str],
        people: Mapping[int, str],
        everybody: Mapping[int, str],
        witnesses: int,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["leaves"] = PersonField.among(seats, label=_("Who leaves?"))
        self.fields["takes_over"] = PersonField.among(people, label=_("Who takes her place?"))
        self.named = [f"witness_{place}" for place in range(1, witnesses + 1)]
        for place, name in enumerate(self.named, 1):
            label = gettext("Who saw that both agree? Witness %(place)s") % {"place": place}
            self.fields[name] = PersonField.among(everybody, label=label, required=False)

    def witnesses(self) -> tuple[int, ...]:
        """Those who were named; ask after `is_valid`."""
        return tuple(self.cleaned_data[name] for name in self.named if self.cleaned_data[name])
