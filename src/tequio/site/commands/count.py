"""`./tequio count FILE.pb`: count a participatory budget of the Pabulib format, exactly.

Prints JSON: `method`, `selected` (project ids in the order chosen), `stages` (each step with its
numbers), `ties`. Amounts are minor units with `exponent` decimals; fractions are strings.
Without --method the rule that the file states is taken.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tequio.governance.rules.counting import methods, pabulib
from tequio.governance.rules.counting.pabulib_remarks import remarks
from tequio.kernel import Refused
from tequio.site.unreadable import why_unreadable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file and, if its own rule is not meant, the method."""
    parser.add_argument("file", type=Path, metavar="FILE.pb", help="a file of the Pabulib format")
    parser.add_argument("--method", metavar="ID", help="one of: " + ", ".join(methods.METHODS))


def run(arguments: argparse.Namespace) -> int:
    """0 with the count as JSON; 2 with a sentence if the file cannot be read or counted."""
    try:
        report = _count(arguments.file, arguments.method)
    except OSError as error:
        print(f"{arguments.file}: {why_unreadable(error)}", file=sys.stderr)
        return 2
    except Refused as refused:
        for reason in refused.refusals:
            remedy = reason.remedy.format_map(dict(reason.fields))
            print(f"{arguments.file}: {reason} {remedy}", file=sys.stderr)
        return 2
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def _count(path: Path, method: str | None) -> dict[str, Any]:
    """The count of a file, with what its publishers say and what does not fit together in it."""
    file = pabulib.read(path.read_bytes())
    chosen = method or methods.method_for_rule(file.rule, threshold=file.vote.threshold)
    report = methods.count(file.vote, chosen).as_plain()
    return {
        **report,
        "rule": file.rule,
        "comments": list(file.comments),
        "remarks": [remark.as_plain() for remark in remarks(file)],
    }
