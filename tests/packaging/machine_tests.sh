# shellcheck shell=bash
# One machine from its first day to its last: each test goes on where the one before it ended. The commands are those of
# docs/operating/, as they stand there.

first_day=$work/first-day # what the commands of first-start.md said
office_password='kaohe-office-2026'
settings=$machine/etc/zhishi/zhishi.yaml
data=$machine/var/lib/zhishi
later=99.0.0

# follow PAGE [HEADING]: the page's commands, run in the machine.
follow() {
    commands_of "$@" >"$work/commands"
    [ -s "$work/commands" ] || { echo "no commands in $*"; return 1; }
    script_inside <"$work/commands"
}
is_active() { [ "$(inside systemctl is-active zhishi)" = active ]; }
journal() { inside journalctl -u zhishi --no-pager -o cat "$@"; }
program_pid() { inside systemctl show -P MainPID zhishi; }
# A start that must fail, and say this.
expect_no_start() {
    inside systemctl reset-failed zhishi 2>/dev/null || true
    inside systemctl stop zhishi
    if inside systemctl start zhishi; then
        echo "it started"
        return 1
    fi
    inside systemctl stop zhishi # no further attempts
    journal -n 40 | grep -F -- "$1" || { journal -n 20; return 1; }
    inside systemctl reset-failed zhishi
}
start_again() {
    inside systemctl reset-failed zhishi 2>/dev/null || true
    inside systemctl restart zhishi || { journal -n 20; return 1; }
}

test_the_machine_is_minimal_and_has_no_network() {
    [ "$(grep -c ':' "$machine/../$(basename "$machine")/proc/net/dev" 2>/dev/null || inside grep -c ':' /proc/net/dev)" -eq 1 ]
    inside grep -q '^ *lo:' /proc/net/dev
    if inside dpkg -s libsodium23 >/dev/null 2>&1; then return 1; fi
    if from_browser --max-time 3 http://192.0.2.1/ 2>/dev/null; then return 1; fi
}

# The planted fault: one dependency was forgotten when the bundle was made, and the sums are right all the same.
test_a_bundle_without_one_dependency_is_not_installed() {
    cp -r "$folder" "$bundles/forgotten"
    rm "$bundles"/forgotten/packages/libsodium23_*.deb
    seal "$bundles/forgotten"
    expect_refusal "libsodium23" inside /bundle/forgotten/install.sh
    expect_refusal "安装没有完成" inside /bundle/forgotten/install.sh
    if inside test -e /usr/bin/zhishi; then return 1; fi
    [ -z "$(inside dpkg --audit)" ]
    inside grep -q libsodium23 /var/log/zhishi-install.log
    rm -r "$bundles/forgotten"
}

test_the_first_start_goes_as_the_page_says() {
    cp "$built/$name.tar.gz" "$machine/srv/"
    follow first-start.md >"$first_day" 2>&1 || { cat "$first_day"; return 1; }
    cat "$first_day"
    is_active
    health | grep -F '"status":"ok"'
    [ "$(stat -c %a "$data")" = 750 ]
    [ "$(stat -c %a "$machine/etc/zhishi")" = 750 ]
    [ "$(stat -c %a "$settings")" = 640 ]
    inside getent passwd zhishi | grep -E ':/usr/sbin/nologin$'
    # The certificate that the journal tells about is the one that is served.
    local told
    told=$(journal | sed -n 's/^证书指纹（SHA-256）：//p' | tail -n 1)
    inside sh -c 'openssl s_client -connect 127.0.0.1:8443 </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256' | grep -F "$told"
}

test_the_running_program_has_no_privilege_and_writes_to_its_folder_alone() {
    local pid status
    pid=$(program_pid)
    status=$(inside cat "/proc/$pid/status")
    grep -P '^NoNewPrivs:\t1' <<<"$status"
    grep -P '^Seccomp:\t2' <<<"$status"
    grep -P '^CapEff:\t0+$' <<<"$status"
    grep -P '^CapBnd:\t0+$' <<<"$status"
    [ "$(inside ps -o user= -p "$pid" 2>/dev/null || inside stat -c %U "/proc/$pid")" = zhishi ]
    # As the program sees the file system, root itself cannot write.
    expect_refusal "Read-only" inside nsenter --target "$pid" --mount touch /etc/zhishi/written /usr/bin/written
    inside nsenter --target "$pid" --mount touch /var/lib/zhishi/written
    rm "$data/written"
}

