# Shared by the scripts beside it: finds Python, makes .venv, installs what is locked, prepares the assets.
# Everything is skipped when nothing changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

UV_VERSION=0.13.9

find_python() {
  for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Cần Python 3.11 trở lên. Hãy cài Python rồi chạy lại lệnh này." >&2
  exit 1
}

stamp_of() { cat "$@" | cksum; }

# install_locked FILE: make .venv hold exactly what FILE locks (checked by hash).
install_locked() {
  local want
  if [ ! -x .venv/bin/python ]; then
    local python
    python=$(find_python)
    echo "Tạo môi trường Python (.venv)…"
    "$python" -m venv .venv || { echo "Python thiếu mô-đun venv. Trên Debian, Ubuntu: apt install python3-venv, rồi chạy lại." >&2; exit 1; }
  fi
  want="$1 $(stamp_of "$1")"
  if [ "$(cat .venv/lantoa-installed 2>/dev/null || true)" = "$want" ]; then return; fi
  # What the tests need includes what the server needs: do not take it away again.
  if [ "$1" = requirements.txt ] && [ "$(cat .venv/lantoa-installed 2>/dev/null || true)" = "requirements-dev.txt $(stamp_of requirements-dev.txt)" ]; then return; fi
  echo "Cài các gói phần mềm (lần đầu khoảng một phút)…"
  [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$1"
  echo "$want" > .venv/lantoa-installed
}

lantoa() { .venv/bin/python -m lantoa "$@"; }

# install_print_fonts: the typeface of printed papers (Tinos) into build/print-fonts. Its package says it needs a newer Python than we
# do, but holds nothing except font files, so it is laid beside the environment, not into it. Without a network the server takes a
# typeface of the machine and says so; nothing here stops the set-up.
install_print_fonts() {
  local want target="${LANTOA_BUILD:-${LANTOA_HOME:-.}/build}/print-fonts"
  want=$(stamp_of requirements-fonts.txt)
  if [ "$(cat "$target/stamp" 2>/dev/null || true)" = "$want" ]; then return; fi
  mkdir -p "$target"
  if .venv/bin/uv pip install --quiet --python-version 3.12 --no-deps --require-hashes --target "$target/package" -r requirements-fonts.txt 2>/dev/null \
    && cp "$target"/package/pdfboss_fonts/fonts/Tinos-*.ttf "$target/"; then
    echo "$want" > "$target/stamp"
  else
    echo "Chưa lấy được phông chữ in Tinos; bản PDF tạm dùng phông của máy. Chạy lại lệnh này khi có mạng." >&2
  fi
  rm -rf "$target/package"
}

# prepare_assets: fonts, icons and htmx into build/ (from packages; nothing of others' is kept in the repository).
prepare_assets() {
  install_print_fonts
  lantoa build_assets --quiet
}
