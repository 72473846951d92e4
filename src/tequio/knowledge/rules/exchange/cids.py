"""A practice in the Common Impact Data Standard (CIDS 3.2), as JSON-LD.  Pure.

Mapped:
- who publishes it → `cids:Organization`, which CIDS asks of every outcome and indicator;
- the sector → `cids:Theme`;
- the practice → `cids:Outcome`: its title; problem, root cause, story, state and marks as the
  description, so that what ended or did harm says so;
- each component's function, which stays → `cids:Outcome` of its own;
- each variable that a required or helpful condition asks → `cids:Indicator` for the outcomes of
  the components that ask it, with its unit.

Lost, because CIDS has no place for it: core and periphery, the form that may change, operators and
thresholds, substitutes, variants, reasons, the sources of single sentences, the values of its own
place (an indicator's report needs a beginning and an end, and a practice has neither), the seven
questions, and all languages but one.  Whoever needs these takes the JSON (`as_json`).

Nothing is read from CIDS: too little of a practice would come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tequio.knowledge.rules.designs import Component, Design, in_language
from tequio.knowledge.rules.variables import Variable

CIDS_CONTEXT = "https://ontology.commonapproach.org/contexts/cidsContext.jsonld"


@dataclass(frozen=True)
class Publisher:
    """Who says so.  `address` begins every name that is made here."""

    address: str
    legal_name: str


def as_cids(
    design: Design, publisher: Publisher, *, language: str, sector_name: str = ""
) -> dict[str, Any]:
    """The document; `sector_name` is the sector as people call it in that language."""
    base = f"{publisher.address}#{design.code or 'practice'}-{design.version}"
    theme = [_theme(design, base, sector_name)] if design.sector else []
    themes = {"forTheme": [one["@id"] for one in theme]} if theme else {}
    of_all = {"forOrganization": publisher.address}
    outcomes = [
        {**one, **of_all, **themes}
        for one in (_whole(design, base, language), *_functions(design, base, language))
    ]
    indicators = [{**one, **of_all, **themes} for one in _indicators(design, base, language)]
    organisation = {
        "@id": publisher.address,
        "@type": "cids:Organization",
        "hasLegalName": publisher.legal_name,
        "hasOutcome": [one["@id"] for one in outcomes],
        "hasIndicator": [one["@id"] for one in indicators],
    }
    return {"@context": CIDS_CONTEXT, "@graph": [organisation, *theme, *outcomes, *indicators]}


def _theme(design: Design, base: str, sector_name: str) -> dict[str, Any]:
    name = sector_name or design.sector
    return {
        "@id": f"{base}-theme",
        "@type": "cids:Theme",
        "hasName": name,
        "hasDescription": name,
    }


def _whole(design: Design, base: str, language: str) -> dict[str, Any]:
    said = [design.problem, design.root_cause, *(one.says for one in design.text)]
    state = ", ".join((design.state, *design.marks))
    lines = [*filter(None, (in_language(one, language) for one in said)), f"[{state}]"]
    return {
        "@id": base,
        "@type": "cids:Outcome",
        "hasName": in_language(design.title, language),
        "hasDescription": " ".join(lines),
    }


def _functions(design: Design, base: str, language: str) -> Iterator[dict[str, Any]]:
    for one in design.components:
        yield {
            "@id": _of(base, one),
            "@type": "cids:Outcome",
            "hasName": in_language(one.name, language),
            "hasDescription": in_language(one.function, language),
        }


def _indicators(design: Design, base: str, language: str) -> Iterator[dict[str, Any]]:
    for code, variable in design.variables.items():
        asking = [one for one in design.components if code in _asked(one)]
        yield {
            "@id": f"{base}-{code.replace('_', '-')}",
            "@type": "cids:Indicator",
            "hasName": in_language(variable.name, language),
            "hasDescription": in_language(variable.question, language),
            "unitDescription": _unit(design, variable),
            "forOutcome": [_of(base, one) for one in asking],
        }


def _of(base: str, component: Component) -> str:
    return f"{base}-part-{component.id}"


def _asked(component: Component) -> set[str]:
    return {each.variable.code for one in component.every() for each in one.every}


def _unit(design: Design, variable: Variable) -> str:
    """Its unit; of money the currencies that are compared; of the rest the kind of answer."""
    if variable.is_money:
        units = {one.unit for one in design.comparisons() if one.variable.code == variable.code}
        return f"{'/'.join(sorted(units))} {variable.unit.removeprefix('currency ')}"
    return variable.unit or variable.kind.replace("_", "/")
