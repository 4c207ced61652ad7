#!/bin/sh
# Installs Zhishi from the folder that this file is in, without any network: ./install.sh [--with nginx] [--with postgresql]
#
# Run as root on Debian 12. --check looks at everything and changes nothing.
set -eu
version=@VERSION@
architecture=@ARCHITECTURE@
log=/var/log/zhishi-install.log
space_needed_mb=400

say() { printf '▸ %s\n  %s\n' "$1" "$2"; }
stop() {
    printf '✗ %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

# openssl makes keys and looks at certificates, see operating/tls.md.
packages="zhishi openssl"
is_check=no
while [ $# -gt 0 ]; do
    case "$1" in
        --check) is_check=yes ;;
        --with)
            case "${2:-}" in
                nginx) packages="$packages nginx-light" ;;
                postgresql) packages="$packages postgresql-15 postgresql-client-15" ;;
                *) stop "--with 后面只能是 nginx 或 postgresql。" "--with wants nginx or postgresql." ;;
            esac
            shift
            ;;
        *) stop "不认识的选项：$1。用法：./install.sh [--check] [--with nginx] [--with postgresql]" \
            "Unknown option: $1. Usage: ./install.sh [--check] [--with nginx] [--with postgresql]" ;;
    esac
    shift
done
cd "$(dirname "$0")"

look_at_machine() {
    found=$(dpkg --print-architecture 2>/dev/null) || stop "本机不是 Debian，无法安装。" "This machine is no Debian."
    [ "$found" = "$architecture" ] ||
        stop "本安装包适用于 $architecture，本机是 $found。请换用与本机架构相符的安装包。" \
            "This bundle is for $architecture, this machine is $found. Take the bundle for this architecture."
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    [ "$codename" = bookworm ] ||
        stop "本安装包适用于 Debian 12（bookworm），本机是“${codename:-未知系统}”。请在 Debian 12 上安装。" \
            "This bundle is for Debian 12 (bookworm), this machine is '${codename:-unknown}'. Install on Debian 12."
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Version}' zhishi 2>/dev/null) || installed=
    case "$installed" in "installed "*) installed=${installed#installed } ;; *) installed= ;; esac
    if [ -n "$installed" ] && dpkg --compare-versions "$version" lt "$installed"; then
        stop "本机已安装较新的 $installed 版，不能装回 $version 版：旧程序不认识新数据库。如确需退回，请按 operating/upgrade.md 的“退回”办理。" \
            "Version $installed is installed and newer than $version: an older program does not know a newer database. To go back all the same, see operating/upgrade.md."
    fi
    for folder in / /usr /var; do
        free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
        [ "$free" -ge "$space_needed_mb" ] ||
            stop "$folder 所在磁盘只剩 ${free} MB，至少需要 ${space_needed_mb} MB。请先清理磁盘。" \
                "The disk of $folder has ${free} MB left, ${space_needed_mb} MB are needed. Make room first."
    done
}

look_at_files() {
    say "核对安装包内的文件" "Checking the bundle's files"
    [ -f SHA256SUMS ] || stop "缺少文件 SHA256SUMS，安装包不完整。请重新复制整个安装包。" "SHA256SUMS is missing: the bundle is not whole. Copy it again."
    if ! faulty=$(sha256sum --check --quiet SHA256SUMS 2>&1); then
        printf '%s\n' "$faulty" >&2
        stop "上列文件缺失或与清单不符，未安装任何内容。请重新复制整个安装包；如仍不符，请向提供者核实。" \
            "The files above are missing or not as listed. Nothing was installed. Copy the whole bundle again; if it stays so, ask whoever gave it to you."
    fi
    # What is not on the list is not ours: apt shall not see it.
    for file in packages/*; do
        grep -q "  $file\$" SHA256SUMS || stop "安装包里多出清单之外的文件：$file。未安装任何内容。" "$file is not on the list. Nothing was installed."
    done
}

# apt that knows this folder alone: no other source, no network, no question.
apt_from_folder() {
    apt-get -q -y -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" \
        -o Dir::Cache="$work/cache" -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" </dev/null
}

install_from_folder() {
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    ln -s "$PWD/packages" "$work/packages" # apt takes no path with a space in it
    echo "deb [trusted=yes] file:$work/packages ./" >"$work/sources.list"
    apt_from_folder update && apt_from_folder install $packages
}

[ "$(id -u)" -eq 0 ] || stop "安装需要 root 权限。请执行：sudo ./install.sh" "Root is needed to install. Run: sudo ./install.sh"
look_at_machine
look_at_files
if [ "$is_check" = yes ]; then
    say "检查通过，可以安装。未作任何改动。" "All is in order. Nothing was changed."
    exit 0
fi

say "安装 $packages（$version 版），只使用本文件夹，不访问网络" "Installing $packages ($version) from this folder alone, without network"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEBIAN_FRONTEND=noninteractive
touch "$log"
chmod 0640 "$log"
printf '\n== %s zhishi %s: %s\n' "$(date -u +%FT%TZ)" "$version" "$packages" >>"$log"
if ! install_from_folder >"$work/output" 2>&1; then
    cat "$work/output" >>"$log"
    tail -n 15 "$work/output" >&2
    stop "安装没有完成，原因见上；全部经过记录在 $log。" "The installation was not completed, for the reason above. The whole of it is in $log."
fi
cat "$work/output" >>"$log"
grep '^zhishi: ' "$work/output" | sed 's/^zhishi: /  /' || true
say "安装完成：知事 $version。安装经过记录在 $log。" "Installed: Zhishi $version. The whole of it is in $log."
if [ -z "$installed" ]; then
    say "下一步：operating/first-start.md（首次启动）" "Next: operating/first-start.md (in Chinese; operating/README.md has a summary)"
fi
