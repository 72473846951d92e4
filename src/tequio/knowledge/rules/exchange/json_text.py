"""A practice as one JSON text: canonical, whole, and read again as the same.  Pure.

The envelope says what it is (`format`), in which edition of the form, and the digest of what is
within; a text that was changed on its way, or is of a newer form, is refused and says why.
"""

from __future__ import annotations

from typing import Any

from tequio.kernel import canonical
from tequio.knowledge.rules.designs import Design, DesignError, plain_design, read_design
from tequio.knowledge.rules.parsing import ReadingError, json_of
from tequio.knowledge.rules.variables import Variables

FORMAT = "tequio.design"
EDITION = 1
LONGEST = 400_000
_NAMES = {"format", "edition", "digest", "design"}


class ExchangeError(DesignError):
    """What is no practice in this form.  `problems`: all that is wrong, each "path: what"."""


def as_json(design: Design) -> str:
    """The one JSON text of a practice."""
    return canonical(
        {
            "format": FORMAT,
            "edition": EDITION,
            "digest": design.digest,
            "design": plain_design(design),
        }
    )


def from_json(text: str, variables: Variables) -> Design:
    """The practice of a JSON text that `as_json` wrote, here or elsewhere.

    Raises ExchangeError with all that is wrong.
    """
    content = _envelope(text)
    try:
        design = read_design(content["design"], variables)
    except DesignError as problem:
        raise ExchangeError([f"design {one}" for one in problem.problems]) from problem
    if design.digest != content["digest"]:
        raise ExchangeError(["digest: is not that of the design; it was changed on its way"])
    return design


def _envelope(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise ExchangeError([f"text: is longer than {LONGEST} signs"])
    try:
        content = json_of(text)
    except ReadingError as problem:
        raise ExchangeError([f"text: {one}" for one in problem.problems]) from problem
    if not isinstance(content, dict):
        raise ExchangeError(["text: is no table of names and values"])
    problems = list(_problems(content))
    if problems:
        raise ExchangeError(problems)
    return content


def _problems(content: dict[str, Any]) -> list[str]:
    if content.get("format") != FORMAT:
        return [f"format: needs {FORMAT}"]
    edition = content.get("edition")
    if type(edition) is not int or edition != EDITION:
        return [f"edition: this house reads edition {EDITION}, not {edition!r:.20}"]
    missing = [f"{name}: is missing" for name in sorted(_NAMES - set(content))]
    return missing + [f"{name:.40}: is not known here" for name in sorted(set(content) - _NAMES)]
