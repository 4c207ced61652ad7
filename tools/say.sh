# shellcheck shell=bash
# Sourced by the scripts: one way to say what is being done, in both languages, and to stop with a reason.

say() { printf '\033[1m▸ %s\033[0m  %s\n' "$1" "$2"; }

# stop ZH EN: what is wrong and what to do next.
stop() {
    printf '\033[1m✗ %s\033[0m  %s\n' "$1" "$2" >&2
    exit 1
}
