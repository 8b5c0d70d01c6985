#!/usr/bin/env bash
# Sets up everything the tests need, then runs all of them: ruff, mypy --strict, pytest. Debian, Ubuntu, macOS.
# PYTHON=/path/to/python3.12 chooses another Python (3.11 or newer).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
lingkungan=.venv-uji
mac_office=/Applications/LibreOffice.app/Contents/MacOS
mac_python=/Applications/LibreOffice.app/Contents/Resources/python
[ -d "$mac_office" ] && PATH="$PATH:$mac_office"

ada_uno() { # a Python that can drive LibreOffice, as tests/libre.py looks for it
  local calon
  for calon in "$mac_python" /usr/bin/python3 python3; do
    command -v "$calon" >/dev/null && "$calon" -c 'import uno' 2>/dev/null && return
  done
  return 1
}

kurang=()
command -v soffice >/dev/null || kurang+=(libreoffice-calc)
ada_uno || kurang+=(python3-uno)
"$python" -c 'import tkinter' 2>/dev/null || [ "$python" != python3 ] || kurang+=(python3-tk)
command -v pdftotext >/dev/null || kurang+=(poppler-utils)
if [ "$(uname)" = Linux ]; then # a crontab that judges ours, a screen for the button's tests
  command -v crontab >/dev/null || kurang+=(cron)
  for program in Xvfb:xvfb xauth:xauth xdotool:xdotool openbox:openbox; do
    command -v "${program%%:*}" >/dev/null || kurang+=("${program##*:}")
  done
fi
ada_peramban() { # for the tests of the HTML report; the names that tests/peramban.py looks for
  local calon
  for calon in chromium-headless-shell chromium chromium-browser google-chrome chrome; do
    command -v "$calon" >/dev/null && return
  done
  return 1
}
if [ "$(uname)" = Linux ] && ! ada_peramban; then kurang+=(chromium-headless-shell); fi
command -v "$python" >/dev/null && "$python" -c 'import ensurepip, venv' 2>/dev/null || kurang+=(python3-venv)

if [ "${#kurang[@]}" -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "galat: belum terpasang: ${kurang[*]}; di macOS: brew install --cask libreoffice && brew install poppler" >&2
    exit 2
  elif [ "$(id -u)" -ne 0 ]; then
    echo "galat: belum terpasang: ${kurang[*]}; jalankan: sudo apt-get install --no-install-recommends ${kurang[*]}" >&2
    exit 2
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-cache show chromium-headless-shell >/dev/null 2>&1 || kurang=("${kurang[@]/chromium-headless-shell/chromium}")
  apt-get install -y -qq --no-install-recommends "${kurang[@]}" >/dev/null
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "galat: perlu Python 3.11 atau lebih baru; pilih dengan PYTHON=/jalur/ke/python3.11" >&2
  exit 2
fi

[ -x "$lingkungan/bin/python" ] || "$python" -m venv "$lingkungan"
"$lingkungan/bin/python" -m pip install -q --disable-pip-version-check -e '.[uji]'
unset PYTHONDONTWRITEBYTECODE # hundreds of tests start the program; compiling it takes half of its start
"$lingkungan/bin/ruff" check .
"$lingkungan/bin/mypy" & # beside the tests, which wait now and then
tipe=$!
"$lingkungan/bin/pytest" -n 2 --dist worksteal "$@"
wait "$tipe"
