"""Pages of the chronicle: its lines in words, its head, its witnesses, "check it yourself"."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Head, Line, steps_of
from tequio.kernel import Finding, Refusal, Refused
from tequio.membership import queries as membership
from tequio.membership import rules, service
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.site import guards, seeing, telling, verification
from tequio.site.acts import ROOMS
from tequio.site.pages.chronicle_forms import HeadsForm, PaperForm, WitnessForm
from tequio.site.telling_of_checks import CHECKED
from tequio.statutes.queries import statutes_on

LINES = 50
"""Lines on one page."""


# The lines ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A line as its reader sees it; `facts` are those that she may see."""

    line: Line
    digest: str
    knows_who: bool
    facts: dict[str, Any]

    @property
    def title(self) -> str:
        return telling.ACTS.get(self.line.kind, "")

    @property
    def person(self) -> int | None:
        """Whom it concerns, if that is one person and not who did it."""
        person = self.facts.get("person")
        return person if isinstance(person, int) and person != self.line.by else None

    @property
    def is_kept_back(self) -> bool:
        return len(self.facts) < len(seeing.own_facts(self.line))


@require_safe
def lines(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act of the group, the newest first, and where the chain stands."""
    here = visit(request, slug)
    before = request.GET.get("before", "")
    found = chronicle.lines_of(
        here.organisation.id,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        limit=LINES + 1,
    )
    entries = _entries(here, found[:LINES])
    given = {
        "visit": here,
        "head": chronicle.head_of(here.organisation.id),
        "entries": entries,
        "names": _names(entries),
        "more": entries[-1].line.number if len(found) > LINES else None,
        "is_continued": bool(before),
    }
    return render(request, "site/chronicle/lines.html", given)


def _entries(here: Visit, found: Iterable[tuple[Line, str]]) -> list[Entry]:
    sight = seeing.Sight(here.standing, statutes_on(here.organisation.id, here.today))
    entries = []
    for line, digest in found:
        knows_who, facts = sight.shown(line)
        entries.append(Entry(line, digest, knows_who, dict(facts)))
    return entries


def _names(entries: Iterable[Entry]) -> dict[int, str]:
    people = {person for entry in entries for person in telling.persons_of(entry.facts)}
    people |= {entry.line.by for entry in entries if entry.line.by is not None}
    return membership.person_names(people)


@require_safe
def line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One line with its facts and its proof."""
    here = visit(request, slug)
    found = chronicle.line(here.organisation.id, number) if number < 2**63 else None
    if found is None:
        raise Http404
    steps = [(one, found[1]) for one in steps_of(found[0])]
    entries = _entries(here, [found, *steps])
    entry, names = entries[0], _names(entries)
    facts = telling.in_words(entry.facts, names=names, slug=slug)
    given = {
        "visit": here,
        "entry": entry,
        "names": names,
        "facts": facts,
        "steps": [
            (step, telling.in_words(step.facts, names=names, slug=slug)) for step in entries[1:]
        ],
        "is_kept_back": any(one.is_kept_back for one in entries),
        "codes": any(fact.is_code for fact in facts),
        "is_whole": entry.line.digest() == entry.digest,
        "is_last": chronicle.head_of(here.organisation.id).number == number,
    }
    return render(request, "site/chronicle/line.html", given)


# The head -----------------------------------------------------------------------------------


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The head as a sheet to read aloud at the meeting and to sign."""
    here = visit(request, slug)
    given = {"visit": here, "head": chronicle.head_of(here.organisation.id)}
    return render(request, "site/chronicle/sheet.html", given)


@require_safe
def head(request: HttpRequest, slug: str) -> HttpResponse:
    """The head as a file that another node, or `./tequio verify --witness`, can read."""
    here = visit(request, slug)
    told = verification.heads([here.organisation.id])
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    answer = HttpResponse(text, content_type="application/json")
    name = f"{slug}-line-{told['heads'][0]['number']}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# Witnesses ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A head that somebody holds; `agrees` is None where the chain is not kept here."""

    name: str
    head: Head
    at: datetime | None
    agrees: bool | None


def witnesses(request: HttpRequest, slug: str) -> HttpResponse:
    """Who holds our head, whose heads we hold, and a form to hold another."""
    here = visit(request, slug)
    choices = _choices(here)
    form = WitnessForm(request.POST or None, request.FILES or None, choices=choices)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        held, refused = _hold(here, key_of(request), form.cleaned_data["heads"])
        if held:
            said = ngettext("%(count)s head is held.", "%(count)s heads are held.", held)
            messages.success(request, said % {"count": held})
        if not refused:
            return redirect("chronicle:witnesses", slug)
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "objections": _objections_to_hold(here),
        "ours": _ours(here),
        "theirs": _theirs(here),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "site/chronicle/witnesses.html", given, status=status)


