// The inputs of one computation as tables of the batch door (exchange): built from records, kept as text,
// read again after years.
//
// text      sections "== subjects.csv" …, each CSV with its header, rows sorted, LF: same rows, same bytes
#pragma once

#include "engine/score.h"
#include "record/appraisal.h"
#include "scheme/facts.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

struct RunTables {
    struct Subject {
        std::string id, name, kind, parent, group, role, organ; // organ: "1" or empty
    };
    struct Rating {
        std::string period, subject, item, rater, role, value;
    };
    struct Fact {
        std::string period, subject, key, value;
    };
    std::vector<Subject> subjects;
    std::vector<Rating> ratings;
    std::vector<Fact> facts;
    std::vector<engine::SeatMove> moves;
};

// A person of whom the tables cannot be built as things stand, and what to do.
struct TableProblem {
    record::OfficialId official;
    std::string
        code; // counting_post_undecided, no_leader_in_charge, quarter_missing, quarter_open, rater_open …
    base::Text text;
    bool is_blocking = false; // computing is refused while it stands
};
struct BuiltTables {
    RunTables tables;
    std::vector<TableProblem> problems;
};
// From the records of the year: who holds a counting post as head or staff; submitted quarter sheets;
// submitted rater sheets; special states; prior grades where the scheme reads them; seats moved.
base::Result<BuiltTables> build_tables(const Context& context, const base::Period& year);

std::string text_of(const RunTables& tables);
base::Result<RunTables> read_tables(const std::string& text);
scheme::Facts facts_of(const RunTables& tables);
// The tables as they leave the database: of the ratings of `year` itself, which many people gave, the mean
// alone, as one row of rater "-" (rules.md C10); the reviewer's scores of the quarters stay as they are.
// Means are written to six decimals: over fewer than 10,000 raters with two decimals each, the scheme rounds
// them to hundredths as it rounds the exact ones.
RunTables released(RunTables tables, const base::Period& year, const scheme::Scheme& scheme);
// A move between the groups of two leaders as the engine takes it; `organ`: the root unit, by id.
engine::SeatMove engine_move(const record::SeatMove& move, const std::string& organ);
// One section as a CSV file of the batch door: subjects.csv, ratings.csv, facts.csv.
std::string section_of(const std::string& text, std::string_view name);

} // namespace zhishi::workflow
