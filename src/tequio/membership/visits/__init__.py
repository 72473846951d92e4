"""The edge of the house for pages: who looks, and the fields that forms of several rooms share."""

from tequio.membership.visits.fields import (
    AmountField,
    AmountInput,
    DayField,
    PersonField,
    named,
    said,
)
from tequio.membership.visits.looking import (
    STATUS,
    Visit,
    act_of,
    fresh_key,
    key_of,
    locale,
    notation,
    number_in,
    percentage,
    person_of,
    status_of,
    visit,
)
from tequio.membership.visits.members import member_field

__all__ = [
    "STATUS",
    "AmountField",
    "AmountInput",
    "DayField",
    "PersonField",
    "Visit",
    "act_of",
    "fresh_key",
    "key_of",
    "locale",
    "member_field",
    "named",
    "notation",
    "number_in",
    "percentage",
    "person_of",
    "said",
    "status_of",
    "visit",
]
