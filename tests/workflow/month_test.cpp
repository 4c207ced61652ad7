// The month, act by act: who may, in which state, with what message; and what it leaves behind.
#include "store/chain.h"
#include "store/sql.h"
#include "tests/workflow/house.h"
#include "workflow/logs.h"
#include "workflow/months.h"
#include "workflow/overview.h"
#include "workflow/periods.h"
#include "workflow/plans.h"

#include <algorithm>

namespace zhishi::test {

using namespace workflow;
using record::MonthState;
using record::PlanState;

namespace {

const base::Period november = base::Period::of_month(2026, 11), year = base::Period::of_year(2026);

record::LogEntry entry(const char* date, const char* content, std::vector<record::PlanItemId> items = {}) {
    record::LogEntry input;
    input.work_date = day(date);
    input.content = content;
    input.plan_items = std::move(items);
    return input;
}

const record::MonthReview good_review{"计划全部完成", "饱满", "圆满", "工作扎实，继续保持。"};

} // namespace

class MonthTest : public House {
  protected:
    std::string save_plan(const base::Period& period, std::vector<record::PlanItem> items, long version,
                          const char* official = "li", std::string reason = {}) {
        return code([&](const Context& c) {
            return workflow::save_plan(c, {{official}, period}, {items, reason}, version);
        });
    }
    template <auto act>
    std::string plan_step(const base::Period& period, long version, const char* official = "li") {
        return code([&](const Context& c) { return act(c, {{official}, period}, version); });
    }
    template <auto act>
    std::string month_step(long version, const char* official = "li") {
        return code([&](const Context& c) { return act(c, {{official}, november}, version); });
    }
    std::string log(record::LogEntry input, const char* official = "li") {
        return code([&](const Context& c) { return write_log_entry(c, {official}, input); });
    }
    PlanView plan(const base::Period& period = november, const char* official = "li") {
        return run([&](const Context& c) { return read_plan(c, {{official}, period}); }).value();
    }
    MonthView month(const char* official = "li") {
        return run([&](const Context& c) { return read_month(c, {{official}, november}); }).value();
    }
    std::string save_month_as_drafted() {
        auto view = month();
        return code([&](const Context& c) {
            return save_month(c, {{"li"}, november}, view.draft, "还需加强调研。", view.month.version);
        });
    }
    // A confirmed plan of two items and two entries on the first of them.
    void half_a_month() {
        as("li", "2026-11-02");
        ASSERT_EQ(save_plan(november,
                            {{{}, "推进项目前期工作", "完成初审", {}, {}}, {{}, "编制投资月报", "", {}, {}}},
                            0),
                  "");
        ASSERT_EQ((plan_step<submit_plan>(november, 1)), "");
        as("sun", "2026-11-03");
        ASSERT_EQ((plan_step<confirm_plan>(november, 2)), "");
        as("li", "2026-11-04");
        auto items = plan().plan.items;
        ASSERT_EQ(log(entry("2026-11-03", "会同设计单位核对初步设计。", {items[0].id})), "");
        auto second = entry("2026-11-04", "召开项目初审会", {items[0].id});
        second.progress = "完成80%";
        second.effect = "形成初审意见";
        ASSERT_EQ(log(second), "");
        ASSERT_EQ(log(entry("2026-11-04", "参加全局集中学习")), "");
    }
    void submit_month_of_li() {
        half_a_month();
        as("li", "2026-11-30");
        auto view = month();
        auto items = view.draft;
        for (auto& item : items)
            if (item.execution.empty()) item.execution = "因数据未出，下月办理。";
        ASSERT_EQ(code([&](const Context& c) {
                      return save_month(c, {{"li"}, november}, items, "", 0);
                  }),
                  "");
        ASSERT_EQ((month_step<submit_month>(1)), "");
    }
};

// Counts the round trips that a server would need: what is expected comes with the next one.
class CountingReader : public store::Reader {
  public:
    explicit CountingReader(store::Reader& reader) : reader_(reader) {}
    base::Result<std::vector<store::Row>> select(const store::Query& query) override {
        come(store::select_sql(query, store::Dialect::postgres));
        return reader_.select(query);
    }
    base::Result<std::int64_t> count(const store::Query& query) override {
        come(store::count_sql(query, store::Dialect::postgres));
        return reader_.count(query);
    }
    void expect(const store::Query& query) override {
        expected_.push_back(store::select_sql(query, store::Dialect::postgres));
    }
    void expect_count(const store::Query& query) override {
        expected_.push_back(store::count_sql(query, store::Dialect::postgres));
    }
    int round_trips = 0;

