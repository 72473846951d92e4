"""Templates of statutes: values to begin with, each with where it comes from.  Pure.

A template is a YAML text:

    template: self-help-group        short name, also the file's name
    title: Self-help group           a sentence of TITLES, so that it is translated
    about: ...                       likewise
    kind: self-help-group            kind of organisation
    country: IN                      empty: anywhere
    values:
      members.least:
        value: 10
        basis: custom                text, custom, or example
        source: ...
        verified: false

`text` means that a rule of a named text was read, `custom` that it is known from the field without
a text at hand, `example` that it is an example of ours, to be looked at with the group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.adopting import objections_to_adopt
from tequio.statutes.rules.catalogue import CATALOGUE, read_value
from tequio.statutes.rules.in_force import Statutes, in_force
from tequio.statutes.rules.rulebooks import NO_LAW
from tequio.statutes.rules.schema import Table, read_table

TITLES = (
    _("Self-help group in India"),
    _("Savings circle with three keys"),
    _("Cooperative"),
    _("Association"),
    _("Network or federation"),
    _("Township group with several functions"),
    _("Municipality with a participatory budget"),
)
ABOUTS = (
    _("10 to 20 women or men who save, lend to each other and keep one book."),
    _("10 to 25 members who save at every meeting and lend from a box with three locks."),
    _("Members who own an enterprise together: one member, one vote."),
    _("Members with a common purpose; nothing is shared out."),
    _("Organisations and persons that work together; few payments, long notice."),
    _("One group for savings, care and food: one constitution, several books."),
    _("Residents vote on projects; the money of the budget is paid project by project."),
)
BASES_OF_VALUES: Mapping[str, str] = {
    "text": _("from a text that was read"),
    "custom": _("known from the field, no text at hand"),
    "example": _("an example, to be looked at with the group"),
}


@dataclass(frozen=True)
class TemplateValue:
    """One value of a template, plain as in the file, with its source."""

    code: str
    value: Any
    basis: str
    source: str
    verified: bool


@dataclass(frozen=True)
class StatutesTemplate:
    """Statutes to begin with.  `plain()` is what the founding act adopts."""

    name: str
    title: str
    about: str
    kind: str
    country: str
    values: tuple[TemplateValue, ...]

    def plain(self) -> dict[str, Any]:
        """Code → plain value, as `amending.adopt` takes them."""
        return {one.code: one.value for one in self.values}

    def statutes(self, day: date) -> Statutes:
        """What the statutes would say on a day if this template were adopted."""
        return in_force(self.plain(), day)


def closest(templates: Iterable[StatutesTemplate], statutes: Statutes) -> StatutesTemplate | None:
    """The template from which these statutes most likely began: the one with the most values that
    they adopted unchanged, if that is at least half of its values; the first of several."""
    best, most = None, 0
    for template in templates:
        same = len(unchanged(template, statutes))
        if same > most and 2 * same >= len(template.values):
            best, most = template, same
    return best


def unchanged(template: StatutesTemplate, statutes: Statutes) -> dict[str, TemplateValue]:
    """The template's values that the statutes of that day state just so, by code."""
    return {
        one.code: one
        for one in template.values
        if statutes.is_stated(one.code) and statutes[one.code] == read_value(one.code, one.value)
    }


def load_template(text: str, *, where: str) -> StatutesTemplate:
    """Read a template from its YAML text.

    Raises SchemaError naming file, provision and field, also for values that could not be adopted.
    """
    table = read_table(text, where=where)
    template = StatutesTemplate(
        name=table.text("template"),
        title=table.one_of("title", TITLES),
        about=table.one_of("about", ABOUTS),
        kind=table.text("kind"),
        country=table.text("country", ""),
        values=tuple(_value(code, part) for code, part in table.tables("values")),
    )
    table.end()
    return template


def _value(code: str, table: Table) -> TemplateValue:
    if code not in CATALOGUE:
        raise table.problem("no such provision")
    read = TemplateValue(
        code=code,
        value=table.anything("value"),
        basis=table.one_of("basis", tuple(BASES_OF_VALUES)),
        source=table.text("source"),
        verified=table.flag("verified"),
    )
    table.end()
    for objection in objections_to_adopt({code: read.value}, rulebook=NO_LAW, day=date.max):
        raise table.problem(str(objection), "value")
    return read