test_people_log_in_over_tls_and_what_they_write_is_kept() {
    local first
    first=$(sed -n 's/^ *考核办  kaoheban  //p' "$first_day" | head -n 1)
    if log_in kaoheban wrong-password-1 2>/dev/null; then return 1; fi
    log_in kaoheban "$first"
    change_password "$first" "$office_password"
    add_unit 综合科
    start_again
    log_in kaoheban "$office_password"
    has_unit 综合科
    has_no_unit 无此科
}

test_backup_and_restore_go_as_the_page_says() {
    follow backup.md 每日备份
    follow backup.md 临时备份
    log_in kaoheban "$office_password"
    add_unit 备份之后
    follow backup.md 恢复演练 | tee "$work/drill"
    grep -F 已是最新 "$work/drill"
    follow backup.md 恢复
    is_active
    log_in kaoheban "$office_password"
    has_unit 综合科
    has_no_unit 备份之后
    # The key to the data is its owner's alone.
    [ -z "$(find "$data" -maxdepth 2 -name '*.backup' -perm /077)" ]
}

test_the_daily_backup_keeps_fourteen_and_touches_nothing_else() {
    inside runuser -u zhishi -- sh -c 'for day in $(seq -w 1 20); do : >/var/lib/zhishi/backups/daily-202001${day}T023000Z.backup; done'
    inside systemctl start zhishi-backup.service
    [ "$(find "$data/backups" -name 'daily-*.backup' | wc -l)" -eq 14 ]
    [ -s "$(find "$data/backups" -name 'daily-*.backup' | sort | tail -n 1)" ]
    [ -s "$data/backups/manual.backup" ]
    [ ! -e "$data/backups/daily-20200101T023000Z.backup" ]
    rm "$data"/backups/daily-2020*
}

test_plain_http_is_for_loopback_alone() {
    cp -p "$settings" "$work/settings"
    printf 'database: sqlite:/var/lib/zhishi/zhishi.db\nlisten: 127.0.0.1:8420\n' >"$settings"
    start_again
    address=http://127.0.0.1:8420
    log_in kaoheban "$office_password"
    has_unit 综合科
    sed -i 's/^listen: .*/listen: 0.0.0.0:8420/' "$settings"
    expect_no_start 监听必须使用
    cp -p "$work/settings" "$settings"
    start_again
}

test_an_upgrade_keeps_data_and_changed_settings() {
    stamp_bundle "$folder" "$later" "$work/zhishi-$later-linux-amd64"
    tar -C "$work" -czf "$machine/srv/zhishi-$later-linux-amd64.tar.gz" "zhishi-$later-linux-amd64"
    sed -i 's/^idle_minutes: .*/idle_minutes: 45/' "$settings"
    local before
    before=$(program_pid)
    follow upgrade.md 升级
    is_active
    [ "$(program_pid)" != "$before" ]
    [ "$(inside dpkg-query -W -f '${Version}' zhishi)" = "$later" ]
    grep -x 'idle_minutes: 45' "$settings"
    if grep -q 后来的版本 "$settings"; then return 1; fi
    grep -q 后来的版本 "$settings.dpkg-dist"
    [ "$(stat -c %a "$settings")" = 640 ]
    log_in kaoheban "$office_password"
    grep -q '"idle_minutes":45' "$work/session"
    has_unit 综合科
    # Once more changes nothing.
    inside "/srv/zhishi-$later-linux-amd64/install.sh"
    is_active
}

test_an_older_bundle_is_refused_and_the_way_back_is_the_page_s() {
    expect_refusal "本机已安装较新的 $later 版" inside "/srv/$name/install.sh"
    [ "$(inside dpkg-query -W -f '${Version}' zhishi)" = "$later" ]
    follow upgrade.md 退回
    is_active
    [ "$(inside dpkg-query -W -f '${Version}' zhishi)" != "$later" ]
    log_in kaoheban "$office_password"
    has_unit 综合科
    rm -r "$machine"/srv/zhishi-"$later"*
}

# As the first release left a database, with nobody in it.
put_first_release() {
    sqlite3 "$1" <src/store/migrations/0001_first_tables.sqlite.sql
    sqlite3 "$1" "create table schema_version (version integer primary key, name text not null) strict;
        insert into schema_version (version, name) values (1, '0001 first tables')"
    inside chown zhishi:zhishi "/var/lib/zhishi/${1##*/}"
}
use_database() { sed -i "s|^database: .*|database: sqlite:/var/lib/zhishi/$1|" "$settings"; }
schema_of() { sqlite3 "$1" 'select max(version) from schema_version'; }

test_an_older_database_is_copied_before_it_is_changed() {
    put_first_release "$data/older.db"
    use_database older.db
    start_again
    journal -n 10 | grep 升级前的数据库已备份到
    inside systemctl stop zhishi
    [ "$(schema_of "$data/older.db")" -gt 1 ]
    [ "$(schema_of "$(ls "$data"/backups/before-migration-*.backup)")" -eq 1 ]
}

