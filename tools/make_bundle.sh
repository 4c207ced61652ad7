#!/usr/bin/env bash
# Makes what is carried into a network without internet: tools/make_bundle.sh [--out DIR] [--built]
#
# zhishi_<version>_amd64.deb, and zhishi-<version>-linux-amd64.tar.gz with it, all packages that it needs on any Debian 12,
# and install.sh. --built takes the release program, and what apt knew last, as they are. Needs Debian's archive.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh
export LC_ALL=C
umask 022

out=build/bundle
is_built=no
while [ $# -gt 0 ]; do
    case "$1" in
        --built) is_built=yes ;;
        --out)
            [ $# -ge 2 ] || stop "--out 后面要有一个目录。" "--out wants a folder"
            out=$2
            shift
            ;;
        *) stop "不认识的选项：$1。" "unknown option $1; usage: tools/make_bundle.sh [--out DIR] [--built]" ;;
    esac
    shift
done

if [ "$is_built" = no ]; then
    tools/install_packages.sh bundle
    tools/build_web.sh
    tools/build_program.sh release
fi
say "制作 Debian 软件包" "making the Debian package"
package=$(realpath "$(tools/make_package.sh --out "$out")")
version=$(dpkg-deb -f "$package" Version)
architecture=$(dpkg-deb -f "$package" Architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=zhishi-$version-linux-$architecture
folder=$work/$name
# Kept between two bundles, so that only what is new is fetched.
archives=$PWD/build/bundle/archives
lists=$PWD/build/bundle/lists

# apt for a system that has nothing yet, and sees Debian's own archive alone: what it would install is all that is needed.
apt_for_empty_system() {
    apt-get -q -y -o Dir::State::status="$work/status" -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$lists" -o Dir::Cache::archives="$archives" -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
        -o APT::Keep-Downloaded-Packages=true -o Debug::NoLocking=true "$@"
}

update() { apt_for_empty_system update >"$work/apt.log" 2>&1; }

# fetch LIST PACKAGE…: fetches the packages with all that they need, and writes their files' names to LIST.
fetch() {
    local list=$1
    shift
    # What apt knew last may have been replaced meanwhile.
    apt_for_empty_system --download-only install "$@" >"$work/apt.log" 2>&1 ||
        { update && apt_for_empty_system --download-only install "$@" >"$work/apt.log" 2>&1; } ||
        { tail -n 20 "$work/apt.log" >&2; stop "所需的 Debian 软件包没有取齐。请检查网络与软件源后重试。" \
            "not all Debian packages could be fetched; look at the network and apt's sources"; }
    apt_for_empty_system -o Dir::Cache::archives="$work/none" --print-uris install "$@" 2>/dev/null |
        sed -n "s/^'.*' \([^ ]*\.deb\) [0-9]* .*/\1/p" | grep -v '^zhishi_' | sort -u >"$list"
}

collect_packages() {
    mkdir -p "$archives/partial" "$lists/partial" "$work/none/partial" "$folder/packages"
    : >"$work/status"
    apt-get indextargets --format 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(SITE) $(RELEASE) $(COMPONENT)' \
        'Created-By: Packages' | grep -E ' bookworm(-updates|-security)? main$' | sort -u >"$work/sources.list"
    [ -s "$work/sources.list" ] || stop "本机没有 Debian 12 的软件源。" "this machine has no source of Debian 12"
    # A bundle to be handed out carries what Debian has now.
    [ "$is_built" = yes ] || update || { tail -n 20 "$work/apt.log" >&2; stop "无法更新软件源的目录。" "apt could not be brought up to date"; }
    fetch "$work/needed" "$package" openssl ca-certificates
    fetch "$work/asked_for" nginx-light postgresql-15
    sort -u "$work/needed" "$work/asked_for" | while read -r file; do
        cp "$archives/$file" "$folder/packages/"
    done
    # apt writes the colon of an epoch as %3a, which it would decode again when it reads the index.
    for file in "$folder"/packages/*%3a*; do
        [ ! -e "$file" ] || mv "$file" "${file/\%3a/.}"
    done
    cp "$package" "$folder/packages/"
    count=$(find "$folder/packages" -name '*.deb' | wc -l)
    (cd "$folder/packages" && dpkg-scanpackages --multiversion . 2>/dev/null) >"$work/Packages"
    mv "$work/Packages" "$folder/packages/Packages"
}

write_bundle() {
    install -m 0755 packaging/bundle/install.sh "$folder/"
    install -m 0644 packaging/bundle/README.md LICENSE NOTICE "$folder/"
    cp -r docs/operating "$folder/operating"
    [ ! -d docs/handbook ] || cp -r docs/handbook "$folder/handbook"
    sed -i -e "s/@VERSION@/$version/g" -e "s/@ARCHITECTURE@/$architecture/g" "$folder/install.sh" "$folder/README.md"
    find "$folder" -type d -exec chmod 0755 {} +
    find "$folder" -type f ! -name install.sh -exec chmod 0644 {} +
    (cd "$folder" && find . -type f -printf '%P\0' | sort -z | xargs -0 sha256sum) >"$work/SHA256SUMS"
    mv "$work/SHA256SUMS" "$folder/SHA256SUMS"
    tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$name" |
        gzip -1n >"$work/bundle.tar.gz"
    mv "$work/bundle.tar.gz" "$out/$name.tar.gz"
}

say "取齐所依赖的 Debian 软件包" "fetching the Debian packages that it needs"
collect_packages
write_bundle
(cd "$out" && sha256sum "$name.tar.gz" "$(basename "$package")" >"$name.sha256")
size_of() { numfmt --to=iec "$(stat -c %s "$1")"; }
say "已完成：$out/$name.tar.gz（$(size_of "$out/$name.tar.gz")，含 $count 个软件包）" \
    "done; the package alone: $package ($(size_of "$package"))"
cat "$out/$name.sha256"
