#!/usr/bin/env bash
# Installs from Debian what is missing, in one call of apt-get: run | bundle (includes run) | test (includes both).
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh

run=(g++ cmake ninja-build ccache mold pkg-config
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libyaml-cpp-dev libsodium-dev libspdlog-dev
    libcli11-dev libexpat1-dev libzip-dev libxlsxwriter-dev libssl-dev libsqlite3-dev libpq-dev libmimalloc-dev postgresql-client-15 ca-certificates)
bundle=(dpkg-dev binutils)
test=(libgtest-dev librapidcheck-dev postgresql-15 e2fsprogs mount chromium fonts-noto-cjk clang-19 libclang-rt-19-dev
    systemd systemd-container mmdebstrap curl sqlite3 lintian shellcheck openssl procps python3)

wanted=("${run[@]}")
case "${1:-run}" in
    run) ;;
    bundle) wanted+=("${bundle[@]}") ;;
    test) wanted+=("${bundle[@]}" "${test[@]}") ;;
    *) stop "用法：tools/install_packages.sh run|bundle|test" "usage: tools/install_packages.sh run|bundle|test" ;;
esac
# A Node that came from elsewhere is taken as it is; tools/provide_node.sh looks at its age.
command -v node >/dev/null && command -v npm >/dev/null || wanted+=(nodejs npm)

missing=()
for package in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

say "安装缺少的 Debian 软件包（${#missing[@]} 个）" "installing missing Debian packages: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || stop "需要安装软件包，但当前用户不是 root，也没有 sudo。请用 root 执行：apt-get install ${missing[*]}" \
        "packages are missing and this user has no sudo; as root: apt-get install ${missing[*]}"
    as_root=(sudo)
fi
# PostgreSQL's package would set up a database cluster and start it; the tests start their own and stop it again.
if [[ " ${missing[*]} " == *" postgresql-15 "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" apt-get update -q >/dev/null || true
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null ||
    stop "软件包安装失败。请检查网络与软件源后重试。" "the packages could not be installed; look at the network and the sources of apt, then try again"
