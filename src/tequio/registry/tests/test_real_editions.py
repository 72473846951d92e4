"""Two editions of a real register, compared by what they mean."""

from __future__ import annotations

from collections import Counter

import pytest

from tequio.registry.rules.meaning import differences, meaning, register_number
from tequio.registry.tests.real_files import mapped, needs

pytestmark = [needs("uk_coops_2016_organisations.csv"), needs("uk_coops_2017_organisations.csv")]


@pytest.fixture(scope="module")
def editions():
    return [mapped(f"uk_coops_{year}_organisations.csv", "uk-coops-organisations")
            for year in (2016, 2017)]  # fmt: skip


def test_between_two_editions_only_what_is_real_has_changed(editions):
    (_, old), (_, new) = editions
    was, now = ({one.key: one for one in spoken} for spoken in (old, new))
    assert (len(old), len(was), len(new), len(now)) == (8037, 8019, 8371, 8371)
    both = was.keys() & now.keys()
    assert (len(both), len(now.keys() - both), len(was.keys() - both)) == (7901, 470, 118)
    changed = Counter()
    for key in both:
        found = differences(was[key].said, now[key].said)
        assert bool(found) == (meaning(was[key]) != meaning(now[key]))
        changed.update(one.property for one in found)
        changed.update(_what_kind(found))
    assert {name: changed[name] for name in EXPECTED} == EXPECTED


EXPECTED = {
    "Live to Dead": 260,
    "Dead to Live": 1,
    "name.trading": 2844,
    "class.ownership": 1239,
    "class.legal_form": 864,
    # As texts 199 and 422; two of each differ only in a blank or in small letters.
    "name.legal": 197,
    "address.postcode": 420,
    # As texts 561: line breaks, commas and capitals apart.
    "address.street": 523,
    # As texts 6,441 and 1,332.
    "founded_on": 10,
    "closed_on": 264,
    # As texts 1,073; 19 beyond zeros in front, and one of these is CU00012, now CU000012.
    "register number": 18,
    # A number that stayed while its register became known is a change too.
    "identifier": 871,
}


def _what_kind(found):
    for one in found:
        if one.property == "status":
            words = [said[0].value["title"] for said in (one.before, one.after)]
            yield " to ".join(words)
        if one.property == "identifier":
            numbers = [
                {register_number(s.value["raw"]) for s in said} for said in (one.before, one.after)
            ]
            if numbers[0] != numbers[1]:
                yield "register number"


def test_the_same_key_twice_means_the_same(editions):
    (_, old), _ = editions
    first = {}
    for one in old:
        assert meaning(first.setdefault(one.key, one)) == meaning(one)


def test_every_column_of_the_file_is_accounted_for(editions):
    for mapper, _ in editions:
        report = mapper.report()
        assert {one.state for one in report} == {"taken", "ignored"}
        assert sum(one.not_understood for one in report) == 0


def test_structures_follow_from_owners_and_else_from_the_legal_form(editions):
    _, (_, new) = editions
    found = Counter(
        said.value["code"] for one in new for said in one.said if said.property == "class.essglobal"
    )
    assert (found["OS80"], found["OS60"]) == (3694, 633)
    assert found["OS120"] + found["OS160"] > 0
    assert max(Counter(
        one.key for one in new for said in one.said if said.property == "class.essglobal"
    ).values()) == 1  # fmt: skip
