#include "cli/what_if_output.h"

#include "cli/json_text.h"
#include "exchange/csv_writer.h"

#include <algorithm>

namespace zhishi::cli {

namespace {

using engine::Clause;
using engine::Comparison;
using engine::SubjectChange;

std::string number_of(std::int64_t number) {
    return std::to_string(number);
}

// 86.50, as in results.csv; exact where two that differ would look the same.
std::string score_text(const std::optional<base::Number>& score, const std::optional<base::Number>& other) {
    if (!score) return {};
    std::string text = score->fixed(2);
    bool looks_the_same = other && *other != *score && other->fixed(2) == text;
    return looks_the_same ? score->str() : text;
}

std::string rank_text(int rank) {
    return rank == 0 ? std::string() : number_of(rank);
}

std::string origin_of(const Clause& clause, const Context& context) {
    std::string origin = context.in_language(clause.source);
    if (!clause.article.empty()) origin += (origin.empty() ? "" : " ") + clause.article;
    if (!clause.mark.empty()) origin += (origin.empty() ? "[" : " [") + clause.mark + "]";
    return origin;
}

class TextOutput {
  public:
    explicit TextOutput(const Context& context) : context_(context) {}

    void heading(const Comparison& comparison, const WhatIfHeading& heading);
    void whole(const engine::Totals& totals);
    void group(const engine::GroupTotals& group);
    void change(const SubjectChange& change);
    void line(const std::string& text) { text_ += text + "\n"; }
    std::string say(const char* zh, const char* en) const { return context_.in_chinese ? zh : en; }
    std::string take() { return std::move(text_); }

  private:
    std::string grade(const std::string& word) const {
        return word.empty() ? say("无等次", "no grade") : word;
    }
    std::string step(const std::string& before, const std::string& after) const {
        std::string none = say("无", "none");
        return (before.empty() ? none : before) + " → " + (after.empty() ? none : after);
    }

