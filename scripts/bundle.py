"""Everything the checker page loads: the Python runtime, our package, the scripts, file writers.

Each set lies in a folder named by the digest of its contents, so that a browser may keep it for
ever and versions never mix. The runtime's modules get ``.js`` names, because common servers send
``.mjs`` as a download.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from checker.loading import READY
from checker.model import LOCALES
from scripts import hosted
from scripts.assets import lean

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "node_modules" / "pyodide"
GLUE = ROOT / "overrides" / "checker"
MODULES = ROOT / "node_modules"
STAGE = ROOT / "build" / "bundle"
KEPT = ROOT / "build" / "python"
COMPILER = (ROOT / "scripts" / "compile_runtime.mjs", ROOT / "scripts" / "compile_runtime.py")
SAMPLE = ROOT / "tests" / "stories" / "no-delivery.toml"
"""Answers that lead through every part of the engine; what they import is what the page needs."""

PYTHON_GZIP_LIMIT = 2_300_000
"""The standard library's part, the libraries, our package and the rulebook, in one archive."""
GLUE_LIMIT = 235_000
"""Most of it comes with the result: letters, evidence, saving; the first question needs little."""
QR_GZIP_LIMIT = 15_000
DOCUMENTS_GZIP_LIMIT = 170_000
"""For the libraries that write files, zip files too; only who presses a button fetches one."""
NOT_SAID = ("cli", "review", "site")
"""Sentences of the terminal, the review book and the frame, which a visit never says."""
RUNTIME_GZIP_LIMIT = 3_900_000

HOST_ONLY = ("", *(f"_{one}" for one in (
    "content", "folder", "look", "merging", "report", "settings", "trial", "words",
)))  # fmt: skip
"""What puts a host's folder and the rulebook together; the page gets what comes out."""

DESK_ONLY = (
    "checker/cli.py",
    "checker/__main__.py",
    "checker/batch/",
    "checker/printout.py",
    "checker/questionnaire.py",
    *(f"checker/host{name}.py" for name in HOST_ONLY),
    "checker/rulebook/signoffs.toml",
    *(f"checker/rulebook/wording/{locale}/{name}.toml" for locale in LOCALES for name in NOT_SAID),
)
"""Parts of the package that need a terminal; a folder with all that is in it."""

LIBRARIES = ("jinja2", "markupsafe", "chinese_calendar")
"""Pure libraries the engine imports; MarkupSafe falls back to Python without its compiled part."""

_EPOCH = (2026, 1, 1, 0, 0, 0)  # a fixed date keeps the archive the same from build to build


class BundleError(Exception):
    """The checker's files cannot be put together; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where the checker page finds its files, relative to the site's root."""

    main: str
    css: str
    worker: str
    python: str
    py: str
    docx: str
    ical: str
    zip: str
    qr: str
    version: str


def prepare(stage: Path = STAGE) -> Manifest:
    """Write all files under *stage* and return where they are.

    Raises:
        BundleError: the runtime is not installed or not the one we know, or a size is over budget.
    """
    shutil.rmtree(stage, ignore_errors=True)
    python = python_archive()
    runtime = runtime_files()
    glue = {path.name: path.read_bytes() for path in sorted(GLUE.iterdir()) if path.is_file()}
    _within("python.zip, compressed", _gzip_size({"python.zip": python}), PYTHON_GZIP_LIMIT)
    _within("the scripts", sum(map(len, glue.values())), GLUE_LIMIT)
    _within("the runtime, compressed", _gzip_size(runtime), RUNTIME_GZIP_LIMIT)
    documents = document_files()
    _within("the file writers, compressed", _gzip_size(documents), DOCUMENTS_GZIP_LIMIT)
    qr = qr_files()
    _within("what draws codes, compressed", _gzip_size(qr), QR_GZIP_LIMIT)
    py = write_files(stage, "assets/py", runtime)
    checker = write_files(stage, "assets/checker", glue)
    writers = write_files(stage, "assets/checker", documents)
    manifest = Manifest(
        main=f"{checker}/main.js",
        css=f"{checker}/checker.css",
        worker=f"{checker}/worker.js",
        python=f"{write_files(stage, 'assets/python', {'python.zip': python})}/python.zip",
        py=f"{py}/",
        docx=f"{writers}/docx.js",
        ical=f"{writers}/ical.js",
        zip=f"{writers}/fflate.js",
        qr=f"{write_files(stage, 'assets/qr', qr)}/qrcode.js",
        version=_version(),
    )
    write_manifest(stage, manifest)
    return manifest


def write_manifest(stage: Path, manifest: Manifest) -> None:
    """Write down where the files are, for those who make the pages."""
    (stage / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2), "utf-8")


def copy(stage: Path, site: Path) -> None:
    """Copy the prepared files into the built site."""
    shutil.copytree(stage / "assets", site / "assets", dirs_exist_ok=True)


def runtime_files() -> dict[str, bytes]:
    """Return the runtime's files under the names they are served by."""
    if not RUNTIME.is_dir():
        raise BundleError("the Python runtime is not installed: run `make setup` (it calls npm ci)")
    loader = _text("pyodide.mjs")
    core = _text("pyodide.asm.mjs")
    return {
        "pyodide.js": _renamed(loader, "pyodide.mjs"),
        "pyodide.asm.js": _renamed(core, "pyodide.asm.mjs", expected=0),
        "pyodide.asm.wasm": (RUNTIME / "pyodide.asm.wasm").read_bytes(),
    }


