"""Configuration of real servers, from the one source of headers and types.

    python -m scripts.hosting nginx --root /srv/refund --base /guide/ > refund.conf
    python -m scripts.hosting caddy --root /srv/refund --base /guide/ > Caddyfile
    python -m scripts.hosting compress site/

The last writes a ``.gz`` beside each file worth it, so that the server has nothing to compress.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from pathlib import Path

from scripts import policy
from scripts.serve import TYPES

_BASE = re.compile(r"/([A-Za-z0-9._~-]+/)*")
_ROOT = re.compile(r"/[A-Za-z0-9._~/-]*")
_WORKER = "assets/checker/0/worker.js"
_PACKED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml", ".zip")
_SMALL = 1000  # bytes; below it a header costs more than it saves


def nginx(root: str, base: str = "/", listen: str = "80") -> str:
    """Return a file for nginx's ``conf.d`` that serves the folder *root* under *base*."""
    kept = "|".join(re.escape(folder) for folder in policy.KEPT)
    page, worker = policy.headers(""), policy.headers(_WORKER)
    types = "\n".join(f"      {kind.split(';')[0]} {end[1:]};" for end, kind in TYPES.items())
    packed = " ".join(sorted({TYPES[end].split(";")[0] for end in _PACKED} - {"text/html"}))
    spoken = [kind.split(";")[0] for kind in TYPES.values() if "charset" in kind]
    charsets = " ".join(kind for kind in spoken if kind != "text/html")
    fixed = "\n".join(
        f'    add_header {name} "{policy.ALWAYS[name]}" always;' for name in policy.ALWAYS
    )
    return f"""\
map $uri $refund_policy {{
  default "{page["Content-Security-Policy"]}";
  "~/assets/checker/[0-9a-f]+/worker\\.js$" "{worker["Content-Security-Policy"]}";
}}
map $uri $refund_cache {{
  default "{policy.ASK_AGAIN}";
  "~^{re.escape(base)}({kept})" "{policy.FOR_EVER}";
}}
server {{
  listen {listen};
  server_tokens off;
  absolute_redirect off;
  charset utf-8;
  charset_types {charsets};
{_whole(base)}  location {base} {{
    {f"alias {root}/;" if base != "/" else f"root {root};"}
    index index.html;
    error_page 403 404 =404 {base}404.html;
    types {{
{types}
    }}
    default_type application/octet-stream;
    gzip_static on;
    gzip on;
    gzip_vary on;
    gzip_types {packed};
    add_header Content-Security-Policy $refund_policy always;
    add_header Cache-Control $refund_cache always;
{fixed}
  }}
}}
"""


def _whole(base: str) -> str:
    """Return the redirect from an address without its last slash."""
    return "" if base == "/" else f"  location = {base[:-1]} {{ return 301 {base}; }}\n"


def caddy(root: str, base: str = "/", listen: str = "80") -> str:
    """Return a Caddyfile that serves the folder *root* under *base*."""
    page, worker = policy.headers(""), policy.headers(_WORKER)
    kept = " ".join(f"/{folder}*" for folder in policy.KEPT)
    fixed = "\n".join(f'      {name} "{value}"' for name, value in policy.ALWAYS.items())
    types = "\n".join(
        f'    @{end[1:]} path *{end}\n    header @{end[1:]} Content-Type "{kind}"'
        for end, kind in TYPES.items()
        if end != ".html"
    )
    handle = (
        "handle" if base == "/" else f"redir {base[:-1]} {base} permanent\n  handle_path {base}*"
    )
    return f"""\
:{listen} {{
  {handle} {{
    root * {root}
    @worker path /assets/checker/*/worker.js
    @page not path /assets/checker/*/worker.js
    @kept path {kept}
    @fresh not path {kept}
    header @page Content-Security-Policy "{page["Content-Security-Policy"]}"
    header @worker Content-Security-Policy "{worker["Content-Security-Policy"]}"
    header @kept Cache-Control "{policy.FOR_EVER}"
    header @fresh Cache-Control "{policy.ASK_AGAIN}"
    header {{
{fixed}
    }}
{types}
    encode gzip
    file_server {{
      precompressed gzip
    }}
  }}
  handle_errors {{
    root * {root}
    rewrite * /404.html
    header Content-Security-Policy "{page["Content-Security-Policy"]}"
    header Cache-Control "{policy.ASK_AGAIN}"
    header {{
{fixed}
    }}
    file_server
  }}
}}
"""


def compress(site: Path) -> int:
    """Write a file with gzip beside each that gets smaller; return how many."""
    written = 0
    for path in sorted(site.rglob("*")):
        if path.suffix in _PACKED and path.is_file() and path.stat().st_size > _SMALL:
            packed = gzip.compress(path.read_bytes(), 9, mtime=0)
            path.with_name(f"{path.name}.gz").write_bytes(packed)
            written += 1
    return written


def main(arguments: list[str] | None = None) -> None:
    """Print a configuration, or compress a site."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    for name in ("nginx", "caddy"):
        kind = kinds.add_parser(name)
        kind.add_argument("--root", required=True, help="the folder with the built site")
        kind.add_argument("--base", default="/", help="the path it is served under, like /guide/")
        kind.add_argument("--listen", default="80")
    kinds.add_parser("compress").add_argument("site", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.kind == "compress":
        print(f"{compress(chosen.site)} files written in {chosen.site}")
        return
    if not _BASE.fullmatch(chosen.base):
        sys.exit(f"hosting: --base '{chosen.base}' must begin and end with a slash, like /guide/")
    if not _ROOT.fullmatch(chosen.root):
        sys.exit(f"hosting: --root '{chosen.root}' must be a whole path without spaces")
    write = nginx if chosen.kind == "nginx" else caddy
    try:
        print(write(chosen.root.rstrip("/"), chosen.base, chosen.listen), end="")
    except policy.PolicyError as error:
        sys.exit(f"hosting: {error}")


if __name__ == "__main__":
    main()
