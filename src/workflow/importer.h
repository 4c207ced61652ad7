// What each kind of table does with its rows; imports.cpp drives it.
#pragma once

#include "workflow/import_row.h"

#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace zhishi::workflow {

class Importer {
  public:
    virtual ~Importer() = default;
    // Called once a row, in the order of the table.
    virtual void read(ImportRowReader& reader) = 0;
    // Called once, when all are read: names that rest on other rows, rows that stand twice.
    virtual void join(std::vector<ImportedRow>&) {}
    // Holds the rows that are not faulty against what would be; called again as long as it finds something.
    virtual void check(std::vector<ImportedRow>&) {}
    // Row `i` as the form has it, before (nullopt: new) and after.
    virtual std::optional<std::vector<std::string>> before(size_t i) const = 0;
    virtual std::vector<std::string> after(size_t i) const = 0;
    // Puts row `i`, which is new or changed.
    virtual void put(size_t i, store::Change& change) = 0;
    // What belongs to several rows at once (a calendar's year).
    virtual void put_rest(store::Change&) {}
};

// Units by name or by path ("第一分局/综合科"), as people write them.
class UnitNames {
  public:
    UnitNames() = default;
    explicit UnitNames(const std::vector<record::Unit>& units);
    // Empty, and a fault in `key`, where there is none or several.
    record::UnitId find(ImportRowReader& reader, std::string_view key, const std::string& written) const;
    // What find() would be given: the name, or the shortest path that is nobody else's; of a dissolved unit
    // that was founded again its path and the day on which it ended.
    std::string shown(const record::UnitId& id) const;
    std::vector<std::string> all_shown() const;

  private:
    std::vector<record::UnitId> meant_by(const std::string& written) const;

    std::unordered_map<std::string, std::vector<record::UnitId>> by_path_; // every end of every path
    std::unordered_map<std::string, std::string> shown_;                   // by id
    std::unordered_set<std::string> dissolved_;                            // their ids
    std::vector<std::string> in_order_;
};

// People by personnel number, else by name where it is one person's.
class PeopleNames {
  public:
    explicit PeopleNames(const record::Directory& directory);
    // Reads the columns number and name. Empty, with a fault, where it is nobody or several; a name beside a
    // number must be that person's.
    record::OfficialId find(ImportRowReader& reader) const;
    // The same where nobody is no fault: a new person.
    record::OfficialId find_or_new(ImportRowReader& reader) const;

  private:
    record::OfficialId find(ImportRowReader& reader, bool may_be_new) const;
    const record::Directory& directory_;
    std::unordered_map<std::string, std::vector<record::OfficialId>> by_name_;
};

// Faults of a record as faults of its row: their pointers are the columns' keys.
void take_faults(const ImportForm& form, ImportedRow& row, std::vector<base::Error> found);
// A row whose identifier stood in an earlier row. False: it did.
bool is_first(std::set<std::string>& seen, ImportRowReader& reader, std::string_view column,
              const std::string& identifier);
std::string shown_day(const std::optional<base::Date>& day);

inline constexpr std::array<std::pair<std::string_view, record::PostKind>, 3> post_words{
    {{"工作人员", record::PostKind::staff},
     {"处室负责人", record::PostKind::head},
     {"局领导", record::PostKind::leader}}};
std::string word_of(record::PostKind kind);

ImportForm form_of(const Context& context, ImportKind kind);
std::unique_ptr<Importer> unit_importer(const Context& context, const ImportForm& form);
std::unique_ptr<Importer> people_importer(const Context& context, const ImportForm& form);
std::unique_ptr<Importer> post_importer(const Context& context, const ImportForm& form);
std::unique_ptr<Importer> charge_importer(const Context& context, const ImportForm& form);
std::unique_ptr<Importer> calendar_importer(const Context& context, const ImportForm& form);
base::Result<std::unique_ptr<Importer>> prior_grade_importer(const Context& context, const ImportForm& form);

// What is there, as rows of the form.
std::vector<std::vector<std::string>> units_kept(const Context& context);
std::vector<std::vector<std::string>> people_kept(const Context& context);
std::vector<std::vector<std::string>> posts_kept(const Context& context);
std::vector<std::vector<std::string>> charges_kept(const Context& context);
std::vector<std::vector<std::string>> calendar_kept(const Context& context);
base::Result<std::vector<std::vector<std::string>>> prior_grades_kept(const Context& context);

} // namespace zhishi::workflow
