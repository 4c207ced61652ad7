#include "tests/crash/client.h"

#include <boost/json.hpp>

#include <charconv>
#include <chrono>
#include <thread>

namespace zhishi::crash {

namespace {

namespace json = boost::json;

constexpr int settle_tries = 1'500; // of 20 ms: half a minute and more
constexpr std::chrono::milliseconds pause_after_refusal{20};

std::string member(const std::string& body, const char* name) {
    boost::system::error_code error;
    json::value value = json::parse(body, error);
    if (error || !value.is_object()) return "";
    const json::value* found = value.as_object().if_contains(name);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

long version_in(const std::string& etag) { // "3" in quotes
    long version = 0;
    if (etag.size() > 2) std::from_chars(etag.data() + 1, etag.data() + etag.size() - 1, version);
    return version;
}

std::string quoted(long version) {
    return "\"" + std::to_string(version) + "\"";
}

// The body of an entry whose content is `text`, on the n-th day.
std::string entry_body(std::int64_t number, const std::string& text) {
    json::value body = json::parse(bench::log_entry_body(number));
    body.as_object()["content"] = text;
    return json::serialize(body);
}

} // namespace

Client::Client(bench::Seat seat, int number, std::uint64_t seed)
    : seat_(std::move(seat)), number_(number), dice_(seed + static_cast<std::uint64_t>(number)) {}

Act Client::next_act() {
    Act act;
    std::string name = std::to_string(number_) + "-" + std::to_string(++acts_);
    act.key = "act-" + name;
    act.text = "第 " + name + " 次填写：核对报表，整理说明材料。";
    auto roll = dice_() % 100;
    std::string person = "/api/officials/" + seat_.official;
    if (roll < 60 || entry_ids_.empty()) {
        act.kind = Act::Kind::entry;
        act.day = entries_begun_++;
        act.bytes = bench::request_bytes("POST", person + "/log-entries", seat_.headers(act.key),
                                         entry_body(act.day, act.text));
    } else if (roll < 85) {
        act.kind = Act::Kind::correction;
        size_t back = dice_() % std::min<size_t>(entry_ids_.size(), 8);
        act.entry = entry_ids_[entry_ids_.size() - 1 - back];
        act.day = entries_[act.entry].day;
        act.bytes = bench::request_bytes("PUT", "/api/log-entries/" + act.entry,
                                         seat_.headers(act.key, quoted(entries_[act.entry].version)),
                                         entry_body(act.day, act.text));
    } else {
        act.kind = Act::Kind::plan;
        json::array items{json::object{{"goal", act.text}, {"measure", "当月办结"}},
                          json::object{{"goal", "归档"}, {"measure", act.text}}};
        act.bytes = bench::request_bytes("PUT", person + "/plans/" + bench::bench_month,
                                         seat_.headers(act.key, quoted(plan_.version)),
                                         json::serialize(json::object{{"items", items}}));
    }
    return act;
}

bool Client::write(int port, const std::atomic<bool>& is_over, Report& report) {
    bench::HttpConnection connection(port);
    if (!pending_) repeat_last(connection, report);
    while (!is_over) {
        if (!pending_) {
            pending_ = next_act();
            may_be_written_ = false;
        }
        Sent sent = send_pending(connection, report);
        if (sent == Sent::broken) return false;
        if (sent == Sent::refused) std::this_thread::sleep_for(pause_after_refusal);
    }
    return true;
}

bool Client::settle(int port, Report& report) {
    bench::HttpConnection connection(port);
    for (int tries = 0; pending_ && tries < settle_tries; ++tries) {
        Sent sent = send_pending(connection, report);
        if (sent == Sent::broken) return false;
        if (sent == Sent::refused) std::this_thread::sleep_for(pause_after_refusal);
    }
    return !pending_;
}

Client::Sent Client::send_pending(bench::HttpConnection& connection, Report& report) {
    std::optional<bench::Answer> answer = connection.send(pending_->bytes);
    if (!answer) {
        may_be_written_ = true;
        report.count("requests without an answer");
        return Sent::broken;
    }
    if (answer->status == 503) {
        last_refusal_ = member(answer->body, "code");
        if (last_refusal_ == "outcome_unknown") may_be_written_ = true;
        report.count("answered 503 " + last_refusal_);
        report.check(!member(answer->body, "detail").empty(), "a 503 says nothing to people");
        return Sent::refused;
    }
    if (answer->status / 100 != 2) {
        report.fault("an act is refused: " + std::to_string(answer->status) + " " + answer->body);
        std::this_thread::sleep_for(pause_after_refusal);
        return Sent::refused;
    }
    Act act = std::move(*pending_);
    pending_.reset();
    act.status = answer->status;
    act.etag = answer->header("ETag");
    act.body = std::move(answer->body);
    learn(act, report);
    acknowledged_.push_back(std::move(act));
    report.count("acknowledged");
    return Sent::acknowledged;
}

void Client::learn(const Act& act, Report& report) {
    long version = version_in(act.etag);
    if (act.kind == Act::Kind::plan) {
        report.check(version == plan_.version + 1, "a plan is answered with a version that does not follow");
        plan_ = {act.text, version, 0};
        return;
    }
    std::string id = member(act.body, "id");
    report.check(member(act.body, "content") == act.text, "an entry is answered with another content");
    Known& known = entries_[id];
    report.check(version == known.version + 1, "an entry is answered with a version that does not follow");
    if (act.kind == Act::Kind::entry) entry_ids_.push_back(id);
    known = {act.text, version, act.day};
}

// What was acknowledged, asked for once more: the same answer, and nothing happens.
void Client::repeat_last(bench::HttpConnection& connection, Report& report) {
    if (acknowledged_.empty()) return;
    const Act& last = acknowledged_.back();
    std::optional<bench::Answer> answer = connection.send(last.bytes);
    if (!answer || answer->status == 503) return;
    report.count("repeated");
    report.check(
        answer->status == last.status && answer->body == last.body && answer->header("ETag") == last.etag,
        "a repeated request is answered otherwise: " + std::to_string(answer->status) + " " + answer->body);
}

void Client::read_back(int port, Report& report) {
    bench::HttpConnection connection(port);
    auto read = [&](const std::string& target) {
        auto answer = connection.send(bench::request_bytes("GET", target, seat_.headers()));
        report.check(answer && answer->status == 200, "not to be read: " + target);
        return answer ? *answer : bench::Answer();
    };
    for (const auto& [id, known] : entries_) {
        bench::Answer answer = read("/api/log-entries/" + id);
        report.check(member(answer.body, "content") == known.text &&
                         version_in(answer.header("ETag")) == known.version,
                     "an entry reads otherwise over HTTP than it was acknowledged");
        report.count("read back");
    }
    if (plan_.version == 0) return;
    bench::Answer answer = read("/api/officials/" + seat_.official + "/plans/" + bench::bench_month);
    report.check(answer.body.find(plan_.text) != std::string::npos &&
                     version_in(answer.header("ETag")) == plan_.version,
                 "a plan reads otherwise over HTTP than it was acknowledged");
    report.count("read back");
}

} // namespace zhishi::crash