  private:
    void come(const store::Sql& sql) {
        if (std::find(here_.begin(), here_.end(), sql) != here_.end()) return;
        ++round_trips;
        here_.insert(here_.end(), expected_.begin(), expected_.end());
        expected_.clear();
    }
    store::Reader& reader_;
    std::vector<store::Sql> expected_, here_;
};

TEST_F(MonthTest, an_entry_and_a_month_cost_one_round_trip_of_reading) {
    half_a_month();
    auto round_trips = [&](auto act) {
        return run([&](const Context& c) -> int {
            CountingReader counting(c.reader);
            auto done = act(Context{c.actor, c.now, counting, c.directory, c.scheme, c.random});
            EXPECT_TRUE(done.ok());
            return counting.round_trips;
        });
    };
    auto item = plan().plan.items[0].id;
    EXPECT_EQ(round_trips([&](const Context& c) {
                  return write_log_entry(c, {"li"}, entry("2026-11-04", "校对报告。", {item}));
              }),
              1);
    EXPECT_EQ(round_trips([&](const Context& c) { return read_month(c, {{"li"}, november}); }), 1);
}

TEST_F(MonthTest, a_head_breaks_work_down_issues_annual_plans_and_the_month_takes_items_from_them) {
    as("sun", "2026-01-08");
    ASSERT_EQ(code([&](const Context& c) {
                  return save_unit_works(c, {"invest"}, 2026, {{{}, "储备重大项目", "不少于40个", {}}}, 0);
              }),
              "");
    auto works = run([&](const Context& c) { return read_unit_works(c, {"invest"}, 2026); }).value();
    ASSERT_EQ(works.works.works.size(), 1u);
    auto work = works.works.works[0].id;
    ASSERT_EQ(save_plan(year, {{{}, "储备能源类项目12个", "入库12个", day("2026-12-20"), work}}, 0), "");
    EXPECT_EQ(save_plan(year, {{{}, "凭空的来源", "", {}, {"no-such-work"}}}, 1), "plan_source_unknown");
    ASSERT_EQ((plan_step<confirm_plan>(year, 1)), ""); // issued by the reviewer
    EXPECT_EQ(plan(year).plan.state, PlanState::confirmed);
    works = run([&](const Context& c) { return read_unit_works(c, {"invest"}, 2026); }).value();
    auto li = std::find_if(works.people.begin(), works.people.end(),
                           [](auto& p) { return p.official.value == "li"; });
    ASSERT_NE(li, works.people.end());
    EXPECT_EQ(li->taken, std::vector{work});

    as("li", "2026-11-02");
    auto offered = plan().offered;
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_EQ(save_plan(november, {{{}, "本月新增3个", "", {}, offered[0].id}}, 0), "");
    as("zhou", "2026-11-02");
    EXPECT_EQ(code([&](const Context& c) { return save_unit_works(c, {"invest"}, 2026, {}, 1); }),
              "not_allowed");
    as("wang", "2026-11-02");
    EXPECT_EQ(code([&](const Context& c) { return save_unit_works(c, {"invest"}, 2026, {}, 1); }),
              "not_found");
}

TEST_F(MonthTest, a_plan_goes_forth_and_back_by_its_life_cycle) {
    as("li", "2026-11-06"); // after the third working day
    EXPECT_EQ((plan_step<submit_plan>(november, 0)), "plan_is_empty");
    ASSERT_EQ(save_plan(november, {{{}, "推进项目", "", {}, {}}}, 0), "");
    EXPECT_EQ(save_plan(november, {}, 0), "changed_meanwhile");
    ASSERT_EQ((plan_step<submit_plan>(november, 1)), "");
    EXPECT_TRUE(plan().plan.submitted_late);
    EXPECT_EQ(save_plan(november, {}, 2), "plan_is_submitted");
    ASSERT_EQ((plan_step<withdraw_plan>(november, 2)), "");
    ASSERT_EQ((plan_step<submit_plan>(november, 3)), "");
    EXPECT_EQ((plan_step<confirm_plan>(november, 4)), "not_allowed"); // not his own
    as("sun", "2026-11-06");
    EXPECT_EQ(save_plan(november, {}, 4), "not_allowed"); // a monthly plan is the person's
    ASSERT_EQ(code([&](const Context& c) {
                  return return_plan(c, {{"li"}, november}, "请补充量化目标", 4);
              }),
              "");
    as("li", "2026-11-06");
    EXPECT_EQ(plan().plan.return_reason, "请补充量化目标");
    auto items = plan().plan.items;
    items[0].measure = "完成3个";
    ASSERT_EQ(save_plan(november, items, 5), "");
    ASSERT_EQ((plan_step<submit_plan>(november, 6)), "");
    as("sun", "2026-11-06");
    ASSERT_EQ((plan_step<confirm_plan>(november, 7)), "");
    as("li", "2026-11-09");
    EXPECT_EQ(save_plan(november, items, 8), "reason_required");
    ASSERT_EQ(save_plan(november, items, 8, "li", "上级调整了时限"), "");
    EXPECT_EQ(plan().plan.state, PlanState::submitted); // a change goes to the reviewer again
    EXPECT_EQ(plan().plan.items[0].id, items[0].id);
    items.push_back({{"forged"}, "伪造", "", {}, {}});
    ASSERT_EQ((plan_step<withdraw_plan>(november, 9)), "");
    EXPECT_EQ(save_plan(november, items, 10), "plan_item_unknown");
}

TEST_F(MonthTest, a_leaders_plan_needs_nobody_and_his_month_is_kept_without_review) {
    as("qian", "2026-11-02");
    ASSERT_EQ(save_plan(november, {{{}, "调研重点项目", "", {}, {}}}, 0, "qian"), "");
    ASSERT_EQ((plan_step<submit_plan>(november, 1, "qian")), "");
    EXPECT_EQ(plan(november, "qian").plan.state, PlanState::confirmed);
    auto view = month("qian");
    view.draft[0].execution = "调研6个项目。";
    ASSERT_EQ(code([&](const Context& c) {
                  return save_month(c, {{"qian"}, november}, view.draft, "", 0);
              }),
              "");
    ASSERT_EQ((month_step<submit_month>(1, "qian")), "");
    EXPECT_EQ(month("qian").month.state, MonthState::kept);
    EXPECT_EQ(month("qian").reviewer.reason, record::ReviewerReason::nobody_reviews_a_leader);
    as("he", "2026-11-30");
    EXPECT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"qian"}, november}, good_review, 2);
              }),
              "not_allowed");
}

