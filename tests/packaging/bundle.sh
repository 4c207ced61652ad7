# shellcheck shell=bash
# Sourced by the tests: bundles that are not as made, and the commands of the operating pages.

# seal FOLDER: the index and the sums anew, as whoever plants a fault on purpose would.
seal() {
    (cd "$1/packages" && dpkg-scanpackages --multiversion . 2>/dev/null >Packages.new && mv Packages.new Packages)
    (cd "$1" && rm -f SHA256SUMS && find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >"$work/sums" && mv "$work/sums" SHA256SUMS)
}

# stamp_bundle FOLDER VERSION TO: the same program as a later release, with sample settings that say one line more.
stamp_bundle() {
    local package=$work/stamped
    cp -r "$1" "$3"
    rm -rf "$package"
    dpkg-deb -R "$3"/packages/zhishi_*.deb "$package"
    rm "$3"/packages/zhishi_*.deb
    sed -i "s/^Version: .*/Version: $2/" "$package/DEBIAN/control"
    echo "# 后来的版本多说一行。" >>"$package/etc/zhishi/zhishi.yaml"
    dpkg-deb --root-owner-group -Zgzip -b "$package" "$3/packages/zhishi_$2_amd64.deb" >/dev/null
    sed -i "s/^version=.*/version=$2/" "$3/install.sh"
    seal "$3"
}

# commands_of PAGE [HEADING]: the blocks marked `sh run` of a page of docs/operating, or of one section. What was taken is
# noted, so that a test can say that none was passed over.
commands_of() {
    awk -v wanted="${2:-}" -v place="$1" -v ran="$work/ran" '
        /^```sh run$/ { if (wanted == "" || wanted == heading) { is_in = 1; print place ":" NR >>ran }; next }
        /^```/ { is_in = 0; next }
        is_in { print; next }
        /^## / { heading = substr($0, 4) }
    ' "docs/operating/$1"
}
all_command_places() { (cd docs/operating && awk '/^```sh run$/ { print FILENAME ":" FNR }' ./*.md | sed 's#^\./##'); }
