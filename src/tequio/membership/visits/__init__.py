"""The edge of the house for pages: who looks, and the fields that forms of several rooms share."""

from tequio.membership.visits.devices import (
    at_a_meeting,
    is_done_by,
    said_by_pin,
    with_her_key,
)
from tequio.membership.visits.documents import (
    DocumentField,
    document_kept,
    has_document,
    kind_of_document,
    show_document,
)
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
from tequio.membership.visits.onlookers import Onlooker, onlooker, shown
from tequio.membership.visits.photos import PhotoField, photo_kept, show_photo
from tequio.membership.visits.sending import (
    by_outbox,
    keeper_of,
    kept_offline,
    not_read,
    taken,
    tell_beside,
    told_beside,
)
from tequio.membership.visits.speaking import spoken

__all__ = [
    "STATUS",
    "AmountField",
    "AmountInput",
    "DayField",
    "DocumentField",
    "Onlooker",
    "PersonField",
    "PhotoField",
    "Visit",
    "act_of",
    "at_a_meeting",
    "by_outbox",
    "document_kept",
    "fresh_key",
    "has_document",
    "is_done_by",
    "keeper_of",
    "kept_offline",
    "key_of",
    "kind_of_document",
    "locale",
    "member_field",
    "named",
    "not_read",
    "notation",
    "number_in",
    "onlooker",
    "percentage",
    "person_of",
    "photo_kept",
    "said",
    "said_by_pin",
    "show_document",
    "show_photo",
    "shown",
    "spoken",
    "status_of",
    "taken",
    "tell_beside",
    "told_beside",
    "visit",
    "with_her_key",
]
