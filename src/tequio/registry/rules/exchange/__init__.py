"""Out of the register: one public record in the forms that others read.  Pure.

Everything here is made of the public view (`rules.choosing.may_leave`) and of nothing else, so
that what may not leave is not there to be written.
"""

from tequio.registry.rules.exchange.columns import COLUMNS, Column, headings, row_of
from tequio.registry.rules.exchange.concepts import scheme_of, schemes_of
from tequio.registry.rules.exchange.geojson import feature_of
from tequio.registry.rules.exchange.jsonld import CONTEXT, node_of
from tequio.registry.rules.exchange.murmurations import profile_of
from tequio.registry.rules.exchange.record import Origin, Record

__all__ = [
    "COLUMNS",
    "CONTEXT",
    "Column",
    "Origin",
    "Record",
    "feature_of",
    "headings",
    "node_of",
    "profile_of",
    "row_of",
    "scheme_of",
    "schemes_of",
]
