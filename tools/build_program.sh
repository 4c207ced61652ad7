#!/usr/bin/env bash
# Configures and builds with a preset of CMakePresets.json: tools/build_program.sh PRESET [target...]
#
# release: without targets, the program alone, at build/release/zhishi; the tests' packages are not needed for it.
# crash: the program with its labelled points, and the harness of tests/crash that drives it.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh

preset=$1
shift
options=(-DZHISHI_TESTS=ON -DZHISHI_BENCH=OFF)
if [ "$preset" = release ]; then
    options=(-DZHISHI_TESTS=OFF -DZHISHI_BENCH=ON)
    [ $# -gt 0 ] || set -- zhishi
fi
if [ "$preset" = crash ]; then
    options=(-DZHISHI_TESTS=ON -DZHISHI_BENCH=ON)
    [ $# -gt 0 ] || set -- zhishi try_crashes
fi
say "编译（$preset）" "building ${*:-everything} ($preset)"
mkdir -p build
cmake --preset "$preset" "${options[@]}" >"build/$preset-configure.log" ||
    { tail -n 30 "build/$preset-configure.log" >&2; stop "CMake 配置失败。" "CMake could not configure the build"; }
ninja -C "build/$preset" --quiet "$@"
