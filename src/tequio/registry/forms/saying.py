"""What is said of an organisation, field by field, as people type it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import DayField
from tequio.membership.visits.countries import countries
from tequio.registry.queries.classifications import classifications
from tequio.registry.rules.facts import Said
from tequio.registry.rules.properties import PROPERTIES, STATUSES
from tequio.registry.rules.saying import Value

NOT_SAID = ("", _("Not known"))
PRECISIONS = ((20, _("the spot itself")), (200, _("the street")), (2_000, _("the village")))
YES_NO = (NOT_SAID, ("yes", _("Yes")), ("no", _("No")))
A_DEGREE = re.compile(r"-?[0-9]{1,3}([.,][0-9]{1,12})?")
PLAIN = (
    "name.legal", "name.trading", "description", "website", "address.street", "address.postcode",
    "address.locality", "address.region",
)  # fmt: skip
CLASSES = {"class.icls": "icls", "class.essglobal": "essglobal"}
CONTACTS = ("phone", "email")


class DegreeField(forms.CharField):
    """Degrees with a point or a comma; gives a text with at most six decimals."""

    def __init__(self, most: int, **more: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            required=False, max_length=20, widget=forms.TextInput(attrs=attributes), **more
        )
        self.most = most

    def clean(self, value: Any) -> Any:
        """The degrees as a text; None where nothing was typed.  Raises ValidationError."""
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        if not A_DEGREE.fullmatch(typed) or abs(float(typed.replace(",", "."))) > self.most:
            raise ValidationError(_("Write degrees such as 6.1319."))
        return f"{float(typed.replace(',', '.')):.6f}"


class SayingForm(forms.Form):
    """Values of an organisation; what is left empty is not said.

    said      what stands there now, by property
    contacts  also how it is reached, and whether that may be published
    """

    def __init__(
        self,
        *args: Any,
        said: Mapping[str, Said] | None = None,
        contacts: bool = False,
        **more: Any,
    ) -> None:
        self.said = said or {}
        given = {name: value for one in self.said.values() for name, value in _initial(one)}
        more["initial"] = given | more.get("initial", {})
        super().__init__(*args, **more)
        for code in PLAIN:
            self.fields[key_of(code)] = _plain(code)
        self.fields["status"] = _choice("status", [(c, gettext(t)) for c, t in STATUSES.items()])
        self.fields["is_informal"] = forms.ChoiceField(
            label=gettext(PROPERTIES["is_informal"].title), required=False, choices=YES_NO
        )
        self.fields["address_country"] = _choice("address.country", countries())
        for code, scheme in CLASSES.items():
            self.fields[key_of(code)] = _choice(code, _codes(scheme))
        for code in ("founded_on", "closed_on"):
            title = gettext(PROPERTIES[code].title)
            self.fields[key_of(code)] = DayField(label=title, required=False)
        self._add_figures()
        self._add_place()
        if contacts:
            self._add_contacts()

    def _add_figures(self) -> None:
        self.fields["members"] = forms.IntegerField(
            label=_("Members"), required=False, min_value=0, max_value=10**9, localize=False
        )
        self.fields["members_until"] = DayField(
            label=_("Counted on"),
            required=False,
            help_text=_("The day for which this number holds."),
        )

    def _add_place(self) -> None:
        self.fields["lat"] = DegreeField(
            90, label=_("Latitude"), help_text=_("Degrees north, as a map or a phone shows them.")
        )
        self.fields["lon"] = DegreeField(180, label=_("Longitude"), help_text=_("Degrees east."))
        self.fields["precision"] = forms.TypedChoiceField(
            label=_("How exactly"), coerce=int, required=False,
            choices=PRECISIONS, initial=2_000,
        )  # fmt: skip

    def _add_contacts(self) -> None:
        for code in CONTACTS:
            self.fields[code] = _plain(code)
        self.fields["contacts_public"] = forms.BooleanField(
            label=gettext(PROPERTIES["contacts_public"].title), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Both degrees or none; a number of members with its day, which is asked for anew where
        the number is another one."""
        given = super().clean() or self.cleaned_data
        is_read = not {"lat", "lon"} & self.errors.keys()
        if is_read and (given.get("lat") is None) != (given.get("lon") is None):
            self.add_error("lon", _("A place needs both, latitude and longitude."))
        before = self.said.get("members")
        if given.get("members") is not None and not given.get("members_until"):
            if before is not None and before.value == given["members"]:
                given["members_until"] = before.until
                return given
            self.add_error("members_until", _("Write the day on which they were counted."))
        return given

    def values(self) -> tuple[Value, ...]:
        """Everything that is said, in the order of the form."""
        return tuple(
            Value(code, value, until=until)
            for code, reading in READING.items()
            for value, until in [reading(self.cleaned_data, key_of(code))]
            if value not in ("", None)
        )

    def changed(self) -> tuple[Value, ...]:
        """What is said otherwise than it stands there now."""
        before = {code: (one.value, one.until) for code, one in self.said.items()}
        return tuple(one for one in self.values() if _differs(one, before.get(one.property)))

    def emptied(self) -> tuple[str, ...]:
        """Properties that stand there now and were taken out."""
        left = {one.property for one in self.values()}
        asked = {code for code in READING if key_of(code) in self.fields}
        return tuple(code for code in self.said if code in asked - left)


