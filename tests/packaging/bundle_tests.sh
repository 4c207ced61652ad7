# shellcheck shell=bash
# What can be seen of a bundle without installing it. Rules that search for faults are first shown one.

built=$work/built
name=zhishi-$(build/release/zhishi --version | cut -d' ' -f2)-linux-$(dpkg --print-architecture)
folder=$bundles/$name
package_root=$work/package
nothing=$work/nothing

test_the_bundle_is_made_by_one_command() {
    tools/make_bundle.sh --built --out "$built"
    tar -C "$bundles" -xzf "$built/$name.tar.gz"
    dpkg-deb -R "$built"/zhishi_*.deb "$package_root"
    cmp "$built"/zhishi_*.deb "$folder"/packages/zhishi_*.deb
}

test_made_again_it_is_the_same_bytes() {
    tools/make_bundle.sh --built --out "$work/again" >/dev/null
    (cd "$work/again" && sha256sum --check "$built/$name.sha256")
    # A bundle that carries one file's time more would be another.
    SOURCE_DATE_EPOCH=1 tools/make_package.sh --out "$work/other" >/dev/null
    if cmp -s "$built"/zhishi_*.deb "$work"/other/zhishi_*.deb; then return 1; fi
}

test_the_package_holds_what_it_should() {
    local file
    for file in usr/bin/zhishi lib/systemd/system/zhishi.service lib/systemd/system/zhishi-backup.timer etc/zhishi/zhishi.yaml \
        usr/lib/zhishi/back_up_daily usr/share/zhishi/schemes/diary/scheme.yaml usr/share/zhishi/calendars/cn-2026.yaml \
        usr/share/doc/zhishi/operating/first-start.md usr/share/doc/zhishi/examples/nginx.conf usr/share/doc/zhishi/copyright \
        usr/share/doc/zhishi/NOTICE usr/share/doc/zhishi/web-licences.txt; do
        [ -s "$package_root/$file" ] || { echo "lacks $file"; return 1; }
    done
    if [ -d docs/handbook ]; then [ -d "$package_root/usr/share/doc/zhishi/handbook" ]; fi
    (cd "$package_root" && md5sum --quiet --check DEBIAN/md5sums)
    [ "$(cat "$package_root/DEBIAN/conffiles")" = /etc/zhishi/zhishi.yaml ]
    # All belongs to root, and nobody else may write.
    dpkg-deb -c "$built"/zhishi_*.deb | awk '$2 != "root/root" || $1 ~ /^.....w|^........w/ { print; bad = 1 } END { exit bad }'
}

test_the_program_is_small_stripped_and_carries_the_pages() {
    local program=$package_root/usr/bin/zhishi
    [ "$(stat -c %s "$program")" -le $((40 * 1024 * 1024)) ]
    if readelf -S "$program" | grep '\.symtab'; then return 1; fi
    # The first page's text stands in the program as it was built.
    grep -q "$(basename "$(ls web/dist/assets/index-*.js | head -n 1)")" "$program"
}

