"""What is said of an organisation arrives as it was sent: a text stays a text, yes stays yes."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.site.acts import arguments_of

POINT = {"lon": "1.2225", "lat": "6.1319", "precision": 20, "method": "pin"}


@pytest.mark.parametrize("value", ["0047", "true", 12, True, False, POINT, {"text": "Ama"}])
def test_a_value_keeps_its_kind(value):
    sent = {"values": [{"property": "note", "value": value}]}
    (read,) = arguments_of("registry.list_organisation", sent)["values"]
    assert (read.value, type(read.value)) == (value, type(value))


@pytest.mark.parametrize("value", [None, 1.5, ["a"], {"lon": 1.5}])
def test_what_is_no_value_is_refused(value):
    with pytest.raises(Refused) as refused:
        arguments_of(
            "registry.suggest", {"listed": 1, "values": [{"property": "a", "value": value}]}
        )
    assert refused.value.refusals[0].code == "input_not_readable"
