"""The steps of "start your group": each reads its answers into the draft, or says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.governance.forms.drafts import Draft, money_of
from tequio.governance.forms.monies import monies
from tequio.governance.rules import founding as rules
from tequio.governance.rules import group_file
from tequio.governance.rules.refusals import TOO_LONG
from tequio.kernel import Refusal, Refused
from tequio.kernel import gettext_noop as marked
from tequio.membership.rules import KINDS, OFFICES
from tequio.membership.visits import AmountField
from tequio.membership.visits.countries import countries

KINDS_EXPLAINED: Mapping[str, str] = {
    "self-help-group": marked("10 to 20 neighbours who save together and lend to each other."),
    "savings-circle": marked("Members save at every meeting; the box has several keys."),
    "cooperative": marked("Members own an enterprise together: one member, one vote."),
    "association": marked("Members with a common purpose; nothing is shared out."),
    "network": marked("Groups and persons who work together, such as a federation."),
}
ROWS = 12
MORE_ROWS = 6
LARGEST_FILE = 200_000


class Choices(forms.RadioSelect):
    """Radio buttons, each in a box of its own."""

    use_fieldset = True


class GroupStep(forms.Form):
    """Name and kind; country, money and language are guessed and can be changed."""

    name = forms.CharField(label=_("What is your group called?"), max_length=160)
    kind = forms.ChoiceField(label=_("What kind of group is it?"), widget=Choices)
    country = forms.ChoiceField(label=_("Country"))
    unit = forms.ChoiceField(label=_("Money of the book"), required=False)
    language = forms.ChoiceField(label=_("Language of the group"))

    def __init__(self, draft: Draft, data: Any = None) -> None:
        given = {"name": draft.name, "kind": draft.kind, "country": draft.country}
        super().__init__(data, initial=given | {"unit": draft.unit, "language": draft.language})
        self._choices("kind", [(code, gettext(words)) for code, words in KINDS.items()])
        near = [draft.country, str(settings.PHONE_COUNTRY or "")]
        self._choices("country", [("", gettext("Choose")), *countries(first=near)])
        empty = ("", gettext("the money of the country"))
        money = monies(first=[draft.unit, *map(money_of, near)])
        self._choices("unit", [empty, *((code, f"{name} ({code})") for code, name in money)])
        self._choices("language", list(settings.LANGUAGES))

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """The money is that of the country unless another one was chosen."""
        given = super().clean() or {}
        if not given.get("unit") and given.get("country"):
            given["unit"] = money_of(given["country"])
        if not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", gettext("Choose the money in which the book is kept."))
        return given

    def into(self, draft: Draft) -> Draft:
        """The draft with these answers; another kind begins with other statutes."""
        if self.cleaned_data["kind"] != draft.kind:
            draft = draft.having(template="", values={}, reasons={})
        return draft.having(**self.cleaned_data)


class MemberRow(forms.Form):
    """One member: a name; a phone number and an office if there is one."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    email = forms.CharField(max_length=254, required=False, widget=forms.HiddenInput)
    offices = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = self.initial.get("offices", "") or (self.data.get(self.add_prefix("offices")) or "")
        listed = [("", gettext("No office")), *((c, gettext(w)) for c, w in OFFICES.items())]
        if held and held not in OFFICES:
            words = (gettext(OFFICES[one]) if one in OFFICES else one for one in held.split())
            listed.append((held, ", ".join(words)))
        field = self.fields["offices"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = listed


Rows = forms.formset_factory(MemberRow, extra=0, max_num=500, absolute_max=500)


class MembersStep(forms.Form):
    """Who belongs from the first day: typed in rows, or pasted or sent as one list."""

    pasted = forms.CharField(
        label=_("Paste the list here"),
        required=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("or choose a file (CSV)"), required=False)

    def __init__(self, draft: Draft, founder: str, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.founder = founder
        self.country = draft.country or settings.PHONE_COUNTRY
        self.refused: tuple[Refusal, ...] = ()
        rows = draft.members or ((founder, "", "", "secretary"),)
        empty = max(ROWS - len(rows), 2)
        initial = [
            dict(zip(("name", "phone", "email", "offices"), row, strict=True)) for row in rows
        ]
        self.rows = Rows(data, initial=initial + [{}] * empty, prefix="m")

    def is_valid(self) -> bool:
        """Whether form, rows and list can be read; refusals of the list stand in `refused`."""
        if not (super().is_valid() and self.rows.is_valid()):
            return False
        try:
            self.members = self._members()
        except Refused as refused:
            self.refused = refused.refusals
            return False
        founders = [rules.Founder(name, phone, mail) for name, phone, mail, _held in self.members]
        self.refused = tuple(rules.objections_to_founders(founders))
        return not self.refused

    def _members(self) -> tuple[tuple[str, str, str, str], ...]:
        """The founder first, then everybody else who is named."""
        rows = [self._row(form.cleaned_data) for form in self.rows.forms]
        mine = rows[0][3] if rows else ""
        listed = self._listed()
        others = [row for row in rows[1:] if any(row)] if listed is None else []
        for founder in listed or ():
            row = (founder.name, founder.phone, founder.email, " ".join(founder.offices))
            if founder.name.casefold() == self.founder.casefold():
                mine = row[3] or mine
            else:
                others.append(row)
        given = [rules.Founder(name, phone, mail) for name, phone, mail, _held in others]
        phones = [one.phone for one in group_file.with_whole_phones(given, self.country)]
        others = [(row[0], phone, *row[2:]) for row, phone in zip(others, phones, strict=True)]
        return ((self.founder, "", "", mine), *others)

    def _row(self, given: Mapping[str, Any]) -> tuple[str, str, str, str]:
        name, phone, mail, held = (
            str(given.get(field, "")).strip() for field in ("name", "phone", "email", "offices")
        )
        return name, phone, mail, held

    def _listed(self) -> tuple[rules.Founder, ...] | None:
        """Members of the pasted list or the file; None if there is neither.  Raises Refused."""
        file = self.cleaned_data["file"]
        text = self.cleaned_data["pasted"]
        if file is not None:
            if file.size > LARGEST_FILE:
                raise Refused(TOO_LONG.because(start=file.name[:40], most=LARGEST_FILE))
            text = group_file.text_of(file.read())
        return group_file.read(text) if text.strip() else None

    def into(self, draft: Draft) -> Draft:
        """The draft with these members."""
        return draft.having(members=self.members)


class MoneyStep(forms.Form):
    """What the group already owns; nothing is the usual answer."""

    def __init__(self, draft: Draft, data: Any = None) -> None:
        super().__init__(data, initial=draft.opening)
        unit = draft.book_unit
        self.fields["cash"] = AmountField(unit, label=_("In the cash box"), required=False)
        label = _("At the bank or in a mobile-money account")
        self.fields["bank"] = AmountField(unit, label=label, required=False)

    def into(self, draft: Draft) -> Draft:
        """The draft with these balances; what was left empty is nothing."""
        counted = {kind: minor for kind, minor in self.cleaned_data.items() if minor}
        return draft.having(opening=counted)
