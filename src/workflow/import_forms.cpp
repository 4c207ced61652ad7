// The columns of each kind of table: what its template offers and its rows are read by.
#include "record/limits.h"
#include "workflow/importer.h"

namespace zhishi::workflow {

namespace {

using Holds = ImportColumn::Holds;

// Rows of one table. An organ's units and people once; four posts of each; five years of holidays; three
// years of grades of the largest organ.
constexpr size_t calendar_rows_max = 2'000, prior_grade_rows_max = 60'000;

ImportColumn number_column() {
    return {"number",    "编号",
            Holds::text, false,
            {},          "单位内部的人员编号。不要填身份证号。",
            "1024",      {"工号", "人员编号"}};
}
ImportColumn name_column(bool is_needed) {
    return {"name", "姓名", Holds::text, is_needed, {}, "有同名的人时必须同时填写编号。", "王晓宁", {}};
}
ImportColumn unit_column(const Context& context) {
    auto units = UnitNames(context.directory.parts().units).all_shown();
    std::string sample = units.empty() ? "综合处" : units.back();
    return {"unit",           "单位",
            Holds::text,      true,
            std::move(units), "单位名称；有同名单位时连同上级，如“第一分局/综合科”。",
            sample,           {"所在单位", "处室"}};
}
ImportColumn kind_column() {
    std::vector<std::string> words;
    for (const auto& [word, kind] : post_words)
        words.emplace_back(word);
    return {"kind",           "职务类别",
            Holds::text,      true,
            std::move(words), "决定由谁审核：负责人审核本处室人员，分管局领导审核负责人。",
            "工作人员",       {}};
}
ImportColumn from_column(const char* title, const char* sample) {
    return {"from", title, Holds::day, true, {}, "如2026-03-01。", sample, {}};
}
ImportColumn to_column(const char* title) {
    return {"to", title, Holds::day, false, {}, "仍在任（存续）的留空。", "", {}};
}

std::vector<ImportColumn> unit_columns(const Context& context) {
    auto units = UnitNames(context.directory.parts().units).all_shown();
    std::string root = units.empty() ? std::string() : units.front();
    return {{"id", "系统编号", Holds::text, false, {}, "由系统给出，用于改名或改上级；新单位留空。", "", {}},
            {"name", "单位名称", Holds::text, true, {}, "", "规划处", {"名称", "单位"}},
            {"parent",
             "上级单位",
             Holds::text,
             false,
             std::move(units),
             "除机关本身外都要填写。",
             root,
             {"上级"}},
            {"ordinal",
             "排序",
             Holds::number,
             false,
             {},
             "同一上级下的先后，0至9999；留空时排在最后。",
             "10",
             {}},
            from_column("设立日期", "2026-01-01"),
            to_column("撤销日期")};
}

std::vector<ImportColumn> people_columns(const Context& context) {
    return {number_column(),
            name_column(true),
            {"pinyin",
             "拼音",
             Holds::text,
             false,
             {},
             "每字之间空一格，用于按首字母查找。",
             "wang xiao ning",
             {}},
            unit_column(context),
            kind_column(),
            {"title", "职务", Holds::text, false, {}, "", "一级主任科员", {"职务名称", "职务职级"}},
            from_column("到本机关日期", "2026-07-01"),
            to_column("离开日期")};
}

std::vector<ImportColumn> post_columns(const Context& context) {
    return {number_column(),
            name_column(false),
            unit_column(context),
            kind_column(),
            {"title", "职务", Holds::text, false, {}, "", "副处长", {"职务名称", "职务职级"}},
            {"is_main",
             "主要任职",
             Holds::text,
             false,
             {"是", "否"},
             "同时有几个任职时，在主要任职处考核。",
             "是",
             {}},
            from_column("任职日期", "2026-07-01"),
            to_column("免职日期")};
}

std::vector<ImportColumn> charge_columns(const Context& context) {
    return {number_column(), name_column(false), unit_column(context), from_column("开始日期", "2026-01-01"),
            to_column("结束日期")};
}

std::vector<ImportColumn> calendar_columns() {
    return {{"date", "日期", Holds::day, true, {}, "如2026-10-01。", "2026-10-01", {}},
            {"kind",
             "安排",
             Holds::text,
             true,
             {"放假", "上班"},
             "“上班”指调休后要上班的周末。",
             "放假",
             {"类型"}},
            {"name", "名称", Holds::text, false, {}, "", "国庆节", {"节日"}},
            {"source",
             "依据",
             Holds::text,
             false,
             {},
             "放假通知的文号，同一年度填一行即可。",
             "国务院办公厅放假通知（文号）",
             {}}};
}

std::vector<ImportColumn> prior_grade_columns(const Context& context) {
    std::vector<std::string> words;
    for (const auto& word : context.scheme.scheme->grades)
        words.push_back(word.word);
    std::string sample = words.size() > 1 ? words[1] : std::string();
    return {number_column(),
            name_column(false),
            {"year",
             "年度",
             Holds::number,
             true,
             {},
             "本年度以前的年份。",
             std::to_string(context.today().year() - 1),
             {}},
            {"grade", "等次", Holds::text, true, std::move(words), "", sample, {"考核等次"}},
            {"award", "奖励", Holds::text, false, {}, "嘉奖、记三等功等。", "", {}},
            {"source", "依据", Holds::text, false, {}, "出处文件或档案。", "年度考核登记表", {}}};
}

} // namespace

std::string_view name_of(ImportKind kind) {
    switch (kind) {
    case ImportKind::units: return "units";
    case ImportKind::people: return "people";
    case ImportKind::posts: return "posts";
    case ImportKind::charges: return "charges";
    case ImportKind::calendar: return "calendar";
    case ImportKind::prior_grades: break;
    }
    return "prior-grades";
}

std::optional<ImportKind> import_kind_named(std::string_view name) {
    for (ImportKind kind : import_kinds)
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

ImportForm form_of(const Context& context, ImportKind kind) {
    namespace limits = record::limits;
    switch (kind) {
    case ImportKind::units: return {kind, {"单位", "Units"}, unit_columns(context), limits::units_max};
    case ImportKind::people:
        return {kind, {"人员", "People"}, people_columns(context), limits::officials_max};
    case ImportKind::posts:
        return {kind, {"任职", "Posts"}, post_columns(context), 4 * limits::officials_max};
    case ImportKind::charges:
        return {kind, {"分管", "In charge of"}, charge_columns(context), limits::units_max};
    case ImportKind::calendar:
        return {kind, {"工作日历", "Working calendar"}, calendar_columns(), calendar_rows_max};
    case ImportKind::prior_grades: break;
    }
    return {kind,
            {"往年考核结果", "Grades of earlier years"},
            prior_grade_columns(context),
            prior_grade_rows_max};
}

} // namespace zhishi::workflow
