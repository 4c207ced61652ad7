// The rating sheets of the process. A sheet names items, classes and circles; what the items are called and
// how high they go is looked up in the scheme's own inputs, and what those do not know is a fault.
#include "scheme/known_names.h"
#include "scheme/read_sections.h"

#include <array>
#include <set>

namespace zhishi::scheme {

namespace {

constexpr int decimals_max = 2; // no form asks for more, and r2 would round it away

struct CircleWord {
    std::string_view word;
    Circle circle;
    std::string_view role;
};
constexpr std::array<CircleWord, 5> circles{{
    {"reviewer", Circle::reviewer, "superior"},
    {"leaders", Circle::leaders, "leader"},
    {"heads", Circle::heads, "head"},
    {"own_head", Circle::own_head, "head"},
    {"own_unit", Circle::own_unit, "colleague"},
}};

// A word of the file with its place.
struct Asked {
    std::string word;
    const YamlNode* at;
};

class SheetReader {
  public:
    SheetReader(const YamlNode& key, const YamlNode& node, const Scheme& scheme, Faults& faults)
        : node_(node), scheme_(scheme), faults_(faults), reader_(node, {"评分表", "a sheet"}, faults) {
        sheet_.id = key.text;
    }

    Sheet read() {
        sheet_.title = reader_.text("title");
        read_period();
        sheet_.role = reader_.word_or("role", "");
        read_raters();
        read_asked();
        read_decimals();
        read_reason_limits();
        Origin origin = reader_.origin();
        sheet_.source = origin.source, sheet_.article = origin.article, sheet_.mark = origin.mark;
        reader_.finish();
        if (!origin.source.empty() && !scheme_.sources.contains(origin.source))
            fault(*node_.find("source"), "source_not_known", "", source_not_known(scheme_, origin.source));
        check_role_word();
        for (const auto& [name, asked] : asked_)
            find_items(name, asked);
        check_reason_limits();
        return std::move(sheet_);
    }

  private:
    // `about`: of the same fault about the same thing only the first is told, though several classes have it.
    void fault(const YamlNode& at, const std::string& code, const std::string& about, base::Text text) {
        if (told_.insert(code + " " + about).second) faults_.add(at.place, code, std::move(text));
    }

    void read_period() {
        sheet_.period = reader_.word("period");
        if (sheet_.period.empty()) return;
        auto kind = period_kind_of(sheet_.period);
        if (kind && *kind != base::Period::Kind::special)
            kind_ = *kind;
        else
            fault(*node_.find("period"), "period_kind_not_known", "",
                  {"评分表的period应为month、quarter、half或year。",
                   "A sheet's period is month, quarter, half or year."});
    }

    void read_raters() {
        const YamlNode* all = reader_.optional("raters");
        const YamlNode* of = reader_.optional("raters_of");
        if ((all != nullptr) == (of != nullptr))
            fault(of ? *of : node_, "raters_missing", "",
                  {"评分表须写明评分人：各类别相同的写raters，不同的写raters_of，只写其一。",
                   "Say who rates on the sheet: raters where it is the same for all classes, raters_of where "
                   "it "
                   "differs, and one of them only."});
        if (all) raters_of_all_ = read_circles(*all);
        if (!of) return;
        reader_.each_entry("raters_of", [&](const YamlNode& key, const YamlNode& list) {
            if (is_rateable(key, key.text)) sheet_.raters[key.text] = read_circles(list);
        });
    }

