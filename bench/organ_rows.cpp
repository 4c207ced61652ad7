#include "bench/organ_rows.h"

#include "bench/row_writer.h"
#include "crypto/hash.h"
#include "crypto/password.h"
#include "record/account.h"
#include "record/log_entry.h"
#include "record/month.h"
#include "record/organ.h"
#include "record/plan.h"
#include "record/review.h"
#include "store/mapping.h"

namespace zhishi::bench {

namespace {

using record::OfficialId;
using record::PostKind;

constexpr int section_people = 25, sections_of_a_leader = 20;
const base::Date first_day = *base::Date::from(2020, 1, 1);
const base::Period last_month = base::Period::of_month(2026, 10), this_month = last_month.next(),
                   last_quarter = base::Period::of_quarter(2026, 3);

class Filler {
  public:
    Filler(RowWriter& rows, record::OrganId organ, record::UnitId root)
        : rows_(rows), organ_(std::move(organ)), root_(std::move(root)),
          now_(*base::Instant::parse(clock_start)) {}

    LargeOrgan fill(int people) {
        LargeOrgan large;
        large.office = take_seat("office", {}, true);
        int sections = people / section_people;
        for (int leader = 0; leader * sections_of_a_leader < sections; ++leader) {
            std::string id = "leader-" + std::to_string(leader);
            put_person(id, root_.value, PostKind::leader);
            large.leaders.push_back(take_seat(id, {id}, false));
        }
        for (int section = 0; section < sections; ++section) {
            std::string number = std::to_string(section), unit = "section-" + number;
            std::string leader = "leader-" + std::to_string(section / sections_of_a_leader);
            rows_.put(record::Unit{organ_, {unit}, "第" + number + "处", root_, section, first_day, {}, 0});
            rows_.put(record::Charge{organ_, {"charge-" + number}, {leader}, {unit}, first_day, {}, 0});
            std::string head = "person-" + std::to_string(section * section_people);
            for (int place = 0; place < section_people; ++place) {
                std::string id = "person-" + std::to_string(section * section_people + place);
                put_person(id, unit, place == 0 ? PostKind::head : PostKind::staff);
                put_work(id, place, place == 0 ? leader : head);
                (place == 0 ? large.heads : large.staff).push_back(take_seat(id, {id}, false));
            }
        }
        rows_.flush();
        return large;
    }

  private:
    void put_person(const std::string& id, const std::string& unit, PostKind kind) {
        rows_.put(record::Official{organ_, {id}, "测试员" + id, "ce shi yuan", id, first_day, {}, 0});
        rows_.put(record::Post{organ_, {"post-" + id}, {id}, {unit}, kind, "职务", true, first_day, {}, 0});
    }

    // Everybody planned both months; of the last one's summaries some are approved, some wait, some are not
    // written.
    void put_work(const std::string& id, int place, const std::string& reviewer) {
        for (const base::Period& period : {last_month, this_month}) {
            record::Plan plan;
            plan.organ = organ_, plan.official = {id}, plan.period = period;
            plan.state = period == last_month || place % 5 != 1 ? record::PlanState::confirmed
                                                                : record::PlanState::submitted;
            for (int item = 0; item < 5; ++item)
                plan.items.push_back({{id + "-" + period.str() + "-" + std::to_string(item)},
                                      "完成第" + std::to_string(item) + "批材料的审核与归档",
                                      "当月办结，无差错",
                                      {},
                                      {}});
            plan.submitted_at = now_;
            rows_.put(std::move(plan));
        }
        if (place % 10 == 9) return;
        record::Month month;
        month.organ = organ_, month.official = {id}, month.period = last_month;
        month.state = place % 10 == 8 ? record::MonthState::submitted : record::MonthState::approved;
        for (int item = 0; item < 5; ++item)
            month.items.push_back({{id + "-" + last_month.str() + "-" + std::to_string(item)},
                                   "完成第" + std::to_string(item) + "批材料的审核与归档",
                                   "按计划推进，材料已全部收齐并完成初审，与财务处逐项核对。",
                                   "八成",
                                   record::WorkState::done,
                                   {}});
        month.review = {"较好", "饱和", "圆满", "工作扎实，按时完成。"};
        month.submitted_at = now_;
        rows_.put(std::move(month));
        record::QuarterReview review;
        review.organ = organ_, review.official = {id}, review.period = last_quarter;
        review.state = place % 2 ? record::ReviewState::acknowledged : record::ReviewState::submitted;
        review.subject_class = place == 0 ? "head" : "staff";
        review.scores = {{place == 0 ? "duty" : "ability", base::Number(90), ""},
                         {place == 0 ? "execution" : "tasks", base::Number(92), ""}};
        review.comment = "履职尽责，完成任务较好。";
        review.reviewed_by = {reviewer};
        review.submitted_at = now_;
        rows_.put(std::move(review));
    }

    Seat take_seat(const std::string& name, const OfficialId& official, bool is_office) {
        record::Account account;
        account.organ = organ_, account.id = {"account-" + name}, account.login = "desk-" + name;
        account.name = name, account.official = official, account.is_office = is_office;
        account.password_hash = "none", account.must_change_password = false;
        record::Session session;
        std::string token = "bench-session-" + name;
        session.token_hash = crypto::sha256_hex(token);
        session.organ = organ_, session.account = account.id, session.csrf_token = "csrf-" + name;
        session.began_at = session.seen_at = now_;
        rows_.put(std::move(account));
        Seat seat{official.value, "zhishi=" + token, session.csrf_token};
        rows_.put(std::move(session));
        return seat;
    }

    RowWriter& rows_;
    record::OrganId organ_;
    record::UnitId root_;
    base::Instant now_;
};

struct OpenOrgan {
    std::unique_ptr<base::Random> random = crypto::system_random();
    std::unique_ptr<store::Store> store;
    record::Organ organ;
    record::Unit root;

    explicit OpenOrgan(const std::string& database_url) {
        store::StoreOptions options;
        options.url = database_url;
        options.readers = 1;
        store = must(store::open(options, *random), "the database does not open");
        auto reader = must(store->reader(), "the database cannot be read");
        organ = must(store::list<record::Organ>(*reader, store::query_of<record::Organ>()), "no organ").at(0);
        root = must(store::list<record::Unit>(*reader, store::query_of<record::Unit>()), "no unit").at(0);
    }
};

} // namespace

LargeOrgan write_large_organ(const std::string& database_url, int people) {
    OpenOrgan open(database_url);
    RowWriter rows(*open.store, open.organ.id);
    open.root.from = first_day;
    rows.put(open.root);
    return Filler(rows, open.organ.id, open.root.id).fill(people);
}

void write_old_entries(const std::string& database_url, int count) {
    constexpr int entries_of_a_person = 1'000;
    OpenOrgan open(database_url);
    RowWriter rows(*open.store, open.organ.id);
    for (int i = 0; i < count; ++i) {
        std::string number = std::to_string(i);
        record::LogEntry entry;
        entry.organ = open.organ.id;
        entry.id = {"old-" + std::string(9 - std::min<size_t>(number.size(), 9), '0') + number};
        entry.official = {"former-" + std::to_string(i / entries_of_a_person)};
        entry.work_date = base::Date::from(2022, 1, 1)->plus_days(i % entries_of_a_person);
        entry.content = "核对季度统计报表，与财务处逐项比对差异，整理说明材料并报处长审阅。";
        entry.progress = "已完成八成";
        rows.put(std::move(entry));
    }
    rows.flush();
}

} // namespace zhishi::bench
