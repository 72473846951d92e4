"""Reading YAML that people bring no further than anybody would write.  Pure."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

import yaml

TAGGED = "carries a tag, which begins with an exclamation mark"


class Bounded(yaml.SafeLoader):
    """Safe YAML that counts its parts and how deep they nest while it reads, since reading is slow
    and goes deep, and takes no tag (`!!bool`), which makes a value of what is none.

    error  what is raised, with one problem and its line
    """

    error: ClassVar[type[ValueError]]

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.parts = 0
        self.depth = 0

    def objection(self, *, is_reference: bool) -> str:
        """Why this text is read no further, or nothing; is_reference: the next part names an
        earlier one."""
        raise NotImplementedError

    def compose_node(self, parent: Any, index: Any) -> Any:
        """The next part.  Raises `error`."""
        self.parts += 1
        self.depth += 1
        is_reference = self.check_event(yaml.AliasEvent)
        if told := self.objection(is_reference=is_reference):
            self._refuse(told)
        if not is_reference and self.current_event.tag is not None:
            self._refuse(TAGGED)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, what: str) -> NoReturn:
        raise self.error([f"line {self.get_mark().line + 1}: {what}"])
