"""A hostile folder does nothing: it is refused in words, and nothing outside it is read."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from host_folders import LETTER, SETTINGS, SHANGHAI, changed, copied, problems

from checker.host_folder import LOGO_LIMIT, TEXT_LIMIT, read_folder

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
SECRET = "nobody may read this"

PICTURES = [
    ("<script>alert(1)</script>", "svg-part"),
    ('<path d="M0 0" onload="alert(1)"/>', "svg-part"),
    ('<a href="https://pay.example"><path d="M0 0"/></a>', "svg-part"),
    ('<path d="M0 0" style="background:url(https://pay.example)"/>', "svg-part"),
    ('<path d="M0 0" fill="url(https://pay.example)"/>', "svg-part"),
    ('<image href="https://pay.example/a.png"/>', "svg-part"),
    ('<use href="#a"/>', "svg-part"),
    ("<foreignObject><p>x</p></foreignObject>", "svg-part"),
    ("<style>path{fill:red}</style>", "svg-part"),
    ('<animate attributeName="d" to="x"/>', "svg-part"),
    ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', "svg-part"),
    ("<![CDATA[<script>]]>", "svg-part"),
    ("<path", "svg-broken"),
]


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a whole picture of one colour."""
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in parts
    )


def codes(folder: Path) -> list[str]:
    """Return the codes of a folder's problems."""
    return [one.code for one in problems(folder)]


def test_the_sample_is_read_whole():
    """Every file of the sample is taken."""
    files, found = read_folder(SHANGHAI)

    assert [] == found
    assert {str(path.relative_to(SHANGHAI)) for path in SHANGHAI.rglob("*.*")} == set(files)


@pytest.mark.parametrize("path", ["logo.svg", LETTER, "wording/zh.toml", SETTINGS])
def test_a_link_is_not_followed(tmp_path, path):
    """Whatever it leads to stays unread."""
    folder = copied(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text(SECRET, "utf-8")
    (folder / path).unlink()
    (folder / path).symlink_to(secret)
    files, found = read_folder(folder)

    assert [(path, "link")] == [(one.file, one.code) for one in found]
    assert path not in files
    assert SECRET.encode() not in b"".join(files.values())
    assert "link" in codes(folder)


def test_a_folder_that_is_a_link_is_not_entered(tmp_path):
    """Not even one with the right name."""
    folder = copied(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "zh.toml").write_text(f"a = '{SECRET}'", "utf-8")
    for name in ("zh.toml", "en.toml"):
        (folder / "wording" / name).unlink()
    (folder / "wording").rmdir()
    (folder / "wording").symlink_to(tmp_path / "outside")
    files, found = read_folder(folder)

    assert [("wording", "link")] == [(one.file, one.code) for one in found]
    assert not any(path.startswith("wording") for path in files)


def test_a_pipe_is_neither_opened_nor_waited_for(tmp_path):
    """Reading one would never end."""
    folder = copied(tmp_path)
    (folder / "logo.svg").unlink()
    os.mkfifo(folder / "logo.svg")

    assert "no-file" in codes(folder)


@pytest.mark.parametrize(
    ("path", "limit"),
    [("logo.svg", LOGO_LIMIT), ("wording/zh.toml", TEXT_LIMIT), (LETTER, TEXT_LIMIT)],
)
def test_a_huge_file_is_not_read_to_its_end(tmp_path, path, limit):
    """A gigabyte on paper, nothing on the disk."""
    folder = copied(tmp_path)
    os.truncate(folder / path, 1_000_000_000)
    files, found = read_folder(folder)

    assert [(path, "too-big", str(limit // 1000))] == [
        (one.file, one.code, one.value) for one in found
    ]
    assert path not in files


def test_a_thousand_files_are_too_many(tmp_path):
    """Only the first hundred are looked at."""
    folder = copied(tmp_path)
    for number in range(1_000):
        (folder / f"a{number}").touch()

    assert 1 == codes(folder).count("too-many")
    assert len(codes(folder)) < 150


@pytest.mark.parametrize("path", ["host.toml", "wording/zh.toml", LETTER])
def test_a_file_that_is_no_text_is_named(tmp_path, path):
    """A picture renamed, or text in another encoding."""
    folder = copied(tmp_path)
    (folder / path).write_bytes(b"\xff\xfe\x00\x01")

    assert (path, "no-text") in [(one.file, one.code) for one in problems(folder)]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "9" * 100_000, "a.b" * 20_000, "="]
)
def test_a_table_made_to_hurt_is_one_that_cannot_be_read(tmp_path, text):
    """Depth, length and nonsense."""
    folder = copied(tmp_path)
    (folder / "routes.toml").write_text(text, "utf-8")

    assert "no-table" in codes(folder)


@pytest.mark.parametrize(("inside", "code"), PICTURES, ids=lambda one: one[:30])
def test_an_svg_is_a_drawing_and_nothing_else(tmp_path, inside, code):
    """No script, style, link, outside content or declaration."""
    folder = copied(tmp_path)
    (folder / "logo.svg").write_text(SVG.format(inside), "utf-8")

    assert code in codes(folder)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode(), "svg-part"),
        (
            b'<?xml-stylesheet href="https://pay.example/a.css"?>' + SVG.format("").encode(),
            "svg-part",
        ),
        (SVG.format("").encode("utf-16"), "svg-broken"),
        (b'<?xml version="1.0" encoding="cp037"?>' + SVG.format("").encode(), "svg-part"),
        (b"<html></html>", "svg-broken"),
        (SVG.replace(' viewBox="0 0 9 9"', "").format("").encode(), "svg-broken"),
    ],
)
def test_an_svg_declares_nothing(tmp_path, content, code):
    """No entities that multiply, no other encoding that hides what is meant."""
    folder = copied(tmp_path)
    (folder / "logo.svg").write_bytes(content)

    assert code in codes(folder)


