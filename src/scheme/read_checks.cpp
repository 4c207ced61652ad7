// Checks across rows.
#include "scheme/read_sections.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

// Further back than any term of office that a scheme looks at.
constexpr int check_years_back_max = 10;

CrossCheck read_check(const YamlNode& key, const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"行间核对", "a check across rows"}, faults);
    CrossCheck check;
    check.id = key.text;
    check.place = key.place;
    check.title = reader.text("title");
    if (reader.has("items_of")) {
        check.word_list = reader.word("items_of");
        check.role = reader.word("role");
    } else {
        check.part = reader.word("part");
        check.whole = reader.word("whole");
        check.whole_or_else = reader.number("whole_or_else");
        if (auto years = reader.has("years_back") ? reader.number("years_back") : std::nullopt) {
            auto whole = years->whole();
            if (whole && *whole >= 0 && *whole <= check_years_back_max)
                check.years_back = static_cast<int>(*whole);
            else
                faults.add(node.find("years_back")->place, "years_back_wrong",
                           {"years_back应为0至10的整数。", "years_back is a whole number from 0 to 10."});
        }
    }
    check.origin = reader.origin();
    reader.finish();
    return check;
}

} // namespace

void read_checks(MapReader& reader, Scheme& scheme) {
    Faults& faults = reader.faults();
    reader.each_entry("checks", [&](const YamlNode& key, const YamlNode& node) {
        CrossCheck check = read_check(key, node, faults);
        bool is_new = std::none_of(scheme.checks.begin(), scheme.checks.end(),
                                   [&](const CrossCheck& other) { return other.id == check.id; });
        if (!is_new)
            faults.add(key.place, "id_twice",
                       {"“" + check.id + "”已在别处定义，请改名。",
                        "\"" + check.id + "\" is defined already: choose another name."});
        else
            scheme.checks.push_back(std::move(check));
    });
}

} // namespace zhishi::scheme
