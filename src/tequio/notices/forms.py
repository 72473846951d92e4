"""Forms of notices: where messages go, and how a disputed entry was settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.notices import rules

WISHES = {"spoken": _("She told me"), "written": _("She gave it to me in writing")}


def _choices(words: dict[str, str]) -> list[tuple[str, Any]]:
    return [(code, _(phrase)) for code, phrase in words.items()]


class ChannelForm(forms.Form):
    """Where her messages go; who notes it for her says how she told it."""

    channel = forms.ChoiceField(
        label=_("Where shall messages go?"),
        choices=lambda: _choices(rules.CHANNELS),
        widget=forms.RadioSelect,
    )
    wish = forms.ChoiceField(
        label=_("How did she tell you?"), choices=list(WISHES.items()), widget=forms.RadioSelect
    )

    def __init__(self, *given: Any, is_own: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if is_own:
            del self.fields["wish"]


class SettleForm(forms.Form):
    """How a disputed entry was settled."""

    how = forms.ChoiceField(
        label=_("What came out?"),
        choices=lambda: _choices(rules.HOW_ANSWERED),
        widget=forms.RadioSelect,
    )
    reversal = forms.IntegerField(
        label=_("Number of the entry that reverses it"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text=_("Only if it was wrong: reverse it in the books first."),
    )
    note = forms.CharField(
        label=_("What was looked at, and with whom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
