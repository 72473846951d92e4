"""What is said in a watch meeting, and who listens where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.forms.voices import VoiceField
from tequio.knowledge.rules.watching import KINDS, MOST_WORDS, TIERS
from tequio.membership.visits import DayField
from tequio.membership.visits.fields import PersonField

Choices = Sequence[tuple[str, str]]


class ObserveForm(forms.Form):
    """One line or a recording, what it is, and whose."""

    words = forms.CharField(
        label=_("What did you notice?"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One sentence is enough."),
    )
    voice = VoiceField(label=_("Or speak it"), required=False)
    kind = forms.ChoiceField(label=_("It is"), widget=forms.RadioSelect)
    guest = forms.CharField(
        label=_("Name of a guest who brings it"), required=False, max_length=120
    )

    def __init__(self, *args: Any, bringer: PersonField | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, gettext(told)) for code, told in KINDS.items()
        ]
        if bringer is not None:
            guest = self.fields.pop("guest")
            self.fields["brought_by"] = bringer
            self.fields["guest"] = guest


class ObserveOutsideForm(ObserveForm):
    """The same outside a meeting: also where and when."""

    antenna = forms.TypedChoiceField(
        label=_("Heard by"), coerce=int, empty_value=None, required=False
    )
    region = forms.CharField(label=_("Where"), required=False, max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    seen_on = DayField(label=_("When"), required=False, help_text=_("Empty: today."))

    def __init__(self, *args: Any, antennas: Choices, sectors: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["antenna"].choices = [  # type: ignore[attr-defined]
            ("", gettext("nobody")),
            *antennas,
        ]
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            ("", gettext("none")),
            *sectors,
        ]


class OpenWatchForm(forms.Form):
    """By what people know the meeting, and when it is."""

    title = forms.CharField(label=_("Title"), max_length=120)
    held_on = DayField(label=_("Day"), required=False, help_text=_("Empty: today."))
    antenna = forms.TypedChoiceField(
        label=_("Called by"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, antennas: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["antenna"].choices = [  # type: ignore[attr-defined]
            ("", gettext("us all")),
            *antennas,
        ]


class CloseWatchForm(forms.Form):
    """How many were there."""

    present = forms.IntegerField(label=_("How many were there"), min_value=0, max_value=100_000)


class AntennaForm(forms.Form):
    """Who listens, in which tier, where."""

    name = forms.CharField(label=_("Who listens"), max_length=120)
    tier = forms.ChoiceField(label=_("Where it listens"), widget=forms.RadioSelect)
    region = forms.CharField(label=_("Region"), required=False, max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    party = forms.TypedChoiceField(
        label=_("Which organisation it is"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, sectors: Choices, parties: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tier"].choices = [  # type: ignore[attr-defined]
            (code, gettext(told)) for code, told in TIERS.items()
        ]
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            ("", gettext("none")),
            *sectors,
        ]
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", gettext("none of ours")),
            *parties,
        ]
