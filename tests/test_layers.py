"""The layers of the package, and what only some of them may do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))

FILES = {"loading.py", "saved.py", "cli.py", "host_folder.py"} | {
    f"batch/{name}.py" for name in ("commas", "reading", "running", "store", "table", "workbook")
}
"""Where files may be read or written."""


def named(module: Path) -> str:
    """Return a module's path inside the package."""
    return module.relative_to(PACKAGE).as_posix()


def test_modules_of_folders_are_looked_at_too():
    """A rule that misses a folder holds by accident."""
    assert {"cli.py", "batch/workbook.py"} <= {named(module) for module in MODULES}


def test_the_import_contracts_are_kept(monkeypatch):
    """Upper layers import lower ones, logic has no words, the checker knows no site."""
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)

    assert 0 == lint_imports(config_filename="pyproject.toml", no_cache=True)


def calls(module: Path) -> list[str]:
    """Return the dotted names of what a module calls."""
    tree = ast.parse(module.read_text("utf-8"))
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_only_the_command_line_knows_what_day_it_is(module):
    """Everywhere else the day is a parameter, so the same input gives the same bytes."""
    clock = [name for name in calls(module) if name.endswith((".today", ".now", ".utcnow"))]

    assert [] == clock or named(module) == "cli.py"


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_only_the_doors_read_files(module):
    """Content comes in when loaded, cases when opened, and nothing else does."""
    names = ("open", "read_text", "write_text", "read_bytes", "write_bytes")
    reading = [name for name in calls(module) if name.split(".")[-1] in names]

    assert [] == reading or named(module) in FILES


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_modules_fit_in_one_sitting(module):
    """Three hundred lines are a reason to split; records alone may run on a little."""
    limit = 330 if named(module) == "model.py" else 300

    assert len(module.read_text("utf-8").splitlines()) <= limit


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("jinja2", "wording.py"),
        ("chinese_calendar", "periods.py"),
        ("click", "cli.py"),
        ("openpyxl", "batch/workbook.py"),
    ],
)
def test_each_library_has_one_door(library, owner):
    """A library that is imported once can be replaced once."""
    importing = {
        named(module)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        )
        if name.split(".")[0] == library
    }

    assert {owner} == importing
