#!/usr/bin/env bash
# Makes the Debian package from the release program that is built: tools/make_package.sh [--out DIR]
#
# The same program and commit give the same bytes; the version is the program's. Prints the package's path.
# See docs/decisions/0010-installation.md.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh
export LC_ALL=C
umask 022

out=build/bundle
if [ $# -gt 0 ]; then
    [ $# -eq 2 ] && [ "$1" = --out ] || stop "用法：tools/make_package.sh [--out 目录]" "usage: tools/make_package.sh [--out DIR]"
    out=$2
fi

program=build/release/zhishi
[ -x "$program" ] || stop "还没有编译发布版程序，请先执行 tools/build_program.sh release。" "build the release program first"
[ -f web/dist/index.html ] || stop "还没有构建网页，请先执行 tools/build_web.sh。" "build the web application first"
said=$("$program" --version)
version=${said#zhishi }
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} ||
    stop "不在 git 仓库中，请用 SOURCE_DATE_EPOCH 指明时间。" "this is no git clone; set SOURCE_DATE_EPOCH"
export SOURCE_DATE_EPOCH

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
documents=$root/usr/share/doc/zhishi

# put MODE FILE… FOLDER
put() { install -D -m "$1" -t "${@: -1}" "${@:2:$#-2}"; }

lay_out_files() {
    put 0755 "$program" "$root/usr/bin"
    strip --strip-unneeded "$root/usr/bin/zhishi"
    put 0755 packaging/back_up_daily "$root/usr/lib/zhishi"
    put 0644 packaging/zhishi.service packaging/zhishi-backup.service packaging/zhishi-backup.timer "$root/lib/systemd/system"
    put 0644 packaging/zhishi.yaml "$root/etc/zhishi"
    # The schemes and calendars that are in the program, for those who want to read them or start from them.
    mkdir -p "$root/usr/share/zhishi"
    cp -r schemes data/calendars "$root/usr/share/zhishi/"
    rm -r "$root"/usr/share/zhishi/schemes/*/cases # tables for the tests
    mkdir -p "$documents/examples"
    cp -r docs/operating "$documents/"
    [ ! -d docs/handbook ] || cp -r docs/handbook "$documents/"
    cp packaging/nginx.conf "$documents/examples/nginx.conf"
    cp packaging/nginx-forward.conf "$documents/examples/zhishi-forward.conf"
    cp packaging/debian/copyright NOTICE "$documents/"
    install -D -m 0644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/zhishi"
    node web/scripts/licences.js >"$documents/web-licences.txt"
    {
        printf 'zhishi (%s) stable; urgency=medium\n\n' "$version"
        printf '  * What is built is told in README.md of the source.\n\n'
        printf ' -- The authors of Zhishi <zhishi@localhost>  %s\n' "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } | gzip -9n >"$documents/changelog.gz"
    find "$root" -type d -exec chmod 0755 {} +
    find "$root/usr/share" -type f -exec chmod 0644 {} +
}

# The libraries' packages, by what the program asks of them.
library_packages() {
    mkdir "$work/debian"
    printf 'Source: zhishi\n\nPackage: zhishi\nArchitecture: any\n' >"$work/debian/control"
    (cd "$work" && dpkg-shlibdeps -O -e root/usr/bin/zhishi 2>shlibdeps.log) | sed -n 's/^shlibs:Depends=//p'
}

write_control() {
    local depends size
    depends=$(library_packages)
    [ -n "$depends" ] || { cat "$work/shlibdeps.log" >&2; stop "无法确定依赖的软件包。" "the packages of the libraries are not known"; }
    # Counted by what the files hold, so that it does not hang on this machine's file system.
    size=$(find "$root" -type f -printf '%s\n' | awk '{ kilobytes += int(($1 + 1023) / 1024) } END { print kilobytes }')
    mkdir "$root/DEBIAN"
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$depends/" \
        packaging/debian/control >"$root/DEBIAN/control"
    echo /etc/zhishi/zhishi.yaml >"$root/DEBIAN/conffiles"
    install -m 0755 packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm "$root/DEBIAN"
    (cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
}

PATH=$(tools/provide_node.sh):$PATH
lay_out_files
write_control
# One thread: the bytes do not hang on how many processors there are.
package=$out/zhishi_${version}_$architecture.deb
dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$work/package.deb" >/dev/null
chmod 0644 "$work/package.deb"
mv "$work/package.deb" "$package"
echo "$package"