    std::vector<Circle> read_circles(const YamlNode& list) {
        std::vector<Circle> found;
        for (const std::string& word : words_of(list, faults_)) {
            const CircleWord* known = nullptr;
            for (const CircleWord& entry : circles)
                if (entry.word == word) known = &entry;
            if (known)
                found.push_back(known->circle);
            else
                fault(entry_of(list, word), "circle_not_known", word,
                      {"没有评分人范围“" + word + "”；可用：reviewer、leaders、heads、own_head、own_unit。",
                       "There is no circle of raters \"" + word +
                           "\"; use reviewer, leaders, heads, own_head or own_unit."});
        }
        bool is_empty = list.kind == YamlNode::Kind::list && list.items.empty();
        if (is_empty)
            faults_.add(list.place, "raters_missing",
                        {"评分人不能为空，否则没有人填写这张表。",
                         "The list of raters is empty: nobody would fill in the sheet."});
        return found;
    }

    static const YamlNode& entry_of(const YamlNode& list, const std::string& word) {
        for (const YamlNode& item : list.items)
            if (item.text == word) return item;
        return list;
    }

    bool is_rateable(const YamlNode& at, const std::string& name) {
        const SubjectClass* found = scheme_.subject_class(name);
        if (!found)
            fault(at, "name_not_defined", name,
                  joined({"类别“" + name + "”没有定义。", "The class \"" + name + "\" is not defined."},
                         known_instead(name, ids_of(scheme_.classes))));
        else if (found->kind != "person")
            fault(
                at, "class_is_not_of_persons", name,
                {"类别“" + name + "”不是人员；评分人按被评人的职务确定，只能评人员。",
                 "The class \"" + name +
                     "\" is not of persons: raters follow from a person's post, so a sheet rates persons."});
        return found && found->kind == "person";
    }

    // Which items are asked of which class. A list of words that differs by class names the classes;
    // otherwise raters_of does.
    void read_asked() {
        const YamlNode* elements = reader_.optional("elements_of");
        const YamlNode* items = reader_.optional("items");
        if ((elements != nullptr) == (items != nullptr)) {
            fault(items ? *items : node_, "items_missing", "",
                  {"评分表须写明评分项：用elements_of指明词表，或用items逐项列出，只写其一。",
                   "Say what is rated on the sheet: elements_of names a list of words, items lists them, and "
                   "one of "
                   "them only."});
            return;
        }
        if (elements) return read_elements(*elements);
        std::vector<Asked> asked;
        for (const std::string& word : words_of(*items, faults_))
            asked.push_back({word, &entry_of(*items, word)});
        if (asked.empty())
            fault(*items, "items_missing", "", {"items不能为空。", "The list of items is empty."});
        ask_all(*items, asked);
    }

    void read_elements(const YamlNode& node) {
        const WordList* list = scheme_.word_list(node.text);
        if (!list)
            return fault(node, "name_not_defined", node.text,
                         joined({"没有名为“" + node.text + "”的词表。",
                                 "There is no list of words \"" + node.text + "\"."},
                                known_instead(node.text, ids_of(scheme_.word_lists))));
        auto asked_of = [&](const std::vector<std::string>& words) {
            std::vector<Asked> asked;
            for (const std::string& word : words)
                asked.push_back({word, &node});
            return asked;
        };
        if (list->of.empty()) return ask_all(node, asked_of(list->words));
        for (const auto& [name, words] : list->of)
            if (scheme_.subject_class(name) && is_rateable(node, name)) ask(node, name, asked_of(words));
        for (const auto& [name, raters] : sheet_.raters)
            if (!list->of.contains(name))
                fault(*node_.find("raters_of"), "class_without_items", name,
                      {"词表“" + list->id + "”没有类别“" + name + "”的评分项，无从评分。",
                       "The list \"" + list->id + "\" has no items for the class \"" + name +
                           "\": there is nothing to rate."});
    }

    void ask_all(const YamlNode& at, const std::vector<Asked>& asked) {
        if (!node_.find("raters_of") && node_.find("raters"))
            fault(at, "classes_missing", "",
                  {"评分项不分类别时，须用raters_of写明评哪些类别。",
                   "The items do not say which classes are rated: write raters_of instead of raters."});
        for (const auto& [name, raters] : sheet_.raters)
            asked_.emplace(name, asked);
    }

