"""Whatever is told on a label finds room on it."""

from __future__ import annotations

import pytest

from tequio.screening.rules.labels import Words, broken, laid_out

LONG = "Cooperative of weavers, dyers and spinners of the three villages beyond the river Mono"


@pytest.mark.parametrize("text", [LONG, LONG * 9, "x" * 300, "織物" * 90, ""])
def test_no_line_is_longer_than_the_drawing_and_no_more_than_allowed(text):
    lines = broken(Words(text, 17, most=3))
    assert len(lines) <= 3
    assert all(len(line) <= 32 for line in lines)
    assert (
        not text
        or lines[-1].endswith("…")
        or "".join(text.split()) == "".join(lines).replace(" ", "")
    )


def test_lines_stand_under_each_other_within_the_drawing():
    label = laid_out([Words(LONG, 17), Words(LONG, 13), Words("", 13)])
    feet = [line.y for line in label.lines]
    assert feet == sorted(set(feet))
    assert feet[-1] < label.height