test_without_room_for_the_copy_an_older_database_stays_as_it_is() {
    rm -f "$data"/older.db* "$data"/backups/before-migration-*
    put_first_release "$data/older.db"
    inside mount -t tmpfs -o size=64k,mode=0750,uid="$(inside id -u zhishi)",gid="$(inside id -g zhishi)" full /var/lib/zhishi/backups
    expect_no_start 备份未完成，没有留下备份文件
    inside umount /var/lib/zhishi/backups
    [ "$(schema_of "$data/older.db")" -eq 1 ]
    rm "$data"/older.db*
}

test_a_newer_database_is_refused_and_left_as_it_is() {
    cp "$data/zhishi.db" "$data/newer.db"
    sqlite3 "$data/newer.db" "insert into schema_version (version, name) values (1000, 'of a later release')"
    inside chown zhishi:zhishi /var/lib/zhishi/newer.db
    local before
    before=$(sha256sum <"$data/newer.db")
    use_database newer.db
    expect_no_start 高于本程序支持的
    [ "$(sha256sum <"$data/newer.db")" = "$before" ]
    rm "$data"/newer.db*
    use_database zhishi.db
}

test_wrong_settings_are_said_at_once_and_not_tried_again() {
    cp -p "$settings" "$work/settings"
    echo 'listne: 0.0.0.0:8443' >>"$settings"
    expect_no_start 不是可用的设置
    cp -p "$work/settings" "$settings"
    # A port that somebody has: the server's own error, after the database was seen to.
    sed -i 's/^listen: .*/listen: 127.0.0.1:8444/' "$settings"
    inside openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=other -keyout /srv/other.key -out /srv/other.pem 2>/dev/null
    inside openssl s_server -accept 127.0.0.1:8444 -key /srv/other.key -cert /srv/other.pem -quiet >/dev/null 2>&1 </dev/zero &
    local holder=$! try
    for try in $(seq 1 100); do
        if inside sh -c 'openssl s_client -connect 127.0.0.1:8444 </dev/null >/dev/null 2>&1'; then break; fi
        sleep 0.1
    done
    [ "$try" -lt 100 ]
    inside systemctl stop zhishi
    if inside systemctl start zhishi; then return 1; fi
    [ "$(inside systemctl show -P NRestarts zhishi)" -eq 0 ]
    [ "$(inside systemctl is-failed zhishi)" = failed ]
    journal -n 10 | grep 请换一个端口，或先停止占用它的程序
    pkill -P "$holder" || true
    kill "$holder" 2>/dev/null || true
    cp -p "$work/settings" "$settings"
    start_again
}

test_a_second_process_is_kept_out() {
    expect_refusal 数据库正由另一个知事进程使用 inside runuser -u zhishi -- zhishi migrate --language zh --config /etc/zhishi/zhishi.yaml
    is_active
}

# A disk that fills up while people write: what was confirmed is there, the rest is refused, and room is all it takes.
test_a_full_disk_refuses_and_goes_on_when_there_is_room() {
    inside mkdir -p /var/lib/zhishi/small
    inside mount -t tmpfs -o size=1200k,mode=0750,uid="$(inside id -u zhishi)",gid="$(inside id -g zhishi)" small /var/lib/zhishi/small
    inside systemctl stop zhishi
    inside cp -p /var/lib/zhishi/zhishi.db /var/lib/zhishi/small/zhishi.db
    use_database small/zhishi.db
    start_again
    log_in kaoheban "$office_password"
    local count=0
    while [ "$count" -lt 400 ] && add_unit "科室$count" >"$work/last" 2>&1; do count=$((count + 1)); done
    echo "$count units, then: $(cat "$work/last")"
    [ "$count" -gt 0 ] && [ "$count" -lt 400 ]
    grep -qF '"code":"storage_full"' "$work/last"
    inside mount -o remount,size=8m /var/lib/zhishi/small
    add_unit 腾出空间之后
    has_unit "科室$((count - 1))"
    has_no_unit "科室$count"
    inside systemctl stop zhishi
    inside umount /var/lib/zhishi/small
    use_database zhishi.db
    start_again
}

