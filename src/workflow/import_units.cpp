// A table of units. Rows may stand in any order: a unit may be named as the one above before its own row
// comes.
#include "record/limits.h"
#include "workflow/importer.h"
#include "workflow/structure_rules.h"

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;

std::vector<std::string> cells_of(const record::Unit& unit, const UnitNames& names) {
    return {unit.id.value,
            unit.name,
            unit.parent.empty() ? std::string() : names.shown(unit.parent),
            std::to_string(unit.ordinal),
            unit.from.str(),
            shown_day(unit.to)};
}

class UnitImporter : public Importer {
  public:
    UnitImporter(const Context& context, const ImportForm& form)
        : context_(context), form_(form), present_(context.directory.parts().units) {
        for (const auto& unit : context.directory.parts().units)
            last_ordinal_ = std::max(last_ordinal_, unit.ordinal);
    }

    void read(ImportRowReader& reader) override {
        Candidate candidate;
        std::string id = reader.text("id", base::id_bytes_max);
        std::string name = reader.text("name", limits::name_max);
        reader.row().about = name;
        reader.need("name");
        candidate.parent_name = reader.text("parent", limits::name_max * limits::unit_depth_max);
        if (!id.empty()) {
            candidate.before = context_.directory.unit({id});
            if (!candidate.before)
                reader.fault("id", "unit_unknown",
                             {"没有这个系统编号的单位；新单位请留空。",
                              "No unit has this id; leave it empty for a new one."});
            else
                (void)is_first(seen_, reader, "id", id);
        } else {
            candidate.before = at_place(name, candidate.parent_name);
        }
        record::Unit& unit = candidate.unit;
        if (candidate.before) unit = *candidate.before;
        unit.name = name;
        if (auto ordinal = reader.number("ordinal", 0, 9999))
            unit.ordinal = *ordinal;
        else if (!candidate.before)
            unit.ordinal = std::min(++last_ordinal_, 9999);
        if (!candidate.before) reader.need("from");
        if (auto from = reader.day("from")) unit.from = *from;
        if (reader.has("to")) unit.to = reader.day("to");
        candidate.says_parent = reader.has("parent");
        if (!candidate.before) {
            unit.organ = context_.organ();
            unit.id.value = base::new_id(context_.now, context_.random);
        }
        rows_.push_back(std::move(candidate));
    }

    // Parents are named among what is there and what comes, faulty rows too: what is wrong with those is said
    // at their own place.
    void join(std::vector<ImportedRow>& rows) override {
        names_ = UnitNames(after_all(rows, true));
        std::set<std::string> seen;
        ImportLine none;
        for (size_t i = 0; i < rows_.size(); ++i) {
            ImportRowReader reader(form_, none, rows[i]);
            Candidate& candidate = rows_[i];
            if (candidate.says_parent)
                candidate.unit.parent = names_.find(reader, "parent", candidate.parent_name);
            if (!rows[i].is_faulty())
                (void)is_first(seen, reader, "name",
                               candidate.unit.parent.value + "\n" + candidate.unit.name);
        }
        names_ = UnitNames(after_all(rows, true));
    }

    void check(std::vector<ImportedRow>& rows) override {
        record::DirectoryParts parts = context_.directory.parts();
        parts.units = after_all(rows, false);
        record::Directory trial(std::move(parts));
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty() || rests_on_faulty_row(rows, i)) continue;
            take_faults(form_, rows[i], unit_faults(trial, rows_[i].unit));
        }
    }

    std::optional<std::vector<std::string>> before(size_t i) const override {
        if (!rows_[i].before) return std::nullopt;
        return cells_of(*rows_[i].before, present_);
    }
    std::vector<std::string> after(size_t i) const override {
        auto cells = cells_of(rows_[i].unit, names_);
        // A parent that was renamed in the same table is not another parent.
        if (rows_[i].before && rows_[i].before->parent == rows_[i].unit.parent)
            cells[2] = rows_[i].unit.parent.empty() ? std::string() : present_.shown(rows_[i].unit.parent);
        return cells;
    }
    void put(size_t i, store::Change& change) override { change.put(rows_[i].unit); }

  private:
    struct Candidate {
        record::Unit unit;
        const record::Unit* before = nullptr;
        std::string parent_name;
        bool says_parent = false;
    };

    // The present unit of that name below the unit so named; null: it will be new.
    const record::Unit* at_place(const std::string& name, const std::string& parent) const {
        for (const auto& unit : context_.directory.parts().units) {
            if (unit.name != name || unit.to) continue;
            if (unit.parent.empty() ? parent.empty() : is_named(unit.parent, parent)) return &unit;
        }
        return nullptr;
    }
    bool is_named(const record::UnitId& id, const std::string& written) const {
        ImportedRow row;
        ImportLine none;
        ImportRowReader reader(form_, none, row);
        return !written.empty() && present_.find(reader, "parent", written) == id;
    }

    // Says so where the unit above comes with a row that is at fault.
    bool rests_on_faulty_row(std::vector<ImportedRow>& rows, size_t i) const {
        for (size_t above = 0; above < rows_.size(); ++above) {
            if (!rows[above].is_faulty() || rows_[above].before ||
                rows_[above].unit.id != rows_[i].unit.parent)
                continue;
            std::string line = std::to_string(rows[above].line);
            ImportLine none;
            ImportRowReader(form_, none, rows[i])
                .fault("parent", "unit_of_faulty_row",
                       {"“" + rows_[above].unit.name + "”所在的第" + line + "行有误，须先改正。",
                        "Row " + line + ", where '" + rows_[above].unit.name + "' stands, is faulty."});
            return true;
        }
        return false;
    }

    std::vector<record::Unit> after_all(const std::vector<ImportedRow>& rows, bool with_faulty) const {
        std::vector<record::Unit> units = context_.directory.parts().units;
        std::unordered_map<std::string, size_t> places;
        for (size_t i = 0; i < units.size(); ++i)
            places[units[i].id.value] = i;
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty() && !(with_faulty && !rows_[i].unit.name.empty())) continue;
            auto place = places.find(rows_[i].unit.id.value);
            if (place == places.end())
                units.push_back(rows_[i].unit);
            else
                units[place->second] = rows_[i].unit;
        }
        return units;
    }

    const Context& context_;
    const ImportForm& form_;
    UnitNames present_, names_;
    std::vector<Candidate> rows_;
    std::set<std::string> seen_;
    int last_ordinal_ = 0;
};

} // namespace

std::unique_ptr<Importer> unit_importer(const Context& context, const ImportForm& form) {
    return std::make_unique<UnitImporter>(context, form);
}

std::vector<std::vector<std::string>> units_kept(const Context& context) {
    UnitNames names(context.directory.parts().units);
    std::vector<std::vector<std::string>> rows;
    for (const record::Unit* unit : context.directory.units_on(context.today()))
        rows.push_back(cells_of(*unit, names));
    return rows;
}

} // namespace zhishi::workflow