def _objections_to_hold(here: Visit) -> list[Refusal]:
    if rules.is_officer(here.standing):
        return []
    return [rules.OFFICE_NOT_HELD.because(offices=", ".join(rules.OFFICES))]


def _choices(here: Visit) -> list[tuple[str, str]]:
    """Organisations of the node that the visitor knows: her own others, and our neighbours."""
    mine = membership.organisations_of(here.person, here.today) if here.person else []
    known = {
        one.id: one for one in (*mine, *membership.neighbours(here.organisation.id, here.today))
    }
    known.pop(here.organisation.id, None)
    heads = chronicle.heads_of(known)
    return [
        (f"{heads[one].chain}:{heads[one].number}:{heads[one].digest}", known[one].name)
        for one in sorted(known, key=lambda one: known[one].name.casefold())
        if heads[one].number
    ]


def _hold(here: Visit, key: str, heads: list[Head]) -> tuple[int, tuple[Refusal, ...]]:
    """Witness each head under a key of its own; how many are held, and what was refused."""
    held, refused = 0, list[Refusal]()
    for place, one in enumerate(heads):
        try:
            service.witness_head(
                here.act(f"{key}.{place}" if key else ""),
                chain=one.chain,
                number=one.number,
                digest=one.digest,
            )
        except Refused as raised:
            refused += [reason for reason in raised.refusals if reason not in refused]
        else:
            held += 1
    return held, tuple(refused)


def _ours(here: Visit) -> list[Held]:
    mine = here.organisation.id
    holding = chronicle.witnesses_of(chronicle.head_of(mine).chain)[::-1]
    proofs = chronicle.digests_at((mine, head.number) for _who, head in holding)
    names = _names_of(who for who, _head in holding)
    return [
        Held(names.get(who, ""), head, None, proofs.get((mine, head.number)) == head.digest)
        for who, head in holding
    ]


def _theirs(here: Visit) -> list[Held]:
    holding = chronicle.held_by(here.organisation.id)
    owners = chronicle.owners_of(head.chain for head, _at in holding)
    proofs = chronicle.digests_at(
        (owners[head.chain], head.number) for head, _at in holding if head.chain in owners
    )
    names = _names_of(owners.values())
    return [
        Held(
            names.get(owners.get(head.chain, 0), ""),
            head,
            at,
            proofs.get((owners[head.chain], head.number)) == head.digest
            if head.chain in owners
            else None,
        )
        for head, at in holding
    ]


def _names_of(organisations: Iterable[int]) -> dict[int, str]:
    return {one.id: one.name for one in membership.organisations(organisations)}


# Check it yourself --------------------------------------------------------------------------


def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Walk the whole chain and recompute the books; compare a paper with its line."""
    here = visit(request, slug)
    form = HeadsForm(request.POST or None, request.FILES or None)
    paper = PaperForm(request.GET if "line" in request.GET else None)
    given: dict[str, Any] = {
        "visit": here,
        "form": form,
        "paper": paper,
        "head": chronicle.head_of(here.organisation.id),
    }
    if request.method == "POST" and form.is_valid():
        given |= _checked(here, form.cleaned_data["heads"])
    if paper.is_bound and paper.is_valid():
        proof = chronicle.digest_at(here.organisation.id, paper.cleaned_data["line"])
        given |= {"proof": proof or "", "agrees": bool(proof) and paper.agrees_with(proof or "")}
    is_wrong = (request.method == "POST" and not form.is_valid()) or (
        paper.is_bound and not paper.is_valid()
    )
    status = 422 if is_wrong else 200
    return render(request, "site/chronicle/check.html", given, status=status)


def _checked(here: Visit, heads: list[Head]) -> dict[str, Any]:
    """The first thing that does not hold, and the rooms that held until then."""
    mine = here.organisation.id
    ours = chronicle.head_of(mine)
    held = [(gettext("the file that you gave"), one) for one in heads if one.chain == ours.chain]
    found = next((one for _who, one in verification.findings([mine], held=held)), None)
    rooms = ["chronicle", *ROOMS, guards.ROOM]
    whole = rooms[: rooms.index(found.room)] if found and found.room in rooms else rooms
    return {
        "is_checked": True,
        "finding": _with_names(found) if found else None,
        "whole": [CHECKED[room] for room in whole if room in CHECKED],
        "witnessed": len(chronicle.witnesses_of(ours.chain)) + len(held),
        "strange": len(heads) - len(held),
    }


def _with_names(finding: Finding) -> Finding:
    """The witness of a finding by name rather than by number."""
    fields = dict(finding.fields)
    word, _blank, number = str(fields.get("witness", "")).partition(" ")
    if word == "organisation" and number.isdecimal():
        fields["witness"] = _names_of([int(number)]).get(int(number), number)
    return replace(finding, fields=tuple(fields.items()))