TEST_F(MonthTest, a_day_decides_what_may_be_written_on_it) {
    as("li", "2026-11-18"); // Wednesday
    EXPECT_EQ(log(entry("2026-11-19", "明天的事")), "work_date_in_future");
    EXPECT_EQ(log(entry("2026-11-18", "今天")), "");
    EXPECT_EQ(log(entry("2026-11-13", "三个工作日前")), "");
    EXPECT_EQ(log(entry("2026-11-12", "四个工作日前")), "");
    EXPECT_EQ(log(entry("2019-12-31", "到任以前")), "no_post_on_day");
    EXPECT_EQ(log(entry("2025-12-31", "没有日历的年份")),
              ""); // late by any calendar: the days counted lie in 2026
    auto list = run([](const Context& c) {
                    return list_log(c, {"li"}, day("2026-11-09"), day("2026-11-22"));
                }).value();
    std::map<std::string, bool> late;
    for (const auto& view : list.entries)
        late[view.entry.work_date.str()] = view.entry.is_late;
    EXPECT_EQ(late, (std::map<std::string, bool>{
                        {"2026-11-12", true}, {"2026-11-13", false}, {"2026-11-18", false}}));
    auto takes = [&](const char* date) {
        for (const auto& at : list.days)
            if (at.date == day(date)) return at.takes;
        return DayTakes::correction;
    };
    EXPECT_EQ(takes("2026-11-18"), DayTakes::entry);
    EXPECT_EQ(takes("2026-11-12"), DayTakes::late_entry);
    EXPECT_EQ(takes("2026-11-19"), DayTakes::nothing);
}

