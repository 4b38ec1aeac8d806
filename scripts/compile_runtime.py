"""Runs inside the browser's Python, under Node: writes the one archive that the page loads.

Only modules that are really imported go in, compiled by the very Python that will run them, without
docstrings and columns. The rulebook goes in as the records it was read into, with its sentences and
letters compiled, and so do the methods that ``dataclasses`` would write and compile for every class
at every start. Stored without compression, because the server compresses better on the way.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib.util
import io
import json
import marshal
import pickle
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace

EPOCH = (2026, 1, 1, 0, 0, 0)
WHOLE = ("checker",)
"""Packages that go in whole; of all others, what the requests have imported."""
METHODS = "dataclass_methods"
"""The module with the compiled methods, by their text."""
COMPILES = "exec(txt, self.globals, ns)"
"""Where ``dataclasses`` compiles; it stands there once."""
ALSO = ("encodings.ascii", "encodings.cp437", "encodings.latin_1", "traceback", "linecache")
"""What only a failure or an odd byte calls for."""


def archive(source: str, requests: list[str]) -> bytes:
    """Return the archive for the package in *source*, after answering *requests* once.

    Raises:
        RuntimeError: a request was not answered.
    """
    library = next(path for path in sys.path if path.endswith(".zip"))
    before = set(sys.path)
    sys.path.insert(0, source)
    methods = _collected()
    from checker.loading import READY, load_rulebook
    from checker.model import LOCALES
    from checker.web import handle
    from checker.wording import compiled as compiled_words

    for name in ALSO:
        importlib.import_module(name)
    for request in requests:
        if not json.loads(handle(request))["ok"]:
            raise RuntimeError(f"not answered: {request[:200]}")
    imported = _imported((source, library))
    book = load_rulebook(trusted=True)
    book = replace(book, compiled={locale: compiled_words(book, locale) for locale in LOCALES})
    found = {f"checker/{READY}": pickle.dumps(book, 5)}
    for place in (library, source):
        with zipfile.ZipFile(place) as held:
            for name in held.namelist():
                module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                if name.endswith(".py") and (module in imported or name.startswith(WHOLE)):
                    found[f"{name}c"] = compiled(held.read(name), name)
                if name == "dataclasses.py" and module in imported:
                    found |= _quick(held.read(name), methods)
    sys.path[:] = [path for path in sys.path if path in before]
    return stored(found)


def _collected() -> dict[str, object]:
    """Return text → code of the methods of every class of records made from now on."""
    made: dict[str, object] = {}

    def collecting(text: str, *spaces: dict) -> None:
        made[text] = compile(text, "<string>", "exec")
        exec(made[text], *spaces)

    dataclasses.exec = collecting  # its own name hides the built-in one
    return made


def _quick(source: bytes, methods: dict[str, object]) -> dict[str, bytes]:
    """Return ``dataclasses`` that looks for compiled methods first, and the methods.

    Text that is not among them is compiled as ever. A ``dataclasses`` that is written differently
    is left as it is.
    """
    text = source.decode()
    if text.count(COMPILES) != 1:
        return {}
    text = text.replace(COMPILES, "exec(_METHODS.get(txt, txt), self.globals, ns)")
    text = f"from {METHODS} import METHODS as _METHODS\n{text}"
    held = f"import marshal\nMETHODS = marshal.loads({marshal.dumps(methods)!r})\n"
    return {
        "dataclasses.pyc": compiled(text.encode(), "dataclasses.py"),
        f"{METHODS}.pyc": compiled(held.encode(), f"{METHODS}.py"),
    }


def _imported(places: tuple[str, ...]) -> set[str]:
    origins = ((name, getattr(module, "__file__", None)) for name, module in sys.modules.items())
    return {name for name, file in list(origins) if file and file.startswith(places)}


def compiled(source: bytes, name: str) -> bytes:
    """Return a compiled module that is never compared with its source."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            _without_docstring(node)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    unchecked = (1).to_bytes(4, "little")
    hash = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + unchecked + hash + marshal.dumps(code)


def _without_docstring(node: ast.AST) -> None:
    if ast.get_docstring(node, clean=False) is None:
        return
    if isinstance(node, ast.ClassDef):
        # A class of records without any would have one composed at every start, which is slow.
        node.body[0].value.value = " "
    elif len(node.body) == 1:
        node.body[0] = ast.copy_location(ast.Pass(), node.body[0])
    else:
        del node.body[0]


def stored(files: dict[str, bytes]) -> bytes:
    """Return *files* as an archive that is the same from build to build."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, content in _in_order(files):
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return buffer.getvalue()


def _in_order(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from sorted(files.items())
