"""What somebody noticed where there is no network waits on her phone and arrives once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tequio.chronicle.models import LineRow
from tequio.knowledge import service
from tequio.site.demonstration.stage import Stage
from tests.browser import looking
from tests.browser.handed import Handed, session_of
from tests.browser.places import ACCEPTED, NETWORK, WAITING, kept
from tests.lanes.nodes import Node
from tests.stories.a_library import LIVES_IT, a_library

COAST = "/o/network-of-the-coast/practices/watch"


@pytest.fixture
def phone(node: Node, browser: Any) -> Iterator[Handed]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(NETWORK)
    sessions = node.copy.aside(the_scene)
    yield Handed(node, context.new_page(), sessions)
    context.close()


def the_scene() -> dict[str, str]:
    """A network of nine whose watch meeting is open; one of them, and its address."""
    library = a_library(Stage())
    watch = library.does("Bea", service.open_watch, title="One hour of watching")["watch"]
    return {
        LIVES_IT: session_of(library.network.person[LIVES_IT]),
        "meeting": f"{COAST}/{watch}",
        "outside": f"{COAST}/observe",
    }


@pytest.mark.parametrize("where", ["meeting", "outside"])
def test_what_is_brought_without_network_arrives_once_when_it_is_back(
    phone: Handed, where: str
) -> None:
    page, context = phone.page, phone.page.context
    phone.is_held_by(LIVES_IT, phone.sessions[where])
    kept(page)
    context.set_offline(True)
    page.reload()
    page.check("main form [name=kind][value=need]")
    phone.presses("Bring it", words="The bus does not come in the rain.")
    page.get_by_text(WAITING).wait_for()
    page.wait_for_function("() => !document.querySelector('main form [name=words]').value")
    assert looking.overflow(page) <= 0
    assert observed(phone.node) == []
    context.set_offline(False)
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(observed(phone.node)) == 1
    page.reload()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(observed(phone.node)) == 1


def observed(node: Node) -> list[int]:
    """The numbers of all that was noticed, by the chronicle."""
    lines = LineRow.objects.filter(kind="knowledge.observe")
    return node.copy.aside(lambda: list(lines.values_list("number", flat=True)))
