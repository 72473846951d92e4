"""The contract that import-linter does not bring: a room is entered by its front door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils


@dataclass(frozen=True)
class Trespass:
    """One import that goes through a window."""

    importer: str
    imported: str
    lines: tuple[int, ...]


class FrontDoorContract(Contract):
    """From outside a room only its doors may be imported, and what stands behind a door.

    Options: `container` (the package that holds the rooms), `doors` (names of modules),
    `open_rooms` (rooms that are all door), `guarded_elsewhere` (modules that a contract of their
    own guards more strictly), `ignore_imports`.
    """

    type_name = "front_door"

    container = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    open_rooms = fields.SetField(subfield=fields.StringField(), required=False)
    guarded_elsewhere = fields.SetField(subfield=fields.StringField(), required=False)
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)
    unmatched_ignore_imports_alerting = fields.EnumField(
        contract_utils.AlertLevel, default=contract_utils.AlertLevel.ERROR
    )

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two rooms."""
        warnings = contract_utils.remove_ignored_imports(
            graph=graph,
            ignore_imports=self.ignore_imports,  # type: ignore[arg-type]
            unmatched_alerting=self.unmatched_ignore_imports_alerting,  # type: ignore[arg-type]
        )
        trespasses = [
            Trespass(importer, imported, self._lines(graph, importer, imported))
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._is_trespass(importer, imported)
        ]
        return ContractCheck(
            kept=not trespasses, warnings=warnings, metadata={"trespasses": trespasses}
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every trespass with its line."""
        for trespass in check.metadata["trespasses"]:
            lines = ", ".join(map(str, trespass.lines))
            output.print_error(
                f"- {trespass.importer} -> {trespass.imported} (l.{lines})", bold=False
            )
        output.new_line()

    def _is_trespass(self, importer: str, imported: str) -> bool:
        from_room, to_room = self._room(importer), self._room(imported)
        if (
            not from_room
            or not to_room
            or from_room == to_room
            or to_room in self._names("open_rooms")
        ):
            return False
        door = imported.split(".")[2:3]
        guarded = self._names("guarded_elsewhere")
        if any(imported == name or imported.startswith(f"{name}.") for name in guarded):
            return False
        return not door or door[0] not in self._names("doors")

    def _room(self, module: str) -> str:
        own: Any = self.container
        container, _, inside = module.partition(".")
        return inside.split(".")[0] if container == own else ""

    def _names(self, option: str) -> set[str]:
        given: Any = getattr(self, option)
        return set(given or ())

    @staticmethod
    def _lines(graph: grimp.ImportGraph, importer: str, imported: str) -> tuple[int, ...]:
        details = graph.get_import_details(importer=importer, imported=imported)
        return tuple(detail["line_number"] for detail in details)
