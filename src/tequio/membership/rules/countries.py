"""Which codes of two letters are countries, where CLDR lists others beside them."""

from __future__ import annotations

import re

NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO QU TA UN XA XB XX ZZ".split())
"""Codes of CLDR for unions, regions, parts of a country, and places invented to test translations.
XK, by which Kosovo is known, is a country here."""


def is_country(code: str) -> bool:
    """Whether CLDR means a country by this code (ISO 3166-1 alpha-2, in capitals)."""
    return re.fullmatch("[A-Z]{2}", code) is not None and code not in NO_COUNTRIES
