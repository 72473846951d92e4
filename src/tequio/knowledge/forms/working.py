"""What those say who work on a practice: evidence, answers, its next state, who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.forms.taking import role_choices, words
from tequio.knowledge.rules.noting import KINDS, STRENGTHS
from tequio.knowledge.rules.weak_or_strong import ANSWER_WORDS, ASKED, QUESTIONS
from tequio.membership.visits import DayField, DocumentField
from tequio.registry.visits import ListedField

Choices = Sequence[tuple[str, str]]


def source_field() -> forms.CharField:
    """Where something can be read."""
    return forms.CharField(
        label=_("Where it can be read"),
        required=False,
        max_length=400,
        help_text=_("A title or an address."),
    )


class ContributeForm(forms.Form):
    """As what she works on it, for whom."""

    role = forms.ChoiceField(label=_("As what"), widget=forms.RadioSelect)
    party = forms.ChoiceField(label=_("For which organisation"), required=False)
    words = words(_("What you bring"), required=False, help_text=_("If you like."))

    def __init__(self, *args: Any, parties: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
        choices = [("", gettext("for nobody but myself")), *parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """Evidence, for it or against it."""

    words = words(_("What it shows"), rows=3)
    kind = forms.ChoiceField(label=_("What it is"))
    strength = forms.ChoiceField(
        label=_("How sure"),
        help_text=_("What is more than told needs a source."),
    )
    source = source_field()
    file = DocumentField(required=False)
    day = DayField(label=_("Of which day"), required=False, help_text=_("Empty: today."))
    is_harm = forms.BooleanField(label=_("It shows that somebody was harmed."), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (code, gettext(told)) for code, told in KINDS.items()
        ]
        self.fields["strength"].choices = [  # type: ignore[attr-defined]
            (code, gettext(told)) for code, told in STRENGTHS.items()
        ]


class AnswerForm(forms.Form):
    """One of the seven questions, and how it is known."""

    question = forms.TypedChoiceField(label=_("Question"), coerce=int)
    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    words = words(_("How you know"), required=False)
    source = source_field()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["question"].choices = [  # type: ignore[attr-defined]
            (number, f"{number}. {gettext(QUESTIONS[number].asks)}") for number in ASKED
        ]
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (code, gettext(told)) for code, told in ANSWER_WORDS.items()
        ]


class AdvanceForm(forms.Form):
    """Why it comes into its next state."""

    reason = words(_("What happened"), rows=3)
    source = source_field()


class EndForm(forms.Form):
    """Why it ended."""

    reason = words(
        _("Why it ended"), rows=3, help_text=_("Others learn most from this. It stays readable.")
    )


class JoinMoreForm(forms.Form):
    """More observations that belong to it."""

    observations = forms.TypedMultipleChoiceField(
        label=_("What was noticed"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, loose: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["observations"].choices = loose  # type: ignore[attr-defined]


class CarrierForm(forms.Form):
    """Which organisation of the register carries it."""

    def __init__(self, *args: Any, carrier: ListedField, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["listed"] = carrier
