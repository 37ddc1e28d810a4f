# Shared by packaging/start and packaging/test: a Python, the system packages and the environment.
# Sourced, not run. Sets ROOT (the checkout) and VENV_PYTHON.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
VENV_PYTHON="$VENV/bin/python"

# What Qt needs on a bare Debian or Ubuntu: the first line for any use, the second for a window on
# X11, the third for one on Wayland. python3-venv makes the environment.
SYSTEM_PACKAGES=(
    python3 python3-venv
    libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
    libwayland-cursor0
)

# Compiled files are what makes the start quick; a shell may have switched them off for other reasons.
unset PYTHONDONTWRITEBYTECODE

say() { printf 'PermitDesk: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Prints the wanted packages that are not installed. glib was renamed in newer releases.
missing_packages() {
    local package
    for package in "${SYSTEM_PACKAGES[@]}"; do
        is_installed "$package" || printf '%s\n' "$package"
    done
    is_installed libglib2.0-0 || is_installed libglib2.0-0t64 || printf '%s\n' libglib2.0-0
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_system_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0  # not Debian: the README names what is needed
    local missing as_root=()
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            needs_an_administrator "${missing[@]}"
            return 0
        fi
    fi
    say "installing system packages: ${missing[*]}"
    if ! { "${as_root[@]}" apt-get update -qq \
        && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2; then
        needs_an_administrator "${missing[@]}"
    fi
}

# One sentence; the rest is still tried, because some of these are for windows only.
needs_an_administrator() {
    say "some system packages are missing; please ask for: sudo apt-get install $*"
}

# A Python that can make an environment: 3.11 or later, with venv and pip inside.
USABLE='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'

# Prints a usable Python, the system's own first.
find_python() {
    local name
    for name in "${PYTHON:-}" /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$name" ] && "$name" -c "$USABLE" 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# make_environment KIND: the environment with PermitDesk in it, editable; KIND is "run" or "test".
# A stamp inside it holds what it was made from, so that the next time nothing is installed.
make_environment() {
    local kind="$1" extra="" python wanted
    [ "$kind" = run ] || extra="[test]"
    if ! "$VENV_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$(find_python)" || stop "Python 3.11 or later with its venv module is needed; here is $(
            python3 --version 2>/dev/null || echo "no Python"). On Debian: sudo apt-get install python3 python3-venv"
        rm -rf "$VENV"
        "$python" -m venv "$VENV" || { rm -rf "$VENV"; stop "$python could not make the folder .venv."; }
    fi
    # the place of the checkout belongs to the stamp: an editable install points there
    wanted="$ROOT $(cksum < "$ROOT/pyproject.toml") $("$VENV_PYTHON" --version)"
    [ "$(cat "$VENV/permitdesk-$kind" 2>/dev/null)" != "$wanted" ] || return 0
    say "setting up .venv (once; this fetches about 100 MB)"
    "$VENV_PYTHON" -m pip install --quiet --disable-pip-version-check --editable "$ROOT$extra" >&2 \
        || stop "the Python packages could not be installed; is there a connection to the package index?"
    "$VENV_PYTHON" -m compileall -q "$ROOT/permitdesk" \
        || stop "the files of the program are damaged; please fetch them again."
    printf '%s' "$wanted" > "$VENV/permitdesk-run"
    printf '%s' "$wanted" > "$VENV/permitdesk-$kind"
}
