#!/usr/bin/env bash
# Builds the web application into web/dist, where the program takes it in. Does nothing when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh

PATH=$(tools/provide_node.sh):$PATH
export PATH PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

cd web
# stamp FILE SUM: true when the file holds this sum already.
is_stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

packages=$(cat package.json package-lock.json .npmrc 2>/dev/null | sha256sum)
if ! is_stamped node_modules/.zhishi-packages "$packages"; then
    say "安装网页依赖" "npm ci"
    npm ci --no-audit --no-fund --loglevel=error
    echo "$packages" >node_modules/.zhishi-packages
fi

sources=$( (git ls-files -z -co --exclude-standard . ../docs/handbook ../docs/images 2>/dev/null || find . ../docs/handbook ../docs/images -path ./node_modules -prune -o -path ./dist -prune -o -type f -print0) |
    LC_ALL=C sort -z | xargs -0 -r sha256sum 2>/dev/null | sha256sum)
if ! is_stamped ../build/web-built "$sources" || [ ! -f dist/index.html ]; then
    say "构建网页" "building the web application"
    npm run --silent build
    mkdir -p ../build
    echo "$sources" >../build/web-built
fi
