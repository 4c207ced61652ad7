# shellcheck shell=bash
# Sourced by ./test: runs one step after another, keeps its output in build/test/, and sums what passed and failed.
#
# A step that ends badly, or that ran nothing, counts as a failure; so does a test that was skipped.

passed=0
failed=0
results=build/test
mkdir -p "$results"
rm -f "$results"/*.log "$results"/*.xml "$results"/*.json

# count NAME PASSED FAILED EXIT_CODE SECONDS: adds one step's counts and prints its line.
count() {
    local name=$1 good=$2 bad=$3 code=$4 seconds=$5
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    passed=$((passed + good))
    failed=$((failed + bad))
    printf '  %-28s %5d passed %3d failed %5ds\n' "$name" "$good" "$bad" "$seconds"
    if [ "$bad" -gt 0 ]; then
        echo "    —— build/test/$name.log:"
        tail -n 40 "$results/$name.log" | sed 's/^/    /'
    fi
}

# check NAME COMMAND…: a step that passes or fails as a whole.
check() {
    local name=$1 code=0 began=$SECONDS
    shift
    "$@" >"$results/$name.log" 2>&1 || code=$?
    count "$name" "$((code == 0 ? 1 : 0))" "$((code == 0 ? 0 : 1))" "$code" "$((SECONDS - began))"
    return "$code"
}

# check_program NAME PROGRAM…: a GoogleTest program; its counts come from the file it writes at its end.
check_program() {
    local name=$1 code=0 began=$SECONDS report=$PWD/$results/$1.xml good=0 bad=0
    shift
    "$@" --gtest_output="xml:$report" >"$results/$name.log" 2>&1 || code=$?
    if [ -f "$report" ]; then
        local head run
        head=$(grep -m 1 '<testsuites ' "$report")
        attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$head"; }
        run=$(attribute tests)
        bad=$(($(attribute failures) + $(attribute errors) + $(attribute disabled) + $(grep -c 'result="skipped"' "$report" || true)))
        good=$((run - bad))
    else
        echo "no report was written: the program ended before its tests did (exit $code)" >>"$results/$name.log"
        bad=1
    fi
    count "$name" "$good" "$bad" "$code" "$((SECONDS - began))"
}

# check_report NAME REPORT READER COMMAND…: a runner of the web's, which writes a JSON report; READER is a JavaScript
# expression over `report` that gives [passed, failed].
check_report() {
    local name=$1 report=$PWD/$results/$2 reader=$3 code=0 began=$SECONDS counts
    shift 3
    "$@" >"$results/$name.log" 2>&1 || code=$?
    counts=$(node -e 'const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); console.log(('"$reader"').join(" "))' \
        "$report" 2>>"$results/$name.log") || counts="0 1"
    # shellcheck disable=SC2086
    count "$name" $counts "$code" "$((SECONDS - began))"
}

# check_line NAME COMMAND…: a runner of our own, whose last line reads `N passed, N failed`.
check_line() {
    local name=$1 code=0 began=$SECONDS line
    shift
    "$@" >"$results/$name.log" 2>&1 || code=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$results/$name.log" | tail -n 1)
    [ -n "$line" ] || line="0 passed, 1 failed"
    count "$name" "${line%% passed*}" "$(sed 's/.*, \([0-9]*\) failed/\1/' <<<"$line")" "$code" "$((SECONDS - began))"
}
