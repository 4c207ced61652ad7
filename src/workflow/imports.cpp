#include "workflow/imports.h"

#include "record/limits.h"
#include "workflow/importer.h"
#include "workflow/refusals.h"

namespace zhishi::workflow {

namespace {

using policy::Act;

// As the page's own acts of the same things are called, so that the events read alike.
Act act_of(ImportKind kind) {
    switch (kind) {
    case ImportKind::calendar: return Act::calendar_save;
    case ImportKind::prior_grades: return Act::prior_grade_save;
    default: return Act::structure_change;
    }
}
Act read_act_of(ImportKind kind) {
    return kind == ImportKind::prior_grades ? Act::prior_grade_read : Act::organ_read;
}

base::Result<void> may_import(const Context& context, ImportKind kind) {
    const base::Text who{"由考核办批量导入。", "the appraisal office takes tables in."};
    ZHISHI_TRY_VOID(may_for_organ(context, Act::table_import, read_act_of(kind), who));
    return may_for_organ(context, act_of(kind), read_act_of(kind), who);
}

base::Result<std::unique_ptr<Importer>> importer_of(const Context& context, const ImportForm& form) {
    switch (form.kind) {
    case ImportKind::units: return unit_importer(context, form);
    case ImportKind::people: return people_importer(context, form);
    case ImportKind::posts: return post_importer(context, form);
    case ImportKind::charges: return charge_importer(context, form);
    case ImportKind::calendar: return calendar_importer(context, form);
    case ImportKind::prior_grades: break;
    }
    return prior_grade_importer(context, form);
}

size_t faulty_in(const std::vector<ImportedRow>& rows) {
    return static_cast<size_t>(
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.is_faulty(); }));
}

void tell_effect(const ImportForm& form, const Importer& importer, size_t i, ImportedRow& row) {
    if (row.is_faulty()) {
        row.effect = ImportEffect::is_faulty;
        return;
    }
    auto before = importer.before(i);
    row.effect = ImportEffect::is_new;
    if (!before) return;
    auto after = importer.after(i);
    for (size_t c = 0; c < form.columns.size(); ++c)
        if ((*before)[c] != after[c]) row.changes.push_back({form.columns[c].key, (*before)[c], after[c]});
    row.effect = row.changes.empty() ? ImportEffect::is_same : ImportEffect::is_changed;
}

// The rows as they were checked, with what can put them.
struct Checked {
    ImportForm form;
    std::unique_ptr<Importer> importer; // refers to the form
    ImportReport report;
};

base::Result<std::unique_ptr<Checked>> checked(const Context& context, ImportKind kind,
                                               const std::vector<ImportLine>& lines) {
    ZHISHI_TRY_VOID(may_import(context, kind));
    auto result = std::make_unique<Checked>();
    result->form = form_of(context, kind);
    if (lines.empty())
        return base::bad_input("table_is_empty", {"表中没有数据行。", "The table has no rows."});
    if (lines.size() > result->form.rows_max) {
        std::string most = std::to_string(result->form.rows_max);
        return base::refused(base::ErrorKind::too_large, "table_too_long",
                             {"一次最多导入" + most + "行，请分批导入。",
                              "At most " + most + " rows are taken at once: import it in parts."});
    }
    ZHISHI_TRY(result->importer, importer_of(context, result->form));
    auto& rows = result->report.rows;
    rows.resize(lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
        rows[i].line = lines[i].line;
        rows[i].faults = lines[i].faults;
        ImportRowReader reader(result->form, lines[i], rows[i]);
        result->importer->read(reader);
    }
    result->importer->join(rows);
    for (size_t before = lines.size() + 1; before != faulty_in(rows);) {
        before = faulty_in(rows);
        result->importer->check(rows);
    }
    for (size_t i = 0; i < rows.size(); ++i)
        tell_effect(result->form, *result->importer, i, rows[i]);
    return result;
}

base::Error faulty_rows(const ImportReport& report) {
    std::vector<base::Error> found;
    for (size_t i = 0; i < report.rows.size(); ++i)
        for (base::Error fault : report.rows[i].faults) {
            fault.place.pointer = "/rows/" + std::to_string(i) + "/" + fault.place.pointer;
            fault.place.line = report.rows[i].line;
            found.push_back(std::move(fault));
        }
    return faults(std::move(found));
}

} // namespace

size_t ImportReport::count(ImportEffect effect) const {
    return static_cast<size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.effect == effect; }));
}

base::Result<ImportForm> import_form(const Context& context, ImportKind kind) {
    ZHISHI_TRY_VOID(may_import(context, kind));
    return form_of(context, kind);
}

base::Result<std::vector<std::vector<std::string>>> rows_kept(const Context& context, ImportKind kind) {
    ZHISHI_TRY_VOID(may_import(context, kind));
    switch (kind) {
    case ImportKind::units: return units_kept(context);
    case ImportKind::people: return people_kept(context);
    case ImportKind::posts: return posts_kept(context);
    case ImportKind::charges: return charges_kept(context);
    case ImportKind::calendar: return calendar_kept(context);
    case ImportKind::prior_grades: break;
    }
    return prior_grades_kept(context);
}

base::Result<ImportReport> check_import(const Context& context, ImportKind kind,
                                        const std::vector<ImportLine>& lines) {
    ZHISHI_TRY(auto result, checked(context, kind, lines));
    return std::move(result->report);
}

base::Result<Prepared<ImportReport>> take_import(const Context& context, ImportKind kind,
                                                 const std::vector<ImportLine>& lines,
                                                 std::optional<size_t> faulty_left_out) {
    ZHISHI_TRY(auto result, checked(context, kind, lines));
    auto& rows = result->report.rows;
    size_t faulty = faulty_in(rows);
    if (faulty > 0 && !faulty_left_out) return faulty_rows(result->report);
    if (faulty_left_out && *faulty_left_out != faulty)
        return wrong_state("faulty_rows_differ",
                           {"现在有" + std::to_string(faulty) + "行有误，与检查时的" +
                                std::to_string(*faulty_left_out) + "行不同。请重新检查后再导入。",
                            "There are " + std::to_string(faulty) + " faulty rows now, not " +
                                std::to_string(*faulty_left_out) + ": check the table again."});
    store::Change change = begin_change(context, act_of(kind));
    for (size_t i = 0; i < rows.size(); ++i)
        if (rows[i].effect == ImportEffect::is_new || rows[i].effect == ImportEffect::is_changed)
            result->importer->put(i, change);
    result->importer->put_rest(change);
    if (change.writes.empty())
        return wrong_state("nothing_to_import", {"表中的内容都已经登记过，没有需要导入的。",
                                                 "All of it is kept already: nothing is to be taken in."});
    return Prepared<ImportReport>{std::move(result->report), std::move(change)};
}

} // namespace zhishi::workflow