test_a_certificate_of_the_organ_s_own_goes_as_the_page_says() {
    follow tls.md
    is_active
    local as_named=(--resolve kaohe.example.gov.cn:443:127.0.0.1 --fail https://kaohe.example.gov.cn/api/health)
    from_browser --cacert "$machine/srv/ca/ca.pem" "${as_named[@]}"
    if from_browser "${as_named[@]}"; then return 1; fi
    address=https://127.0.0.1
    log_in kaoheban "$office_password"
    has_unit 综合科
}

test_nginx_before_it_goes_as_the_page_says() {
    follow nginx.md
    is_active
    address=https://kaohe.example.gov.cn
    browser=(--cacert "$machine/srv/ca/ca.pem" --resolve kaohe.example.gov.cn:443:127.0.0.1 --resolve kaohe.example.gov.cn:80:127.0.0.1)
    log_in kaoheban "$office_password"
    grep -q '__Host-zhishi' "$work/cookies"
    add_unit 经由代理
    has_unit 经由代理
    # The counters are for this machine; behind a proxy nobody is of this machine.
    [ "$(from_browser "${browser[@]}" -o /dev/null -w '%{http_code}' "$address/api/metrics")" = 401 ]
    [ "$(from_browser --insecure -o /dev/null -w '%{http_code}' https://127.0.0.1:8443/api/metrics)" = 200 ]
    # The largest body that the program takes passes; a larger one is refused.
    head -c 15900000 /dev/zero | tr '\0' ' ' >"$work/large"
    [ "$(from_browser "${browser[@]}" -o /dev/null -w '%{http_code}' --data-binary "@$work/large" "$address/api/workbooks")" != 413 ]
    cat "$work/large" "$work/large" >"$work/larger"
    [ "$(from_browser "${browser[@]}" -o /dev/null -w '%{http_code}' --data-binary "@$work/larger" "$address/api/workbooks")" = 413 ]
    [ "$(from_browser "${browser[@]}" -o /dev/null -w '%{redirect_url}' http://kaohe.example.gov.cn/)" = https://kaohe.example.gov.cn/ ]
    inside systemctl stop nginx
}

test_removed_it_leaves_settings_and_data_and_goes_on_when_it_is_back() {
    follow upgrade.md 卸载
    if inside test -e /usr/bin/zhishi; then return 1; fi
    if health 2>/dev/null; then return 1; fi
    [ -s "$settings" ] && [ -s "$data/zhishi.db" ]
    inside "/srv/$name/install.sh"
    inside systemctl start zhishi
    log_in kaoheban "$office_password"
    has_unit 经由代理
}

test_purged_it_leaves_the_data() {
    inside apt-get purge -y zhishi | tee "$work/purge"
    grep -F 'the settings are gone; data and backups stay in /var/lib/zhishi' "$work/purge"
    [ ! -e "$settings" ]
    [ -s "$data/zhishi.db" ] && [ -s "$data/backups/manual.backup" ]
    inside id zhishi
    [ ! -e "$machine/etc/systemd/system/multi-user.target.wants/zhishi.service" ]
    inside "/srv/$name/install.sh"
    [ "$(stat -c %a "$settings")" = 640 ]
    inside systemctl enable --now zhishi
    log_in kaoheban "$office_password"
    has_unit 经由代理
}

test_postgresql_goes_as_the_page_says() {
    follow postgresql.md >"$first_day" 2>&1 || { cat "$first_day"; return 1; }
    cat "$first_day"
    grep -E 'events: [1-9]' "$first_day"
    is_active
    local first
    first=$(sed -n 's/^ *考核办  kaoheban  //p' "$first_day")
    log_in kaoheban "$first"
    change_password "$first" "$office_password"
    add_unit 综合科
    inside systemctl start zhishi-backup.service
    inside sh -c 'pg_restore --list "$(ls /var/lib/zhishi/backups/daily-* | tail -n 1)"' | grep 'TABLE DATA public event'
    # The database is started again, and the server goes on.
    inside systemctl restart postgresql@15-main
    log_in kaoheban "$office_password" || log_in kaoheban "$office_password"
    has_unit 综合科
}

test_a_postgresql_that_may_lose_data_is_refused() {
    inside runuser -u postgres -- psql -qc "alter system set fsync = off"
    inside systemctl restart postgresql@15-main
    expect_no_start 断电时可能丢失已确认的数据，程序拒绝启动
    inside runuser -u postgres -- psql -qc "alter system reset fsync"
    inside systemctl restart postgresql@15-main
    start_again
}

test_the_machine_starts_it_by_itself() {
    follow trouble.md
    inside systemctl is-enabled zhishi
    inside systemctl stop zhishi
    inside systemctl isolate rescue.target
    inside systemctl isolate multi-user.target
    is_active
    log_in kaoheban "$office_password"
    has_unit 综合科
}

test_no_command_of_the_pages_was_passed_over() {
    all_command_places | sort >"$work/all_places"
    sort -u "$work/ran" >"$work/ran_places"
    [ "$(wc -l <"$work/all_places")" -ge 20 ]
    diff "$work/all_places" "$work/ran_places"
}
