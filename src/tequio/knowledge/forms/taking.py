"""What somebody says who takes a practice up, or works on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.rules.practices import ROLES

ROLES_TOLD = {
    "practitioner": _("I live it or work in it"),
    "researcher": _("I study it"),
    "user": _("I use what it brings"),
    "public": _("I speak for the public"),
}


def role_choices() -> list[tuple[str, str]]:
    """Roles with what each means."""
    return [(code, f"{gettext(words)}: {ROLES_TOLD[code]}") for code, words in ROLES.items()]


def words(label: Any, *, rows: int = 2, **more: Any) -> forms.CharField:
    """A field for plain sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=2000, widget=area, **more)


class TakeForm(forms.Form):
    """As what she writes, into which library, and why it is taken up."""

    library = forms.ChoiceField(label=_("Into which library"))
    role = forms.ChoiceField(label=_("As what you write"), widget=forms.RadioSelect)
    words = words(_("Why you take it up"), required=False, help_text=_("If you like."))

    def __init__(self, *args: Any, libraries: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if libraries:
            self.fields["library"].choices = libraries  # type: ignore[attr-defined]
        else:
            del self.fields["library"]
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
