#include "tests/workflow/year_house.h"

#include "record/evaluation.h"
#include "record/personnel.h"
#include "record/review.h"
#include "scheme/load.h"

namespace zhishi::test {

using namespace workflow;
using record::PostKind;

namespace {

const char* const leaders[] = {"la", "lb", "lc", "ld"};

record::Unit section(const std::string& id, const std::string& name, const std::string& parent, int ordinal) {
    return {{"organ"}, {id}, name, {parent}, ordinal, day("2020-01-01"), {}, 1};
}

bool is_head(const std::string& official) {
    return official[0] == 'h';
}

std::vector<std::string> people() {
    std::vector<std::string> ids;
    for (int group = 1; group <= 4; ++group) {
        ids.push_back("h" + std::to_string(group));
        for (int place = 1; place <= 5; ++place)
            ids.push_back("p" + std::to_string(group * 10 + place));
    }
    return ids;
}

// What his reviewer gives him on both items in this quarter, and what each leader gives him at the end of the
// year.
struct Scores {
    base::Number first, second, comprehensive;
};
Scores scores_of(const std::string& official, int quarter) {
    auto tenths = [](int value) { return base::Number::ratio(value, 10); };
    if (official == "p11" || official == "p12") return {tenths(960), tenths(960), tenths(960)};
    if (official == "p21") return {tenths(850), tenths(850), tenths(990)};
    // (85 + 85 + 85 + 84.95) / 4 = 84.9875
    if (official == "p22") return {tenths(quarter == 4 ? 849 : 850), tenths(850), tenths(1000)};
    if (official == "p31") return {tenths(970), tenths(970), tenths(970)};
    int spread = official.back() - '0' + 4 * is_head(official);
    return {tenths(930 - 10 * spread), tenths(930 - 10 * spread), tenths(930 - 12 * spread)};
}

record::QuarterReview review(const std::string& official, int quarter) {
    record::QuarterReview sheet;
    sheet.organ = {"organ"};
    sheet.official = {official};
    sheet.period = base::Period::of_quarter(2026, quarter);
    sheet.state = record::ReviewState::acknowledged;
    sheet.subject_class = is_head(official) ? "head" : "staff";
    Scores given = scores_of(official, quarter);
    sheet.scores = {{is_head(official) ? "duty" : "ability", given.first, ""},
                    {is_head(official) ? "execution" : "tasks", given.second, ""}};
    sheet.comment = "按期完成任务。";
    int group = official[1] - '0';
    sheet.reviewed_by = {is_head(official) ? std::string(leaders[group - 1]) : "h" + std::to_string(group)};
    return sheet;
}

} // namespace

SchemeInUse diary_in_use(const std::string& from, const std::string& to) {
    std::string text = scheme::kept_text("diary");
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    scheme::Loaded loaded = scheme::load_kept_scheme(text);
    base::check(loaded.scheme != nullptr, "the diary scheme of the tests");
    return {"diary", loaded.scheme->title, loaded.scheme->process, loaded.scheme, text};
}

record::DirectoryParts YearHouse::parts() {
    record::DirectoryParts parts = bureau();
    parts.units = {section("root", "江州市发展和改革局", "", 0)};
    parts.officials = {official("boss", "何远")};
    parts.posts = {post("post-boss", "boss", "root", PostKind::leader, "2020-01-01")};
    parts.charges.clear();
    parts.actings.clear();
    parts.accounts.clear();
    const char* const sections[] = {"ua", "ub", "uc", "ud"};
    for (int group = 0; group < 4; ++group) {
        std::string leader = leaders[group], unit = sections[group];
        parts.units.push_back(section(unit, "第" + std::to_string(group + 1) + "处", "root", group + 1));
        parts.officials.push_back(official(leader.c_str(), ("分管领导" + std::to_string(group + 1)).c_str()));
        parts.posts.push_back(
            post(("post-" + leader).c_str(), leader.c_str(), "root", PostKind::leader, "2020-01-01"));
        parts.charges.push_back(
            {{"organ"}, {"charge-" + leader}, {leader}, {unit}, day("2020-01-01"), {}, 1});
    }
    for (const std::string& id : people()) {
        parts.officials.push_back(official(id.c_str(), ("干部" + id.substr(1)).c_str()));
        parts.posts.push_back(post(("post-" + id).c_str(), id.c_str(), sections[id[1] - '1'],
                                   is_head(id) ? PostKind::head : PostKind::staff, "2020-01-01"));
    }
    return parts;
}

void YearHouse::use(SchemeInUse scheme) {
    office_ =
        std::make_unique<Office>(*store_, std::map<std::string, SchemeInUse>{{"diary", std::move(scheme)}});
}

void YearHouse::SetUp() {
    House::SetUp();
    use(diary_in_use());
    keep_year();
}

void YearHouse::keep_year() {
    store::Change change;
    change.organ = {"organ"};
    change.act = "test_year";
    auto put = [&](auto record) { change.put(record); };
    for (const char* id : {"boss", "la", "lb", "lc", "ld", "h1"}) {
        bool is_chair = std::string(id) == "boss";
        put(record::CommitteeSeat{{"organ"},
                                  {std::string("seat-") + id},
                                  {id},
                                  is_chair ? record::CommitteeRole::chair : record::CommitteeRole::member,
                                  day("2020-01-01"),
                                  {},
                                  0});
    }
    for (const std::string& id : people())
        for (int quarter = 1; quarter <= 4; ++quarter)
            if (id != "p45" || quarter != 2) put(review(id, quarter));
    record::Evaluation evaluation;
    evaluation.organ = {"organ"};
    evaluation.period = year_2026;
    evaluation.sheet = "comprehensive_evaluation";
    evaluation.state = record::EvaluationState::closed;
    evaluation.due_on = day("2027-01-10");
    put(evaluation);
    for (const char* leader : leaders) {
        record::RaterSheet sheet{{"organ"},
                                 year_2026,
                                 "comprehensive_evaluation",
                                 {leader},
                                 record::RaterSheetState::submitted,
                                 {},
                                 {},
                                 "",
                                 0};
        for (const std::string& id : people())
            sheet.subjects.push_back(
                {{id}, "leader", {{"comprehensive", scores_of(id, 4).comprehensive, ""}}});
        put(sheet);
    }
    put(record::SpecialState{
        {"organ"}, {"state-1"}, {"p31"}, 2026, "discipline:1", "warning", "江发改〔2026〕3号", false, "", 0});
    put(record::SpecialState{
        {"organ"}, {"state-2"}, {"p32"}, 2026, "probation", "1", "江发改〔2026〕5号", false, "", 0});
    put(record::YearAppraisal{{"organ"}, year_2026, record::YearStage::evaluated, {}, {}, {}, 0});
    ASSERT_EQ(store_->write_and_wait(std::move(change)).outcome, store::Written::Outcome::committed);
}

void YearHouse::as(const std::string& who, const char* date) {
    House::as(who, date);
    auto reader = store_->reader();
    auto directory = office_->directory(**reader, {"organ"});
    actor_ = policy::on_day(actor_, **directory, day(date));
}

YearView YearHouse::view() {
    as("office");
    return run([](const Context& c) { return read_year(c, year_2026); }).value();
}

YearRow YearHouse::row(const std::string& official) {
    for (const YearRow& row : view().rows)
        if (row.outcome.official.value == official) return row;
    return {};
}

std::string YearHouse::compute() {
    long version = view().appraisal.version;
    return code([&](const Context& c) { return compute_year(c, year_2026, version); });
}

std::string YearHouse::move_seats(const std::string& award, const std::string& from, const std::string& to,
                                  int seats, const std::string& reason) {
    long version = view().appraisal.version;
    return code([&](const Context& c) {
        return workflow::move_seats(c, year_2026, {award, from, to, seats, reason}, version);
    });
}

std::string YearHouse::open_meeting(std::vector<std::string> present,
                                    std::vector<record::LeavesRoom> leaves) {
    as("boss");
    record::Meeting input;
    input.period = year_2026;
    input.held_on = day("2027-01-15");
    input.place = "三楼会议室";
    input.chair = {"boss"};
    for (const std::string& member : present)
        input.present.push_back({member});
    input.leaves = std::move(leaves);
    return code([&](const Context& c) { return workflow::open_meeting(c, input); });
}

record::Meeting YearHouse::meeting() {
    auto meetings = all<record::Meeting>();
    return meetings.empty() ? record::Meeting{} : meetings.back();
}

std::string YearHouse::decide(std::vector<DecisionInput> rows) {
    record::MeetingId id = meeting().id;
    return code([&](const Context& c) { return workflow::decide(c, id, rows); });
}

std::string YearHouse::decide_rest_as_proposed() {
    std::vector<DecisionInput> rows;
    for (const YearRow& row : view().rows)
        if (row.decision.version == 0)
            rows.push_back(decision(row.outcome.official.value, row.outcome.grade));
    as("boss");
    return decide(std::move(rows));
}

std::string YearHouse::publish() {
    long version = view().appraisal.version;
    return code([&](const Context& c) { return publish_year(c, year_2026, version); });
}

void YearHouse::whole_year() {
    ASSERT_EQ(compute(), "");
    ASSERT_EQ(open_meeting(), "");
    as("boss");
    ASSERT_EQ(decide({decision("p11", "优秀", "承担重点项目，成效更突出。"),
                      decision("p12", "优良", "与p11同分，工作扎实。")}),
              "");
    ASSERT_EQ(decide_rest_as_proposed(), "");
    ASSERT_EQ(publish(), "");
}

DecisionInput decision(const std::string& official, const std::string& grade, const std::string& reason,
                       long version) {
    return {{official}, grade, reason, version, {}, {}, {}};
}

} // namespace zhishi::test
