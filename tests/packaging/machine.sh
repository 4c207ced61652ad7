# shellcheck shell=bash
# Sourced by the long tests: a minimal Debian 12 that boots systemd, in namespaces of its own. Its network has the loopback
# alone, so that whatever would need another machine fails.
#
# Wants root, systemd-nspawn and mmdebstrap; where they do not work the tests fail, they are not passed over.

root_archive=build/bundle/root.tar
machine=      # the folder of its root
machine_pid=  # of systemd-nspawn
leader=       # of its systemd

# The root is made once of Debian's archive and kept: minbase with systemd, nothing else.
make_root_archive() {
    [ ! -f "$root_archive" ] || return 0
    mkdir -p "$(dirname "$root_archive")"
    apt-get indextargets --format 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(SITE) $(RELEASE) $(COMPONENT)' \
        'Created-By: Packages' | grep -E ' bookworm(-updates|-security)? main$' | sort -u |
        mmdebstrap --quiet --format=tar --mode=root --variant=minbase --include=systemd-sysv bookworm "$root_archive.new" - || return 1
    mv "$root_archive.new" "$root_archive"
}

new_machine() {
    machine=$(mktemp -d /var/tmp/zhishi-machine.XXXXXX)
    tar -C "$machine" -xf "$root_archive"
    rm -rf "$machine"/var/lib/apt/lists/* "$machine"/etc/apt/sources.list*
    mkdir "$machine/bundle"
}

# boot: returns when systemd has started everything.
boot() {
    systemd-nspawn --quiet --register=no --keep-unit --private-network --directory="$machine" --hostname=kaohe \
        --bind="$bundles:/bundle" --boot </dev/null >"$work/boot.log" 2>&1 &
    machine_pid=$!
    local try
    for try in $(seq 1 300); do
        leader=$(pgrep -P "$machine_pid" | head -n 1)
        if [ -n "$leader" ] && inside systemctl is-system-running 2>/dev/null | grep -qE '^(running|degraded)$'; then return 0; fi
        kill -0 "$machine_pid" 2>/dev/null || break
        sleep 0.2
    done
    echo "the machine did not boot (try $try):"
    tail -n 20 "$work/boot.log"
    return 1
}

# inside COMMAND…: as root in the machine.
inside() {
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wdns=/ \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv LANG=C.UTF-8 "$@"
}

# script_inside: runs standard input as a shell script there; the first command that fails ends it.
script_inside() { inside bash -eo pipefail -s; }

# from_browser CURL_OPTION…: this machine's curl in that machine's network.
from_browser() { nsenter --target "$leader" --net curl --silent --show-error --max-time 20 "$@"; }

shut_down() {
    [ -n "$machine_pid" ] || return 0
    kill -s TERM "$machine_pid" 2>/dev/null # systemd-nspawn powers the machine off in order
    wait "$machine_pid" 2>/dev/null
    machine_pid=
    leader=
}

remove_machine() {
    shut_down
    [ -z "$machine" ] || rm -rf --one-file-system "$machine"
    machine=
}
