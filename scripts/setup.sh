#!/usr/bin/env bash
# Sets up everything the project needs beside Python, Node and make; safe to run again.
#   scripts/setup.sh build    Python libraries and the runtime
#   scripts/setup.sh browser  Chromium, Chinese fonts and nginx, for the browser tests and the bench
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m· %s\033[0m\n' "$*"; }
fail() { printf '\nsetup: %s\n' "$*" >&2; exit 1; }

packages() {
  # Debian packages, only where root and apt are at hand; otherwise say what to install.
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $* (Debian packages)"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || fail "the package lists cannot be read; install $* yourself"
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
      || fail "apt could not install $*; install them yourself and run this again"
  else
    fail "please install $* (on Debian: sudo apt install $*) and run this again"
  fi
}

python_libraries() {
  command -v python3 >/dev/null || packages python3 python3-venv
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || fail "Python 3.11 or later is needed, this is $(python3 --version)"
  if [ ! -x .venv/bin/pip ]; then
    say "making a virtual environment in .venv"
    rm -rf .venv
    python3 -c 'import ensurepip' 2>/dev/null || packages python3-venv
    python3 -m venv .venv
  fi
  if ! cmp -s requirements/test.txt .venv/installed.txt; then
    say "installing Python libraries (about a minute)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
      --require-hashes -r requirements/test.txt
    cp requirements/test.txt .venv/installed.txt
  fi
}

runtime() {
  command -v npm >/dev/null || packages nodejs npm
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' \
    || fail "Node 20 or later is needed, this is $(node --version)"
  if ! cmp -s package-lock.json node_modules/.installed.json; then
    say "installing the Python runtime for the browser"
    npm ci --silent --no-fund --no-audit
    cp package-lock.json node_modules/.installed.json
  fi
}

browser() {
  local missing=()
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
    || command -v google-chrome >/dev/null || missing+=(chromium)
  command -v fc-list >/dev/null || missing+=(fontconfig)
  if ! { command -v fc-list >/dev/null && fc-list :lang=zh-cn | grep -q .; }; then
    missing+=(fonts-noto-cjk)
  fi
  command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  [ ${#missing[@]} = 0 ] || packages "${missing[@]}"
}

case "${1:-build}" in
  build) python_libraries; runtime ;;
  browser) browser ;;
  *) fail "unknown part '$1': use build or browser" ;;
esac
