#include "cli/explain_command.h"

#include "cli/json_text.h"
#include "cli/scheme_input.h"
#include "engine/explain.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace zhishi::cli {

namespace {

struct ExplainArguments {
    SchemeArguments input;
    std::string subject;
    bool as_json = false;
    bool for_subject = false;
};

void print_line(int depth, const std::string& text) {
    std::printf("%*s%s\n", depth * 2, "", text.c_str());
}

// One node a line: label = value [article], then how it was found, then what it rests on.
void print_tree(const engine::Explanation& node, const Context& context, int depth, bool is_tried) {
    auto in_language = [&](const base::Text& text) { return context.in_language(text); };
    std::string line = (is_tried ? "× " : "") + in_language(node.label);
    if (!in_language(node.value).empty())
        line += (context.in_chinese ? "：" : ": ") + in_language(node.value);
    std::string origin = in_language(node.source);
    if (!node.article.empty()) origin += (origin.empty() ? "" : " ") + node.article;
    if (!node.mark.empty()) origin += " [" + node.mark + "]";
    if (!node.from.empty()) origin += (context.in_chinese ? " 自" : " from ") + node.from;
    if (!origin.empty()) line += "  〔" + origin + "〕";
    print_line(depth, line);
    const std::string &formula = in_language(node.formula), &numbers = in_language(node.numbers);
    if (!formula.empty()) print_line(depth + 1, "= " + formula);
    if (!numbers.empty() && numbers != formula) print_line(depth + 1, "= " + numbers);
    if (!in_language(node.note).empty()) print_line(depth + 1, in_language(node.note));
    for (const auto& child : node.children)
        print_tree(child, context, depth + 1, false);
    for (const auto& tried : node.tried)
        print_tree(tried, context, depth + 1, true);
}

void write_text(JsonText& json, const char* key, const base::Text& text) {
    if (text.zh.empty() && text.en.empty()) return;
    json.key(key);
    json.begin_object();
    json.member("zh", text.zh);
    json.member("en", text.en);
    json.end_object();
}

void write_json(JsonText& json, const engine::Explanation& node) {
    json.begin_object();
    write_text(json, "label", node.label);
    write_text(json, "value", node.value);
    write_text(json, "formula", node.formula);
    write_text(json, "numbers", node.numbers);
    write_text(json, "source", node.source);
    if (!node.article.empty()) json.member("article", node.article);
    if (!node.mark.empty()) json.member("mark", node.mark);
    if (!node.from.empty()) json.member("from", node.from);
    write_text(json, "note", node.note);
    for (auto [key, list] : {std::pair("children", &node.children), std::pair("tried", &node.tried)}) {
        if (list->empty()) continue;
        json.key(key);
        json.begin_array();
        for (const auto& entry : *list)
            write_json(json, entry);
        json.end_array();
    }
    json.end_object();
}

void explain(const ExplainArguments& arguments, Context& context) {
    auto input = read_input(arguments.input, context);
    if (!input) return;
    auto audience = arguments.for_subject ? engine::Audience::subject : engine::Audience::office;
    auto tree = engine::explain(input->plan, input->facts, arguments.subject, audience);
    if (!tree) {
        bool is_wrong_use = tree.error().kind == base::ErrorKind::not_found;
        return context.fail(is_wrong_use ? exit_wrong_use : exit_faults, tree.error().text);
    }
    if (!arguments.as_json) return print_tree(*tree, context, 0, false);
    JsonText json;
    write_json(json, *tree);
    std::printf("%s\n", json.text().c_str());
}

} // namespace

void add_explain_command(CLI::App& app, Context& context) {
    CLI::App* command =
        app.add_subcommand("explain", "how a subject's outcome came about 说明一名对象的结果");
    auto arguments = std::make_shared<ExplainArguments>();
    arguments->input.add_to(*command);
    command->add_option("--subject", arguments->subject, "id 考核对象编号")->required();
    command->add_flag("--json", arguments->as_json, "as JSON 以JSON输出");
    command->add_flag("--for-subject", arguments->for_subject,
                      "as the subject himself may see it 按本人可见范围");
    command->callback([arguments, &context] { explain(*arguments, context); });
}

} // namespace zhishi::cli
