"""Forms of a meeting: the call, who is here, the count of raised hands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.governance.forms.fields import number_of_hands, people_field
from tequio.governance.rules.meetings import Hands
from tequio.membership.visits import DayField, PersonField, PhotoField


class CallForm(forms.Form):
    """When and where, and what is to be decided; `beside`: what other bodies than the assembly
    decide, which is not ticked beforehand."""

    def __init__(
        self,
        data: Any = None,
        *,
        first: date,
        proposals: Mapping[int, str],
        beside: Collection[int],
        bodies: Mapping[int, str],
    ) -> None:
        ticked = [one for one in proposals if one not in beside]
        super().__init__(data, initial={"held_on": first, "agenda": ticked})
        self.fields["held_on"] = DayField(
            label=_("On which day?"), attrs={"min": first.isoformat()}
        )
        self.fields["place"] = forms.CharField(label=_("Where, and at what time?"), max_length=300)
        if proposals:
            self.fields["agenda"] = people_field(
                proposals, label=_("What is to be decided?"), required=False
            )
        if len(bodies) > 1:
            self.fields["body"] = forms.TypedChoiceField(
                label=_("Who meets?"),
                choices=list(bodies.items()),
                coerce=int,
                required=False,
                empty_value=None,
            )

    def arguments(self) -> dict[str, Any]:
        """What `governance.call_meeting` takes."""
        return {**self.cleaned_data, "agenda": tuple(self.cleaned_data.get("agenda", ()))}


class SecondCallForm(forms.Form):
    """When and where; the agenda is that of the first call."""

    held_on = DayField(label=_("On which day?"))
    place = forms.CharField(label=_("Where, and at what time?"), max_length=300)

    def arguments(self) -> dict[str, Any]:
        """What `governance.call_meeting` takes."""
        return dict(self.cleaned_data)


class PresentForm(forms.Form):
    """A box to tick for each member who is in the room."""

    def __init__(
        self, data: Any = None, *, people: Mapping[int, str], present: Collection[int] = ()
    ) -> None:
        super().__init__(data, initial={"present": list(present)})
        self.fields["present"] = people_field(people, label=_("Who is here?"), required=False)

    @property
    def present(self) -> tuple[int, ...]:
        """The persons who were ticked."""
        return tuple(self.cleaned_data["present"])


class HandsForm(forms.Form):
    """What was counted, before whom, and perhaps a photograph of the sheet."""

    yes = number_of_hands(_("Hands for yes"))
    no = number_of_hands(_("Hands for no"))
    abstain = number_of_hands(_("Hands for abstaining"))

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        people: Mapping[int, str],
        witnesses: int,
    ) -> None:
        super().__init__(data, files)
        self.asked = witnesses
        for place in range(witnesses):
            self.fields[f"witness{place}"] = PersonField.among(
                people, label=_("Witness %(number)s") % {"number": place + 1}
            )
        self.fields["photo"] = PhotoField(required=False)

    @property
    def witness_fields(self) -> list[Any]:
        """The fields in which witnesses are chosen."""
        return [self[f"witness{place}"] for place in range(self.asked)]

    def hands(self, photo: str = "") -> Hands:
        """The count as the act takes it; `photo` is the digest of what was attached."""
        given = self.cleaned_data
        named = tuple(given[f"witness{place}"] for place in range(self.asked))
        return Hands(given["yes"], given["no"], given["abstain"], named, photo)


class HandOverForm(HandsForm):
    """An office passes from one member to another, by a meeting held now."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        offices: Mapping[str, str],
        people: Mapping[int, str],
        witnesses: int,
    ) -> None:
        super().__init__(data, files, people=people, witnesses=witnesses)
        self.fields["held"] = forms.ChoiceField(
            label=_("Which office, and who leaves it?"),
            choices=[("", _("Choose")), *offices.items()],
        )
        self.fields["person"] = PersonField.among(people, label=_("Who takes it over?"))
        self.fields["present"] = people_field(people, label=_("Who is here?"))

    def beginning_with(self, *, office: str, present: Iterable[int]) -> HandOverForm:
        """The form with an office chosen and these members ticked."""
        self.initial = {"held": office, "present": list(present)}
        return self

    def arguments(self, photo: str = "") -> dict[str, Any]:
        """What `governance.hand_over` takes."""
        office, _colon, person = self.cleaned_data["held"].partition(":")
        return {
            "office": office,
            "replaces": int(person) if person else None,
            "person": self.cleaned_data["person"],
            "present": tuple(self.cleaned_data["present"]),
            "hands": self.hands(photo),
        }
