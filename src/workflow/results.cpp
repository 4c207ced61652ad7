#include "workflow/results.h"

#include "workflow/refusals.h"
#include "workflow/year.h"

namespace zhishi::workflow {

namespace {

using record::YearAct;
using record::YearStage;
using Is = store::Query::Where::Is;

base::Text words_of(YearStage stage) {
    switch (stage) {
    case YearStage::preparing: return {"准备", "in preparation"};
    case YearStage::evaluating: return {"综合测评进行中", "being evaluated"};
    case YearStage::evaluated: return {"综合测评已结束", "evaluated"};
    case YearStage::proposed: return {"已计算、待研究", "computed, not yet before the committee"};
    case YearStage::deciding: return {"考核委员会研究中", "before the committee"};
    case YearStage::published: return {"结果已反馈", "published"};
    case YearStage::closed: break;
    }
    return {"已办结", "closed"};
}

base::Text needs_of(YearAct act) {
    switch (act) {
    case YearAct::open_evaluation:
        return {"综合测评只在准备阶段启动", "an evaluation opens in preparation alone"};
    case YearAct::close_evaluation:
        return {"请考核办先启动综合测评", "the office opens the evaluation first"};
    case YearAct::compute:
        return {"计算须在综合测评结束之后、考核委员会研究之前进行，请考核办按顺序办理",
                "the office computes after the evaluation is closed and before the committee meets"};
    case YearAct::meet: return {"请考核办先完成计算", "the office computes first"};
    case YearAct::publish: return {"请考核委员会先研究确定", "the committee decides first"};
    case YearAct::close: return {"请考核办先反馈结果", "the office publishes the results first"};
    case YearAct::reopen: break;
    }
    return {"没有可以退回的阶段", "there is no stage to go back to"};
}

template <class Record>
base::Result<std::map<std::string, Record>> of_year(const Context& context, const base::Period& year) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, year.str(), {}}};
    ZHISHI_TRY(auto rows, store::list<Record>(context.reader, query));
    std::map<std::string, Record> by_official;
    for (auto& row : rows) {
        std::string official = row.official.value;
        by_official.emplace(std::move(official), std::move(row));
    }
    return by_official;
}

} // namespace

bool is_published(const record::YearAppraisal& appraisal) {
    return appraisal.stage == YearStage::published || appraisal.stage == YearStage::closed;
}

base::Error year_stage_wrong(YearStage stage, YearAct act) {
    base::Text at = words_of(stage), needs = needs_of(act);
    return wrong_state("year_stage_wrong",
                       {"年度考核现处于“" + at.zh + "”阶段，不能这样办理：" + needs.zh + "。",
                        "The year is " + at.en + ", so this cannot be done: " + needs.en + "."});
}

base::Error run_missing() {
    return base::refused(
        base::ErrorKind::conflict, "run_missing",
        {"本年度还没有计算过，请考核办先计算。", "The year has not been computed: the office computes."});
}

base::Error text_missing(const char* pointer, base::Text text) {
    return base::bad_input("text_missing", std::move(text), pointer);
}

base::Result<record::Run> run_of(const Context& context, const record::YearAppraisal& appraisal) {
    if (appraisal.run.empty()) return run_missing();
    ZHISHI_TRY(auto run,
               store::find<record::Run>(context.reader, {context.organ().value, appraisal.run.value}));
    if (!run) return run_missing();
    return std::move(*run);
}

base::Result<std::vector<record::Outcome>> outcomes_of(store::Reader& reader, const record::OrganId& organ,
                                                       const record::RunId& run) {
    store::Query query = store::query_of<record::Outcome>();
    query.where = {{"organ", Is::equal, organ.value, {}}, {"run", Is::equal, run.value, {}}};
    return store::list<record::Outcome>(reader, query);
}

base::Result<std::map<std::string, record::Decision>> decisions_of(const Context& context,
                                                                   const base::Period& year) {
    return of_year<record::Decision>(context, year);
}
base::Result<std::map<std::string, record::ResultNotice>> notices_of(const Context& context,
                                                                     const base::Period& year) {
    return of_year<record::ResultNotice>(context, year);
}

base::Result<PersonResult> result_of(const Context& context, const record::OfficialId& official,
                                     const base::Period& year) {
    PersonResult result;
    const std::string& organ = context.organ().value;
    ZHISHI_TRY(result.appraisal, year_of(context, year));
    if (!result.appraisal.run.empty()) {
        ZHISHI_TRY(auto outcome, store::find<record::Outcome>(
                                     context.reader, {organ, result.appraisal.run.value, official.value}));
        if (outcome) result.outcome = std::move(*outcome);
    }
    ZHISHI_TRY(auto decision,
               store::find<record::Decision>(context.reader, {organ, official.value, year.str()}));
    if (decision) result.decision = std::move(*decision);
    ZHISHI_TRY(auto notice,
               store::find<record::ResultNotice>(context.reader, {organ, official.value, year.str()}));
    if (notice) result.notice = std::move(*notice);
    return result;
}

std::vector<std::string> grade_words(const SchemeInUse& scheme) {
    std::vector<std::string> grades;
    if (scheme.scheme)
        for (const auto& grade : scheme.scheme->grades)
            grades.push_back(grade.word);
    return grades;
}

} // namespace zhishi::workflow