TEST_F(MonthTest, a_deadline_in_a_year_without_calendar_is_refused) {
    as("li", "2027-01-04");
    EXPECT_EQ(log(entry("2027-01-04", "新年第一天")), "calendar_year_missing");
    auto january = base::Period::of_month(2027, 1);
    ASSERT_EQ(save_plan(january, {{{}, "一月计划", "", {}, {}}}, 0), "");
    EXPECT_EQ((plan_step<submit_plan>(january, 1)), "calendar_year_missing");
    auto view = plan(january);
    ASSERT_FALSE(view.deadlines.empty());
    EXPECT_FALSE(view.deadlines[0].due_on);
    EXPECT_NE(view.deadlines[0].message.zh.find("2027年"), std::string::npos);
}

TEST_F(MonthTest, logs_are_edited_and_withdrawn_while_the_month_is_open_and_then_only_corrected) {
    half_a_month();
    auto id = run([](const Context& c) { return list_log(c, {"li"}, day("2026-11-04"), day("2026-11-04")); })
                  .value()
                  .entries[1]
                  .entry.id;
    auto change = entry("2026-11-04", "参加全局集中学习（下午）");
    EXPECT_EQ(code([&](const Context& c) { return edit_log_entry(c, id, change, 7); }), "changed_meanwhile");
    ASSERT_EQ(code([&](const Context& c) { return edit_log_entry(c, id, change, 1); }), "");
    auto correction = entry("2026-11-04", "更正：参加的是处内学习");
    correction.corrects = id;
    EXPECT_EQ(log(correction), "month_is_open");
    as("zhou", "2026-11-04");
    EXPECT_EQ(code([&](const Context& c) { return edit_log_entry(c, id, change, 2); }), "not_found");
    as("sun", "2026-11-04");
    EXPECT_EQ(code([&](const Context& c) { return edit_log_entry(c, id, change, 2); }), "not_allowed");
}

TEST_F(MonthTest, after_the_summary_is_submitted_only_a_correction_is_taken) {
    submit_month_of_li();
    as("li", "2026-11-30");
    auto list = run([](const Context& c) {
                    return list_log(c, {"li"}, day("2026-11-03"), day("2026-11-03"));
                }).value();
    ASSERT_EQ(list.entries.size(), 1u);
    auto id = list.entries[0].entry.id;
    EXPECT_EQ(list.entries[0].allowed, std::vector<std::string>{"correct"});
    EXPECT_EQ(log(entry("2026-11-30", "迟到的一条")), "month_is_reconciled");
    EXPECT_EQ(code([&](const Context& c) { return edit_log_entry(c, id, entry("2026-11-03", "改"), 1); }),
              "month_is_reconciled");
    EXPECT_EQ(code([&](const Context& c) { return withdraw_log_entry(c, id, 1); }), "month_is_reconciled");
    auto correction = entry("2026-11-03", "更正：核对的是施工图");
    correction.corrects = {"no-such-entry"};
    EXPECT_EQ(log(correction), "corrected_entry_unknown");
    correction.corrects = id;
    EXPECT_EQ(log(correction), "");
    list = run([](const Context& c) {
               return list_log(c, {"li"}, day("2026-11-03"), day("2026-11-03"));
           }).value();
    ASSERT_EQ(list.entries.size(), 2u);
    EXPECT_EQ(list.entries[0].corrected_by.size(), 1u);
}

