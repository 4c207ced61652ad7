// A table of days off and moved working days. A year keeps the days that the table does not name.
#include "record/limits.h"
#include "workflow/importer.h"

#include <map>

namespace zhishi::workflow {

namespace {

namespace limits = record::limits;
using Day = record::OrganCalendarYear::Day;

constexpr std::array<std::pair<std::string_view, bool>, 2> day_words{{{"放假", false}, {"上班", true}}};

std::vector<std::string> cells_of(const Day& day, const std::string& source) {
    return {day.date.str(), day.is_working ? "上班" : "放假", day.name, source};
}

class CalendarImporter : public Importer {
  public:
    CalendarImporter(const Context& context, const ImportForm& form) : context_(context), form_(form) {}

    void read(ImportRowReader& reader) override {
        for (std::string_view key : {"date", "kind"})
            reader.need(key);
        Candidate candidate;
        auto date = reader.day("date");
        if (date) candidate.day.date = *date;
        reader.row().about = reader.text("date", limits::name_max);
        auto is_working = reader.word<bool>("kind", day_words);
        if (date) {
            (void)is_first(seen_, reader, "date", date->str());
            candidate.before = kept_day(*date);
            if (candidate.before) candidate.day = *candidate.before;
        }
        if (is_working) candidate.day.is_working = *is_working;
        if (reader.has("name")) candidate.day.name = reader.text("name", limits::name_max);
        candidate.source = reader.text("source", limits::reason_max);
        if (date && candidate.source.empty())
            if (const auto* year = context_.directory.calendar_year(date->year()))
                candidate.source = year->source;
        rows_.push_back(std::move(candidate));
    }

    // A year's days come from one announcement: a row without it takes that of its year's other rows.
    void join(std::vector<ImportedRow>& rows) override {
        for (const Candidate& candidate : rows_)
            if (!candidate.source.empty()) sources_.try_emplace(candidate.day.date.year(), candidate.source);
        ImportLine none;
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (rows[i].is_faulty()) continue;
            auto source = sources_.find(rows_[i].day.date.year());
            if (source != sources_.end()) {
                rows_[i].source = source->second;
                continue;
            }
            ImportRowReader(form_, none, rows[i])
                .fault("source", "cell_missing",
                       {"请写明该年度放假通知的文号，如国办发明电〔2025〕7号。",
                        "Give the announcement of that year's holidays, with its number."});
        }
    }

    std::optional<std::vector<std::string>> before(size_t i) const override {
        if (!rows_[i].before) return std::nullopt;
        const auto* year = context_.directory.calendar_year(rows_[i].day.date.year());
        return cells_of(*rows_[i].before, year ? year->source : std::string());
    }
    std::vector<std::string> after(size_t i) const override {
        return cells_of(rows_[i].day, rows_[i].source);
    }
    void put(size_t i, store::Change&) override {
        const Candidate& candidate = rows_[i];
        int number = candidate.day.date.year();
        auto [place, is_new] = years_.try_emplace(number);
        record::OrganCalendarYear& year = place->second;
        if (is_new) {
            if (const auto* kept = context_.directory.calendar_year(number)) year = *kept;
            year.organ = context_.organ();
            year.year = number;
            year.source = candidate.source;
        }
        auto at = std::lower_bound(year.days.begin(), year.days.end(), candidate.day.date,
                                   [](const Day& day, base::Date date) { return day.date < date; });
        if (at != year.days.end() && at->date == candidate.day.date)
            *at = candidate.day;
        else
            year.days.insert(at, candidate.day);
    }
    void put_rest(store::Change& change) override {
        for (auto& [number, year] : years_)
            change.put(year);
    }

  private:
    struct Candidate {
        Day day;
        std::string source;
        const Day* before = nullptr;
    };
    const Day* kept_day(base::Date date) const {
        const auto* year = context_.directory.calendar_year(date.year());
        if (!year) return nullptr;
        for (const Day& day : year->days)
            if (day.date == date) return &day;
        return nullptr;
    }

    const Context& context_;
    const ImportForm& form_;
    std::vector<Candidate> rows_;
    std::set<std::string> seen_;
    std::map<int, std::string> sources_;
    std::map<int, record::OrganCalendarYear> years_;
};

} // namespace

std::unique_ptr<Importer> calendar_importer(const Context& context, const ImportForm& form) {
    return std::make_unique<CalendarImporter>(context, form);
}

std::vector<std::vector<std::string>> calendar_kept(const Context& context) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& year : context.directory.parts().calendars)
        for (const Day& day : year.days)
            rows.push_back(cells_of(day, year.source));
    return rows;
}

} // namespace zhishi::workflow