    void ask(const YamlNode& at, const std::string& name, std::vector<Asked> asked) {
        if (node_.find("raters")) sheet_.raters[name] = raters_of_all_;
        bool has_raters = sheet_.raters.contains(name);
        if (!has_raters && node_.find("raters_of"))
            fault(at, "class_without_raters", name,
                  {"类别“" + name + "”有评分项，raters_of却没有写明由谁评。",
                   "The class \"" + name + "\" has items, and raters_of does not say who rates it."});
        asked_.emplace(name, std::move(asked));
    }

    void read_decimals() {
        if (!reader_.required("decimals")) return;
        auto number = reader_.number("decimals");
        if (!number) return;
        auto whole = number->whole();
        if (whole && *whole >= 0 && *whole <= decimals_max)
            sheet_.decimals = static_cast<int>(*whole);
        else
            fault(*node_.find("decimals"), "number_out_of_range", "decimals",
                  {"小数位数应为0至2的整数。", "Decimals are a whole number from 0 to 2."});
    }

    void read_reason_limits() {
        reader_.required("reason_from");
        reader_.required("reason_below");
        sheet_.reason_from = reader_.number("reason_from").value_or(base::Number());
        sheet_.reason_below = reader_.number("reason_below").value_or(base::Number());
    }

    // A role that is the word of one circle must not stand for another: a colleague would enter as superior.
    void check_role_word() {
        bool is_taken = false;
        for (const CircleWord& entry : circles)
            is_taken = is_taken || entry.role == sheet_.role;
        if (!is_taken) return;
        auto check = [&](const std::vector<Circle>& list) {
            for (Circle circle : list)
                if (role_word(circle) != sheet_.role)
                    fault(*node_.find("role"), "role_of_another_circle", sheet_.role,
                          {"评价主体“" + sheet_.role + "”与评分人范围不符，该范围的评价主体是“" +
                               std::string(role_word(circle)) + "”。",
                           "The role \"" + sheet_.role +
                               "\" does not fit the circle of raters, whose role is \"" +
                               std::string(role_word(circle)) + "\"."});
        };
        check(raters_of_all_);
        for (const auto& [name, list] : sheet_.raters)
            check(list);
    }

    void find_items(const std::string& name, const std::vector<Asked>& asked) {
        auto raters = sheet_.raters.find(name);
        if (raters == sheet_.raters.end() || raters->second.empty() || !kind_) return;
        for (const Asked& one : asked) {
            const RatingInput* first = nullptr;
            for (Circle circle : raters->second) {
                std::string role = sheet_.role.empty() ? std::string(role_word(circle)) : sheet_.role;
                const RatingInput* input = input_of(one, role);
                if (!input) continue;
                if (!first) first = input;
                bool is_alike = first->range.min == input->range.min && first->range.max == input->range.max;
                if (!is_alike)
                    fault(*one.at, "range_differs", one.word,
                          {"评分项“" + one.word + "”对不同评价主体有不同的分值范围，请分成几张评分表。",
                           "The item \"" + one.word +
                               "\" has another range for another role: use several sheets."});
            }
            if (first && has_form(one, *first))
                sheet_.items[name].push_back(
                    {one.word, first->titles.at(one.word), *first->range.min, *first->range.max});
        }
    }

