"""Coming to a row of a long sheet: from the list of what is wrong, and by the index of names."""

from __future__ import annotations

import re

from tequio.circles.forms.index import index_of
from tests.circles.filling import Writer, in_the_box, met_twice, words
from tests.circles.groups import WOMEN


def test_each_wrong_field_is_led_to_from_the_top_and_stands_open(db: None) -> None:
    writer = Writer(met_twice())
    fields = writer.sheet(**in_the_box(writer.savers)) | {"social": "three"}
    fields |= {writer.hers("fp", "Gifty"): "x", writer.hers("sh", "Hawa"): "many", "lm-1": "50"}
    page = writer.presses("check", fields).content.decode()
    listed = page[page.index('id="wrong"') : page.index("<form", page.index('id="wrong"'))]
    gifty, hawa = writer.hers("fp", "Gifty"), writer.hers("m", "Hawa")
    assert re.findall('href="#([^"]+)"', listed) == [hawa, gifty, "lw-1", "social"]
    assert "Gifty, Fines paid: “x” is not an amount." in words(listed)
    for place in (hawa, gifty, "lw-1", "social"):
        assert page.count(f' id="{place}"') == 1
    told = re.findall('aria-invalid="true" aria-describedby="([^"]+)"', page)
    assert all(page.count(f' id="{mark}"') == 1 for mark in told)
    assert {f"e-{gifty}", "e-social", "e-l-1"} <= {*told}
    fold = page.rindex("<details", 0, page.index(f'id="{gifty}"'))
    assert page[fold : page.index(">", fold)].endswith(" open")


def test_the_index_has_a_letter_for_each_beginning_or_the_names_where_all_begin_alike() -> None:
    assert [one.seen for one in index_of(dict(enumerate(WOMEN)))] == [name[0] for name in WOMEN]
    alike = index_of({n: f"Woman {n:02}" for n in range(12)})
    assert (len(alike), alike[0].seen) == (12, "Woman 00")
    assert index_of({n: name for n, name in enumerate(WOMEN) if n}) == [], "few are soon found"
    hindi = index_of(dict(enumerate(("कमला", "किरण", *"बगचजटडतद"))))
    assert (hindi[1].seen, hindi[1].rest) == ("कि", "रण"), "a vowel sign stays with its letter"
