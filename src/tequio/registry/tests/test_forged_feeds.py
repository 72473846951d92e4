"""Feeds that are broken, forged, of somebody else or out of order: nothing of them is taken, and
the sentence says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import BatchRow, RecordRow, SourceRow
from tequio.registry.rules.exchange import feeds
from tequio.registry.rules.exchange.values import said_in
from tequio.registry.service import SignedPage
from tequio.registry.tests.partners import (
    ADDRESS,
    Following,
    a_register,
    cut,
    fetched,
    follows,
    forged,
    told,
)

NOVISSI = "K1,Novissi,07,Rue 1,Lomé,BP 9,TG,Live,1.2225,6.1319,,"


def a_following() -> Following:
    north, south = a_register("north"), a_register("south")
    north.takes_in(NOVISSI, source="list-north")
    return follows(south, "north")


def refused(happens: Callable[[], object]) -> str:
    """The code of the refusal."""
    with pytest.raises(Refused) as reasons:
        happens()
    return reasons.value.refusals[0].code


def nothing_taken(following: Following) -> bool:
    keeper = following.here.keeper
    rows = (BatchRow, RecordRow)
    codes = SourceRow.objects.filter(organisation_id=keeper).values_list("code", flat=True)
    partly = any(row.objects.filter(organisation_id=keeper).exists() for row in rows)
    return not partly and set(codes) == {"list-south", "north"} and not following.row.token


def first(page: SignedPage, **changed: Any) -> list[dict[str, Any]]:
    """The records of a page, the first one changed."""
    one, *others = told(page)["records"]
    return [one | changed, *others]


def with_name(page: SignedPage, text: str) -> list[dict[str, Any]]:
    said = [
        one | ({"value": {"text": text, "language": ""}} if one["property"] == "name.legal" else {})
        for one in told(page)["records"][0]["assertions"]
    ]
    return first(page, assertions=said)


@pytest.mark.django_db
def test_what_has_not_the_form_of_a_feed_is_refused_whole() -> None:
    following = a_following()
    page = fetched("north")
    (record,) = told(page)["records"]
    source = record["sources"]["list-north"]
    wrong: list[SignedPage] = [
        cut(page),
        forged(page, format="tequio.feed@9"),
        forged(page, records=[record] * (feeds.AT_ONCE + 1)),
        forged(page, records=with_name(page, "<script>alert(1)</script>")),
        forged(page, records=with_name(page, "N" * 301)),
        forged(page, records=first(page, uid="../../etc")),
        forged(page, records=first(page, exposure="open?")),
        forged(page, records=first(page, sources={})),
        forged(page, records=first(page, gone="eaten")),
        forged(page, records=first(page, of_partner={"list-north": "nobody"})),
        forged(page, records=["Novissi"]),
        forged(page, records=first(
            page, sources={"list-north": source | {"homepage": "javascript:alert(1)"}}
        )),
        forged(page, records=first(page, assertions=[
            {"property": "email", "value": "a@example.org", "source": "list-north"}
        ])),
        forged(page, next="soon"),
        forged(page, since="9", next="3"),
        forged(page, head={"chain": "", "number": True, "digest": ""}),
        SignedPage("[" * 100_000, page.signature),
    ]  # fmt: skip
    for one in wrong:
        assert refused(lambda one=one: following.takes(one)) == "feed_not_readable", one.body[:200]
        assert nothing_taken(following)


@pytest.mark.django_db
def test_a_page_that_was_changed_on_its_way_is_refused() -> None:
    following = a_following()
    page = fetched("north")
    changed = replace(page, body=page.body.replace("Novissi", "Novisso"))
    assert refused(lambda: following.takes(changed)) == "feed_not_signed"
    unsigned = replace(page, signature="0" * 128)
    assert refused(lambda: following.takes(unsigned)) == "feed_not_signed"
    assert nothing_taken(following)
    following.takes()
    later = fetched("north", following.row.token)
    changed = replace(later, body=later.body + " ")
    assert refused(lambda: following.takes(changed)) == "feed_not_signed"


@pytest.mark.django_db
def test_another_key_than_the_one_seen_first_is_refused_until_somebody_subscribes_again() -> None:
    following = a_following()
    following.takes()
    later = fetched("north", following.row.token)
    with pytest.raises(Refused) as reasons:
        following.takes(forged(later))
    (refusal,) = reasons.value.refusals
    assert refusal.code == "feed_key_changed"
    assert following.row.public_key[:16] in str(refusal)


@pytest.mark.django_db
def test_the_feed_of_another_keeper_and_pages_out_of_order_are_refused() -> None:
    following = a_following()
    page = fetched("north")
    a_register("east")
    two = refused(lambda: following.takes(page, replace(fetched("east"))))
    assert two == "feed_of_another"
    assert refused(lambda: following.takes(page, page)) == "feed_out_of_order"
    assert nothing_taken(following)
    following.takes()
    assert refused(lambda: following.takes(page)) == "feed_out_of_order", "an old page again"
    assert refused(lambda: following.takes(fetched("east"))) == "feed_of_another"
    own = follows(following.here, "south")
    assert refused(lambda: own.takes(fetched("south"))) == "feed_of_our_own"
    assert refused(lambda: own.takes(*[page] * 21)) == "too_many_pages"


@pytest.mark.django_db
def test_only_the_office_follows_and_only_what_is_followed_is_taken() -> None:
    following = a_following()
    south, page = following.here, fetched("north")
    chand = south.act("chand")
    number = following.number
    asked = {"address": ADDRESS.format(slug="x"), "code": "x", "title": "X"}

    def subscribe(**more: Any) -> object:
        return service.subscribe(south.act(), **(asked | more))

    def take(subscription: int, by: str = "asha") -> object:
        return service.take_feed(south.act(by), subscription=subscription, pages=[page])

    assert refused(lambda: service.subscribe(chand, **asked)) == "office_not_held"
    assert refused(lambda: take(number, "chand")) == "office_not_held"
    end = service.end_subscription
    assert refused(lambda: end(south.act("chand"), subscription=number)) == "office_not_held"
    for address in ("ftp://x.example/feed", "https://a:b@x.example/feed", "here", "http:///x",
                    "https://[::1/x", "https://x.example:99999/x", "https://:80/x"):  # fmt: skip
        assert refused(lambda it=address: subscribe(address=it)) == "feed_address_wrong"
    again = refused(lambda: subscribe(address=ADDRESS.format(slug="north")))
    assert again == "already_subscribed"
    for code in ("list-south", "keeper", "own", "north", "north.list"):
        assert refused(lambda it=code: subscribe(code=it)) == "source_code_taken", code
    assert refused(lambda: subscribe(title=" ")) == "source_code_missing"
    assert refused(lambda: take(999)) == "no_such_subscription"
    assert refused(lambda: end(south.act(), subscription=999)) == "no_such_subscription"
    end(south.act(), subscription=number)
    assert refused(lambda: end(south.act(), subscription=number)) == "subscription_ended"
    assert refused(lambda: take(number)) == "subscription_ended"


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert refused(lambda: feeds.read_page(data, 1)) == "feed_not_readable"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(name=st.sampled_from(["records", "head", "register", "since", "next", "key"]), what=ANYTHING)
def test_no_part_of_a_page_breaks_the_reader_whatever_stands_there(name: str, what: Any) -> None:
    head = {"chain": "c", "number": 1, "digest": "0" * 64}
    page = {
        "format": feeds.FORMAT, "register": {"title": "X"}, "head": head, "key": "0" * 64,
        "since": "", "next": "1", "has_more": False, "records": [],
    }  # fmt: skip
    with suppress(Refused):
        read = feeds.read_page(json.dumps(page | {name: what}).encode(), 1)
        assert read.next.isdecimal()
        assert read.since in ("", what)


@given(code=st.sampled_from(["name.legal", "point", "class.icls", "turnover", "founded_on"]),
       what=ANYTHING)  # fmt: skip
def test_no_value_breaks_the_reader(code: str, what: Any) -> None:
    said = said_in({"property": code, "value": what})
    assert said is None or said.value == what
