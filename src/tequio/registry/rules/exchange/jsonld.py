"""A record in JSON-LD: schema.org, the organisation ontology of W3C, SKOS.  The context stands in
the answer; nothing has to be fetched to read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tequio.registry.rules.exchange.concepts import concept_address
from tequio.registry.rules.exchange.record import (
    Record,
    assertions_told,
    place_of,
    sources_told,
)
from tequio.registry.rules.properties import PROPERTIES

CONTEXT: Mapping[str, Any] = {
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "name": "schema:name",
    "legalName": "schema:legalName",
    "alternateName": "schema:alternateName",
    "description": "schema:description",
    "url": {"@id": "schema:url", "@type": "@id"},
    "email": "schema:email",
    "telephone": "schema:telephone",
    "foundingDate": "schema:foundingDate",
    "dissolutionDate": "schema:dissolutionDate",
    "numberOfEmployees": "schema:numberOfEmployees",
    "identifier": "schema:identifier",
    "propertyID": "schema:propertyID",
    "value": "schema:value",
    "address": "schema:address",
    "streetAddress": "schema:streetAddress",
    "postalCode": "schema:postalCode",
    "addressLocality": "schema:addressLocality",
    "addressRegion": "schema:addressRegion",
    "addressCountry": "schema:addressCountry",
    "location": "schema:location",
    "geo": "schema:geo",
    "latitude": "schema:latitude",
    "longitude": "schema:longitude",
    "classification": {"@id": "org:classification"},
    "notation": "skos:notation",
    "prefLabel": "skos:prefLabel",
    "title": "dcterms:title",
    "license": "dcterms:license",
    "bibliographicCitation": "dcterms:bibliographicCitation",
    "source": "dcterms:source",
    "isDescribedBy": {"@id": "schema:subjectOf", "@type": "@id"},
    "assertions": {"@id": "schema:additionalProperty", "@type": "@json"},
}
_TEXTS = {
    "legalName": "name.legal",
    "description": "description",
    "url": "website",
    "email": "email",
    "telephone": "phone",
    "foundingDate": "founded_on",
    "dissolutionDate": "closed_on",
    "numberOfEmployees": "employees",
}
_ADDRESS = {
    "streetAddress": "address.street",
    "postalCode": "address.postcode",
    "addressLocality": "address.locality",
    "addressRegion": "address.region",
    "addressCountry": "address.country",
}
_OTHER_NAMES = ("name.trading", "name.short", "name.local", "name.former")
_CLASSES = tuple(code for code in PROPERTIES if code.startswith("class."))


def node_of(record: Record, known: Collection[tuple[str, str]]) -> dict[str, Any]:
    """The organisation as a node.

    known  scheme and code of every concept that has an address here
    """
    node: dict[str, Any] = {
        "@id": f"{record.address}#it",
        "@type": ["org:Organization", "schema:Organization"],
        "name": record.name,
        "isDescribedBy": record.address,
    }
    node |= _filled(record, _TEXTS)
    others = [one["text"] for code in _OTHER_NAMES for one in record.values(code)]
    others = [one for one in dict.fromkeys(others) if one != record.name]
    optional: dict[str, Any] = {
        "alternateName": others,
        "identifier": [_identifier(one) for one in record.values("identifier")],
        "address": _address(record),
        "location": _location(record),
        "classification": [
            _concept(record.register, one, known)
            for code in _CLASSES
            for one in record.values(code)
        ],
    }
    node |= {name: value for name, value in optional.items() if value}
    node["source"] = [
        {
            "title": one["title"],
            "license": one["licence_url"] or one["licence"],
            "bibliographicCitation": one["attribution"],
        }
        for one in sources_told(record).values()
    ]
    return node | {"assertions": assertions_told(record)}


def _filled(record: Record, names: Mapping[str, str]) -> dict[str, str]:
    return {name: record.text(code) for name, code in names.items() if record.text(code)}


def _identifier(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "schema:PropertyValue",
        "propertyID": value["scheme"],
        "value": value["raw"],
    }


def _address(record: Record) -> dict[str, Any]:
    parts = _filled(record, _ADDRESS)
    return {"@type": "schema:PostalAddress", **parts} if parts else {}


def _location(record: Record) -> dict[str, Any]:
    place = place_of(record)
    if place is None:
        return {}
    lon, lat, precision, method = place
    return {
        "@type": "schema:Place",
        "description": f"±{precision} m ({method})",
        "geo": {"@type": "schema:GeoCoordinates", "latitude": lat, "longitude": lon},
    }


def _concept(
    register: str, value: Mapping[str, Any], known: Collection[tuple[str, str]]
) -> dict[str, Any]:
    scheme, code = str(value["scheme"]), str(value["code"])
    if (scheme, code) in known:
        return {"@id": concept_address(register, scheme, code)}
    titled = {"prefLabel": value["title"]} if value.get("title") else {}
    return {"@type": "skos:Concept", "notation": code} | titled
