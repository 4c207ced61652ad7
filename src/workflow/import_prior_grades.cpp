// A table of grades of earlier years.
#include "record/limits.h"
#include "workflow/importer.h"
#include "workflow/personnel.h"
#include "workflow/record_lists.h"

#include <map>

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;
using record::PriorGrade;
using GradeKey = std::pair<std::string, int>; // official, year
using Kept = std::map<GradeKey, PriorGrade>;

base::Result<Kept> kept_grades(const Context& context) {
    ZHISHI_TRY(auto grades, of_organ<PriorGrade>(context));
    Kept kept;
    for (auto& grade : grades) {
        GradeKey key{grade.official.value, grade.year};
        kept.insert_or_assign(std::move(key), std::move(grade));
    }
    return kept;
}

std::vector<std::string> cells_of(const PriorGrade& grade, const record::Directory& directory) {
    const record::Official* person = directory.official(grade.official);
    return {person ? person->number : std::string(),
            person ? person->name : std::string(),
            std::to_string(grade.year),
            grade.grade,
            grade.award,
            grade.source};
}

class PriorGradeImporter : public Importer {
  public:
    PriorGradeImporter(const Context& context, const ImportForm& form, Kept kept)
        : context_(context), form_(form), people_(context.directory), kept_(std::move(kept)) {}

    void read(ImportRowReader& reader) override {
        Candidate candidate;
        PriorGrade& grade = candidate.grade;
        grade.official = people_.find(reader);
        for (std::string_view key : {"year", "grade"})
            reader.need(key);
        auto year = reader.number("year", 1900, 2100, "年");
        if (!grade.official.empty() && year) {
            std::string key = grade.official.value + "\n" + std::to_string(*year);
            (void)is_first(seen_, reader, "year", key);
            auto kept = kept_.find({grade.official.value, *year});
            if (kept != kept_.end()) grade = *(candidate.before = &kept->second);
        }
        if (year) grade.year = *year;
        grade.organ = context_.organ();
        grade.grade = reader.text("grade", limits::name_max);
        if (reader.has("award")) grade.award = reader.text("award", limits::short_text_max);
        if (reader.has("source")) grade.source = reader.text("source", limits::reason_max);
        if (year && !grade.grade.empty())
            take_faults(form_, reader.row(), prior_grade_faults(context_, grade));
        rows_.push_back(std::move(candidate));
    }

    std::optional<std::vector<std::string>> before(size_t i) const override {
        if (!rows_[i].before) return std::nullopt;
        return cells_of(*rows_[i].before, context_.directory);
    }
    std::vector<std::string> after(size_t i) const override {
        return cells_of(rows_[i].grade, context_.directory);
    }
    void put(size_t i, store::Change& change) override { change.put(rows_[i].grade); }

  private:
    struct Candidate {
        PriorGrade grade;
        const PriorGrade* before = nullptr;
    };
    const Context& context_;
    const ImportForm& form_;
    PeopleNames people_;
    Kept kept_;
    std::vector<Candidate> rows_;
    std::set<std::string> seen_;
};

} // namespace

base::Result<std::unique_ptr<Importer>> prior_grade_importer(const Context& context, const ImportForm& form) {
    ZHISHI_TRY(Kept kept, kept_grades(context));
    return std::unique_ptr<Importer>(std::make_unique<PriorGradeImporter>(context, form, std::move(kept)));
}

base::Result<std::vector<std::vector<std::string>>> prior_grades_kept(const Context& context) {
    ZHISHI_TRY(Kept kept, kept_grades(context));
    std::vector<std::vector<std::string>> rows;
    for (const auto& [key, grade] : kept)
        rows.push_back(cells_of(grade, context.directory));
    return rows;
}

} // namespace zhishi::workflow
