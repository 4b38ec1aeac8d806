"""What the browser is sent: complete, pure, the same from build to build, within its budget."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields

import pytest

from checker.model import Rulebook
from checker.report import Finding, LetterDraft, Report
from scripts import bundle
from scripts.compile_runtime import COMPILES


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    """Return the source of our package and its libraries."""
    return zipfile.ZipFile(io.BytesIO(bundle.app_archive()))


def test_the_archive_is_the_same_twice():
    """A digest in an address only means something when the same source gives the same bytes."""
    assert bundle.app_archive() == bundle.app_archive()


def test_the_archive_holds_engine_content_and_libraries(archive):
    """Everything the engine reads comes with it."""
    names = set(archive.namelist())

    assert {
        "checker/web.py",
        "checker/rulebook/questions.toml",
        "checker/rulebook/letters/zh/refund-demand.txt.j2",
        "jinja2/__init__.py",
        "markupsafe/_native.py",
        "chinese_calendar/__init__.py",
    } <= names


def test_the_archive_leaves_the_terminal_and_compiled_parts_at_home(archive):
    """Nothing that needs a terminal or another processor travels."""
    names = archive.namelist()

    assert [] == [name for name in names if name.startswith("click")]
    assert [] == [name for name in names if name.startswith(tuple(bundle.DESK_ONLY))]
    assert [] == [name for name in names if name.startswith(("checker/batch", "openpyxl"))]
    assert [] == [name for name in names if not name.endswith((".py", ".toml", ".json", ".j2"))]


@pytest.fixture(scope="module")
def loaded() -> zipfile.ZipFile:
    """Return the archive that the page loads."""
    return zipfile.ZipFile(io.BytesIO(bundle.python_archive()))


def test_the_page_loads_one_archive_compiled_for_its_own_python(loaded):
    """Engine, libraries, their part of the standard library and the rulebook; nothing as source."""
    names = set(loaded.namelist())

    assert {
        "checker/web.pyc",
        "checker/rulebook.pickle",
        "jinja2/environment.pyc",
        "json/decoder.pyc",
        "dataclass_methods.pyc",
    } <= names
    assert {"checker/rulebook.pickle"} == {name for name in names if not name.endswith(".pyc")}
    assert not {"unittest/mock.pyc", "tkinter/__init__.pyc", "checker/cli.pyc"} & names
    assert all(one.compress_type == zipfile.ZIP_STORED for one in loaded.infolist())


def test_the_methods_of_records_come_compiled(loaded):
    """Writing and compiling them at every start took a reader half of the time to the result.

    A runtime whose ``dataclasses`` is written differently works, slowly; then this test tells.
    """
    with zipfile.ZipFile(bundle.RUNTIME / "python_stdlib.zip") as library:
        stock = library.read("dataclasses.py").decode()
    methods = loaded.read("dataclass_methods.pyc")

    assert 1 == stock.count(COMPILES)
    assert b"METHODS" in loaded.read("dataclasses.pyc")
    for record in (Report, Rulebook, Finding, LetterDraft):
        assert all(f.name.encode() in methods for f in fields(record)), record


def test_the_page_holds_everything_of_the_engine(loaded, archive):
    """A module that no request happened to import is there all the same."""
    ours = {f"{name}c" for name in archive.namelist() if re.match(r"checker/.*\.py$", name)}

    assert ours <= set(loaded.namelist())


def test_compiling_again_gives_the_same_bytes(tmp_path):
    """A digest of what the page loads would mean nothing otherwise."""
    again = tmp_path / "again.zip"
    bundle.compile_python(bundle.app_archive(), bundle.requests(), again)

    assert again.read_bytes() == bundle.python_archive()


def test_what_cannot_be_compiled_says_why(tmp_path):
    """A package without an engine stops the build with the reason, and leaves nothing behind."""
    with pytest.raises(bundle.BundleError, match="No module named 'checker'"):
        bundle.compile_python(b"", bundle.requests(), tmp_path / "never.zip")
    assert [] == list(tmp_path.iterdir())


def test_no_served_module_has_a_name_that_servers_send_as_a_download():
    """Common servers do not know .mjs as a script."""
    files = bundle.runtime_files()

    assert [] == [name for name in files if name.endswith(".mjs")]
    assert b".mjs" not in files["pyodide.js"].replace(b"node:", b"")


def test_the_file_writers_are_whole_modules_with_their_licences():
    """A browser takes them as they are: nothing imported, nothing that a strict policy refuses."""
    files = bundle.document_files()

    assert {"docx.js", "ical.js", "fflate.js"} == set(files)
    for content in files.values():
        text = content.decode()
        assert not re.search(r"^import\b|\bimport\(|\beval\(|new Function\(", text, re.MULTILINE)
        assert re.search(r"^export\b|\bexport\{", text, re.MULTILINE)
    for name in ("docx.js", "fflate.js"):
        assert b"Permission is hereby granted" in files[name]
    assert b"Mozilla Public" in files["ical.js"]


def test_missing_file_writers_say_what_to_do(monkeypatch, tmp_path):
    """The same for the libraries that write files."""
    monkeypatch.setattr(bundle, "MODULES", tmp_path)

    with pytest.raises(bundle.BundleError, match="make setup"):
        bundle.document_files()


def test_what_draws_codes_stands_alone_and_names_its_licence():
    """One module under a script's name; nothing else is fetched for a picture."""
    [(name, content)] = bundle.qr_files().items()

    assert "qrcode.js" == name
    assert b"import " not in content.replace(b"important", b"")
    assert b"MIT license" in content


def test_a_missing_runtime_says_what_to_do(monkeypatch, tmp_path):
    """A fresh clone without the set-up gets a sentence, not a traceback."""
    monkeypatch.setattr(bundle, "RUNTIME", tmp_path / "nothing")

    with pytest.raises(bundle.BundleError, match="make setup"):
        bundle.runtime_files()


def test_an_overweight_set_is_refused(monkeypatch, tmp_path):
    """The budget stops the build, with the number that is over."""
    monkeypatch.setattr(bundle, "PYTHON_GZIP_LIMIT", 10)

    with pytest.raises(bundle.BundleError, match=r"python\.zip, .* [\d,]+ bytes, the budget is 10"):
        bundle.prepare(tmp_path)