TEST_F(MonthTest, the_summary_is_drafted_from_plan_and_logs) {
    half_a_month();
    auto draft = month().draft;
    ASSERT_EQ(draft.size(), 3u);
    EXPECT_EQ(draft[0].goal, "推进项目前期工作");
    EXPECT_EQ(draft[0].execution,
              "11月3日：会同设计单位核对初步设计。\n11月4日：召开项目初审会；成效：形成初审意见。");
    EXPECT_EQ(draft[0].progress, "完成80%");
    EXPECT_EQ(draft[0].state, record::WorkState::under_way);
    EXPECT_EQ(draft[0].entries.size(), 2u);
    EXPECT_EQ(draft[1].state, record::WorkState::not_started);
    EXPECT_EQ(draft[2].goal, "计划外工作");
    EXPECT_TRUE(draft[2].plan_item.empty());
}

TEST_F(MonthTest, every_plan_item_must_be_answered_before_the_summary_is_submitted) {
    half_a_month();
    as("li", "2026-11-30");
    auto draft = month().draft;
    draft.erase(draft.begin() + 1);
    ASSERT_EQ(code([&](const Context& c) { return save_month(c, {{"li"}, november}, draft, "", 0); }), "");
    EXPECT_EQ((month_step<submit_month>(1)), "plan_item_unanswered");
    draft[0].plan_item = {"forged"};
    EXPECT_EQ(code([&](const Context& c) {
                  return save_month(c, {{"li"}, november}, draft, "", 1);
              }),
              "plan_item_unknown");
}

TEST_F(MonthTest, the_reviewer_returns_and_approves_and_the_person_reads_it_then) {
    submit_month_of_li();
    as("sun", "2026-12-01");
    EXPECT_EQ(month().allowed, (std::vector<std::string>{"review", "approve", "return"}));
    ASSERT_EQ(code([&](const Context& c) {
                  return save_month_review(c, {{"li"}, november}, {"较好", "", "", ""}, 2);
              }),
              "");
    as("li", "2026-12-01");
    EXPECT_TRUE(month().month.review.plan_execution.empty()); // a reviewer's draft is his own
    as("sun", "2026-12-01");
    EXPECT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"li"}, november}, {"较好", "", "", ""}, 3);
              }),
              "review_incomplete");
    ASSERT_EQ(code([&](const Context& c) {
                  return return_month(c, {{"li"}, november}, "请补充月报情况", 3);
              }),
              "");
    as("li", "2026-12-02");
    EXPECT_EQ(month().month.return_reason, "请补充月报情况");
    ASSERT_EQ((month_step<submit_month>(4)), "");
    as("sun", "2026-12-02");
    ASSERT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"li"}, november}, good_review, 5);
              }),
              "");
    EXPECT_EQ(code([&](const Context& c) {
                  return return_month(c, {{"li"}, november}, "迟了", 6);
              }),
              "month_is_approved");
    as("li", "2026-12-02");
    EXPECT_EQ(month().month.review, good_review);
    EXPECT_EQ(month().month.returns, 1);
    EXPECT_EQ(month().month.reviewed_by.value, "sun");
    EXPECT_EQ((month_step<withdraw_month>(6)), "month_is_approved");
}

TEST_F(MonthTest, others_see_neither_drafts_nor_months_outside_their_line) {
    half_a_month();
    ASSERT_EQ(save_month_as_drafted(), "");
    as("sun", "2026-11-10");
    EXPECT_TRUE(month().month.items.empty());
    for (const char* other : {"zhou", "wang", "zheng"}) {
        as(other, "2026-11-10");
        auto seen = run([](const Context& c) { return read_month(c, {{"li"}, november}); });
        ASSERT_FALSE(seen.ok());
        EXPECT_EQ(seen.error().code, "not_found");
    }
    as("admin", "2026-11-10");
    EXPECT_FALSE(run([](const Context& c) { return read_month(c, {{"li"}, november}); }).ok());
    as("office", "2026-11-10");
    auto view = month();
    EXPECT_TRUE(view.entries.empty()); // the office reads no log
    EXPECT_TRUE(view.has_hidden_entries);
    EXPECT_FALSE(
        run([](const Context& c) { return list_log(c, {"li"}, day("2026-11-01"), day("2026-11-30")); }).ok());
}