    const Context& context_;
    std::string text_;
};

void TextOutput::heading(const Comparison& comparison, const WhatIfHeading& heading) {
    line(say("期间　", "Period   ") + heading.period);
    line(say("对照　", "Against  ") + context_.in_language(heading.before));
    line(say("试算　", "Tried    ") + context_.in_language(heading.after));
    std::string subjects = number_of(comparison.whole.subjects),
                changed = number_of(comparison.whole.changed),
                grades = number_of(comparison.whole.grade_changed);
    line(context_.in_chinese
             ? subjects + "个考核对象，" + changed + "个结果有变化，其中" + grades + "个等次有变化"
             : subjects + " subjects, " + changed + " change, " + grades + " of them in grade");
}

void TextOutput::whole(const engine::Totals& totals) {
    line("");
    line(say("等次人数（对照 → 试算）", "Grades (against → tried)"));
    for (const engine::GradeCount& count : totals.grades)
        line("  " + grade(count.grade) + "  " + number_of(count.before) + " → " + number_of(count.after));
}

// In its line only what differs.
void TextOutput::group(const engine::GroupTotals& group) {
    std::string name = group.group.empty() ? say("未分组", "no group") : group.group;
    if (!group.organ.empty()) name = group.organ + " " + name;
    if (!group.block.empty()) name = group.block + " " + name;
    std::string text =
        context_.in_chinese
            ? name + "：" + number_of(group.subjects) + "个，变化" + number_of(group.changed) + "个"
            : name + ": " + number_of(group.subjects) + " subjects, " + number_of(group.changed) + " change";
    for (const engine::GradeCount& count : group.grades)
        if (count.before != count.after)
            text += say("，", ", ") + grade(count.grade) + " " + number_of(count.before) + " → " +
                    number_of(count.after);
    for (const engine::SeatCount& seats : group.seats)
        if (seats.before != seats.after)
            text += say("；", "; ") + context_.in_language(seats.title) + " " + number_of(seats.before) +
                    " → " + number_of(seats.after);
    line("  " + text);
}

void TextOutput::change(const SubjectChange& change) {
    std::string text = change.id;
    if (!change.name.empty() && change.name != change.id) text += " " + change.name;
    if (!change.group.empty())
        text += context_.in_chinese ? "（" + change.group + "）" : " (" + change.group + ")";
    std::string separator = say("：", ": ");
    auto add = [&](const std::string& part) {
        text += separator + part;
        separator = say("；", "; ");
    };
    if (change.before.grade != change.after.grade)
        add(grade(change.before.grade) + " → " + grade(change.after.grade));
    if (change.before.score != change.after.score)
        add(say("得分 ", "score ") + step(score_text(change.before.score, change.after.score),
                                          score_text(change.after.score, change.before.score)));
    if (change.before.rank != change.after.rank)
        add(say("排名 ", "rank ") + step(rank_text(change.before.rank), rank_text(change.after.rank)));
    for (const std::string& flag : change.flags_gained)
        add(say("增加标记 ", "flag gained ") + flag);
    for (const std::string& flag : change.flags_lost)
        add(say("取消标记 ", "flag lost ") + flag);
    for (const std::string& action : change.actions_gained)
        add(say("增加建议 ", "proposal gained ") + action);
    for (const std::string& action : change.actions_lost)
        add(say("取消建议 ", "proposal lost ") + action);
    line(text);
    for (const Clause& clause : change.clauses) {
        std::string origin = origin_of(clause, context_);
        line("    " + context_.in_language(clause.what) + " " + clause.name + say("：", ": ") +
             step(context_.in_language(clause.before), context_.in_language(clause.after)) +
             (origin.empty() ? "" : "  〔" + origin + "〕"));
    }
}

void write_text(JsonText& json, const char* key, const base::Text& text) {
    json.key(key);
    json.begin_object();
    json.member("zh", text.zh);
    json.member("en", text.en);
    json.end_object();
}

void write_list(JsonText& json, const char* key, const std::vector<std::string>& list) {
    json.key(key);
    json.begin_array();
    for (const std::string& text : list)
        json.value(text);
    json.end_array();
}

void write_totals(JsonText& json, const engine::Totals& totals) {
    json.member("subjects", totals.subjects);
    json.member("changed", totals.changed);
    json.member("grade_changed", totals.grade_changed);
    json.key("grades");
    json.begin_array();
    for (const engine::GradeCount& count : totals.grades) {
        json.begin_object();
        json.member("grade", count.grade);
        json.member("before", count.before);
        json.member("after", count.after);
        json.end_object();
    }
    json.end_array();
}

void write_group(JsonText& json, const engine::GroupTotals& group) {
    json.begin_object();
    json.member("block", group.block);
    json.member("organ", group.organ);
    json.member("group", group.group);
    write_totals(json, group);
    json.key("seats");
    json.begin_array();
    for (const engine::SeatCount& seats : group.seats) {
        json.begin_object();
        json.member("award", seats.award);
        json.member("grade", seats.grade);
        json.member("before", seats.before);
        json.member("after", seats.after);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

// Scores are texts, exact: a number of JSON may lose digits.
void write_side(JsonText& json, const char* key, const engine::ResultOnSide& side) {
    json.key(key);
    json.begin_object();
    if (side.score) json.member("score", side.score->str());
    if (side.rank > 0) json.member("rank", std::int64_t{side.rank});
    json.member("grade", side.grade);
    json.end_object();
}

void write_clause(JsonText& json, const Clause& clause) {
    json.begin_object();
    json.member("name", clause.name);
    write_text(json, "what", clause.what);
    write_text(json, "source", clause.source);
    json.member("article", clause.article);
    json.member("mark", clause.mark);
    write_text(json, "before", clause.before);
    write_text(json, "after", clause.after);
    json.end_object();
}

void write_change(JsonText& json, const SubjectChange& change) {
    json.begin_object();
    json.member("subject", change.id);
    json.member("name", change.name);
    json.member("group", change.group);
    write_side(json, "before", change.before);
    write_side(json, "after", change.after);
    write_list(json, "flags_gained", change.flags_gained);
    write_list(json, "flags_lost", change.flags_lost);
    write_list(json, "actions_gained", change.actions_gained);
    write_list(json, "actions_lost", change.actions_lost);
    json.key("clauses");
    json.begin_array();
    for (const Clause& clause : change.clauses)
        write_clause(json, clause);
    json.end_array();
    json.end_object();
}

std::string clauses_text(const SubjectChange& change, const Context& context) {
    std::string text;
    for (const Clause& clause : change.clauses) {
        std::string origin = origin_of(clause, context);
        text += (text.empty() ? "" : " | ") + clause.name + " " + context.in_language(clause.before) + " → " +
                context.in_language(clause.after) + (origin.empty() ? "" : " 〔" + origin + "〕");
    }
    return text;
}

void write_changes(const Comparison& comparison, const Context& context, std::ostream& out) {
    exchange::CsvWriter csv(out);
    csv.row({"subject", "group", "score_before", "score_after", "rank_before", "rank_after", "grade_before",
             "grade_after", "clauses"});
    for (const SubjectChange& change : comparison.changes)
        csv.row({change.id, change.group, score_text(change.before.score, change.after.score),
                 score_text(change.after.score, change.before.score), rank_text(change.before.rank),
                 rank_text(change.after.rank), change.before.grade, change.after.grade,
                 clauses_text(change, context)});
    csv.finish();
}

// A grade that nobody has still has a row where there are seats for it.
void write_totals_table(const Comparison& comparison, std::ostream& out) {
    exchange::CsvWriter csv(out);
    csv.row({"group", "grade", "before", "after", "seats_before", "seats_after", "organ", "block"});
    for (const engine::GroupTotals& group : comparison.groups) {
        std::vector<engine::GradeCount> grades = group.grades;
        for (const engine::SeatCount& seats : group.seats)
            if (std::none_of(grades.begin(), grades.end(),
                             [&](const auto& count) { return count.grade == seats.grade; }))
                grades.push_back({seats.grade, 0, 0});
        for (const engine::GradeCount& count : grades) {
            std::int64_t before = 0, after = 0;
            bool has_seats = false;
            for (const engine::SeatCount& seats : group.seats) {
                if (seats.grade != count.grade) continue;
                has_seats = true;
                before += seats.before;
                after += seats.after;
            }
            csv.row({group.group, count.grade, number_of(count.before), number_of(count.after),
                     has_seats ? number_of(before) : "", has_seats ? number_of(after) : "", group.organ,
                     group.block});
        }
    }
    csv.finish();
}

} // namespace

std::string what_if_text(const Comparison& comparison, const WhatIfHeading& heading, size_t listed_max,
                         const Context& context) {
    TextOutput output(context);
    output.heading(comparison, heading);
    output.whole(comparison.whole);
    bool has_title = false;
    for (const engine::GroupTotals& group : comparison.groups) {
        bool has_new_seats = std::any_of(group.seats.begin(), group.seats.end(),
                                         [](const auto& seats) { return seats.before != seats.after; });
        if (group.changed == 0 && !has_new_seats) continue;
        if (!has_title) output.line("\n" + output.say("有变化的组", "Groups that change"));
        has_title = true;
        output.group(group);
    }
    if (comparison.changes.empty()) return output.take();
    output.line("\n" + output.say("结果有变化的对象", "Who changes"));
    size_t listed = std::min(listed_max, comparison.changes.size());
    for (size_t i = 0; i < listed; ++i)
        output.change(comparison.changes[i]);
    if (listed < comparison.changes.size()) {
        std::string rest = number_of(static_cast<std::int64_t>(comparison.changes.size() - listed));
        output.line(context.in_chinese ? "另有" + rest + "个未列出，加--all列出全部。"
                                       : rest + " more are not listed; --all lists them.");
    }
    return output.take();
}

std::string what_if_json(const Comparison& comparison, const WhatIfHeading& heading) {
    JsonText json;
    json.begin_object();
    json.member("period", heading.period);
    write_text(json, "before", heading.before);
    write_text(json, "after", heading.after);
    json.key("whole");
    json.begin_object();
    write_totals(json, comparison.whole);
    json.end_object();
    json.key("groups");
    json.begin_array();
    for (const engine::GroupTotals& group : comparison.groups)
        write_group(json, group);
    json.end_array();
    json.key("changes");
    json.begin_array();
    for (const SubjectChange& change : comparison.changes)
        write_change(json, change);
    json.end_array();
    json.end_object();
    return json.text() + "\n";
}

std::vector<exchange::FileText> what_if_tables(const Comparison& comparison, const Context& context) {
    return {{"changes.csv",
             {},
             [&comparison, &context](std::ostream& out) { write_changes(comparison, context, out); }},
            {"totals.csv", {}, [&comparison](std::ostream& out) { write_totals_table(comparison, out); }}};
}

} // namespace zhishi::cli
