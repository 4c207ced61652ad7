# shellcheck shell=bash
# Sourced by the tests: an official at a browser, as far as curl can be one. Wants from_browser.

address=https://127.0.0.1:8443
browser=(--insecure) # what curl needs to believe the certificate

# answer METHOD PATH [BODY]: the answer's body; anything but a success fails.
answer() {
    local method=$1 path=$2 token
    token=$(cat "$work/token" 2>/dev/null || true)
    from_browser "${browser[@]}" --fail-with-body --request "$method" --cookie "$work/cookies" --cookie-jar "$work/cookies" \
        --header "Origin: $address" --header "X-CSRF-Token: $token" --header "Idempotency-Key: $RANDOM-$RANDOM-$RANDOM" \
        ${3:+--header "Content-Type: application/json" --data "$3"} "$address$path"
}
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

log_in() {
    rm -f "$work/cookies" "$work/token"
    answer POST /api/session "{\"login\":\"$1\",\"password\":\"$2\"}" >"$work/session"
    field csrf_token <"$work/session" >"$work/token"
    [ -s "$work/token" ]
}
change_password() {
    answer PUT /api/session/password "{\"old_password\":\"$1\",\"new_password\":\"$2\"}" >"$work/session"
    field csrf_token <"$work/session" >"$work/token"
}
# The first is the root of the organ, the others stand below it.
add_unit() {
    local root
    root=$(answer GET /api/units | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
    answer POST /api/units "{\"name\":\"$1\",\"from\":\"$(date -u +%Y)-01-01\"${root:+,\"parent\":\"$root\"}}"
}
has_unit() { answer GET /api/units | grep -F "\"name\":\"$1\"" >/dev/null; }
has_no_unit() { answer GET /api/units >"$work/units" && ! grep -qF "\"name\":\"$1\"" "$work/units"; }
health() { from_browser "${browser[@]}" --fail "$address/api/health"; }
