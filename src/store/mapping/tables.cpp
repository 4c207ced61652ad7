#include "base/check.h"
#include "store/mapping.h"

namespace zhishi::store {

std::span<const Table* const> all_tables() {
    static const Table* const tables[] = {
        &Mapping<record::Organ>::table(),
        &Mapping<record::Unit>::table(),
        &Mapping<record::Official>::table(),
        &Mapping<record::Post>::table(),
        &Mapping<record::Charge>::table(),
        &Mapping<record::Acting>::table(),
        &Mapping<record::OrganCalendarYear>::table(),
        &Mapping<record::Recusal>::table(),
        &Mapping<record::Placement>::table(),
        &Mapping<record::CommitteeSeat>::table(),
        &Mapping<record::Account>::table(),
        &Mapping<record::UnitWorks>::table(),
        &Mapping<record::Plan>::table(),
        &Mapping<record::LogEntry>::table(),
        &Mapping<record::Month>::table(),
        &Mapping<record::PeriodState>::table(),
        &Mapping<record::Reminder>::table(),
        &Mapping<record::QuarterReview>::table(),
        &Mapping<record::Reopening>::table(),
        &Mapping<record::Evaluation>::table(),
        &Mapping<record::RaterSheet>::table(),
        &Mapping<record::AnnualSummary>::table(),
        &Mapping<record::PriorGrade>::table(),
        &Mapping<record::SpecialState>::table(),
        &Mapping<record::YearAppraisal>::table(),
        &Mapping<record::Run>::table(),
        &Mapping<record::RunInputs>::table(),
        &Mapping<record::KeptScheme>::table(),
        &Mapping<record::Outcome>::table(),
        &Mapping<record::SeatMove>::table(),
        &Mapping<record::Meeting>::table(),
        &Mapping<record::Decision>::table(),
        &Mapping<record::ResultNotice>::table(),
        &Mapping<record::Dimension>::table(),
        &Mapping<record::Use>::table(),
        &Mapping<record::Session>::table(),
        &Mapping<record::Event>::table(),
        &Mapping<record::RecordVersion>::table(),
    };
    return tables;
}

const Table* find_table(std::string_view name) {
    for (const Table* table : all_tables())
        if (table->name == name) return table;
    return nullptr;
}

size_t position_of(const Table& table, std::string_view column) {
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == column) return i;
    base::stop("a column is named that its table does not have", std::source_location::current());
}

size_t key_size(const Table& table) {
    size_t size = 0;
    while (size < table.columns.size() && table.columns[size].is_key)
        ++size;
    return size;
}

std::vector<Cell> key_of(const Table& table, const Row& row) {
    size_t size = key_size(table);
    base::check(row.size() >= size, "a row holds its key");
    return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(size)};
}

} // namespace zhishi::store
