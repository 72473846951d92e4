"""How the columns of a file are read, said column by column or in YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of
from tequio.registry.forms.columns import MOST_COLUMNS, ColumnsForm, YamlForm, short
from tequio.registry.forms.sources import LONGEST_CODE
from tequio.registry.pages.visiting import Looking
from tequio.registry.pages.waiting import Waiting, desk, waiting
from tequio.registry.queries.fitting import SAVED, Beginning, Offered, beginning_of, offered
from tequio.registry.queries.imports import sources_told
from tequio.registry.queries.legal_words import columns_by_heading, headings
from tequio.registry.rules.mapping.drafting import Draft, draft_of, text_of
from tequio.registry.rules.mapping.guessing import guessed, guessed_key
from tequio.registry.service.preparing import prepare

SHOWN_SAMPLES = 3


@dataclass(frozen=True)
class Asked:
    """A file whose columns are asked for: how it begins, what stands in its columns, the mappings
    that there are and the one that was chosen for it."""

    file: Waiting
    begins: Beginning
    samples: dict[str, list[str]]
    offered: list[Offered]
    chosen: Offered | None


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Say how a file that waits is read; what was said is kept for the next one like it."""
    looking = desk(request, slug)
    asked = _asked(looking, waiting(request, looking, digest))
    draft = _draft(asked)
    by_yaml = request.POST.get("do") == "yaml"
    form = ColumnsForm(
        request.POST if request.method == "POST" and not by_yaml else None,
        draft=draft,
        sources=_sources(looking),
    )
    yaml = YamlForm(request.POST if by_yaml else None, initial={"text": _text(asked, draft)})
    refused: tuple[Refusal, ...] = ()
    given: ColumnsForm | YamlForm = yaml if by_yaml else form
    if given.is_bound and given.is_valid():
        text = given.cleaned_data["text"] if isinstance(given, YamlForm) else text_of(given.draft())
        try:
            code = _kept(looking, key_of(request), text)
        except Refused as reasons:
            refused = reasons.refusals
        else:
            messages.success(request, gettext("How its columns are read is kept for the next one."))
            return redirect(asked.file.address(slug, mapping=f"{SAVED}:{code}", source=""))
    is_wrong = form.is_bound or yaml.is_bound
    context = {
        "visit": looking.visit,
        "file": asked.file,
        "chosen": asked.chosen,
        "form": form,
        "yaml": yaml,
        "by_yaml": by_yaml or not _fits_the_page(asked),
        "is_asked": _fits_the_page(asked),
        "rows": _rows(form, asked) if _fits_the_page(asked) else [],
        "refused": refused,
    }
    status = status_of(refused, is_wrong=is_wrong)
    return render(request, "registry/columns.html", context, status=status)


def _asked(looking: Looking, file: Waiting) -> Asked:
    """Raises Refused where the file cannot be read."""
    begins = beginning_of(file.path, name=file.name)
    samples = {
        column: [text for row in begins.rows if (text := row.cells.get(column, "").strip())]
        for column in begins.columns
    }
    among = offered(looking.organisation.id)
    chosen = next((one for one in among if one.name == file.mapping), None)
    return Asked(file, begins, samples, among, chosen)


def _draft(asked: Asked) -> Draft:
    """The mapping that was chosen, where it can be said column by column; else a guess."""
    columns = asked.begins.columns
    known = draft_of(asked.chosen.mapping, columns) if asked.chosen else None
    if known is not None:
        return known
    words = columns_by_heading()
    title = asked.file.name.rpartition(".")[0] or asked.file.name
    key = guessed_key(columns, asked.samples, len(asked.begins.rows), words)
    return Draft(
        code=_free(short(title), {one.mapping.code for one in asked.offered}),
        title=title[:120],
        source="",
        key=(key,) if key else (),
        choices=guessed(columns, asked.samples, words, headings().closed),
    )


def _free(code: str, taken: set[str]) -> str:
    """The code, or one like it: a new way of reading does not replace one that others use."""
    more = (f"{code[: LONGEST_CODE - 3]}-{n}" for n in range(2, 100))
    return next((one for one in (code, *more) if one not in taken), code)


def _text(asked: Asked, draft: Draft) -> str:
    return asked.chosen.text if asked.chosen else text_of(draft)


def _fits_the_page(asked: Asked) -> bool:
    """Whether the page asks column by column: not of hundreds of columns, and not where that
    would lose what the chosen mapping says."""
    if len(asked.begins.columns) > MOST_COLUMNS:
        return False
    return asked.chosen is None or draft_of(asked.chosen.mapping, asked.begins.columns) is not None


def _sources(looking: Looking) -> list[tuple[str, str]]:
    told = sources_told(looking.organisation.id)
    return [(one.row.code, one.row.title) for one in told if one.row.kind not in ("own", "keeper")]


def _rows(form: ColumnsForm, asked: Asked) -> list[dict[str, Any]]:
    """Each column with some of its cells and its two fields."""
    return [
        {
            "column": column,
            "samples": list(dict.fromkeys(asked.samples.get(column, ())))[:SHOWN_SAMPLES],
            "what": form[f"what_{place}"],
            "how": form[f"how_{place}"],
        }
        for place, column in enumerate(form.columns)
    ]


def _kept(looking: Looking, key: str, text: str) -> str:
    """Keep a mapping, with the sources that it names and that are not there yet; its code."""
    with transaction.atomic():
        return prepare(lambda end: looking.act(f"{key}{end}"), text)
