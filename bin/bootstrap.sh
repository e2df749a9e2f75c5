# Sourced by bin/run, bin/yichuang and bin/test: finds a Python, and makes or renews the virtual environment.
# Sets ROOT and PYTHON. POSIX sh, so that it works with dash on Debian and with the sh of macOS.

ROOT=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
VENV=${YICHUANG_VENV:-$ROOT/.venv}

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in ${YICHUANG_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

# The environment is complete only when the copy of the list it was made from lies in it; pip writes that copy
# last, so an environment that was left half-made is made again, and a changed list is installed again.
need() {
    PYTHON=$VENV/bin/python
    if [ -x "$PYTHON" ] && cmp -s "$ROOT/requirements/$1.txt" "$VENV/made-from-$1.txt"; then
        return 0
    fi
    base=$(find_python) || {
        say "需要 Python 3.11 或更高版本，没有找到。"
        say "Python 3.11 or later is needed and was not found (Debian: apt-get install python3 python3-venv)."
        exit 2
    }
    "$base" "$ROOT/bin/make_venv.py" "$VENV" "$ROOT/requirements/$1.txt" || exit $?
}

# Only the product's own folder: a PYTHONPATH of the caller's could put other versions before the pinned ones.
PYTHONPATH=$ROOT
export PYTHONPATH
