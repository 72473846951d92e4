"""The edge of the register for pages of rooms above: choosing a listed organisation by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import number_in
from tequio.membership.visits.fields import LISTED
from tequio.registry.queries.finding import find
from tequio.registry.queries.hand import listed_of, names_listed
from tequio.registry.rules.words import folded

LONGEST_NAME = 200
FOUND = 20
"""So many of those that a typed name finds are looked at."""
Offered = Mapping[int, str] | None
"""Number → name; None where there are too many to list."""


class ListedField(forms.Field):
    """A listed organisation: from a list while there are few, by name or number beyond.

    offered  number → name; None where there are too many to list
    meant    what was typed → the numbers that it could mean
    nobody   the words for no choice
    """

    def __init__(
        self,
        *,
        offered: Offered,
        meant: Callable[[str], Sequence[int]],
        nobody: str = "",
        **more: Any,
    ) -> None:
        if offered is None:
            more.setdefault("help_text", _("Its name in the register, or its number there."))
            widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
        else:
            rows = [(str(one), name or unnamed(one)) for one, name in offered.items()]
            widget = forms.Select(choices=[("", nobody or gettext("Choose")), *rows])
        super().__init__(widget=widget, **{"label": _("Organisation")} | more)
        self.offered, self.meant = offered, meant

    def clean(self, value: Any) -> int | None:
        """Its number; None where nothing was chosen.  Raises ValidationError unless exactly one is
        meant."""
        typed = str(super().clean(value) or "").strip()[:LONGEST_NAME]
        if not typed:
            return None
        if self.offered is not None:
            number = number_in(typed)
            if number is not None and number in self.offered:
                return number
            raise ValidationError(_("Choose an organisation from the list."))
        found = self.meant(typed)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several organisations are called so. Write the number."))
        raise ValidationError(_("Nobody in the register is called so."))


def all_listed(keeper: int) -> Offered:
    """All of a register by name.  One query."""
    rows = names_listed(keeper, limit=LISTED + 1)
    if len(rows) > LISTED:
        return None
    return dict(sorted(rows, key=lambda row: (row[1].casefold(), row[0])))


def listed_field(keeper: int, offered: Offered, **more: Any) -> ListedField:
    """A field for one of these; None: for anybody whom the register lists.

    more  options of `ListedField`
    """

    # The search finds by one word of several, too: that is no choice of hers.
    def meant(typed: str) -> list[int]:
        number = number_in(typed)
        if number is not None:
            return list(listed_of(keeper, [number]))
        words = folded(typed).split()
        found = find(keeper, text=typed, closed=True, limit=FOUND).rows
        rows = [row for row in found if all(word in folded(row.name) for word in words)]
        same = [row.number for row in rows if row.name.casefold() == typed.casefold()]
        return same if len(same) == 1 else [row.number for row in rows]

    return ListedField(offered=offered, meant=meant, **more)


def unnamed(listed: int) -> str:
    """How a listed organisation without a name is called."""
    return gettext("Without a name (number %(number)s)") % {"number": listed}