test_there_is_one_version() {
    local version
    version=$(sed -n 's/^project(zhishi VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
    [ "$(build/release/zhishi --version)" = "zhishi $version" ]
    [ "$(dpkg-deb -f "$built"/zhishi_*.deb Version)" = "$version" ]
    [ "$(sed -n 's/^  version: //p' docs/api/openapi.yaml)" = "$version" ]
}

test_every_library_that_the_program_needs_is_a_dependency() {
    local library package depends count=0
    depends=$(dpkg-deb -f "$built"/zhishi_*.deb Depends)
    for library in $(readelf -d "$package_root/usr/bin/zhishi" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
        package=$(dpkg -S "*/$(dpkg-architecture -qDEB_HOST_MULTIARCH)/$library" | cut -d: -f1 | sort -u | head -n 1)
        grep -qF ", $package" <<<", $depends" || { echo "$library is of $package, not in: $depends"; return 1; }
        count=$((count + 1))
    done
    [ "$count" -ge 10 ]
}

test_lintian_finds_no_fault() {
    # The planted one: a package whose files belong to somebody.
    mkdir -p "$nothing/DEBIAN" "$nothing/usr/bin"
    printf 'Package: nothing\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: x\n' >"$nothing/DEBIAN/control"
    dpkg-deb -b "$nothing" "$work/nothing.deb" >/dev/null
    if lintian --fail-on error,warning --allow-root "$work/nothing.deb" >/dev/null 2>&1; then return 1; fi
    lintian --fail-on error,warning --allow-root "$built"/zhishi_*.deb
}

test_the_scripts_have_no_fault() {
    printf '#!/bin/sh\ncd $1\n' >"$work/faulty.sh"
    if shellcheck "$work/faulty.sh" >/dev/null; then return 1; fi
    shellcheck --severity=warning --exclude=SC1111,SC1112 "$package_root"/DEBIAN/post* "$package_root/DEBIAN/prerm" "$package_root/usr/lib/zhishi/back_up_daily" \
        "$folder/install.sh" tools/make_package.sh tools/make_bundle.sh tests/packaging/run
}

# verify ROOT: systemd reads the units as installed there.
verify() { systemd-analyze verify --man=no --root="$1" zhishi.service zhishi-backup.service zhishi-backup.timer; }

test_systemd_takes_the_units_and_finds_them_hardened() {
    local faulty=$work/faulty-unit said
    mkdir -p "$faulty/usr/lib/systemd"
    cp -r /usr/lib/systemd/system "$faulty/usr/lib/systemd/" # what the units refer to
    cp -r "$package_root/." "$faulty/"
    said=$(verify "$faulty" 2>&1) || { echo "$said"; return 1; }
    [ -z "$said" ] || { echo "$said"; return 1; }
    # 1.1 as of now; what is left is the network itself and the places it may read.
    systemd-analyze security --offline=yes --threshold=15 --no-pager --root="$faulty" zhishi.service | tail -n 1
    sed -i -e '/^SystemCallFilter/d' -e '/^CapabilityBoundingSet/d' -e '/^PrivateUsers/d' "$faulty/lib/systemd/system/zhishi.service"
    if systemd-analyze security --offline=yes --threshold=15 --no-pager --root="$faulty" zhishi.service >/dev/null; then return 1; fi
    echo "Surely=yes" >>"$faulty/lib/systemd/system/zhishi.service"
    said=$(verify "$faulty" 2>&1) || true
    [ -n "$said" ]
}

test_nginx_takes_its_sample() {
    local root=$work/nginx
    mkdir -p "$root/etc/nginx/snippets" "$root/log"
    for file in "$folder"/packages/nginx_*.deb; do dpkg-deb -x "$file" "$root"; done
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=test -keyout "$root/key.pem" -out "$root/certificate.pem" 2>/dev/null
    local documents=$package_root/usr/share/doc/zhishi/examples
    local put_places=(-e "s|/etc/zhishi/tls/|$root/|" -e "s|/var/lib/zhishi/tls/|$root/|" -e "s|/etc/nginx/|$root/etc/nginx/|" -e 's/listen \(.*\)\(80\|443\)\( \|;\)/listen \18\2\3/')
    sed "${put_places[@]}" "$documents/zhishi-forward.conf" >"$root/etc/nginx/snippets/zhishi-forward.conf"
    {
        printf 'pid %s/pid; error_log stderr; events {} http { access_log off;\n' "$root"
        for place in client_body proxy fastcgi uwsgi scgi; do echo "${place}_temp_path $root/$place;"; done
        sed "${put_places[@]}" "$documents/nginx.conf"
        echo '}'
    } >"$root/nginx.conf"
    "$root/usr/sbin/nginx" -t -p "$root" -c "$root/nginx.conf"
    sed -i 's/proxy_ssl_verify on;/proxy_ssl_verify surely;/' "$root/etc/nginx/snippets/zhishi-forward.conf"
    if "$root/usr/sbin/nginx" -t -p "$root" -c "$root/nginx.conf" 2>/dev/null; then return 1; fi
}

test_the_program_takes_the_sample_settings() {
    build/release/zhishi config --config packaging/zhishi.yaml | grep -P '^listen\t0.0.0.0:8443\tfile'
    # What stands there as a comment is a setting too.
    sed -E 's/^# ([a-z_]+: )/\1/' packaging/zhishi.yaml >"$work/all.yaml"
    build/release/zhishi config --config "$work/all.yaml" | grep -cP '\tfile\t' | grep -x 7
}

# The machine is not Debian 12 for amd64, the files are not ours, the user is not root: said before anything is changed.
test_install_says_what_is_wrong_before_it_changes_anything() {
    local copy=$work/copy one
    cp -r "$folder" "$copy"
    chmod 0755 "$work"
    "$copy/install.sh" --check
    expect_refusal "安装需要 root 权限" setpriv --reuid=65534 --regid=65534 --clear-groups "$copy/install.sh" --check
    expect_refusal "不认识的选项" "$copy/install.sh" --with-everything
    sed 's/^architecture=.*/architecture=arm64/' "$folder/install.sh" >"$copy/install.sh"
    expect_refusal "本机是 amd64" "$copy/install.sh" --check
    cp "$folder/install.sh" "$copy/install.sh"
    one=$(ls "$copy"/packages/libsodium*.deb)
    echo >>"$one"
    expect_refusal "缺失或与清单不符" "$copy/install.sh" --check
    rm "$one"
    expect_refusal "缺失或与清单不符" "$copy/install.sh" --check
    cp "$folder/packages/$(basename "$one")" "$one"
    cp "$one" "$copy/packages/stranger.deb"
    expect_refusal "多出清单之外的文件" "$copy/install.sh" --check
    rm "$copy/packages/stranger.deb" "$copy/SHA256SUMS"
    expect_refusal "缺少文件 SHA256SUMS" "$copy/install.sh" --check
}

# What trouble.md calls a message is one: of the program's sources, or of install.sh.
missing_messages() {
    grep '^|' "$1" | grep -o '`[^`]*`' | tr -d '`' | grep -P '^\P{ASCII}*[^\x00-\x7F]' | sort -u | while read -r message; do
        grep -qF -- "$message" "$work/all_texts" || echo "$message"
    done
}
test_the_messages_in_the_pages_are_said_by_the_program() {
    # A sentence may stand in several literals, one after the other.
    { find src -name '*.cpp' -exec cat {} + | tr '\n' ' ' | sed 's/" *"//g'; cat "$folder/install.sh"; } >"$work/all_texts"
    echo '| `本程序从不这样说` | a | b |' >"$work/page.md"
    [ -n "$(missing_messages "$work/page.md")" ]
    missing_messages docs/operating/trouble.md >"$work/missing"
    cat "$work/missing"
    [ ! -s "$work/missing" ]
}
