"""Box and bag lie apart, and what the node named itself is said in words."""

from __future__ import annotations

import re

from django.urls import reverse

from tequio.kernel import Amount
from tequio.ledger import queries as ledger
from tequio.site.manner import money
from tests.circles.filling import Writer, met_twice, words
from tests.circles.groups import holds


def test_the_home_of_a_group_tells_box_and_bag_apart_and_the_books_name_them(db: None) -> None:
    writer = Writer(met_twice())
    savers = writer.savers
    unit = ledger.accounts(savers.group.organisation)[0].unit
    bag = holds(savers, "cash", "social")
    box = holds(savers, "cash") - bag
    slug = savers.group.slug
    home = words(writer.client.get(reverse("home", args=[slug]))).replace("\xa0", " ")
    assert f"In the cash box {money(Amount(box, unit))}" in home
    assert f"In the bag of the social fund {money(Amount(bag, unit))}" in home
    books = writer.client.get(reverse("ledger:books", args=[slug])).content.decode()
    names = re.findall('class="thing-title">([^<]+)<', books)
    assert {"Bag of the social fund", "Fines"} <= {*names}
    assert {"social", "fines"}.isdisjoint(names)
