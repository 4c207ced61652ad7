// A scheme as it stands in its file, read and checked: parameters, subjects, inputs, blocks of rules,
// process.
//
// load() gives one, or every fault of its file. Nothing here is resolved to a date: see in_force.h.
#pragma once

#include "base/date.h"
#include "base/number.h"
#include "base/result.h"
#include "scheme/expression.h"
#include "scheme/process.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

// Where a value or rule comes from. mark: S the source says so, D a default of ours, L the law, F found in
// public text, G general knowledge to be confirmed.
struct Origin {
    std::string source;
    std::string article;
    std::string mark;
};

struct Source {
    std::string id;
    base::Text title;
    std::string number, date, issuer, found, mark;
};

// What a number may be. above: greater than, not equal.
struct Range {
    std::optional<base::Number> min, max, above;
    bool is_whole = false;
    bool allows(const base::Number& value) const;
    base::Text description() const; // 0至1之间的数 / a number from 0 to 1
};

struct ParameterValue {
    base::Date from;
    std::string text;
    base::Number number; // unless the parameter is a word
    Origin origin;
    Place place;
};

struct Parameter {
    std::string id;
    base::Text title;
    std::string unit;
    bool is_word = false;
    std::vector<std::string> words; // what a word may be; empty: any
    Range range;
    std::vector<ParameterValue> values; // by from-date
    Place place;
    bool is_of_fragment = false;
};

// The parameters that make up a whole.
struct ParameterSum {
    std::vector<std::string> parameters;
    base::Number total;
    Place place;
};

// A list of words by name; it may differ by class.
struct WordList {
    std::string id;
    base::Text title;
    std::vector<std::string> words; // of all classes together, each once, in the order written
    std::map<std::string, std::vector<std::string>> of; // by class, where it differs
    Origin origin;
    Place place;
    bool is_of_fragment = false;

    const std::vector<std::string>& words_for(const std::string& subject_class) const;
};

// A class of subjects. The first class that fits a subject is its class.
struct SubjectClass {
    std::string id;
    base::Text title;
    std::string kind;                 // person | team | unit
    std::optional<std::string> role;  // any, where there is none
    std::vector<std::string> parents; // the parent is of one of these classes; empty: not asked
    Place place;
};

struct Attribute {
    std::string id;
    std::vector<std::string> kinds; // on which it is checked
    std::vector<std::string> words;
    bool is_number = false;
    Place place;
};

struct RatingInput {
    std::vector<std::string> items;           // a star stands for anything: */quality
    bool of_declared_items = false;           // instead: what items.csv declares, each up to its full mark
    std::map<std::string, base::Text> titles; // of items, where they have one
    std::vector<std::string> roles;           // empty: any
    base::Period::Kind period = base::Period::Kind::year;
    bool is_of_appraised = false; // read in the appraised period alone, whatever its kind
    Range range;
    Place place;
    bool is_of_fragment = false;
};

struct FactInput {
    std::string key; // a star stands for anything: discipline:*
    base::Text title;
    std::vector<base::Period::Kind> periods; // empty: any
    bool elsewhere_is_fault = false;         // in another kind of period: a data error, else not read
    bool is_word = false;
    std::vector<std::string> words;           // what a word may be; empty: any
    std::map<std::string, base::Text> titles; // of words, where they have one
    Range range;
    Place place;
    bool is_of_fragment = false;
};

struct EventInput {
    std::string item;
    base::Text title;
    Range range;
    Place place;
    bool is_of_fragment = false;
};

struct Inputs {
    std::vector<RatingInput> ratings;
    std::vector<FactInput> facts;
    std::vector<EventInput> events;
};

// What rows must agree on with each other; a fault of the data where they do not.
struct CrossCheck {
    std::string id;
    base::Text title;
    // A fact that is a part and the fact that is its whole: no greater. The star of both stands for the same.
    std::string part, whole;
    std::optional<base::Number>
        whole_or_else;  // what the whole is where it is not there; not set: not asked then
    int years_back = 0; // asked in the appraised period, or so many years before it
    // Or: who rates a subject on one of these items, rates it on all. word_list: empty where part is set.
    std::string word_list, role;
    Origin origin;
    Place place;
};

// A formula that may differ by class.
struct ClassFormula {
    Formula all; // where it does not
    std::map<std::string, Formula> of;
    const Formula* for_class(const std::string& subject_class) const;
    std::vector<const Formula*> formulas() const;
};

struct Value {
    std::string id;
    base::Text title;
    std::string variable; // of `each`; empty: one value a subject
    Formula dimension;
    ClassFormula formula;
    Origin origin;
    Place place;
    int name = -1; // index in Scheme::value_names
    int stage = 0; // when it can be worked out
    Type type = Type::unknown;
};

