"""The form in which somebody says column by column what a file says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.registry.forms.sources import KINDS, LONGEST_CODE
from tequio.registry.rules.mapping.drafting import BESIDES, SAYABLE, Choice, Draft
from tequio.registry.rules.properties import PROPERTIES

MOST_COLUMNS = 200
"""Of so many columns the page asks; where there are more the mapping is written in YAML."""


class ColumnsForm(forms.Form):
    """One choice for each column, what tells records apart, and whose file it is."""

    title = forms.CharField(label=_("Name of this way of reading"), max_length=120)
    source = forms.ChoiceField(label=_("Whose file it is"), required=False)
    new_source = forms.CharField(
        label=_("If it is a new source: who says it"), max_length=200, required=False
    )
    new_kind = forms.ChoiceField(
        label=_("What the new source is"), choices=KINDS, initial="public", required=False
    )
    key = forms.ChoiceField(
        label=_("Column that tells organisations apart"),
        help_text=_("Filled in each row, and the same for one organisation in every edition."),
    )
    second_key = forms.ChoiceField(label=_("and, together with it"), required=False)
    nulls = forms.CharField(
        label=_("Words that say nothing"),
        required=False,
        max_length=300,
        help_text=_("Divided by commas, such as: N/a, unknown"),
    )

    def __init__(
        self, *args: Any, draft: Draft, sources: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial = _initial(draft)
        self.columns = tuple(one.column for one in draft.choices)
        self.code = draft.code
        places = [(str(place), column) for place, column in enumerate(self.columns)]
        self._choices("source", [("", _("A new source")), *sources])
        self._choices("key", [("", _("Choose")), *places])
        self._choices("second_key", [("", _("No other column")), *places])
        what = _whats()
        for place, one in enumerate(draft.choices):
            self.fields[f"what_{place}"] = forms.ChoiceField(
                label=_("What it says"), choices=what, required=False, initial=one.what
            )
            self.fields[f"how_{place}"] = forms.CharField(
                label=_("How it is read, or why it is left out"),
                required=False,
                max_length=1_000,
                initial=one.how,
            )

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where nobody says it, or nothing is a name."""
        given: dict[str, Any] = self.cleaned_data
        if not given.get("source") and not given.get("new_source"):
            raise ValidationError(_("Choose whose file it is, or name a new source."))
        if not self.errors and not self.draft().has_name:
            raise ValidationError(_("Say which column holds the name of the organisation."))
        return given

    def draft(self) -> Draft:
        """What was chosen."""
        given = self.cleaned_data
        source = given["source"] or short(given["new_source"])
        keys = [given["key"], given["second_key"]]
        return Draft(
            code=self.code or source,
            title=given["title"],
            source=source,
            key=tuple(dict.fromkeys(self.columns[int(one)] for one in keys if one)),
            choices=tuple(
                Choice(column, given[f"what_{place}"], given[f"how_{place}"])
                for place, column in enumerate(self.columns)
            ),
            nulls=tuple(one.strip() for one in given["nulls"].split(",") if one.strip()),
            new_source=("" if given["source"] else given["new_source"], given["new_kind"]),
        )


class YamlForm(forms.Form):
    """A mapping in YAML, for what cannot be said column by column."""

    text = forms.CharField(
        label=_("The mapping, in YAML"),
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
        strip=False,
    )


def short(title: str) -> str:
    """A short name out of a title; of one without any Latin letter a plain one."""
    return slugify(title)[:LONGEST_CODE].strip("-_") or "list"


def _whats() -> list[tuple[str, Any]]:
    """What a column can say, as it is offered: at first that nobody said."""
    besides = [(code, gettext(words)) for code, words in BESIDES.items()]
    said = [(code, gettext(PROPERTIES[code].title)) for code in SAYABLE]
    return [("", gettext("Nobody said yet")), *besides, *said]


def _initial(draft: Draft) -> dict[str, Any]:
    columns = [one.column for one in draft.choices]
    keys = [str(columns.index(one)) for one in draft.key if one in columns]
    keys += ["", ""]
    return {
        "title": draft.title,
        "source": draft.source,
        "key": keys[0],
        "second_key": keys[1],
        "nulls": ", ".join(draft.nulls),
    }
