#include "bench/year_rows.h"

#include "bench/frame.h"
#include "bench/row_writer.h"
#include "crypto/password.h"
#include "record/appraisal.h"
#include "record/evaluation.h"
#include "record/organ.h"
#include "record/review.h"
#include "store/mapping.h"
#include "store/reader.h"
#include "store/store.h"

#include <vector>

namespace zhishi::bench {

namespace {

using base::Number;
using record::OfficialId;
using record::PostKind;

const base::Date first_day = *base::Date::from(2020, 1, 1);
const base::Period year = base::Period::of_year(year_of_bench);

struct Person {
    OfficialId id;
    int section = 0;
    bool is_head = false;
    Number routine, comprehensive;
};

// Scores with one decimal, spread so that ranks and gates have something to do; the same on every item.
std::vector<Person> people_of_bench() {
    std::vector<Person> people;
    for (int section = 0; section < sections; ++section)
        for (int place = 0; place < section_size; ++place) {
            int number = section * section_size + place;
            people.push_back({{"person-" + std::to_string(number)},
                              section,
                              place == 0,
                              Number::ratio(700 + (number * 37) % 300, 10),
                              Number::ratio(650 + (number * 53) % 350, 10)});
        }
    return people;
}

std::string leader_of(int section) {
    return "leader-" + std::to_string(section % bench_leaders);
}

void put_bureau(RowWriter& rows, const record::OrganId& organ, const record::UnitId& root,
                const std::vector<Person>& people) {
    auto put_official = [&](const std::string& id, const std::string& unit, PostKind kind) {
        rows.put(record::Official{organ, {id}, "测试员" + id, "", "", first_day, {}, 0});
        rows.put(record::Post{organ, {"post-" + id}, {id}, {unit}, kind, "职务", true, first_day, {}, 0});
    };
    for (int leader = 0; leader < bench_leaders; ++leader)
        put_official("leader-" + std::to_string(leader), root.value, PostKind::leader);
    for (int section = 0; section < sections; ++section) {
        std::string number = std::to_string(section), unit = "section-" + number;
        rows.put(record::Unit{organ, {unit}, "第" + number + "处", root, section, first_day, {}, 0});
        rows.put(record::Charge{organ, {"charge-" + number}, {leader_of(section)}, {unit}, first_day, {}, 0});
    }
    for (const Person& person : people)
        put_official(person.id.value, "section-" + std::to_string(person.section),
                     person.is_head ? PostKind::head : PostKind::staff);
}

void put_quarters(RowWriter& rows, const record::OrganId& organ, const std::vector<Person>& people) {
    for (const Person& person : people)
        for (int quarter = 1; quarter <= 4; ++quarter) {
            record::QuarterReview review;
            review.organ = organ;
            review.official = person.id;
            review.period = base::Period::of_quarter(year_of_bench, quarter);
            review.state = record::ReviewState::acknowledged;
            review.subject_class = person.is_head ? "head" : "staff";
            review.scores = {{person.is_head ? "duty" : "ability", person.routine, ""},
                             {person.is_head ? "execution" : "tasks", person.routine, ""}};
            review.comment = "履职尽责，完成任务较好。";
            review.reviewed_by = {person.is_head ? leader_of(person.section)
                                                 : "person-" + std::to_string(person.section * section_size)};
            rows.put(std::move(review));
        }
}

void put_evaluation(RowWriter& rows, const record::OrganId& organ, const std::vector<Person>& people) {
    auto sheet_of = [&](const std::string& rater) {
        record::RaterSheet sheet;
        sheet.organ = organ;
        sheet.period = year;
        sheet.sheet = "comprehensive_evaluation";
        sheet.rater = {rater};
        sheet.state = record::RaterSheetState::submitted;
        return sheet;
    };
    auto rate = [](record::RaterSheet& sheet, const Person& person, const char* role) {
        sheet.subjects.push_back({person.id, role, {{"comprehensive", person.comprehensive, ""}}});
    };
    record::Evaluation evaluation;
    evaluation.organ = organ;
    evaluation.period = year;
    evaluation.sheet = "comprehensive_evaluation";
    evaluation.state = record::EvaluationState::closed;
    evaluation.due_on = *base::Date::from(year_of_bench + 1, 1, 10);
    rows.put(evaluation);
    for (int leader = 0; leader < bench_leaders; ++leader) {
        auto sheet = sheet_of("leader-" + std::to_string(leader));
        for (const Person& person : people)
            rate(sheet, person, "leader");
        rows.put(std::move(sheet));
    }
    for (const Person& rater : people) {
        auto sheet = sheet_of(rater.id.value);
        for (const Person& person : people)
            if (person.section == rater.section && person.id != rater.id)
                rate(sheet, person, rater.is_head ? "head" : "colleague");
        rows.put(std::move(sheet));
    }
    rows.put(record::YearAppraisal{organ, year, record::YearStage::evaluated, {}, {}, {}, 0});
}

} // namespace

std::map<std::string, Number> write_year_of_1000(const std::string& database_url) {
    store::StoreOptions options;
    options.url = database_url;
    options.readers = 1;
    auto random = crypto::system_random();
    auto store = must(store::open(options, *random), "the database does not open");
    record::Organ organ;
    record::Unit root;
    {
        auto reader = must(store->reader(), "the database cannot be read");
        organ = must(store::list<record::Organ>(*reader, store::query_of<record::Organ>()), "no organ").at(0);
        root = must(store::list<record::Unit>(*reader, store::query_of<record::Unit>()), "no unit").at(0);
    }
    std::vector<Person> people = people_of_bench();
    RowWriter rows(*store, organ.id);
    root.from = first_day; // it was founded on the bench's day, and the year before is appraised
    rows.put(root);
    put_bureau(rows, organ.id, root.id, people);
    put_quarters(rows, organ.id, people);
    put_evaluation(rows, organ.id, people);
    rows.flush();

    std::map<std::string, Number> expected;
    for (const Person& person : people) {
        Number weight = Number::ratio(person.is_head ? 1 : 2, 4); // RZ-28, RZ-29
        Number score = weight * person.routine + (Number(1) - weight) * person.comprehensive;
        expected.emplace(person.id.value, score.rounded(2));
    }
    return expected;
}

} // namespace zhishi::bench