    // What the scheme reads of this item by this role in this kind of period.
    const RatingInput* input_of(const Asked& one, const std::string& role) {
        bool is_read = false;
        for (const RatingInput& input : scheme_.inputs.ratings) {
            bool covers = false;
            for (const std::string& pattern : input.items)
                covers = covers || fits_pattern(pattern, one.word);
            bool is_asked = input.is_of_appraised ? scheme_.appraises(*kind_) : input.period == *kind_;
            if (!covers || !is_asked) continue;
            is_read = true;
            if (input.roles.empty()) return &input;
            for (const std::string& known : input.roles)
                if (known == role) return &input;
        }
        if (is_read)
            fault(*one.at, "role_not_known", one.word + " " + role,
                  {"评分项“" + one.word + "”没有评价主体“" + role + "”，评了也不会计入。",
                   "The item \"" + one.word + "\" is not read from the role \"" + role +
                       "\": such a rating would count for nothing."});
        else
            fault(*one.at, "item_not_read", one.word,
                  {"本方案在" + sheet_.period + "这种期间不读取评分项“" + one.word + "”，评了也不会计入。",
                   "The scheme reads no item \"" + one.word + "\" in a period of the kind " + sheet_.period +
                       ": such a rating would count for nothing."});
        return nullptr;
    }

    bool has_form(const Asked& one, const RatingInput& input) {
        bool has_title = input.titles.contains(one.word);
        if (!has_title)
            fault(*one.at, "title_missing", one.word,
                  {"评分项“" + one.word + "”没有名称，请在inputs的titles中补上，评分人要看到它。",
                   "The item \"" + one.word +
                       "\" has no title: add it to titles of the inputs, raters read it."});
        bool has_range = input.range.min && input.range.max && !input.range.above;
        if (!has_range)
            fault(*one.at, "range_missing", one.word,
                  {"评分项“" + one.word + "”须在inputs中有min和max（不用above），评分人才知道可评多少分。",
                   "The item \"" + one.word +
                       "\" needs min and max (and no above) in the inputs, so that raters know what they may "
                       "give."});
        bool is_too_fine = input.range.is_whole && sheet_.decimals > 0;
        if (is_too_fine)
            fault(*node_.find("decimals"), "decimals_do_not_fit", one.word,
                  {"评分项“" + one.word + "”只能评整数，decimals应为0。",
                   "The item \"" + one.word + "\" takes whole numbers only: decimals is 0."});
        return has_title && has_range && !is_too_fine;
    }

    void check_reason_limits() {
        if (!node_.find("reason_from") || !node_.find("reason_below")) return;
        for (const auto& [name, items] : sheet_.items)
            for (const SheetItem& item : items) {
                check_limit("reason_from", sheet_.reason_from, item);
                check_limit("reason_below", sheet_.reason_below, item);
            }
        if (sheet_.reason_below > sheet_.reason_from)
            fault(*node_.find("reason_below"), "reason_limits_cross", "",
                  {"reason_below（" + sheet_.reason_below.str() + "）大于reason_from（" +
                       sheet_.reason_from.str() + "），每个分数都要写理由，两数可能写反了。",
                   "reason_below (" + sheet_.reason_below.str() + ") is above reason_from (" +
                       sheet_.reason_from.str() +
                       "), so that every score asks for a reason: they may be swapped."});
    }

    void check_limit(const std::string& key, const base::Number& limit, const SheetItem& item) {
        if (limit >= item.min && limit <= item.max) return;
        fault(
            *node_.find(key), "number_out_of_range", key,
            {"要求写明理由的分数应在评分项的分值范围之内（" + item.min.str() + "至" + item.max.str() + "）。",
             "A score that asks for a reason lies within the range of the items (" + item.min.str() + " to " +
                 item.max.str() + ")."});
    }

    const YamlNode& node_;
    const Scheme& scheme_;
    Faults& faults_;
    MapReader reader_;
    Sheet sheet_;
    std::optional<base::Period::Kind> kind_;
    std::vector<Circle> raters_of_all_;
    std::map<std::string, std::vector<Asked>> asked_; // by class
    std::set<std::string> told_;
};

} // namespace

std::string_view role_word(Circle circle) {
    for (const CircleWord& entry : circles)
        if (entry.circle == circle) return entry.role;
    return "";
}

Sheet read_sheet(const YamlNode& key, const YamlNode& node, const Scheme& scheme, Faults& faults) {
    return SheetReader(key, node, scheme, faults).read();
}

} // namespace zhishi::scheme
