"""Fields that forms of the room share: words, a listed organisation, from which side one speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.rules.kinds import KINDS
from tequio.screening.rules.cases import LONGEST

Choices = Sequence[tuple[str, str]]
LONGEST_NAME = 200


def words(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for plain sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **more)


def choices_of(meanings: Mapping[str, str]) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, gettext(title)) for code, title in meanings.items()]


def kind_field(label: Any = None) -> forms.ChoiceField:
    """From which side somebody speaks."""
    choices = [("", gettext("Choose")), *choices_of(KINDS)]
    return forms.ChoiceField(label=label or _("From which side"), choices=choices)


class ActorField(forms.Field):
    """A listed organisation: from a list while there are few, by name or number beyond.

    actors  number → name; None where there are too many to list
    find    what was typed → the numbers that it could mean
    """

    def __init__(
        self,
        *,
        actors: Mapping[int, str] | None,
        find: Callable[[str], Sequence[int]],
        nobody: str = "",
        **more: Any,
    ) -> None:
        if actors is None:
            more.setdefault("help_text", _("Its name in the register, or its number there."))
            widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
        else:
            rows = [(str(one), name or unnamed(one)) for one, name in actors.items()]
            widget = forms.Select(choices=[("", nobody or gettext("Choose")), *rows])
        super().__init__(widget=widget, **{"label": _("Organisation")} | more)
        self.actors, self.find = actors, find

    def clean(self, value: Any) -> int | None:
        """Its number.  Raises ValidationError unless exactly one is meant."""
        typed = str(super().clean(value) or "").strip()[:LONGEST_NAME]
        if not typed:
            return None
        if self.actors is not None:
            if typed.isascii() and typed.isdecimal() and int(typed) in self.actors:
                return int(typed)
            raise ValidationError(_("Choose an organisation from the list."))
        found = self.find(typed)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several organisations are called so. Write the number."))
        raise ValidationError(_("Nobody in the register is called so."))


def unnamed(listed: int) -> str:
    """How a listed organisation without a name is called."""
    return gettext("Without a name (number %(number)s)") % {"number": listed}


class WordsForm(forms.Form):
    """What somebody says; the page gives its label."""

    words = words("")

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text