def test_a_plain_svg_with_a_declaration_is_taken(tmp_path):
    """As drawing programs write it."""
    folder = copied(tmp_path)
    (folder / "logo.svg").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->\n'
        + SVG.format('<title>x</title><g><circle cx="4" cy="4" r="3" fill="#000"/></g>'),
        "utf-8",
    )

    assert [] == codes(folder)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png(), ""),
        (png() + b"<script>", "png-broken"),
        (png()[:-12], "png-broken"),
        (b"GIF89a", "png-broken"),
        (b"\x89PNG\r\n\x1a\n", "png-broken"),
        (png(2_000, 8), "png-size"),
    ],
    ids=["whole", "appended", "cut", "gif", "empty", "wide"],
)
def test_a_png_is_whole_and_ends_where_it_ends(tmp_path, content, code):
    """Nothing rides along behind it."""
    folder = changed(tmp_path, SETTINGS, "logo.svg", "logo.png")
    (folder / "logo.svg").unlink()
    (folder / "logo.png").write_bytes(content)

    assert ([code] if code else []) == codes(folder)


def test_what_is_no_folder_is_said_to_be_none(tmp_path):
    """Neither a file nor nothing."""
    (tmp_path / "file").touch()

    assert ["no-folder"] == codes(tmp_path / "file") == codes(tmp_path / "nothing")


def test_a_folder_without_settings_says_how_to_get_them(tmp_path):
    """Also when it holds nothing at all."""
    folder = copied(tmp_path)
    (folder / SETTINGS).unlink()
    (tmp_path / "empty").mkdir()

    assert ["no-settings"] == codes(folder) == codes(tmp_path / "empty")


def test_a_letter_without_its_text_is_named(tmp_path):
    """In each language that is offered."""
    folder = copied(tmp_path)
    (folder / LETTER).unlink()

    assert ["missing-letter"] == codes(folder)


def test_one_text_for_all_languages_is_not_enough(tmp_path):
    """A name without a language."""
    text = '[name]\nzh = "浦江买家互助小组（样例）"\nen = "Pujiang Buyers\' Group (sample)"\n'
    folder = changed(tmp_path, SETTINGS, text, "")
    settings = (folder / SETTINGS).read_text("utf-8")
    (folder / SETTINGS).write_text(f'name = "浦江"\n{settings}', "utf-8")

    assert ["want-texts"] == codes(folder)