TEST_F(MonthTest, the_office_closes_the_month_for_all_and_then_nothing_changes_but_corrections) {
    submit_month_of_li();
    as("office", "2026-11-30");
    auto close = [](const Context& c) { return close_period(c, november, 0); };
    EXPECT_EQ(code(close), "month_is_not_over");
    as("sun", "2026-12-09");
    EXPECT_EQ(code(close), "not_found");
    as("office", "2026-12-09");
    auto board = run([](const Context& c) { return read_board(c, november); }).value();
    EXPECT_EQ(board.allowed, (std::vector<std::string>{"remind", "close"}));
    ASSERT_EQ(code(close), "");
    as("sun", "2026-12-09");
    EXPECT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"li"}, november}, good_review, 2);
              }),
              "month_is_closed");
    as("li", "2026-12-09");
    EXPECT_EQ((month_step<withdraw_month>(2)), "month_is_closed");
    EXPECT_EQ(log(entry("2026-11-30", "补一条")), "month_is_closed");
    auto list = run([](const Context& c) {
                    return list_log(c, {"li"}, day("2026-11-03"), day("2026-11-03"));
                }).value();
    auto correction = entry("2026-11-03", "更正");
    correction.corrects = list.entries[0].entry.id;
    EXPECT_EQ(log(correction), "");
}

TEST_F(MonthTest, the_office_reminds_who_is_late_once_a_day_and_never_about_logs) {
    half_a_month();
    as("office", "2026-11-03");
    auto remind_plans = [](const Context& c) {
        return remind(c, november, record::RemindedStep::month_plan, {});
    };
    EXPECT_EQ(code(remind_plans), "nobody_is_late"); // the third working day is the 4th
    as("office", "2026-11-05");
    auto reminded = run(remind_plans).value();
    EXPECT_EQ(reminded.after.people.size(), 7u); // all but 李静
    ASSERT_EQ(code(remind_plans), "");
    EXPECT_EQ(code(remind_plans), "nobody_is_late");
    as("zhou", "2026-11-05");
    auto tasks = run([](const Context& c) { return read_inbox(c); }).value();
    ASSERT_FALSE(tasks.empty());
    auto mine = std::find_if(tasks.begin(), tasks.end(),
                             [](auto& t) { return t.kind == TaskKind::month_plan_write; });
    ASSERT_NE(mine, tasks.end());
    EXPECT_TRUE(mine->is_reminded);
    EXPECT_EQ(mine->deadline->due_on, day("2026-11-04"));
    as("office", "2026-11-06");
    EXPECT_EQ(code(remind_plans), "");
}

TEST_F(MonthTest, with_logging_off_the_month_starts_from_its_plan) {
    half_a_month();
    as("office", "2026-11-05");
    auto organ =
        run([](const Context& c) { return base::Result<record::Organ>(c.directory.organ()); }).value();
    organ.logging_is_on = false;
    store::Change change;
    change.organ = {"organ"};
    change.act = "organ_change";
    change.put(organ);
    ASSERT_EQ(store_->write_and_wait(change).outcome, store::Written::Outcome::committed);
    as("zhou", "2026-11-05");
    EXPECT_EQ(log(entry("2026-11-05", "日志"), "zhou"), "logging_is_off");
    ASSERT_EQ(save_plan(november, {{{}, "整理档案", "", {}, {}}}, 0, "zhou"), "");
    ASSERT_EQ(month("zhou").draft.size(), 1u);
}

TEST_F(MonthTest, an_acting_reviewer_decides_in_place_of_the_head_and_the_month_says_so) {
    submit_month_of_li();
    as("office", "2026-12-01");
    record::Acting named = acting("sun", "zheng", "2026-12-01", "2026-12-05");
    store::Change change;
    change.organ = {"organ"};
    change.act = "acting_name";
    named.version = 0;
    change.put(named);
    ASSERT_EQ(store_->write_and_wait(change).outcome, store::Written::Outcome::committed);
    as("sun", "2026-12-02");
    EXPECT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"li"}, november}, good_review, 2);
              }),
              "not_allowed");
    as("zheng", "2026-12-02");
    auto reviews = run([](const Context& c) { return list_reviews(c, november); }).value();
    auto row = std::find_if(reviews.rows.begin(), reviews.rows.end(),
                            [](auto& r) { return r.official.value == "li"; });
    ASSERT_NE(row, reviews.rows.end());
    EXPECT_TRUE(row->is_waiting);
    EXPECT_EQ(row->acting_for.value, "sun");
    ASSERT_EQ(code([&](const Context& c) {
                  return approve_month(c, {{"li"}, november}, good_review, 2);
              }),
              "");
    as("li", "2026-12-02");
    EXPECT_EQ(month().month.reviewed_by.value, "zheng");
    EXPECT_EQ(month().month.reviewed_for.value, "sun");
}

