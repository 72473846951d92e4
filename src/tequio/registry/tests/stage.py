"""A network that keeps a register, and what is taken into it, in its own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tequio.kernel import Act
from tequio.membership.tests import groups
from tequio.registry import service
from tequio.registry.models import ListedRow, RecordRow, ShownRow
from tequio.registry.queries.checking import check
from tequio.statutes import amending

KEYS = count(1)
HEADINGS = "id,name,number,street,town,postcode,country,status,lon,lat,members,year"
MAPPING = """
id: {code}
title: A list of organisations
sources: []
parts:
  - source: {source}
    key: id
    say:
      - {{property: name.legal, column: name}}
      - {{property: identifier, column: number, scheme: GB-COH}}
      - {{property: address.street, column: street}}
      - {{property: address.locality, column: town}}
      - {{property: address.postcode, column: postcode}}
      - {{property: address.country, column: country}}
      - property: status
        column: status
        codes: {{Live: active, Dead: closed}}
      - property: point
        columns: [lon, lat]
        form: lonlat
        precision: 20
        method: survey
"""


@dataclass
class Register:
    """Asha is secretary and keeps the register; Bina is treasurer, Chand a member."""

    group: groups.Group
    at: datetime = field(default_factory=timezone.localtime)

    @property
    def keeper(self) -> int:
        return self.group.id

    def act(self, who: str = "asha", key: str = "") -> Act:
        """An act of somebody, under a fresh key unless one is given."""
        return self.group.act(who, key or f"register-{next(KEYS)}", self.at)

    def later(self, days: int = 1) -> Register:
        """Some days pass."""
        self.at += timedelta(days=days)
        return self

    def rules(self, **values: Any) -> Register:
        """The statutes say this of the register: `public=True`, `order="own_first"`."""
        amending.adopt(
            self.keeper,
            values={f"register.{code}": value for code, value in values.items()},
            from_day=self.at.date() - timedelta(days=1),
            source=1,
            source_hash="5" * 64,
        )
        return self

    def source(self, code: str = "register", **more: Any) -> int:
        """A source, an official register that may be published unless said otherwise."""
        given = {"title": f"The {code}", "kind": "official", "licence": "CC0-1.0"}
        known = {"may_publish": True} | given | more
        return int(service.add_source(self.act(), code=code, **known).facts["source"])

    def mapping(self, source: str = "register", code: str = "plain", text: str = "") -> str:
        """Save how the columns of `HEADINGS` are read."""
        written = text or MAPPING.format(code=code, source=source)
        service.save_mapping(self.act(), text=written)
        return code

    def ready(self, *codes: str, **more: Any) -> Register:
        """Sources of these codes, each with a mapping of its own code."""
        for code in codes or ("register",):
            self.source(code, **more)
            self.mapping(code, code=code)
        return self

    def takes_in(
        self, *rows: str, source: str = "register", headings: str = HEADINGS, **more: Any
    ) -> Mapping[str, Any]:
        """Take in rows of a list; what came of it."""
        text = "\n".join([headings, *rows]) + "\n"
        return self.takes_in_file(text.encode(), source=source, **more)

    def takes_in_file(
        self, data: bytes, *, source: str = "register", name: str = "list.csv", **more: Any
    ) -> Mapping[str, Any]:
        """Take in a file; what came of it."""
        digest = service.stage(self.keeper, [data])
        given = {"mapping": source, "edition": self.at.date()} | more
        return service.import_batch(
            self.act(), source=source, file=digest, name=name, **given
        ).facts

    def shown(self) -> dict[str, ShownRow]:
        """What is shown, by name."""
        rows = ShownRow.objects.filter(organisation_id=self.keeper)
        return {row.name: row for row in rows}

    def listed(self, key: str) -> int:
        """Number of the organisation that the record of this key is about."""
        return RecordRow.objects.get(organisation_id=self.keeper, key=key).listed_id

    def row(self, listed: int) -> ListedRow:
        return ListedRow.objects.get(organisation_id=self.keeper, id=listed)

    def findings(self) -> list[str]:
        """What `verify` finds, as codes."""
        return [one.code for one in check(self.keeper)]


def register(slug: str = "red", **facts: Any) -> Register:
    """A network with an empty register."""
    given = {"kind": "network", "name": "Red de Economía Solidaria", "unit": "MXN"} | facts
    return Register(groups.found(slug, **given))


def as_json(**cells: Any) -> str:
    """Cells as the raw row of a statement."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


DAY = date(2026, 2, 14)
