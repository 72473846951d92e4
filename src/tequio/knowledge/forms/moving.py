"""A practice on its way: proposed, offered and answered, changed, looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.forms.taking import words
from tequio.knowledge.rules import frame
from tequio.knowledge.rules.moving import REACHES
from tequio.membership.visits import DayField

ANSWERS = (
    ("taken_up", _("We bring it before our members")),
    ("declined", _("Not for us, or not now")),
)
PLANNED = (
    ("yes", _("We planned it")),
    ("no", _("We reacted to what happened")),
)
ALIVE = (("yes", _("People still do it.")), ("no", _("Nobody does it any more.")))
ENDS = (
    ("moved_back", _("We go back to how it was before")),
    ("left", _("We leave it, without going back")),
)


def choice(label: Any, told: Any, *, is_list: bool = False, **more: Any) -> forms.ChoiceField:
    """One of several, in words: as buttons, or as a list where there are many."""
    widget = forms.Select if is_list else forms.RadioSelect
    choices = [(code, gettext(one)) for code, one in told.items()]
    if is_list:
        choices.insert(0, ("", gettext("Choose")))
    return forms.ChoiceField(label=label, choices=choices, widget=widget, **more)


class WishForm(forms.Form):
    """Why she wishes that the organisation takes a practice up."""

    words = words(_("Why we should try it"), required=False, rows=3)


class AnswerForm(forms.Form):
    """What becomes of an offer."""

    answer = forms.ChoiceField(label=_("Our answer"), choices=ANSWERS, widget=forms.RadioSelect)
    words = words(_("A word for them"), required=False)


class StepForm(forms.Form):
    """What was done and learned; whether nothing was changed."""

    words = words(_("What was done and learned"), rows=3)

    def __init__(self, *args: Any, may_be_unchanged: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if may_be_unchanged:
            self.fields["is_unchanged"] = forms.BooleanField(
                label=_("Nothing was changed: we do it exactly as they do"), required=False
            )


class EndForm(forms.Form):
    """It was moved back or left, and why."""

    state = forms.ChoiceField(label=_("What you do"), choices=ENDS, widget=forms.RadioSelect)
    words = words(_("Why, for those who come after you"), rows=3)


class HarmForm(forms.Form):
    """Somebody was harmed, which is told on any day."""

    is_alive = forms.ChoiceField(label=_("Does it live?"), choices=ALIVE, widget=forms.RadioSelect)
    words = words(_("What you saw"), rows=3)


class FollowUpForm(HarmForm):
    """What became of it after some months."""

    is_harm = forms.BooleanField(label=_("Somebody was harmed"), required=False)
    reach = forms.MultipleChoiceField(
        label=_("How far it reached"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("is_alive", "is_harm", "reach", "words")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(code, gettext(one)) for code, one in REACHES.items()]
        self.fields["reach"].choices = told  # type: ignore[attr-defined]


class AdaptationForm(forms.Form):
    """One change, by FRAME's eight facets in plain words."""

    def __init__(self, *args: Any, parts: list[tuple[str, str]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        whole = ("", gettext("the whole practice"))
        whys = [(code, gettext(one)) for code, one in frame.REASONS.items()]
        self.fields |= {
            "words": words(_("What was changed, and why"), rows=3),
            "component": forms.ChoiceField(
                label=_("Which part"), required=False, choices=[whole, *parts]
            ),
            "what": choice(_("What it touches"), frame.WHATS),
            "nature": choice(_("How it was changed"), frame.NATURES, is_list=True),
            "level": choice(_("For whom"), frame.LEVELS, is_list=True),
            "moment": choice(_("When"), frame.MOMENTS),
            "is_planned": forms.ChoiceField(
                label=_("Planned or not"), choices=PLANNED, widget=forms.RadioSelect
            ),
            "decided_by": choice(_("Who decided it"), frame.DECIDERS, is_list=True),
            "is_true": choice(_("Does it still do the same work?"), frame.TRUTHS),
            "reasons": forms.MultipleChoiceField(
                label=_("Because of"),
                choices=whys,
                widget=forms.CheckboxSelectMultiple,
            ),
            "day": DayField(latest=today, label=_("On which day")),
        }