TEST_F(MonthTest, two_who_decide_at_once_one_is_told) {
    submit_month_of_li();
    as("sun", "2026-12-01");
    auto first = run([&](const Context& c) {
                     return approve_month(c, {{"li"}, november}, good_review, 2);
                 }).value();
    auto second = run([&](const Context& c) {
                      return return_month(c, {{"li"}, november}, "重写", 2);
                  }).value();
    EXPECT_EQ(store_->write_and_wait(first.change).outcome, store::Written::Outcome::committed);
    store::Written late = store_->write_and_wait(second.change);
    EXPECT_EQ(late.outcome, store::Written::Outcome::guard_failed);
    EXPECT_EQ(late.failed.version, 3);
}

TEST_F(MonthTest, a_closing_in_between_fails_an_act_that_relied_on_the_open_month) {
    half_a_month();
    as("li", "2026-12-04");
    auto late = run([&](const Context& c) {
                    return write_log_entry(c, {"li"}, entry("2026-11-30", "赶写"));
                }).value();
    as("office", "2026-12-04");
    ASSERT_EQ(code([](const Context& c) { return close_period(c, november, 0); }), "");
    EXPECT_EQ(store_->write_and_wait(late.change).outcome, store::Written::Outcome::guard_failed);
}

TEST_F(MonthTest, every_act_leaves_its_event_and_the_chain_holds) {
    submit_month_of_li();
    auto reader = store_->reader();
    ASSERT_TRUE(reader.ok());
    store::Query query = store::query_of<record::Event>();
    auto events = store::list<record::Event>(**reader, query).value();
    std::vector<std::string> acts;
    for (const auto& event : events)
        acts.push_back(event.act);
    EXPECT_EQ(acts,
              (std::vector<std::string>{"test_start", "plan_save", "plan_submit", "plan_confirm", "log_write",
                                        "log_write", "log_write", "month_save", "month_submit"}));
    auto verified = store::verify_chain(**reader, {"organ"});
    ASSERT_TRUE(verified.ok());
    EXPECT_TRUE(verified->is_whole());
    EXPECT_EQ(verified->events_checked, 9);
}

// Decision 0006: the month is reviewed where the person worked, and by nobody else, wherever he is today.
TEST_F(MonthTest, of_somebody_who_moved_is_reviewed_where_he_worked) {
    submit_month_of_li();
    for (auto& held : all<record::Post>())
        if (held.id.value == "p4") {
            held.to = day("2026-11-30");
            keep(held);
        }
    record::Post now = post("p4b", "li", "general", record::PostKind::staff, "2026-12-01");
    now.version = 0;
    keep(now);
    auto approve = [&](long version) {
        return code([&](const Context& c) {
            return approve_month(c, {{"li"}, november}, good_review, version);
        });
    };
    as("zheng", "2026-12-02"); // the head of his new section reads it and no more
    long version = month().month.version;
    EXPECT_TRUE(month().allowed.empty());
    EXPECT_EQ(approve(version), "not_allowed");
    as("sun", "2026-12-02");
    EXPECT_EQ(month().allowed, (std::vector<std::string>{"review", "approve", "return"}));
    EXPECT_EQ(month().entries.size(), 3u); // what it rests on
    EXPECT_FALSE(month().has_hidden_entries);
    EXPECT_EQ(plan().plan.items.size(), 2u);
    EXPECT_EQ(approve(version), "");
    EXPECT_EQ(month().month.reviewed_by.value, "sun");
    // The log of December is the new section's.
    as("sun", "2026-12-10");
    EXPECT_FALSE(
        run([](const Context& c) { return list_log(c, {"li"}, day("2026-12-01"), day("2026-12-09")); }).ok());
}

} // namespace zhishi::test
