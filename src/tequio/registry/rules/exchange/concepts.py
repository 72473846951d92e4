"""Classifications as concepts (W3C SKOS) under addresses of this node.

The hosts on which such vocabularies once stood cannot be relied on, so each code has an address
here: `…/concepts/icls#W`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tequio.registry.rules.classifications import Classification, Crosswalk

CONTEXT: Mapping[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "closeMatch": {"@id": "skos:closeMatch", "@type": "@id"},
    "relatedMatch": {"@id": "skos:relatedMatch", "@type": "@id"},
    "source": "dcterms:source",
    "license": "dcterms:license",
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
}


def concept_address(register: str, scheme: str, code: str) -> str:
    """Where a code stands."""
    return f"{register}concepts/{quote(scheme)}#{quote(code, safe='')}"


def schemes_of(register: str, schemes: Iterable[Classification]) -> dict[str, Any]:
    """Which classifications there are."""
    return {"@context": CONTEXT, "@graph": [_head(register, one) for one in schemes]}


def scheme_of(
    register: str, one: Classification, crosswalks: Iterable[Crosswalk]
) -> dict[str, Any]:
    """A classification with all its concepts; `crosswalks` from it: where something is lost on
    the way, the concepts are only related."""
    leading = [walk for walk in crosswalks if walk.of == one.code]
    concepts = [_concept(register, one, code, leading) for code in one.titles]
    return {"@context": CONTEXT, "@graph": [_head(register, one), *concepts]}


def _head(register: str, one: Classification) -> dict[str, Any]:
    tops = [code for code in one.titles if code not in one.within]
    return {
        "@id": f"{register}concepts/{quote(one.code)}",
        "@type": "skos:ConceptScheme",
        "prefLabel": dict(one.title),
        "source": " ".join(filter(None, (one.source, one.url))),
        "hasTopConcept": [concept_address(register, one.code, code) for code in tops],
    } | ({"license": one.licence} if one.licence else {})


def _concept(
    register: str, scheme: Classification, code: str, crosswalks: Iterable[Crosswalk]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": concept_address(register, scheme.code, code),
        "@type": "skos:Concept",
        "notation": code,
        "prefLabel": dict(scheme.titles[code]),
        "inScheme": f"{register}concepts/{quote(scheme.code)}",
    }
    if code in scheme.within:
        found["broader"] = concept_address(register, scheme.code, scheme.within[code])
    for walk in crosswalks:
        if code in walk.steps:
            step = walk.steps[code]
            match = "relatedMatch" if step.is_lossy else "closeMatch"
            found.setdefault(match, []).append(concept_address(register, walk.to, step.code))
    return found
