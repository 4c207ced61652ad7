#!/usr/bin/env bash
# Puts the peer, DuckDB's own package for Node, into build/duckdb, by the lock file beside this script. It is a peer of
# the benches alone and no part of the product. Prints two lines: the node to run it with, and the folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/say.sh

here=bench/province
folder=$PWD/build/duckdb
node_folder=$(tools/provide_node.sh)
PATH=$node_folder:$PATH

is_installed() {
    cmp -s "$here/package-lock.json" "$folder/package-lock.json" && [ -e "$folder/is_whole" ]
}
if ! is_installed; then
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$here/package.json" "$here/package-lock.json" "$folder"
    npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000 >&2 ||
        stop "无法取得 DuckDB，与同行的比较从略。" "DuckDB could not be fetched: the comparison is left out"
    touch "$folder/is_whole"
fi
printf '%s\n' "$node_folder/node" "$folder"
