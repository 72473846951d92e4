"""What can be said about an organisation: every property with its kind and its words.  Pure.

A property is one or many: two values of a `one` property that mean different things contradict
each other; of a `many` property each stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import gettext_noop as _

Kind = Literal[
    "name", "identifier", "text", "link", "contact", "code", "day", "number", "money", "yes_no",
    "point", "country", "relation",
]  # fmt: skip


@dataclass(frozen=True)
class Property:
    """One property.

    code      such as `name.legal`; for codes of a classification `class.<scheme>`
    kind      the shape of its value (below)
    title     what it is, in words
    is_many   several values may stand side by side without contradicting each other
    is_place  tells where the organisation is, and goes where its place may go
    is_contact  reaches a person or an office: never exported without consent

    Shapes by kind: name {"text", "language"}; identifier {"scheme", "raw"}; text, link, contact:
    text; code {"scheme", "code", "title"}; day: ISO text; number: whole number; money {"minor",
    "unit"}; yes_no: true or false; point {"lon", "lat", "precision", "method"}, degrees as texts
    with at most 6 decimals; country: ISO 3166-1 alpha-2; relation {"type", "source", "key",
    "name"}.
    """

    code: str
    kind: Kind
    title: str
    is_many: bool = False
    is_place: bool = False
    is_contact: bool = False


def _place(code: str, kind: Kind, title: str) -> Property:
    return Property(code, kind, title, is_place=True)


def _many(code: str, kind: Kind, title: str) -> Property:
    return Property(code, kind, title, is_many=True)


_ALL = (
    Property("name.legal", "name", _("Legal name")),
    Property("name.trading", "name", _("Name in use")),
    _many("name.short", "name", _("Short name")),
    _many("name.local", "name", _("Name in another language or script")),
    _many("name.former", "name", _("Former name")),
    _many("identifier", "identifier", _("Register number")),
    Property("description", "text", _("What it does")),
    Property("website", "link", _("Website")),
    Property("email", "contact", _("E-mail"), is_contact=True),
    Property("phone", "contact", _("Telephone"), is_contact=True),
    Property("contacts_public", "yes_no", _("E-mail and telephone may be published")),
    _place("address.street", "text", _("Street")),
    _place("address.postcode", "text", _("Postcode")),
    _place("address.locality", "text", _("Town or village")),
    _place("address.ward", "text", _("Canton or ward")),
    _place("address.municipality", "text", _("Municipality")),
    _place("address.district", "text", _("District")),
    _place("address.region", "text", _("Region")),
    Property("address.country", "country", _("Country")),
    _place("point", "point", _("Place on the map")),
    Property("status", "code", _("Status")),
    Property("founded_on", "day", _("Founded on")),
    Property("closed_on", "day", _("Closed on")),
    Property("class.icls", "code", _("Type of cooperative (ICLS)")),
    Property("class.essglobal", "code", _("Structure (ESSGlobal)")),
    Property("class.legal_form", "code", _("Legal form")),
    Property("class.ownership", "code", _("Who owns it")),
    Property("class.isic", "code", _("Economic activity (ISIC)")),
    _many("class.activity", "code", _("Activity")),
    _many("class.icnp", "code", _("Field of work (ICNP/TSO)")),
    _many("class.theme", "code", _("Theme")),
    Property("is_informal", "yes_no", _("Informal group")),
    Property("is_sse", "yes_no", _("Said to be of the social and solidarity economy")),
    Property("is_social_enterprise", "yes_no", _("Accredited social enterprise")),
    Property("is_employer", "yes_no", _("Employer")),
    Property("members", "number", _("Members")),
    Property("women_members", "number", _("Women among the members")),
    Property("employees", "number", _("Employees")),
    Property("staff_band", "code", _("Size by employees")),
    Property("turnover", "money", _("Turnover")),
    Property("result", "money", _("Result before tax")),
    Property("member_funds", "money", _("Members' funds")),
    _many("relation", "relation", _("Relation")),
    _many("note", "text", _("Other statement")),
)
PROPERTIES: Mapping[str, Property] = {one.code: one for one in _ALL}
FIGURES = ("members", "women_members", "employees", "turnover", "result", "member_funds")
"""Figures of a period: each with its own `until`, the last day of the year they speak of."""
NAMES = ("name.trading", "name.legal", "name.local", "name.short", "name.former")
PLACES = frozenset(one.code for one in _ALL if one.is_place)
CONTACTS = frozenset(one.code for one in _ALL if one.is_contact)

STATUSES: Mapping[str, str] = {
    "active": _("Active"),
    "dormant": _("Dormant"),
    "closed": _("Closed"),
    "unknown": _("Not known"),
}
METHODS: Mapping[str, str] = {
    "survey": _("measured on the spot"),
    "pin": _("set on a map"),
    "address": _("found by the address"),
    "postcode": _("middle of the postcode"),
    "town": _("middle of the town"),
    "unknown": _("the source does not say how"),
}
LONGEST_SCHEME = 30
"""Signs of the name of a register, such as GB-COH, whoever says it: its index holds no more."""
SOURCE_KINDS: Mapping[str, str] = {
    "own": _("its own word"),
    "official": _("official register"),
    "survey": _("survey"),
    "keeper": _("who keeps this register"),
    "partner": _("partner"),
    "public": _("list open to everybody"),
}
BY_HAND = frozenset({"own", "keeper"})
"""Kinds, and codes, of the two sources that persons write here; no file speaks for them."""
IMPORTED_KINDS = tuple(kind for kind in SOURCE_KINDS if kind not in BY_HAND)
CHECKED_KINDS = frozenset({"official", "survey", "keeper"})
"""Kinds of sources whose register numbers somebody held against the register or a paper."""
RELATIONS: Mapping[str, str] = {
    "member_of": _("is a member of"),
    "branch_of": _("is a branch of"),
    "succeeds": _("succeeds"),
    "merged_into": _("merged into"),
    "subsidiary_of": _("is a subsidiary of"),
    "funded_by": _("is funded by"),
    "hosts": _("hosts"),
    "supplies": _("supplies"),
    "federates": _("federates"),
}
