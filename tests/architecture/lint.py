"""`python -m tests.architecture.lint`: import-linter, which cannot be run as a module itself."""

from __future__ import annotations

import sys

from importlinter.cli import lint_imports_command

if __name__ == "__main__":
    lint_imports_command(["--no-logo", *sys.argv[1:]])