// What all rules have. `excepts` names the rule of the same list that is switched off where this one holds.
struct Rule {
    std::string id;
    base::Text title;
    Formula when; // not set: always
    std::string excepts;
    Origin origin;
    Place place;
};

struct StateRule : Rule {
    std::string grade;             // this grade and no other
    bool no_grade = false;         // takes part, without a grade
    std::vector<std::string> bars; // never these grades
    std::string flag;
};

// Asked before all else. The first stage in which a rule holds counts; the later ones are not asked.
struct StateSet {
    std::string id;
    base::Text title;
    std::vector<std::string> kinds; // of subjects
    std::vector<std::vector<StateRule>> stages;
    Place place;
    bool is_of_fragment = false;
};

enum class GroupBy { organ, group, subject_class, kind, parent };

struct Award : Rule { // when: who is a candidate
    std::string grade;
    ClassFormula share;
    bool is_of_organ = false; // seats of the organ, apportioned over its groups; else of each group
    Formula counted;          // who counts in n
    std::vector<Formula> key;
    std::string tie_flag;
};

struct GradeRule : Rule {
    std::string grade;
};

struct FlagRule : Rule {
    std::string flag;
};

struct ActionRule : Rule {
    enum class On { self, parent, children };
    std::string action;
    On on = On::self;
    std::string children_class; // where on is children
};

struct NodeRule {
    std::string name; // with {variable} in it where it has a dimension
    std::string variable;
    Formula dimension;
    Formula value;
    Place place;
};

struct Block {
    std::string id;
    base::Text title;
    std::vector<std::string> classes;
    std::vector<Value> values; // in an order in which each needs only earlier ones
    std::vector<std::string> states;
    std::vector<Formula> needs; // what a subject must have besides the score
    std::optional<Value> score;
    std::vector<Formula> rank_key;
    Origin rank_origin;
    bool is_ranked = false;
    std::map<std::string, std::vector<GroupBy>> compare_of; // by class
    std::vector<GroupBy> compare;                           // where it does not differ
    std::vector<Award> awards;
    std::vector<GradeRule> grades;
    std::vector<FlagRule> flags;
    std::vector<ActionRule> actions;
    std::vector<NodeRule> nodes;
    Place place;

    bool has_class(const std::string& id) const;
};

struct NotEncoded {
    base::Text what;
    base::Text why;
};

struct GradeWord {
    std::string word;
    base::Text title;
};

struct Scheme {
    std::string id;
    int version = 0;
    base::Text title;
    std::vector<base::Period::Kind> periods;
    bool is_first_half_only = false; // of the halves of a year
    std::string content_hash;        // of the file and all that it takes in: FNV-1a, 16 hex digits
    std::map<std::string, Source> sources;
    std::map<std::string, base::Text> units;
    std::vector<GradeWord> grades; // from the best to the worst
    std::vector<Parameter> parameters;
    std::vector<ParameterSum> sums;
    std::vector<WordList> word_lists;
    std::vector<SubjectClass> classes;
    bool other_persons_are_faults = false;
    std::vector<Attribute> attributes;
    Inputs inputs;
    std::vector<CrossCheck> checks;
    std::vector<StateSet> state_sets;
    std::vector<Block> blocks;
    std::vector<std::string> value_names; // a name may stand in several blocks of different classes
    Process process;
    std::vector<NotEncoded> not_encoded;

    bool appraises(const base::Period& period) const;
    bool appraises(base::Period::Kind kind) const;
    const Parameter* parameter(std::string_view id) const;
    const WordList* word_list(std::string_view id) const;
    const StateSet* state_set(std::string_view id) const;
    const SubjectClass* subject_class(std::string_view id) const;
    int value_index(std::string_view id) const; // -1: none
    base::Text grade_title(const std::string& word) const;
    // By the first rule that sets the flag; of a flag that no rule sets (incomplete), what it means.
    base::Text flag_title(const std::string& flag) const;
};

// All flags that it may set, in byte order; at most flags_max.
std::vector<std::string> flag_names(const Scheme& scheme);
inline constexpr size_t flags_max = 64, grades_max = 64; // a bit each

// Every formula of its states and blocks, dimensions too.
void each_formula(const Scheme& scheme, const std::function<void(const Formula&)>& take);

// True where the pattern (at most one star, which stands for at least one byte) fits the text.
bool fits_pattern(std::string_view pattern, std::string_view text);
std::string_view kind_name(base::Period::Kind kind); // year, half, quarter, month, special
std::optional<base::Period::Kind> period_kind_of(std::string_view name);

} // namespace zhishi::scheme
