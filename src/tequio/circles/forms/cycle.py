"""Forms around a cycle: it begins, a member leaves, the smallest coin of a share-out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.circles import rules
from tequio.circles.queries import Said
from tequio.kernel import Unit
from tequio.membership.visits import AmountField, DayField, PersonField


class BeginForm(forms.Form):
    """Begin a cycle; what members hold already from a book on paper comes along.

    members  number \u2192 name
    """

    def __init__(
        self, *args: Any, unit: Unit, members: Mapping[int, str], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.members = members
        self.fields["first_day"] = DayField(latest=today, label=_("First day of the cycle"))
        self.fields["ends_on"] = DayField(
            label=_("Last day"),
            required=False,
            help_text=_("Leave it empty: then it lasts as long as your rules say."),
        )
        self.fields["money"] = AmountField(
            unit, label=_("Money in the box that is not in the book yet"), required=False
        )
        self.fields["social"] = AmountField(
            unit, label=_("Money in the bag of the social fund"), required=False
        )
        for person, name in members.items():
            self.fields[f"shares-{person}"] = forms.IntegerField(
                label=name, required=False, min_value=0, max_value=100_000, localize=False
            )

    @property
    def held(self) -> list[Any]:
        """The fields for the shares that members hold already."""
        return [self[f"shares-{person}"] for person in self.members]

    @property
    def is_open(self) -> bool:
        """Whether anything was typed of what there was before."""
        return any(self.data.get(name) for name in self.fields if name.startswith("shares-"))

    def arguments(self) -> dict[str, Any]:
        """What `circles.start_cycle` takes."""
        said = self.cleaned_data
        held = [(one, said[f"shares-{one}"] or 0) for one in self.members]
        shares = tuple(rules.SharesBrought(*pair) for pair in held if pair[1])
        return {
            "first_day": said["first_day"],
            "ends_on": said["ends_on"],
            "brought": rules.Brought(shares, said["social"] or 0, said["money"] or 0),
        }


class LeaveForm(forms.Form):
    """Who leaves the cycle, and who sees her paid.

    people  who holds shares; everybody  who could see it; witnesses  how many the statutes ask for
    """

    def __init__(
        self,
        *args: Any,
        people: Mapping[int, str],
        everybody: Mapping[int, str],
        witnesses: int,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField.among(people, label=_("Who leaves?"))
        self.fields["in_part"] = forms.BooleanField(
            label=_("Her shares repay what they can, and she goes on owing the rest"),
            required=False,
        )
        self.names = [f"witness_{place}" for place in range(1, witnesses + 1)]
        for place, name in enumerate(self.names, 1):
            label = gettext("Who saw that she agrees and is paid? Witness %(place)s")
            self.fields[name] = PersonField.among(
                everybody, label=label % {"place": place}, required=False
            )

    @property
    def seeing(self) -> list[Any]:
        """The fields for those who see her paid."""
        return [self[name] for name in self.names]

    def witnesses(self) -> tuple[int, ...]:
        """Those who were named; ask after `is_valid`."""
        return tuple(self.cleaned_data[name] for name in self.names if self.cleaned_data[name])


class ShareOutForm(forms.Form):
    """The smallest coin that is at hand, and how many shares each carries into the next cycle.

    members  who holds shares; most  how many shares the statutes let each carry over
    """

    def __init__(
        self, *args: Any, unit: Unit, coin: int, members: Mapping[int, str], most: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.members = members if most else {}
        self.fields["coin"] = AmountField(
            unit, label=_("Smallest coin at hand"), required=False, initial=coin
        )
        for person, name in self.members.items():
            self.fields[f"carry-{person}"] = forms.IntegerField(
                label=name, required=False, min_value=0, max_value=most, localize=False
            )

    @property
    def carrying(self) -> list[Any]:
        """The fields for what each carries over."""
        return [self[f"carry-{person}"] for person in self.members]

    @property
    def is_open(self) -> bool:
        """Whether anybody was written down to carry something over."""
        return any(self.data.get(f"carry-{person}") for person in self.members)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What was said, for the press that does it."""
        said = [(name, str(self.data.get(name, ""))) for name in self.fields]
        return [pair for pair in said if pair[0] == "coin" or pair[1]] if self.is_bound else []

    def said(self) -> Said:
        """What the queries and acts take; ask after `is_valid`."""
        each = [(one, self.cleaned_data[f"carry-{one}"]) for one in self.members]
        carried = tuple(rules.Carried(one, shares) for one, shares in each if shares)
        return Said(self.cleaned_data["coin"], carried)


class GraduateForm(forms.Form):
    """How the group goes on; federations: number → name, of those to which it belongs."""

    def __init__(self, *args: Any, federations: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        words = {code: gettext(said) for code, said in rules.FORMS.items()}
        listed = [
            ("alone", words["alone"]),
            *((str(one), f"{words['federation']}: {name}") for one, name in federations.items()),
            ("cooperative", words["cooperative"]),
        ]
        self.fields["goes_on"] = forms.ChoiceField(
            label=_("How does the group go on?"), choices=listed
        )
        self.fields["why"] = forms.CharField(
            label=_("Why? (not needed)"), required=False, max_length=500, widget=forms.Textarea
        )

    def arguments(self) -> dict[str, Any]:
        """What `circles.propose_graduation` takes."""
        said = self.cleaned_data["goes_on"]
        chosen = (
            {"form": "federation", "federation": int(said)} if said.isdecimal() else {"form": said}
        )
        return {**chosen, "why": self.cleaned_data["why"]}


class WaiverForm(forms.Form):
    """Whose fine shall be waived, how much of it, and why; people: who owes a fine."""

    def __init__(self, *args: Any, unit: Unit, people: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = PersonField.among(people, label=_("Whose fine?"))
        self.fields["minor"] = AmountField(unit, label=_("How much of it?"))
        self.fields["why"] = forms.CharField(label=_("Why?"), max_length=300)

    def arguments(self) -> dict[str, Any]:
        """What `circles.propose_waiver` takes."""
        return {name: self.cleaned_data[name] for name in ("person", "minor", "why")}