def key_of(code: str) -> str:
    """The name of a property's field."""
    return code.replace(".", "_")


def _plain(code: str) -> forms.Field:
    kind, title = PROPERTIES[code].kind, gettext(PROPERTIES[code].title)
    if code == "description":
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=title, required=False, max_length=2000, widget=area)
    if kind == "link":
        return forms.URLField(label=title, required=False, max_length=300, assume_scheme="https")
    if code == "email":
        return forms.EmailField(label=title, required=False, max_length=254)
    return forms.CharField(label=title, required=False, max_length=200)


def _choice(code: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    title = gettext(PROPERTIES[code].title)
    return forms.ChoiceField(label=title, required=False, choices=[NOT_SAID, *choices])


def _codes(scheme: str) -> list[tuple[str, str]]:
    known, language = classifications().get(scheme), get_language() or "en"
    return [(code, known.words(code, language)) for code in known.titles] if known else []


Read = tuple[Any, date | None]


def _typed(given: Mapping[str, Any], key: str) -> Read:
    return given.get(key) or None, None


def _day(given: Mapping[str, Any], key: str) -> Read:
    day = given.get(key)
    return day.isoformat() if day else None, None


def _yes_no(given: Mapping[str, Any], key: str) -> Read:
    return {"yes": True, "no": False}.get(given.get(key) or ""), None


def _agreed(given: Mapping[str, Any], key: str) -> Read:
    return given.get(key) or None, None


def _figure(given: Mapping[str, Any], key: str) -> Read:
    return given.get(key), given.get(f"{key}_until")


def _of_class(given: Mapping[str, Any], key: str) -> Read:
    code, scheme = given.get(key), key.removeprefix("class_")
    known = classifications().get(scheme)
    title = known.words(code, "en") if known and code else ""
    return {"scheme": scheme, "code": code, "title": title} if code else None, None


def _point(given: Mapping[str, Any], key: str) -> Read:
    lon, lat, precision = (given.get(one) for one in ("lon", "lat", "precision"))
    if lon is None or lat is None:
        return None, None
    return {"lon": lon, "lat": lat, "precision": precision or 2_000, "method": "pin"}, None


READING: Mapping[str, Callable[[Mapping[str, Any], str], Read]] = {
    **dict.fromkeys(PLAIN, _typed),
    "status": _typed,
    "is_informal": _yes_no,
    "address.country": _typed,
    **dict.fromkeys(CLASSES, _of_class),
    "founded_on": _day,
    "closed_on": _day,
    "members": _figure,
    "point": _point,
    **dict.fromkeys(CONTACTS, _typed),
    "contacts_public": _agreed,
}
"""Property → its value, and its last day, as the form has it."""


def _initial(one: Said) -> list[tuple[str, Any]]:
    """What stands in the fields of a property that is said already."""
    key, value = key_of(one.property), one.value
    if one.property == "point" and isinstance(value, Mapping):
        near = min(
            (most for most, _words in PRECISIONS if most >= value["precision"]), default=2_000
        )
        return [("lon", value["lon"]), ("lat", value["lat"]), ("precision", near)]
    if one.property == "members":
        return [(key, value)]
    if isinstance(value, bool) and one.property != "contacts_public":
        return [(key, "yes" if value else "no")]
    if isinstance(value, Mapping):
        return [(key, value.get("text") or value.get("code") or "")]
    return [(key, value)]


def _differs(one: Value, before: tuple[Any, date | None] | None) -> bool:
    if before is None:
        return True
    value, until = before
    if isinstance(value, Mapping) and isinstance(one.value, Mapping) and "lon" in value:
        here, there = (
            [float(point[axis]) for axis in ("lon", "lat")] for point in (value, one.value)
        )
        return here != there
    if isinstance(value, Mapping):
        said = one.value
        plain = said.get("code") if isinstance(said, Mapping) else said
        return plain != (value.get("text") or value.get("code"))
    return (one.value, one.until) != (value, until)
