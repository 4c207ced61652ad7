// Sources, units, parameters, words, subjects and inputs.
#include "scheme/known_names.h"
#include "scheme/read_sections.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

template <class List>
bool is_new_id(const List& list, const std::string& id, const YamlNode& at, Faults& faults) {
    bool is_new = std::none_of(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
    if (!is_new)
        faults.add(at.place, "id_twice",
                   {"“" + id + "”已在别处定义，请改名。",
                    "\"" + id + "\" is defined already: choose another name."});
    return is_new;
}

ParameterValue read_parameter_value(const YamlNode& node, const Parameter& parameter, Faults& faults) {
    MapReader reader(node, {"参数值", "a parameter's value"}, faults);
    ParameterValue value;
    value.place = node.place;
    std::string from = reader.word("from");
    auto date = base::Date::parse(from);
    if (date)
        value.from = *date;
    else if (!from.empty())
        faults.add(
            node.find("from")->place, "date_form",
            {"“" + from + "”不是日期，应为YYYY-MM-DD。", "\"" + from + "\" is no date: write YYYY-MM-DD."});
    const YamlNode* text = reader.required("value");
    if (text) value.text = text->text;
    if (text && !parameter.is_word) value.number = reader.number("value").value_or(base::Number());
    value.origin = reader.origin();
    reader.finish();
    if (text && !parameter.is_word && !parameter.range.allows(value.number)) {
        base::Text range = parameter.range.description();
        faults.add(text->place, "parameter_out_of_range",
                   {"参数值应为" + range.zh + "。", "The value should be " + range.en + "."});
    }
    bool is_listed =
        std::find(parameter.words.begin(), parameter.words.end(), value.text) != parameter.words.end();
    if (text && parameter.is_word && !parameter.words.empty() && !is_listed)
        faults.add(text->place, "parameter_out_of_range",
                   {"“" + value.text + "”不在该参数可取的词中。",
                    "\"" + value.text + "\" is none of the words of this parameter."});
    return value;
}

std::vector<std::string> words_of_lists(MapReader& reader, std::string_view key, const Scheme& scheme) {
    std::vector<std::string> words;
    const YamlNode* node = reader.optional(key);
    if (!node) return words;
    for (const std::string& name : words_of(*node, reader.faults())) {
        const WordList* list = scheme.word_list(name);
        if (!list)
            reader.faults().add(
                node->place, "name_not_defined",
                joined({"没有名为“" + name + "”的词表。", "There is no list of words \"" + name + "\"."},
                       known_instead(name, ids_of(scheme.word_lists))));
        else
            for (const std::string& word : list->words)
                if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
    return words;
}

base::Period::Kind read_period_kind(const std::string& name, const Place& place, Faults& faults) {
    auto kind = period_kind_of(name);
    if (!kind)
        faults.add(place, "period_kind_not_known",
                   {"“" + name + "”不是期间种类；可用：year、half、quarter、month、special。",
                    "\"" + name + "\" is no kind of period; use year, half, quarter, month or special."});
    return kind.value_or(base::Period::Kind::year);
}

// By item or word: {zh: 警告, en: warning}.
std::map<std::string, base::Text> read_titles(MapReader& reader, Faults& faults) {
    std::map<std::string, base::Text> titles;
    reader.each_entry("titles", [&](const YamlNode& of, const YamlNode& text) {
        MapReader title(text, {"中英文名称", "a text"}, faults);
        titles[of.text] = base::Text{title.word("zh"), title.word("en")};
        title.finish();
    });
    return titles;
}

void read_rating_input(const YamlNode& node, Scheme& scheme, bool is_fragment, Faults& faults) {
    MapReader reader(node, {"评分输入", "a rating"}, faults);
    RatingInput input;
    input.place = node.place;
    input.is_of_fragment = is_fragment;
    input.items = reader.words("items");
    input.of_declared_items = reader.truth("declared_items", false);
    for (auto& word : words_of_lists(reader, "items_of", scheme))
        input.items.push_back(word);
    if (input.items.empty() && !input.of_declared_items) reader.required("items");
    if (!input.items.empty() && input.of_declared_items)
        faults.add(node.find("declared_items")->place, "items_twice",
                   {"declared_items表示items.csv所列的项目，不能再写items。",
                    "declared_items means the items of items.csv: leave out items."});
    input.roles = reader.words("roles");
    if (input.roles.empty()) reader.required("roles");
    if (input.roles.size() == 1 && input.roles[0] == "any") input.roles.clear();
    std::string period = reader.word("period");
    input.is_of_appraised = period == "appraised";
    if (!input.is_of_appraised) input.period = read_period_kind(period, node.place, faults);
    input.titles = read_titles(reader, faults);
    input.range = reader.range();
    reader.finish();
    scheme.inputs.ratings.push_back(std::move(input));
}

// A key may be declared once for the kinds of period that it names, and once for all others.
bool shares_periods(const FactInput& one, const FactInput& other) {
    if (one.periods.empty() || other.periods.empty()) return one.periods.empty() && other.periods.empty();
    return std::any_of(one.periods.begin(), one.periods.end(), [&](base::Period::Kind kind) {
        return std::find(other.periods.begin(), other.periods.end(), kind) != other.periods.end();
    });
}

void read_fact_input(const YamlNode& node, Scheme& scheme, bool is_fragment, Faults& faults) {
    MapReader reader(node, {"事实输入", "a fact"}, faults);
    FactInput input;
    input.place = node.place;
    input.is_of_fragment = is_fragment;
    input.key = reader.word("key");
    input.title = reader.text("title");
    for (const std::string& name : reader.words("periods"))
        input.periods.push_back(read_period_kind(name, node.place, faults));
    std::string elsewhere = reader.word_or("elsewhere", "not_read");
    input.elsewhere_is_fault = elsewhere == "data_error";
    if (elsewhere != "not_read" && elsewhere != "data_error")
        faults.add(node.find("elsewhere")->place, "word_not_known",
                   {"elsewhere应为not_read或data_error。", "elsewhere is not_read or data_error."});
    input.words = reader.words("words");
    for (auto& word : words_of_lists(reader, "words_of", scheme))
        input.words.push_back(word);
    input.is_word = reader.has("words") || reader.has("words_of");
    input.titles = read_titles(reader, faults);
    for (const auto& [word, title] : input.titles)
        if (std::find(input.words.begin(), input.words.end(), word) == input.words.end())
            faults.add(node.find("titles")->place, "title_of_no_word",
                       {"titles中的“" + word + "”不是这项事实的词，请改为words中的词或者删去。",
                        "\"" + word +
                            "\" in titles is no word of this fact: name one of its words, or leave it out."});
    input.range = reader.range();
    reader.finish();
    for (const FactInput& other : scheme.inputs.facts)
        if (other.key == input.key && shares_periods(other, input))
            faults.add(node.place, "id_twice",
                       {"事实“" + input.key + "”已在别处声明。",
                        "The fact \"" + input.key + "\" is declared already."});
    scheme.inputs.facts.push_back(std::move(input));
}

void read_event_input(const YamlNode& node, Scheme& scheme, bool is_fragment, Faults& faults) {
    MapReader reader(node, {"加减分输入", "an event"}, faults);
    EventInput input;
    input.place = node.place;
    input.is_of_fragment = is_fragment;
    input.item = reader.word("item");
    input.title = reader.text("title");
    input.range = reader.range();
    reader.finish();
    scheme.inputs.events.push_back(std::move(input));
}

void read_class(const YamlNode& key, const YamlNode& node, Scheme& scheme, Faults& faults) {
    MapReader reader(node, {"考核对象类别", "a class of subjects"}, faults);
    SubjectClass subject_class;
    subject_class.id = key.text;
    subject_class.place = key.place;
    subject_class.title = reader.text("title");
    subject_class.kind = reader.word("kind");
    if (reader.optional("role")) subject_class.role = reader.word("role");
    subject_class.parents = reader.words("parents");
    reader.finish();
    bool is_kind = subject_class.kind == "person" || subject_class.kind == "team" ||
                   subject_class.kind == "unit" || subject_class.kind == "item";
    if (!is_kind)
        faults.add(node.place, "kind_not_known",
                   {"kind应为person、team、unit或item。", "kind is person, team, unit or item."});
    if (is_new_id(scheme.classes, subject_class.id, key, faults))
        scheme.classes.push_back(std::move(subject_class));
}

} // namespace

void read_sources(MapReader& reader, Scheme& scheme) {
    reader.each_entry("sources", [&](const YamlNode& key, const YamlNode& node) {
        MapReader entry(node, {"依据", "a source"}, reader.faults());
        Source source{key.text,
                      entry.text("title"),
                      entry.word_or("number", ""),
                      entry.word_or("date", ""),
                      entry.word_or("issuer", ""),
                      entry.word("found"),
                      entry.word("mark")};
        entry.finish();
        if (!scheme.sources.emplace(key.text, std::move(source)).second)
            reader.faults().add(key.place, "id_twice",
                                {"依据“" + key.text + "”已在别处定义。",
                                 "The source \"" + key.text + "\" is defined already."});
    });
}

void read_units(MapReader& reader, Scheme& scheme) {
    reader.each_entry("units", [&](const YamlNode& key, const YamlNode& node) {
        MapReader entry(node, {"单位", "a unit"}, reader.faults());
        scheme.units[key.text] = base::Text{entry.word("zh"), entry.word("en")};
        entry.finish();
    });
}

void read_parameters(MapReader& reader, Scheme& scheme, bool is_fragment) {
    Faults& faults = reader.faults();
    reader.each_entry("parameters", [&](const YamlNode& key, const YamlNode& node) {
        MapReader entry(node, {"参数", "a parameter"}, faults);
        Parameter parameter;
        parameter.id = key.text;
        parameter.place = key.place;
        parameter.is_of_fragment = is_fragment;
        parameter.title = entry.text("title");
        parameter.unit = entry.word("unit");
        parameter.is_word = parameter.unit == "word";
        parameter.words = entry.words("words");
        parameter.range = entry.range();
        entry.each_item("values", [&](const YamlNode& value) {
            parameter.values.push_back(read_parameter_value(value, parameter, faults));
        });
        if (parameter.values.empty()) entry.required("values");
        entry.finish();
        std::stable_sort(parameter.values.begin(), parameter.values.end(),
                         [](const auto& a, const auto& b) { return a.from < b.from; });
        for (size_t i = 1; i < parameter.values.size(); ++i)
            if (parameter.values[i].from == parameter.values[i - 1].from)
                faults.add(
                    parameter.values[i].place, "date_twice",
                    {"同一参数在同一日期有两个值。", "Two values of one parameter have the same date."});
        if (!parameter.unit.empty() && !scheme.units.contains(parameter.unit))
            faults.add(node.find("unit")->place, "unit_not_known",
                       joined({"units.yaml中没有单位“" + parameter.unit + "”。",
                               "units.yaml has no unit \"" + parameter.unit + "\"."},
                              known_instead(parameter.unit, keys_of(scheme.units))));
        if (is_new_id(scheme.parameters, parameter.id, key, faults))
            scheme.parameters.push_back(std::move(parameter));
    });
    reader.each_item("sums", [&](const YamlNode& node) {
        MapReader entry(node, {"合计", "a sum"}, faults);
        ParameterSum sum{entry.words("parameters"), entry.number("to").value_or(base::Number(1)), node.place};
        entry.finish();
        scheme.sums.push_back(std::move(sum));
    });
}

void read_words(MapReader& reader, Scheme& scheme, bool is_fragment) {
    Faults& faults = reader.faults();
    reader.each_entry("words", [&](const YamlNode& key, const YamlNode& node) {
        MapReader entry(node, {"词表", "a list of words"}, faults);
        WordList list;
        list.id = key.text;
        list.place = key.place;
        list.is_of_fragment = is_fragment;
        list.title = entry.text("title");
        list.words = entry.words("words");
        entry.each_entry("of", [&](const YamlNode& subject_class, const YamlNode& words) {
            auto& of_class = list.of[subject_class.text] = words_of(words, faults);
            for (const auto& word : of_class)
                if (std::find(list.words.begin(), list.words.end(), word) == list.words.end())
                    list.words.push_back(word);
        });
        list.origin = entry.origin();
        if (list.words.empty()) entry.required("words");
        entry.finish();
        if (is_new_id(scheme.word_lists, list.id, key, faults)) scheme.word_lists.push_back(std::move(list));
    });
}

void read_subjects(MapReader& reader, Scheme& scheme) {
    const YamlNode* node = reader.required("subjects");
    if (!node) return;
    Faults& faults = reader.faults();
    MapReader subjects(*node, {"考核对象", "the subjects"}, faults);
    subjects.each_entry("classes", [&](const YamlNode& key, const YamlNode& value) {
        read_class(key, value, scheme, faults);
    });
    if (scheme.classes.empty()) subjects.required("classes");
    std::string others = subjects.word_or("other_persons", "outside");
    scheme.other_persons_are_faults = others == "data_error";
    if (others != "outside" && others != "data_error")
        faults.add(node->find("other_persons")->place, "word_not_known",
                   {"other_persons应为outside或data_error。", "other_persons is outside or data_error."});
    subjects.each_entry("attributes", [&](const YamlNode& key, const YamlNode& value) {
        MapReader entry(value, {"属性", "an attribute"}, faults);
        Attribute attribute{key.text, entry.words("kinds"), entry.words("words"),
                            entry.truth("number", false), key.place};
        entry.finish();
        if (is_new_id(scheme.attributes, attribute.id, key, faults))
            scheme.attributes.push_back(std::move(attribute));
    });
    subjects.finish();
}

void read_inputs(MapReader& reader, Scheme& scheme, bool is_fragment) {
    const YamlNode* node = reader.optional("inputs");
    if (!node) return;
    Faults& faults = reader.faults();
    MapReader inputs(*node, {"输入", "the inputs"}, faults);
    inputs.each_item("ratings",
                     [&](const YamlNode& item) { read_rating_input(item, scheme, is_fragment, faults); });
    inputs.each_item("facts",
                     [&](const YamlNode& item) { read_fact_input(item, scheme, is_fragment, faults); });
    inputs.each_item("events",
                     [&](const YamlNode& item) { read_event_input(item, scheme, is_fragment, faults); });
    inputs.finish();
}

} // namespace zhishi::scheme