def document_files() -> dict[str, bytes]:
    """Return the libraries that write Word files, calendars and zips, by their served names.

    These builds import nothing; ``docx`` carries two small libraries inside.
    """
    inside = ("docx", "fflate", "nanoid")
    word, calendar = MODULES / "docx" / "dist" / "index.mjs", MODULES / "ical.js" / "dist"
    archive = MODULES / "fflate"
    if not (word.is_file() and calendar.is_dir() and archive.is_dir()):
        raise BundleError(
            "docx, ical.js or fflate is not installed: run `make setup` (it calls npm ci)"
        )
    return {
        "docx.js": lean(word, {name: MODULES / name / "LICENSE" for name in inside}),
        "ical.js": (calendar / "ical.min.js").read_bytes(),
        "fflate.js": lean(archive / "esm" / "browser.js", {"fflate": archive / "LICENSE"}),
    }


def qr_files() -> dict[str, bytes]:
    """Return the library that draws resume codes; it imports nothing."""
    module = MODULES / "qrcode-generator" / "dist" / "qrcode.mjs"
    if not module.is_file():
        raise BundleError("qrcode-generator is not installed: run `make setup` (it calls npm ci)")
    return {"qrcode.js": module.read_bytes()}


def _renamed(text: str, name: str, expected: int = 1) -> bytes:
    found = text.count("pyodide.asm.mjs")
    if name == "pyodide.mjs" and found != expected:
        raise BundleError(
            f"{name} names pyodide.asm.mjs {found} times, {expected} expected: "
            "the runtime has changed, look at scripts/bundle.py"
        )
    text = text.replace("pyodide.asm.mjs", "pyodide.asm.js")
    lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).encode()


def _text(name: str) -> str:
    return (RUNTIME / name).read_text("utf-8")


def python_archive() -> bytes:
    """Return all the Python that the page loads: compiled, complete, the same from build to build.

    It takes the place of the runtime's own standard library, so there is one file to fetch, and
    nothing is unpacked or compiled on the reader's device. Kept under ``build/`` by the digest of
    everything it is made from.

    Raises:
        BundleError: Node or the runtime is missing, or the compiling failed.
    """
    app, asked = app_archive(), requests()
    parts = (app, asked.encode(), *(path.read_bytes() for path in COMPILER), _version().encode())
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts))
    kept = KEPT / f"{digest.hexdigest()[:16]}.zip"
    if not kept.is_file():
        compile_python(app, asked, kept)
    return kept.read_bytes()


def compile_python(app: bytes, asked: str, target: Path) -> None:
    """Write to *target* what the package *app* needs to answer the requests *asked*.

    Raises:
        BundleError: Node is missing, or a request was not answered.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        source, wanted, written = (
            Path(folder) / name for name in ("app.zip", "ask.json", "py.zip")
        )
        source.write_bytes(app)
        wanted.write_text(asked, "utf-8")
        command = ["node", str(COMPILER[0]), str(source), str(wanted), str(written)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        except FileNotFoundError:
            raise BundleError("Node is missing: run `make setup`") from None
        if done.returncode or not written.is_file():
            raise BundleError(f"the page's Python could not be compiled:\n{done.stderr[-2000:]}")
        os.replace(written, target)


def requests() -> str:
    """Return what is asked once under Node, so that everything the page needs is imported."""
    story = tomllib.loads(SAMPLE.read_text("utf-8"))["story"][0]
    asked = {"v": 1, "id": 1, "today": story["today"].isoformat()}
    found = [
        *({"op": "assess", "answers": story["answers"], "locale": locale} for locale in LOCALES),
        {"op": "decode", "text": "虚拟商品一经售出概不退款", "locale": LOCALES[0]},
    ]
    return json.dumps([json.dumps({**asked, **one}) for one in found])


def app_archive() -> bytes:
    """Return our package and its libraries as source, the same bytes from build to build."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(_app_files().items()):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()


def _app_files() -> dict[str, bytes]:
    files = dict(_tree(ROOT / "checker", "checker", (".py", ".toml", ".json", ".j2")))
    files = {name: content for name, content in files.items() if not _at_desk(name)}
    if hosted.folder() is not None:
        # The page's Python then compiles the host's rulebook in place of the guide's own.
        files[f"checker/{READY}"] = pickle.dumps(hosted.rulebook(), 5)
    for library in LIBRARIES:
        spec = find_spec(library)
        if spec is None or not spec.submodule_search_locations:
            raise BundleError(f"the library {library} is not installed: run `make setup`")
        files |= dict(_tree(Path(spec.submodule_search_locations[0]), library, (".py",)))
    return files


def _at_desk(name: str) -> bool:
    return any(name == one or one.endswith("/") and name.startswith(one) for one in DESK_ONLY)


def _tree(folder: Path, name: str, suffixes: tuple[str, ...]):
    for path in folder.rglob("*"):
        if path.suffix in suffixes and "__pycache__" not in path.parts:
            yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def write_files(stage: Path, kind: str, files: dict[str, bytes]) -> str:
    """Write files into a folder named by their digest, and return the folder within *stage*."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    folder = f"{kind}/{digest.hexdigest()[:12]}"
    for name, content in files.items():
        target = stage / folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def _version() -> str:
    return json.loads((RUNTIME / "package.json").read_text("utf-8"))["version"]


def _gzip_size(files: dict[str, bytes]) -> int:
    return sum(len(gzip.compress(content, 6)) for content in files.values())


def _within(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise BundleError(f"{what}: {size:,} bytes, the budget is {limit:,}")


if __name__ == "__main__":
    try:
        print(json.dumps(asdict(prepare()), indent=2))
    except BundleError as error:
        sys.exit(f"bundle: {error}")
