"""The words in which stories of a register are told: who lists whom, and what anybody may read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client

from tequio.governance.rules.effects import AdmitOrganisation
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.governance.service import close_meeting
from tequio.membership.service import apply
from tequio.registry import service
from tequio.registry.queries.finding import Row, find
from tequio.registry.rules.saying import Value
from tequio.registry.service.preparing import Waiting, take_in
from tequio.site.demonstration.stage import Group, Stage

HEADINGS = "key,name,number,postcode,town,state,sse,lon,lat"
READ_LIKE_THIS = """
id: {source}
title: A list of organisations
sources: [{{code: {source}, title: "{title}", kind: {kind}, licence: CC0-1.0, public: true}}]
parts:
  - source: {source}
    key: key
    say:
      - {{property: name.legal, column: name}}
      - {{property: identifier, column: number, scheme: GH-REG}}
      - {{property: address.postcode, column: postcode}}
      - {{property: address.locality, column: town}}
      - {{property: address.country, value: GH}}
      - {{property: status, column: state}}
      - {{property: is_sse, column: sse}}
      - {{property: point, columns: [lon, lat], precision: 20, method: survey}}
"""
KINDS = {"The state's register": "official", "The federation's list": "partner"}


@dataclass
class Register:
    """A network of five; its secretary Bea keeps the register, which everybody may see."""

    network: Group

    def does(self, what: Any, **given: Any) -> Mapping[str, Any]:
        """Bea writes it down."""
        return self.network.does("Bea", what, **given)

    def takes_in(self, title: str, *rows: str) -> Mapping[str, Any]:
        """Today's list of a source comes in, whole; what came of it."""
        source = title.lower().replace("'", "").replace(" ", "-")
        text = READ_LIKE_THIS.format(source=source, title=title, kind=KINDS[title])
        data = "\n".join([HEADINGS, *rows]).encode()
        file = service.stage(self.network.organisation, [data])
        today = self.network.stage.today
        key = f"{source}-{today}"
        waiting = Waiting(source, file, f"{source}.csv", today)
        return take_in(lambda end: self.network.act("Bea", f"{key}{end}"), text, waiting).facts

    def lists(self, name: str, **values: Any) -> int:
        """Bea lists one by hand; `address__locality` says `address.locality`."""
        said = [Value(code.replace("__", "."), value) for code, value in values.items()]
        given = (Value("name.legal", name), *said)
        return int(self.does(service.list_organisation, values=given)["listed"])

    def listed(self) -> dict[str, Row]:
        """Whom anybody finds, by name; of those with one name the last."""
        return {row.name: row for row in self.found()}

    def found(self, words: str = "") -> tuple[Row, ...]:
        """Whom anybody finds by these words."""
        return find(self.network.organisation, text=words, limit=100).rows

    def number(self, name: str) -> int:
        """The number under which somebody is listed."""
        return self.listed()[name].number

    def reads(self, number: int, page: str = "") -> str:
        """What anybody reads of an organisation who is not even signed in."""
        address = f"/o/{self.network.slug}/register/{number}/{page}"
        answer = Client().get(address, follow=True)
        assert answer.status_code == 200, address
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def a_register(stage: Stage, name: str = "Network of the coast") -> Register:
    """Five people found a network and say in its statutes that everybody may see its register."""
    people = "Ama Bea Caro Dede Efua".split()
    offices = {"Ama": ("chair",), "Bea": ("secretary",), "Caro": ("treasurer",)}
    network = stage.found(
        NewGroup(name, "network", "GHS"),
        [Founder(one, offices=offices.get(one, ())) for one in people],
        values={"register.public": True, "notice.days": 0, "meeting.ad_hoc": "1/2"},
    )
    network.secretary = "Bea"
    return Register(network)


def joins(group: Group, network: Group) -> None:
    """The group asks, and all five of the network raise their hands."""
    group.does(group.secretary, apply, federation=network.organisation)
    effect = AdmitOrganisation("admission_of_organisation", group.organisation)
    proposal = network.proposes("Ama", f"{group.slug} joins us", effect)
    meeting = network.meets("Bea", network.person)
    seen_by = ("Dede", "Efua")
    network.raises_hands("Bea", proposal, (5, 0, 0), meeting=meeting, witnesses=seen_by)
    network.does("Bea", close_meeting, meeting=meeting)
